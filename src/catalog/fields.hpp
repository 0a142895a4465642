#pragma once
// The fields of a create request: their documented types and where each is documented.

#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/basis.hpp"

namespace camlint {

enum class FieldType : std::uint8_t {
    string,
    boolean,
    integer,
    any,  ///< of another mode of the same path; not checked in depth
};

struct RequestField {
    std::string_view name;
    FieldType type;
    std::string_view only_provider;  ///< the one provider that documents it; empty for all
    Basis basis;
};

[[nodiscard]] std::span<const RequestField> request_fields();

/// Case-exact; null if no page documents such a field.
[[nodiscard]] const RequestField* find_request_field(std::string_view name);

/// The documented name that `name` was probably meant to be, empty if there is none.
[[nodiscard]] std::string_view near_request_field(std::string_view name);

[[nodiscard]] std::string_view describe(FieldType type);

}  // namespace camlint
