#include "capi/columns.hpp"

#include <string>

#include "report/parts/finding_json.hpp"
#include "text/position.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

/// Arrow's texts are UTF-8; a message or a fix may quote an input that is not.
void add_text(TextColumn& column, std::string_view text) {
    if (find_invalid(text) == std::string_view::npos) return column.add(text);
    std::string mended;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        append(mended, point.value);
        at += point.size;
    }
    column.add(mended);
}

}  // namespace

void Columns::add(const Diagnostic& finding, const Scene& scene, const Filling& filling) {
    if (finding.suppression) return;
    const Positions& positions = scene.positions;
    const Position place = positions.at(finding.span.begin);
    rule_.add(filling.engine.number_of(*finding.rule));
    category_.add(static_cast<std::uint8_t>(finding.rule->category));
    severity_.add(static_cast<std::uint8_t>(finding.severity));
    fix_.add(static_cast<std::uint8_t>(finding.fixes.empty() ? Safety::none : finding.fixes.front().safety));
    prompt_.add(narrow(finding.prompt));
    begin_.add(narrow(finding.span.begin));
    end_.add(narrow(finding.span.end));
    start_.add(narrow(positions.code_points_before(finding.span.begin)));
    stop_.add(narrow(positions.code_points_before(finding.span.end)));
    line_.add(narrow(place.line));
    column_.add(narrow(place.column));
    if (filling.has_messages()) {
        add_text(message_, finding.message.in(scene.style.language));
    } else {
        message_.add(std::string_view());
    }
    add_edits(finding, positions);
    if (!filling.has_json()) return;
    std::string json;
    write_finding(json, finding, scene);
    json_.add(json);
}

/// Those of the first fix, which is the one that `check --fix` takes.
void Columns::add_edits(const Diagnostic& finding, const Positions& positions) {
    if (!finding.fixes.empty()) {
        for (const Edit& edit : finding.fixes.front().edits) {
            edit_begin_.add(narrow(edit.span.begin));
            edit_end_.add(narrow(edit.span.end));
            edit_start_.add(narrow(positions.code_points_before(edit.span.begin)));
            edit_stop_.add(narrow(positions.code_points_before(edit.span.end)));
            add_text(edit_text_, edit.text);
        }
    }
    edits_.add(edit_begin_.size());
}

void Columns::add(const Columns& more) {
    findings_.add(more.findings_);
    rule_.add(more.rule_);
    category_.add(more.category_);
    severity_.add(more.severity_);
    fix_.add(more.fix_);
    prompt_.add(more.prompt_);
    begin_.add(more.begin_);
    end_.add(more.end_);
    start_.add(more.start_);
    stop_.add(more.stop_);
    line_.add(more.line_);
    column_.add(more.column_);
    message_.add(more.message_);
    edits_.add(more.edits_);
    edit_begin_.add(more.edit_begin_);
    edit_end_.add(more.edit_end_);
    edit_start_.add(more.edit_start_);
    edit_stop_.add(more.edit_stop_);
    edit_text_.add(more.edit_text_);
    json_.add(more.json_);
}

void Columns::show_in(camlint_result& result, bool has_json) {
    result.finding_count = static_cast<std::int64_t>(rule_.size());
    result.edit_count = static_cast<std::int64_t>(edit_begin_.size());
    result.finding_offsets = findings_.finish();
    result.rule = rule_.finish();
    result.category = category_.finish();
    result.severity = severity_.finish();
    result.fix = fix_.finish();
    result.prompt = prompt_.finish();
    result.begin = begin_.finish();
    result.end = end_.finish();
    result.start = start_.finish();
    result.stop = stop_.finish();
    result.line = line_.finish();
    result.column = column_.finish();
    result.message_offsets = message_.finish_offsets();
    result.message_data = message_.finish_data();
    result.edit_offsets = edits_.finish();
    result.edit_begin = edit_begin_.finish();
    result.edit_end = edit_end_.finish();
    result.edit_start = edit_start_.finish();
    result.edit_stop = edit_stop_.finish();
    result.edit_text_offsets = edit_text_.finish_offsets();
    result.edit_text_data = edit_text_.finish_data();
    if (!has_json) return;
    result.json_offsets = json_.finish_offsets();
    result.json_data = json_.finish_data();
}

}  // namespace camlint
