#pragma once
// JSON written piece by piece at the end of a text, on one line. Strings get U+FFFD in place of what is not
// UTF-8, and controls of all kinds are escaped. Builds no tree; `dump` is for what is small or rare.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace camlint {

using Json = nlohmann::ordered_json;

/// As JsonText writes it.
[[nodiscard]] std::string dump(const Json& json);

class JsonText {
public:
    /// Appends to `out`, which must outlive it.
    explicit JsonText(std::string& out) : out_(out) {}

    /// '{' or '[', to be closed by `close`.
    void open(char bracket) {
        out_ += bracket;
        is_first_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        is_first_ = false;
    }

    /// Begins a member of an object; its value follows. Names need no escapes.
    void member(std::string_view name) {
        out_.append(std::exchange(is_first_, false) ? "\"" : ",\"").append(name).append("\":");
    }

    /// Begins an element of an array.
    void item() {
        if (!is_first_) out_ += ',';
        is_first_ = false;
    }

    void string(std::string_view text);
    /// A string that needs no escapes, as the names of rules do not.
    void name(std::string_view text) { (out_ += '"').append(text) += '"'; }
    /// A value that is JSON already.
    void raw(std::string_view json) { out_ += json; }
    void number(std::uint64_t value);
    void number(std::int64_t value);
    void number(double value);  ///< finite; as short as it reads back the same
    void boolean(bool value) { out_ += value ? "true" : "false"; }

private:
    std::string& out_;
    bool is_first_ = true;
};

}  // namespace camlint
