#pragma once
// What an output format is: functions that write text, in one plain struct. Every .cpp of this folder
// is one format; the list of them is generated from the folder. Formats write to a string and
// know nothing of files and terminals.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "diagnostic/rule.hpp"
#include "text/message.hpp"
#include "text/position.hpp"

namespace camlint {

/// Counts over a whole run.
struct Summary {
    std::size_t files = 0;
    std::size_t prompts = 0;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t infos = 0;
    std::size_t suppressed = 0;
    std::size_t skipped = 0;  ///< paths that could not be read
    std::size_t fixable = 0;  ///< findings with a safe fix
    std::size_t unsafely_fixable = 0;
};

/// Where file names start from, as absolute paths without a slash at their end.
struct Place {
    std::string folder;      ///< the current one
    std::string repository;  ///< the one above it that holds the repository; the current one without any
};

/// How a whole report is written.
struct Style {
    Language language = Language::english;
    bool color = false;
    Place place;
};

/// Where a finding was made.
struct Scene {
    const Source& source;
    const Positions& positions;
    const Style& style;
    std::size_t repeat = 1;  ///< which of the file's findings of one fingerprint it is
};

/// Where a format shows findings that are suppressed.
enum class Suppressed : std::uint8_t {
    nowhere,
    among,   ///< the others, marked
    behind,  ///< the others, in a list of their own
};

struct Format {
    std::string_view name;
    std::string_view summary;
    void (*begin)(std::string& out, const Style& style, const Summary& summary);
    void (*finding)(std::string& out, const Diagnostic& finding, const Scene& scene);
    std::string_view separator;  ///< between two findings
    void (*end)(std::string& out, const Style& style, const Summary& summary);
    Suppressed suppressed = Suppressed::nowhere;
    std::string_view middle = {};  ///< between findings and those suppressed behind them
    bool counts_first = false;     ///< `begin` needs the summary: the findings are held until all are known
    bool counts_repeats = false;   ///< `Scene::repeat` is wanted, else 1
};

[[nodiscard]] std::span<const Format* const> all_formats();

/// Null if there is no such format.
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace camlint
