#pragma once
// The table of carriers: the kinds of files that prompts travel in, and the reader of each.

#include <cstdint>
#include <span>
#include <string_view>

#include "document/document.hpp"
#include "text/source.hpp"

namespace camlint {

/// What is read at once. A carrier of records is read line by line, so that memory does not grow
/// with the file.
enum class Unit : std::uint8_t { file, line };

struct Carrier {
    std::string_view name;
    std::span<const std::string_view> extensions;  ///< with the dot, lower case
    Unit unit;
    Document (*read)(const Source& source);  ///< total: what cannot be read is a problem
    std::string_view summary;
};

[[nodiscard]] std::span<const Carrier> carriers();

/// By the name that `--input-format` takes; null if there is none.
[[nodiscard]] const Carrier* find_carrier(std::string_view name);

/// The carrier of a file: by its extension, else by its first bytes, else plain text. `head` is the
/// file's beginning, up to its first line end at least.
[[nodiscard]] const Carrier& carrier_of(std::string_view file_name, std::string_view head);

// The readers, one file each.
[[nodiscard]] Document read_text(const Source& source);
[[nodiscard]] Document read_prompt_file(const Source& source);
[[nodiscard]] Document read_json(const Source& source);

}  // namespace camlint
