// camlint lsp: the language server on standard input and output.

#include <unistd.h>

#include <memory>

#include "cli/editor.hpp"
#include "cli/error.hpp"
#include "cli/flags.hpp"
#include "cli/options.hpp"
#include "cli/subcommand.hpp"
#include "lsp/server.hpp"
#include "lsp/stream.hpp"

namespace camlint {

std::function<int()> setup_lsp(CommandOptions command) {
    auto flags = std::make_shared<Flags>();
    add_project_flags(command, *flags);
    add_rule_flags(command, *flags);
    command.add_option("--baseline", flags->baseline, "Findings that are known and not shown");
    command.add_option("--language", flags->language,
                       "Of messages, en or zh; by the editor's locale if not given");
    command.add_idle_flag("--stdio", "Speak on standard input and output, as it does anyway; editors say so");
    command.footer("An editor starts this; its own settings win over these flags.");
    return [flags] {
        if (isatty(STDIN_FILENO) != 0) {
            print_note(
                "an editor speaks with this on standard input (Content-Length, then JSON); Ctrl-D ends it");
        }
        Editor editor(*flags);
        const Workspace workspace = editor.workspace();
        Server server(workspace);
        return serve(server, STDIN_FILENO, STDOUT_FILENO);
    };
}

}  // namespace camlint
