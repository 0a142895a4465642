#pragma once
// Nothing is paid for unless the linter is satisfied with it, twice: with the document that the user wrote,
// and with the very body that is sent.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/project.hpp"
#include "submit/endpoint.hpp"
#include "submit/row.hpp"

namespace camlint {

struct Gathered {
    std::vector<Order> orders;       ///< that pass, in the order of the files
    std::vector<std::string> files;  ///< that they are from
    std::size_t refused = 0;         ///< prompts that do not
    std::size_t skipped = 0;         ///< paths that could not be read
};

/// Lints all prompts of the project's files and gives the orders of those that pass. Findings are reported in
/// the format `full` to standard output, or to standard error with `is_script`, where the output is to be
/// run.
class Gate {
public:
    Gate(const Project& project, const Flags& flags, const Endpoint& endpoint, std::string public_url,
         bool is_script);

    Gathered gather();

    /// Whether a body may be sent: what gather let through, judged again with its callback. Says why not.
    [[nodiscard]] bool passes(const Order& order, const std::string& body);

private:
    class Reading;

    /// By which settings an order was judged, and what its document suppresses.
    struct Terms {
        const Plan* plan = nullptr;
        std::vector<std::string> suppressed;  ///< rules
    };

    [[nodiscard]] std::vector<Diagnostic> judge_body(const Terms& terms, const Source& source) const;

    const Project& project_;
    const Flags& flags_;
    const Endpoint& endpoint_;
    std::string public_url_;
    bool is_script_;
    std::map<std::string, Terms> terms_;  ///< by request hash
};

}  // namespace camlint
