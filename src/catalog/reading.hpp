#pragma once
// What a label says to the camera, by the tables of this room. This is where it is decided whether
// a bracket speaks of the camera at all; nothing is reported here.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "catalog/commands.hpp"
#include "catalog/synonyms.hpp"

namespace camlint {

enum class Meaning : std::uint8_t {
    none,          ///< says nothing to the camera
    command,       ///< one of the 15, in whatever case and spacing
    synonym,       ///< a row of the synonyms
    wrong_axis,    ///< "Pan up"
    no_direction,  ///< "Pan"
    misspelt,      ///< a near match of a command
    camera,        ///< camera vocabulary that is none of the above
};

/// At most two commands; null where unknown.
using Targets = std::array<const Command*, 2>;

struct Reading {
    Meaning meaning = Meaning::none;
    bool modified = false;  ///< words of speed, amount or manner stand around the term
    Language language = Language::english;
    Targets targets{};  ///< what it means or, for misspelt and camera, may mean
    const Synonym* synonym = nullptr;

    [[nodiscard]] bool speaks_of_camera() const { return meaning != Meaning::none; }

    /// True when the targets are what the label means, not a guess.
    [[nodiscard]] bool is_certain() const {
        return meaning == Meaning::command || meaning == Meaning::synonym;
    }
};

/// Reads a label (the text between separators, without outer white space). Cost does not grow with
/// the label's length beyond 160 bytes.
[[nodiscard]] Reading read_label(std::string_view label);

/// The targets as a bracket would hold them: "Truck left,Pan right"; empty if there are none.
[[nodiscard]] std::string join(const Targets& targets, Language language);

/// The longest prefix of `text` that is a command, synonym or camera phrase by itself, in bytes, and
/// what it says: "Push in then she" gives 7. Zero if there is none.
struct Prefix {
    std::size_t size = 0;
    Reading reading;
};
[[nodiscard]] Prefix read_prefix(std::string_view text);

}  // namespace camlint
