// camlint format: write directives as they are documented, and touch nothing else.

#include <memory>
#include <mutex>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/file_errors.hpp"
#include "cli/fix_file.hpp"
#include "cli/flags.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/parallel.hpp"
#include "cli/project.hpp"
#include "cli/subcommand.hpp"
#include "cli/walk.hpp"
#include "cli/write_file.hpp"
#include "lint/translation.hpp"
#include "report/parts/unified_diff.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

struct Options {
    Flags flags;
    std::string to;  ///< a language; empty to leave commands in theirs
    bool check = false;
    bool diff = false;

    [[nodiscard]] bool writes() const { return !check && !diff; }
};

/// What cannot be read of a document cannot be formatted either; this finds it.
Linter reader() {
    return Linter({.selection = select_rules(std::vector<std::string>{"invalid-document"}, {})});
}

class Run {
public:
    Run(const Options& options, const Project& project, std::vector<Target> targets)
        : options_(options),
          project_(project),
          targets_(std::move(targets)),
          color_(chosen_color(options.flags.color)),
          texts_(targets_.size()),
          errors_(targets_.size()) {
        if (!options.to.empty()) translation_ = &translation_to(chosen_language("--to", options.to));
    }

    void fail(const std::string& why) {
        print_error(why);
        failures_ += 1;
    }

    int run() {
        const int jobs = chosen_number("--jobs", options_.flags.jobs, 0);
        in_parallel(targets_.size(), jobs, [this](std::size_t file) {
            try {
                format(file);
            } catch (const UnreadableError& error) {
                errors_.add(file, error.what());
            } catch (const WriteError& error) {
                errors_.add(file, error.what());
            }
        });
        failures_ += errors_.tell();
        for (const std::string& text : texts_) print(text);
        flush_output();
        print_note(fmt::format("{} {}, {} left as {}", counted(changed_, "file"),
                               options_.writes() ? "formatted" : "would be formatted", unchanged_,
                               unchanged_ == 1 ? "it is" : "they are"));
        if (failures_ > 0) return exit_error;
        return changed_ > 0 && !options_.writes() ? exit_findings : exit_clean;
    }

private:
    void format(std::size_t file) {
        const Target& target = targets_[file];
        const Plan& plan = project_.plan_of(target.place());
        Settings settings = plan.linter.settings();
        settings.selection = spelling_rules(settings.selection);
        if (translation_ != nullptr) settings.selection.on_label.push_back({translation_, Severity::info});
        const Snapshot snapshot = take_snapshot(target.path);
        const bool is_filter = target.path == "-" && options_.writes();
        if (is_filter) texts_[file] = snapshot.bytes;  // whatever goes wrong
        const Fixed fixed = fix_bytes(target, snapshot.bytes, plan.read, Linter(std::move(settings)),
                                      Safety::safe, mark_none);
        const bool changes = fixed.bytes != snapshot.bytes;
        if (options_.diff) {
            texts_[file] = unified_diff(target.name, snapshot.bytes, fixed.edits, color_);
        } else if (options_.check) {
            if (changes) texts_[file] = fmt::format("would format {}\n", printable(target.name));
        } else if (is_filter) {
            texts_[file] = fixed.bytes;
        } else if (changes) {
            replace_file(target.path, snapshot, fixed.bytes);
        }
        for (std::string& problem : problems_of(target, plan, snapshot.bytes))
            errors_.add(file, std::move(problem));
        const std::lock_guard lock(mutex_);
        (changes ? changed_ : unchanged_) += 1;
    }

    std::vector<std::string> problems_of(const Target& target, const Plan& plan, const std::string& bytes) {
        std::vector<std::string> problems;
        Input input(target.path, bytes);
        Workbench bench;
        lint_file(target, input, plan.read, reader(), bench, [&](const auto& findings, const Source& source) {
            const Positions positions(source);
            for (const Diagnostic& finding : findings) {
                const Position at = positions.at(finding.span.begin);
                problems.push_back(fmt::format("cannot format all of {}: {}:{}: {}", target.name, at.line,
                                               at.column, finding.message.in(project_.language())));
            }
        });
        return problems;
    }

    const Options& options_;
    const Project& project_;
    std::vector<Target> targets_;
    bool color_;
    const Rule* translation_ = nullptr;
    std::vector<std::string> texts_;  ///< of each file, for standard output
    FileErrors errors_;
    std::size_t failures_ = 0;

    std::mutex mutex_;  // guards what follows
    std::size_t changed_ = 0;
    std::size_t unchanged_ = 0;
};

int format(Options& options) {
    if (options.check && options.diff) throw Error("--check and --diff do not go together");
    const Project project(options.flags);
    Walk walk = project.find_files();
    Run run(options, project, std::move(walk.targets));
    for (const std::string& problem : walk.problems) run.fail(problem);
    return run.run();
}

}  // namespace

std::function<int()> setup_format(CommandOptions command) {
    auto options = std::make_shared<Options>();
    add_input_flags(command, options->flags);
    add_project_flags(command, options->flags);
    command.add_flag("--check", options->check,
                     "Write nothing; name the files that would change, and exit with 1");
    command.add_flag("--diff", options->diff, "Write nothing; print what would change, and exit with 1");
    command.add_option("--to", options->to, "Write commands in this language: en or zh");
    command.footer(
        "Letter case, spacing, separators and brackets of directives become those that are documented. Text "
        "outside directives stays as it is, byte for byte.");
    return [options] { return format(*options); };
}

}  // namespace camlint
