#include "lsp/message.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "document/json_string.hpp"
#include "document/json_tree.hpp"
#include "skip.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::size_t most_levels = 64;
constexpr std::size_t most_values = 250'000;

/// In what is not read as a whole, the id is looked for in so many bytes.
constexpr std::size_t head_bytes = std::size_t{64} << 10;

constexpr double largest_whole = 9007199254740992.0;  ///< 2^53, from where on doubles leave numbers out

bool is_id(const Json& json) { return json.is_string() || json.is_number_integer(); }

/// Some clients write whole numbers as fractions. Null where it is no id.
Json as_id(Json json) {
    if (is_id(json)) return json;
    if (!json.is_number_float()) return nullptr;
    const double number = json.get<double>();
    if (std::abs(number) > largest_whole || std::trunc(number) != number) return nullptr;
    return static_cast<std::int64_t>(number);
}

/// How much a JSON text is to read. Counts at least as much as there is; what is no JSON may count more.
struct Extent {
    std::size_t levels = 0;
    std::size_t values = 0;  ///< names too
};

/// Behind the string that begins at the quote `at`.
const char* behind_string(const char* at, const char* end) {
    for (++at; at < end; ++at) {
        at = grammar::skip::to_string_special(at, end);
        if (at == end || *at == '"') break;
        if (*at == '\\' && ++at == end) break;
    }
    return at == end ? end : at + 1;
}

Extent extent_of(std::string_view body) {
    Extent extent{.values = 1};
    std::size_t level = 0;
    const char* const end = body.data() + body.size();
    for (const char* at = body.data(); at < end; ++at) {
        switch (*at) {
            case '"': at = behind_string(at, end) - 1; break;
            case '[':
            case '{': extent.levels = std::max(extent.levels, ++level); [[fallthrough]];
            case ',':
            case ':': ++extent.values; break;
            case ']':
            case '}':
                if (level > 0) --level;
                break;
            default: break;
        }
    }
    return extent;
}

