#include "diagnostic/context.hpp"

#include <algorithm>

#include "catalog/models.hpp"
#include "catalog/providers.hpp"
#include "text/placeholder.hpp"

namespace camlint {
namespace {

std::string_view first_of(std::string_view a, std::string_view b) { return a.empty() ? b : a; }

}  // namespace

bool Defaults::has(std::string_view field) const {
    if (field == "model") return !model.empty();
    if (field == "resolution") return !resolution.empty();
    return field == "duration" && duration.has_value();
}

bool has_documented_type(const Value& value, FieldType type) {
    switch (type) {
        case FieldType::string: return value.kind == ValueKind::string;
        case FieldType::boolean: return value.kind == ValueKind::boolean;
        case FieldType::integer: {
            constexpr int none = -1;
            return value.kind == ValueKind::integer || to_int(value, none) != none;
        }
        case FieldType::any: return true;
    }
    return false;
}

Fields::Fields(const Prompt& prompt) {
    for (const Field& field : prompt.fields) {
        const RequestField* row = find_request_field(field.name);
        if (row != nullptr) fields_[static_cast<std::size_t>(name_of(*row))] = &field;
    }
}

const Field* Fields::typed(FieldName name) const {
    const Field* field = (*this)[name];
    const FieldType type = request_fields()[static_cast<std::size_t>(name)].type;
    return field != nullptr && has_documented_type(field->value, type) ? field : nullptr;
}

Request request_of(const Prompt& prompt, const Defaults& defaults) {
    return request_of(prompt, Fields(prompt), defaults);
}

Request request_of(const Prompt& prompt, const Fields& fields, const Defaults& defaults) {
    Request request{.model = defaults.model,
                    .resolution = defaults.resolution,
                    .duration = defaults.duration.value_or(default_duration)};
    request.provider = first_of(first_of(prompt.provider, defaults.provider), default_provider);
    if (prompt.fields.empty()) return request;
    if (const Field* model = fields.typed(FieldName::model)) {
        request.model = model->value.text;
        request.model_field = model;
    }
    if (const Field* resolution = fields.typed(FieldName::resolution)) {
        request.resolution = resolution->value.text;
        request.resolution_field = resolution;
    }
    if (const Field* duration = fields.typed(FieldName::duration)) {
        request.duration = std::max(0, to_int(duration->value, 0));
        request.duration_field = duration;
    }
    return request;
}

bool Context::is_open(const Field& field) const {
    return is_template(field.value.text) || document.is_expanded(field.value.span);
}

const Field* Context::settled_text(FieldName name) const {
    const Field* field = fields[name];
    const bool is_text = field != nullptr && field->value.kind == ValueKind::string;
    return is_text && !is_open(*field) ? field : nullptr;
}

Span Context::place_of(const Field* field) const {
    if (field != nullptr) return field->value.content;
    const std::size_t start = prompt.has_text ? host({0, 0}).begin : prompt.anchor.begin;
    return {start, start};
}

}  // namespace camlint
