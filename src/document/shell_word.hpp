#pragma once
// The words of a shell script: what a command would be given, with the way back to how it was written.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "text/source_map.hpp"

namespace camlint {

enum class PartKind : std::uint8_t { bare, escaped, single_quotes, double_quotes, ansi_quotes };

struct WordPart {
    PartKind kind;
    Span span;     ///< as written
    Span content;  ///< without quotes or backslash
};

/// A simple command: words up to a mark that ends it, and the here-documents that it is given.
struct ShellCommand {
    std::vector<std::vector<WordPart>> words;
    struct HereDocument {
        Span span;
        bool quoted;  ///< taken as it is
    };
    std::vector<HereDocument> here_documents;
};

[[nodiscard]] std::vector<ShellCommand> parse_shell(std::string_view text);

/// A word as the command gets it. What the shell would put in for `$name` or `$(…)` is not known; it
/// stays as written.
struct ShellText {
    std::string_view text;
    SourceMap map;
    std::vector<Enclosure> enclosures;
    std::vector<Span> expansions;  ///< of the script, where the shell puts something in
};

/// `script` is the text that was parsed. Decoded texts go to `document`.
[[nodiscard]] ShellText decode_word(const std::vector<WordPart>& word, std::string_view script,
                                    Document& document);

/// A here-document as the command gets it.
[[nodiscard]] ShellText decode_here_document(const ShellCommand::HereDocument& here, std::string_view script,
                                             Document& document);

/// The number of problems that PEGTL's own analysis finds in the grammar: 0.
[[nodiscard]] std::size_t analyze_shell_grammar();

}  // namespace camlint
