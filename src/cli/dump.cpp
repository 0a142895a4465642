// camlint dump: the syntax nodes of a prompt, for those who work on camlint.

#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/subcommand.hpp"
#include "syntax/parse.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

std::string_view name_of(PieceKind kind) {
    switch (kind) {
        case PieceKind::label: return "label";
        case PieceKind::comma: return "comma";
        case PieceKind::separator: return "separator";
        case PieceKind::alternative: return "alternative";
        case PieceKind::sequence: return "sequence";
    }
    return "";
}

std::string_view name_of(const Node& node) {
    switch (node.kind) {
        case NodeKind::text: return "text";
        case NodeKind::stray: return "stray";
        case NodeKind::bracket: break;
    }
    switch (node.ending) {
        case Ending::closed: return "bracket";
        case Ending::next_bracket: return "bracket, open at the next one";
        case Ending::line_end: return "bracket, open at the line end";
        case Ending::end_of_text: return "bracket, open at the end";
    }
    return "";
}

int dump(const std::string& path) {
    Input input(path);
    const Tree tree = parse(input.all());
    for (const Node& node : tree.nodes) {
        print(fmt::format("{:>6}..{:<6} {} {}\n", node.span.begin, node.span.end, name_of(node),
                          quote(printable(slice(tree.text, node.span)))));
        for (const Piece& piece : tree.pieces_of(node)) {
            print(fmt::format("{:>8}..{:<6} {} {}\n", piece.span.begin, piece.span.end, name_of(piece.kind),
                              quote(printable(slice(tree.text, piece.span)))));
        }
    }
    flush_output();
    return exit_clean;
}

}  // namespace

std::function<int()> setup_dump(CLI::App& app) {
    auto path = std::make_shared<std::string>("-");
    app.add_option("PATH", *path, "A file that is one prompt, or -");
    return [path] { return dump(*path); };
}

}  // namespace camlint
