#pragma once
// Where the key comes from: a file that nobody else may read, the user's own command, or a variable of the
// environment, in this order. Never from an argument. A key is never logged, kept or handed on to a child.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/providers.hpp"

namespace camlint {

struct KeySources {
    std::string file;                  ///< --api-key-file, empty for none
    std::vector<std::string> command;  ///< credential-command of the user's own configuration; empty for none
    std::chrono::milliseconds command_patience{60'000};
    const Provider* provider = nullptr;
    bool has_own_address =
        false;  ///< --base-url: keys belong to hosts, and this one is the user's to vouch for
};

/// The key, without white space around it, and the variables that hold keys out of the environment from then
/// on. Sees to it that no core is written. Throws SubmitError: 2 for a source that cannot be used, 3 where
/// there is no key.
[[nodiscard]] std::string take_key(const KeySources& sources);

/// The same in two steps, for who needs several keys: all are found, then the variables are forgotten.
[[nodiscard]] std::string find_key(const KeySources& sources);
void forget_keys();

/// The variables that hold a provider's key, in the order in which they are looked at.
[[nodiscard]] std::vector<std::string> key_variables(const Provider& provider, bool has_own_address);

}  // namespace camlint
