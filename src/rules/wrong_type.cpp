#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "catalog/fields.hpp"
#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase wrong{"wrong-type", "{field} is {kind}; the documented type is {type}",
                       "{field} 是{kind}；文档规定的类型是 {type}"};

Words describe(ValueKind kind) {
    switch (kind) {
        case ValueKind::string: return {"a string", "字符串"};
        case ValueKind::integer:
        case ValueKind::number: return {"a number", "数字"};
        case ValueKind::boolean: return {"a boolean", "布尔值"};
        case ValueKind::null: return {"null", "空值（null）"};
        case ValueKind::array: return {"an array", "数组"};
        case ValueKind::object: return {"an object", "对象"};
    }
    return {};
}

/// The duration that "6", "6s" and "6 seconds" say, if some model has it; else empty.
std::string_view seconds_in(std::string_view text) {
    constexpr std::array<std::string_view, 7> units{"", "s", "sec", "secs", "second", "seconds", "秒"};
    const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string_view unit = text.substr(size);
    if (unit.starts_with(' ')) unit.remove_prefix(1);
    const bool known = std::ranges::find(units, unit) != units.end();
    const std::string_view number = text.substr(0, size);
    const auto is_it = [number](int duration) { return number == std::to_string(duration); };
    return known && std::ranges::any_of(all_durations, is_it) ? number : std::string_view{};
}

/// "true" or "false", in whatever letter case; empty for anything else.
std::string_view truth_in(std::string_view text) {
    for (const std::string_view value : {"true", "false"}) {
        const auto same = [](char a, char b) { return (a | 0x20) == b; };
        if (std::ranges::equal(text, value, same)) return value;
    }
    return {};
}

/// A fix, where one value is clearly meant.
std::optional<Fix> mend(const Context& context, const Field& field, FieldType type) {
    const Value& value = field.value;
    if (type == FieldType::string) {
        const bool is_number = value.kind == ValueKind::integer && field.name == "resolution";
        const std::string_view meant = is_number ? canonical_resolution(value.text) : std::string_view{};
        const Model* model = context.model;
        const bool has_it = model == nullptr || model->output(meant) != nullptr;
        if (meant.empty() || !has_it) return std::nullopt;
        return set_text(context, field, meant, Safety::unsafe);
    }
    if (value.kind != ValueKind::string) return std::nullopt;
    const std::string_view meant = type == FieldType::integer ? seconds_in(value.text) : truth_in(value.text);
    if (meant.empty()) return std::nullopt;
    return set_value(field, meant, Safety::unsafe);
}

void check(const Context& context, Findings& findings) {
    for (const Field& field : context.prompt.fields) {
        const RequestField* row = find_request_field(field.name);
        if (row == nullptr || has_documented_type(field.value, row->type)) continue;
        const bool counts = context.fields[name_of(*row)] == &field;
        if (!counts || context.is_open(field)) continue;
        Diagnostic& found =
            findings.add(field.value.span, {wrong,
                                            {{"field", quoted(field.name)},
                                             {"kind", describe(field.value.kind)},
                                             {"type", std::string(camlint::describe(row->type))}}});
        if (auto fix = mend(context, field, row->type)) found.fixes.push_back(*std::move(fix));
    }
}

}  // namespace

extern const Rule wrong_type{
    .name = "wrong-type",
    .category = Category::request,
    .severity = Severity::error,
    .fix = Safety::unsafe,
    .summary = {"a field whose value is not of the documented type", "字段值的类型与文档不符"},
    .why =
        {"The pages give each field a type: a duration is an integer, not a text. The documented answer to "
         "invalid parameters is an error (code 2013).",
         "各页面为每个字段规定了类型：时长是整数，而不是文本。对于无效参数，文档规定的应答是错误（代码 "
         "2013）。"},
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","duration":"6"})",
                   .fixed = R"({"model":"T2V-01","prompt":"A man walks.","duration":6})",
                   .good = R"({"model":"T2V-01","prompt":"A man walks.","duration":6})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
