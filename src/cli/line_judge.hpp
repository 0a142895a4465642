#pragma once
// One line of a stream, read and linted: what is wrong with it, and what of it may be said again. Does no
// I/O, and keeps no state between lines; several threads may use one.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/line_feed.hpp"
#include "document/json_tree.hpp"
#include "lint/engine.hpp"

namespace camlint {

/// What the lines of a stream are.
enum class LineKind : std::uint8_t {
    json,    ///< a JSON object each
    prompt,  ///< a prompt each
};

/// Views hold as long as the line's bytes, and while this is not moved.
struct JudgedLine {
    Source source;
    std::string own;                   ///< the line's bytes, where something was left out of them
    std::string_view text;             ///< without a byte order mark and the line's end
    JsonTree tree;                     ///< of a JSON line
    std::string error;                 ///< why it is not what it should be; empty where it is
    std::vector<Diagnostic> findings;  ///< those that count
    std::size_t prompts = 0;
    Document document;  ///< what was linted
    Workbench bench;

    [[nodiscard]] bool is_clean() const { return findings.empty() && error.empty(); }
    /// Whether `text` is an object that can be written again as it is.
    [[nodiscard]] bool is_object() const { return !tree.nodes.empty() && error.empty(); }
    /// The object's own, as it is written; empty where there is none that can be.
    [[nodiscard]] std::string_view id() const;
};

/// How lines are read.
struct LineOptions {
    LineKind kind = LineKind::json;
    std::vector<std::string> prompt_fields = {};  ///< that hold a prompt where `prompt` is not there
    std::size_t longest = 0;                      ///< told of lines that were cut
    Language language = Language::english;        ///< of errors
    std::string_view result_name =
        {};  ///< a last member of this name says what was found before, and is left out
};

class LineJudge {
public:
    /// Keeps a reference to the linter.
    LineJudge(const Linter& linter, LineOptions options) : linter_(linter), options_(std::move(options)) {}

    /// `first_prompt` is the number of prompts in the lines before. What `judged` held is gone; its memory
    /// may be used again.
    void judge(const FeedLine& line, std::string_view name, std::size_t first_prompt,
               JudgedLine& judged) const;

private:
    void read(const FeedLine& line, JudgedLine& judged) const;
    void read_json(JudgedLine& judged) const;
    void leave_out_result(JudgedLine& judged) const;

    const Linter& linter_;
    LineOptions options_;
};

}  // namespace camlint
