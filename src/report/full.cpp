// For people: the finding, its line with carets below it, notes, and each fix as a small diff.

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/format.hpp"
#include "report/parts/paint.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint::formats {
namespace {

constexpr std::size_t context_bytes = 120;  // of a long line, shown on each side of the finding
constexpr std::size_t fix_context = 40;

constexpr Words note_word{"note: ", "说明："};
constexpr Words safe_fix{"fix", "修复"};
constexpr Words unsafe_fix{"unsafe fix", "不安全修复"};
constexpr Words colon{": ", "："};
constexpr Phrase more_places{"full.places", "and {count} more places", "另有 {count} 处"};

/// A counted thing: its names for one and for more.
struct Noun {
    Phrase one;
    Phrase many;
};
constexpr Noun findings_noun{{"full.finding", "{count} finding", "{count} 个问题"},
                             {"full.findings", "{count} findings", "{count} 个问题"}};
constexpr Noun prompts_noun{{"full.prompt", "{count} prompt", "{count} 个提示词"},
                            {"full.prompts", "{count} prompts", "{count} 个提示词"}};
constexpr Noun files_noun{{"full.file", "{count} file", "{count} 个文件"},
                          {"full.files", "{count} files", "{count} 个文件"}};
constexpr Noun paths_noun{{"full.path", "{count} path", "{count} 个路径"},
                          {"full.paths", "{count} paths", "{count} 个路径"}};
// Severities are names, the same in every language.
constexpr Noun errors_noun{{"full.error", "{count} error", "{count} 个 error"},
                           {"full.errors", "{count} errors", "{count} 个 error"}};
constexpr Noun warnings_noun{{"full.warning", "{count} warning", "{count} 个 warning"},
                             {"full.warnings", "{count} warnings", "{count} 个 warning"}};
constexpr Noun infos_noun{{"full.info", "{count} info", "{count} 个 info"},
                          {"full.infos", "{count} infos", "{count} 个 info"}};

constexpr Words no_findings{"no findings", "没有问题"};
constexpr Phrase looked_at{"full.looked-at", "{prompts} in {files}", "共检查 {files}中的 {prompts}"};
constexpr Phrase by_severity{"full.by-severity", "{errors}, {warnings}, {infos}; {where}",
                             "{errors}，{warnings}，{infos}；{where}"};
constexpr Phrase with_fixes{"full.fixable", "{safe} with a safe fix, {unsafe} with an unsafe one",
                            "{safe} 个有安全修复，{unsafe} 个有不安全修复"};
constexpr Phrase suppressed{"full.suppressed", "{findings} suppressed", "{findings}已抑制"};
constexpr Phrase skipped{"full.skipped", "{paths} could not be read or written", "{paths}无法读取或写入"};

std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(count); }

/// "1 finding", "2 findings"
Message counted(std::size_t count, const Noun& noun) {
    return {count == 1 ? noun.one : noun.many, {{"count", number(count)}}};
}

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

/// The pieces as they are shown, with an ellipsis where the line is cut.
struct Shown {
    std::string before;
    std::string marked;
    std::string behind;

    [[nodiscard]] std::string whole() const { return before + marked + behind; }
};

Shown show(const Excerpt& excerpt) {
    Shown shown{.before = excerpt.cut_before ? "…" : "",
                .marked = printable(excerpt.marked),
                .behind = printable(excerpt.behind)};
    shown.before += printable(excerpt.before);
    if (excerpt.cut_behind) shown.behind += "…";
    return shown;
}

/// A line's bytes, without its end and without the file's byte order mark.
Span shown_line(const Scene& scene, std::size_t line) {
    Span content = scene.positions.lines().content(line);
    if (line == 0) content.begin = std::min(content.end, start_of(scene.source));
    return content;
}

void write_line(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const std::size_t line = scene.positions.lines().line_of(finding.span.begin);
    const Span content = shown_line(scene, line);
    const auto in_line = [&](std::size_t offset) {
        return std::clamp(offset, content.begin, content.end) - content.begin;
    };
    const Span marked{in_line(finding.span.begin), in_line(finding.span.end)};
    const Shown shown = show(cut_out(slice(scene.source.bytes, content), marked, context_bytes));

    const std::string number = fmt::format("{}", scene.source.origin.line + line);
    const std::string margin(number.size(), ' ');
    const std::size_t indent = display_width(shown.before);
    const std::size_t width = std::max<std::size_t>(1, display_width(shown.marked));
    const Paint bar(Color::blue, scene.style.color);
    const Paint caret(color_of(finding.severity), scene.style.color);
    fmt::format_to(std::back_inserter(out), " {} {}\n {} {} {}\n {} {} {}{}\n", margin, bar("|"), bar(number),
                   bar("|"), shown.whole(), margin, bar("|"), std::string(indent, ' '),
                   caret(std::string(width, '^')));
}

/// How many of `edits` can be shown in one excerpt: those on the first one's line, and near it.
std::size_t count_near(std::span<const Edit> edits, const LineIndex& lines) {
    const std::size_t line = lines.line_of(edits.front().span.begin);
    std::size_t count = 1;
    while (count < edits.size() && lines.line_of(edits[count].span.begin) == line &&
           edits[count].span.end - edits.front().span.begin <= 2 * fix_context) {
        ++count;
    }
    return count;
}

