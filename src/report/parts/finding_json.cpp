#include "report/parts/finding_json.hpp"

#include <fmt/format.h>

#include "lint/fingerprint.hpp"
#include "report/parts/disruptive.hpp"
#include "text/utf8.hpp"
#include "version.hpp"

namespace camlint {
namespace {

Json position_json(const Position& position) {
    return {{"byte", position.byte},
            {"line", position.line},
            {"column", position.column},
            {"utf16", position.utf16},
            {"byte_column", position.byte_column}};
}

Json range_json(Span span, const Scene& scene) {
    return {{"start", position_json(scene.positions.at(span.begin))},
            {"end", position_json(scene.positions.at(span.end))}};
}

Json params_json(const Message& message);

struct ValueJson {
    Json operator()(const std::string& text) const { return text; }
    Json operator()(std::int64_t number) const { return number; }
    Json operator()(const Quoted& quoted) const { return quoted.text; }
    Json operator()(const AnyOf& any) const { return any.texts; }
    Json operator()(const Words& words) const { return {{"en", words.en}, {"zh", words.zh}}; }
    Json operator()(const std::vector<Message>& messages) const {
        Json list = Json::array();
        for (const Message& message : messages) {
            list.push_back({{"message_id", message.phrase->id}, {"params", params_json(message)}});
        }
        return list;
    }
};

/// What a message's places are filled with, the same whatever the report's language.
Json params_json(const Message& message) {
    Json params = Json::object();
    for (const Argument& argument : message.arguments) {
        params[std::string(argument.name)] = std::visit(ValueJson{}, argument.value);
    }
    return params;
}

/// Adds what a message says in the report's language, and what a client needs to say it in another.
void add_message(Json& json, const char* name, const Message& message, const Scene& scene) {
    json[name] = message.in(scene.style.language);
    if (message.phrase == nullptr) return;
    json["message_id"] = message.phrase->id;
    json["params"] = params_json(message);
}

Json fix_json(const Fix& fix, const Scene& scene) {
    Json edits = Json::array();
    for (const Edit& edit : fix.edits) {
        edits.push_back({{"range", range_json(edit.span, scene)}, {"text", edit.text}});
    }
    Json json;
    add_message(json, "title", fix.title, scene);
    json["safety"] = name_of(fix.safety);
    json["edits"] = std::move(edits);
    return json;
}

Json note_json(const Note& note, const Scene& scene) {
    Json json;
    add_message(json, "message", note.message, scene);
    if (note.span) json["range"] = range_json(*note.span, scene);
    return json;
}

/// Disruptive characters as \u escapes: they can only stand in strings.
std::string escape_hidden(std::string json) {
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = 0; at < json.size();) {
        const auto byte = static_cast<unsigned char>(json[at]);
        // All of them are DEL or begin with one of these bytes.
        const bool candidate = byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2;
        const CodePoint point = candidate ? decode(json, at) : CodePoint{.value = 'a', .size = 1};
        if (candidate && is_disruptive(point.value)) {
            out.append(json, done, at - done);
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(point.value));
            done = at + point.size;
        }
        at += point.size;
    }
    if (done == 0) return json;
    return out.append(json, done);
}

}  // namespace

std::string dump(const Json& json) {
    return escape_hidden(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Json finding_json(const Diagnostic& finding, const Scene& scene) {
    Json notes = Json::array();
    for (const Note& note : finding.notes) notes.push_back(note_json(note, scene));
    Json fixes = Json::array();
    for (const Fix& fix : finding.fixes) fixes.push_back(fix_json(fix, scene));
    Json json{{"rule", finding.rule->name},
              {"category", name_of(finding.rule->category)},
              {"severity", name_of(finding.severity)}};
    add_message(json, "message", finding.message, scene);
    json["file"] = scene.source.name;
    json["prompt"] = finding.prompt;
    json["range"] = range_json(finding.span, scene);
    json["notes"] = std::move(notes);
    json["fixes"] = std::move(fixes);
    json["url"] = fmt::format("{}{}", rule_url, finding.rule->name);
    json["fingerprint"] = fingerprint(finding, scene.source.bytes);
    if (finding.suppression) {
        json["suppression"] = {{"kind", name_of(finding.suppression->kind)},
                               {"reason", finding.suppression->reason}};
    }
    return json;
}

}  // namespace camlint
