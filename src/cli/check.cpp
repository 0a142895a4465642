// camlint check: lint files or standard input and report.

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/flags.hpp"
#include "cli/lint_file.hpp"
#include "cli/output.hpp"
#include "cli/parallel.hpp"
#include "cli/place.hpp"
#include "cli/project.hpp"
#include "cli/report_file.hpp"
#include "cli/subcommand.hpp"
#include "cli/walk.hpp"

namespace camlint {
namespace {

struct Options {
    Flags flags;
    std::string output_format;
    std::vector<std::string> outputs;  ///< FORMAT=FILE
    bool statistics = false;
    bool exit_zero = false;
};

/// Where reports go: standard output has one format, files have what --output says.
std::vector<std::pair<const Format*, std::string>> destinations(const Options& options) {
    std::vector<std::pair<const Format*, std::string>> all;
    for (const std::string& output : options.outputs) {
        const std::size_t equals = output.find('=');
        if (equals == std::string::npos || equals + 1 == output.size()) {
            throw Error(fmt::format("--output takes FORMAT=FILE, not '{}'", output));
        }
        all.emplace_back(&chosen_format("--output", output.substr(0, equals)), output.substr(equals + 1));
    }
    const bool prints = std::ranges::any_of(all, [](const auto& row) { return row.second == "-"; });
    if (!options.output_format.empty() || (all.empty() && !options.statistics)) {
        if (prints) throw Error("--output-format and an --output to '-' both write to standard output");
        const std::string& name = options.output_format.empty() ? "full" : options.output_format;
        all.emplace_back(&chosen_format("--output-format", name), "-");
    }
    return all;
}

/// Lints several files at once and reports in order.
class Run {
public:
    Run(const Options& options, const Project& project, std::vector<Target> targets)
        : options_(options), project_(project), targets_(std::move(targets)) {
        const Style style{.language = project.language(),
                          .color = chosen_color(options.flags.color),
                          .place = current_place()};
        for (const auto& [format, path] : destinations(options)) {
            Style own = style;
            own.color = style.color && path == "-";
            reports_.push_back(std::make_unique<ReportFile>(*format, path, std::move(own), targets_.size()));
        }
    }

    /// Reports a path that cannot be read and counts it.
    void skip(const std::string& why) {
        print_error(why);
        const std::lock_guard lock(mutex_);
        summary_.skipped += 1;
    }

    int run() {
        in_parallel(targets_.size(), chosen_number("--jobs", options_.flags.jobs, 0),
                    [this](std::size_t file) {
                        lint_one(file);
                        for (const auto& report : reports_) report->finish(file);
                    });
        if (options_.statistics) print_statistics();
        for (const auto& report : reports_) report->end(summary_);
        flush_output();
        if (summary_.skipped > 0) return exit_error;
        return failed_ && !options_.exit_zero ? exit_findings : exit_clean;
    }

private:
    void lint_one(std::size_t file) {
        const Target& target = targets_[file];
        try {
            const Plan& plan = project_.plan_of(target.path == "-" ? target.name : target.path);
            const FileFacts facts =
                lint_file(target, plan.read, plan.linter, [&](const auto& findings, const Source& source) {
                    count(findings, plan.threshold);
                    for (const auto& report : reports_) {
                        report->write(file, findings, source);
                    }
                });
            const std::lock_guard lock(mutex_);
            summary_.files += 1;
            summary_.prompts += facts.prompts;
        } catch (const UnreadableError& error) {
            skip(error.what());
        }
    }

    void count(const std::vector<Diagnostic>& findings, int threshold) {
        const std::lock_guard lock(mutex_);
        for (const Diagnostic& finding : findings) {
            if (finding.suppression) {
                summary_.suppressed += 1;
                continue;
            }
            failed_ = failed_ || static_cast<int>(finding.severity) >= threshold;
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
    const Project& project_;
    std::vector<Target> targets_;
    std::vector<std::unique_ptr<ReportFile>> reports_;

    std::mutex mutex_;  // guards what follows
    Summary summary_;
    std::map<std::string_view, std::size_t> by_rule_;
    bool failed_ = false;
};

int check(Options& options) {
    if (options.statistics && !options.output_format.empty()) {
        throw Error("--statistics prints a table of its own, in no --output-format");
    }
    Flags& flags = options.flags;
    if (flags.paths.empty()) flags.paths.emplace_back(".");
    const Project project(flags);
    Walk walk =
        find_targets(flags.paths, flags.stdin_filename, project.configurations(), flags.force_exclude);
    project.prepare(walk.targets);
    for (const std::string& hint : walk.hints) print_warning(hint);
    Run run(options, project, std::move(walk.targets));
    for (const std::string& problem : walk.problems) run.skip(problem);
    return run.run();
}

}  // namespace

std::function<int()> setup_check(CLI::App& app) {
    auto options = std::make_shared<Options>();
    add_input_flags(app, options->flags);
    add_rule_flags(app, options->flags);
    app.add_option("-f,--output-format", options->output_format,
                   fmt::format("{}; full if not given", fmt::join(format_names(), ", ")));
    app.add_option("--output", options->outputs, "FORMAT=FILE: a report of its own, - for standard output")
        ->allow_extra_args(false);
    app.add_option("--fail-on", options->flags.fail_on,
                   "Least severity for exit code 1: error, warning (if not given), info or never");
    app.add_flag("--exit-zero", options->exit_zero, "Exit with 0 even with findings");
    app.add_flag("--statistics", options->statistics, "Print how often each rule fired, not the findings");
    app.footer("A request's own fields win over --model, --duration, --resolution and --provider.");
    return [options] { return check(*options); };
}

}  // namespace camlint
