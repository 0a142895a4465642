#pragma once
// The models of this API family: what they take and whether bracket commands are documented.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/basis.hpp"

namespace camlint {

/// Whether a text documents the bracket commands for a model.
enum class CommandSupport : std::uint8_t {
    documented,
    not_listed,  ///< the page that lists models with commands does not name it
    not_stated,  ///< another API, no text about the 15 commands
};

/// What a request must bring beside its prompt.
enum class Mode : std::uint8_t {
    text,
    first_frame_image,
    subject_reference,
    other_api,  ///< served under /v2, not by this API
};

/// One resolution of a model: the durations in seconds, 0 where there is no second one.
struct Output {
    std::string_view resolution;
    std::array<int, 2> durations;
    bool contested;  ///< the official page's two tables disagree on it
};

struct Model {
    std::string_view name;
    CommandSupport commands;
    Mode mode;
    std::string_view default_resolution;  ///< empty where none is documented
    std::array<Output, 2> outputs;        ///< text-to-video; an empty resolution is no row
    Basis basis;
};

[[nodiscard]] std::span<const Model> models();

/// Case-exact, as the API documents names; null if there is no such model.
[[nodiscard]] const Model* find_model(std::string_view name);

[[nodiscard]] std::string_view describe(CommandSupport support);
[[nodiscard]] std::string_view describe(Mode mode);

/// Seconds; the documented default where a request names none (A).
inline constexpr int default_duration = 6;

/// Code points. Documented as "up to 2000 characters" (A); the unit is documented nowhere.
inline constexpr std::size_t prompt_limit = 2000;

}  // namespace camlint
