#include "lsp/completion.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "catalog/fold.hpp"
#include "document/write.hpp"
#include "lsp/command_text.hpp"
#include "lsp/slot.hpp"
#include "lsp/unfinished.hpp"

namespace camlint {
namespace {

// CompletionItemKind and InsertTextFormat of the specification.
constexpr int keyword_kind = 14;
constexpr int snippet_kind = 15;
constexpr int snippet_format = 2;

/// Which items come first, by the first letter of what they are sorted by.
enum class Rank : char { useful = 'a', together = 'b', opposing = 'c', repeated = 'd' };

/// How often each language is spoken; of two as frequent the one that came first.
class Spoken {
public:
    void add(Language language) {
        if (counts_[0] + counts_[1] == 0) first_ = language;
        counts_[static_cast<std::size_t>(language)] += 1;
    }
    [[nodiscard]] std::optional<Language> most() const {
        if (counts_[0] + counts_[1] == 0) return std::nullopt;
        if (counts_[0] == counts_[1]) return first_;
        return counts_[0] > counts_[1] ? Language::english : Language::chinese;
    }

private:
    std::array<std::size_t, 2> counts_{};
    Language first_ = Language::english;
};

Language language_of(const Syntax& syntax, const Slot& slot, std::span<const Reading> others) {
    Spoken here;
    for (const Reading& other : others) {
        if (other.speaks_of_camera()) here.add(other.language);
    }
    if (const auto most = here.most()) return *most;
    Spoken elsewhere;
    for (const Step& step : syntax.steps) {
        if (syntax.directives[step.directive].span == slot.bracket) continue;
        for (const Label& label : syntax.labels_of(step)) {
            if (label.reading.is_certain()) elsewhere.add(label.reading.language);
        }
    }
    if (const auto most = elsewhere.most()) return *most;
    const bool chinese = slot.open != BracketForm::ascii || has_han(syntax.tree.text);
    return chinese ? Language::chinese : Language::english;
}

/// What the rules static-with-motion and opposing-commands tell of.
bool opposes(const Command& a, const Command& b) {
    const bool one_rests = (a.family == Family::fixed) != (b.family == Family::fixed);
    return one_rests || (a.family == b.family && a.sign != 0 && a.sign == -b.sign);
}

Rank rank_of(const Command& command, std::span<const Reading> others) {
    Rank rank = Rank::useful;
    for (const Reading& other : others) {
        for (const Command* target : other.targets) {
            if (target == &command) return Rank::repeated;
            if (target != nullptr && opposes(*target, command)) rank = Rank::opposing;
        }
    }
    return rank;
}

Language other_than(Language language) {
    return language == Language::english ? Language::chinese : Language::english;
}

std::string escape_for_snippet(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '$' || c == '}' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// Where a command is being written, and how.
class Place {
public:
    Place(const Session& session, const TextDocument& document, const PromptView& view, std::size_t at)
        : session_(session), document_(document), view_(view), at_(at), syntax_(view.syntax()) {
        const std::size_t in_text = view.prompt.map.to_text(at - view.base);
        if (in_text <= view.prompt.text.size()) slot_ = find_slot(syntax_.tree, in_text);
        if (!slot_) return;
        for (const std::string_view other : slot_->others) others_.push_back(read_label(other));
        language_ = language_of(syntax_, *slot_, others_);
    }

    [[nodiscard]] bool is_open() const { return slot_.has_value(); }

    [[nodiscard]] Json items() const {
        Json items = Json::array();
        for (const Command& command : commands) add(items, command);
        if (!others_.empty()) return items;
        for (const Combination& combination : combinations()) add(items, combination);
        return items;
    }

private:
    /// What puts `text` into the slot, written as its host needs it; nothing where one edit at the cursor
    /// cannot do that.
    [[nodiscard]] std::optional<TextEdit> edit(std::string_view text) const {
        const Edit plain{.span = view_.prompt.map.to_host(slot_->written),
                         .text = escape(text, view_.prompt.notation)};
        const std::string_view bytes = std::string_view(document_.text()).substr(view_.base);
        auto edits = enclose(view_.document, bytes, std::span(&plain, 1));
        if (!edits || edits->size() != 1) return std::nullopt;
        Edit& only = edits->front();
        only.span = view_.of_unit(only.span);
        if (only.span.begin > at_ || at_ > only.span.end) return std::nullopt;
        TextEdit result = document_.to_client(only);
        if (result.range.start.line != result.range.end.line) return std::nullopt;
        return result;
    }

    /// What closes the bracket, as it has to be written behind `written`; empty where nothing has to.
    [[nodiscard]] std::string closing_behind(std::string_view text, const std::string& written) const {
        if (slot_->missing.empty()) return {};
        const auto both = edit(fmt::format("{}{}", text, slot_->missing));
        if (!both || !both->newText.starts_with(written)) return {};
        return both->newText.substr(written.size());
    }

    /// Gives the item the edit that puts `text` in; with snippets one can go on before the closing bracket.
    /// False where there is no such edit.
    bool put_in(Json& item, std::string_view text) const {
        auto change = edit(text);
        if (!change) return false;
        const bool is_snippet = item.at("kind") == snippet_kind || !slot_->missing.empty();
        if (session_.abilities.has_snippets && is_snippet) {
            const std::string closing = closing_behind(text, change->newText);
            change->newText = escape_for_snippet(change->newText) + "$0" + escape_for_snippet(closing);
            item["insertTextFormat"] = snippet_format;
        }
        item["textEdit"] = *change;
        return true;
    }

    /// An editor compares what is typed with the beginning, so the name in its language comes first.
    [[nodiscard]] std::string filter_text(std::string_view name, std::string_view other) const {
        const Language typed = has_han(slot_->typed) ? Language::chinese : Language::english;
        const bool turned = !slot_->typed.empty() && typed != language_;
        return turned ? fmt::format("{} {}", other, name) : fmt::format("{} {}", name, other);
    }

    static std::string sort_text(Rank rank, std::size_t row) {
        return fmt::format("{}{:02}", static_cast<char>(rank), row);
    }

    void add(Json& items, const Command& command) const {
        const std::string_view name = command.name(language_);
        const std::string_view other = command.name(other_than(language_));
        Markup documentation(session_);
        tell_command(documentation, command);
        const Words family = telling_family(command, session_.language);
        const std::string before = family.empty() ? "" : fmt::format("{} · ", family.in(session_.language));
        Json item{{"label", name},
                  {"kind", keyword_kind},
                  {"detail", fmt::format("{}{}", before, other)},
                  {"documentation", documentation.json()},
                  {"sortText", sort_text(rank_of(command, others_), row_of(&command))},
                  {"filterText", filter_text(name, other)}};
        if (put_in(item, name)) items.push_back(std::move(item));
    }

    void add(Json& items, const Combination& combination) const {
        const Targets targets{command_named(combination.commands[0]), command_named(combination.commands[1])};
        const std::string names = join(targets, language_);
        Markup documentation(session_);
        tell_combination(documentation, combination);
        const auto row = static_cast<std::size_t>(&combination - combinations().data());
        Json item{{"label", names},
                  {"kind", snippet_kind},
                  {"detail", combination.name.in(session_.language)},
                  {"documentation", documentation.json()},
                  {"sortText", sort_text(Rank::together, row)},
                  {"filterText", filter_text(names, join(targets, other_than(language_)))}};
        if (put_in(item, names)) items.push_back(std::move(item));
    }

    const Session& session_;
    const TextDocument& document_;
    const PromptView& view_;
    std::size_t at_;
    Syntax syntax_;
    std::optional<Slot> slot_;
    std::vector<Reading> others_;
    Language language_ = Language::english;
};

/// What there is to choose at a place, and what was read there.
struct Offer {
    Json list;
    bool is_in_prompt = false;
    bool is_json = false;
};

Offer offer_at(const Session& session, const TextDocument& document, std::size_t at) {
    Offer offer;
    for_each_prompt(session, document, {at, at}, [&](const PromptView& view) {
        if (!offer.list.is_null() || !view.prompt.has_text) return;
        const Span extent = view.extent();
        if (at < extent.begin || extent.end < at) return;
        const Notation notation = view.prompt.notation;
        offer.is_in_prompt = true;
        offer.is_json = notation == Notation::json || notation == Notation::json_ascii;
        const Place place(session, document, view, at);
        if (place.is_open()) offer.list = {{"isIncomplete", false}, {"items", place.items()}};
    });
    return offer;
}

TextDocument with_text(const Session& session, const TextDocument& document, std::string text) {
    return {{.uri = document.uri(),
             .languageId = document.language_id(),
             .version = document.version(),
             .text = std::move(text)},
            document.path(),
            session.abilities.encoding};
}

}  // namespace

Json completion_triggers() { return Json::array({"[", "【", ","}); }

Json complete(const Session& session, const TextDocument& document, ClientPosition position) {
    const std::size_t at = document.to_offset(position);
    Offer offer = offer_at(session, document, at);
    if (offer.is_in_prompt) return offer.list;
    for (const auto close : {close_line, close_text}) {
        if (auto text = close(document.text(), at)) {
            offer = offer_at(session, with_text(session, document, std::move(*text)), at);
        }
        // Another notation reads the cursor's place as it is, closed or not.
        if (offer.is_in_prompt && offer.is_json) return offer.list;
    }
    return nullptr;
}

}  // namespace camlint
