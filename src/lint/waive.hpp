#pragma once
// Findings that a document says are not to be told, and the sayings that silence nothing. Pure; costs
// nothing where the document says nothing.

#include <vector>

#include "diagnostic/rule.hpp"
#include "lint/selection.hpp"

namespace camlint {

/// Marks the findings that a waiver covers and names as suppressed, then adds what the rules have to say
/// of waivers that silenced nothing. A waiver for a rule that does not run, or over what could not be read,
/// is not judged. What is said of one is itself silenced by another over the same place.
void apply_waivers(const Document& document, const Selection& selection, std::vector<Diagnostic>& found,
                   std::size_t first_prompt);

}  // namespace camlint
