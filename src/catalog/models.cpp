#include "catalog/models.hpp"

#include <algorithm>

namespace camlint {
namespace {

using enum CommandSupport;

constexpr Basis official{Grade::a, source::official};
constexpr Basis official_image{Grade::a, source::official_image};
constexpr Basis elsewhere{Grade::b, source::clients};

constexpr std::array<Output, 2> hailuo{Output{"768P", {6, 10}, false}, Output{"1080P", {6, 0}, false}};
// The duration table gives "other models" 6 s at 1080P, the resolution table gives them 720P only.
constexpr std::array<Output, 2> older{Output{"720P", {6, 0}, false}, Output{"1080P", {6, 0}, true}};
constexpr std::array<Output, 2> unknown{};

constexpr std::array rows{
    Model{"MiniMax-Hailuo-2.3", documented, Mode::text, "768P", hailuo, official},
    Model{"MiniMax-Hailuo-02", documented, Mode::text, "768P", hailuo, official},
    Model{"T2V-01-Director", documented, Mode::text, "720P", older, official},
    Model{"T2V-01", not_listed, Mode::text, "720P", older, official},
    Model{"MiniMax-Hailuo-2.3-Fast", documented, Mode::first_frame_image, "", hailuo, official_image},
    Model{"I2V-01-Director", documented, Mode::first_frame_image, "", older, official_image},
    Model{"I2V-01", not_listed, Mode::first_frame_image, "", older, official_image},
    Model{"I2V-01-live", not_listed, Mode::first_frame_image, "", older, official_image},
    Model{"S2V-01", not_listed, Mode::subject_reference, "", unknown, official_image},
    Model{"MiniMax-H3", not_stated, Mode::other_api, "", unknown, elsewhere},
    Model{"MiniMax-H3-Max", not_stated, Mode::other_api, "", unknown, elsewhere},
};

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

static_assert(names_are_unique());
static_assert(defaults_are_outputs());

}  // namespace

std::span<const Model> models() { return rows; }

const Model* find_model(std::string_view name) {
    const auto row = std::ranges::find(rows, name, &Model::name);
    return row == rows.end() ? nullptr : &*row;
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

}  // namespace camlint
