#pragma once
// The fields of a create request: their documented types and where each is documented.

#include <cstddef>
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

/// The rows, in their order.
enum class FieldName : std::uint8_t {
    model,
    prompt,
    prompt_optimizer,
    fast_pretreatment,
    duration,
    resolution,
    callback_url,
    aigc_watermark,
    first_frame_image,
    last_frame_image,
    subject_reference,
};
inline constexpr std::size_t field_count = 11;

[[nodiscard]] std::span<const RequestField, field_count> request_fields();

/// Of a row of request_fields().
[[nodiscard]] FieldName name_of(const RequestField& row);

/// Case-exact; null if no page documents such a field.
[[nodiscard]] const RequestField* find_request_field(std::string_view name);

/// The documented name that `name` was probably meant to be, empty if there is none.
[[nodiscard]] std::string_view near_request_field(std::string_view name);

[[nodiscard]] std::string_view describe(FieldType type);

}  // namespace camlint
