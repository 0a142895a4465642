#pragma once
// A row of the ledger: a request, what became of it, and what is told of both. Plain values.

#include <cstdint>
#include <optional>
#include <string>

#include "submit/state.hpp"

namespace camlint {

/// What is to be paid for.
struct Order {
    std::string
        request_hash;  ///< what makes two requests the same: provider, base URL, body but for its callback
    int take = 1;      ///< the same request again on purpose has a higher one
    std::string provider;
    std::string base_url;
    std::string model;
    int duration = 0;  ///< seconds
    std::string resolution;
    std::string body;  ///< JSON as it was linted, without callback_url
    std::string prompt_sha256;
    std::string callback_url;  ///< the document's own; the ledger does not keep it
    std::string source;        ///< "prompts.csv, prompt 3": where it came from, for people
};

struct Row {
    std::int64_t row = 0;
    State state = State::planned;
    Order order;
    std::string reason;                ///< of the last change, for people
    std::optional<std::int64_t> code;  ///< the API's, of the last change
    std::string task_id;               ///< ids are text, whatever the service writes them as
    std::string file_id;
    std::string body_sha256;  ///< of the bytes that were linted and sent
    std::string nonce;        ///< of the attempt's callback path; empty without one
    std::string owner;        ///< who holds it
    std::string path;         ///< of the video, absolute
    std::string sha256;       ///< of the video
    std::int64_t bytes = 0;   ///< of the video
    std::string created;      ///< UTC, "2026-11-21T17:14:27.123Z"
    std::string updated;
};

struct Event {
    std::int64_t row = 0;
    std::string at;
    std::string from;  ///< a state's name; empty for a row's first event
    std::string to;    ///< the same as from for what changed no state
    std::string text;
};

/// What a change of state says beside it. The reason and the code are always the last change's; of the rest,
/// what is not there stays as it is.
struct Change {
    std::string reason;
    std::optional<std::int64_t> code;
    std::optional<std::string> task_id, file_id, body_sha256, nonce, path, sha256;
    std::optional<std::int64_t> bytes;
};

struct Planned {
    Row row;
    bool is_new = false;
};

}  // namespace camlint
