#pragma once
// What a rule is: its documentation, its examples and its checks, in one plain struct. Every file in
// rules/ defines one; the list of them is generated from the folder.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/basis.hpp"
#include "diagnostic/context.hpp"
#include "diagnostic/diagnostic.hpp"
#include "diagnostic/severity.hpp"

namespace camlint {

/// A prompt that the rule fires on, what its fixes make of it, and one that it is silent on. All are
/// documents of `carrier`; `expand` turns "{x*2001}" into 2001 times x.
struct Example {
    std::string_view bad;
    std::string_view fixed;  ///< empty where there is no fix
    std::string_view good;
    std::string_view carrier = "text";
};

/// `text` with "{x*2001}" replaced by 2001 times x.
[[nodiscard]] std::string expand(std::string_view text);

/// Takes what a rule finds.
class Findings {
public:
    Findings(std::vector<Diagnostic>& all, std::size_t prompt) : all_(all), prompt_(prompt) {}

    /// Sets the rule that finds from now on, and how much its findings weigh.
    void set_rule(const Rule& rule, Severity severity) {
        rule_ = &rule;
        severity_ = severity;
    }

    /// `span` counts in the source's bytes. The reference holds until the next call.
    Diagnostic& add(Span span, Message message) {
        return all_.emplace_back(Diagnostic{.rule = rule_,
                                            .severity = severity_,
                                            .prompt = prompt_,
                                            .span = span,
                                            .message = std::move(message),
                                            .notes = {},
                                            .fixes = {}});
    }

private:
    std::vector<Diagnostic>& all_;
    std::size_t prompt_;
    const Rule* rule_ = nullptr;
    Severity severity_ = Severity::warning;
};

/// What is known of a file once all of it has been read.
struct FileFacts {
    std::size_t prompts = 0;
    std::size_t findings = 0;  ///< made in its documents, about what is in them
    bool is_named = true;      ///< by the user, not found on a walk
};

/// A suppression that does nothing, in a document or in a baseline.
struct Unused {
    enum class Why : std::uint8_t {
        silences_nothing,
        covers_nothing,  ///< a comment with no fence behind it
        names_nothing,
        names_no_rule,
        matches_nothing,  ///< an entry of a baseline, as all below
        expired,
        file_is_gone,
    };
    Why why;
    Span span;  ///< to point at
    std::string_view name;
    std::string_view near = {};   ///< the rule that was probably meant; empty if none is near
    std::string_view file = {};   ///< of an entry
    std::string_view until = {};  ///< of an entry
    Span whole = {};              ///< what to take away; empty where nothing is
};

struct Rule {
    std::string_view name;  ///< kebab-case, the file's stem with hyphens
    Category category;
    Severity severity;  ///< the default
    Safety fix;         ///< the best that its fixes can be
    Words summary;      ///< what it finds, one line
    Words why;
    Basis basis;
    std::array<Example, 2> examples;  ///< an empty `bad` is no example
    bool is_spelling = false;  ///< its fix writes the same directive as documented: for 'camlint format'

    // Checks, by what they look at; a rule sets those that it needs.
    void (*on_file)(const FileFacts&, Findings&) = nullptr;
    void (*on_document)(const Source&, const Document&, Findings&) = nullptr;
    void (*on_request)(const Context&, Findings&) = nullptr;  ///< also without a prompt that is a text
    void (*on_prompt)(const Context&, Findings&) = nullptr;
    void (*on_directive)(const Context&, const Directive&, Findings&) = nullptr;
    void (*on_step)(const Context&, const Step&, Findings&) = nullptr;
    void (*on_label)(const Context&, const Step&, const Label&, Findings&) = nullptr;
    void (*on_unused)(const Unused&, Findings&) = nullptr;
};

}  // namespace camlint
