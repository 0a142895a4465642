#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase too_long{"prompt-too-long",
                          "the prompt has {characters} characters; the documented limit is {limit}",
                          "提示词有 {characters} 个字符；文档规定的上限是 {limit} 个"};
constexpr Phrase other_units{
    "prompt-too-long.units",
    "in UTF-16 units {units}, in bytes {bytes}; the unit of the limit is documented nowhere",
    "按 UTF-16 单元计为 {units}，按字节计为 {bytes}；上限按哪种单位计算没有文档说明"};

void check(const Context& context, Findings& findings) {
    const std::string_view text = context.prompt.text;
    if (text.size() <= prompt_limit) return;
    const Length length = measure(text);
    if (length.code_points <= prompt_limit) return;
    const std::size_t limit = offset_of(text, prompt_limit);
    Diagnostic& found = findings.add(context.host({limit, text.size()}),
                                     {too_long,
                                      {{"characters", static_cast<std::int64_t>(length.code_points)},
                                       {"limit", static_cast<std::int64_t>(prompt_limit)}}});
    found.note({other_units,
                {{"units", static_cast<std::int64_t>(length.utf16)},
                 {"bytes", static_cast<std::int64_t>(length.bytes)}}});
}

}  // namespace

extern const Rule prompt_too_long{
    .name = "prompt-too-long",
    .category = Category::limit,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = {"a prompt of more than 2000 code points", "提示词超过 2000 个码点"},
    .why =
        {"All pages say \"up to 2000 characters\". Directives count, as far as anyone knows. camlint counts "
         "code points; the unit is documented nowhere.",
         "所有页面都写着“最多 2000 个字符”。就目前所知，指令也计算在内。camlint "
         "按码点计数；按哪种单位计算没有文档说明。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = "{x*2001}", .fixed = "", .good = "{x*2000}"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
