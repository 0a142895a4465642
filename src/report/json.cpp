// One JSON object: tool, diagnostics, suppressed, summary. Written as it grows, never held whole.

#include "report/parts/finding_json.hpp"
#include "version.hpp"

namespace camlint::formats {
namespace {

void begin(std::string& out, const Style&, const Summary&) {
    const Json tool{{"name", "camlint"}, {"version", version}};
    out += R"({"version":1,"tool":)" + dump(tool) + ",\n\"diagnostics\":[\n";
}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    write_finding(out, finding, scene);
}

void end(std::string& out, const Style&, const Summary& summary) {
    const Json counts{{"files", summary.files},    {"prompts", summary.prompts},
                      {"errors", summary.errors},  {"warnings", summary.warnings},
                      {"infos", summary.infos},    {"suppressed", summary.suppressed},
                      {"skipped", summary.skipped}};
    out += "\n],\n\"summary\":" + dump(counts) + "}\n";
}

}  // namespace

extern const Format json{
    .name = "json",
    .summary = "one JSON object, by the schema in docs/check.schema.json",
    .begin = begin,
    .finding = write,
    .separator = ",\n",
    .end = end,
    .suppressed = Suppressed::behind,
    .middle = "\n],\n\"suppressed\":[\n",
};

}  // namespace camlint::formats
