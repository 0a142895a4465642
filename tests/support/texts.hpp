#pragma once
// Texts to hold the server against: of the corpus and by chance; and positions in them, counted from the
// bytes without the program's own means.

#include <string>
#include <utility>
#include <vector>

#include "support/editor.hpp"

namespace camlint::test {

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::size_t>;

/// An editor of this encoding.
[[nodiscard]] Setup with(Encoding encoding, const std::string& path = "scene.txt");

/// The first byte of each line.
[[nodiscard]] Numbers line_starts(const std::string& text);

/// The byte that lies so many units behind `at`. Fails where that is behind the line's end, or inside a
/// character.
[[nodiscard]] std::size_t walk(const std::string& text, std::size_t at, std::size_t count, Encoding encoding);

/// Names and texts of the corpus files that an editor can send, without bars.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> corpus_texts();

// For properties: draw by RapidCheck.

/// Brackets, commands, line ends and characters of every length.
[[nodiscard]] std::string random_text();

/// The same as one or two prompts of a file, as it is or between quotes.
[[nodiscard]] std::string random_file(const std::string& path);

/// Some encoding, some carrier, and the term "own term".
[[nodiscard]] Setup random_setup();

/// Ends that are any bytes of the text.
[[nodiscard]] Span random_span(const std::string& text);

}  // namespace camlint::test
