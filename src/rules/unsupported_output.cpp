#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase near_resolution{"unsupported-output.near",
                                 "{resolution} is no documented resolution; did you mean {near}?",
                                 "{resolution} 不是文档所列的分辨率；是否想写 {near}？"};
constexpr Phrase resolution_of_model{
    "unsupported-output.resolution",
    "{resolution} is no documented resolution for {model}; available: {available}",
    "{resolution} 不是文档为 {model} 所列的分辨率；可用：{available}"};
constexpr Phrase resolution_of_any{
    "unsupported-output.resolution-of-any",
    "{resolution} is no documented resolution for any model; available: {available}",
    "{resolution} 不是文档为任何模型所列的分辨率；可用：{available}"};
constexpr Phrase duration_at_resolution{
    "unsupported-output.duration-at-resolution",
    "{duration} s is no documented duration at {resolution} for {model}; available: {available}",
    "{duration} 秒不是文档为 {model} 在 {resolution} 下所列的时长；可用：{available}"};
constexpr Phrase duration_of_model{
    "unsupported-output.duration",
    "{duration} s is no documented duration for {model}; available: {available}",
    "{duration} 秒不是文档为 {model} 所列的时长；可用：{available}"};
constexpr Phrase duration_of_any{
    "unsupported-output.duration-of-any",
    "{duration} s is no documented duration for any model; available: {available}",
    "{duration} 秒不是文档为任何模型所列的时长；可用：{available}"};
constexpr Phrase named_here{"unsupported-output.here", "the resolution is named here", "分辨率在此处指定"};
constexpr Phrase bare_row{"unsupported-output.row", "{resolution}", "{resolution}（未说明时长）"};
constexpr Phrase row_of_one{"unsupported-output.row-of-one", "{resolution} for {first} s",
                            "{resolution}（{first} 秒）"};
constexpr Phrase row_of_two{"unsupported-output.row-of-two", "{resolution} for {first} or {second} s",
                            "{resolution}（{first} 或 {second} 秒）"};
constexpr Phrase contested_row{"unsupported-output.row-contested", "{row} (contested)", "{row}（有争议）"};
constexpr Phrase rows_of_any{"unsupported-output.rows-of-any",
                             "{resolutions} for {first} or {second} s, by model",
                             "{resolutions}（{first} 或 {second} 秒，视模型而定）"};

using Outputs = std::vector<Output>;

/// Digits of a number that a message repeats.
constexpr std::size_t longest_number = 20;

bool has_image(const Context& context) { return context.fields[FieldName::first_frame_image] != nullptr; }

/// What the request may ask for: the model's rows or, without a known model, what any model has.
Outputs outputs_for(const Model* model, const Context& context) {
    Outputs outputs;
    if (model == nullptr) {
        for (const std::string_view resolution : all_resolutions()) {
            outputs.push_back({.resolution = resolution, .durations = all_durations});
        }
        return outputs;
    }
    for (const Output& output : model->outputs) {
        const bool fits = !output.needs_image || has_image(context);
        if (!output.resolution.empty() && fits) outputs.push_back(output);
    }
    return outputs;
}

/// "512P, 720P, 768P, 1080P"
Words resolutions() {
    static const std::string en = fmt::format("{}", fmt::join(all_resolutions(), ", "));
    static const std::string zh = fmt::format("{}", fmt::join(all_resolutions(), "、"));
    return {en, zh};
}

/// "768P for 6 or 10 s"
Message row_of(const Output& output) {
    const auto& [first, second] = output.durations;
    const Phrase& phrase = first == 0 ? bare_row : second == 0 ? row_of_one : row_of_two;
    Message row{phrase, {{"resolution", std::string(output.resolution)}}};
    if (first != 0) row.arguments.push_back({"first", std::int64_t{first}});
    if (second != 0) row.arguments.push_back({"second", std::int64_t{second}});
    if (output.contest == nullptr) return row;
    return {contested_row, {{"row", std::vector{std::move(row)}}}};
}

