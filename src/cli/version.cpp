// camlint version

#include <memory>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/subcommand.hpp"
#include "version.hpp"

namespace camlint {

std::function<int()> setup_version(CommandOptions command) {
    auto format = std::make_shared<std::string>("text");
    command.add_option("-f,--output-format", *format, "text or json");
    return [format] {
        print(chosen_json(*format) ? fmt::format("{{\"name\":\"camlint\",\"version\":\"{}\"}}\n", version)
                                   : fmt::format("camlint {}\n", version));
        flush_output();
        return exit_clean;
    };
}

}  // namespace camlint
