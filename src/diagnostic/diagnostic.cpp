#include "diagnostic/diagnostic.hpp"

namespace camlint {

void Diagnostic::note(Message text, std::optional<Span> place) {
    notes.push_back({.message = std::move(text), .span = place});
}

}  // namespace camlint
