// camlint timeline: the camera path that each prompt directs.

#include <algorithm>
#include <iterator>
#include <memory>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/flags.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/parallel.hpp"
#include "cli/project.hpp"
#include "cli/subcommand.hpp"
#include "cli/walk.hpp"
#include "timeline/view.hpp"

namespace camlint {
namespace {

struct Options {
    Flags flags;
    std::string output_format = "text";
};

class Run {
public:
    Run(const Options& options, const Project& project, std::vector<Target> targets)
        : options_(options),
          project_(project),
          targets_(std::move(targets)),
          view_(chosen_view(options.output_format)),
          look_{.language = project.language(),
                .color = chosen_color(options.flags.color),
                .width = terminal_width()},
          strips_(targets_.size()),
          notices_(targets_.size()) {}

    void fail(const std::string& why) {
        print_error(why);
        failed_ = true;
    }

    int run() {
        const int jobs = chosen_number("--jobs", options_.flags.jobs, 0);
        in_parallel(targets_.size(), jobs, [this](std::size_t file) {
            try {
                show(targets_[file], strips_[file], notices_[file]);
            } catch (const UnreadableError& error) {
                notices_[file].errors.emplace_back(error.what());
            }
        });
        for (const Notices& notices : notices_) {
            for (const std::string& error : notices.errors) fail(error);
            if (!notices.warning.empty()) print_warning(notices.warning);
        }
        std::vector<Strip> all;
        for (std::vector<Strip>& strips : strips_) std::ranges::move(strips, std::back_inserter(all));
        print(view_.join(all, look_));
        flush_output();
        return failed_ ? exit_error : exit_clean;
    }

private:
    /// What is told of a file, in the order of the files.
    struct Notices {
        std::vector<std::string> errors;
        std::string warning;
    };

    void show(const Target& target, std::vector<Strip>& strips, Notices& notices) {
        const Plan& plan = project_.plan_of(target.place());
        Input input(target.path);
        std::size_t number = 0;
        Syntax syntax;
        read_file(input, target.name, plan.read, [&](const Document& document, const Source& source) {
            const Positions positions(source);
            std::ranges::move(tell_problems(document, source, positions, look_.language),
                              std::back_inserter(notices.errors));
            for (const Prompt& prompt : document.prompts) {
                const std::size_t index = number++;
                if (!prompt.has_text) continue;
                plan.linter.read(prompt.text, syntax);
                const Request request = request_of(prompt, plan.linter.settings().defaults);
                const CameraPath path = camera_path(syntax, request.duration);
                const Story story{.source = source,
                                  .positions = positions,
                                  .prompt = prompt,
                                  .number = index,
                                  .path = path};
                strips.push_back(view_.draw(story, look_));
            }
        });
        const bool is_empty = target.is_named && strips.empty() && notices.errors.empty();
        if (is_empty) notices.warning = fmt::format("no prompt in {}", target.name);
    }

    const Options& options_;
    const Project& project_;
    std::vector<Target> targets_;
    const View& view_;
    Look look_;
    std::vector<std::vector<Strip>> strips_;  ///< of each file
    std::vector<Notices> notices_;            ///< likewise
    bool failed_ = false;
};

int timeline(const Options& options) {
    const Project project(options.flags);
    Walk walk = project.find_files();
    Run run(options, project, std::move(walk.targets));
    for (const std::string& problem : walk.problems) run.fail(problem);
    return run.run();
}

}  // namespace

std::function<int()> setup_timeline(CommandOptions command) {
    auto options = std::make_shared<Options>();
    add_input_flags(command, options->flags);
    add_project_flags(command, options->flags);
    command.add_option("-f,--output-format", options->output_format, "text, json or svg").shows_default();
    command.footer(
        "Each directive is a step. Steps get equal shares of the duration: the API documents their order, "
        "not their\ntiming. A move goes one unit along the axes of the first frame: how far it goes is\n"
        "documented nowhere.");
    return [options] { return timeline(*options); };
}

}  // namespace camlint
