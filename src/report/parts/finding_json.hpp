#pragma once
// A finding as the JSON object that the formats json and jsonl and the answers of `camlint stream` share.

#include <string>

#include "report/format.hpp"
#include "text/json_text.hpp"

namespace camlint {

/// Appends it on one line, by the contract of docs/check.schema.json.
void write_finding(std::string& out, const Diagnostic& finding, const Scene& scene);

}  // namespace camlint
