#pragma once
// One finding: what is wrong, where, and how it may be mended. All spans are byte offsets of the
// source that was linted.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/severity.hpp"
#include "text/edit.hpp"
#include "text/message.hpp"
#include "text/span.hpp"

namespace camlint {

struct Rule;

struct Note {
    Message message;
    std::optional<Span> span;
};

/// All edits of a fix belong together. Their texts are escaped for the host already.
struct Fix {
    Message title;
    Safety safety = Safety::safe;
    std::vector<Edit> edits;  ///< sorted, without overlap
};

/// What keeps a finding from counting: it is shown apart, and fails nothing.
struct Suppression {
    enum class Kind : std::uint8_t {
        in_source,  ///< said in the document
        external,   ///< said in a baseline
    };
    Kind kind = Kind::in_source;
    std::string reason;  ///< empty where none is given
};

/// As SARIF has it, and with it all of camlint's JSON.
[[nodiscard]] constexpr std::string_view name_of(Suppression::Kind kind) {
    return kind == Suppression::Kind::in_source ? "inSource" : "external";
}

struct Diagnostic {
    const Rule* rule = nullptr;
    Severity severity = Severity::warning;
    std::size_t prompt = 0;  ///< index of the prompt in its file
    Span span;
    Message message;  ///< lower case, no full stop
    std::vector<Note> notes;
    std::vector<Fix> fixes;
    std::optional<Suppression> suppression = std::nullopt;

    /// Moves all its places, as where its source begins in a file.
    void move_by(std::size_t bytes);

    void note(Message text, std::optional<Span> place = std::nullopt);
};

}  // namespace camlint
