#include "lsp/methods.hpp"

#include <array>

#include "lsp/code_actions.hpp"
#include "lsp/completion.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/formatting.hpp"
#include "lsp/hover.hpp"
#include "lsp/initialize.hpp"
#include "lsp/inlay_hints.hpp"
#include "lsp/semantic_tokens.hpp"
#include "lsp/symbols.hpp"
#include "text/uri.hpp"

namespace camlint {
namespace {

void note_change(ServerState& state, const std::string& uri) {
    if (!state.session.abilities.pulls_diagnostics) state.changed.insert(uri);
}

/// Not every client can watch files, and none watches all that a configuration may name. What has changed on
/// disk is looked for when something is said of a document.
void look_for_changes(ServerState& state, const std::string& path) {
    if (state.session.workspace.is_stale(path)) state.reload();
}

void did_open(ServerState& state, const Json& params) {
    auto item = required(params, "textDocument").get<TextDocumentItem>();
    const std::string uri = item.uri;
    look_for_changes(state, path_of_uri(uri));
    TextDocument document(std::move(item), path_of_uri(uri), state.session.abilities.encoding);
    state.documents.insert_or_assign(uri, std::move(document));
    note_change(state, uri);
}

/// A change with a mistake in it leaves the document as the changes before it made it.
void did_change(ServerState& state, const Json& params) {
    const std::string uri = document_uri(params);
    const auto found = state.documents.find(uri);
    if (found == state.documents.end()) return;
    look_for_changes(state, found->second.path());
    note_change(state, uri);
    for (const Json& change : required(params, "contentChanges")) {
        found->second.change(change.get<TextDocumentContentChangeEvent>());
    }
    const Json& version = member(required(params, "textDocument"), "version");
    if (version.is_number_integer()) found->second.set_version(version);
}

void did_close(ServerState& state, const Json& params) {
    const std::string uri = document_uri(params);
    if (state.documents.erase(uri) == 0 || state.session.abilities.pulls_diagnostics) return;
    state.changed.erase(uri);
    state.out.notify("textDocument/publishDiagnostics", {{"uri", uri}, {"diagnostics", Json::array()}});
}

void did_save(ServerState& state, const Json& params) {
    const std::string path = path_of_uri(document_uri(params));
    if (state.session.workspace.depends_on(path)) return state.reload();
    look_for_changes(state, path);
}

void did_change_files(ServerState& state, const Json& params) {
    for (const Json& change : required(params, "changes")) {
        if (!state.session.workspace.depends_on(path_of_uri(required_text(change, "uri")))) continue;
        return state.reload();
    }
}

void did_change_settings(ServerState& state, const Json& params) {
    const Json& settings = member(params, "settings");
    if (settings.is_null() && ask_settings(state)) return;
    take_settings(state, settings);
    state.reload();
}

Json pull_diagnostics(ServerState& state, const Json& params) {
    const TextDocument& document = state.document_of(params);
    look_for_changes(state, document.path());
    const std::string id = state.result_id(document);
    const Json& known = member(params, "previousResultId");
    if (known.is_string() && known == id) return {{"kind", "unchanged"}, {"resultId", id}};
    Json items = diagnostics_of(state.session, document);
    state.tell_complaints();
    return {{"kind", "full"}, {"resultId", id}, {"items", std::move(items)}};
}

void begin_scan(ServerState& state, const Json& id, const Json& params) {
    if (state.scan) state.scan->cancel(state, Failure::server_cancelled, "another one has been asked for");
    state.scan.emplace(state, id, params);
}

Json code_action(ServerState& state, const Json& params) {
    const auto open = [&state](const std::string& path) { return state.open_text(path); };
    return code_actions(state.session, state.document_of(params), params, open);
}

// Features by what they look at.

template <Json (*feature)(const Session&, const TextDocument&)>
Json of_document(ServerState& state, const Json& params) {
    return feature(state.session, state.document_of(params));
}

template <Json (*feature)(const Session&, const TextDocument&, ClientPosition)>
Json at_position(ServerState& state, const Json& params) {
    const TextDocument& document = state.document_of(params);
    return feature(state.session, document, required(params, "position").get<ClientPosition>());
}

template <Json (*feature)(const Session&, const TextDocument&, const Range&)>
Json of_range(ServerState& state, const Json& params) {
    const TextDocument& document = state.document_of(params);
    return feature(state.session, document, required(params, "range").get<Range>());
}

using OfPart = Json (*)(const Session&, const TextDocument&, const std::optional<Range>&);

template <OfPart feature>
Json of_all(ServerState& state, const Json& params) {
    return feature(state.session, state.document_of(params), {});
}

template <OfPart feature>
Json of_part(ServerState& state, const Json& params) {
    const TextDocument& document = state.document_of(params);
    return feature(state.session, document, required(params, "range").get<Range>());
}

constexpr std::array methods{
    Method{.name = "textDocument/didOpen", .take = did_open},
    Method{.name = "textDocument/didChange", .take = did_change},
    Method{.name = "textDocument/didClose", .take = did_close},
    Method{.name = "textDocument/didSave", .take = did_save},
    Method{.name = "workspace/didChangeConfiguration", .take = did_change_settings},
    Method{.name = "workspace/didChangeWatchedFiles", .take = did_change_files},
    Method{.name = "textDocument/diagnostic", .answer = pull_diagnostics},
    Method{.name = "workspace/diagnostic", .begin = begin_scan},
    Method{.name = "textDocument/codeAction", .answer = code_action},
    Method{.name = "textDocument/completion", .answer = at_position<complete>},
    Method{.name = "textDocument/hover", .answer = at_position<hover>},
    Method{.name = "textDocument/inlayHint", .answer = of_range<inlay_hints>},
    Method{.name = "textDocument/semanticTokens/full", .answer = of_all<semantic_tokens>},
    Method{.name = "textDocument/semanticTokens/range", .answer = of_part<semantic_tokens>},
    Method{.name = "textDocument/documentSymbol", .answer = of_document<document_symbols>},
    Method{.name = "textDocument/formatting", .answer = of_all<format_document>},
    Method{.name = "textDocument/rangeFormatting", .answer = of_part<format_document>},
};

}  // namespace

const Method* find_method(std::string_view name) {
    for (const Method& method : methods) {
        if (method.name == name) return &method;
    }
    return nullptr;
}

}  // namespace camlint
