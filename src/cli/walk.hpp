#pragma once
// From paths on the command line to files to lint: folders are walked, patterns are matched. Nothing is
// opened here, and a walk finds regular files alone.

#include <string>
#include <vector>

#include "cli/configurations.hpp"
#include "cli/lint_file.hpp"

namespace camlint {

/// What a walk found. Problems are paths that match and cannot be read; hints are worth a warning.
struct Walk {
    std::vector<Target> targets;  ///< sorted by name, each file once
    std::vector<std::string> problems;
    std::vector<std::string> hints;
};

/// A file that is named is taken whatever it is, unless excludes are forced; "-" is standard input, shown as
/// `stdin_name`. A folder gives the files that git knows there (tracked, and new ones that are not ignored)
/// or, outside a work tree, all but those in hidden folders, as far as the closest configuration includes
/// them or, where it does not say, they match the patterns of prompt files. A pattern with * ? [ ] that names
/// no file gives the files that match it. A walk takes nothing that a configuration excludes. Links are not
/// followed out of the folder that is walked.
[[nodiscard]] Walk find_targets(const std::vector<std::string>& paths, const std::string& stdin_name,
                                Configurations& configurations, bool force_exclude);

}  // namespace camlint
