// camlint stream: lines of JSON in on standard input, a line of JSON out for each, in order.

#include <unistd.h>

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/flags.hpp"
#include "cli/line_feed.hpp"
#include "cli/line_judge.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/parallel.hpp"
#include "cli/project.hpp"
#include "cli/subcommand.hpp"
#include "document/json_members.hpp"
#include "report/parts/line_json.hpp"

namespace camlint {
namespace {

constexpr std::string_view result_name = "camlint";

/// Of answers, before they are written though there are more lines.
constexpr std::size_t most_held = std::size_t{256} << 10;

/// Lines that are worked on together, and that one thread takes at once.
constexpr std::size_t most_together = 2048;
constexpr std::size_t slice = 64;

struct Options {
    Flags flags;
    std::string longest;
    bool merge = false;
    bool only_findings = false;
};

/// A judged line as a line of output.
class Writer {
public:
    Writer(const Options& options, Language language) : options_(options), style_{.language = language} {}

    void append(std::string& out, const JudgedLine& line) const {
        if (options_.only_findings && line.is_clean()) return;
        if (options_.merge) {
            merge(out, line);
        } else {
            append_line_json(out, {.id = line.id(), .error = line.error, .findings = line.findings},
                             line.source, style_);
        }
        out += '\n';
    }

private:
    void merge(std::string& out, const JudgedLine& line) const {
        std::string result;
        append_line_json(result, {.error = line.error, .findings = line.findings}, line.source, style_);
        if (!line.is_object()) {
            out.append("{\"").append(result_name).append("\":").append(result).append("}");
            return;
        }
        append_with_member(out, line.text, line.tree, result_name, result);
    }

    const Options& options_;
    Style style_;
};

class Run {
public:
    Run(const Options& options, const Project& project, std::string name)
        : name_(std::move(name)),
          plan_(project.plan_of(name_)),
          jobs_(chosen_number("--jobs", options.flags.jobs, 0)),
          longest_(options.longest.empty() ? largest_record : chosen_size("--max-line", options.longest)),
          judge_(plan_.linter,
                 {.kind = options.flags.input_format == "lines" ? LineKind::prompt : LineKind::json,
                  .prompt_fields = plan_.read.prompt_fields,
                  .longest = longest_,
                  .language = project.language(),
                  .result_name = options.merge ? result_name : std::string_view()}),
          writer_(options, project.language()),
          feed_(STDIN_FILENO, longest_, jobs_ == 1 ? Gather::at_once : Gather::what_there) {}

    int run() {
        bool is_open = true;
        while (is_open) {
            // Whoever writes may wait for the answers to all lines so far, so none is kept back.
            is_open = feed_.fill();
            jobs_ == 1 ? answer_lines() : answer_lines_together();
        }
        return exit_clean;
    }

private:
    void flush() {
        write_output(out_);
        out_.clear();
    }

    void answer(const FeedLine& line) {
        judge_.judge(line, name_, prompts_, judged_);
        prompts_ += judged_.prompts;
        writer_.append(out_, judged_);
        if (out_.size() >= most_held) flush();
    }

    void answer_lines() {
        while (const std::optional<FeedLine> line = feed_.next()) answer(*line);
        flush();
    }

    /// What is said once, with the first prompt, needs to know which one that is.
    void answer_lines_together() {
        std::optional<FeedLine> line = feed_.next();
        for (; line && prompts_ == 0; line = feed_.next()) answer(*line);
        flush();
        while (line) {
            lines_.clear();
            for (; line && lines_.size() < most_together; line = feed_.next()) lines_.push_back(*line);
            answer_batch();
        }
    }

    /// Calls `work` with each slice of the batch, by several threads.
    template <typename Work>
    void each_slice(Work work) {
        in_parallel((lines_.size() + slice - 1) / slice, jobs_, [&](std::size_t number) {
            const std::size_t begin = number * slice;
            work(number, begin, std::min(begin + slice, lines_.size()));
        });
    }

