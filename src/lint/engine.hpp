#pragma once
// Runs the selected rules over documents. Pure: no I/O, no state between calls, same input same
// findings. One linter may be used by several threads at once.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "diagnostic/rule.hpp"
#include "lint/settings.hpp"

namespace camlint {

/// How many of a document's findings are about what is in it, not about what it suppresses.
[[nodiscard]] std::size_t count_findings(std::span<const Diagnostic> findings);

/// What linting works with. Kept from one document to the next, it needs no new memory for each; one is for
/// one thread.
struct Workbench {
    Syntax syntax;
};

class Linter {
public:
    explicit Linter(Settings settings);

    [[nodiscard]] const Settings& settings() const { return settings_; }

    /// A prompt's directives. Keeps a view of the text.
    [[nodiscard]] Syntax read(std::string_view text) const { return read_directives(text, terms_); }

    /// The same, in place of what `syntax` held.
    void read(std::string_view text, Syntax& syntax) const { read_directives(text, terms_, syntax); }

    /// The findings in one document, sorted by place, then rule. `first_prompt` is the number of
    /// prompts in the file before this document. Spans count in the source's bytes.
    [[nodiscard]] std::vector<Diagnostic> lint(const Source& source, const Document& document,
                                               std::size_t first_prompt) const;

    /// The same, in place of what `found` held.
    void lint(const Source& source, const Document& document, std::size_t first_prompt, Workbench& bench,
              std::vector<Diagnostic>& found) const;

    /// The findings about a file as a whole, once all of it has been read.
    [[nodiscard]] std::vector<Diagnostic> lint_file(const FileFacts& facts) const;

    /// What there is to say of a baseline's entries that do nothing, sorted by place.
    [[nodiscard]] std::vector<Diagnostic> lint_unused(std::span<const Unused> entries) const;

    /// Whether a rule is looked for at all.
    [[nodiscard]] bool runs(const Rule& rule) const { return settings_.selection.runs(rule.name); }

private:
    void lint_prompt(const Context& context, Findings& findings) const;

    Settings settings_;
    std::vector<std::string> terms_;  ///< folded and sorted
};

}  // namespace camlint
