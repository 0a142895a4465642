#include <fmt/format.h>

#include "catalog/models.hpp"
#include "diagnostic/rule.hpp"
#include "text/display.hpp"

namespace camlint::rules {
namespace {

void check(const Context& context, Findings& findings) {
    const Request& request = context.request;
    const Model* model = context.catalog.model(request.model);
    const Output* output = model != nullptr ? model->output(request.resolution) : nullptr;
    if (output == nullptr || output->contest == nullptr || !output->has(request.duration)) return;
    if (context.is_told(request.resolution_field)) return;
    Diagnostic& found = findings.add(
        context.place_of(request.resolution_field),
        fmt::format("official texts disagree on {} for {}", quote(output->resolution), quote(model->name)));
    found.note(std::string(output->contest->one.en));
    found.note(std::string(output->contest->other.en));
}

}  // namespace

extern const Rule contested_output{
    .name = "contested-output",
    .category = Category::request,
    .severity = Severity::warning,
    .fix = Safety::none,
    .summary = "a resolution on which official texts disagree",
    .why =
        "Two tables of the same official page say different things about 1080P on the 01 models. The "
        "request may be refused, or served as asked.",
    .basis = {Grade::a, source::official},
    .examples = {{{.bad = R"({"model":"T2V-01","prompt":"A man walks.","resolution":"1080P"})",
                   .fixed = "",
                   .good = R"({"model":"T2V-01","prompt":"A man walks.","resolution":"720P"})",
                   .carrier = "json"}}},
    .on_request = check,
};

}  // namespace camlint::rules