/// A piece of a line as it is and as `edits` make it.
void write_change(std::string& out, std::span<const Edit> edits, const Scene& scene) {
    const LineIndex& lines = scene.positions.lines();
    const Span whole{shown_line(scene, lines.line_of(edits.front().span.begin)).begin,
                     shown_line(scene, lines.line_of(edits.back().span.end)).end};
    std::vector<Edit> shifted(edits.begin(), edits.end());
    for (Edit& edit : shifted) edit.span = {edit.span.begin - whole.begin, edit.span.end - whole.begin};
    const std::string_view before = slice(scene.source.bytes, whole);
    const std::string after = apply_edits(before, shifted);
    const Span changed{shifted.front().span.begin, shifted.back().span.end};
    const Span replaced{changed.begin, after.size() - (before.size() - changed.end)};
    const Paint minus(Color::red, scene.style.color);
    const Paint plus(Color::green, scene.style.color);
    fmt::format_to(std::back_inserter(out), "     {}\n     {}\n",
                   minus("- " + show(cut_out(before, changed, fix_context)).whole()),
                   plus("+ " + show(cut_out(after, replaced, fix_context)).whole()));
}

/// A fix as a small diff; of many places the first few, with a count of the others.
void write_fix(std::string& out, const Fix& fix, const Scene& scene) {
    constexpr std::size_t most_shown = 3;
    const Language language = scene.style.language;
    const Paint title(Color::cyan, scene.style.color);
    fmt::format_to(std::back_inserter(out), "   = {}{}{}\n",
                   title((fix.safety == Safety::safe ? safe_fix : unsafe_fix).in(language)),
                   colon.in(language), printable(fix.title.in(language)));
    std::span<const Edit> rest = fix.edits;
    for (std::size_t shown = 0; !rest.empty() && shown < most_shown; ++shown) {
        const std::size_t count = count_near(rest, scene.positions.lines());
        write_change(out, rest.first(count), scene);
        rest = rest.subspan(count);
    }
    if (rest.empty()) return;
    const Message more{more_places, {{"count", number(rest.size())}}};
    fmt::format_to(std::back_inserter(out), "     {}\n", more.in(language));
}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    const Language language = scene.style.language;
    const Position at = scene.positions.at(finding.span.begin);
    const Paint head(color_of(finding.severity), scene.style.color);
    const Paint bar(Color::blue, scene.style.color);
    const std::string file = printable(scene.source.name);
    fmt::format_to(std::back_inserter(out), "{}: {}\n  {} {}:{}:{}\n",
                   head(fmt::format("{}[{}]", name_of(finding.severity), finding.rule->name)),
                   printable(finding.message.in(language)), bar("-->"), file, at.line, at.column);
    write_line(out, finding, scene);
    for (const Note& note : finding.notes) {
        fmt::format_to(std::back_inserter(out), "   = {}{}", note_word.in(language),
                       printable(note.message.in(language)));
        if (note.span) {
            const Position place = scene.positions.at(note.span->begin);
            fmt::format_to(std::back_inserter(out), "{}{}:{}:{}", colon.in(language), file, place.line,
                           place.column);
        }
        out += '\n';
    }
    for (const Fix& fix : finding.fixes) write_fix(out, fix, scene);
    out += '\n';
}

void nothing(std::string&, const Style&, const Summary&) {}

/// A message as an argument of another.
Argument one(std::string_view name, Message message) { return {name, std::vector{std::move(message)}}; }

/// "1 error, 0 warnings, 2 infos; 3 prompts in 1 file"
Message totals(const Summary& summary) {
    Message where{looked_at,
                  {one("prompts", counted(summary.prompts, prompts_noun)),
                   one("files", counted(summary.files, files_noun))}};
    if (summary.errors + summary.warnings + summary.infos == 0) return where;
    return {by_severity,
            {one("errors", counted(summary.errors, errors_noun)),
             one("warnings", counted(summary.warnings, warnings_noun)),
             one("infos", counted(summary.infos, infos_noun)), one("where", std::move(where))}};
}

void end(std::string& out, const Style& style, const Summary& summary) {
    const Language language = style.language;
    const std::size_t findings = summary.errors + summary.warnings + summary.infos;
    const Paint verdict(findings == 0 ? Color::green : Color::yellow, style.color);
    const std::string head =
        findings == 0 ? std::string(no_findings.in(language)) : counted(findings, findings_noun).in(language);
    const auto write_line = [&](std::string_view before, const Message& message) {
        out += fmt::format("{}{}\n", before, message.in(language));
    };
    write_line(verdict(head) + std::string(colon.in(language)), totals(summary));
    if (summary.fixable + summary.unsafely_fixable > 0) {
        write_line("", {with_fixes,
                        {{"safe", number(summary.fixable)}, {"unsafe", number(summary.unsafely_fixable)}}});
    }
    if (summary.suppressed > 0) {
        write_line("", {suppressed, {one("findings", counted(summary.suppressed, findings_noun))}});
    }
    if (summary.skipped > 0) write_line("", {skipped, {one("paths", counted(summary.skipped, paths_noun))}});
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