    /// Which number a prompt has is known only when all lines before it have been read.
    void answer_batch() {
        batch_.resize(std::max(batch_.size(), lines_.size()));
        outs_.resize(std::max(outs_.size(), (lines_.size() + slice - 1) / slice));
        each_slice([this](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) judge_.judge(lines_[i], name_, prompts_, batch_[i]);
        });
        std::size_t before = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            for (Diagnostic& finding : batch_[i].findings) finding.prompt += before;
            before += batch_[i].prompts;
        }
        prompts_ += before;
        each_slice([this](std::size_t number, std::size_t begin, std::size_t end) {
            outs_[number].clear();
            for (std::size_t i = begin; i < end; ++i) writer_.append(outs_[number], batch_[i]);
        });
        for (std::size_t number = 0; number * slice < lines_.size(); ++number) write_output(outs_[number]);
    }

    std::string name_;
    const Plan& plan_;
    int jobs_;
    std::size_t longest_;
    LineJudge judge_;
    Writer writer_;
    LineFeed feed_;
    std::size_t prompts_ = 0;  ///< in the lines so far
    std::string out_;
    JudgedLine judged_;

    // Of lines that are worked on together.
    std::vector<FeedLine> lines_;
    std::vector<JudgedLine> batch_;
    std::vector<std::string> outs_;
};

void check_flags(const Options& options) {
    for (const std::string& path : options.flags.paths) {
        if (path == "-") continue;
        throw Error(fmt::format("stream reads standard input, not files: 'camlint stream < {}'", path));
    }
    const std::string& format = options.flags.input_format;
    const std::vector<std::string_view> formats = stream_format_names();
    if (std::ranges::find(formats, format) == formats.end()) fail_choice("--input-format", format, formats);
    if (options.merge && format == "lines") {
        throw Error("--merge needs JSON objects to merge into; --input-format lines has none");
    }
    (void)chosen_color(options.flags.color);
}

int stream(Options& options) {
    check_flags(options);
    options.flags.paths = {"-"};
    const Project project(options.flags);
    Run run(options, project, project.find_files().targets[0].name);
    if (isatty(STDIN_FILENO) != 0) print_note("reads lines of JSON from standard input; Ctrl-D ends it");
    return run.run();
}

constexpr const char* footer =
    "Each line in gives one line out, in order: "
    "{\"id\":7,\"diagnostics\":[...],\"errors\":0,\"warnings\":0}\n"
    "The id is the object's own, as it is written, if it has one; diagnostics are those of 'camlint check "
    "-f\n"
    "jsonl', and their places count from the start of the stream. A line that is no JSON object, not UTF-8 "
    "or\n"
    "too long gets an \"error\" beside them, and the stream goes on; of a blank line nothing is said. A line "
    "ends\n"
    "at LF or CRLF. Every complete line is answered before more is read. The exit code is 0 whatever is "
    "found,\n"
    "2 for wrong usage and where standard input or output fails.";

}  // namespace

std::function<int()> setup_stream(CommandOptions command) {
    auto options = std::make_shared<Options>();
    Flags& flags = options->flags;
    flags.jobs = "1";
    command.add_option("PATH", flags.paths, "").hidden();
    command.add_flag(
        "--merge", options->merge,
        "Write the input's object again, byte for byte, with the result under the key 'camlint'");
    command.add_flag("--only-findings", options->only_findings,
                     "Write nothing for lines that nothing is found in");
    command.add_option(
        "--max-line", options->longest,
        "Longest line that is read, as 500K, 64M; 1M if not given. Longer ones are passed over");
    command
        .add_option("--input-format", flags.input_format,
                    "jsonl, which auto means too, or lines: every line is a prompt")
        .shows_default();
    command.add_option("--stdin-filename", flags.stdin_filename, "Name of standard input in diagnostics");
    command.add_option("-j,--jobs", flags.jobs, "Lines worked on at once; 0 for one per core")
        .shows_default();
    command.add_option("--language", flags.language,
                       "Of messages, en or zh; by LC_ALL, LC_MESSAGES or LANG if not given");
    command
        .add_option("--color", flags.color,
                    "auto, always or never: JSON has no colours, this changes nothing")
        .shows_default();
    add_rule_flags(command, flags);
    add_project_flags(command, flags);
    command.footer(footer);
    return [options] { return stream(*options); };
}

}  // namespace camlint
