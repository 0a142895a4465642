#include "submit/request.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catalog/fields.hpp"
#include "submit/hash.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr int none = -1;
constexpr std::string_view callback_field = "callback_url";

/// Well-formed UTF-8 in JSON's quotes.
std::string json_string(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string unknown_expansion(std::string_view field) {
    return fmt::format("a shell puts something into '{}', which is not known here", field);
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
        if (!names_.insert(json_string(name)).second) repeated_ = std::string(name);
        text_ += fmt::format("{}{}:{}", text_.empty() ? "" : ",", json_string(name), json);
    }

    [[nodiscard]] std::string text() const { return "{" + text_ + "}"; }
    /// The field that a shell puts something into, empty for none.
    [[nodiscard]] const std::string& expanded() const { return expanded_; }
    /// A member that is there twice, empty for none: names that are not UTF-8 may become the same.
    [[nodiscard]] const std::string& repeated() const { return repeated_; }

private:
    const Prompt& prompt_;
    const Document& document_;
    std::string text_;
    std::string expanded_;
    std::string repeated_;
    std::set<std::string> names_;
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

bool has_value(const Field* field) {
    return field != nullptr && field->value.kind != ValueKind::null && !field->value.text.empty();
}

/// Why a request would not be what the document means: something of it is elsewhere. Empty for nothing.
std::string missing(const Prompt& prompt, const Model* model) {
    if (!prompt.linked.empty()) {
        return fmt::format("another node brings '{}', which only the workflow has", prompt.linked);
    }
    const std::string_view needed = model == nullptr ? std::string_view{} : required_field(model->mode);
    if (needed.empty() || has_value(prompt.field(needed))) return {};
    return fmt::format("{} needs '{}', which is not here", model->name, needed);
}

/// All members but the callback_url.
void fill(Body& body, const Prompt& prompt, const Request& request, const Model* model) {
    for (const RequestField& field : request_fields()) {
        if (field.name == callback_field) continue;
        if (field.name == "prompt" && prompt.field("prompt") == nullptr) {
            if (prompt.has_text) body.add("prompt", json_string(prompt.text));
            continue;
        }
        if (body.copy(field.name, field.type)) continue;
        const std::string value = default_of(field.name, request, model);
        if (!value.empty()) body.add(field.name, value);
    }
    if (prompt.role != Role::body) return;
    for (const Field& field : prompt.fields) {
        if (find_request_field(field.name) == nullptr && prompt.field(field.name) == &field) {
            body.copy(field.name, FieldType::any);
        }
    }
}

/// The document's own; empty for none. Says in `problem` what cannot be sent.
std::string own_callback(const Prompt& prompt, const Document& document, std::string& problem) {
    const Field* field = prompt.field(callback_field);
    if (!has_value(field)) return {};
    const bool is_text = field->value.kind == ValueKind::string || prompt.notation == Notation::cells ||
                         prompt.notation == Notation::front_matter;
    if (!is_text) problem = fmt::format("'{}' is no string", callback_field);
    if (document.is_expanded(field->value.span)) problem = unknown_expansion(callback_field);
    return std::string(field->value.text);
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
    problem = missing(prompt, model);
    Body body(prompt, document);
    fill(body, prompt, request, model);
    if (!body.expanded().empty()) problem = unknown_expansion(body.expanded());
    if (!body.repeated().empty()) problem = fmt::format("{} is there twice", quote(body.repeated()));
    std::string callback = has_callback ? std::string() : own_callback(prompt, document, problem);
    if (!problem.empty()) return {};
    Order order{
        .provider = std::string(endpoint.provider->name),
        .base_url = endpoint.base_url,
        .model = std::string(request.model),
        .duration = request.duration,
        .resolution = std::string(request.resolution.empty() && model != nullptr ? model->default_resolution
                                                                                 : request.resolution),
        .body = body.text(),
        .prompt_sha256 = sha256(prompt.text),
        .callback_url = std::move(callback),
        .source = {}};
    // Whatever is called back, the video is the same.
    order.request_hash = sha256(fmt::format("{}\n{}\n{}", order.provider, order.base_url, order.body));
    return order;
}

std::string body_with_callback(const std::string& body, const std::string& callback_url) {
    if (callback_url.empty()) return body;
    const nlohmann::json members = nlohmann::json::parse(body, nullptr, false);
    if (members.contains(callback_field)) throw std::logic_error("a body has a callback_url already");
    return body.substr(0, body.size() - 1) + ",\"callback_url\":" + json_string(callback_url) + "}";
}

}  // namespace camlint
