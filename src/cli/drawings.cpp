// camlint drawings: docs/camera-moves.md and its pictures, for those who work on camlint.

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "catalog/moves.hpp"
#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/subcommand.hpp"
#include "text/ascii.hpp"
#include "timeline/plate.hpp"

namespace camlint {
namespace {

using Commands = std::vector<const Command*>;

/// A move of the page: a command, or several that make one known move.
struct Entry {
    Words name;
    Commands commands;

    [[nodiscard]] std::string file() const {
        std::string file;
        for (const char c : name.en) file += c == ' ' ? '-' : to_lower(c);
        return file;
    }
    [[nodiscard]] std::string title() const { return fmt::format("{} · {}", name.en, name.zh); }
};

Entry entry_of(const Command& command) { return {{command.en, command.zh}, {&command}}; }

std::vector<Entry> known_combinations() {
    std::vector<Entry> entries;
    for (const Combination& pair : combinations()) {
        Entry& entry = entries.emplace_back(Entry{pair.name, {}});
        for (const std::string_view name : pair.commands) entry.commands.push_back(command_named(name));
    }
    return entries;
}

std::vector<Entry> entries_of(std::initializer_list<Family> families) {
    std::vector<Entry> entries;
    for (const Command& command : commands) {
        if (std::ranges::find(families, command.family) != families.end())
            entries.push_back(entry_of(command));
    }
    return entries;
}

/// A row of a table, a cell for each entry.
template <typename Cell>
std::string row(const std::vector<Entry>& entries, Cell cell) {
    std::string out = "|";
    for (const Entry& entry : entries) out += fmt::format(" {} |", cell(entry));
    return out + "\n";
}

std::string head(const std::vector<Entry>& entries) {
    return row(entries, [](const Entry& entry) { return entry.title(); }) +
           row(entries, [](const Entry&) { return "---"; }) + row(entries, [](const Entry& entry) {
               return fmt::format("![{}](moves/{}.svg)", entry.title(), entry.file());
           });
}

/// "Truck · 平移"
std::string heading_of(Family family) {
    const Words words = describe(family);
    return fmt::format("{}{} · {}", static_cast<char>(words.en.front() - 'a' + 'A'), words.en.substr(1),
                       words.zh);
}

std::string explained(std::string_view heading, const std::vector<Entry>& entries) {
    const auto told = [](const Entry& entry) { return move_of(*entry.commands.front()); };
    return fmt::format("\n## {}\n\n", heading) + head(entries) +
           row(entries, [&](const Entry& entry) { return told(entry).what.en; }) +
           row(entries, [&](const Entry& entry) { return told(entry).what.zh; }) +
           row(entries,
               [&](const Entry& entry) {
                   return fmt::format("Not to be confused with {}.", told(entry).confused_with.en);
               }) +
           row(entries, [&](const Entry& entry) {
               return fmt::format("不要与{}混淆。", told(entry).confused_with.zh);
           });
}

constexpr std::string_view introduction = R"(# Camera moves · 运镜

The 15 camera commands of the API and what the camera does on each. )";

constexpr std::string_view reading = R"(

API 的 15 个镜头指令，以及镜头的动作。API 文档只列出名称，以下为本项目的描述和图示。

How to read a drawing: orange is what moves. A faint camera is where it was, a solid one where it comes to; a dashed frame is
what the picture shows at first, a drawn one what it shows in the end. Cameras on rails are seen from above, cameras on a
tripod or a column from the side. A ring with a plus or minus sign is a lens: the camera itself stays.

图例：橙色表示运动。淡色镜头是起点，实色镜头是终点；虚线框是开始的画面，实线框是最后的画面。轨道上的镜头为俯视，三脚架和立柱上的镜头为侧视。
带加减号的圆环是变焦：镜头位置不变。

This page and its drawings are printed by `camlint drawings`.
)";

std::string page() {
    std::string out{introduction};
    out += "The API documents their names alone: words and drawings are this project's.";
    out += reading;
    for (const Family family :
         {Family::truck, Family::pan, Family::dolly, Family::zoom, Family::pedestal, Family::tilt}) {
        out += explained(heading_of(family), entries_of({family}));
    }
    out += explained("Shake, tracking, static · 晃动、跟随、固定",
                     entries_of({Family::shake, Family::follow, Family::fixed}));
    const std::vector<Entry> known = known_combinations();
    out +=
        "\n## Together · 组合\n\nCommands of one bracket act at the same time. Pairs that people write on "
        "purpose:\n\n";
    out += "同一括号内的指令同时进行。常见的组合：\n\n" + head(known);
    return out + row(known, [](const Entry& entry) {
               return fmt::format("`[{},{}]`", entry.commands[0]->en, entry.commands[1]->en);
           });
}

std::string plate(std::string_view file) {
    std::vector<Entry> all = known_combinations();
    for (const Command& command : commands) all.push_back(entry_of(command));
    for (const Entry& entry : all) {
        if (entry.file() != file) continue;
        const std::string_view what =
            entry.commands.size() == 1 ? move_of(*entry.commands.front()).what.en : "";
        return draw_plate(entry.commands, entry.title(), what);
    }
    throw Error(fmt::format("no drawing is named '{}'", file));
}

}  // namespace

std::function<int()> setup_drawings(CommandOptions command) {
    auto name = std::make_shared<std::string>();
    command.add_option("NAME", *name, "A drawing, as push-in; the page if none is named");
    return [name] {
        print(name->empty() ? page() : plate(*name));
        flush_output();
        return exit_clean;
    };
}

}  // namespace camlint
