#include "cli/page_data.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "catalog/commands.hpp"
#include "cli/choices.hpp"
#include "text/json_text.hpp"
#include "text/utf8.hpp"
#include "timeline/view.hpp"

namespace camlint {
namespace {

void write_words(JsonText& json, std::string_view en, std::string_view zh) {
    json.open('{');
    json.member("en");
    json.string(en);
    json.member("zh");
    json.string(zh);
    json.close('}');
}

void write_message(JsonText& json, const Message& message) {
    write_words(json, message.in(Language::english), message.in(Language::chinese));
}

/// Spans of one text as a script counts them, in UTF-16 units. All are named first, so that one walk over the
/// text is enough.
class ScriptOffsets {
public:
    void want(Span span) {
        wanted_.push_back({span.begin, 0});
        wanted_.push_back({span.end, 0});
    }

    void count(std::string_view text) {
        std::ranges::sort(wanted_);
        std::size_t at = 0;
        std::size_t units = 0;
        for (auto& [offset, count] : wanted_) {
            while (at < std::min(offset, text.size())) {
                const CodePoint point = decode(text, at);
                at += point.size;
                units += point.value > 0xFFFF ? 2 : 1;
            }
            count = units;
        }
    }

    void write(JsonText& json, Span span) const {
        json.open('[');
        for (const std::size_t offset : {span.begin, span.end}) {
            json.item();
            json.number(
                std::uint64_t{std::ranges::lower_bound(wanted_, std::pair(offset, std::size_t{0}))->second});
        }
        json.close(']');
    }

private:
    std::vector<std::pair<std::size_t, std::size_t>> wanted_;
};

/// The part of a prompt that a finding is about; nothing for one that is about something else.
std::optional<Span> place_in(const Prompt& prompt, const Diagnostic& finding) {
    const Span whole = prompt.map.to_host({0, prompt.text.size()});
    if (!prompt.has_text || finding.span.begin < whole.begin || finding.span.end > whole.end)
        return std::nullopt;
    return Span{prompt.map.to_text(finding.span.begin), prompt.map.to_text(finding.span.end)};
}

class Writer {
public:
    Writer(const Target& target, const Plan& plan, Language language, const Mark& mark)
        : target_(target), plan_(plan), look_{.language = language}, mark_(mark) {}

    PageData write(Input& input) {
        read_file(input, target_.name, plan_.read,
                  [this](const Document& document, const Source& source) { take(document, source); });
        FileFacts facts{.is_named = true};
        facts.prompts = seen_;
        facts.findings = findings_count_;
        for (const Diagnostic& finding : plan_.linter.lint_file(facts)) add_of_file(finding, {});
        data_.prompts = seen_;
        put_together();
        return std::move(data_);
    }

private:
    void take(const Document& document, const Source& source) {
        const Positions positions(source);
        plan_.linter.lint(source, document, seen_, bench_, found_);
        findings_count_ += count_findings(found_);
        mark_(found_, source);
        std::erase_if(found_, [](const Diagnostic& finding) { return finding.suppression.has_value(); });
        std::ranges::move(tell_problems(document, source, positions, look_.language),
                          std::back_inserter(data_.problems));
        std::vector<std::vector<const Diagnostic*>> own(document.prompts.size());
        for (const Diagnostic& finding : found_) {
            const std::size_t prompt = finding.prompt - seen_;
            if (prompt < own.size()) {
                own[prompt].push_back(&finding);
            } else {
                add_of_file(finding, positions.at(finding.span.begin));
            }
        }
        for (const Prompt& prompt : document.prompts) {
            const std::size_t index = static_cast<std::size_t>(&prompt - &document.prompts[0]);
            film(prompt, seen_ + index, source, positions, own[index]);
        }
        seen_ += document.prompts.size();
    }

