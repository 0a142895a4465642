// A JSON object a line for each finding, no summary.

#include "report/parts/finding_json.hpp"

namespace camlint::formats {
namespace {

void nothing(std::string&, const Style&, const Summary&) {}

void write(std::string& out, const Diagnostic& finding, const Scene& scene) {
    write_finding(out, finding, scene);
    out += '\n';
}

}  // namespace

extern const Format jsonl{
    .name = "jsonl",
    .summary = "a JSON object a line for each finding",
    .begin = nothing,
    .finding = write,
    .separator = "",
    .end = nothing,
};

}  // namespace camlint::formats
