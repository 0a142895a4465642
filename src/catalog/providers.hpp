#pragma once
// The hosts that serve this API, their paths, and what each requires of a request.

#include <array>
#include <span>
#include <string_view>

#include "catalog/basis.hpp"

namespace camlint {

struct Provider {
    std::string_view name;
    std::string_view base_url;
    std::string_view other_base_url;                  ///< a second one, empty for none
    std::string_view create;                          ///< path, POST
    std::string_view query;                           ///< path, GET; the task id follows
    std::string_view file;                            ///< path, GET; the file id follows
    std::span<const std::string_view> required;       ///< fields of a create request
    Basis basis;                                      ///< of the create call
    Basis follow_basis;                               ///< of query and file
    std::span<const std::string_view> key_variables;  ///< that may hold its key, the first that is set
                                                      ///< counts; the names are this project's (D)
};

[[nodiscard]] std::span<const Provider> providers();

/// Null if there is no such provider.
[[nodiscard]] const Provider* find_provider(std::string_view name,
                                            std::span<const Provider> among = providers());

/// The name of the provider whose base URL `url` begins with, empty if there is none.
[[nodiscard]] std::string_view provider_of_url(std::string_view url);

/// What an account may send where nothing else is said. One official listing has 5, another 20 (A).
inline constexpr int default_requests_per_minute = 5;

/// Whose rules hold where nothing names a provider: the official host.
inline constexpr std::string_view default_provider = "minimax";

}  // namespace camlint
