// camlint check: lint files or standard input and report.

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/lint_file.hpp"
#include "cli/output.hpp"
#include "cli/subcommand.hpp"
#include "cli/walk.hpp"
#include "report/format.hpp"

namespace camlint {
namespace {

struct Options {
    std::vector<std::string> paths;
    Defaults defaults;
    std::string duration;
    std::string input_format = "auto";
    std::string prompt_column;
    std::string max_file_size;
    std::string stdin_filename = "<stdin>";
    std::string output_format = "full";
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::string fail_on = "warning";
    std::string color = "auto";
    std::string jobs = "0";
    bool statistics = false;
    bool exit_zero = false;
};

void check_rule_names(const Options& options) {
    for (const UnknownName& unknown : unknown_names(options.ignore)) {
        print_warning(
            fmt::format("--ignore names no rule: '{}'{}", unknown.name, did_you_mean(unknown.suggestion)));
    }
    const auto unknown = unknown_names(options.select);
    if (unknown.empty()) return;
    throw Error(
        fmt::format("--select names no rule: '{}'{}", unknown[0].name, did_you_mean(unknown[0].suggestion)));
}

ReadOptions read_options(const Options& options) {
    ReadOptions read{.carrier = chosen_carrier(options.input_format), .prompt_column = options.prompt_column};
    if (!options.max_file_size.empty()) {
        read.largest_document = chosen_size("--max-file-size", options.max_file_size);
    }
    return read;
}

/// Lints several files at once and reports in order.
class Run {
public:
    Run(const Options& options, std::vector<Target> targets)
        : options_(options),
          targets_(std::move(targets)),
          format_(chosen_format(options.output_format)),
          read_options_(read_options(options)),
          threshold_(chosen_threshold(options.fail_on)),
          color_(chosen_color(options.color)),
          jobs_(chosen_number("--jobs", options.jobs, 0)),
          linter_(select_rules(options.select, options.ignore), options.defaults),
          output_(targets_.size(), format_.separator) {}

    /// Reports a path that cannot be read and counts it.
    void skip(const std::string& why) {
        print_error(why);
        const std::lock_guard lock(mutex_);
        summary_.skipped += 1;
    }

    int run() {
        if (!options_.statistics) print_with(format_.begin);
        lint_all();
        if (options_.statistics) {
            print_statistics();
        } else {
            std::string tail;
            format_.end(tail, summary_, color_);
            print(tail);
        }
        flush_output();
        if (summary_.skipped > 0) return exit_error;
        return failed_ && !options_.exit_zero ? exit_findings : exit_clean;
    }

private:
    static void print_with(void (*write)(std::string&)) {
        std::string text;
        write(text);
        print(text);
    }

    void lint_all() {
        const std::size_t files = std::max<std::size_t>(1, targets_.size());
        const std::size_t wanted =
            jobs_ > 0 ? static_cast<std::size_t>(jobs_) : std::thread::hardware_concurrency();
        const std::size_t jobs = std::clamp<std::size_t>(wanted, 1, files);
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < jobs; ++i) threads.emplace_back([this] { work(); });
        work();
        threads.clear();
        if (error_) std::rethrow_exception(error_);
    }

