#include <algorithm>

#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

/// Whether the prompt is a request, in which a field that is not there has its default.
bool is_request(const Prompt& prompt) {
    return prompt.role != Role::prompt ||
           (prompt.notation == Notation::front_matter && !prompt.fields.empty());
}

void check(const Context& context, Findings& findings) {
    constexpr std::string_view name = "prompt_optimizer";
    const bool directs = std::ranges::any_of(context.syntax.directives, &Directive::is_judged);
    const Field* field = context.prompt.field(name);
    if (field == nullptr && is_misspelt(context.prompt, name)) return;
    if (!directs || (field == nullptr && !is_request(context.prompt))) return;
    if (field == nullptr) {
        Diagnostic& found = findings.add(
            context.prompt.anchor,
            "camera commands in a prompt that is optimized by default; 'prompt_optimizer': false is "
            "documented for more precise control");
        auto edit = add_field(context.document, context.prompt, context.source.bytes, name, "false");
        if (!edit) return;
        found.fixes.push_back({.title = "add 'prompt_optimizer' with false",
                               .safety = Safety::unsafe,
                               .edits = {*std::move(edit)}});
        return;
    }
    if (field->value.kind != ValueKind::boolean || field->value.text != "true") return;
    findings
        .add(field->value.content,
             "camera commands in a prompt that is optimized; false is documented for more precise control")
        .fixes.push_back(set_value(*field, "false", Safety::unsafe));
}

}  // namespace

extern const Rule optimizer_with_commands{
    .name = "optimizer-with-commands",
    .category = Category::request,
    .severity = Severity::info,
    .fix = Safety::unsafe,
    .summary = "directives in a request whose prompt is optimized",
    .why =
        "`prompt_optimizer` is true unless a request says otherwise, and rewrites the prompt; the pages "
        "recommend false for more precise control. What the optimizer does to directives is documented "
        "nowhere.",
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
