#include "diagnostic/diagnostic.hpp"

namespace camlint {

void Diagnostic::move_by(std::size_t bytes) {
    const auto move = [bytes](Span& place) { place = {place.begin + bytes, place.end + bytes}; };
    move(span);
    for (Note& note : notes) {
        if (note.span) move(*note.span);
    }
    for (Fix& fix : fixes) {
        for (Edit& edit : fix.edits) move(edit.span);
    }
}

void Diagnostic::note(Message text, std::optional<Span> place) {
    notes.push_back({.message = std::move(text), .span = place});
}

}  // namespace camlint
