// camlint check: lint files or standard input, mend what can be mended, and report.

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>

#include <fmt/format.h>

#include "cli/baseline_file.hpp"
#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/file_errors.hpp"
#include "cli/fix_file.hpp"
#include "cli/flags.hpp"
#include "cli/lint_file.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/parallel.hpp"
#include "cli/place.hpp"
#include "cli/project.hpp"
#include "cli/report_file.hpp"
#include "cli/subcommand.hpp"
#include "cli/walk.hpp"
#include "cli/write_file.hpp"
#include "report/parts/unified_diff.hpp"

namespace camlint {
namespace {

struct Options {
    Flags flags;
    std::string output_format;
    std::vector<std::string> outputs;  ///< FORMAT=FILE
    bool fix = false;
    bool unsafe_fixes = false;
    bool diff = false;
    bool statistics = false;
    bool exit_zero = false;

    /// The content of standard input goes to standard output, so its report goes elsewhere.
    [[nodiscard]] bool is_filter() const {
        return fix && !diff && std::ranges::find(flags.paths, "-") != flags.paths.end();
    }
};

using Destination = std::pair<const Format*, std::string>;

/// Two reports in one file would be neither.
void check_apart(const std::vector<Destination>& all) {
    std::set<std::filesystem::path> taken;
    for (const auto& [format, path] : all) {
        std::error_code error;
        if (taken.insert(std::filesystem::weakly_canonical(path, error)).second) continue;
        throw Error(fmt::format("--output has two reports for '{}'", path));
    }
}

/// A file that is linted would be lost, before it is read.
void check_spares(const std::vector<Destination>& all, std::span<const Target> targets) {
    for (const auto& [format, path] : all) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(path, error)) continue;
        for (const Target& target : targets) {
            if (!std::filesystem::equivalent(path, target.path, error)) continue;
            throw Error(fmt::format("--output to '{}' would overwrite a file that is linted", path));
        }
    }
}

/// Where reports go: what --output says, and one format to standard output unless that is taken.
std::vector<Destination> destinations(const Options& options) {
    std::vector<Destination> all;
    for (const std::string& output : options.outputs) {
        const std::size_t equals = output.find('=');
        if (equals == std::string::npos || equals + 1 == output.size()) {
            throw Error(fmt::format("--output takes FORMAT=FILE, not '{}'", output));
        }
        all.emplace_back(&chosen_format("--output", output.substr(0, equals)), output.substr(equals + 1));
    }
    const bool takes_output = options.statistics || options.diff;
    check_apart(all);
    const bool prints = std::ranges::any_of(all, [](const auto& row) { return row.second == "-"; });
    if (prints && (takes_output || options.is_filter())) {
        throw Error("--output to '-' does not go with what else is written to standard output");
    }
    if (takes_output || (options.output_format.empty() && !all.empty())) return all;
    if (prints) throw Error("--output-format and an --output to '-' both write to standard output");
    const std::string& name = options.output_format.empty() ? "full" : options.output_format;
    all.emplace_back(&chosen_format("--output-format", name), options.is_filter() ? "" : "-");
    return all;
}

/// Lints several files at once and reports in order.
class Run {
public:
    Run(const Options& options, const Project& project, std::vector<Target> targets, BaselineFile* baseline)
        : options_(options),
          project_(project),
          targets_(std::move(targets)),
          baseline_(baseline),
          style_{.language = project.language(),
                 .color = chosen_color(options.flags.color),
                 .place = current_place()},
          texts_(targets_.size()),
          errors_(targets_.size()) {
        const std::vector<Destination> all = destinations(options);
        check_spares(all, targets_);
        for (const auto& [format, path] : all) {
            Style style = style_;
            style.color = style.color && path == "-";
            reports_.push_back(
                std::make_unique<ReportFile>(*format, path, std::move(style), targets_.size() + 1));
        }
    }

    /// Reports a path that cannot be read or written and counts it.
    void skip(const std::string& why) {
        print_error(why);
        summary_.skipped += 1;
    }

