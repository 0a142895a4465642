#pragma once
// All that the server remembers between two messages.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "lsp/outbox.hpp"
#include "lsp/scan.hpp"
#include "lsp/session.hpp"

namespace camlint {

struct ServerState {
    explicit ServerState(const Workspace& with);

    Session session;
    Preferences given;        ///< with initialize
    Preferences preferences;  ///< those, and settings over them
    Outbox out;
    std::map<std::string, TextDocument> documents;  ///< that are open, by their uri
    std::set<std::string> changed;                  ///< whose diagnostics are to be published
    std::uint64_t generation;                       ///< of the configurations; begins anywhere
    std::optional<Scan> scan;                       ///< a workspace/diagnostic that goes on
    int settings_asked = 0;                         ///< the number of workspace/configuration; 0 for none

    /// Throws RequestError where the document that params name is not open.
    [[nodiscard]] const TextDocument& document_of(const Json& params) const;

    /// The text of a file that is open.
    [[nodiscard]] std::optional<std::string> open_text(const std::string& path) const;

    /// What tells two reports on the same text and configuration from others, also those of another run.
    [[nodiscard]] std::string result_id(const TextDocument& document) const;

    /// Reads configurations anew and says what is wrong with them.
    void load();

    /// The same, and has all that is open linted again.
    void reload();

    /// Says what is wrong with configurations and has not been said yet.
    void tell_complaints();
};

}  // namespace camlint
