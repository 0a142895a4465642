// reviewdog's rdjson: one JSON object with findings and suggestions, columns in UTF-8 bytes. Names stay as
// they are: reviewdog starts from the current folder too. It has no place for paths that could not be read.

#include <vector>

#include <fmt/format.h>

#include "report/parts/remarks.hpp"
#include "text/json_text.hpp"
#include "text/utf8.hpp"

namespace camlint::formats {
namespace {

constexpr std::size_t longest_suggestion = 4096;  // bytes: a comment on a review is not the place for more

std::string_view level(Severity severity) {
    switch (severity) {
        case Severity::error: return "ERROR";
        case Severity::warning: return "WARNING";
        default: return "INFO";
    }
}

Json position_json(const Position& position) {
    return {{"line", position.line}, {"column", position.byte_column}};
}

Json range_json(Span span, const Scene& scene) {
    return {{"start", position_json(scene.positions.at(span.begin))},
            {"end", position_json(scene.positions.at(span.end))}};
}

/// Whether a byte order mark, which is no column, stands on the line.
bool lies_behind_mark(std::size_t offset, const Scene& scene) {
    return start_of(scene.source) > 0 && scene.positions.lines().line_of(offset) == 0;
}

/// The fixes, each as one replacement: several suggestions are alternatives. A fix of places far apart,
/// of bytes that JSON cannot hold, or on the line of a byte order mark, where reviewdog would cut three
/// bytes too early, is left out.
Json suggestions_json(const Diagnostic& finding, const Scene& scene) {
    Json suggestions = Json::array();
    for (const Fix& fix : finding.fixes) {
        const Span whole{fix.edits.front().span.begin, fix.edits.back().span.end};
        if (whole.end - whole.begin > longest_suggestion || lies_behind_mark(whole.begin, scene)) continue;
        std::vector<Edit> edits = fix.edits;
        for (Edit& edit : edits) edit.span = {edit.span.begin - whole.begin, edit.span.end - whole.begin};
        const std::string text = apply_edits(slice(scene.source.bytes, whole), edits);
        if (find_invalid(text) != std::string_view::npos) continue;
        suggestions.push_back({{"range", range_json(whole, scene)}, {"text", text}});
    }
    return suggestions;
}

void begin(std::string& out, const Style&, const Summary&) {
    out += "{\"source\":{\"name\":\"camlint\"},\n\"diagnostics\":[\n";
}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    Json code{{"value", finding.rule->name}};
    if (std::string page = rule_page(*finding.rule); !page.empty()) code["url"] = std::move(page);
    Json json{{"message", remarks(finding, scene, Notes::all, scene.source.name)},
              {"location", {{"path", scene.source.name}, {"range", range_json(finding.span, scene)}}},
              {"severity", level(finding.severity)},
              {"code", std::move(code)}};
    if (Json suggestions = suggestions_json(finding, scene); !suggestions.empty()) {
        json["suggestions"] = std::move(suggestions);
    }
    out += dump(json);
}

/// The severity of the whole is that of the worst finding.
void end(std::string& out, const Style&, const Summary& summary) {
    const Severity lesser = summary.warnings > 0 ? Severity::warning : Severity::info;
    out += fmt::format("\n],\n\"severity\":\"{}\"}}\n", level(summary.errors > 0 ? Severity::error : lesser));
}

}  // namespace

extern const Format rdjson{
    .name = "rdjson",
    .summary = "reviewdog's rdjson, with suggestions",
    .begin = begin,
    .finding = write,
    .separator = ",\n",
    .end = end,
};

}  // namespace camlint::formats
