#pragma once
// One file cut into the documents that its carrier makes of it.

#include <functional>
#include <string>
#include <vector>

#include "cli/input.hpp"
#include "document/carriers.hpp"
#include "text/position.hpp"

namespace camlint {

/// How files are to be read.
struct ReadOptions {
    const Carrier* carrier = nullptr;        ///< null where it has to be found out
    std::string prompt_column;               ///< of CSV; empty for `prompt`
    std::vector<std::string> prompt_fields;  ///< that hold a prompt where `prompt` is not there
    std::size_t largest_document = default_largest_document;  ///< bytes
};

/// What stands for a record that has more than `most` bytes and is not read.
[[nodiscard]] Document too_large(std::string_view beginning, std::size_t most);

/// "cannot read all of FILE: LINE:COLUMN: WHY" for each problem of a document, in its order.
[[nodiscard]] std::vector<std::string> tell_problems(const Document& document, const Source& source,
                                                     const Positions& positions, Language language);

/// Takes a document and the source that its spans count in; both hold until it returns.
using TakeDocument = std::function<void(const Document& document, const Source& source)>;

/// What there is to know of an input before it is read. Its head holds until reading begins.
[[nodiscard]] Hints hints_of(Input& input, const std::string& name, const ReadOptions& options);

/// The carrier that is asked for, else the one that it looks like.
[[nodiscard]] const Carrier& carrier_for(const Hints& hints, const ReadOptions& options);

/// Reads one record, or what stands for one that was cut; false for one that is blank.
[[nodiscard]] bool read_record(const Reader& read, const Source& source, bool is_cut, Document& into);

/// Reads all of `input` under the name `name`. Throws UnreadableError when the input cannot be read.
void read_file(Input& input, const std::string& name, const ReadOptions& options, const TakeDocument& take);

}  // namespace camlint
