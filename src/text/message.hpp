#pragma once
// What is said to people, in every language that camlint speaks: a phrase with named places, and what
// is put in for them. Rendered only where a report is written, so that one finding can be read in any of
// them. Phrases are constants; that all languages name the same places is checked when they are compiled.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace camlint {

enum class Language : std::uint8_t {
    english,
    chinese,  ///< simplified
};

/// What flags and configurations call them, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> language_names{"en", "zh"};

/// The language of a tag as "zh", "zh_CN.UTF-8" or "en-GB"; nothing for any other.
[[nodiscard]] std::optional<Language> find_language(std::string_view tag);

/// A constant text in every language.
struct Words {
    std::string_view en;
    std::string_view zh;

    constexpr Words() = default;
    constexpr Words(std::string_view english, std::string_view chinese) : en(english), zh(chinese) {}

    [[nodiscard]] constexpr std::string_view in(Language language) const {
        return language == Language::chinese ? zh : en;
    }
    [[nodiscard]] constexpr bool empty() const { return en.empty(); }
};

/// Whether both texts have the same {places}, in any order and any number.
[[nodiscard]] consteval bool has_same_places(std::string_view one, std::string_view other) {
    const auto contains_all = [](std::string_view text, std::string_view in) {
        for (std::size_t open = text.find('{'); open != std::string_view::npos;
             open = text.find('{', open + 1)) {
            const std::size_t close = text.find('}', open);
            if (close == std::string_view::npos ||
                in.find(text.substr(open, close - open + 1)) == std::string_view::npos)
                return false;
        }
        return true;
    };
    return contains_all(one, other) && contains_all(other, one);
}

/// A text with {places} that arguments of these names are put in for.
struct Phrase {
    std::string_view id;  ///< stable and unique: "unknown-command.near"
    Words words;

    /// Does not compile where a text is missing or the places differ.
    consteval Phrase(std::string_view name, std::string_view en, std::string_view zh)
        : id(name), words{en, zh} {
        if (name.empty() || en.empty() || zh.empty() || !has_same_places(en, zh)) throw "phrases differ";
    }
};

struct Message;

/// A text of the input: shown between single quotes, made safe and cut when it is long.
struct Quoted {
    std::string text;
};

[[nodiscard]] inline Quoted quoted(std::string_view text) { return {std::string(text)}; }

/// Several texts of which one is meant: "'A', 'B' or 'C'".
struct AnyOf {
    std::vector<std::string> texts;
};

struct Argument {
    std::string_view name;
    std::variant<std::string, std::int64_t, Quoted, AnyOf, Words, std::vector<Message>> value;
};

/// A phrase with its arguments. Several messages as one argument are joined with commas.
struct Message {
    const Phrase* phrase = nullptr;  ///< null for no message
    std::vector<Argument> arguments;

    Message() = default;
    Message(const Phrase& text, std::vector<Argument> places = {})
        : phrase(&text), arguments(std::move(places)) {}

    [[nodiscard]] std::string in(Language language) const;
    [[nodiscard]] bool empty() const { return phrase == nullptr; }
};

}  // namespace camlint
