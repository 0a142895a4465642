#pragma once
// What a text looks like in a terminal: how many cells it takes, and a form of it that is safe to
// print. Nothing of the input reaches a terminal as a control character.

#include <cstddef>
#include <string>
#include <string_view>

namespace camlint {

/// Terminal cells of `text`: 2 for wide characters and emoji (a ZWJ sequence or a flag is one
/// emoji), 0 for combining marks. Widths and grapheme boundaries are utf8proc's.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` with everything that a terminal would act on made visible: C0 as control pictures
/// (U+2400 on), C1, bidi controls and other format characters as <U+202E>, a tab as four blanks,
/// ill-formed UTF-8 as U+FFFD. ZWJ and variation selectors stay: emoji need them.
[[nodiscard]] std::string printable(std::string_view text);

/// `text` for use inside a message: between single quotes, cut after 60 code points with an
/// ellipsis (the finding's range still names all of it).
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace camlint
