#pragma once
// What the fields of a create request are for, and what holds where one is not there. The types and sources
// are in fields.hpp.

#include <string_view>

#include "text/message.hpp"

namespace camlint {

struct FieldText {
    std::string_view name;
    Words purpose;   ///< a sentence; empty where no text says what the field does
    Words standard;  ///< the documented default, to go on a sentence with; empty where there is none
};

/// Null for a field that no page documents.
[[nodiscard]] const FieldText* find_field_text(std::string_view name);

}  // namespace camlint
