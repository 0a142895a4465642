#pragma once
// What the caller's options come to, checked once: which rules run, how texts are read, what codes mean.
// Never changes once it is made.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <camlint.h>

#include "capi/names.hpp"
#include "cli/configurations.hpp"
#include "cli/flags.hpp"
#include "document/carriers.hpp"
#include "lint/engine.hpp"
#include "report/format.hpp"

namespace camlint {

struct Engine {
    /// Throws Refusal or Error where an option is wrong.
    explicit Engine(const camlint_options& options);

    /// The number of a rule among rule_names.
    [[nodiscard]] std::int32_t number_of(const Rule& rule) const;

    std::string name;                   ///< of the texts
    Configurations configurations;      ///< one, or none; the linter's rows are in it
    const LoadedConfiguration* loaded;  ///< null for none
    Reader read;                        ///< to be copied, one for each thread
    Linter linter;
    Style style;
    Names rule_names;
    Names category_names;
    Names severity_names;
    Names safety_names;

private:
    std::vector<std::pair<const Rule*, std::int32_t>> numbers_;  ///< by address
};

}  // namespace camlint

/// The header's name for it.
struct camlint_engine final : camlint::Engine {
    using Engine::Engine;
};
