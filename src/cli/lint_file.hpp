#pragma once
// One file through the linter: reads it by its carrier and hands every finding on as it is made.

#include <functional>
#include <string>

#include "cli/input.hpp"
#include "document/carriers.hpp"
#include "lint/engine.hpp"

namespace camlint {

/// Takes the findings of one document, with the source that their spans count in.
using Sink = std::function<void(const std::vector<Diagnostic>& findings, const Source& source)>;

/// Lints all of `input` under the name `name`. `carrier` is null where it has to be found out. Gives
/// what was read; throws UnreadableError when the input cannot be read.
FileFacts lint_file(Input& input, const std::string& name, const Carrier* carrier, const Linter& linter,
                    const Sink& sink);

}  // namespace camlint
