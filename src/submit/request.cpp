#include "submit/request.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catalog/fields.hpp"
#include "submit/hash.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr int none = -1;

/// Well-formed UTF-8 in JSON's quotes.
std::string json_string(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.size() < 10 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A value as JSON. What is not of the documented type goes as it is written, and the linter says so.
std::string json_value(const Value& value, FieldType type, Notation notation) {
    const bool untyped = notation == Notation::cells;
    if (type == FieldType::integer) {
        if (to_int(value, none) != none) return std::to_string(to_int(value, none));
        if (untyped && is_digits(value.text)) return std::to_string(std::stol(std::string(value.text)));
    }
    if (type == FieldType::boolean) {
        if (value.kind == ValueKind::boolean) return std::string(value.text);
        if (untyped && !truth_of(value.text).empty()) return std::string(truth_of(value.text));
    }
    const bool is_text = value.kind == ValueKind::string || untyped ||
                         (notation == Notation::front_matter && type == FieldType::string);
    return is_text ? json_string(value.text) : std::string(value.text);
}

/// Puts the members of a body together.
class Body {
public:
    Body(const Prompt& prompt, const Document& document) : prompt_(prompt), document_(document) {}

    /// The document's own field; false where it has none.
    bool copy(std::string_view name, FieldType type) {
        const Field* field = prompt_.field(name);
        if (field == nullptr) return false;
        if (prompt_.notation == Notation::cells && field->value.text.empty()) return false;
        if (document_.is_expanded(field->value.span)) expanded_ = std::string(name);
        add(name, json_value(field->value, type, prompt_.notation));
        return true;
    }
    void add(std::string_view name, std::string_view json) {
        text_ += fmt::format("{}{}:{}", text_.empty() ? "" : ",", json_string(name), json);
    }

    [[nodiscard]] std::string text() const { return "{" + text_ + "}"; }
    /// The field that a shell puts something into, empty for none.
    [[nodiscard]] const std::string& expanded() const { return expanded_; }

private:
    const Prompt& prompt_;
    const Document& document_;
    std::string text_;
    std::string expanded_;
};

/// What a field has where the document says nothing of it: the defaults, made explicit. Empty for nothing.
std::string default_of(std::string_view field, const Request& request, const Model* model) {
    if (field == "model" && !request.model.empty()) return json_string(request.model);
    if (field == "duration" && request.duration > 0) return std::to_string(request.duration);
    if (field != "resolution") return {};
    if (!request.resolution.empty()) return json_string(request.resolution);
    const bool is_known = model != nullptr && !model->default_resolution.empty();
    return is_known ? json_string(model->default_resolution) : std::string();
}

}  // namespace

std::optional<Order> make_order(const Prompt& prompt, const Document& document, const Defaults& defaults,
                                const Catalog& catalog, const Endpoint& endpoint, bool has_callback,
                                std::string& problem) {
    if (find_invalid(prompt.text) != std::string_view::npos) {
        problem = "the prompt is not UTF-8";
        return {};
    }
    const Request request = request_of(prompt, defaults);
    const Model* model = catalog.model(request.model);
    Body body(prompt, document);
    for (const RequestField& field : request_fields()) {
        if (field.name == "callback_url") continue;
        if (field.name == "prompt" && prompt.field("prompt") == nullptr) {
            if (prompt.has_text) body.add("prompt", json_string(prompt.text));
            continue;
        }
        if (body.copy(field.name, field.type)) continue;
        const std::string value = default_of(field.name, request, model);
        if (!value.empty()) body.add(field.name, value);
    }
    if (prompt.role == Role::body) {
        for (const Field& field : prompt.fields) {
            if (find_request_field(field.name) == nullptr && prompt.field(field.name) == &field) {
                body.copy(field.name, FieldType::any);
            }
        }
    }
    const std::string same = body.text();  // whatever is called back, the video is the same
    if (!has_callback) body.copy("callback_url", FieldType::string);
    if (!body.expanded().empty()) {
        problem = fmt::format("a shell puts something into '{}', which is not known here", body.expanded());
        return {};
    }
    Order order{
        .provider = std::string(endpoint.provider->name),
        .base_url = endpoint.base_url,
        .model = std::string(request.model),
        .duration = request.duration,
        .resolution = std::string(request.resolution.empty() && model != nullptr ? model->default_resolution
                                                                                 : request.resolution),
        .body = body.text(),
        .prompt_sha256 = sha256(prompt.text),
        .source = {}};
    order.request_hash = sha256(fmt::format("{}\n{}\n{}", order.provider, order.base_url, same));
    return order;
}

std::string body_with_callback(const std::string& body, const std::string& callback_url) {
    if (callback_url.empty()) return body;
    return body.substr(0, body.size() - 1) + ",\"callback_url\":" + json_string(callback_url) + "}";
}

}  // namespace camlint
