#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "diagnostic/wording.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

using Outputs = std::vector<Output>;

/// Digits of a number that a message repeats.
constexpr std::size_t longest_number = 20;

bool has_image(const Prompt& prompt) { return prompt.field("first_frame_image") != nullptr; }

/// What the request may ask for: the model's rows or, without a known model, what any model has.
Outputs outputs_for(const Model* model, const Prompt& prompt) {
    Outputs outputs;
    if (model == nullptr) {
        for (const std::string_view resolution : all_resolutions()) {
            outputs.push_back({.resolution = resolution, .durations = all_durations});
        }
        return outputs;
    }
    for (const Output& output : model->outputs) {
        const bool fits = !output.needs_image || has_image(prompt);
        if (!output.resolution.empty() && fits) outputs.push_back(output);
    }
    return outputs;
}

/// "768P for 6 or 10 s, 1080P for 6 s"
std::string list(const Outputs& outputs) {
    std::string text;
    for (const Output& output : outputs) {
        if (!text.empty()) text += ", ";
        text += output.resolution;
        const auto& [first, second] = output.durations;
        if (first != 0) text += fmt::format(" for {}", first);
        if (second != 0) text += fmt::format(" or {}", second);
        if (first != 0) text += " s";
        if (output.contest != nullptr) text += " (contested)";
    }
    return text;
}

/// What there is for a model or, without one, what some model has.
std::string available(const Model* model, const Outputs& outputs) {
    if (model != nullptr) return list(outputs);
    return fmt::format("{} for {} or {} s, by model", fmt::join(all_resolutions(), ", "), all_durations[0],
                       all_durations[1]);
}

const Output* find(const Outputs& outputs, std::string_view resolution) {
    const auto row = std::ranges::find(outputs, resolution, &Output::resolution);
    return row == outputs.end() ? nullptr : &*row;
}

bool is_resolution(std::string_view text) {
    return std::ranges::find(all_resolutions(), text) != all_resolutions().end();
}

std::string for_model(const Model* model) {
    return model != nullptr ? fmt::format(" for {}", quote(model->name)) : std::string(" for any model");
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
    Diagnostic& found = findings.add(
        context.place_of(request.resolution_field),
        clear ? fmt::format("{} is no documented resolution; did you mean {}?", quote(given), quote(near))
              : fmt::format("{} is no documented resolution{}; available: {}", quote(given), for_model(model),
                            available(model, outputs)));
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
    Diagnostic& found = findings.add(
        context.place_of(field),
        fmt::format("{} s is no documented duration{}{}; available: {}", clip(given, longest_number),
                    at_resolution ? fmt::format(" at {}", resolution) : std::string(), for_model(model),
                    available(model, outputs)));
    if (duration != nullptr && request.resolution_field != nullptr) {
        found.note("the resolution is named here", request.resolution_field->value.content);
    }
    offer_duration(context, outputs, output, found);
}

void check(const Context& context, Findings& findings) {
    const Model* model = context.catalog.model(context.request.model);
    const Outputs outputs = outputs_for(model, context.prompt);
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
    .summary = "a duration or resolution that the model does not have",
    .why =
        "The official page lists which resolutions and durations each model has, and writes them in one way; "
        "anything else is an invalid parameter. 10 s at 1080P is seen in real requests, even in a guide.",
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
