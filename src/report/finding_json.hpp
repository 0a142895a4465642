#pragma once
// A finding as the JSON object that the formats json and jsonl share.

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/fingerprint.hpp"
#include "report/format.hpp"
#include "version.hpp"

namespace camlint {

using Json = nlohmann::ordered_json;

/// Text with U+FFFD in place of what is not UTF-8.
[[nodiscard]] inline std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

[[nodiscard]] inline Json position_json(const Position& position) {
    return {{"byte", position.byte},
            {"line", position.line},
            {"column", position.column},
            {"utf16", position.utf16},
            {"byte_column", position.byte_column}};
}

[[nodiscard]] inline Json range_json(Span span, const Scene& scene) {
    return {{"start", position_json(scene.positions.at(span.begin))},
            {"end", position_json(scene.positions.at(span.end))}};
}

[[nodiscard]] inline Json fix_json(const Fix& fix, const Scene& scene) {
    Json edits = Json::array();
    for (const Edit& edit : fix.edits) {
        edits.push_back({{"range", range_json(edit.span, scene)}, {"text", edit.text}});
    }
    return {{"title", fix.title}, {"safety", name_of(fix.safety)}, {"edits", std::move(edits)}};
}

[[nodiscard]] inline Json finding_json(const Diagnostic& finding, const Scene& scene) {
    Json notes = Json::array();
    for (const Note& note : finding.notes) {
        Json json{{"message", note.message}};
        if (note.span) json["range"] = range_json(*note.span, scene);
        notes.push_back(std::move(json));
    }
    Json fixes = Json::array();
    for (const Fix& fix : finding.fixes) fixes.push_back(fix_json(fix, scene));
    return {{"rule", finding.rule->name},
            {"category", name_of(finding.rule->category)},
            {"severity", name_of(finding.severity)},
            {"message", finding.message},
            {"file", scene.source.name},
            {"prompt", finding.prompt},
            {"range", range_json(finding.span, scene)},
            {"notes", std::move(notes)},
            {"fixes", std::move(fixes)},
            {"url", fmt::format("{}{}", rule_url, finding.rule->name)},
            {"fingerprint", fingerprint(finding, scene.source.bytes)}};
}

}  // namespace camlint