    /// Takes one file after the other until none is left.
    void work() {
        try {
            for (std::size_t file = next_++; file < targets_.size(); file = next_++) {
                lint_one(file);
                output_.finish(file);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            error_ = std::current_exception();
            next_ = targets_.size();
        }
    }

    void lint_one(std::size_t file) {
        try {
            const FileFacts facts = lint_file(
                targets_[file], read_options_, linter_,
                [&](const auto& findings, const Source& source) { report(file, findings, source); });
            const std::lock_guard lock(mutex_);
            summary_.files += 1;
            summary_.prompts += facts.prompts;
        } catch (const UnreadableError& error) {
            skip(error.what());
        }
    }

    void report(std::size_t file, const std::vector<Diagnostic>& findings, const Source& source) {
        count(findings);
        if (options_.statistics) return;
        const Positions positions(source);
        std::string text;
        for (const Diagnostic& finding : findings) {
            if (!text.empty()) text += format_.separator;
            format_.finding(text, finding, {.source = source, .positions = positions, .color = color_});
        }
        output_.write(file, text);
    }

    void count(const std::vector<Diagnostic>& findings) {
        const std::lock_guard lock(mutex_);
        for (const Diagnostic& finding : findings) {
            failed_ = failed_ || static_cast<int>(finding.severity) >= threshold_;
            if (finding.severity == Severity::error) summary_.errors += 1;
            if (finding.severity == Severity::warning) summary_.warnings += 1;
            if (finding.severity == Severity::info) summary_.infos += 1;
            by_rule_[finding.rule->name] += 1;
            if (finding.fixes.empty()) continue;
            const bool safe = finding.fixes.front().safety == Safety::safe;
            (safe ? summary_.fixable : summary_.unsafely_fixable) += 1;
        }
    }

    /// Most frequent first.
    void print_statistics() const {
        std::vector<std::pair<std::string_view, std::size_t>> rows(by_rule_.begin(), by_rule_.end());
        std::ranges::stable_sort(rows, std::greater{}, [](const auto& row) { return row.second; });
        for (const auto& [rule, count] : rows) print(fmt::format("{:>8}  {}\n", count, rule));
    }

    const Options& options_;
    std::vector<Target> targets_;
    const Format& format_;
    ReadOptions read_options_;
    int threshold_;
    bool color_;
    int jobs_;
    Linter linter_;
    OrderedOutput output_;
    std::atomic<std::size_t> next_ = 0;

    std::mutex mutex_;  // guards what follows
    Summary summary_;
    std::map<std::string_view, std::size_t> by_rule_;
    bool failed_ = false;
    std::exception_ptr error_;
};

int check(Options& options) {
    check_rule_names(options);
    check_provider(options.defaults.provider);
    if (!options.duration.empty())
        options.defaults.duration = chosen_number("--duration", options.duration, 1);
    if (options.statistics && options.output_format != "full") {
        throw Error("--statistics prints a table of its own, in no other --output-format");
    }
    if (options.paths.empty()) options.paths.emplace_back(".");
    Walk walk = find_targets(options.paths, options.stdin_filename);
    for (const std::string& hint : walk.hints) print_warning(hint);
    Run run(options, std::move(walk.targets));
    for (const std::string& problem : walk.problems) run.skip(problem);
    return run.run();
}

}  // namespace

std::function<int()> setup_check(CLI::App& app) {
    auto options = std::make_shared<Options>();
    const auto list = [&app](const char* flag, std::vector<std::string>& names, const char* help) {
        app.add_option(flag, names, help)->delimiter(',')->allow_extra_args(false);
    };
    app.add_option("PATH", options->paths,
                   "Files, folders, patterns, or - for standard input; the current folder if none");
    app.add_option("-f,--output-format", options->output_format, "full, concise, json or jsonl")
        ->capture_default_str();
    app.add_option("--input-format", options->input_format, "auto, or a name of 'camlint list formats'")
        ->capture_default_str();
    app.add_option("--prompt-column", options->prompt_column, "The column of CSV that holds the prompts");
    app.add_option("--max-file-size", options->max_file_size,
                   "Largest file that is read whole, as 500K, 64M; 16M if not given");
    app.add_option("--stdin-filename", options->stdin_filename, "Name of standard input in reports");
    list("--select", options->select, "Rules or categories to run; all for all");
    list("--ignore", options->ignore, "Rules or categories to leave out");
    app.add_option("--model", options->defaults.model, "The model that prompts are meant for");
    app.add_option("--duration", options->duration, "The duration that prompts are meant for, in seconds");
    app.add_option("--resolution", options->defaults.resolution, "The resolution that prompts are meant for");
    app.add_option("--provider", options->defaults.provider, "The provider that prompts are meant for");
    app.add_option("--fail-on", options->fail_on,
                   "Least severity for exit code 1: error, warning, info or never")
        ->capture_default_str();
    app.add_flag("--exit-zero", options->exit_zero, "Exit with 0 even with findings");
    app.add_flag("--statistics", options->statistics, "Print how often each rule fired, not the findings");
    app.add_option("-j,--jobs", options->jobs, "Files linted at once; 0 for one per core")
        ->capture_default_str();
    app.add_option("--color", options->color, "auto, always or never")->capture_default_str();
    app.footer("A request's own fields win over --model, --duration, --resolution and --provider.");
    return [options] { return check(*options); };
}

}  // namespace camlint
