// camlint preview: the camera path of a file's prompts, filmed in a page of its own.

#include <csignal>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "cli/baseline_file.hpp"
#include "cli/error.hpp"
#include "cli/flags.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/page.hpp"
#include "cli/page_data.hpp"
#include "cli/project.hpp"
#include "cli/stamp.hpp"
#include "cli/subcommand.hpp"
#include "cli/write_file.hpp"

namespace camlint {
namespace {

/// How often a file is looked at while it is watched.
constexpr std::timespec watch_interval{.tv_sec = 0, .tv_nsec = 100'000'000};

struct Options {
    Flags flags;
    std::string file;
    std::string page;
    bool watch = false;
};

/// The file with the settings that hold for it.
class Preview {
public:
    Preview(const Options& options, std::string page)
        : options_(options),
          page_(std::move(page)),
          target_{.path = options.file,
                  .name = options.file == "-" ? options.flags.stdin_filename : options.file} {}

    /// Writes the page; but while it is watched, none without a prompt over a page of before because the file
    /// cannot be read, as it is while somebody types. Whether all of the file was read; throws Error.
    bool write() {
        read_settings();
        Input input(target_.path);
        const Plan& plan = project_->plan_of(target_.place());
        const PageData data = page_data(target_, input, plan, project_->language(), mark());
        for (const std::string& problem : data.problems) print_error(problem);
        if (has_written_ && data.prompts == 0 && !data.problems.empty()) {
            print_note(fmt::format("kept {}", options_.page));
            return false;
        }
        if (data.left_out > 0) {
            print_warning(fmt::format("{} behind the first {} are not in the page",
                                      counted(data.left_out, "prompt"), most_filmed));
        }
        if (data.untold > 0) {
            print_warning(fmt::format("{} behind the first {} of a prompt are not in the page",
                                      counted(data.untold, "finding"), most_told));
        }
        put(fill_page(page_, data.json));
        has_written_ = true;
        return data.problems.empty();
    }

    /// Whether what the page is made of may have changed since `write` looked at it.
    [[nodiscard]] bool has_changed() const {
        return stamp_of(target_.path) != stamp_ || stamp_of(known_) != known_stamp_ ||
               project_->has_changed(target_.place());
    }

private:
    void read_settings() {
        stamp_ = stamp_of(target_.path);
        // One with mistakes is kept too: it knows when they are mended.
        project_ = std::make_unique<Project>(options_.flags);
        (void)project_->scope_of(target_.place());
        (void)project_->language();
        project_->check_configurations();
        known_ = project_->configured_baseline();
        known_stamp_ = stamp_of(known_);
        Flags flags;
        flags.baseline = known_;
        baseline_ = open_baseline(flags);
    }

    [[nodiscard]] Mark mark() {
        if (baseline_ == nullptr) return mark_none;
        auto known = std::make_shared<FileBaseline>(baseline_->open(target_.place()));
        return [this, known](std::vector<Diagnostic>& findings, const Source& source) {
            baseline_->apply(*known, findings, source);
        };
    }

    void put(const std::string& page) const {
        if (options_.page == "-") {
            print(page);
            return flush_output();
        }
        std::error_code error;
        if (std::filesystem::equivalent(options_.page, target_.path, error)) {
            throw WriteError(
                fmt::format("--output to '{}' would overwrite the file that is filmed", options_.page));
        }
        write_file(options_.page, page);
        if (options_.watch) print_note(fmt::format("wrote {}", options_.page));
    }

    const Options& options_;
    std::string page_;
    Target target_;
    Stamp stamp_;
    std::string known_;  ///< the baseline's path; empty without one
    Stamp known_stamp_;
    std::unique_ptr<Project> project_;
    std::unique_ptr<BaselineFile> baseline_;
    bool has_written_ = false;
};

/// Ctrl-C and its like, taken between two pages, so that no draft of one is left behind.
class Interrupts {
public:
    Interrupts() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    }

    /// Waits for one; false when none came for a while.
    [[nodiscard]] bool wait() const { return sigtimedwait(&set_, nullptr, &watch_interval) > 0; }

private:
    sigset_t set_{};
};

/// Writes the page again whenever something has changed. What goes wrong is told, and watching goes on; but
/// what cannot be done at all ends it at once. Throws Error.
int watch(Preview& preview) {
    const Interrupts interrupts;
    try {
        preview.write();
    } catch (const UnreadableError& error) {
        print_error(error.what());
    }
    while (!interrupts.wait()) {
        if (!preview.has_changed()) continue;
        try {
            preview.write();
        } catch (const Error& error) {
            print_error(error.what());
        }
    }
    return exit_clean;
}

int run(const Options& options) {
    if (options.watch && (options.file == "-" || options.page == "-")) {
        throw Error("--watch needs a file to watch and a page to write; '-' is neither");
    }
    Preview preview(options, read_page());
    if (options.watch) return watch(preview);
    return preview.write() ? exit_clean : exit_error;
}

}  // namespace

std::function<int()> setup_preview(CommandOptions command) {
    auto options = std::make_shared<Options>();
    command.add_option("FILE", options->file, "The file, or - for standard input").required();
    command.add_option("-o,--output", options->page, "The page to write, or - for standard output")
        .required();
    command.add_flag("--watch", options->watch, "Write it again whenever FILE is saved, until Ctrl-C");
    add_reading_flags(command, options->flags);
    add_project_flags(command, options->flags);
    command.footer(
        "The page is one file that a browser opens without a network. It shows what 'camlint timeline' "
        "computes; "
        "how far a command goes, and how long it takes, are documented nowhere and estimates here.");
    return [options] { return run(*options); };
}

}  // namespace camlint
