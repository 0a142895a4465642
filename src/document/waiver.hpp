#pragma once
// Suppressions as documents say them: a list of names, by front matter or a comment of Markdown. Only
// reads the list; what a name means and what is silenced is for the engine.

#include <optional>
#include <string_view>

#include "document/document.hpp"

namespace camlint {

/// What opens a suppression, in every carrier that has them.
inline constexpr std::string_view waiver_word = "camlint-ignore";

/// A suppression in a document.
struct WaiverList {
    Span covers;              ///< as in Waiver
    Span word;                ///< `camlint-ignore`, to point at where there is no name
    Span names;               ///< "a", "a, b" or "[a, 'b']", blanks around them allowed
    Span whole;               ///< all of it, which goes where no name is left
    std::string_view reason;  ///< empty where none is given
};

/// Adds a waiver for each name of the list; one of no name where it has none.
void add_waivers(Document& document, std::string_view bytes, const WaiverList& list);

/// The suppression that a comment says, `comment` being all of it with its marks; nothing where it says
/// something else. Covers nothing yet.
[[nodiscard]] std::optional<WaiverList> waivers_of_comment(std::string_view bytes, Span comment);

}  // namespace camlint
