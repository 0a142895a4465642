#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

/// End of the run of ill-formed bytes that starts at `at`.
std::size_t run_end(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const CodePoint point = decode(text, at);
        if (point.valid) break;
        at += point.size;
    }
    return at;
}

struct Runs {
    std::size_t count = 0;
    Span first;
};

Runs find_runs(std::string_view text) {
    Runs runs;
    std::size_t at = find_invalid(text);
    while (at != std::string_view::npos) {
        const std::size_t end = run_end(text, at);
        if (runs.count++ == 0) runs.first = {at, end};
        at = find_invalid(text, end);
    }
    return runs;
}

void check(const Source& source, const Document&, Findings& findings) {
    const Runs runs = find_runs(source.bytes);
    if (runs.count == 0) return;
    const auto byte = static_cast<unsigned char>(source.bytes[runs.first.begin]);
    std::string message = fmt::format("byte 0x{:02X} is not valid UTF-8 here", byte);
    if (runs.count > 1)
        message += fmt::format(", and in {} more place{}", runs.count - 1, runs.count > 2 ? "s" : "");
    Diagnostic& found = findings.add(runs.first, std::move(message));
    if (source.bytes.starts_with("\xFF\xFE") || source.bytes.starts_with("\xFE\xFF")) {
        found.note("the file begins with the byte order mark of UTF-16; expected UTF-8");
    }
}

}  // namespace

extern const Rule invalid_utf8{
    .name = "invalid-utf8",
    .category = Category::text,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = "bytes that are not UTF-8",
    .why =
        "A request body is JSON, and JSON is UTF-8 (RFC 8259, section 8.1). Bytes that are not cannot "
        "travel in it. One finding tells the first place and how many more there are.",
    .basis = {Grade::a, "RFC 8259, section 8.1"},
    .examples = {{{.bad = "A caf\xE9 at night.", .fixed = "", .good = "A café at night."}}},
    .on_document = check,
};

}  // namespace camlint::rules
