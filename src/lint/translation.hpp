#pragma once
// Commands written in the other of their two languages.

#include "diagnostic/rule.hpp"

namespace camlint {

/// A rule that is in no list: it finds commands in another language than `language`, in whatever letter case,
/// and its safe fix writes them in that one. Synonyms and near misses stay as they are.
[[nodiscard]] const Rule& translation_to(Language language);

}  // namespace camlint
