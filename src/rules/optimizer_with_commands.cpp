#include <algorithm>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase by_default{
    "optimizer-with-commands.default",
    "camera commands in a prompt that is optimized by default; 'prompt_optimizer': false is documented for "
    "more precise control",
    "提示词含有镜头指令，而默认会被优化；文档说明将 'prompt_optimizer' 设为 false 可以更精确地控制"};
constexpr Phrase on_request{
    "optimizer-with-commands",
    "camera commands in a prompt that is optimized; false is documented for more precise control",
    "提示词含有镜头指令，却会被优化；文档说明设为 false 可以更精确地控制"};
constexpr Phrase add_false{"optimizer-with-commands.add", "add 'prompt_optimizer' with false",
                           "添加 'prompt_optimizer'，值为 false"};

/// Whether the prompt is a request, in which a field that is not there has its default.
bool is_request(const Prompt& prompt) {
    return prompt.role != Role::prompt ||
           (prompt.notation == Notation::front_matter && !prompt.fields.empty());
}

void check(const Context& context, Findings& findings) {
    constexpr std::string_view name = "prompt_optimizer";
    const bool directs = std::ranges::any_of(context.syntax.directives, &Directive::is_judged);
    if (!directs) return;
    const Field* field = context.fields[FieldName::prompt_optimizer];
    if (field == nullptr && (!is_request(context.prompt) || is_misspelt(context.prompt, name))) return;
    if (field == nullptr) {
        Diagnostic& found = findings.add(context.prompt.anchor, by_default);
        auto edit = add_field(context.document, context.prompt, context.source.bytes, name, "false");
        if (!edit) return;
        found.fixes.push_back({.title = add_false, .safety = Safety::unsafe, .edits = {*std::move(edit)}});
        return;
    }
    if (field->value.kind != ValueKind::boolean || field->value.text != "true") return;
    findings.add(field->value.content, on_request)
        .fixes.push_back(set_value(*field, "false", Safety::unsafe));
}

}  // namespace

extern const Rule optimizer_with_commands{
    .name = "optimizer-with-commands",
    .category = Category::request,
    .severity = Severity::info,
    .fix = Safety::unsafe,
    .summary = {"directives in a request whose prompt is optimized", "含有镜头指令的请求会优化提示词"},
    .why = {"`prompt_optimizer` is true unless a request says otherwise, and rewrites the prompt; the pages "
            "recommend false for more precise control. What the optimizer does to directives is documented "
            "nowhere.",
            "除非请求另行指定，`prompt_optimizer` 为 true，并会改写提示词；各页面建议设为 false "
            "以便更精确地控制。优化器会怎样处理指令，没有文档说明。"},
    .basis = {Grade::a, source::official},
    .examples =
        {{{.bad = R"({"model":"T2V-01-Director","prompt":"A man [Push in].","prompt_optimizer":true})",
           .fixed = R"({"model":"T2V-01-Director","prompt":"A man [Push in].","prompt_optimizer":false})",
           .good = R"({"model":"T2V-01-Director","prompt":"A man [Push in].","prompt_optimizer":false})",
           .carrier = "json"},
          {.bad = R"({"model": "T2V-01-Director", "prompt": "A man [Push in]."})",
           .fixed =
               R"({"model": "T2V-01-Director", "prompt": "A man [Push in].", "prompt_optimizer": false})",
           .good = R"({"model": "T2V-01-Director", "prompt": "A man walks."})",
           .carrier = "json"}}},
    .on_prompt = check,
};

}  // namespace camlint::rules
