#include "support/texts.hpp"

#include <algorithm>
#include <set>

#include <rapidcheck.h>

#include "support/catch.hpp"
#include "support/files.hpp"
#include "text/utf8.hpp"

namespace camlint::test {
namespace {

constexpr std::string_view line_marks = "\r\n";

std::size_t units(unsigned char lead, Encoding encoding) {
    if (encoding == Encoding::utf8) return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return lead < 0xF0 ? 1 : 2;
}

std::size_t size_of(unsigned char lead) { return units(lead, Encoding::utf8); }

std::string random_path() {
    return *rc::gen::element<std::string>("scene.txt", "scene.jsonl", "scene.json", "scene.csv");
}

}  // namespace

Setup with(Encoding encoding, const std::string& path) {
    Setup setup{.path = path};
    setup.abilities.encoding = encoding;
    return setup;
}

Numbers line_starts(const std::string& text) {
    Numbers starts{0};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_first_of_two = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        const bool ends_line = text[at] == '\n' || text[at] == '\r';
        if (ends_line && !is_first_of_two) starts.push_back(at + 1);
    }
    return starts;
}

std::size_t walk(const std::string& text, std::size_t at, std::size_t count, Encoding encoding) {
    std::size_t walked = 0;
    while (walked < count) {
        REQUIRE(at < text.size());
        REQUIRE(line_marks.find(text[at]) == line_marks.npos);
        const auto lead = static_cast<unsigned char>(text[at]);
        walked += units(lead, encoding);
        at += size_of(lead);
    }
    REQUIRE(walked == count);
    return at;
}

std::vector<std::pair<std::string, std::string>> corpus_texts() {
    static const std::set<std::string> extensions{".txt", ".prompt", ".json", ".jsonl",
                                                  ".csv", ".tsv",    ".md",   ".sh"};
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& path : files_below(corpus())) {
        if (!extensions.contains(path.extension().string())) continue;
        std::string text = read_file(path);
        std::erase(text, '|');  // an editor's cursor
        if (find_invalid(text) == std::string::npos)
            files.emplace_back(path.filename().string(), std::move(text));
    }
    return files;
}

std::string random_text() {
    static const Texts pieces{"[",  "]",  "【", "】",     "Push in", "推进",     "Dolly out", "Pan", "rack",
                              ",",  "，", "/",  " then ", " ",       "\n",       "\r\n",      "\r",  "é",
                              "镜", "🎬",  "\"", "\\",     "a walk",  "own term", "\\u63a8"};
    const auto parts = *rc::gen::container<Texts>(rc::gen::elementOf(pieces));
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
}

std::string random_file(const std::string& path) {
    const std::string text = random_text();
    if (path == "scene.txt") return text;
    const Json request = Json::object({{"prompt", text}});
    if (path == "scene.jsonl") return request.dump() + "\n" + request.dump();
    if (path == "scene.json") return request.dump(-1, ' ', true);
    std::string cell;
    for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
    return "prompt,model\n\"" + cell + "\",x\n\"" + cell + "\",y\n";
}

Setup random_setup() {
    Setup setup = with(*rc::gen::element(Encoding::utf8, Encoding::utf16), random_path());
    setup.terms = {"own term"};
    return setup;
}

Span random_span(const std::string& text) {
    const auto place = rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const auto [begin, end] = std::minmax({*place, *place});
    return {begin, end};
}

}  // namespace camlint::test