    void film(const Prompt& prompt, std::size_t number, const Source& source, const Positions& positions,
              std::vector<const Diagnostic*>& findings) {
        if (!prompt.has_text) {
            for (const Diagnostic* finding : findings) {
                add_of_file(*finding, positions.at(finding->span.begin));
            }
            return;
        }
        if (strips_.size() == most_filmed) {
            ++data_.left_out;
            return;
        }
        const std::size_t untold = findings.size() - std::min(findings.size(), most_told);
        findings.resize(findings.size() - untold);
        data_.untold += untold;
        plan_.linter.read(prompt.text, bench_.syntax);
        const Request request = request_of(prompt, plan_.linter.settings().defaults);
        const CameraPath path = camera_path(bench_.syntax, request.duration);
        const Story story{
            .source = source, .positions = positions, .prompt = prompt, .number = number, .path = path};
        ScriptOffsets offsets;
        for (const Move& move : path.moves) offsets.want(move.directive);
        for (const Diagnostic* finding : findings) {
            if (const auto place = place_in(prompt, *finding)) offsets.want(*place);
        }
        offsets.count(prompt.text);
        for (const Diagnostic* finding : findings) {
            add_of_prompt(*finding, place_in(prompt, *finding), offsets);
        }
        add_text(prompt, path, offsets, untold);
        strips_.push_back(view().draw(story, look_));
    }

    void add_text(const Prompt& prompt, const CameraPath& path, const ScriptOffsets& offsets,
                  std::size_t untold) {
        if (!texts_.empty()) texts_ += ",\n";
        JsonText json(texts_);
        json.open('{');
        json.member("text");
        json.string(prompt.text);
        json.member("directives");
        json.open('[');
        for (const Move& move : path.moves) {
            json.item();
            offsets.write(json, move.directive);
        }
        json.close(']');
        json.member("untold");
        json.number(std::uint64_t{untold});
        json.close('}');
    }

    /// One of the prompt that is next in `strips_`.
    void add_of_prompt(const Diagnostic& finding, std::optional<Span> place, const ScriptOffsets& offsets) {
        JsonText json = next_finding();
        json.member("prompt");
        json.number(std::uint64_t{strips_.size()});
        if (place) {
            json.member("place");
            offsets.write(json, *place);
        }
        end_finding(json, finding);
    }

    void add_of_file(const Diagnostic& finding, const Position& at) {
        if (++of_file_ > most_told) {
            ++data_.untold;
            return;
        }
        JsonText json = next_finding();
        json.member("line");
        json.number(std::uint64_t{at.line});
        json.member("column");
        json.number(std::uint64_t{at.column});
        end_finding(json, finding);
    }

    JsonText next_finding() {
        if (!findings_.empty()) findings_ += ",\n";
        JsonText json(findings_);
        json.open('{');
        return json;
    }

    static void end_finding(JsonText& json, const Diagnostic& finding) {
        json.member("rule");
        json.string(finding.rule->name);
        json.member("severity");
        json.string(name_of(finding.severity));
        json.member("message");
        write_message(json, finding.message);
        if (!finding.fixes.empty()) {
            json.member("fix");
            write_message(json, finding.fixes.front().title);
        }
        json.close('}');
    }

    void put_together() {
        JsonText json(data_.json);
        json.open('{');
        json.member("version");
        json.number(std::int64_t{1});
        json.member("language");
        json.string(language_names[static_cast<std::size_t>(look_.language)]);
        json.member("file");
        json.string(target_.name);
        json.member("left_out");
        json.number(std::uint64_t{data_.left_out});
        json.member("untold");  // of what belongs to no prompt
        json.number(std::uint64_t{of_file_ - std::min(of_file_, most_told)});
        json.member("problems");
        json.number(std::uint64_t{data_.problems.size()});
        json.member("commands");
        json.open('[');
        for (const Command& command : commands) {
            json.item();
            write_words(json, command.en, command.zh);
        }
        json.close(']');
        json.member("timeline");
        data_.json += view().join(strips_, look_);
        data_.json += ",\"texts\":[\n" + texts_ + "\n],\"findings\":[\n" + findings_ + "\n]}";
    }

    static const View& view() { return chosen_view("json"); }

    const Target& target_;
    const Plan& plan_;
    Look look_;
    const Mark& mark_;

    Workbench bench_;
    std::vector<Diagnostic> found_;  ///< in one document
    std::vector<Strip> strips_;
    std::string texts_;     ///< of each strip
    std::string findings_;  ///< all of them
    std::size_t seen_ = 0;  ///< prompts
    std::size_t findings_count_ = 0;
    std::size_t of_file_ = 0;  ///< findings that belong to no prompt
    PageData data_;
};

}  // namespace

PageData page_data(const Target& target, Input& input, const Plan& plan, Language language,
                   const Mark& mark) {
    return Writer(target, plan, language, mark).write(input);
}

}  // namespace camlint
