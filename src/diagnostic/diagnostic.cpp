#include "diagnostic/diagnostic.hpp"

namespace camlint {

void Diagnostic::note(std::string_view text, std::optional<Span> place) {
    notes.push_back({.message = std::string(text), .span = place});
}

}  // namespace camlint
