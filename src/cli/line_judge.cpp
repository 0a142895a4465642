#include "cli/line_judge.hpp"

#include "cli/read_file.hpp"
#include "document/carriers.hpp"
#include "document/json_members.hpp"
#include "document/json_reader.hpp"
#include "text/line_index.hpp"
#include "text/space.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr Words no_object{"expected a JSON object on this line", "此行应为一个 JSON 对象"};
constexpr Words no_utf8{"this line is not UTF-8", "此行不是 UTF-8"};

std::string_view text_of(const Source& line) { return without_line_end(line.bytes.substr(start_of(line))); }

}  // namespace

std::string_view JudgedLine::id() const {
    if (tree.nodes.empty() || tree.nodes[0].kind != ValueKind::object) return {};
    const std::string_view found = find_member(text, tree, "id");
    const bool is_whole = error.empty() || find_invalid(found) == std::string_view::npos;
    return is_whole ? found : std::string_view();
}

void LineJudge::judge(const FeedLine& line, std::string_view name, std::size_t first_prompt,
                      JudgedLine& judged) const {
    judged.source = {.name = name, .bytes = line.bytes, .origin = line.origin};
    judged.text = text_of(judged.source);
    judged.tree.nodes.clear();
    judged.tree.failure.reset();
    judged.document.clear();
    judged.error.clear();
    judged.findings.clear();
    judged.prompts = 0;
    if (!line.is_cut && is_blank(judged.text)) return;
    read(line, judged);
    judged.prompts = judged.document.prompts.size();
    linter_.lint(judged.source, judged.document, first_prompt, judged.bench, judged.findings);
    std::erase_if(judged.findings, [](const Diagnostic& finding) { return finding.suppression.has_value(); });
}

void LineJudge::read(const FeedLine& line, JudgedLine& judged) const {
    if (line.is_cut) {
        judged.document = too_large(line.bytes, options_.longest);
        judged.error = judged.document.problems[0].message.in(options_.language);
        return;
    }
    if (options_.kind == LineKind::json) {
        read_json(judged);
    } else {
        read_text(judged.source, judged.document);
    }
    if (judged.error.empty() && find_invalid(judged.text) != std::string_view::npos) {
        judged.error = no_utf8.in(options_.language);
    }
}

void LineJudge::read_json(JudgedLine& judged) const {
    const SourceMap place(start_of(judged.source));
    parse_json(judged.text, judged.tree);
    if (judged.tree.failure) {
        Problem& problem = *judged.tree.failure;
        problem.span = place.to_host(problem.span);
        judged.error = problem.message.in(options_.language);
        judged.document.problems.push_back(std::move(problem));
        judged.tree = {};
        return;
    }
    if (judged.tree.nodes[0].kind != ValueKind::object) {
        judged.error = no_object.in(options_.language);
    } else if (!options_.result_name.empty()) {
        leave_out_result(judged);
    }
    add_tree(judged.document, judged.text, judged.tree, place, JsonPlace::line, {}, options_.prompt_fields);
}

/// So that nothing that depends on what stands around a finding changes when a line comes by again.
void LineJudge::leave_out_result(JudgedLine& judged) const {
    const Span result = trailing_members(judged.text, judged.tree, options_.result_name);
    if (result.empty()) return;
    judged.own = judged.source.bytes;
    judged.own.erase(start_of(judged.source) + result.begin, result.size());
    judged.source.bytes = judged.own;
    judged.text = text_of(judged.source);
    parse_json(judged.text, judged.tree);
}

}  // namespace camlint
