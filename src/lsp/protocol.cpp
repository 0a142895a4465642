#include "lsp/protocol.hpp"

#include <fmt/format.h>

namespace camlint {
namespace {

const Json nothing;

[[noreturn]] void fail(std::string_view name, std::string_view expected) {
    throw RequestError(Failure::invalid_params, fmt::format("'{}' is not {}", name, expected));
}

/// A whole number from 0 on, as the specification has them; all beyond a document's size are alike.
std::size_t to_count(const Json& json, std::string_view name) {
    if (!json.is_number_unsigned()) fail(name, "a whole number from 0 on");
    return static_cast<std::size_t>(json.get<std::uint64_t>());
}

std::string to_text(const Json& json, std::string_view name) {
    if (!json.is_string()) fail(name, "a string");
    return json.get<std::string>();
}

}  // namespace

const Json& member(const Json& json, std::string_view name) {
    if (!json.is_object()) return nothing;
    const auto found = json.find(name);
    return found == json.end() ? nothing : *found;
}

const Json& required(const Json& params, std::string_view name) {
    const Json& found = member(params, name);
    if (found.is_null()) throw RequestError(Failure::invalid_params, fmt::format("'{}' is missing", name));
    return found;
}

std::string required_text(const Json& params, std::string_view name) {
    return to_text(required(params, name), name);
}

std::string document_uri(const Json& params) {
    return required_text(required(params, "textDocument"), "uri");
}

void to_json(Json& json, const ClientPosition& position) {
    json = {{"line", position.line}, {"character", position.character}};
}

void to_json(Json& json, const Range& range) { json = {{"start", range.start}, {"end", range.end}}; }

void to_json(Json& json, const Location& location) {
    json = {{"uri", location.uri}, {"range", location.range}};
}

void to_json(Json& json, const TextEdit& edit) { json = {{"range", edit.range}, {"newText", edit.newText}}; }

void to_json(Json& json, const MarkupContent& content) {
    json = {{"kind", "markdown"}, {"value", content.value}};
}

void to_json(Json& json, const DiagnosticRelatedInformation& information) {
    json = {{"location", information.location}, {"message", information.message}};
}

void to_json(Json& json, const ClientDiagnostic& diagnostic) {
    json = {{"range", diagnostic.range}, {"severity", diagnostic.severity},
            {"code", diagnostic.code},   {"codeDescription", {{"href", diagnostic.codeDescription}}},
            {"source", "camlint"},       {"message", diagnostic.message}};
    if (!diagnostic.tags.empty()) json["tags"] = diagnostic.tags;
    if (!diagnostic.relatedInformation.empty()) json["relatedInformation"] = diagnostic.relatedInformation;
    json["data"] = diagnostic.data;
}

void from_json(const Json& json, ClientPosition& position) {
    position.line = to_count(required(json, "line"), "line");
    position.character = to_count(required(json, "character"), "character");
}

void from_json(const Json& json, Range& range) {
    required(json, "start").get_to(range.start);
    required(json, "end").get_to(range.end);
}

void from_json(const Json& json, TextDocumentContentChangeEvent& change) {
    if (const Json& range = member(json, "range"); !range.is_null()) change.range = range.get<Range>();
    change.text = required_text(json, "text");
}

void from_json(const Json& json, TextDocumentItem& item) {
    item.uri = required_text(json, "uri");
    item.text = required_text(json, "text");
    if (const Json& language = member(json, "languageId"); language.is_string())
        language.get_to(item.languageId);
    if (const Json& version = member(json, "version"); version.is_number_integer())
        version.get_to(item.version);
}

}  // namespace camlint
