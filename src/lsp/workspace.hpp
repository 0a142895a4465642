#pragma once
// What the server asks of the program around it: files, configurations, baselines, and the linter over a text
// that is in no file yet. The server itself opens nothing.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "document/document.hpp"
#include "lint/engine.hpp"
#include "text/source.hpp"

namespace camlint {

/// A text to work on, and where it counts as being.
struct Buffer {
    std::string path;
    std::string_view text;
    std::string_view language_id;  ///< as the editor calls it; for what has no telling name
};

/// What a client sets, over what configurations say. Empty for nothing.
struct Preferences {
    std::string folder;  ///< that relative paths start from
    std::string locale;  ///< of the client; weaker than any setting
    std::string config;
    std::string language;
    std::string model;
    std::string duration;
    std::string resolution;
    std::string provider;
    std::string baseline;
    std::vector<std::string> select;
    std::vector<std::string> ignore;
};

/// Edits of a file that may not be open, or not be there yet.
struct FileChange {
    std::string path;
    bool is_new = false;
    std::string text;         ///< what it is now; the edits' spans count in it
    std::vector<Edit> edits;  ///< sorted
};

/// Reads a file as an editor has it; nothing where it is not open.
using OpenText = std::function<std::optional<std::string>(const std::string& path)>;

/// A document of a text, and the source that its spans count in; both hold until it returns.
using TakeUnit = std::function<void(const Document& document, const Source& source)>;

struct Workspace {
    /// Reads all configurations anew. What is wrong with one is a complaint, and then it goes on without.
    std::function<void(const Preferences& preferences)> load;

    /// What is wrong with configurations and has not been said yet, in words.
    std::function<std::vector<std::string>()> complaints;

    /// Of messages.
    std::function<Language()> language;

    /// The linter of a file; holds until the next load.
    std::function<const Linter&(const std::string& path)> linter;

    /// All findings that nothing suppresses, sorted, in the buffer's bytes; none in what is excluded.
    std::function<std::vector<Diagnostic>(const Buffer& buffer)> lint;

    /// The documents of a buffer, in its order.
    std::function<void(const Buffer& buffer, const TakeUnit& take)> read;

    /// What fixes at least as safe as `least`, or formatting, would change, in the buffer's bytes; nothing in
    /// what is excluded.
    std::function<std::vector<Edit>(const Buffer& buffer, Safety least)> fix;
    std::function<std::vector<Edit>(const Buffer& buffer)> format;

    /// The paths of all prompt files, sorted, and the bytes of one, without a byte order mark; nothing where
    /// it cannot be read.
    std::function<std::vector<std::string>()> files;
    std::function<std::optional<std::string>(const std::string& path)> bytes;

    /// Makes a finding known to the baseline; nothing where no baseline is configured.
    std::function<std::optional<FileChange>(const Buffer& buffer, const Diagnostic& finding,
                                            const OpenText& open)>
        add_to_baseline;

    /// Makes a label one of the project's own terms, in the closest configuration.
    std::function<std::optional<FileChange>(const std::string& path, std::string_view term,
                                            const OpenText& open)>
        allow_term;

    /// Whether what is found depends on this file: a configuration or baseline.
    std::function<bool(const std::string& path)> depends_on;

    /// Whether one of those that matter to this file has changed on disk since the last load. Cheap enough to
    /// be asked at each edit.
    std::function<bool(const std::string& path)> is_stale;

    /// The names of files to watch for, in whatever folder.
    std::function<std::vector<std::string>()> watched;
};

}  // namespace camlint
