#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "text/utf8.hpp"

namespace camlint::rules {
namespace {

constexpr Phrase once{"invalid-utf8", "byte {byte} is not valid UTF-8 here",
                      "此处的字节 {byte} 不是有效的 UTF-8"};
constexpr Phrase twice{"invalid-utf8.twice", "byte {byte} is not valid UTF-8 here, and in {more} more place",
                       "此处的字节 {byte} 不是有效的 UTF-8，另有 {more} 处"};
constexpr Phrase often{"invalid-utf8.often", "byte {byte} is not valid UTF-8 here, and in {more} more places",
                       "此处的字节 {byte} 不是有效的 UTF-8，另有 {more} 处"};
constexpr Phrase utf16{"invalid-utf8.utf16",
                       "the file begins with the byte order mark of UTF-16; expected UTF-8",
                       "文件以 UTF-16 的字节顺序标记开头；应为 UTF-8"};

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

Message describe(const Runs& runs, std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes[runs.first.begin]);
    std::vector<Argument> places{{"byte", fmt::format("0x{:02X}", first)}};
    if (runs.count == 1) return {once, std::move(places)};
    places.push_back({"more", static_cast<std::int64_t>(runs.count - 1)});
    return {runs.count == 2 ? twice : often, std::move(places)};
}

void check(const Source& source, const Document&, Findings& findings) {
    const Runs runs = find_runs(source.bytes);
    if (runs.count == 0) return;
    Diagnostic& found = findings.add(runs.first, describe(runs, source.bytes));
    if (source.bytes.starts_with("\xFF\xFE") || source.bytes.starts_with("\xFE\xFF")) {
        found.note(utf16);
    }
}

}  // namespace

extern const Rule invalid_utf8{
    .name = "invalid-utf8",
    .category = Category::text,
    .severity = Severity::error,
    .fix = Safety::none,
    .summary = {"bytes that are not UTF-8", "不是 UTF-8 的字节"},
    .why = {"A request body is JSON, and JSON is UTF-8 (RFC 8259, section 8.1). Bytes that are not cannot "
            "travel in it. One finding tells the first place and how many more there are.",
            "请求体是 JSON，而 JSON 采用 UTF-8（RFC 8259 第 8.1 节），不是 UTF-8 的字节无法在其中传输。"
            "只报告一个问题，指出第一处以及还有多少处。"},
    .basis = {Grade::a, {"RFC 8259, section 8.1", "RFC 8259 第 8.1 节"}},
    .examples = {{{.bad = "A caf\xE9 at night.", .fixed = "", .good = "A café at night."}}},
    .on_document = check,
};

}  // namespace camlint::rules
