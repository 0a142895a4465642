// camlint man: the manual page, from the outline of the command line.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/scripts.hpp"
#include "cli/subcommand.hpp"
#include "version.hpp"

namespace camlint {
namespace {

/// A term and what it means.
struct Entry {
    std::string_view term;
    std::string_view meaning;
};

constexpr std::array exit_codes{
    Entry{"0", "Nothing was found at or above the severity of --fail-on."},
    Entry{"1", "Something was found, or a file was changed where that is asked for."},
    Entry{"2",
          "The command line or the configuration is wrong, or a file cannot be read or written; the message "
          "on standard error says which. Never used for findings."},
    Entry{"3", "submit and its kin: the service does not take the key."},
    Entry{"4", "Balance, quota, rate limit or a limit of the user's."},
    Entry{"5", "Something is still running; resume goes on."},
    Entry{"6", "The service cannot be reached, and nothing was sent."},
    Entry{"7", "It is unknown whether something was paid for; reconcile says what to do."},
    Entry{"8", "The ledger cannot be used."},
};

constexpr std::array environment{
    Entry{"LC_ALL, LC_MESSAGES, LANG", "The language of messages where --language is not given."},
    Entry{"MINIMAX_API_KEY, MINIMAX_CN_API_KEY, GPT_GE_API_KEY",
          "The key of submit and its kin, by provider."},
    Entry{"XDG_STATE_HOME, XDG_CONFIG_HOME", "Where the ledger and the user's own submit.toml are."},
    Entry{"NO_COLOR", "Where it is set and not empty, --color=auto writes no colours."},
    Entry{"TERM", "Where it is dumb, --color=auto writes no colours."},
};

constexpr std::array files{
    Entry{"camlint.toml, .camlint.toml", "The configuration: the one closest to each file holds."},
    Entry{"*.prompt, *.prompt.*", "What is read of a folder, at any depth."},
    Entry{"prompts/**/*.{txt,md,json,jsonl,csv,tsv}",
          "The same, below a folder of this name. Of a git work tree, files that git ignores are left out."},
};

constexpr std::array examples{
    Entry{"camlint check", "Lint the prompt files of the current folder."},
    Entry{"camlint check request.json -f concise", "Lint one request body, one line a finding."},
    Entry{"echo 'A man walks [Psuh in].' | camlint check -", "Lint a prompt from standard input."},
    Entry{"camlint rule unknown-command", "Explain a rule: why it is there, what is bad, what is good."},
};

constexpr std::size_t width = 78;

constexpr std::string_view description =
    "camlint reads prompts for the text-to-video models of MiniMax Hailuo, as plain text or inside of "
    "request bodies, "
    "tables, Markdown, workflows and shell scripts, and tells which directives in square brackets, such as "
    "[Push in], "
    "will not move the camera as they say. Reports go to standard output, everything else to standard error.";

/// Text as roff reads it: no escape, no request, dashes that can be searched for and copied.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '\\': out += "\\e"; break;
            case '-': out += "\\-"; break;
            case '\'': out += "\\(aq"; break;
            case '^': out += "\\(ha"; break;
            case '~': out += "\\(ti"; break;
            case '`': out += "\\(ga"; break;
            case '"': out += "\\(dq"; break;
            case '\n': out += ' '; break;
            default: out += c;
        }
    }
    return out.starts_with('.') ? "\\&" + out : out;
}

/// A paragraph of it, in lines of a usual width. roff fills them again.
std::string filled(std::string_view text) {
    std::string out;
    std::string line;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string word = roff((line.empty() ? "" : " ") + std::string(text.substr(0, end)));
        if (!line.empty() && line.size() + word.size() > width) {
            out += line + "\n";
            line = roff(text.substr(0, end));
        } else {
            line += word;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + line + "\n";
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

std::string paragraph(const std::string& term, std::string_view meaning) {
    return ".TP\n" + term + "\n" + filled(meaning);
}

template <typename Entries>
std::string section(std::string_view title, const Entries& entries) {
    std::string out = fmt::format(".SH {}\n", title);
    for (const Entry& entry : entries) out += paragraph(bold(entry.term), entry.meaning);
    return out;
}

std::string flags(const CommandOutline& command) {
    std::string out;
    for (const ArgumentOutline& flag : command.flags) {
        std::string term;
        for (const std::string& name : flag.names) term += (term.empty() ? "" : ", ") + bold(name);
        if (flag.takes != Takes::nothing) term += " " + italic(flag.label);
        out += paragraph(term, flag.help);
    }
    return out;
}

std::string usage(const CommandOutline& command) {
    std::string out = bold("camlint " + command.name) + " [" + italic("OPTIONS") + "]";
    for (const ArgumentOutline& place : command.positionals) {
        out += fmt::format(" [{}{}]", italic(place.label), place.repeats ? " ..." : "");
    }
    return out;
}

std::string today() {
    // A build that must give the same bytes again says what day it is.
    std::time_t now = std::time(nullptr);
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr) {
        const std::string_view text = epoch;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), now);
        if (error != std::errc{} || stop != text.data() + text.size() || now < 0) {
            throw Error(fmt::format("SOURCE_DATE_EPOCH takes seconds since 1970, not '{}'", text));
        }
    }
    return fmt::format("{:%Y-%m-%d}", fmt::gmtime(now));
}

}  // namespace

std::string manual(const CommandOutline& program, std::string_view date) {
    std::string out = fmt::format(
        ".\\\" Made by 'camlint man'.\n.TH CAMLINT 1 {} \"camlint {}\" \"User Commands\"\n", date, version);
    std::string summary = program.summary;
    if (summary.starts_with("A ")) summary = summary.substr(2);
    out += ".SH NAME\n" + filled("camlint - " + summary) + ".SH SYNOPSIS\n";
    for (const CommandOutline& command : program.commands) {
        out += (command.name == program.commands[0].name ? "" : ".br\n") + usage(command) + "\n";
    }
    out += ".SH DESCRIPTION\n" + filled(description) + ".SH OPTIONS\n" + flags(program) + ".SH COMMANDS\n";
    for (const CommandOutline& command : program.commands) {
        out += ".SS " + usage(command) + "\n" + filled(command.summary + ".");
        for (const ArgumentOutline& place : command.positionals)
            out += paragraph(italic(place.label), place.help);
        out += flags(command);
        if (!command.footer.empty()) out += ".PP\n" + filled(command.footer);
    }
    out += section("EXIT STATUS", exit_codes);
    out += section("ENVIRONMENT", environment);
    out += section("FILES", files);
    out += section("EXAMPLES", examples);
    return out;
}

std::function<int()> setup_man(CommandOptions command) {
    return [command] {
        print(manual(command.program_outline(), today()));
        flush_output();
        return exit_clean;
    };
}

}  // namespace camlint
