#pragma once
// The table of methods: what the server does for each, once it is initialized.

#include <string_view>

#include "lsp/server_state.hpp"

namespace camlint {

/// One of the three is set.
struct Method {
    std::string_view name;
    Json (*answer)(ServerState& state, const Json& params) = nullptr;  ///< throws RequestError
    void (*take)(ServerState& state, const Json& params) = nullptr;    ///< of a notification; likewise
    void (*begin)(ServerState& state, const Json& id, const Json& params) = nullptr;  ///< answers later
};

/// Null for a method that is not known.
[[nodiscard]] const Method* find_method(std::string_view name);

}  // namespace camlint
