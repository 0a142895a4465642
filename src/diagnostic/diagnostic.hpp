#pragma once
// One finding: what is wrong, where, and how it may be mended. All spans are byte offsets of the
// source that was linted.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/severity.hpp"
#include "text/edit.hpp"
#include "text/span.hpp"

namespace camlint {

struct Rule;

struct Note {
    std::string message;
    std::optional<Span> span;
};

/// All edits of a fix belong together. Their texts are escaped for the host already.
struct Fix {
    std::string title;
    Safety safety = Safety::safe;
    std::vector<Edit> edits;  ///< sorted, without overlap
};

struct Diagnostic {
    const Rule* rule = nullptr;
    Severity severity = Severity::warning;
    std::size_t prompt = 0;  ///< index of the prompt in its file
    Span span;
    std::string message;  ///< lower case, no full stop
    std::vector<Note> notes;
    std::vector<Fix> fixes;

    void note(std::string_view text, std::optional<Span> place = std::nullopt);
};

}  // namespace camlint
