#include "text/message.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/ascii.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

std::string any_of(const std::vector<std::string>& texts, Language language) {
    const bool chinese = language == Language::chinese;
    std::string list;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool last = i + 1 == texts.size();
        if (i > 0 && last) list += chinese ? " 或 " : " or ";
        if (i > 0 && !last) list += chinese ? "、" : ", ";
        list += quote(texts[i]);
    }
    return list;
}

/// Writes an argument's value.
struct Writer {
    Language language;

    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(const Quoted& quoted) const { return quote(quoted.text); }
    std::string operator()(const AnyOf& any) const { return any_of(any.texts, language); }
    std::string operator()(const Words& words) const { return std::string(words.in(language)); }
    std::string operator()(const std::vector<Message>& messages) const {
        std::string text;
        for (const Message& message : messages) {
            if (!text.empty()) text += language == Language::chinese ? "，" : ", ";
            text += message.in(language);
        }
        return text;
    }
};

}  // namespace

std::optional<Language> find_language(std::string_view tag) {
    const std::string_view name = tag.substr(0, tag.find_first_of("_-.@"));
    if (is_same_word(name, "zh")) return Language::chinese;
    if (is_same_word(name, "en")) return Language::english;
    return std::nullopt;
}

std::string Message::in(Language language) const {
    if (phrase == nullptr) return {};
    std::string out;
    std::string_view rest = phrase->words.in(language);
    for (std::size_t open = rest.find('{'); open != rest.npos; open = rest.find('{')) {
        const std::size_t close = rest.find('}', open);
        const std::string_view name = rest.substr(open + 1, close - open - 1);
        const auto argument = std::ranges::find(arguments, name, &Argument::name);
        out += rest.substr(0, open);
        // A place without an argument stays visible; the tests look for it.
        out += argument == arguments.end() ? std::string(rest.substr(open, close - open + 1))
                                           : std::visit(Writer{language}, argument->value);
        rest.remove_prefix(close + 1);
    }
    return out.append(rest);
}

}  // namespace camlint
