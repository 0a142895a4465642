#pragma once
// A finding as the JSON object that the formats json and jsonl share.

#include <string>

#include <nlohmann/json.hpp>

#include "report/format.hpp"

namespace camlint {

using Json = nlohmann::ordered_json;

/// On one line, with U+FFFD in place of what is not UTF-8, and controls of all kinds escaped.
[[nodiscard]] std::string dump(const Json& json);

/// By the contract of docs/check.schema.json.
[[nodiscard]] Json finding_json(const Diagnostic& finding, const Scene& scene);

}  // namespace camlint
