#pragma once
// Shorthand for linting a text in a test.

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/carriers.hpp"
#include "lint/engine.hpp"

namespace camlint::test {

/// A prompt and nothing else: no file's last line end is taken off, no byte order mark looked for.
[[nodiscard]] Document bare_prompt(std::string_view text);

/// The findings of the default rules in a document of `carrier`, but for those that it suppresses.
[[nodiscard]] std::vector<Diagnostic> lint(std::string_view bytes, std::string_view carrier = "text",
                                           const Defaults& defaults = {});

/// The same over a bare prompt; `rule` is switched on even if it is off by default.
[[nodiscard]] std::vector<Diagnostic> lint_bare(std::string_view text, std::string_view rule,
                                                const Defaults& defaults = {});

/// `bytes` with the fixes applied that one pass takes.
[[nodiscard]] std::string apply_fixes(std::string_view bytes, std::span<const Diagnostic> findings,
                                      Safety least);

[[nodiscard]] std::multiset<std::string> rules_of(const std::vector<Diagnostic>& findings);

}  // namespace camlint::test
