// For people: the finding, its line with carets below it, notes, and each fix as a small diff.

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/format.hpp"
#include "report/paint.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint::formats {
namespace {

constexpr std::size_t context_bytes = 120;  // of a long line, shown on each side of the finding
constexpr std::size_t fix_context = 40;

Color color_of(Severity severity) {
    switch (severity) {
        case Severity::error: return Color::red;
        case Severity::warning: return Color::yellow;
        default: return Color::blue;
    }
}

/// A piece of a line: long ones are cut around what is shown, with an ellipsis that says so.
struct Excerpt {
    std::string_view before;
    std::string_view marked;
    std::string_view behind;
    bool cut_before = false;
    bool cut_behind = false;
};

Excerpt cut_out(std::string_view line, Span marked, std::size_t context) {
    Excerpt excerpt{.before = line.substr(0, marked.begin),
                    .marked = slice(line, marked),
                    .behind = line.substr(marked.end)};
    if (excerpt.before.size() > context) {
        std::size_t begin = excerpt.before.size() - context;
        while (begin < excerpt.before.size() && (excerpt.before[begin] & '\xC0') == '\x80') ++begin;
        excerpt.before.remove_prefix(begin);
        excerpt.cut_before = true;
    }
    if (excerpt.marked.size() > 2 * context) {
        excerpt.marked = clip(excerpt.marked, 2 * context);
        excerpt.behind = {};
        excerpt.cut_behind = true;
    } else if (excerpt.behind.size() > context) {
        excerpt.behind = clip(excerpt.behind, context);
        excerpt.cut_behind = true;
    }
    return excerpt;
}

std::string show(const Excerpt& excerpt) {
    return fmt::format("{}{}{}{}{}", excerpt.cut_before ? "…" : "", printable(excerpt.before),
                       printable(excerpt.marked), printable(excerpt.behind), excerpt.cut_behind ? "…" : "");
}

void write_line(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const LineIndex& lines = scene.positions.lines();
    const std::size_t line = lines.line_of(finding.span.begin);
    Span content = lines.content(line);
    if (line == 0) content.begin = std::min(content.end, start_of(scene.source));
    const auto in_line = [&](std::size_t offset) {
        return std::clamp(offset, content.begin, content.end) - content.begin;
    };
    const Span marked{in_line(finding.span.begin), in_line(finding.span.end)};
    const Excerpt excerpt = cut_out(slice(scene.source.bytes, content), marked, context_bytes);

    const std::string number = fmt::format("{}", scene.source.origin.line + line);
    const std::string margin(number.size(), ' ');
    const std::size_t indent = display_width(printable(excerpt.before)) + (excerpt.cut_before ? 1 : 0);
    const std::size_t width = std::max<std::size_t>(1, display_width(printable(excerpt.marked)));
    const Paint bar(Color::blue, scene.color);
    const Paint caret(color_of(finding.severity), scene.color);
    fmt::format_to(std::back_inserter(out), " {} {}\n {} {}\n {} {} {}{}\n", margin, bar("|"), bar(number),
                   bar("|") + " " + show(excerpt), margin, bar("|"), std::string(indent, ' '),
                   caret(std::string(width, '^')));
}

/// The lines that a fix touches, as they are and as they would be.
void write_fix(std::string& out, const Fix& fix, const Scene& scene) {
    const Paint title(Color::cyan, scene.color);
    fmt::format_to(std::back_inserter(out), "   = {}: {}\n",
                   title(fix.safety == Safety::safe ? "fix" : "unsafe fix"), printable(fix.title));
    if (fix.edits.empty()) return;
    const LineIndex& lines = scene.positions.lines();
    const Span whole{lines.content(lines.line_of(fix.edits.front().span.begin)).begin,
                     lines.content(lines.line_of(fix.edits.back().span.end)).end};
    const std::size_t first = fix.edits.front().span.begin - whole.begin;
    const std::size_t last = std::max(fix.edits.back().span.end, fix.edits.back().span.begin) - whole.begin;
    std::vector<Edit> edits = fix.edits;
    for (Edit& edit : edits) edit.span = {edit.span.begin - whole.begin, edit.span.end - whole.begin};
    const std::string_view old_text = slice(scene.source.bytes, whole);
    const std::string new_text = apply_edits(old_text, edits);
    const std::size_t tail = old_text.size() - last;
    const Span new_span{first, new_text.size() - tail};
    const Paint minus(Color::red, scene.color);
    const Paint plus(Color::green, scene.color);
    fmt::format_to(std::back_inserter(out), "     {}\n     {}\n",
                   minus("- " + show(cut_out(old_text, {first, last}, fix_context))),
                   plus("+ " + show(cut_out(new_text, new_span, fix_context))));
}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const Position at = scene.positions.at(finding.span.begin);
    const Paint head(color_of(finding.severity), scene.color);
    const Paint bar(Color::blue, scene.color);
    const std::string file = printable(scene.source.name);
    fmt::format_to(std::back_inserter(out), "{}: {}\n  {} {}:{}:{}\n",
                   head(fmt::format("{}[{}]", name_of(finding.severity), finding.rule->name)),
                   printable(finding.message), bar("-->"), file, at.line, at.column);
    write_line(out, finding, scene);
    for (const Note& note : finding.notes) {
        fmt::format_to(std::back_inserter(out), "   = note: {}", printable(note.message));
        if (note.span) {
            const Position place = scene.positions.at(note.span->begin);
            fmt::format_to(std::back_inserter(out), ": {}:{}:{}", file, place.line, place.column);
        }
        out += '\n';
    }
    for (const Fix& fix : finding.fixes) write_fix(out, fix, scene);
    out += '\n';
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void nothing(std::string&) {}

void end(std::string& out, const Summary& summary, bool color) {
    const std::size_t findings = summary.errors + summary.warnings + summary.infos;
    const Paint verdict(findings == 0 ? Color::green : Color::yellow, color);
    const std::string where =
        fmt::format("{} in {}", counted(summary.prompts, "prompt"), counted(summary.files, "file"));
    out += findings == 0
               ? verdict("no findings") + fmt::format(": {}\n", where)
               : verdict(counted(findings, "finding")) +
                     fmt::format(": {}, {}, {}; {}\n", counted(summary.errors, "error"),
                                 counted(summary.warnings, "warning"), counted(summary.infos, "info"), where);
    if (summary.fixable + summary.unsafely_fixable > 0) {
        out += fmt::format("{} with a safe fix, {} with an unsafe one\n", summary.fixable,
                           summary.unsafely_fixable);
    }
    if (summary.skipped > 0) out += fmt::format("{} could not be read\n", counted(summary.skipped, "path"));
}

}  // namespace

extern const Format full{
    .name = "full",
    .summary = "for people: the line, carets, notes and fixes",
    .begin = nothing,
    .finding = write,
    .separator = "",
    .end = end,
};

}  // namespace camlint::formats