std::string text_at(std::string_view body, const JsonNode& node) {
    return decode_string(slice(body, {node.span.begin + 1, node.span.end - 1}));
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
    Number number{};
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && stop == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Of the smallest type that holds it; null where none does.
Json to_number(std::string_view text) {
    if (const auto whole = number_of<std::int64_t>(text))
        return *whole < 0 ? Json(*whole) : Json(std::uint64_t(*whole));
    if (const auto whole = number_of<std::uint64_t>(text)) return *whole;
    if (const auto number = number_of<double>(text)) return *number;
    return nullptr;
}

/// The value of a node; as deep as the grammar allows.
Json to_json(const JsonTree& tree, std::size_t index, std::string_view body) {
    const JsonNode& node = tree.nodes[index];
    const std::string_view text = slice(body, node.span);
    switch (node.kind) {
        case ValueKind::string: return text_at(body, node);
        case ValueKind::integer:
        case ValueKind::number: return to_number(text);
        case ValueKind::boolean: return text == "true";
        case ValueKind::null: return nullptr;
        case ValueKind::array: {
            Json::array_t elements;
            for (std::size_t i = index + 1; i != node.next; i = tree.nodes[i].next)
                elements.push_back(to_json(tree, i, body));
            return elements;
        }
        case ValueKind::object: {
            // The library looks for a name with each that it adds, and copies all values when it needs room.
            std::vector<std::pair<std::string, Json>> members;
            for (std::size_t i = index + 1; i != node.next; i = tree.nodes[i + 1].next)
                members.emplace_back(text_at(body, tree.nodes[i]), to_json(tree, i + 1, body));
            Json::object_t object;
            object.reserve(members.size());
            for (auto& [name, value] : members) object.emplace_back(std::move(name), std::move(value));
            return object;
        }
    }
    return nullptr;
}

/// The id of a message that is not read as a whole, where it is near its beginning. Null for none.
Json id_in(std::string_view head) {
    const JsonTree tree = parse_json(head);
    const std::vector<JsonNode>& nodes = tree.nodes;
    if (nodes.empty() || nodes.front().kind != ValueKind::object) return nullptr;
    // A value is known as a whole where another name follows it.
    for (std::size_t i = 1; i + 1 < nodes.size() && nodes[i + 1].next != 0; i = nodes[i + 1].next) {
        if (nodes[i + 1].next >= nodes.size()) break;
        if (text_at(head, nodes[i]) == "id") return as_id(to_json(tree, i + 1, head));
    }
    return nullptr;
}

Json parse(std::string_view body) {
    const Extent extent = extent_of(body);
    if (extent.levels > most_levels || extent.values > most_values) {
        const bool is_deep = extent.levels > most_levels;
        throw BadMessage(Failure::invalid_request,
                         fmt::format("expected at most {} {}", is_deep ? most_levels : most_values,
                                     is_deep ? "levels of nesting" : "names and values"),
                         id_in(body.substr(0, head_bytes)));
    }
    const std::size_t bad = find_invalid(body);
    if (bad != std::string_view::npos)
        throw BadMessage(Failure::parse_error, fmt::format("expected UTF-8, not the byte at {}", bad));
    const JsonTree tree = parse_json(body);
    if (tree.failure) throw BadMessage(Failure::parse_error, tree.failure->message.in(Language::english));
    return to_json(tree, 0, body);
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// What an answer that is an error says; never empty.
std::string answer_error_of(const Json& error) {
    if (error.is_object()) {
        const auto message = error.find("message");
        if (message != error.end() && message->is_string() && *message != "")
            return message->get<std::string>();
    }
    return "an error without a message";
}

}  // namespace

ClientMessage parse_message(std::string_view body) {
    Json json = parse(body);
    if (!json.is_object())
        throw BadMessage(Failure::invalid_request,
                         fmt::format("expected an object, not {}", json.type_name()));
    const auto at = [&](std::string_view name) {
        const auto found = json.find(name);
        return found == json.end() ? nullptr : &*found;
    };
    Json* id = at("id");
    ClientMessage message;
    if (id != nullptr) message.id = as_id(std::move(*id));
    const auto fail = [&](const std::string& what) {
        throw BadMessage(Failure::invalid_request, what, message.id);
    };
    const Json* version = at("jsonrpc");
    if (version == nullptr || *version != "2.0") fail("expected 'jsonrpc' to be '2.0'");
    const Json* method = at("method");
    if (method == nullptr) {
        Json* result = at("result");
        const Json* error = at("error");
        if (id == nullptr || (result == nullptr && error == nullptr)) fail("expected a 'method'");
        if (error != nullptr) {
            message.answer_error = answer_error_of(*error);
        } else {
            message.params = std::move(*result);
        }
        return message;
    }
    if (id != nullptr && message.id.is_null()) fail("expected 'id' to be a string or a whole number");
    if (!method->is_string() || *method == "") fail("expected 'method' to be a string with a name");
    message.method = method->get<std::string>();
    if (Json* params = at("params")) {
        if (!params->is_structured() && !params->is_null())
            fail("expected 'params' to be an object or an array");
        message.params = std::move(*params);
    }
    return message;
}

std::string result_body(const Json& id, Json result) {
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", text_of(id), text_of(result));
}

std::string error_body(const Json& id, Failure failure, std::string_view message) {
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"error":{{"code":{},"message":{}}}}})", text_of(id),
                       static_cast<int>(failure), text_of(Json(message)));
}

std::string notification_body(std::string_view method, Json params) {
    return fmt::format(R"({{"jsonrpc":"2.0","method":{},"params":{}}})", text_of(Json(method)),
                       text_of(params));
}

std::string request_body(int id, std::string_view method, Json params) {
    // Null is no params: these are structured, or not there.
    const std::string rest =
        params.is_null() ? std::string() : fmt::format(R"(,"params":{})", text_of(params));
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"method":{}{}}})", id, text_of(Json(method)), rest);
}

std::string framed(std::string_view body) {
    return fmt::format("Content-Length: {}\r\n\r\n{}", body.size(), body);
}

}  // namespace camlint
