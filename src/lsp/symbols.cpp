#include "lsp/symbols.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "text/display.hpp"
#include "text/invisible.hpp"
#include "text/space.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr Words empty_prompt{"empty prompt", "空提示词"};
constexpr Words no_prompt{"no prompt", "没有提示词"};

/// SymbolKinds of the specification.
enum class SymbolKind : int { String = 15, Event = 24 };

struct SymbolEntry {
    std::string name;
    std::string detail;  ///< empty for none
    SymbolKind kind;
    Span span;
    Span selection;
};

struct PromptSymbols {
    SymbolEntry prompt;
    std::vector<SymbolEntry> directives;
};

/// Short enough for a line, and nothing in it that an editor would act on.
std::string shown(std::string_view text) {
    constexpr std::size_t longest = 40;
    const std::size_t end = offset_of(text, longest);
    std::string name = printable(text.substr(0, end));
    if (end < text.size()) name += "…";
    return name;
}

/// From the first character that is no white space on.
std::string_view without_blank_start(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t size = decode(text, at).size;
        if (!is_blank(text.substr(at, size))) break;
        at += size;
    }
    return text.substr(at);
}

std::string name_of(const Prompt& prompt, Language language) {
    if (!prompt.has_text) return std::string(no_prompt.in(language));
    if (looks_empty(prompt.text)) return std::string(empty_prompt.in(language));
    return shown(without_blank_start(prompt.text));
}

std::string model_of(const PromptView& view) {
    const Request request = view.request();
    return request.model_field == nullptr ? std::string() : shown(request.model);
}

/// The families of what the labels mean for certain, each once.
std::string families_of(const Syntax& syntax, const Directive& directive, Language language) {
    std::vector<Family> families;
    for (const Label& label : syntax.labels_of(directive)) {
        if (!label.reading.is_certain()) continue;
        for (const Command* target : label.reading.targets) {
            if (target != nullptr && std::ranges::find(families, target->family) == families.end())
                families.push_back(target->family);
        }
    }
    std::string list;
    for (const Family family : families) {
        if (!list.empty()) list += language == Language::chinese ? "、" : ", ";
        list += describe(family).in(language);
    }
    return list;
}

/// What an outline shows of a bracket; nothing where it is no directive.
Span text_of(const Directive& directive) {
    switch (directive.verdict) {
        case BracketVerdict::fine:
        case BracketVerdict::fullwidth:
        case BracketVerdict::nested: return directive.span;
        case BracketVerdict::unclosed:
        case BracketVerdict::split: return {directive.span.begin, directive.content.end};
        default: return {};
    }
}

std::vector<SymbolEntry> directives_of(const PromptView& view, Language language) {
    std::vector<SymbolEntry> entries;
    const Syntax syntax = view.syntax();
    for (const Directive& directive : syntax.directives) {
        const Span text = text_of(directive);
        if (text.empty()) continue;
        const Span span = view.host(text);
        entries.push_back({.name = shown(syntax.text_of(text)),
                           .detail = families_of(syntax, directive, language),
                           .kind = SymbolKind::Event,
                           .span = span,
                           .selection = span});
    }
    return entries;
}

PromptSymbols entry_of(const PromptView& view, Language language) {
    const bool has_text = view.prompt.has_text;
    const Span selection = has_text ? view.extent() : view.of_unit(view.prompt.anchor);
    PromptSymbols entry{.prompt = {.name = name_of(view.prompt, language),
                                   .detail = model_of(view),
                                   .kind = SymbolKind::String,
                                   .span = view.reach(),
                                   .selection = selection},
                        .directives = {}};
    if (has_text) entry.directives = directives_of(view, language);
    return entry;
}

Json to_document_symbol(const SymbolEntry& entry, const TextDocument& document) {
    Json symbol{{"name", entry.name}};
    if (!entry.detail.empty()) symbol["detail"] = entry.detail;
    symbol["kind"] = static_cast<int>(entry.kind);
    symbol["range"] = document.to_client(entry.span);
    symbol["selectionRange"] = document.to_client(entry.selection);
    return symbol;
}

Json to_symbol_information(const SymbolEntry& entry, const TextDocument& document) {
    return {{"name", entry.name},
            {"kind", static_cast<int>(entry.kind)},
            {"location", Location{.uri = document.uri(), .range = document.to_client(entry.span)}}};
}

void add_tree(Json& symbols, const PromptSymbols& entry, const TextDocument& document) {
    Json symbol = to_document_symbol(entry.prompt, document);
    Json children = Json::array();
    for (const SymbolEntry& directive : entry.directives)
        children.push_back(to_document_symbol(directive, document));
    if (!children.empty()) symbol["children"] = std::move(children);
    symbols.push_back(std::move(symbol));
}

void add_flat(Json& symbols, const PromptSymbols& entry, const TextDocument& document) {
    symbols.push_back(to_symbol_information(entry.prompt, document));
    for (const SymbolEntry& directive : entry.directives) {
        Json symbol = to_symbol_information(directive, document);
        symbol["containerName"] = entry.prompt.name;
        symbols.push_back(std::move(symbol));
    }
}

}  // namespace

Json document_symbols(const Session& session, const TextDocument& document) {
    const auto add = session.abilities.has_symbol_hierarchy ? add_tree : add_flat;
    Json symbols = Json::array();
    for_each_prompt(session, document, {0, document.text().size()}, [&](const PromptView& view) {
        add(symbols, entry_of(view, session.language), document);
    });
    return symbols;
}

}  // namespace camlint
