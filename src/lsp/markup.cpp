#include "lsp/markup.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "diagnostic/wording.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

/// Cut as in messages; then no line end and no control character is left, so that a text stays in its line.
std::string cut(std::string_view text) { return printable(quote(text)); }

std::string without_quotes(const std::string& quoted) { return quoted.substr(1, quoted.size() - 2); }

std::size_t longest_run(std::string_view text, char mark) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == mark ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

std::string superscript(std::size_t number) {
    constexpr std::array<std::string_view, 10> digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string out;
    for (const char digit : std::to_string(number)) out += digits[static_cast<std::size_t>(digit - '0')];
    return out;
}

}  // namespace

std::string Markup::code(std::string_view text) const {
    if (!is_marked_) return cut(text);
    const std::string inside = without_quotes(cut(text));
    // More backquotes than the text has in a row, so that none of its own can end the span.
    const std::string fence(longest_run(inside, '`') + 1, '`');
    const bool needs_room =
        inside.empty() || inside.front() == '`' || inside.back() == '`' || inside.front() == ' ';
    const std::string_view room = needs_room ? " " : "";
    return fmt::format("{0}{1}{2}{1}{0}", fence, room, inside);
}

std::string Markup::strong(std::string_view text) const {
    return is_marked_ ? fmt::format("**{}**", plain(text)) : std::string(text);
}

std::string Markup::plain(std::string_view text) const {
    if (!is_marked_) return printable(text);
    std::string out;
    for (const char c : printable(text)) {
        if (std::string_view("\\`*_[]<>&!|~#").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string Markup::cite(const Basis& basis) {
    auto found = std::ranges::find_if(cited_, [&](const Basis& cited) { return is_same(cited, basis); });
    if (found == cited_.end()) found = cited_.insert(cited_.end(), basis);
    const auto number = static_cast<std::size_t>(found - cited_.begin()) + 1;
    return letter(basis.grade) + superscript(number);
}

void Markup::add_paragraph(std::string_view text) {
    if (!text_.empty()) text_ += is_marked_ ? "\n\n" : "\n";
    text_ += text;
    is_list_ = false;
}

void Markup::add_item(std::string_view text) {
    if (!text_.empty()) text_ += is_marked_ && !is_list_ ? "\n\n" : "\n";
    text_ += is_marked_ ? "- " : "";
    text_ += text;
    is_list_ = true;
}

Json Markup::json() const {
    std::string text = text_;
    // Of two lines of one paragraph Markdown makes one, but for two blanks between.
    std::string_view before = is_marked_ ? "\n\n" : "\n";
    for (std::size_t i = 0; i < cited_.size(); ++i) {
        const std::string note = plain(grade_of(cited_[i]).in(language_));
        text += fmt::format("{}{} {}", before, superscript(i + 1), note);
        before = is_marked_ ? "  \n" : "\n";
    }
    if (is_marked_) return MarkupContent{.value = text};
    return {{"kind", "plaintext"}, {"value", text}};
}

bool is_same(const Basis& one, const Basis& other) {
    return one.grade == other.grade && one.source.en == other.source.en;
}

std::string_view list_mark(Language language) { return language == Language::chinese ? "、" : ", "; }

}  // namespace camlint
