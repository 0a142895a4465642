// JSON: a request body, an array of them, or a document that holds them somewhere.

#include <algorithm>

#include "catalog/fields.hpp"
#include "catalog/models.hpp"
#include "document/carriers.hpp"
#include "document/json_reader.hpp"
#include "document/lines.hpp"

namespace camlint {
namespace {

/// What an object has of a request.
struct Looks {
    std::size_t prompt = 0;  ///< index of the value, 0 for none
    std::size_t model = 0;
    std::size_t others = 0;   ///< documented fields beside prompt
    bool is_renamed = false;  ///< the prompt is in a field of another name
};

class Requests {
public:
    Requests(JsonReader json, JsonPlace place, std::string_view provider,
             std::span<const std::string> prompt_fields)
        : json_(json), place_(place), provider_(provider), prompt_fields_(prompt_fields) {}

    /// Adds all requests. `is_workflow` says that the document's own `prompt` holds a workflow's nodes.
    void add(bool is_workflow) {
        const bool is_list = json_.node(0).kind == ValueKind::array;
        std::size_t next_element = 1;
        for (std::size_t i = 0; i < json_.size(); ++i) {
            if (json_.node(i).kind != ValueKind::object) continue;
            if (is_list) {
                while (next_element < i) next_element = json_.node(next_element).next;
            }
            const Looks looks = look_at(i);
            // The prompt of a workflow that is sent to ComfyUI is the workflow.
            if (i == 0 && is_workflow && !is_text(looks.prompt)) continue;
            const bool is_element = is_list && next_element == i;
            if (is_request(looks, i == 0 || is_element)) {
                const bool is_body = i == 0 && place_ != JsonPlace::line && !looks.is_renamed;
                add_request(i, looks, is_body ? Role::body : Role::record);
            }
        }
    }

private:
    [[nodiscard]] Looks look_at(std::size_t object) const {
        Looks looks;
        json_.each_member(object, [&](std::size_t name, std::size_t value) {
            const RequestField* documented = nullptr;
            json_.text_of(name, [&](std::string_view text) { documented = find_request_field(text); });
            if (documented == nullptr) return;
            if (documented->name == "prompt") {
                looks.prompt = value;
                return;
            }
            if (documented->name == "model") looks.model = value;
            looks.others += 1;
        });
        if (looks.prompt == 0) find_renamed(object, looks);
        return looks;
    }

    /// The first of the project's own names that a string has.
    void find_renamed(std::size_t object, Looks& looks) const {
        for (const std::string& field : prompt_fields_) {
            const std::size_t value = json_.member(object, field);
            if (!is_text(value)) continue;
            looks.prompt = value;
            looks.is_renamed = true;
            return;
        }
    }

    [[nodiscard]] bool is_text(std::size_t value) const {
        return value != 0 && json_.node(value).kind == ValueKind::string;
    }

    [[nodiscard]] bool names_a_model(std::size_t value) {
        bool names = false;
        if (!is_text(value)) return names;
        json_.text_of(value, [&](std::string_view name) {
            names = find_model(name) != nullptr || !near_model(name).empty();
        });
        return names;
    }

    /// The root and the elements of a root array are requests by their place; what lies deeper has to
    /// look like one.
    [[nodiscard]] bool is_request(const Looks& looks, bool by_place) {
        if (!by_place) {
            const bool has_both = is_text(looks.prompt) && is_text(looks.model);
            return has_both && (place_ != JsonPlace::example || names_a_model(looks.model));
        }
        switch (place_) {
            case JsonPlace::file:
            case JsonPlace::line: return looks.prompt != 0 || names_a_model(looks.model);
            case JsonPlace::example: return looks.prompt != 0 && names_a_model(looks.model);
            case JsonPlace::call: return true;
            case JsonPlace::workflow: return false;
        }
        return false;
    }

