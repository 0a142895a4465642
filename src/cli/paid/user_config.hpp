#pragma once
// The user's own configuration of what pays: where the key comes from, where requests go, what may be spent.
// It names a command that is run and a host that gets the key, so only the user's own file counts.

#include <string>
#include <vector>

#include "config/submit_keys.hpp"

namespace camlint {

struct UserConfig {
    std::vector<std::string> credential_command;
    std::string base_url;  ///< without a slash at its end; empty where it is not said, as all below
    std::string proxy;
    std::string ca_file;
    SubmitLimits limits;
};

/// $XDG_CONFIG_HOME/camlint/submit.toml, or below ~/.config; empty where there is no home.
[[nodiscard]] std::string user_config_path();

/// What that file says; nothing where there is none. Throws Error where it has mistakes (prints all but the
/// last, which the error is), belongs to another user or may be written by others.
[[nodiscard]] UserConfig load_user_config();

}  // namespace camlint
