#include "submit/answer.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "document/json_reader.hpp"
#include "document/json_tree.hpp"
#include "text/ascii.hpp"

namespace camlint {
namespace {

/// A JSON text with what is needed to look into it. Stays where it is made.
struct Part {
    std::string text;
    JsonTree tree;
    SourceMap place;
    Document document;
    JsonReader json;

    explicit Part(std::string bytes)
        : text(std::move(bytes)), tree(parse_json(text)), json(text, tree, place, document) {}
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    [[nodiscard]] bool is_object() const { return !tree.failure && json.node(0).kind == ValueKind::object; }
};

/// A value; an empty `part` is none.
struct Place {
    const Part* part = nullptr;
    std::size_t node = 0;

    explicit operator bool() const { return part != nullptr; }
    [[nodiscard]] ValueKind kind() const { return part->json.node(node).kind; }
    [[nodiscard]] std::string_view inside() const { return slice(part->text, part->json.content(node)); }
    /// A string decoded, anything else as written.
    [[nodiscard]] std::string text() const {
        return kind() == ValueKind::string ? decode_string(inside()) : std::string(inside());
    }
};

std::optional<std::int64_t> whole_number(const Place& at) {
    if (!at || (at.kind() != ValueKind::integer && at.kind() != ValueKind::string)) return {};
    const std::string text = at.text();
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stop != text.data() + text.size()) return {};
    return number;
}

class Reading {
public:
    Answer read(std::string_view body) {
        parts_.emplace_back(std::string(body));
        if (!parts_.back().is_object()) return {};
        layers_.push_back({&parts_.back(), 0});
        unwrap("data");
        if (layers_.size() > 1) unwrap("resp_data");
        std::ranges::reverse(layers_);  // the innermost first
        answer_.readable = true;
        for (const Place& layer : layers_) read_layer(layer);
        // Whoever repeats a name may mean either value: what such an answer says is not known.
        return is_sound_ ? std::move(answer_) : Answer{};
    }

private:
    /// Goes into the innermost layer's member, an object or JSON in a string. Text that begins like an object
    /// and is none is an answer that lost its end.
    void unwrap(std::string_view name) {
        const Place wrapped = member(layers_.back(), name);
        if (!wrapped) return;
        if (wrapped.kind() == ValueKind::object) return layers_.push_back(wrapped);
        if (wrapped.kind() != ValueKind::string) return;
        const Part& part = parts_.emplace_back(wrapped.text());
        if (part.is_object()) return layers_.push_back({&part, 0});
        const std::size_t first = part.text.find_first_not_of(" \t\r\n");
        if (first != std::string::npos && part.text[first] == '{') is_sound_ = false;
    }

    /// Nothing for null as for what is not there.
    Place member(const Place& object, std::string_view name) {
        if (!object || object.kind() != ValueKind::object) return {};
        const JsonReader& json = object.part->json;
        std::size_t found = 0;
        json.each_member(object.node, [&](std::size_t key, std::size_t value) {
            if (!json.says(key, name)) return;
            if (found != 0) is_sound_ = false;
            found = value;
        });
        if (found == 0 || json.node(found).kind == ValueKind::null) return {};
        return {object.part, found};
    }

    std::string text(const Place& object, std::string_view name) {
        const Place at = member(object, name);
        return at && at.kind() == ValueKind::string ? at.text() : std::string();
    }

    std::string id(const Place& object, std::string_view name) {
        const Place at = member(object, name);
        if (!at || (at.kind() != ValueKind::string && at.kind() != ValueKind::integer)) return {};
        std::string text = at.text();
        return is_id(text) ? text : std::string();
    }

    /// Keeps what an inner layer has said.
    static void put(std::string& field, std::string value) {
        if (field.empty()) field = std::move(value);
    }

    void read_layer(const Place& layer) {
        // One that is there counts, also where its code cannot be read: an outer success says how the gateway
        // fared, not the service.
        if (const Place response = member(layer, "base_resp"); response && !has_response_) {
            has_response_ = true;
            answer_.code = whole_number(member(response, "status_code"));
            answer_.message = text(response, "status_msg");
        }
        put(answer_.task_id, id(layer, "task_id"));
        put(answer_.status, text(layer, "status"));
        const Place file = member(layer, "file");
        put(answer_.file_id, id(file, "file_id"));
        put(answer_.file_id, id(layer, "file_id"));
        put(answer_.download_url, text(file, "download_url"));
        put(answer_.backup_download_url, text(file, "backup_download_url"));
        const std::optional<std::int64_t> bytes = whole_number(member(file, "bytes"));
        if (!answer_.bytes && bytes && *bytes >= 0) answer_.bytes = bytes;
        const Place challenge = member(layer, "challenge");
        if (challenge && challenge.kind() != ValueKind::object && challenge.kind() != ValueKind::array) {
            put(answer_.challenge, challenge.text());
        }
    }

    std::deque<Part> parts_;
    std::vector<Place> layers_;
    Answer answer_;
    bool has_response_ = false;
    bool is_sound_ = true;
};

}  // namespace

Answer read_answer(std::string_view body) { return Reading().read(body); }

Progress progress_of(std::string_view status) {
    const std::string lower = to_lower(status);
    if (lower == "success") return Progress::succeeded;
    return lower.starts_with("fail") ? Progress::failed : Progress::running;
}

bool is_id(std::string_view text) {
    const auto is_alphanumeric = [](char byte) {
        return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    };
    constexpr std::size_t longest = 128;
    return text.size() <= longest && std::ranges::any_of(text, is_alphanumeric) &&
           std::ranges::all_of(text, [&](char byte) {
               return is_alphanumeric(byte) || std::string_view("-_.:").find(byte) != std::string_view::npos;
           });
}

}  // namespace camlint
