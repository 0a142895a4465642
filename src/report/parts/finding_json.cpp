#include "report/parts/finding_json.hpp"

#include "lint/fingerprint.hpp"
#include "text/json_range.hpp"
#include "version.hpp"

namespace camlint {
namespace {

void write_params(JsonText& json, const Message& message);

void write_texts(JsonText& json, const std::vector<std::string>& texts) {
    json.open('[');
    for (const std::string& text : texts) {
        json.item();
        json.string(text);
    }
    json.close(']');
}

struct ValueWriter {
    JsonText& json;

    void operator()(const std::string& text) const { json.string(text); }
    void operator()(std::int64_t number) const { json.number(number); }
    void operator()(const Quoted& quoted) const { json.string(quoted.text); }
    void operator()(const AnyOf& any) const { write_texts(json, any.texts); }
    void operator()(const Words& words) const {
        json.open('{');
        json.member("en");
        json.string(words.en);
        json.member("zh");
        json.string(words.zh);
        json.close('}');
    }
    void operator()(const std::vector<Message>& messages) const {
        json.open('[');
        for (const Message& message : messages) {
            json.item();
            json.open('{');
            json.member("message_id");
            json.name(message.phrase->id);
            json.member("params");
            write_params(json, message);
            json.close('}');
        }
        json.close(']');
    }
};

/// What a message's places are filled with, the same whatever the report's language.
void write_params(JsonText& json, const Message& message) {
    json.open('{');
    for (const Argument& argument : message.arguments) {
        json.member(argument.name);
        std::visit(ValueWriter{json}, argument.value);
    }
    json.close('}');
}

/// What a message says in the report's language, and what a client needs to say it in another.
void write_message(JsonText& json, std::string_view name, const Message& message, const Scene& scene) {
    json.member(name);
    json.string(message.in(scene.style.language));
    if (message.phrase == nullptr) return;
    json.member("message_id");
    json.name(message.phrase->id);
    json.member("params");
    write_params(json, message);
}

void write_fix(JsonText& json, const Fix& fix, const Scene& scene) {
    json.open('{');
    write_message(json, "title", fix.title, scene);
    json.member("safety");
    json.name(name_of(fix.safety));
    json.member("edits");
    json.open('[');
    for (const Edit& edit : fix.edits) {
        json.item();
        json.open('{');
        json.member("range");
        write_range(json, edit.span, scene.positions);
        json.member("text");
        json.string(edit.text);
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

void write_note(JsonText& json, const Note& note, const Scene& scene) {
    json.open('{');
    write_message(json, "message", note.message, scene);
    if (note.span) {
        json.member("range");
        write_range(json, *note.span, scene.positions);
    }
    json.close('}');
}

void write_suppression(JsonText& json, const Suppression& suppression) {
    json.member("suppression");
    json.open('{');
    json.member("kind");
    json.name(name_of(suppression.kind));
    json.member("reason");
    json.string(suppression.reason);
    json.close('}');
}

template <typename Rows, typename Write>
void write_list(JsonText& json, std::string_view name, const Rows& rows, const Scene& scene, Write write) {
    json.member(name);
    json.open('[');
    for (const auto& row : rows) {
        json.item();
        write(json, row, scene);
    }
    json.close(']');
}

}  // namespace

void write_finding(std::string& out, const Diagnostic& finding, const Scene& scene) {
    JsonText json(out);
    json.open('{');
    json.member("rule");
    json.name(finding.rule->name);
    json.member("category");
    json.name(name_of(finding.rule->category));
    json.member("severity");
    json.name(name_of(finding.severity));
    write_message(json, "message", finding.message, scene);
    json.member("file");
    json.string(scene.source.name);
    json.member("prompt");
    json.number(finding.prompt);
    json.member("range");
    write_range(json, finding.span, scene.positions);
    write_list(json, "notes", finding.notes, scene, write_note);
    write_list(json, "fixes", finding.fixes, scene, write_fix);
    json.member("url");
    json.string(std::string(rule_url).append(finding.rule->name));
    json.member("fingerprint");
    json.name(fingerprint(finding, scene.source.bytes));
    if (finding.suppression) write_suppression(json, *finding.suppression);
    json.close('}');
}

}  // namespace camlint
