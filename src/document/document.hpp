#pragma once
// What every reader gives: the prompts of some bytes, each with its text, its request fields and
// the way back to the bytes. All spans are byte offsets of the source that was read.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "text/source_map.hpp"
#include "text/span.hpp"

namespace camlint {

enum class ValueKind : std::uint8_t { string, integer, number, boolean, null, array, object };

struct Value {
    ValueKind kind = ValueKind::string;
    Span span;              ///< as written, with quotes
    std::string_view text;  ///< a string decoded, anything else as written
};

/// One field of a request, in the order of the file. Of two fields with one name the last counts, as
/// JSON readers have it.
struct Field {
    std::string_view name;
    Span name_span;
    Value value;
};

struct Prompt {
    std::string_view text;  ///< decoded
    SourceMap map;
    Span anchor;  ///< where to point when something is missing: a request's brace, a prompt's start
    std::vector<Field> fields;

    /// Null if there is no such field.
    [[nodiscard]] const Field* field(std::string_view name) const;
};

/// Why the bytes cannot be read as what they should be.
struct Problem {
    Span span;
    std::string message;
};

/// How a replacement has to be written into the host.
enum class Escaping : std::uint8_t { none, json };

struct Document {
    Escaping escaping = Escaping::none;
    std::vector<Prompt> prompts;  ///< in the order of their anchors
    std::vector<Problem> problems;
    std::deque<std::string> decoded;  ///< owns decoded texts; a deque, so that views stay valid
};

/// The integer that a value spells, or `fallback`.
[[nodiscard]] int to_int(const Value& value, int fallback);

/// `text` as it has to be written into a host of this kind.
[[nodiscard]] std::string escape(std::string_view text, Escaping escaping);

}  // namespace camlint
