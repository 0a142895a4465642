#include "config/schema.hpp"

#include <limits>

#include <nlohmann/json.hpp>

#include "config/keys.hpp"

namespace camlint {
namespace {

using Json = nlohmann::ordered_json;

Json schema_of(const Shape& shape);

Json names_of(const Shape& shape) {
    Json names = Json::array();
    for (const std::string_view name : shape.choices()) names.push_back(name);
    return names;
}

Json text_schema(const Shape& shape) {
    Json schema{{"type", "string"}};
    if (shape.or_truth) schema.erase("type");
    if (shape.choices != nullptr) {
        schema["enum"] = names_of(shape);
        if (shape.or_truth) schema["enum"].insert(schema["enum"].begin(), {true, false});
        return schema;
    }
    schema["minLength"] = 1;
    if (!shape.pattern.empty()) schema["pattern"] = shape.pattern;
    return schema;
}

Json table_schema(const Shape& shape) {
    Json schema{{"type", "object"}, {"properties", Json::object()}};
    Json required = Json::array();
    for (const Key& key : shape.keys) {
        Json property = schema_of(*key.shape);
        property["description"] = key.about;
        if (!key.standard.empty()) property["default"] = Json::parse(key.standard);
        schema["properties"][std::string(key.name)] = property;
        if (key.is_required) required.push_back(key.name);
    }
    if (!required.empty()) schema["required"] = required;
    schema["additionalProperties"] = false;
    return schema;
}

Json schema_of(const Shape& shape) {
    switch (shape.kind) {
        case ShapeKind::text: return text_schema(shape);
        case ShapeKind::whole_number:
            return {{"type", "integer"},
                    {"minimum", 1},
                    {"maximum", shape.most != 0 ? shape.most : std::size_t{std::numeric_limits<int>::max()}}};
        case ShapeKind::amount:
            return {{"type", {"string", "number"}},
                    {"pattern", amount_pattern},
                    {"minimum", 0},
                    {"maximum", greatest_amount}};
        case ShapeKind::truth: return {{"type", "boolean"}};
        case ShapeKind::list: {
            Json schema{{"type", "array"}, {"items", schema_of(*shape.element)}};
            if (shape.least != 0) schema["minItems"] = shape.least;
            if (shape.most != 0) schema["maxItems"] = shape.most;
            return schema;
        }
        case ShapeKind::table: return table_schema(shape);
        case ShapeKind::map: {
            Json names{{"minLength", 1}};
            if (!shape.pattern.empty()) names["pattern"] = shape.pattern;
            if (shape.choices != nullptr) names = Json{{"enum", names_of(shape)}};
            Json schema{{"type", "object"}, {"propertyNames", names}};
            if (shape.most != 0) schema["maxProperties"] = shape.most;
            schema["additionalProperties"] = schema_of(*shape.element);
            return schema;
        }
    }
    return {};
}

}  // namespace

std::string configuration_schema() {
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "camlint.toml"},
                {"description", "How a project has its prompts linted."}};
    schema.update(schema_of(configuration_shape()));
    return schema.dump(2) + "\n";
}

}  // namespace camlint
