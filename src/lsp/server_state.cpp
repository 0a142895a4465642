#include "lsp/server_state.hpp"

#include <functional>
#include <random>
#include <string_view>

#include <fmt/format.h>

#include "text/display.hpp"

namespace camlint {

const TextDocument& ServerState::document_of(const Json& params) const {
    const auto found = documents.find(document_uri(params));
    if (found != documents.end()) return found->second;
    throw RequestError(Failure::invalid_params,
                       fmt::format("no document {} is open", quote(document_uri(params))));
}

std::optional<std::string> ServerState::open_text(const std::string& path) const {
    for (const auto& [uri, document] : documents) {
        if (document.path() == path) return document.text();
    }
    return {};
}

ServerState::ServerState(const Workspace& with)
    : session{.workspace = with}, generation(std::random_device{}()) {}

std::string ServerState::result_id(const TextDocument& document) const {
    const std::hash<std::string_view> hash;
    return fmt::format("{}-{:x}-{:x}", generation, hash(document.text()), hash(document.language_id()));
}

void ServerState::load() {
    ++generation;
    session.workspace.load(preferences);
    session.language = session.workspace.language();
    tell_complaints();
}

void ServerState::reload() {
    load();
    if (!session.abilities.pulls_diagnostics) {
        for (const auto& [uri, document] : documents) changed.insert(uri);
    } else if (session.abilities.refreshes_diagnostics) {
        (void)out.ask("workspace/diagnostic/refresh", nullptr);
    }
    // A term of the project's own looks and counts otherwise.
    if (session.abilities.refreshes_tokens) (void)out.ask("workspace/semanticTokens/refresh", nullptr);
    if (session.abilities.refreshes_hints) (void)out.ask("workspace/inlayHint/refresh", nullptr);
}

void ServerState::tell_complaints() {
    for (const std::string& complaint : session.workspace.complaints()) {
        constexpr int error = 1;
        out.notify("window/showMessage", {{"type", error}, {"message", complaint}});
    }
}

}  // namespace camlint
