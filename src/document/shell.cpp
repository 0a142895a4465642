// Shell scripts: the JSON bodies that curl is told to send.

#include <algorithm>
#include <array>
#include <span>

#include "catalog/providers.hpp"
#include "document/carriers.hpp"
#include "document/embedded.hpp"
#include "document/json_reader.hpp"
#include "document/shell_word.hpp"

namespace camlint {
namespace {

constexpr std::array<std::string_view, 6> data_options{"-d",     "--data",      "--data-raw", "--data-binary",
                                                       "--json", "--data-ascii"};
constexpr std::string_view create_path = "/video_generation";

/// Short options of curl that take no value, and so may stand before -d in one word.
constexpr std::string_view flags = "sSfLkivgN#";

bool is_curl(std::string_view word) { return word == "curl" || word.ends_with("/curl"); }

bool is_create_url(std::string_view word) {
    const bool creates = word.find(create_path) != std::string_view::npos;
    return creates && word.find("/query") == std::string_view::npos && !word.starts_with('{');
}

bool is_data_option(std::string_view word) {
    if (std::ranges::find(data_options, word) != data_options.end()) return true;
    if (word.size() < 3 || word[0] != '-' || word.back() != 'd') return false;
    return word.substr(1, word.size() - 2).find_first_not_of(flags) == std::string_view::npos;
}

class CurlReader {
public:
    CurlReader(Document& document, std::string_view script, const SourceMap& place)
        : document_(document), script_(script), place_(place) {}

    void read(const ShellCommand& command) {
        const auto& parts = command.words;
        const auto curl =
            std::ranges::find_if(parts, [&](const auto& word) { return is_curl(written(word)); });
        if (curl == parts.end()) return;
        look_for_url({curl, parts.end()});
        for (auto word = curl; word != parts.end(); ++word) {
            const bool is_joined = word->size() > 1 && slice(script_, word->front().span) == "-d";
            if (is_joined)
                return add(decode_word({word->begin() + 1, word->end()}, script_, document_), command);
            const auto next = word + 1;
            if (next != parts.end() && says(*word, is_data_option)) {
                return add(decode_word(*next, script_, document_), command);
            }
        }
    }

private:
    [[nodiscard]] std::string_view written(const std::vector<WordPart>& word) const {
        return slice(script_, {word.front().span.begin, word.back().span.end});
    }

    /// Whether a word is such, which nothing is kept of.
    template <typename Is>
    [[nodiscard]] bool says(const std::vector<WordPart>& word, Is is) const {
        Document scratch;
        return is(decode_word(word, script_, scratch).text);
    }

    void look_for_url(std::span<const std::vector<WordPart>> words) {
        const auto call =
            std::ranges::find_if(words, [&](const auto& word) { return says(word, is_create_url); });
        is_call_ = call != words.end();
        provider_ = {};
        if (!is_call_) return;
        Document scratch;
        provider_ = provider_of_url(decode_word(*call, script_, scratch).text);
    }

    void add(const ShellText& value, const ShellCommand& command) {
        if (!value.text.starts_with('@')) return add_body(value);
        if (value.text != "@-" || command.here_documents.empty()) return;  // another file's business
        add_body(decode_here_document(command.here_documents.back(), script_, document_));
    }

    /// The text with digits in place of what is not known yet, so that `"duration": $N` is JSON.
    static std::string with_numbers(const ShellText& body) {
        std::string text(body.text);
        for (const Span span : body.expansions) {
            const std::size_t begin = body.map.to_text(span.begin);
            const std::size_t end = body.map.to_text(span.end);
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
                      text.begin() + static_cast<std::ptrdiff_t>(end), '1');
        }
        return text;
    }

    void add_body(const ShellText& body) {
        const bool expands = !body.expansions.empty();
        const std::string shape = expands ? with_numbers(body) : std::string();
        // What the shell puts in may be what makes it JSON.
        if (expands && parse_json(shape).failure) return;
        const SourceMap place = body.map.within(place_, body.text.size());
        const std::size_t prompts = document_.prompts.size();
        add_json(document_, body.text, place, is_call_ ? JsonPlace::call : JsonPlace::example, provider_,
                 shape);
        for (const Span span : body.expansions) document_.expansions.push_back(place_.to_host(span));
        if (document_.prompts.size() == prompts) return;
        for (const Enclosure& enclosure : body.enclosures) {
            document_.enclosures.push_back(
                {.span = place_.to_host(enclosure.span), .quoting = enclosure.quoting});
        }
    }

    Document& document_;
    std::string_view script_;
    const SourceMap& place_;
    bool is_call_ = false;
    std::string_view provider_;
};

}  // namespace

void add_shell(Document& document, std::string_view script, const SourceMap& place) {
    const auto prompts = static_cast<std::ptrdiff_t>(document.prompts.size());
    const auto enclosures = static_cast<std::ptrdiff_t>(document.enclosures.size());
    const auto expansions = static_cast<std::ptrdiff_t>(document.expansions.size());
    CurlReader reader(document, script, place);
    for (const ShellCommand& command : parse_shell(script)) reader.read(command);
    // A here-document stands behind the rest of its line, which may hold another command.
    std::ranges::stable_sort(document.prompts.begin() + prompts, document.prompts.end(), {},
                             [](const Prompt& prompt) { return prompt.anchor.begin; });
    std::ranges::stable_sort(document.enclosures.begin() + enclosures, document.enclosures.end(), {},
                             [](const Enclosure& enclosure) { return enclosure.span.begin; });
    std::ranges::stable_sort(document.expansions.begin() + expansions, document.expansions.end(), {},
                             &Span::begin);
}

Document read_shell(const Source& source) {
    const std::size_t offset = start_of(source);
    Document document;
    add_shell(document, source.bytes.substr(offset), SourceMap(offset));
    return document;
}

}  // namespace camlint
