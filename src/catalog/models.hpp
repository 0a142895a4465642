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

/// Seconds; every duration that some model has (A).
inline constexpr std::array<int, 2> all_durations{6, 10};

/// What two official texts say where they disagree.
struct Contest {
    Words one;
    Words other;
};

/// One resolution of a model: the durations in seconds, 0 where there is no second one.
struct Output {
    std::string_view resolution;
    std::array<int, 2> durations;      ///< none where no text states them
    const Contest* contest = nullptr;  ///< null where the texts agree
    bool needs_image = false;          ///< image-to-video only

    [[nodiscard]] bool has(int duration) const {
        const std::array<int, 2>& stated = durations[0] != 0 ? durations : all_durations;
        return stated[0] == duration || stated[1] == duration;
    }
};

struct Model {
    std::string_view name;
    CommandSupport commands;
    Mode mode;
    std::string_view default_resolution;  ///< empty where none is documented
    std::array<Output, 3> outputs;        ///< an empty resolution is no row
    bool pretreatment;                    ///< whether `fast_pretreatment` applies
    Basis basis;

    /// The row of a resolution, null if the model does not have it.
    [[nodiscard]] const Output* output(std::string_view resolution) const;
};

[[nodiscard]] std::span<const Model> models();

/// Case-exact, as the API documents names; null if there is no such model.
[[nodiscard]] const Model* find_model(std::string_view name, std::span<const Model> among = models());

/// The model that a name was probably meant to be, empty if there is none.
[[nodiscard]] std::string_view near_model(std::string_view name, std::span<const Model> among = models());

/// Every resolution that some model has.
[[nodiscard]] std::span<const std::string_view> all_resolutions();

/// "768P" for "768p", "768" and "768 P": how the API writes a resolution, empty if it is none of these.
[[nodiscard]] std::string_view canonical_resolution(std::string_view text);

[[nodiscard]] std::string_view describe(CommandSupport support);
[[nodiscard]] std::string_view describe(Mode mode);

/// The field that a mode requires beside the prompt; empty where none would help.
[[nodiscard]] std::string_view required_field(Mode mode);

/// Seconds; the documented default where a request names none (A).
inline constexpr int default_duration = 6;

/// Code points. Documented as "up to 2000 characters" (A); the unit is documented nowhere.
inline constexpr std::size_t prompt_limit = 2000;

}  // namespace camlint
