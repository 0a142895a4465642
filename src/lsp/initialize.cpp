#include "lsp/initialize.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "lsp/code_actions.hpp"
#include "lsp/completion.hpp"
#include "lsp/semantic_tokens.hpp"
#include "text/display.hpp"
#include "text/uri.hpp"
#include "version.hpp"

namespace camlint {
namespace {

/// A setting that is a text; a number is taken for one.
struct TextSetting {
    std::string_view name;
    std::string Preferences::*value;
};
constexpr std::array text_settings{
    TextSetting{"config", &Preferences::config},         TextSetting{"language", &Preferences::language},
    TextSetting{"model", &Preferences::model},           TextSetting{"duration", &Preferences::duration},
    TextSetting{"resolution", &Preferences::resolution}, TextSetting{"provider", &Preferences::provider},
    TextSetting{"baseline", &Preferences::baseline},
};

/// A setting that is a list of texts.
struct ListSetting {
    std::string_view name;
    std::vector<std::string> Preferences::*value;
};
constexpr std::array list_settings{
    ListSetting{"select", &Preferences::select},
    ListSetting{"ignore", &Preferences::ignore},
};

/// What the client says of something deep in its capabilities.
const Json& at(const Json& json, std::initializer_list<std::string_view> path) {
    const Json* here = &json;
    for (const std::string_view name : path) here = &member(*here, name);
    return *here;
}

bool is_true(const Json& json, std::initializer_list<std::string_view> path) {
    const Json& value = at(json, path);
    return value.is_boolean() && value.get<bool>();
}

bool holds(const Json& list, std::string_view text) {
    return list.is_array() && std::ranges::find(list, Json(text)) != list.end();
}

Abilities abilities_of(const Json& client) {
    const Json& actions = at(client, {"textDocument", "codeAction", "codeActionLiteralSupport"});
    const Json& operations = at(client, {"workspace", "workspaceEdit", "resourceOperations"});
    return {
        .encoding =
            holds(at(client, {"general", "positionEncodings"}), "utf-8") ? Encoding::utf8 : Encoding::utf16,
        .pulls_diagnostics = at(client, {"textDocument", "diagnostic"}).is_object(),
        .refreshes_diagnostics = is_true(client, {"workspace", "diagnostics", "refreshSupport"}),
        .refreshes_tokens = is_true(client, {"workspace", "semanticTokens", "refreshSupport"}),
        .refreshes_hints = is_true(client, {"workspace", "inlayHint", "refreshSupport"}),
        .has_related_information =
            is_true(client, {"textDocument", "publishDiagnostics", "relatedInformation"}),
        .has_code_action_literals = actions.is_object(),
        .has_document_changes = is_true(client, {"workspace", "workspaceEdit", "documentChanges"}),
        .has_file_creation = holds(operations, "create"),
        .has_snippets = is_true(client, {"textDocument", "completion", "completionItem", "snippetSupport"}),
        .has_markdown = holds(at(client, {"textDocument", "hover", "contentFormat"}), "markdown"),
        .has_symbol_hierarchy =
            is_true(client, {"textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport"}),
        .watches_files = is_true(client, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"}),
        .gives_settings = is_true(client, {"workspace", "configuration"}),
    };
}

/// The first folder of the workspace; empty for none.
std::string folder_of(const Json& params) {
    const Json& folders = member(params, "workspaceFolders");
    const Json& uri =
        folders.is_array() && !folders.empty() ? member(folders.front(), "uri") : member(params, "rootUri");
    if (uri.is_string()) return path_of_uri(uri.get<std::string>());
    const Json& path = member(params, "rootPath");
    return path.is_string() ? path.get<std::string>() : "";
}

Json capabilities_of(const Abilities& abilities) {
    constexpr int incremental = 2;
    return {
        {"positionEncoding", abilities.encoding == Encoding::utf8 ? "utf-8" : "utf-16"},
        {"textDocumentSync", {{"openClose", true}, {"change", incremental}, {"save", true}}},
        {"diagnosticProvider",
         {{"identifier", "camlint"},
          {"interFileDependencies", false},
          {"workspaceDiagnostics", true},
          {"workDoneProgress", true}}},
        {"codeActionProvider", {{"codeActionKinds", code_action_kinds()}}},
        {"completionProvider", {{"triggerCharacters", completion_triggers()}}},
        {"hoverProvider", true},
        {"inlayHintProvider", true},
        {"semanticTokensProvider", {{"legend", semantic_tokens_legend()}, {"range", true}, {"full", true}}},
        {"documentSymbolProvider", true},
        {"documentFormattingProvider", true},
        {"documentRangeFormattingProvider", true},
    };
}

void warn(ServerState& state, const std::string& message) {
    constexpr int warning = 2;
    state.out.notify("window/showMessage", {{"type", warning}, {"message", message}});
}

void complain(ServerState& state, std::string_view setting, std::string_view expected) {
    warn(state, fmt::format("the setting 'camlint.{}' is not {}", setting, expected));
}

/// A name that is none may be meant for somebody else, but not where it is near to one of ours.
void look_for_slips(ServerState& state, const Json& section) {
    std::vector<std::string_view> names;
    for (const TextSetting& row : text_settings) names.push_back(row.name);
    for (const ListSetting& row : list_settings) names.push_back(row.name);
    for (const auto& [name, value] : section.items()) {
        if (std::ranges::find(names, name) != names.end()) continue;
        const std::string_view near = nearest(name, names);
        if (near.empty()) continue;
        warn(state, fmt::format("no setting {}{}", quote("camlint." + name), did_you_mean(near)));
    }
}

bool is_list_of_texts(const Json& json) {
    return json.is_array() && std::ranges::all_of(json, [](const Json& one) { return one.is_string(); });
}

}  // namespace

Json initialize(ServerState& state, const Json& params) {
    state.session.abilities = abilities_of(member(params, "capabilities"));
    state.preferences.folder = folder_of(params);
    if (const Json& locale = member(params, "locale"); locale.is_string()) {
        state.preferences.locale = locale;
    }
    take_settings(state, member(params, "initializationOptions"));
    state.given = state.preferences;
    state.load();  // nothing may be asked before this is answered
    return {{"capabilities", capabilities_of(state.session.abilities)},
            {"serverInfo", {{"name", "camlint"}, {"version", version}}}};
}

void begin_session(ServerState& state) {
    if (state.session.abilities.watches_files) {
        Json watchers = Json::array();
        for (const std::string& name : state.session.workspace.watched()) {
            watchers.push_back({{"globPattern", "**/" + name}});
        }
        (void)state.out.ask("client/registerCapability",
                            {{"registrations",
                              {{{"id", "configurations"},
                                {"method", "workspace/didChangeWatchedFiles"},
                                {"registerOptions", {{"watchers", watchers}}}}}}});
    }
    ask_settings(state);
}

bool ask_settings(ServerState& state) {
    if (!state.session.abilities.gives_settings) return false;
    state.settings_asked = state.out.ask("workspace/configuration", {{"items", {{{"section", "camlint"}}}}});
    return true;
}

void take_settings(ServerState& state, const Json& settings) {
    const Json& named = member(settings, "camlint");
    const Json& section = named.is_object() ? named : settings;
    // Some clients send an empty object where they have nothing to say.
    if (!section.is_object() || (section.empty() && !named.is_object())) return;
    look_for_slips(state, section);
    for (const TextSetting& row : text_settings) {
        const Json& value = member(section, row.name);
        if (value.is_string() || value.is_number_unsigned()) {
            state.preferences.*row.value = value.is_string() ? value.get<std::string>() : value.dump();
        } else if (value.is_null()) {
            state.preferences.*row.value = state.given.*row.value;
        } else {
            complain(state, row.name, "a string");
        }
    }
    for (const ListSetting& row : list_settings) {
        const Json& value = member(section, row.name);
        if (is_list_of_texts(value)) {
            state.preferences.*row.value = value.get<std::vector<std::string>>();
        } else if (value.is_null()) {
            state.preferences.*row.value = state.given.*row.value;
        } else {
            complain(state, row.name, "a list of strings");
        }
    }
}

}  // namespace camlint
