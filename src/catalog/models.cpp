#include "catalog/models.hpp"

#include <algorithm>
#include <vector>

#include "catalog/near.hpp"

namespace camlint {
namespace {

using enum CommandSupport;

constexpr Basis official{Grade::a, source::official};
constexpr Basis official_image{Grade::a, source::official_image};
constexpr Basis elsewhere{Grade::b, source::clients};

// The image page gives this model 512P as well, and no durations that this catalog knows of.
constexpr Output small{"512P", {}, nullptr, true};
constexpr std::array<Output, 3> hailuo{Output{"768P", {6, 10}}, Output{"1080P", {6, 0}}};
constexpr std::array<Output, 3> hailuo_02{hailuo[0], hailuo[1], small};

constexpr Contest resolution_of_older{
    {"the table of durations gives \"Other models\" 6 s at 720P and 6 s at 1080P",
     "时长表中，“Other models”在 720P 和 1080P 下都是 6 秒"},
    {"the table of resolutions gives \"Other models\" \"720P (default)\" and nothing else",
     "分辨率表中，“Other models”只有“720P (default)”"}};
constexpr std::array<Output, 3> older{Output{"720P", {6, 0}}, Output{"1080P", {6, 0}, &resolution_of_older}};
constexpr std::array<Output, 3> unknown{};

constexpr std::array rows{
    Model{"MiniMax-Hailuo-2.3", documented, Mode::text, "768P", hailuo, true, official},
    Model{"MiniMax-Hailuo-02", documented, Mode::text, "768P", hailuo_02, true, official},
    Model{"T2V-01-Director", documented, Mode::text, "720P", older, false, official},
    Model{"T2V-01", not_listed, Mode::text, "720P", older, false, official},
    Model{"MiniMax-Hailuo-2.3-Fast", documented, Mode::first_frame_image, "", hailuo, true, official_image},
    Model{"I2V-01-Director", documented, Mode::first_frame_image, "", older, false, official_image},
    Model{"I2V-01", not_listed, Mode::first_frame_image, "", older, false, official_image},
    Model{"I2V-01-live", not_listed, Mode::first_frame_image, "", older, false, official_image},
    Model{"S2V-01", not_listed, Mode::subject_reference, "", unknown, false, official_image},
    Model{"MiniMax-H3", not_stated, Mode::other_api, "", unknown, false, elsewhere},
    Model{"MiniMax-H3-Max", not_stated, Mode::other_api, "", unknown, false, elsewhere},
};

constexpr std::array<std::string_view, 4> resolutions{"512P", "720P", "768P", "1080P"};

constexpr bool names_are_unique() {
    return std::ranges::all_of(
        rows, [](const Model& model) { return std::ranges::count(rows, model.name, &Model::name) == 1; });
}

/// A default is one of the model's own outputs.
constexpr bool defaults_are_outputs() {
    return std::ranges::all_of(rows, [](const Model& model) {
        return model.default_resolution.empty() ||
               std::ranges::count(model.outputs, model.default_resolution, &Output::resolution) == 1;
    });
}

/// Every output's resolution is in the list of all.
constexpr bool resolutions_are_listed() {
    return std::ranges::all_of(rows, [](const Model& model) {
        return std::ranges::all_of(model.outputs, [](const Output& output) {
            return output.resolution.empty() || std::ranges::count(resolutions, output.resolution) == 1;
        });
    });
}

static_assert(resolutions_are_listed());
static_assert(names_are_unique());
static_assert(defaults_are_outputs());

}  // namespace

std::span<const Model> models() { return rows; }

const Model* find_model(std::string_view name, std::span<const Model> among) {
    const auto row = std::ranges::find(among, name, &Model::name);
    return row == among.end() ? nullptr : &*row;
}

const Output* Model::output(std::string_view resolution) const {
    const auto row = std::ranges::find(outputs, resolution, &Output::resolution);
    return resolution.empty() || row == outputs.end() ? nullptr : &*row;
}

std::string_view near_model(std::string_view name, std::span<const Model> among) {
    std::vector<std::string_view> names(among.size());
    std::ranges::transform(among, names.begin(), &Model::name);
    return nearest(name, names);
}

std::span<const std::string_view> all_resolutions() { return resolutions; }

std::string_view canonical_resolution(std::string_view text) {
    if (text.ends_with('p') || text.ends_with('P')) text.remove_suffix(1);
    if (text.ends_with(' ')) text.remove_suffix(1);
    const auto row = std::ranges::find_if(resolutions, [&](std::string_view resolution) {
        return resolution.substr(0, resolution.size() - 1) == text;
    });
    return row == resolutions.end() ? std::string_view{} : *row;
}

std::string_view describe(CommandSupport support) {
    switch (support) {
        case documented: return "documented";
        case not_listed: return "not listed";
        case not_stated: return "not stated";
    }
    return "";
}

std::string_view describe(Mode mode) {
    switch (mode) {
        case Mode::text: return "text";
        case Mode::first_frame_image: return "first_frame_image";
        case Mode::subject_reference: return "subject_reference";
        case Mode::other_api: return "other API";
    }
    return "";
}

std::string_view required_field(Mode mode) {
    switch (mode) {
        case Mode::first_frame_image: return "first_frame_image";
        case Mode::subject_reference: return "subject_reference";
        case Mode::text:
        case Mode::other_api: return {};
    }
    return {};
}

}  // namespace camlint
