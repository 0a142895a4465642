#include "report/parts/remarks.hpp"

#include <fmt/format.h>

#include "version.hpp"

namespace camlint {
namespace {

constexpr Phrase unread_path{"report.unread-path", "{count} path could not be read",
                             "有 {count} 个路径无法读取"};
constexpr Phrase unread_more{"report.unread-paths", "{count} paths could not be read",
                             "有 {count} 个路径无法读取"};

}  // namespace

std::string remarks(const Diagnostic& finding, const Scene& scene, Notes notes, std::string_view path) {
    const Language language = scene.style.language;
    std::string text = finding.message.in(language);
    for (const Note& note : finding.notes) {
        if (note.span && notes == Notes::without_place) continue;
        fmt::format_to(std::back_inserter(text), "\n{}: {}", Words("note", "说明").in(language),
                       note.message.in(language));
        if (!note.span) continue;
        const Position at = scene.positions.at(note.span->begin);
        fmt::format_to(std::back_inserter(text), ": {}:{}:{}", path, at.line, at.column);
    }
    return text;
}

std::string unread_paths(const Summary& summary, Language language) {
    const auto count = static_cast<std::int64_t>(summary.skipped);
    return Message(count == 1 ? unread_path : unread_more, {{"count", count}}).in(language);
}

std::string rule_page(const Rule& rule) {
    if (!rule_url.starts_with("http")) return {};
    return fmt::format("{}{}", rule_url, rule.name);
}

}  // namespace camlint
