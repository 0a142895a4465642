#include "cli/paid/gate.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/place.hpp"
#include "cli/report_file.hpp"
#include "submit/receiver.hpp"
#include "submit/request.hpp"

namespace camlint {
namespace {

/// In place of what is random in a callback's address.
constexpr std::string_view some_secret = "00000000000000000000000000000000";

bool counts(const Diagnostic& finding, int threshold) {
    return !finding.suppression && static_cast<int>(finding.severity) >= threshold;
}

/// The settings for a body: it says everything itself, but whom it is sent to. It is no template any more.
Settings body_settings(const Linter& linter, const Endpoint& endpoint) {
    Settings settings = linter.settings();
    settings.defaults = {};
    settings.defaults.provider = endpoint.provider->name;
    settings.allows_placeholders = false;
    return settings;
}

Document read_body(const Source& source) {
    const Hints hints{.file_name = "body.json", .head = source.bytes};
    Document document;
    find_carrier("json")->open(hints)(source, document);
    return document;
}

}  // namespace

/// One file, read and judged.
class Gate::Reading {
public:
    Reading(Gate& gate, const Target& target, std::size_t part, ReportFile& report, Gathered& gathered)
        : gate_(gate),
          target_(target),
          part_(part),
          plan_(gate.project_.plan_of(target.place())),
          report_(report),
          gathered_(gathered) {}

    void read() {
        Input input(target_.path);
        FileFacts facts{.is_named = target_.is_named};
        read_file(input, target_.name, plan_.read, [&](const Document& document, const Source& source) {
            const std::vector<Diagnostic> findings = plan_.linter.lint(source, document, facts.prompts);
            if (!findings.empty()) report_.write(part_, findings, source);
            std::set<std::size_t> refused;
            for (const Diagnostic& finding : findings) {
                if (counts(finding, plan_.threshold)) refused.insert(finding.prompt);
            }
            for (std::size_t i = 0; i < document.prompts.size(); ++i) {
                const std::size_t number = facts.prompts + i;
                const bool fine = !refused.contains(number) && take(document, i, number, findings);
                if (!fine) gathered_.refused += 1;
            }
            if (document.prompts.empty() && !refused.empty()) gathered_.refused += 1;
            facts.prompts += document.prompts.size();
            facts.findings += count_findings(findings);
        });
        const std::vector<Diagnostic> findings = plan_.linter.lint_file(facts);
        const Source source{.name = target_.name, .bytes = {}, .origin = {}};
        if (!findings.empty()) report_.write(part_, findings, source);
        const bool fails =
            std::ranges::any_of(findings, [&](const Diagnostic& f) { return counts(f, plan_.threshold); });
        if (fails) gathered_.refused += 1;
    }

private:
    bool take(const Document& document, std::size_t index, std::size_t number,
              const std::vector<Diagnostic>& findings) {
        const Prompt& prompt = document.prompts[index];
        const Settings& settings = plan_.linter.settings();
        const std::string name = fmt::format("{}, prompt {}", target_.name, number + 1);
        const std::string_view provider = request_of(prompt, settings.defaults).provider;
        if (provider != gate_.endpoint_.provider->name) {
            return refuse(name, fmt::format("it is meant for {}, not for {}; --provider says where to send",
                                            provider, gate_.endpoint_.provider->name));
        }
        std::string problem;
        auto order = make_order(prompt, document, settings.defaults, settings.catalog, gate_.endpoint_,
                                !gate_.public_url_.empty(), problem);
        if (!order) return refuse(name, problem);
        order->source = name;
        if (order->model.empty())
            return refuse(name, "no model; --model or 'model' in camlint.toml names one");
        Terms terms{.plan = &plan_, .suppressed = {}};
        for (const Diagnostic& finding : findings) {
            if (finding.prompt == number && finding.suppression) {
                terms.suppressed.emplace_back(finding.rule->name);
            }
        }
        if (!judge(*order, terms)) return false;
        gate_.terms_[order->request_hash] = std::move(terms);
        gathered_.orders.push_back(*std::move(order));
        return true;
    }

    /// The body as it will be sent, but for what is random in its callback's address.
    bool judge(const Order& order, const Terms& terms) {
        const std::string address = gate_.public_url_.empty()
                                        ? order.callback_url
                                        : callback_address(gate_.public_url_, some_secret, some_secret);
        const std::string body = body_with_callback(order.body, address);
        const std::string name = fmt::format("{} (as it is sent)", order.source);
        const Source source{.name = name, .bytes = body, .origin = {}};
        const std::vector<Diagnostic> findings = gate_.judge_body(terms, source);
        if (!findings.empty()) report_.write(part_, findings, source);
        return findings.empty();
    }

    static bool refuse(const std::string& name, const std::string& why) {
        print_error(fmt::format("{}: {}", name, why));
        return false;
    }

    Gate& gate_;
    const Target& target_;
    std::size_t part_;
    const Plan& plan_;
    ReportFile& report_;
    Gathered& gathered_;
};

Gate::Gate(const Project& project, const Flags& flags, const Endpoint& endpoint, std::string public_url,
           bool is_script)
    : project_(project),
      flags_(flags),
      endpoint_(endpoint),
      public_url_(std::move(public_url)),
      is_script_(is_script) {}

Gathered Gate::gather() {
    Gathered gathered;
    const Walk walk = project_.find_files();
    for (const std::string& problem : walk.problems) print_error(problem);
    gathered.skipped = walk.problems.size();
    Style style{.language = project_.language(),
                .color = !is_script_ && chosen_color(flags_.color),
                .place = current_place()};
    ReportFile report(*find_format("full"), is_script_ ? "" : "-", std::move(style), walk.targets.size());
    for (std::size_t i = 0; i < walk.targets.size(); ++i) {
        try {
            Reading(*this, walk.targets[i], i, report, gathered).read();
        } catch (const UnreadableError& error) {
            print_error(error.what());
            gathered.skipped += 1;
        }
        report.finish(i);
        gathered.files.push_back(walk.targets[i].place());
    }
    return gathered;
}

std::vector<Diagnostic> Gate::judge_body(const Terms& terms, const Source& source) const {
    const Linter linter(body_settings(terms.plan->linter, endpoint_));
    std::vector<Diagnostic> findings = linter.lint(source, read_body(source), 0);
    std::erase_if(findings, [&](const Diagnostic& finding) {
        return !counts(finding, terms.plan->threshold) ||
               std::ranges::find(terms.suppressed, finding.rule->name) != terms.suppressed.end();
    });
    return findings;
}

bool Gate::passes(const Order& order, const std::string& body) {
    const auto terms = terms_.find(order.request_hash);
    if (terms == terms_.end()) return false;
    const std::vector<Diagnostic> findings =
        judge_body(terms->second, {.name = order.source, .bytes = body, .origin = {}});
    for (const Diagnostic& finding : findings) {
        print_error(fmt::format("{} is not sent: {}", order.source, finding.rule->name));
    }
    return findings.empty();
}

}  // namespace camlint