/// What there is for a model or, without one, what some model has.
std::vector<Message> available(const Model* model, const Outputs& outputs) {
    if (model == nullptr) {
        return {{rows_of_any,
                 {{"resolutions", resolutions()},
                  {"first", std::int64_t{all_durations[0]}},
                  {"second", std::int64_t{all_durations[1]}}}}};
    }
    std::vector<Message> rows;
    for (const Output& output : outputs) rows.push_back(row_of(output));
    return rows;
}

const Output* find(const Outputs& outputs, std::string_view resolution) {
    const auto row = std::ranges::find(outputs, resolution, &Output::resolution);
    return row == outputs.end() ? nullptr : &*row;
}

bool is_resolution(std::string_view text) {
    return std::ranges::find(all_resolutions(), text) != all_resolutions().end();
}

/// A phrase about a model, with what it has; one about any model where there is none.
Message about(const Model* model, const Phrase& of_model, const Phrase& of_any, const Outputs& outputs) {
    Message message{model != nullptr ? of_model : of_any, {{"available", available(model, outputs)}}};
    if (model != nullptr) message.arguments.push_back({"model", quoted(model->name)});
    return message;
}

Message wrong_resolution(const Model* model, const Outputs& outputs, std::string_view given,
                         std::string_view near) {
    const Argument resolution{"resolution", quoted(given)};
    if (!near.empty()) return {near_resolution, {resolution, {"near", quoted(near)}}};
    Message message = about(model, resolution_of_model, resolution_of_any, outputs);
    message.arguments.push_back(resolution);
    return message;
}

void check_resolution(const Context& context, const Model* model, const Outputs& outputs,
                      Findings& findings) {
    const Request& request = context.request;
    const std::string_view given = request.resolution;
    if (given.empty() && request.resolution_field == nullptr) return;
    if (find(outputs, given) != nullptr) return;
    if (request.resolution_field != nullptr && context.is_open(*request.resolution_field)) return;
    if (context.is_told(request.resolution_field)) return;
    const std::string_view near = canonical_resolution(given);
    const bool clear = find(outputs, near) != nullptr;
    Diagnostic& found =
        findings.add(context.place_of(request.resolution_field),
                     wrong_resolution(model, outputs, given, clear ? near : std::string_view{}));
    if (request.resolution_field == nullptr) return;
    for (const Output& output : outputs) {
        const bool may_be = model != nullptr && is_resolution(given) && output.contest == nullptr;
        const bool meant = clear ? output.resolution == near : may_be && output.has(request.duration);
        if (!meant) continue;
        found.fixes.push_back(
            set_text(context, *request.resolution_field, output.resolution, Safety::unsafe));
    }
}

/// The durations of an output, the one nearest to `wanted` first.
std::vector<int> nearest_first(const Output& output, int wanted) {
    std::vector<int> durations;
    for (const int duration : output.durations) {
        if (duration != 0) durations.push_back(duration);
    }
    std::ranges::stable_sort(durations, {}, [wanted](int duration) { return std::abs(duration - wanted); });
    return durations;
}

/// Another duration of the same resolution, or another resolution that has the duration.
void offer_duration(const Context& context, const Outputs& outputs, const Output* output, Diagnostic& found) {
    const Request& request = context.request;
    if (request.duration_field != nullptr) {
        const Output& row = output != nullptr ? *output : outputs.front();
        for (const int duration : nearest_first(row, request.duration)) {
            found.fixes.push_back(
                set_value(*request.duration_field, std::to_string(duration), Safety::unsafe));
        }
    }
    if (request.resolution_field == nullptr || output == nullptr) return;
    for (const Output& other : outputs) {
        if (!other.has(request.duration) || other.contest != nullptr) continue;
        found.fixes.push_back(set_text(context, *request.resolution_field, other.resolution, Safety::unsafe));
    }
}

