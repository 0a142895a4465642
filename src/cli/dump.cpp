// camlint dump: the syntax nodes of a prompt, or the prompts of a file, for those who work on camlint.

#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/choices.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/read_file.hpp"
#include "cli/subcommand.hpp"
#include "syntax/parse.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

struct Options {
    std::string path = "-";
    bool prompts = false;
    std::string input_format = "auto";
    std::string prompt_column;
};

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

void dump_tree(const std::string& path) {
    Input input(path);
    const Tree tree = parse(input.all(default_largest_document));
    for (const Node& node : tree.nodes) {
        print(fmt::format("{:>6}..{:<6} {} {}\n", node.span.begin, node.span.end, name_of(node),
                          quote(printable(slice(tree.text, node.span)))));
        for (const Piece& piece : tree.pieces_of(node)) {
            print(fmt::format("{:>8}..{:<6} {} {}\n", piece.span.begin, piece.span.end, name_of(piece.kind),
                              quote(printable(slice(tree.text, piece.span)))));
        }
    }
}

/// One line of JSON per prompt: its number, text, and fields as they were read.
void dump_prompts(const Options& options) {
    Input input(options.path);
    const ReadOptions read{.carrier = chosen_carrier(options.input_format),
                           .prompt_column = options.prompt_column};
    std::size_t number = 0;
    read_file(input, options.path, read, [&](const Document& document, const Source&) {
        for (const Prompt& prompt : document.prompts) {
            nlohmann::ordered_json fields = nlohmann::ordered_json::object();
            for (const Field& field : prompt.fields) fields[std::string(field.name)] = field.value.text;
            const nlohmann::ordered_json line{
                {"prompt", number++}, {"text", prompt.text}, {"fields", fields}};
            print(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
        }
    });
}

int dump(const Options& options) {
    if (options.prompts) {
        dump_prompts(options);
    } else {
        dump_tree(options.path);
    }
    flush_output();
    return exit_clean;
}

}  // namespace

std::function<int()> setup_dump(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("PATH", options->path, "A file that is one prompt, or -");
    command.add_flag("--prompts", options->prompts, "The prompts of a file of any carrier, as JSON");
    command.add_option("--input-format", options->input_format, "auto, or a name of 'camlint list formats'");
    command.add_option("--prompt-column", options->prompt_column, "The column of CSV that holds the prompts");
    return [options] { return dump(*options); };
}

}  // namespace camlint
