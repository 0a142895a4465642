#pragma once
// What every reader gives: the prompts of some bytes, each with its text, its request fields and
// the way back to the bytes. All spans are byte offsets of the source that was read.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/message.hpp"
#include "text/reused.hpp"
#include "text/source_map.hpp"
#include "text/span.hpp"

namespace camlint {

enum class ValueKind : std::uint8_t { string, integer, number, boolean, null, array, object };

struct Value {
    ValueKind kind = ValueKind::string;
    Span span;              ///< as written, with quotes
    Span content;           ///< without its quotes
    std::string_view text;  ///< a string decoded, anything else as written
};

/// One field of a request, in the order of the file. Of two fields with one name the last counts, as
/// JSON readers have it.
struct Field {
    std::string_view name;
    Span name_span;     ///< without quotes
    Span name_written;  ///< with them
    Value value;
};

/// How a request is written down, so that a fix is written the same way.
enum class Notation : std::uint8_t {
    plain,         ///< text as it is, no fields
    front_matter,  ///< `name: value` lines above the text
    json,          ///< strings with escapes
    json_ascii,    ///< the same, with \u escapes for all that is not ASCII
    cells,         ///< one value a cell, no types
};

/// How much of a request its place says that it is.
enum class Role : std::uint8_t {
    prompt,  ///< a text, with some of the request's fields at most
    record,  ///< a request in a list of them, where other names may have a meaning of their own
    body,    ///< the whole body of a request
};

struct Prompt {
    std::string_view text;  ///< decoded
    SourceMap map;
    Span anchor;  ///< where to point when something is missing: a request's brace, a prompt's start
    std::vector<Field> fields;
    Notation notation = Notation::plain;
    Role role = Role::prompt;
    bool has_text = true;       ///< false for a request without a prompt that is a string
    std::string_view provider;  ///< of the catalog, where the document itself says whom it calls
    std::string_view linked;    ///< a field that another part of a workflow brings; empty for none

    /// Null if there is no such field.
    [[nodiscard]] const Field* field(std::string_view name) const;
    void clear();  ///< as new, but for the memory that it has
};

/// Why the bytes cannot be read as what they should be.
struct Problem {
    Span span;
    Message message;
};

/// What has to be minded when host bytes are replaced: an unquoted CSV cell, a shell's quotes.
enum class Quoting : std::uint8_t {
    cell,
    quoted_cell,
    single_quotes,
    double_quotes,
    here_document,  ///< of which the shell reads backslashes and dollars
    bare_word,
    opaque,  ///< cannot be replaced in part
};

struct Enclosure {
    Span span;  ///< what lies between the quotes
    Quoting quoting;
};

/// What a document says that is not to be told in a part of it.
struct Waiver {
    Span covers;            ///< findings that begin here or at its end; of two waivers the same or apart
    Span span;              ///< the rule's name, to point at
    Span whole;             ///< what to take away where it is of no use
    std::string_view rule;  ///< a rule, a category or "all"; empty where the list has no name
    std::string_view reason;
};

struct Document {
    Reused<Prompt> prompts;  ///< in the order of their anchors
    std::vector<Problem> problems;
    std::vector<Waiver> waivers;        ///< in the order of what they cover
    std::vector<Enclosure> enclosures;  ///< in the order of the file, without overlap
    std::vector<Span> expansions;       ///< where a shell puts something in, in the order of the file
    TextStore decoded;                  ///< owns decoded texts

    /// Whether a shell puts something in there.
    [[nodiscard]] bool is_expanded(Span span) const;
    void clear();  ///< as new, but for the memory that it has
};

/// The whole number that a value is (6 and 6.0, not "6"), or `fallback`.
[[nodiscard]] int to_int(const Value& value, int fallback);

/// The kind of a value that is written without quotes, by YAML's core schema as far as a request needs it.
[[nodiscard]] ValueKind kind_of_plain(std::string_view text);

/// "true" for True and TRUE, "false" likewise; empty for anything else.
[[nodiscard]] std::string_view truth_of(std::string_view text);

}  // namespace camlint
