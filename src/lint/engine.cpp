#include "lint/engine.hpp"

#include <algorithm>
#include <tuple>

#include "catalog/fold.hpp"
#include "document/write.hpp"
#include "lint/waive.hpp"

namespace camlint {
namespace {

bool comes_before(const Diagnostic& a, const Diagnostic& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    const auto key = [](const Diagnostic& d) { return std::tie(d.rule->name, d.span.end); };
    if (key(a) != key(b)) return key(a) < key(b);
    return a.message.in(Language::english) < b.message.in(Language::english);
}

/// By place, then rule; what is alike stays in order. Findings come nearly sorted and are large: none is
/// moved more than once, and most not at all.
void sort(std::vector<Diagnostic>& findings) {
    if (std::ranges::is_sorted(findings, comes_before)) return;
    std::vector<Diagnostic*> order;
    order.reserve(findings.size());
    for (Diagnostic& finding : findings) order.push_back(&finding);
    std::ranges::stable_sort(order, [](auto* a, auto* b) { return comes_before(*a, *b); });
    std::vector<Diagnostic> sorted;
    sorted.reserve(findings.size());
    for (Diagnostic* finding : order) sorted.push_back(std::move(*finding));
    findings = std::move(sorted);
}

/// The number of the prompt whose request a place belongs to: the last one that starts before it.
std::size_t prompt_at(const Document& document, std::size_t offset) {
    const auto starts_before = [offset](const Prompt& prompt) { return prompt.anchor.begin <= offset; };
    const auto next = std::ranges::partition_point(document.prompts, starts_before);
    return next == document.prompts.begin() ? 0
                                            : static_cast<std::size_t>(next - document.prompts.begin()) - 1;
}

/// Writes the fixes as the host needs them; one that cannot be written there is not offered.
void fit_fixes(Diagnostic& finding, const Document& document, const Source& source) {
    std::erase_if(finding.fixes, [&](Fix& fix) {
        auto edits = enclose(document, source.bytes, fix.edits);
        if (!edits) return true;
        fix.edits = *std::move(edits);
        return false;
    });
}

}  // namespace

std::size_t count_findings(std::span<const Diagnostic> findings) {
    const auto counts = [](const Diagnostic& finding) { return finding.rule->on_unused == nullptr; };
    return static_cast<std::size_t>(std::ranges::count_if(findings, counts));
}

Linter::Linter(Settings settings) : settings_(std::move(settings)) {
    for (const std::string& term : settings_.terms) terms_.push_back(fold(term));
    std::erase(terms_, "");  // of marks alone
    std::ranges::sort(terms_);
}

void Linter::lint_prompt(const Context& context, Findings& findings) const {
    const Syntax& syntax = context.syntax;
    for (const Enabled& enabled : settings_.selection.on_request) {
        findings.set_rule(*enabled.rule, enabled.severity);
        enabled.rule->on_request(context, findings);
    }
    if (!context.prompt.has_text) return;
    for (const Enabled& enabled : settings_.selection.on_prompt) {
        findings.set_rule(*enabled.rule, enabled.severity);
        enabled.rule->on_prompt(context, findings);
    }
    for (const Directive& directive : syntax.directives) {
        for (const Enabled& enabled : settings_.selection.on_directive) {
            findings.set_rule(*enabled.rule, enabled.severity);
            enabled.rule->on_directive(context, directive, findings);
        }
    }
    for (const Step& step : syntax.steps) {
        for (const Enabled& enabled : settings_.selection.on_step) {
            findings.set_rule(*enabled.rule, enabled.severity);
            enabled.rule->on_step(context, step, findings);
        }
        for (const Label& label : syntax.labels_of(step)) {
            for (const Enabled& enabled : settings_.selection.on_label) {
                findings.set_rule(*enabled.rule, enabled.severity);
                enabled.rule->on_label(context, step, label, findings);
            }
        }
    }
}

std::vector<Diagnostic> Linter::lint(const Source& source, const Document& document,
                                     std::size_t first_prompt) const {
    Workbench bench;
    std::vector<Diagnostic> found;
    lint(source, document, first_prompt, bench, found);
    return found;
}

void Linter::lint(const Source& source, const Document& document, std::size_t first_prompt, Workbench& bench,
                  std::vector<Diagnostic>& found) const {
    found.clear();
    Findings of_document(found, first_prompt);
    for (const Enabled& enabled : settings_.selection.on_document) {
        of_document.set_rule(*enabled.rule, enabled.severity);
        enabled.rule->on_document(source, document, of_document);
    }
    for (Diagnostic& finding : found) finding.prompt += prompt_at(document, finding.span.begin);
    for (std::size_t i = 0; i < document.prompts.size(); ++i) {
        const Prompt& prompt = document.prompts[i];
        read_directives(prompt.text, terms_, bench.syntax);
        const Fields fields(prompt);
        const Request request = request_of(prompt, fields, settings_.defaults);
        const Context context{.source = source,
                              .document = document,
                              .prompt = prompt,
                              .index = first_prompt + i,
                              .syntax = bench.syntax,
                              .survey = survey(prompt.text),
                              .defaults = settings_.defaults,
                              .catalog = settings_.catalog,
                              .allows_placeholders = settings_.allows_placeholders,
                              .fields = fields,
                              .request = request,
                              .model = settings_.catalog.model(request.model)};
        Findings findings(found, first_prompt + i);
        lint_prompt(context, findings);
    }
    const std::size_t judged = found.size();
    apply_waivers(document, settings_.selection, found, first_prompt);
    for (std::size_t i = judged; i < found.size(); ++i) {
        found[i].prompt += prompt_at(document, found[i].span.begin);
    }
    for (Diagnostic& finding : found) fit_fixes(finding, document, source);
    sort(found);
}

std::vector<Diagnostic> Linter::lint_unused(std::span<const Unused> entries) const {
    std::vector<Diagnostic> found;
    Findings findings(found, 0);
    for (const Unused& entry : entries) {
        for (const Enabled& enabled : settings_.selection.on_unused) {
            findings.set_rule(*enabled.rule, enabled.severity);
            enabled.rule->on_unused(entry, findings);
        }
    }
    sort(found);
    return found;
}

std::vector<Diagnostic> Linter::lint_file(const FileFacts& facts) const {
    std::vector<Diagnostic> found;
    Findings findings(found, 0);
    for (const Enabled& enabled : settings_.selection.on_file) {
        findings.set_rule(*enabled.rule, enabled.severity);
        enabled.rule->on_file(facts, findings);
    }
    return found;
}

}  // namespace camlint
