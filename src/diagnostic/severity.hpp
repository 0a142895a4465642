#pragma once
// How much a finding weighs, what it is about, and how far a fix may be trusted.

#include <array>
#include <cstdint>
#include <string_view>

namespace camlint {

enum class Severity : std::uint8_t {
    off,
    info,     ///< style and advice
    warning,  ///< accepted as far as anyone knows, but will not do what it says
    error,    ///< documented as refused, or the document cannot be read
};

enum class Category : std::uint8_t {
    syntax,
    command,
    style,
    combination,
    timeline,
    limit,
    model,
    request,
    text,
    document,
};

enum class Safety : std::uint8_t {
    none,
    unsafe,  ///< may change what the prompt means
    safe,    ///< keeps the meaning
};

/// The least severity that fails a run, or that none does.
inline constexpr std::array<std::string_view, 4> threshold_names{"error", "warning", "info", "never"};

[[nodiscard]] constexpr std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::off: return "off";
        case Severity::info: return "info";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
    }
    return "";
}

[[nodiscard]] constexpr std::string_view name_of(Category category) {
    switch (category) {
        case Category::syntax: return "syntax";
        case Category::command: return "command";
        case Category::style: return "style";
        case Category::combination: return "combination";
        case Category::timeline: return "timeline";
        case Category::limit: return "limit";
        case Category::model: return "model";
        case Category::request: return "request";
        case Category::text: return "text";
        case Category::document: return "document";
    }
    return "";
}

[[nodiscard]] constexpr std::string_view name_of(Safety safety) {
    switch (safety) {
        case Safety::none: return "none";
        case Safety::unsafe: return "unsafe";
        case Safety::safe: return "safe";
    }
    return "";
}

}  // namespace camlint
