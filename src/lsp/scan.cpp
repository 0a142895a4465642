#include "lsp/scan.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lsp/diagnostics.hpp"
#include "lsp/server_state.hpp"
#include "text/uri.hpp"

namespace camlint {
namespace {

/// Files between two words of progress.
constexpr std::size_t progress_stride = 64;

}  // namespace

/// A file that the client has findings of is looked at also where it is no prompt file any more. Clients
/// escape more or less of a path than is done here; theirs is the uri that counts.
Scan::Scan(const ServerState& state, Json id, const Json& params)
    : id_(std::move(id)),
      progress_token_(member(params, "workDoneToken")),
      partial_token_(member(params, "partialResultToken")) {
    std::set<std::string> uris;
    if (const Json& known = member(params, "previousResultIds"); known.is_array()) {
        for (const Json& row : known) known_[required_text(row, "uri")] = required_text(row, "value");
    }
    for (const auto& [uri, document] : state.documents) uri_of_.try_emplace(document.path(), uri);
    for (const auto& [uri, value] : known_) uri_of_.try_emplace(path_of_uri(uri), uri);
    for (const std::string& path : state.session.workspace.files()) uri_of_.try_emplace(path, path_uri(path));
    for (const auto& [uri, value] : known_) uris.insert(uri);
    for (const auto& [uri, document] : state.documents) uris.insert(uri);
    for (const auto& [path, uri] : uri_of_) uris.insert(uri);
    uris_.assign(uris.begin(), uris.end());
}

void Scan::tell_progress(ServerState& state, Json value) const {
    if (progress_token_.is_null()) return;
    state.out.notify("$/progress", {{"token", progress_token_}, {"value", std::move(value)}});
}

bool Scan::step(ServerState& state) {
    if (next_ == 0) {
        tell_progress(state,
                      {{"kind", "begin"}, {"title", "camlint"}, {"cancellable", true}, {"percentage", 0}});
    } else if (next_ % progress_stride == 0) {
        tell_progress(state, {{"kind", "report"}, {"percentage", next_ * 100 / uris_.size()}});
    }
    if (next_ < uris_.size()) {
        report(state, look_at(state, uris_[next_++]));
        return true;
    }
    tell_progress(state, {{"kind", "end"}});
    state.out.result(id_, {{"items", std::move(items_)}});
    state.tell_complaints();
    return false;
}

void Scan::cancel(ServerState& state, Failure why, std::string_view text) {
    tell_progress(state, {{"kind", "end"}});
    state.out.error(id_, why, text);
}

void Scan::report(ServerState& state, Json item) {
    if (partial_token_.is_null()) {
        items_.push_back(std::move(item));
    } else {
        state.out.notify("$/progress",
                         {{"token", partial_token_}, {"value", {{"items", Json::array({std::move(item)})}}}});
    }
}

/// What cannot be read has no findings; that it cannot be is told when it is opened.
Json Scan::look_at(const ServerState& state, const std::string& uri) const {
    Json item{{"uri", uri}, {"version", nullptr}};
    std::optional<TextDocument> read;
    const TextDocument* document = nullptr;
    if (const auto open = state.documents.find(uri); open != state.documents.end()) {
        document = &open->second;
        item["version"] = document->version();
    } else if (std::string path = path_of_uri(uri); uri_of_.at(path) == uri) {
        if (auto bytes = state.session.workspace.bytes(path)) {
            document = &read.emplace(TextDocumentItem{.uri = uri, .text = *std::move(bytes)}, std::move(path),
                                     state.session.abilities.encoding);
        }
    }
    const std::string id = document == nullptr ? "none" : state.result_id(*document);
    const auto known = known_.find(uri);
    const bool is_known = known != known_.end() && known->second == id;
    item["kind"] = is_known ? "unchanged" : "full";
    item["resultId"] = id;
    if (is_known) return item;
    item["items"] = document == nullptr ? Json::array() : diagnostics_of(state.session, *document);
    return item;
}

}  // namespace camlint
