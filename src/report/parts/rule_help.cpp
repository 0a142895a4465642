#include "report/parts/rule_help.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr Phrase length_of{"rule.length", "{beginning}… ({count} characters)",
                           "{beginning}…（{count} 个字符）"};
constexpr Words bad{"bad", "错误示例"};
constexpr Words fixed{"fixed", "修复后"};
constexpr Words good{"good", "正确示例"};
constexpr Words source_word{"source", "来源"};

/// A fence that no run of backticks in `text` closes.
std::string fence_for(std::string_view text) {
    std::size_t longest = 2;
    std::size_t run = 0;
    for (const char byte : text) {
        run = byte == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return std::string(longest + 1, '`');
}

std::string plain_block(std::string_view title, const std::string& text) {
    return fmt::format("\n{}:\n{}{}", title, text, text.ends_with('\n') ? "" : "\n");
}

std::string fenced_block(std::string_view title, const std::string& text) {
    const std::string fence = fence_for(text);
    return fmt::format("\n**{}**\n\n{}text\n{}{}{}\n", title, fence, text, text.ends_with('\n') ? "" : "\n",
                       fence);
}

std::string help(const Rule& rule, Language language,
                 std::string (*block)(std::string_view, const std::string&)) {
    std::string out = fmt::format("{}\n", rule.why.in(language));
    for (const Example& example : rule.examples) {
        if (example.bad.empty()) continue;
        out += block(bad.in(language), shown_example(example.bad, language));
        if (!example.fixed.empty()) out += block(fixed.in(language), shown_example(example.fixed, language));
        out += block(good.in(language), shown_example(example.good, language));
    }
    return out + fmt::format("\n{}: {} ({}: {})\n", source_word.in(language), rule.basis.source.in(language),
                             letter(rule.basis.grade), describe(rule.basis.grade).in(language));
}

}  // namespace

std::string shown_example(std::string_view example, Language language) {
    constexpr std::size_t longest = 400;
    std::string text = expand(example);
    if (text.size() <= longest) return text;
    const Message cut{length_of,
                      {{"beginning", text.substr(0, offset_of(text, 20))},
                       {"count", static_cast<std::int64_t>(measure(text).code_points)}}};
    return cut.in(language);
}

std::string rule_help(const Rule& rule, Language language) { return help(rule, language, plain_block); }

std::string rule_help_markdown(const Rule& rule, Language language) {
    return help(rule, language, fenced_block);
}

}  // namespace camlint