    void add_request(std::size_t object, const Looks& looks, Role role) {
        const std::size_t brace = json_.host(json_.node(object).span).begin;
        // A record of a list with nothing but a prompt is a text in a collection, not a request.
        if (role == Role::record && looks.others == 0) role = Role::prompt;
        Prompt& result = json_.document().prompts.add();
        result.anchor = {brace, brace + 1};
        result.notation = json_.notation();
        result.role = role;
        result.has_text = is_text(looks.prompt);
        result.provider = provider_;
        json_.each_member(object, [&](std::size_t name, std::size_t value) {
            Value read{};
            if (value == looks.prompt && result.has_text) {
                result.text = json_.decode(value, result.map);
                read = {.kind = ValueKind::string,
                        .span = json_.host(json_.node(value).span),
                        .content = json_.host(json_.content(value)),
                        .text = result.text};
            } else {
                read = json_.value(value);
            }
            const bool is_renamed = looks.is_renamed && value == looks.prompt;
            result.fields.push_back({.name = is_renamed ? "prompt" : json_.decode(name),
                                     .name_span = json_.host(json_.content(name)),
                                     .name_written = json_.host(json_.node(name).span),
                                     .value = read});
        });
    }

    JsonReader json_;
    JsonPlace place_;
    std::string_view provider_;
    std::span<const std::string> prompt_fields_;
};

/// A broken example tells of itself only where it was meant for this API.
bool speaks_of_this_api(std::string_view text) {
    return text.find("\"prompt\"") != std::string_view::npos &&
           std::ranges::any_of(
               models(), [&](const Model& model) { return text.find(model.name) != std::string_view::npos; });
}

Document read_file(const Source& source, JsonPlace place, std::span<const std::string> prompt_fields = {}) {
    const std::size_t offset = start_of(source);
    Document document;
    add_json(document, source.bytes.substr(offset), SourceMap(offset), place, {}, {}, prompt_fields);
    return document;
}

/// add_json with a tree to work with.
void add_json(Document& document, std::string_view text, const SourceMap& place, JsonPlace kind,
              std::string_view provider, std::string_view shape, std::span<const std::string> prompt_fields,
              JsonTree& tree) {
    parse_json(shape.empty() ? text : shape, tree);
    if (tree.failure) {
        if (kind == JsonPlace::example && !speaks_of_this_api(text)) return;
        tree.failure->span = place.to_host(tree.failure->span);
        document.problems.push_back(std::move(*tree.failure));
        return;
    }
    add_tree(document, text, tree, place, kind, provider, prompt_fields);
}

}  // namespace

void add_tree(Document& document, std::string_view text, const JsonTree& tree, const SourceMap& place,
              JsonPlace kind, std::string_view provider, std::span<const std::string> prompt_fields) {
    JsonReader json(text, tree, place, document);
    const bool may_be_workflow = kind == JsonPlace::file || kind == JsonPlace::workflow;
    const bool is_workflow = may_be_workflow && add_comfyui_nodes(json);
    if (kind == JsonPlace::workflow) return;
    Requests(json, kind, provider, prompt_fields).add(is_workflow);
    if (!is_workflow) return;
    std::ranges::stable_sort(document.prompts, {}, [](const Prompt& prompt) { return prompt.anchor.begin; });
}

void add_json(Document& document, std::string_view text, const SourceMap& place, JsonPlace kind,
              std::string_view provider, std::string_view shape, std::span<const std::string> prompt_fields) {
    JsonTree tree;
    add_json(document, text, place, kind, provider, shape, prompt_fields, tree);
}

Reader open_json(const Hints& hints) {
    return [fields = std::vector<std::string>(hints.prompt_fields.begin(), hints.prompt_fields.end())](
               const Source& source, Document& into) { into = read_file(source, JsonPlace::file, fields); };
}

Document read_comfyui(const Source& source) { return read_file(source, JsonPlace::workflow); }

Reader open_jsonl(const Hints& hints) {
    return [fields = std::vector<std::string>(hints.prompt_fields.begin(), hints.prompt_fields.end()),
            tree = JsonTree{}](const Source& source, Document& into) mutable {
        into.clear();
        each_line(source, [&](std::string_view text, std::size_t begin) {
            add_json(into, text, SourceMap(begin), JsonPlace::line, {}, {}, fields, tree);
        });
    };
}

}  // namespace camlint
