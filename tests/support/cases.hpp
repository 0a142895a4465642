#pragma once
// The cases of corpus/rules: a text with markers around what a rule finds, and what its fixes give. The
// format is told in corpus/README.md.

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "support/lint.hpp"
#include "text/span.hpp"

namespace camlint::test {

struct Case {
    bool bad = false;
    std::string text;  ///< with its markers
    Defaults defaults;
    std::set<std::string> also;
    std::string carrier;  ///< empty for a bare prompt
    std::string severity;
    std::vector<std::string> alternatives;  ///< what the second fix gives, and the others
    std::string fixed;
    bool has_fixed = false;
    bool no_fix = false;
    std::size_t line = 0;
};

[[nodiscard]] std::vector<Case> read_cases(const std::filesystem::path& path);

/// The text of a case without « and »; the spans between them go to `spans`.
[[nodiscard]] std::string take_markers(const std::string& marked, std::vector<Span>& spans);

/// The findings in `text`, read as the case says; `rule` is switched on in a bare prompt.
[[nodiscard]] std::vector<Diagnostic> lint_case(const std::string& text, const std::string& rule,
                                                const Case& test);

}  // namespace camlint::test
