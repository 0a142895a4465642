#pragma once
// A baseline: findings that were there when a project took up camlint, recognised by their fingerprints
// so that lines may move. Text to entries and back, and the entries of one file against its findings. Pure:
// knows neither files nor the clock; a date is "2027-01-31".

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diagnostic/rule.hpp"
#include "lint/engine.hpp"

namespace camlint {

/// Silences one finding. Two entries that say the same silence two.
struct BaselineEntry {
    std::string file;  ///< relative to the baseline's folder, with forward slashes
    const Rule* rule = nullptr;
    std::string fingerprint;
    std::string reason = {};
    std::string until = {};  ///< the last day that it holds on; empty for ever
    Span span = {};          ///< in the baseline's bytes
};

/// Told on standard error, as all that is wrong with how camlint is used.
struct BaselineMistake {
    Span span;  ///< in the baseline's bytes
    std::string message;
};

struct ParsedBaseline {
    std::vector<BaselineEntry> entries;  ///< in the order of the text
    std::vector<BaselineMistake>
        mistakes;  ///< in the order of the text; the entries are complete without any
};

/// By the schema in docs/baseline.schema.json.
[[nodiscard]] ParsedBaseline parse_baseline(const Source& source);

/// The text of a baseline, an entry a line in the order that they are given in.
[[nodiscard]] std::string write_baseline(std::span<const BaselineEntry> entries);

/// `text` with U+FFFD for each part that is not UTF-8, as JSON has to have it.
[[nodiscard]] std::string as_utf8(std::string_view text);

/// Whether its last day is before `today`: then it silences nothing.
[[nodiscard]] bool is_expired(const BaselineEntry& entry, std::string_view today);

/// The entries of one file while its findings are made.
class FileBaseline {
public:
    /// Keeps views of the entries, which stand in the order of the baseline.
    FileBaseline(std::string file, std::vector<const BaselineEntry*> entries, std::string_view today);

    [[nodiscard]] const std::string& file() const { return file_; }

    /// Marks each finding that an entry is left for as suppressed. Findings come in the order of the file;
    /// one that its document suppresses takes no entry.
    void silence(std::span<Diagnostic> findings, std::string_view bytes);

    /// The same, and marks all others too: an entry is made for each, see `entries`; but for those whose
    /// entry is past its day.
    void adopt(std::span<Diagnostic> findings, std::string_view bytes);

    /// Entries that silenced nothing, of rules that the linter runs.
    [[nodiscard]] std::vector<const BaselineEntry*> unused(const Linter& linter) const;

    /// What the baseline says of the file from now on: entries that silenced something and new ones in the
    /// order of the findings, and between them those of rules that did not run. Needs `adopt`.
    [[nodiscard]] std::vector<BaselineEntry> entries(const Linter& linter) const;

    /// How many of `entries` are new.
    [[nodiscard]] std::size_t added() const;

private:
    /// An entry for a finding: the index of one that was there, or `none` and a new one.
    struct Match {
        std::size_t old;
        BaselineEntry entry;
    };
    struct Key {
        const Rule* rule;
        std::string_view fingerprint;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const {
            return std::hash<std::string_view>{}(key.fingerprint) ^ std::hash<const Rule*>{}(key.rule);
        }
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The index of the next entry for a finding, which is then used; `none` if there is none left.
    std::size_t take(const Rule& rule, const std::string& fingerprint);

    /// Whether an entry that is past its day was there for a finding: that one is told again.
    bool was_expired(const Rule& rule, const std::string& fingerprint);

    /// Of a file that could not be read to its end, no entry is known to be of no use.
    void note_unread(const Diagnostic& finding);
    [[nodiscard]] bool is_judged(std::size_t entry, const Linter& linter) const;

    std::string file_;
    std::vector<const BaselineEntry*> all_;
    std::vector<bool> used_;
    using Index = std::unordered_map<Key, std::vector<std::size_t>, KeyHash>;
    Index open_;     ///< that hold, the last one first
    Index expired_;  ///< likewise
    bool is_unread_ = false;
    std::vector<Match> matches_;
};

}  // namespace camlint