    int run() {
        const int jobs = chosen_number("--jobs", options_.flags.jobs, 0);
        // Threads that no file is left for share the lines of those there are.
        jobs_per_file_ = static_cast<int>(threads_for(jobs) / std::max<std::size_t>(1, targets_.size()));
        in_parallel<Workbench>(targets_.size(), jobs, [this](std::size_t file, Workbench& bench) {
            work_on(file, bench);
            for (const auto& report : reports_) report->finish(file);
        });
        summary_.skipped += errors_.tell();
        finish_baseline();
        for (const std::string& text : texts_) print(text);
        if (options_.statistics) print_statistics();
        for (const auto& report : reports_) report->end(summary_);
        flush_output();
        if (fixed_ == 0 && options_.diff && failed_) {
            print_note(fmt::format("would fix nothing; {} left, {} with an unsafe fix",
                                   counted(summary_.errors + summary_.warnings + summary_.infos, "finding"),
                                   summary_.unsafely_fixable));
        } else if (fixed_ > 0) {
            print_note(fmt::format("{} {} in {}", options_.diff ? "would fix" : "fixed",
                                   counted(fixed_, "finding"), counted(fixed_files_, "file")));
        }
        if (summary_.skipped > 0) return exit_error;
        return failed_ && !options_.exit_zero ? exit_findings : exit_clean;
    }

private:
    void work_on(std::size_t file, Workbench& bench) {
        const Target& target = targets_[file];
        try {
            const Plan& plan = project_.plan_of(target.place());
            if (options_.fix || options_.diff) {
                fix(file, plan, bench);
            } else {
                Input input(target.path);
                lint(file, plan, input, known_of(target), mark_none, bench);
            }
        } catch (const UnreadableError& error) {
            errors_.add(file, error.what());
        }
    }

    [[nodiscard]] std::optional<FileBaseline> known_of(const Target& target) {
        return baseline_ == nullptr ? std::nullopt : std::optional(baseline_->open(target.place()));
    }

    /// What is left is linted; where nothing was written, what is there. What the baseline silences is not
    /// fixed, and known again although its surroundings are. One that is to be written gets what is left.
    void fix(std::size_t file, const Plan& plan, Workbench& bench) {
        const Target& target = targets_[file];
        const Snapshot snapshot = take_snapshot(target.path);
        std::string bytes = snapshot.bytes;
        const bool is_filter = target.path == "-" && !options_.diff;
        if (is_filter) texts_[file] = bytes;  // whatever goes wrong
        std::optional<FileBaseline> known = known_of(target);
        Mark kept = mark_none;
        try {
            const Safety least = options_.unsafe_fixes ? Safety::unsafe : Safety::safe;
            const auto mark = [&](auto& findings, const Source& source) {
                if (known && !baseline_->writes()) baseline_->apply(*known, findings, source);
            };
            Fixed fixed = fix_bytes(target, bytes, plan.read, plan.linter, least, mark);
            if (options_.diff) {
                texts_[file] = unified_diff(target.name, bytes, fixed.edits, style_.color);
                known = known_of(target);
            } else {
                if (!is_filter && !fixed.edits.empty()) replace_file(target.path, snapshot, fixed.bytes);
                bytes = std::move(fixed.bytes);
                if (is_filter) texts_[file] = bytes;
                kept = mark_kept(std::move(fixed.kept));
            }
            const std::lock_guard lock(mutex_);
            fixed_ += fixed.findings;
            if (fixed.findings > 0) fixed_files_ += 1;
        } catch (const WriteError& error) {
            errors_.add(file, error.what());
            known = known_of(target);
        }
        Input input(target.path, bytes);
        lint(file, plan, input, std::move(known), kept, bench);
    }

    void lint(std::size_t file, const Plan& plan, Input& input, std::optional<FileBaseline> known,
              const Mark& kept, Workbench& bench) {
        const auto take = [&](std::vector<Diagnostic>& findings, const Source& source) {
            kept(findings, source);
            if (known) baseline_->apply(*known, findings, source);
            count(findings, plan.threshold);
            for (const auto& report : reports_) report->write(file, findings, source);
        };
        const FileFacts facts =
            lint_file(targets_[file], input, plan.read, plan.linter, bench, take, jobs_per_file_);
        if (known) baseline_->close(*known, plan.linter);
        const std::lock_guard lock(mutex_);
        summary_.files += 1;
        summary_.prompts += facts.prompts;
    }

