#pragma once
// The table of carriers: the kinds of files that prompts travel in, and the reader of each.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "text/source.hpp"

namespace camlint {

/// What is read at once. A carrier of records is read record by record, so that memory does not grow
/// with the file.
enum class Unit : std::uint8_t {
    file,
    line,
    row,  ///< of CSV: a quoted cell may go on over line ends
};

/// What a reader may know of a file before it reads.
struct Hints {
    std::string_view file_name;
    std::string_view head;                            ///< its beginning, up to its first line end at least
    std::string_view prompt_column;                   ///< of CSV, empty for `prompt`
    std::span<const std::string> prompt_fields = {};  ///< that hold a prompt where `prompt` is not there
};

/// Reads units, one after the other or several at once, into a document, in place of what that held. Total:
/// what cannot be read is a problem in the document. One reader is for one thread.
using Reader = std::function<void(const Source& units, Document& into)>;

struct Carrier {
    std::string_view name;
    std::span<const std::string_view> extensions;  ///< with the dot, lower case
    Unit unit;
    Reader (*open)(const Hints& hints);
    std::string_view summary;
};

[[nodiscard]] std::span<const Carrier> carriers();

/// By the name that `--input-format` takes; null if there is none.
[[nodiscard]] const Carrier* find_carrier(std::string_view name);

/// The carrier of a file: by its extension, else by its first bytes, else plain text.
[[nodiscard]] const Carrier& carrier_of(const Hints& hints);

/// All of a file at once, whatever the carrier's unit; `prompt_column` is for CSV.
[[nodiscard]] Document read_whole(const Carrier& carrier, const Source& source,
                                  std::string_view prompt_column = {});

// The readers, one file each.
void read_text(const Source& source, Document& into);
void read_lines(const Source& source, Document& into);
[[nodiscard]] Document read_prompt_file(const Source& source);
[[nodiscard]] Document read_comfyui(const Source& source);
[[nodiscard]] Document read_markdown(const Source& source);
[[nodiscard]] Document read_shell(const Source& source);
[[nodiscard]] Reader open_json(const Hints& hints);
[[nodiscard]] Reader open_jsonl(const Hints& hints);
[[nodiscard]] Reader open_csv(const Hints& hints);

}  // namespace camlint
