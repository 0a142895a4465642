// The table of what flags and positional arguments may be, for completions and the manual. What the program
// accepts is decided in choices.cpp; a test holds the two together.

#include <algorithm>
#include <array>

#include "catalog/models.hpp"
#include "catalog/providers.hpp"
#include "cli/choices.hpp"
#include "cli/outline.hpp"
#include "lint/selection.hpp"

namespace camlint {
namespace {

using Words = std::vector<std::string_view>;

Words model_names() {
    Words words;
    for (const Model& model : models()) words.push_back(model.name);
    return words;
}

Words resolutions() { return {all_resolutions().begin(), all_resolutions().end()}; }

Words provider_names() {
    Words words;
    for (const Provider& provider : providers()) words.push_back(provider.name);
    return words;
}

Words colors() { return {color_names.begin(), color_names.end()}; }
Words languages() { return {language_names.begin(), language_names.end()}; }
Words severities() { return {threshold_names.begin(), threshold_names.end()}; }
Words text_or_json() { return {"text", "json"}; }
Words topics() { return {"commands", "models", "providers", "rules", "formats"}; }

// Of camlint-submit, which knows more of them.
Words receiver_actions() { return {"serve"}; }
Words ledger_actions() { return {"check", "path"}; }

/// The first row that fits holds.
constexpr std::array table{
    Values{"check", "--output-format", "FORMAT", Takes::word, format_names},
    Values{"timeline", "--output-format", "VIEW", Takes::word, view_names},
    Values{"", "--output-format", "FORMAT", Takes::word, text_or_json},
    Values{"preview", "--output", "PAGE", Takes::file},
    Values{"", "--output", "FORMAT=FILE", Takes::assignment, format_names},
    Values{"", "--select", "RULE", Takes::list, selector_names},
    Values{"", "--ignore", "RULE", Takes::list, selector_names},
    Values{"", "--model", "MODEL", Takes::word, model_names},
    Values{"", "--provider", "PROVIDER", Takes::word, provider_names},
    Values{"", "--resolution", "RESOLUTION", Takes::word, resolutions},
    Values{"", "--duration", "SECONDS"},
    Values{"stream", "--input-format", "FORMAT", Takes::word, stream_format_names},
    Values{"", "--input-format", "CARRIER", Takes::word, carrier_names},
    Values{"", "--prompt-column", "NAME"},
    Values{"", "--max-file-size", "SIZE"},
    Values{"", "--max-line", "SIZE"},
    Values{"", "--stdin-filename", "NAME", Takes::file},
    Values{"", "--jobs", "N"},
    Values{"", "--fail-on", "SEVERITY", Takes::word, severities},
    Values{"", "--color", "WHEN", Takes::word, colors},
    Values{"", "--language", "LANGUAGE", Takes::word, languages},
    Values{"", "--to", "LANGUAGE", Takes::word, languages},
    Values{"", "--config", "FILE", Takes::file},
    Values{"", "--baseline", "FILE", Takes::file},
    Values{"", "--write-baseline", "FILE", Takes::file},
    Values{"", "PATH", "PATH", Takes::file},
    Values{"", "FILE", "FILE", Takes::file},
    Values{"", "--base-url", "URL"},
    Values{"", "--ca-file", "FILE", Takes::file},
    Values{"", "--api-key-file", "FILE", Takes::file},
    Values{"", "--rpm", "N"},
    Values{"", "--timeout", "SECONDS"},
    Values{"", "--poll-interval", "SECONDS"},
    Values{"", "--deadline", "MINUTES"},
    Values{"", "--download", "FOLDER", Takes::file},
    Values{"", "--max-cost", "DOLLARS"},
    Values{"", "--max-videos", "N"},
    Values{"", "--take", "N"},
    Values{"", "--callback-url", "URL"},
    Values{"", "--callback-port", "PORT"},
    Values{"", "--callback-listen", "ADDRESS"},
    Values{"", "--public-url", "URL"},
    Values{"", "--port", "PORT"},
    Values{"", "--listen", "ADDRESS"},
    Values{"", "--state", "STATE"},
    Values{"", "--history", "ROW"},
    Values{"", "--task-id", "ID"},
    Values{"", "TASK", "TASK"},
    Values{"", "ROW", "ROW"},
    Values{"callback", "ACTION", "ACTION", Takes::word, receiver_actions},
    Values{"ledger", "ACTION", "ACTION", Takes::word, ledger_actions},
    Values{"rule", "NAME", "NAME", Takes::word, rule_names},
    Values{"list", "TOPIC", "TOPIC", Takes::word, topics},
};

}  // namespace

Values values_of(std::string_view command, std::string_view argument) {
    for (const Values& row : table) {
        if (row.argument == argument && (row.command.empty() || row.command == command)) return row;
    }
    return {.argument = argument, .label = argument.starts_with('-') ? "VALUE" : argument};
}

}  // namespace camlint
