#pragma once
// A ledger in a folder, its owner and its redactor; and the raw file beside them.

#include <sqlite3.h>

#include <string>
#include <vector>

#include <fmt/format.h>

#include "submit/ledger.hpp"

namespace camlint::test {

struct Desk {
    explicit Desk(const std::string& folder)
        : owner(folder + "/run"), ledger(folder + "/ledger.sqlite3", owner, redactor) {}

    Redactor redactor;
    Owner owner;
    Ledger ledger;
};

inline Order order(int number, int take = 1) {
    return {.request_hash = fmt::format("hash-{}", number),
            .take = take,
            .provider = "minimax",
            .base_url = "https://api.example",
            .model = "MiniMax-Hailuo-02",
            .duration = 6,
            .resolution = "768P",
            .body = R"({"model":"MiniMax-Hailuo-02","prompt":"推进 [Push in]"})",
            .prompt_sha256 = "p",
            .source = fmt::format("prompts.csv, prompt {}", number)};
}

/// A change that may lead to any state.
inline Change with_task(std::int64_t row) {
    return {
        .reason = "said so", .task_id = fmt::format("task-{}", row), .file_id = fmt::format("file-{}", row)};
}

/// Leads a planned row to a state by the shortest way.
inline void lead(Ledger& ledger, std::int64_t row, const std::vector<State>& way) {
    State from = State::planned;
    for (const State to : way) {
        const bool has_task = to >= State::accepted && to <= State::done;
        if (!ledger.move(row, from, to, has_task ? with_task(row) : Change{.reason = "on its way"})) {
            throw std::runtime_error(fmt::format("row {} is not {}", row, name_of(from)));
        }
        from = to;
    }
}

/// Runs SQL on a connection of its own; gives SQLite's words for what it refused, empty for nothing.
inline std::string raw(const std::string& path, const std::string& sql) {
    sqlite3* database = nullptr;
    if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) return "cannot open";
    char* words = nullptr;
    sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &words);
    std::string said = words == nullptr ? "" : words;
    sqlite3_free(words);
    sqlite3_close(database);
    return said;
}

}  // namespace camlint::test