    /// Writes the baseline, or reports what it says in vain, behind all files.
    void finish_baseline() {
        if (baseline_ == nullptr) return;
        if (baseline_->writes()) return write_baseline();
        const Plan& plan = project_.plan_of_folder();
        const std::vector<Diagnostic> findings = baseline_->unused(plan.linter);
        if (findings.empty()) return;
        count(findings, plan.threshold);
        for (const auto& report : reports_) report->write(targets_.size(), findings, baseline_->source());
    }

    /// The reports say what was found, also where it cannot be kept.
    void write_baseline() {
        try {
            baseline_->write();
        } catch (const WriteError& error) {
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
    BaselineFile* baseline_;  ///< null without one
    Style style_;
    std::vector<std::unique_ptr<ReportFile>> reports_;
    int jobs_per_file_ = 1;
    std::vector<std::string> texts_;  ///< of each file: its diff, or what standard input becomes
    FileErrors errors_;

    std::mutex mutex_;  // guards what follows
    Summary summary_;
    std::map<std::string_view, std::size_t> by_rule_;
    std::size_t fixed_ = 0;  ///< findings
    std::size_t fixed_files_ = 0;
    bool failed_ = false;
};

void check_flags(const Options& options) {
    if (options.statistics && !options.output_format.empty()) {
        throw Error("--statistics prints a table of its own, in no --output-format");
    }
    if (options.diff && !options.output_format.empty()) {
        throw Error("--diff prints a diff, in no --output-format; --output writes a report to a file");
    }
    if (options.statistics && (options.diff || options.is_filter())) {
        throw Error("--statistics does not go with what else is written to standard output");
    }
    if (options.diff && !options.flags.write_baseline.empty()) {
        throw Error("--diff writes nothing, so it does not go with --write-baseline");
    }
    if (options.unsafe_fixes && !options.fix && !options.diff) {
        throw Error("--unsafe-fixes goes with --fix or --diff");
    }
}

int check(Options& options) {
    check_flags(options);
    Flags& flags = options.flags;
    const Project project(flags);
    Walk walk = project.find_files();
    if (flags.baseline.empty() && flags.write_baseline.empty())
        flags.baseline = project.configured_baseline();
    const std::unique_ptr<BaselineFile> baseline = open_baseline(flags);
    Run run(options, project, std::move(walk.targets), baseline.get());
    for (const std::string& problem : walk.problems) run.skip(problem);
    return run.run();
}

}  // namespace

std::function<int()> setup_check(CommandOptions command) {
    auto options = std::make_shared<Options>();
    add_input_flags(command, options->flags);
    add_rule_flags(command, options->flags);
    add_project_flags(command, options->flags);
    command.add_flag("--fix", options->fix,
                     "Apply safe fixes to the files; of standard input, print the result");
    command.add_flag("--unsafe-fixes", options->unsafe_fixes, "With --fix or --diff: unsafe fixes too");
    command.add_flag("--diff", options->diff, "Print what fixes would change, and change nothing");
    command.add_option("-f,--output-format", options->output_format,
                       fmt::format("{}; full if not given", fmt::join(format_names(), ", ")));
    command
        .add_option("--output", options->outputs, "FORMAT=FILE: a report of its own, - for standard output")
        .one_at_a_time();
    command.add_option("--fail-on", options->flags.fail_on,
                       "Least severity for exit code 1: error, warning (if not given), info or never");
    command.add_option("--baseline", options->flags.baseline, "Findings that are known and fail nothing");
    command.add_option("--write-baseline", options->flags.write_baseline, "Make a baseline of all findings");
    command.add_flag("--exit-zero", options->exit_zero, "Exit with 0 even with findings");
    command.add_flag("--statistics", options->statistics,
                     "Print how often each rule fired, not the findings");
    command.footer("A request's own fields win over --model, --duration, --resolution and --provider.");
    return [options] { return check(*options); };
}

}  // namespace camlint
