#pragma once
// What a label is compared by: letter case, white space, hyphens and full-width forms folded away.

#include <string>
#include <string_view>
#include <vector>

namespace camlint {

/// The look-up key of a label: ASCII letters lower case, full-width ASCII (U+FF01 to U+FF5E) as
/// ASCII, white space (also U+00A0, U+3000), hyphens (also U+2010 to U+2015), underscores and characters
/// that nobody sees left out. "Push in", "push-in" and "ＰＵＳＨ　ＩＮ" have one key.
[[nodiscard]] std::string fold(std::string_view label);

/// The label's words, folded as above and in order: "Slow Zoom-in!" gives slow, zoom, in. Punctuation,
/// symbols, emoji and ill-formed bytes end a word; an apostrophe inside one is kept.
[[nodiscard]] std::vector<std::string> fold_words(std::string_view label);

/// True when a Chinese character stands in `text`.
[[nodiscard]] bool has_han(std::string_view text);

}  // namespace camlint
