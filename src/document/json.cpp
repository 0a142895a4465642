// JSON: a request body, an array of them, or a document that holds them somewhere.

#include "document/carriers.hpp"
#include "document/json_string.hpp"
#include "document/json_tree.hpp"

namespace camlint {
namespace {

class Reader {
public:
    Reader(std::string_view text, const JsonTree& tree, std::size_t offset)
        : text_(text), tree_(tree), offset_(offset) {
        document_.escaping = Escaping::json;
    }

    Document read() {
        const JsonNode& root = tree_.nodes.front();
        for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
            if (tree_.nodes[i].kind != ValueKind::object) continue;
            // The root, and what stands in a root array, is a request by its place; what lies deeper
            // has to look like one.
            const bool by_place = i == 0 || (root.kind == ValueKind::array && is_root_element(i));
            read_request(i, by_place);
        }
        return std::move(document_);
    }

private:
    [[nodiscard]] std::string_view raw(const JsonNode& node) const { return slice(text_, node.span); }

    /// Names may be escaped too: "\u0070rompt" is "prompt".
    [[nodiscard]] bool is_named(const JsonNode& name, std::string_view wanted) const {
        const std::string_view quoted = raw(name);
        const std::string_view inside = quoted.substr(1, quoted.size() - 2);
        if (inside.find('\\') == std::string_view::npos) return inside == wanted;
        Document scratch;
        return decode_string(inside, 0, scratch).text == wanted;
    }

    [[nodiscard]] bool is_root_element(std::size_t index) {
        while (next_element_ < index) next_element_ = tree_.nodes[next_element_].next;
        return next_element_ == index;
    }

    /// Adds a prompt if the object has a `prompt` string and, unless its place says what it is, a
    /// `model` beside it.
    void read_request(std::size_t object, bool by_place) {
        std::size_t prompt = 0;
        bool has_model = false;
        for (std::size_t name = object + 1; name < tree_.nodes[object].next;) {
            const std::size_t value = name + 1;
            if (is_named(tree_.nodes[name], "prompt")) prompt = value;
            if (is_named(tree_.nodes[name], "model")) has_model = true;
            name = tree_.nodes[value].next;
        }
        const bool has_prompt = prompt != 0 && tree_.nodes[prompt].kind == ValueKind::string;
        if (!has_prompt || !(by_place || has_model)) return;

        const std::size_t begin = host(tree_.nodes[object].span).begin;
        Prompt result{.anchor = {begin, begin + 1}};
        for (std::size_t name = object + 1; name < tree_.nodes[object].next;) {
            const std::size_t value = name + 1;
            if (value == prompt) {
                DecodedString text = decode_string_node(tree_.nodes[value]);
                result.text = text.text;
                result.map = std::move(text.map);
            }
            result.fields.push_back(field(tree_.nodes[name], tree_.nodes[value]));
            name = tree_.nodes[value].next;
        }
        document_.prompts.push_back(std::move(result));
    }

    Field field(const JsonNode& name, const JsonNode& node) {
        Value value{.kind = node.kind, .span = host(node.span), .text = raw(node)};
        if (node.kind == ValueKind::string && !is_named(name, "prompt"))
            value.text = decode_string_node(node).text;
        return {.name = decode_string_node(name).text, .name_span = host(name.span), .value = value};
    }

    DecodedString decode_string_node(const JsonNode& node) {
        const Span inner{node.span.begin + 1, node.span.end - 1};
        return decode_string(slice(text_, inner), host(inner).begin, document_);
    }

    [[nodiscard]] Span host(Span span) const { return {span.begin + offset_, span.end + offset_}; }

    std::string_view text_;
    const JsonTree& tree_;
    std::size_t offset_;
    std::size_t next_element_ = 1;
    Document document_;
};

}  // namespace

Document read_json(const Source& source) {
    const std::size_t offset = start_of(source);
    const std::string_view text = source.bytes.substr(offset);
    JsonTree tree = parse_json(text);
    if (!tree.failure) return Reader(text, tree, offset).read();

    Document document{.escaping = Escaping::json};
    document.problems.push_back(std::move(*tree.failure));
    Span& span = document.problems.back().span;
    span = {span.begin + offset, span.end + offset};
    return document;
}

}  // namespace camlint
