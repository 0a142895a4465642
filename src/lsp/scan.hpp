#pragma once
// A workspace/diagnostic: the findings of all files, a file a step, so that other messages are answered
// meanwhile and it can be cancelled.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/message.hpp"

namespace camlint {

struct ServerState;

class Scan {
public:
    /// `params` are WorkspaceDiagnosticParams, `id` that of the request.
    Scan(const ServerState& state, Json id, const Json& params);

    [[nodiscard]] const Json& id() const { return id_; }

    /// Looks at one more file; false once the request has been answered.
    [[nodiscard]] bool step(ServerState& state);

    /// Answers that it was cancelled, and why.
    void cancel(ServerState& state, Failure why, std::string_view text);

private:
    void begin(ServerState& state) const;
    void report(ServerState& state, Json item);
    void tell_progress(ServerState& state, Json value) const;
    [[nodiscard]] Json look_at(const ServerState& state, const std::string& uri) const;

    Json id_;
    Json progress_token_;  ///< null for none, as the next
    Json partial_token_;
    std::map<std::string, std::string> known_;   ///< result ids that the client has, by uri
    std::map<std::string, std::string> uri_of_;  ///< by path: under which of its uris a file is told
    std::vector<std::string> uris_;
    std::size_t next_ = 0;
    Json items_ = Json::array();
};

}  // namespace camlint
