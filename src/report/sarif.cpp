// SARIF 2.1.0 as GitHub's code scanning asks for it. Written as it grows: all rules, then the findings, then
// what could not be read.

#include <algorithm>

#include <fmt/format.h>

#include "lint/fingerprint.hpp"
#include "lint/registry.hpp"
#include "report/parts/remarks.hpp"
#include "report/parts/repository_path.hpp"
#include "report/parts/rule_help.hpp"
#include "text/json_text.hpp"
#include "text/uri.hpp"
#include "text/utf8.hpp"
#include "version.hpp"

namespace camlint::formats {
namespace {

std::string_view level(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        default: return "note";
    }
}

/// How often the rule is right, as GitHub orders alerts by it: as sure as the fact that it rests on.
std::string_view precision(Grade grade) {
    switch (grade) {
        case Grade::a: return "very-high";
        case Grade::b: return "high";
        default: return "medium";
    }
}

/// "unknown-command" as "UnknownCommand": SARIF wants a name that is not the id.
std::string pascal_case(std::string_view name) {
    std::string out;
    bool first = true;
    for (const char letter : name) {
        if (letter != '-') out += first ? static_cast<char>(letter - 'a' + 'A') : letter;
        first = letter == '-';
    }
    return out;
}

/// A message's text. SARIF reads "[text](target)" as a link: a prompt gets none.
Json text_json(std::string text) {
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at)) {
        text.insert(at + 1, " ");
    }
    return {{"text", std::move(text)}};
}

Json rule_json(const Rule& rule, Language language) {
    Json configuration{{"level", level(rule.severity)}};
    if (rule.severity == Severity::off) configuration["enabled"] = false;
    const std::string_view problem =
        rule.severity >= Severity::warning ? level(rule.severity) : "recommendation";
    Json json{
        {"id", rule.name},
        {"name", pascal_case(rule.name)},
        {"shortDescription", {{"text", rule.summary.in(language)}}},
        {"fullDescription", {{"text", rule.why.in(language)}}},
        {"help", {{"text", rule_help(rule, language)}, {"markdown", rule_help_markdown(rule, language)}}},
        {"defaultConfiguration", std::move(configuration)},
        {"properties",
         {{"tags", {"prompt", name_of(rule.category)}},
          {"problem.severity", problem},
          {"precision", precision(rule.basis.grade)}}}};
    if (std::string page = rule_page(rule); !page.empty()) json["helpUri"] = std::move(page);
    return json;
}

Json artifact_json(const Scene& scene) {
    const std::string path = repository_path(scene.source.name, scene.style.place);
    Json json{{"uri", path_uri(path)}};
    if (!path.starts_with('/')) json["uriBaseId"] = "%SRCROOT%";
    return json;
}

Json region_json(Span span, const Scene& scene) {
    const Position begin = scene.positions.at(span.begin);
    const Position end = scene.positions.at(span.end);
    return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line},
            {"endColumn", end.column}, {"byteOffset", begin.byte},    {"byteLength", end.byte - begin.byte}};
}

Json location_json(Span span, const Scene& scene) {
    return {{"artifactLocation", artifact_json(scene)}, {"region", region_json(span, scene)}};
}

/// The notes that say where; the others are part of the message.
Json related_json(const Diagnostic& finding, const Scene& scene) {
    Json related = Json::array();
    for (const Note& note : finding.notes) {
        if (!note.span) continue;
        related.push_back({{"id", related.size() + 1},
                           {"physicalLocation", location_json(*note.span, scene)},
                           {"message", text_json(note.message.in(scene.style.language))}});
    }
    return related;
}

/// Without those whose text JSON cannot hold: applied, they would write something else.
Json fixes_json(const Diagnostic& finding, const Scene& scene) {
    const auto cannot_be_held = [](const Edit& edit) { return find_invalid(edit.text) != edit.text.npos; };
    Json fixes = Json::array();
    for (const Fix& fix : finding.fixes) {
        if (std::ranges::any_of(fix.edits, cannot_be_held)) continue;
        Json replacements = Json::array();
        for (const Edit& edit : fix.edits) {
            replacements.push_back({{"deletedRegion", region_json(edit.span, scene)},
                                    {"insertedContent", {{"text", edit.text}}}});
        }
        Json change{{"artifactLocation", artifact_json(scene)}, {"replacements", std::move(replacements)}};
        fixes.push_back({{"description", text_json(fix.title.in(scene.style.language))},
                         {"artifactChanges", Json::array({std::move(change)})},
                         {"properties", {{"safety", name_of(fix.safety)}}}});
    }
    return fixes;
}

Json suppression_json(const Suppression& suppression) {
    Json json{{"kind", name_of(suppression.kind)}};
    if (!suppression.reason.empty()) json["justification"] = suppression.reason;
    return json;
}

std::size_t index_of(const Rule& rule) {
    return static_cast<std::size_t>(std::ranges::find(all_rules(), &rule) - all_rules().begin());
}

void begin(std::string& out, const Style& style, const Summary&) {
    out += R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{)"
           "\n";
    fmt::format_to(std::back_inserter(out),
                   R"("tool":{{"driver":{{"name":"camlint","version":"{0}","semanticVersion":"{0}","rules":[)"
                   "\n",
                   version);
    for (const Rule* rule : all_rules()) {
        if (rule != all_rules().front()) out += ",\n";
        out += dump(rule_json(*rule, style.language));
    }
    fmt::format_to(std::back_inserter(out),
                   "\n]}}}},\n\"language\":\"{}\",\"columnKind\":\"unicodeCodePoints\",\n",
                   style.language == Language::chinese ? "zh-CN" : "en-US");
    out += "\"results\":[\n";
}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const std::string path = repository_path(scene.source.name, scene.style.place);
    // GitHub tells alerts of one file and rule apart by this: a hash and a number for its repeats, as its
    // own.
    const std::string print = fmt::format("{}:{}", fingerprint(finding, scene.source.bytes), scene.repeat);
    Json location{{"physicalLocation", location_json(finding.span, scene)}};
    Json json{{"ruleId", finding.rule->name},
              {"ruleIndex", index_of(*finding.rule)},
              {"level", level(finding.severity)},
              {"message", text_json(remarks(finding, scene, Notes::without_place, path))},
              {"locations", Json::array({std::move(location)})},
              {"partialFingerprints", {{"primaryLocationLineHash", print}}}};
    if (Json related = related_json(finding, scene); !related.empty())
        json["relatedLocations"] = std::move(related);
    if (Json fixes = fixes_json(finding, scene); !fixes.empty()) json["fixes"] = std::move(fixes);
    if (finding.suppression) json["suppressions"] = Json::array({suppression_json(*finding.suppression)});
    out += dump(json);
}

void end(std::string& out, const Style& style, const Summary& summary) {
    Json invocation{{"executionSuccessful", summary.skipped == 0}};
    if (summary.skipped > 0) {
        Json notification{{"level", "error"}, {"message", {{"text", unread_paths(summary, style.language)}}}};
        invocation["toolExecutionNotifications"] = Json::array({std::move(notification)});
    }
    out += "\n],\n\"invocations\":" + dump(Json::array({std::move(invocation)})) + "}]}\n";
}

}  // namespace

extern const Format sarif{
    .name = "sarif",
    .summary = "SARIF 2.1.0 as GitHub's code scanning asks for it",
    .begin = begin,
    .finding = write,
    .separator = ",\n",
    .end = end,
    .suppressed = Suppressed::among,
    .counts_repeats = true,
};

}  // namespace camlint::formats
