#pragma once
// What edits change, as a unified diff that patch(1) takes.

#include <span>
#include <string>
#include <string_view>

#include "text/edit.hpp"

namespace camlint {

/// The diff of `before` and of `before` with `edits`, which are sorted and do not touch; empty without any.
/// Lines end at LF, three lines of context. Control characters and bidi controls are made visible: a piece
/// that holds some is for reading, not for patch(1).
[[nodiscard]] std::string unified_diff(std::string_view name, std::string_view before,
                                       std::span<const Edit> edits, bool color);

}  // namespace camlint
