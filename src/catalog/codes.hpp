#pragma once
// The codes that the API puts into its answers: what each means, and what may be done about it where it
// answers a create request. Says nothing of HTTP.

#include <cstdint>
#include <span>

#include "catalog/basis.hpp"

namespace camlint {

/// What a client may do when a code answers a create request.
enum class OnCreate : std::uint8_t {
    take,               ///< a task was made
    wait,               ///< refused for sure; the same again later
    refuse_key,         ///< no request with this key will pass
    refuse_account,     ///< no request of this account will pass
    refuse_prompt,      ///< this prompt will not pass
    refuse_parameters,  ///< this request will not pass, or its callback's receiver is at fault
    unclear,            ///< nobody knows whether a task was made
};

struct Code {
    std::int64_t code;
    Words meaning;
    OnCreate on_create;
    Basis basis;
};

[[nodiscard]] std::span<const Code> codes();

/// Null for a code that no row is about; such a one is unclear.
[[nodiscard]] const Code* find_code(std::int64_t code);

/// Whether the text beside a refusal of parameters speaks of the callback: the receiver did not answer its
/// challenge (C).
[[nodiscard]] bool speaks_of_callback(std::string_view message);

}  // namespace camlint
