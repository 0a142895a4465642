// ComfyUI workflows: the editor's form has a list of widget values per node, the API's form has inputs
// by name. A value that another node brings is a link, is not known here, and stays unread.

#include <algorithm>

#include "catalog/fields.hpp"
#include "catalog/nodes.hpp"
#include "document/json_reader.hpp"

namespace camlint {
namespace {

const WorkflowNode* node_named(const JsonReader& json, std::size_t name) {
    if (name == 0) return nullptr;
    const auto rows = workflow_nodes();
    const auto row = std::ranges::find_if(rows, [&](const auto& node) { return json.says(name, node.name); });
    return row == rows.end() ? nullptr : &*row;
}

/// Where a node's values stand: a list, or members of an object.
struct Values {
    const WorkflowNode* node = nullptr;
    std::size_t name = 0;  ///< of the node's class
    std::size_t list = 0;
    std::size_t inputs = 0;
    std::size_t links = 0;  ///< what may come from other nodes: members of an object, or a list
};

Values values_of(const JsonReader& json, std::size_t object) {
    Values values;
    std::size_t type = 0;
    std::size_t class_type = 0;
    json.each_member(object, [&](std::size_t name, std::size_t value) {
        if (json.says(name, "type")) type = value;
        if (json.says(name, "class_type")) class_type = value;
        if (json.says(name, "widgets_values")) values.list = value;
        if (json.says(name, "inputs")) values.inputs = value;
    });
    values.name = class_type != 0 ? class_type : type;
    values.node = node_named(json, values.name);
    values.links = values.inputs;
    if (class_type != 0) {
        values.list = 0;
    } else {
        values.inputs = 0;
    }
    return values;
}

std::size_t widget(const JsonReader& json, const Values& values, std::size_t number) {
    if (values.list != 0) return json.element(values.list, number);
    return values.inputs == 0 ? 0 : json.member(values.inputs, values.node->widgets[number]);
}

/// The name of the prompt or of a request's field, as the catalog has it; empty for any other.
std::string_view field_named(const JsonReader& json, std::size_t name) {
    if (json.says(name, prompt_widget)) return prompt_widget;
    for (const RequestField& field : request_fields()) {
        if (json.says(name, field.name)) return field.name;
    }
    return {};
}

/// A field that another node brings. The API's form has the other's number and output in place of the value;
/// the editor's lists what may come from elsewhere, whose own widget keeps a value that is not used.
std::string_view linked_field(const JsonReader& json, const Values& values) {
    std::string_view linked = values.node->image;
    if (values.links == 0) return linked;
    if (json.node(values.links).kind == ValueKind::object) {
        json.each_member(values.links, [&](std::size_t name, std::size_t value) {
            const std::string_view field = field_named(json, name);
            if (!field.empty() && json.node(value).kind == ValueKind::array) linked = field;
        });
        return linked;
    }
    for (std::size_t i = 0;; ++i) {
        const std::size_t input = json.element(values.links, i);
        if (input == 0) return linked;
        if (json.node(input).kind != ValueKind::object) continue;
        const std::size_t name = json.member(input, "name");
        const std::size_t link = json.member(input, "link");
        if (name == 0 || link == 0 || json.node(link).kind == ValueKind::null) continue;
        const std::string_view field = field_named(json, name);
        if (!field.empty()) linked = field;
    }
}

void add_field(Prompt& prompt, JsonReader& json, std::string_view name, std::size_t value) {
    prompt.fields.push_back(
        {.name = name, .name_span = json.host(json.content(value)), .value = json.value(value)});
}

void add_node(JsonReader& json, std::size_t object, const Values& values) {
    const std::size_t brace = json.host(json.node(object).span).begin;
    Prompt prompt{.anchor = {brace, brace + 1}, .notation = json.notation(), .has_text = false};
    for (std::size_t i = 0; i < values.node->widgets.size(); ++i) {
        const std::string_view name = values.node->widgets[i];
        const std::size_t value = name.empty() ? 0 : widget(json, values, i);
        if (value == 0) continue;
        if (name == prompt_widget) {
            if (json.node(value).kind != ValueKind::string) return;  // a link
            prompt.text = json.decode(value, prompt.map);
            prompt.has_text = true;
        } else if (find_request_field(name) != nullptr && json.node(value).kind != ValueKind::array) {
            add_field(prompt, json, name, value);
        }
    }
    prompt.linked = linked_field(json, values);
    if (!values.node->model.empty()) {
        add_field(prompt, json, "model", values.name);
        prompt.fields.back().value.text = values.node->model;
    }
    if (!values.node->image.empty()) {
        add_field(prompt, json, values.node->image, values.name);
    }
    if (prompt.has_text) json.document().prompts.push_back(std::move(prompt));
}

}  // namespace

bool add_comfyui_nodes(JsonReader& json) {
    bool any = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json.node(i).kind != ValueKind::object) continue;
        const Values values = values_of(json, i);
        if (values.node == nullptr) continue;
        any = true;
        if (values.list != 0 || values.inputs != 0) add_node(json, i, values);
    }
    return any;
}

}  // namespace camlint
