#include "support/editor.hpp"

#include <algorithm>

#include "document/carriers.hpp"
#include "text/line_index.hpp"

namespace camlint::test {
namespace {

std::string without_bars(std::string_view marked) {
    std::string text(marked);
    std::erase(text, '|');
    return text;
}

Span span_of_bars(std::string_view marked) {
    const std::size_t first = marked.find('|');
    if (first == std::string_view::npos) return {};
    const std::size_t second = marked.find('|', first + 1);
    return {first, second == std::string_view::npos ? first : second - 1};
}

Settings settings_of(const Setup& setup) {
    return {.selection = select_rules({}, {}), .defaults = setup.defaults, .terms = setup.terms};
}

TextDocument document_of(std::string_view marked, const Setup& setup) {
    return {{.uri = "file:///" + setup.path, .languageId = "", .version = 1, .text = without_bars(marked)},
            setup.path,
            setup.abilities.encoding};
}

const Carrier& carrier_of(const Buffer& buffer) {
    return camlint::carrier_of({.file_name = buffer.path, .head = buffer.text, .prompt_column = {}});
}

}  // namespace

Editor::Editor(std::string_view marked, const Setup& setup)
    : linter_(settings_of(setup)),
      document_(document_of(marked, setup)),
      selection_(span_of_bars(marked)),
      workspace_(make_workspace()),
      session_{.workspace = workspace_, .abilities = setup.abilities, .language = setup.language} {}

Workspace Editor::make_workspace() {
    return {
        .load = [](const Preferences&) {},
        .complaints = [] { return std::vector<std::string>{}; },
        .language = [this] { return session_.language; },
        .linter = [this](const std::string&) -> const Linter& { return linter_; },
        .lint = [this](const Buffer& buffer) { return lint(buffer); },
        .read = [this](const Buffer& buffer, const TakeUnit& take) { read(buffer, take); },
        .fix = [](const Buffer&, Safety) { return std::vector<Edit>{}; },
        .format = [](const Buffer&) { return std::vector<Edit>{}; },
        .files = [] { return std::vector<std::string>{}; },
        .bytes = [](const std::string&) { return std::optional<std::string>{}; },
        .add_to_baseline = [](const Buffer&, const Diagnostic&,
                              const OpenText&) { return std::optional<FileChange>{}; },
        .allow_term = [](const std::string&, std::string_view,
                         const OpenText&) { return std::optional<FileChange>{}; },
        .depends_on = [](const std::string&) { return false; },
    };
}

/// All at once, so that spans count in the buffer.
std::vector<Diagnostic> Editor::lint(const Buffer& buffer) const {
    const Source source{.name = buffer.path, .bytes = buffer.text, .origin = {}};
    std::vector<Diagnostic> found = linter_.lint(source, read_whole(carrier_of(buffer), source), 0);
    std::erase_if(found, [](const Diagnostic& finding) { return finding.suppression.has_value(); });
    return found;
}

/// Lines one by one where the carrier has records, as the program reads them.
void Editor::read(const Buffer& buffer, const TakeUnit& take) const {
    const Carrier& carrier = carrier_of(buffer);
    const Reader reader = carrier.open({.file_name = buffer.path, .head = buffer.text, .prompt_column = {}});
    Source source{.name = buffer.path, .bytes = buffer.text, .origin = {}};
    Document document;
    if (carrier.unit != Unit::line) {
        reader(source, document);
        return take(document, source);
    }
    for (std::string_view rest = buffer.text; !rest.empty(); rest.remove_prefix(source.bytes.size())) {
        source.origin.byte = buffer.text.size() - rest.size();
        source.bytes = first_line(rest);
        reader(source, document);
        take(document, source);
        source.origin.line += 1;
    }
}

std::string Editor::apply(const Json& edits) const {
    std::vector<Edit> all;
    for (const Json& edit : edits.is_array() ? edits : Json::array({edits})) {
        all.push_back({.span = document_.to_span(edit.at("range").get<Range>()),
                       .text = edit.at("newText").get<std::string>()});
    }
    std::ranges::stable_sort(all, {}, [](const Edit& edit) { return edit.span.begin; });
    return apply_edits(document_.text(), all);
}

std::string Editor::at(const Json& range) const {
    return std::string(slice(document_.text(), document_.to_span(range.get<Range>())));
}

}  // namespace camlint::test
