#pragma once
// What the formats for services say in one text: a finding's message with its notes, a place, what
// could not be read. Never paints.

#include <string>
#include <string_view>

#include "report/format.hpp"

namespace camlint {

enum class Notes : std::uint8_t {
    without_place,  ///< those with one are shown where they lie
    all,
};

/// The message, and a line "note: …" for each note. `path` is what places are called by.
[[nodiscard]] std::string remarks(const Diagnostic& finding, const Scene& scene, Notes notes,
                                  std::string_view path);

/// "2 paths could not be read": to be said where `summary.skipped` is not 0.
[[nodiscard]] std::string unread_paths(const Summary& summary, Language language);

/// Where a rule is explained, on the web; empty while its documentation has no home there.
[[nodiscard]] std::string rule_page(const Rule& rule);

}  // namespace camlint