void check_duration(const Context& context, const Model* model, const Outputs& outputs, Findings& findings) {
    const Request& request = context.request;
    const std::string_view resolution =
        request.resolution.empty() && model != nullptr ? model->default_resolution : request.resolution;
    const Output* output = find(outputs, resolution);
    if (request.duration_field != nullptr && context.is_open(*request.duration_field)) return;
    const auto has = [&](const Output& row) { return row.has(request.duration); };
    if (output != nullptr ? has(*output) : std::ranges::any_of(outputs, has)) return;
    // Where the resolution is a field and the duration is not, the field is what the file can change.
    const Field* duration = request.duration_field;
    const Field* field = duration != nullptr ? duration : request.resolution_field;
    if (context.is_told(field)) return;
    const std::string given =
        duration != nullptr ? std::string(duration->value.text) : std::to_string(request.duration);
    const bool at_resolution = output != nullptr && model != nullptr;
    Message message =
        about(model, at_resolution ? duration_at_resolution : duration_of_model, duration_of_any, outputs);
    message.arguments.push_back({"duration", std::string(clip(given, longest_number))});
    if (at_resolution) message.arguments.push_back({"resolution", std::string(resolution)});
    Diagnostic& found = findings.add(context.place_of(field), std::move(message));
    if (duration != nullptr && request.resolution_field != nullptr) {
        found.note(named_here, request.resolution_field->value.content);
    }
    offer_duration(context, outputs, output, found);
}

/// Whether it is clear at a glance that the model has what is asked for, as in most requests.
bool is_supported(const Context& context) {
    const Model* model = context.model;
    const Request& request = context.request;
    if (model == nullptr || (request.resolution.empty() && request.resolution_field != nullptr)) return false;
    const Output* output =
        model->output(request.resolution.empty() ? model->default_resolution : request.resolution);
    return output != nullptr && !output->needs_image && output->has(request.duration);
}

void check(const Context& context, Findings& findings) {
    if (is_supported(context)) return;
    const Model* model = context.model;
    const Outputs outputs = outputs_for(model, context);
    if (outputs.empty()) return;
    check_resolution(context, model, outputs, findings);
    check_duration(context, model, outputs, findings);
}

}  // namespace

extern const Rule unsupported_output{
    .name = "unsupported-output",
    .category = Category::request,
    .severity = Severity::error,
    .fix = Safety::unsafe,
    .summary = {"a duration or resolution that the model does not have", "模型不具备的时长或分辨率"},
    .why = {"The official page lists which resolutions and durations each model has, and writes them in one "
            "way; anything else is an invalid parameter. 10 s at 1080P is seen in real requests, even in a "
            "guide.",
            "官方页面列出了每个模型具备的分辨率和时长，写法也只有一种；其他取值都是无效参数。1080P 配 10 "
            "秒在真实请求中出现过，甚至在一份指南里也有。"},
    .basis = {Grade::a, source::official},
    .examples =
        {{{.bad =
               R"({"model":"MiniMax-Hailuo-2.3","prompt":"A man walks.","duration":6,"resolution":"768p"})",
           .fixed =
               R"({"model":"MiniMax-Hailuo-2.3","prompt":"A man walks.","duration":6,"resolution":"768P"})",
           .good =
               R"({"model":"MiniMax-Hailuo-2.3","prompt":"A man walks.","duration":6,"resolution":"1080P"})",
           .carrier = "json"},
          {.bad =
               R"({"model":"MiniMax-Hailuo-2.3","prompt":"A man walks.","duration":10,"resolution":"1080P"})",
           .fixed =
               R"({"model":"MiniMax-Hailuo-2.3","prompt":"A man walks.","duration":6,"resolution":"1080P"})",
           .good =
               R"({"model":"MiniMax-Hailuo-2.3","prompt":"A man walks.","duration":10,"resolution":"768P"})",
           .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
