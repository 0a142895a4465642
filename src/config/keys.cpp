#include "config/keys.hpp"

#include <array>
#include <string>

#include "catalog/models.hpp"
#include "config/patterns.hpp"
#include "config/submit_keys.hpp"
#include "lint/selection.hpp"

namespace camlint {
namespace {

using Choices = std::vector<std::string_view>;

constexpr std::array<std::string_view, 3> prompt_files{"**/*.prompt", "**/*.prompt.*",
                                                       "**/prompts/**/*.{txt,md,json,jsonl,csv,tsv}"};

Choices severities() { return {"error", "warning", "info", "off"}; }
Choices thresholds() { return {threshold_names.begin(), threshold_names.end()}; }
Choices languages() { return {language_names.begin(), language_names.end()}; }
Choices placeholder_choices() { return {"check", "allow"}; }
Choices supports() { return {describe(CommandSupport::not_stated)}; }
Choices modes() {
    return {describe(Mode::text), describe(Mode::first_frame_image), describe(Mode::subject_reference),
            describe(Mode::other_api)};
}

std::string_view url_flaw(std::string_view text) {
    const bool fine = text.starts_with("https://") || text.starts_with("http://");
    return fine ? std::string_view{} : "expected a URL that begins with https:// or http://";
}

std::string_view path_flaw(std::string_view text) {
    return text.find('\0') == text.npos ? std::string_view{} : "a path has no NUL";
}

constexpr Shape text{};
constexpr Shape texts{.kind = ShapeKind::list, .element = &text};

/// A label has no bracket, so such a term would never be one.
std::string_view term_flaw(std::string_view term) {
    return term.find_first_of("[]") == term.npos ? std::string_view{}
                                                 : "a term is written without its brackets";
}
constexpr Shape term{.flaw = term_flaw, .pattern = R"(^[^\[\]]+$)"};
constexpr Shape terms{.kind = ShapeKind::list, .element = &term};
constexpr Shape path{.flaw = path_flaw};
constexpr Shape inner_path{.flaw = inner_path_flaw};
constexpr Shape number{.kind = ShapeKind::whole_number};
constexpr Shape pattern{.flaw = pattern_flaw};
constexpr Shape patterns{.kind = ShapeKind::list, .element = &pattern};
constexpr Shape some_patterns{.kind = ShapeKind::list, .element = &pattern, .least = 1};
constexpr Shape selector{.choices = selector_names, .what = "rule or category"};
constexpr Shape selectors{.kind = ShapeKind::list, .element = &selector};
constexpr Shape severity{.choices = severities};
constexpr Shape rules{.kind = ShapeKind::map, .choices = rule_names, .what = "rule", .element = &severity};
constexpr Shape placeholders{.choices = placeholder_choices};
constexpr Shape threshold{.choices = thresholds};
constexpr Shape language{.choices = languages};

constexpr Key select_key{"select", &selectors, "Rules and categories to run, and no others; all for all"};
constexpr Key ignore_key{"ignore", &selectors, "Rules and categories to leave out"};
constexpr Key rules_key{"rules", &rules, "How much each rule's findings weigh", Merge::by_name};
constexpr Key model_key{"model", &text, "The model that prompts are meant for"};
constexpr Key provider_key{"provider", &text, "The provider that prompts are meant for"};
constexpr Key duration_key{"duration", &number, "The duration that prompts are meant for, in seconds"};
constexpr Key resolution_key{"resolution", &text, "The resolution that prompts are meant for"};

constexpr Shape durations{
    .kind = ShapeKind::list, .element = &number, .most = std::tuple_size_v<decltype(Output::durations)>};
constexpr std::array output_keys{
    Key{"resolution", &text, "As the API writes it", Merge::replace, true},
    Key{"durations", &durations, "Seconds; without it those that any model has"},
};
constexpr Shape output{.kind = ShapeKind::table, .keys = output_keys};
constexpr Shape outputs{
    .kind = ShapeKind::list, .element = &output, .most = std::tuple_size_v<decltype(Model::outputs)>};
constexpr Shape support{.choices = supports, .or_truth = true};
constexpr Shape mode{.choices = modes};
constexpr Shape truth{.kind = ShapeKind::truth};

constexpr std::array model_keys{
    Key{"commands", &support, "Whether bracket commands are documented for it"},
    Key{"mode", &mode, "What a request must bring beside its prompt"},
    Key{"default-resolution", &text, "What a request without a resolution gets"},
    Key{"pretreatment", &truth, "Whether fast_pretreatment applies"},
    Key{"outputs", &outputs, "The resolutions that it has"},
};
constexpr Shape model{.kind = ShapeKind::table, .keys = model_keys};
/// More than any provider has: each request looks its model up.
constexpr std::size_t most_rows = 1000;

constexpr Shape models_shape{.kind = ShapeKind::map, .element = &model, .most = most_rows};

constexpr Shape url{.flaw = url_flaw, .pattern = "^https?://"};
constexpr std::array provider_keys{
    Key{"base-url", &url, "Where its API is"},
    Key{"create", &text, "The path that takes a request"},
    Key{"query", &text, "The path that tells of a task; the task's id follows"},
    Key{"file", &text, "The path that tells of a file; the file's id follows"},
    Key{"required", &texts, "The fields that a request must have"},
};
constexpr Shape provider{.kind = ShapeKind::table, .keys = provider_keys};
constexpr Shape providers_shape{.kind = ShapeKind::map, .element = &provider, .most = most_rows};

constexpr std::array override_keys{
    Key{"files", &some_patterns, "The files that it is for", Merge::replace, true},
    select_key,
    ignore_key,
    rules_key,
    model_key,
    provider_key,
    duration_key,
    resolution_key,
};
constexpr Shape override_shape{.kind = ShapeKind::table, .keys = override_keys};
constexpr Shape overrides{.kind = ShapeKind::list, .element = &override_shape};

constexpr std::array keys{
    Key{"extends", &path, "A configuration that holds where this one says nothing"},
    select_key,
    ignore_key,
    rules_key,
    Key{"overrides", &overrides, "What holds for some files; of several the last counts", Merge::append},
    model_key,
    provider_key,
    duration_key,
    resolution_key,
    Key{"include", &patterns, "The files that a walk takes", Merge::replace, false,
        R"(["**/*.prompt","**/*.prompt.*","**/prompts/**/*.{txt,md,json,jsonl,csv,tsv}"])"},
    Key{"exclude", &patterns, "The files and folders that a walk leaves out", Merge::replace, false, "[]"},
    Key{"prompt-fields", &texts, "Names of JSON fields and CSV columns that hold a prompt beside 'prompt'",
        Merge::replace, false, "[]"},
    Key{"placeholders", &placeholders, "Whether prompts may be templates that are filled later",
        Merge::replace, false, R"("check")"},
    Key{"terms", &terms, "What this project puts in brackets on purpose", Merge::replace, false, "[]"},
    Key{"models", &models_shape, "Models to add, or to change in the catalog", Merge::by_name},
    Key{"providers", &providers_shape, "Providers to add, or to change in the catalog", Merge::by_name},
    Key{"fail-on", &threshold, "Least severity for exit code 1", Merge::replace, false, R"("warning")"},
    Key{"language", &language, "Of messages; by LC_ALL, LC_MESSAGES or LANG without it"},
    Key{"baseline", &inner_path, "The file of findings that are known"},
    Key{"submit", &project_submit_shape, "What this project may pay for", Merge::by_name},
};
constexpr Shape configuration{.kind = ShapeKind::table, .keys = keys};

}  // namespace

const Shape& configuration_shape() { return configuration; }

std::span<const Key> configuration_keys() { return keys; }

std::span<const std::string_view> default_include() { return prompt_files; }

}  // namespace camlint
