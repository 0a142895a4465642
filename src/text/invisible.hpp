#pragma once
// Characters of a text that nobody sees: controls, zero-width characters, bidirectional controls.

#include <string_view>
#include <vector>

#include "text/message.hpp"
#include "text/span.hpp"

namespace camlint {

/// C0 and C1 and DEL, but for tab, LF and CR.
[[nodiscard]] bool is_control(char32_t point);

/// Unicode's property Bidi_Control: twelve code points.
[[nodiscard]] bool is_bidi_control(char32_t point);

/// Any of these, and every character that nobody sees wherever it stands. White space is none.
[[nodiscard]] bool is_hidden(char32_t point);

/// Whether nothing of `text` can be seen.
[[nodiscard]] bool is_all_hidden(std::string_view text);

/// The same, white space and line ends aside.
[[nodiscard]] bool looks_empty(std::string_view text);

/// Runs of code points for which `matches` holds.
[[nodiscard]] std::vector<Span> find_runs(std::string_view text, bool (*matches)(char32_t));

/// Runs of invisible characters that have no business where they stand. A ZWJ inside an emoji, a
/// variation selector behind what it selects, the tags of a flag and the joiners of Arabic and Indic
/// scripts have one.
[[nodiscard]] std::vector<Span> find_invisible(std::string_view text);

/// What is said of a run of such characters: `one` has the place {character}, for "U+200B"; `several`,
/// for a run of two or more, also {more}, for how many follow the first.
[[nodiscard]] Message tell_run(const Phrase& one, const Phrase& several, std::string_view text, Span run);

}  // namespace camlint
