#include "lsp/field_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "catalog/field_texts.hpp"
#include "lsp/command_text.hpp"
#include "text/placeholder.hpp"

namespace camlint {
namespace {

constexpr Phrase default_is{"hover.default", "Default: {value}.", "默认值：{value}。"};
constexpr Phrase required_by{"hover.required", "Required by {providers}.",
                             "要求提供此字段的服务商：{providers}。"};
constexpr Phrase documented_by{"hover.field", "Documented ({cite}).", "有文档说明（{cite}）。"};
constexpr Phrase documented_by_one{"hover.field-of-provider",
                                   "Documented for provider {provider} alone ({cite}).",
                                   "只有服务商 {provider} 的文档有说明（{cite}）。"};
constexpr Phrase undocumented{"hover.unknown-field",
                              "The field {field} is documented nowhere for this request.",
                              "没有文档说明此请求有字段 {field}。"};
constexpr Phrase near_field{"hover.near-field",
                            "The field {field} is documented nowhere for this request; it may be meant to be "
                            "{near}.",
                            "没有文档说明此请求有字段 {field}；可能是想写 {near}。"};
constexpr Phrase only_for{"hover.only-for", "Documented to have an effect on {models} alone.",
                          "文档说明仅对以下模型有效：{models}。"};

constexpr Phrase unknown_model{"hover.unknown-model", "No known text documents the model {model}.",
                               "没有已知文档说明模型 {model}。"};
constexpr Phrase near_model{"hover.near-model",
                            "No known text documents the model {model}; it may be meant to be {near}.",
                            "没有已知文档说明模型 {model}；可能是想写 {near}。"};
constexpr Phrase about_model{"hover.about-model", "Model {model}:", "模型 {model}："};
constexpr Phrase model_needs{"hover.model-needs", "No text-to-video: a request has to bring {field}.",
                             "不支持文生视频：请求必须带有 {field}。"};
constexpr Phrase of_other_api{"hover.other-api", "Served by another API, under /v2.",
                              "由另一个 API（/v2 路径）提供。"};
constexpr Phrase bare_row{"hover.row", "{resolution}: no text states its durations",
                          "{resolution}：没有文档说明时长"};
constexpr Phrase row_of_one{"hover.row-of-one", "{resolution}: {first} s", "{resolution}：{first} 秒"};
constexpr Phrase row_of_two{"hover.row-of-two", "{resolution}: {first} or {second} s",
                            "{resolution}：{first} 或 {second} 秒"};
constexpr Phrase by_default{"hover.default-resolution", "{resolution} (default)", "{resolution}（默认）"};
constexpr Phrase with_image{"hover.row-image", "{row} (image-to-video only)", "{row}（仅图生视频）"};
constexpr Phrase contested{"hover.row-contested", "{row} (contested: {one}; {other})",
                           "{row}（有争议：{one}；{other}）"};
constexpr Phrase rows_are{"hover.rows", "Source of these outputs: {cite}.", "以上输出规格的来源：{cite}。"};
constexpr Phrase by_model{"hover.by-model", "What some model has: {values}.", "各模型具备的取值：{values}。"};

Message row_of(const Model& model, const Output& output, Language language) {
    const auto [first, second] = output.durations;
    std::string resolution(output.resolution);
    if (output.resolution == model.default_resolution) {
        resolution = Message{by_default, {{"resolution", resolution}}}.in(language);
    }
    Message row{first == 0 ? bare_row : second == 0 ? row_of_one : row_of_two, {{"resolution", resolution}}};
    if (first != 0) row.arguments.push_back({"first", std::int64_t{first}});
    if (second != 0) row.arguments.push_back({"second", std::int64_t{second}});
    const auto around = [&](const Phrase& phrase) { row = Message{phrase, {{"row", row.in(language)}}}; };
    if (output.needs_image) around(with_image);
    if (output.contest != nullptr) {
        around(contested);
        row.arguments.push_back({"one", output.contest->one});
        row.arguments.push_back({"other", output.contest->other});
    }
    return row;
}

void tell_outputs(Markup& markup, const Model& model) {
    bool has_any = false;
    for (const Output& output : model.outputs) {
        if (output.resolution.empty()) continue;
        markup.add_item(markup.plain(row_of(model, output, markup.language()).in(markup.language())));
        has_any = true;
    }
    if (has_any) markup.add_item({rows_are, {{"cite", markup.cite(model.basis)}}});
}

void tell_mode(Markup& markup, const Model& model) {
    if (model.mode == Mode::other_api) markup.add_item(of_other_api);
    const std::string_view field = required_field(model.mode);
    if (!field.empty()) markup.add_item({model_needs, {{"field", markup.code(field)}}});
}

void tell_model(Markup& markup, const Catalog& catalog, std::string_view name) {
    const Model* model = catalog.model(name);
    if (model == nullptr) {
        const std::string_view near = catalog.near_model(name);
        Message message{near.empty() ? unknown_model : near_model, {{"model", markup.code(name)}}};
        if (!near.empty()) message.arguments.push_back({"near", markup.code(near)});
        return markup.add_paragraph(message);
    }
    markup.add_paragraph({about_model, {{"model", markup.code(model->name)}}});
    tell_mode(markup, *model);
    tell_support(markup, *model);
    tell_outputs(markup, *model);
}

/// What the request's model has or, without a known one, what some model has.
void tell_values(Markup& markup, const PromptView& view, std::string_view field) {
    const Model* model = view.linter.settings().catalog.model(view.request().model);
    if (model != nullptr) {
        markup.add_paragraph({about_model, {{"model", markup.code(model->name)}}});
        return tell_outputs(markup, *model);
    }
    std::string values;
    const auto add = [&](const auto& value) {
        if (!values.empty()) values += list_mark(markup.language());
        values += fmt::format("{}", value);
    };
    if (field == "duration") {
        for (const int duration : all_durations) add(duration);
    } else {
        for (const std::string_view resolution : all_resolutions()) add(resolution);
    }
    markup.add_item({by_model, {{"values", values}}});
}

void tell_providers(Markup& markup, const Catalog& catalog, const RequestField& row) {
    std::string names;
    for (const Provider& provider : catalog.providers) {
        if (std::ranges::find(provider.required, row.name) == provider.required.end()) continue;
        if (!names.empty()) names += list_mark(markup.language());
        names += markup.code(provider.name);
    }
    if (!names.empty()) markup.add_item({required_by, {{"providers", names}}});
    Message message{row.only_provider.empty() ? documented_by : documented_by_one,
                    {{"cite", markup.cite(row.basis)}}};
    if (!row.only_provider.empty()) {
        message.arguments.push_back({"provider", markup.code(row.only_provider)});
    }
    markup.add_item(message);
}

void tell_pretreatment(Markup& markup, const Catalog& catalog) {
    std::string names;
    for (const Model& model : catalog.models) {
        if (!model.pretreatment) continue;
        if (!names.empty()) names += list_mark(markup.language());
        names += markup.code(model.name);
    }
    if (!names.empty()) markup.add_item({only_for, {{"models", names}}});
}

void tell_unknown(Markup& markup, const PromptView& view, const Field& field) {
    const std::string_view near = near_request_field(field.name);
    if (near.empty() && view.prompt.role != Role::body) return;
    Message message{near.empty() ? undocumented : near_field, {{"field", markup.code(field.name)}}};
    if (!near.empty()) message.arguments.push_back({"near", markup.code(near)});
    markup.add_paragraph(message);
}

}  // namespace

void tell_field(Markup& markup, const PromptView& view, const Field& field) {
    const RequestField* row = find_request_field(field.name);
    const FieldText* text = find_field_text(field.name);
    if (row == nullptr || text == nullptr) return tell_unknown(markup, view, field);
    const Catalog& catalog = view.linter.settings().catalog;
    const Language language = markup.language();
    const std::string name = markup.code(row->name);
    const bool is_typed = row->type != FieldType::any;
    markup.add_paragraph(is_typed ? fmt::format("{} · {}", name, describe(row->type)) : name);
    if (!text->purpose.empty()) markup.add_paragraph(markup.plain(text->purpose.in(language)));
    if (!text->standard.empty()) {
        markup.add_item({default_is, {{"value", markup.plain(text->standard.in(language))}}});
    }
    if (row->name == "fast_pretreatment") tell_pretreatment(markup, catalog);
    tell_providers(markup, catalog, *row);
    if (row->name == "duration" || row->name == "resolution") tell_values(markup, view, row->name);
    if (row->name == "model" && field.value.kind == ValueKind::string && !is_template(field.value.text)) {
        tell_model(markup, catalog, field.value.text);
    }
}

}  // namespace camlint
