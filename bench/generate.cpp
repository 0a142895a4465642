// camlint_corpus: inputs for measuring, the same bytes on every machine.
//   camlint_corpus KIND COUNT [--bytes N] [--lines N] [--seed N]
// KIND: requests   COUNT request bodies, a line each
//       prompts    COUNT prompts, a line each
//       brackets   one prompt with COUNT brackets
//       findings   request bodies (--lines, 1) with COUNT findings in each prompt
// With --bytes in place of COUNT, requests and prompts end with the line that reaches N bytes.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus_text.hpp"
#include "random.hpp"

namespace {

using bench::Language;
using bench::PromptPlan;
using bench::Random;

constexpr std::size_t bad_per_thousand = 44;
constexpr std::uint64_t endless = std::numeric_limits<std::uint64_t>::max();

struct Options {
    std::string_view kind;
    std::optional<std::uint64_t> count;
    std::uint64_t bytes = endless;
    std::uint64_t lines = 1;
    std::uint64_t seed = 20'240'907;
};

void append_escape(std::string& out, unsigned unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4) out += digits[(unit >> (shift - 4)) & 0xF];
}

/// Appends a character of several bytes as JSON escapes, and gives its size.
std::size_t append_character(std::string& out, std::string_view rest) {
    const auto lead = static_cast<unsigned char>(rest[0]);
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    unsigned code = lead & (0x7FU >> size);
    for (const char byte : rest.substr(1, size - 1))
        code = (code << 6) | (static_cast<unsigned char>(byte) & 0x3FU);
    if (code < 0x10000) {
        append_escape(out, code);
    } else {
        append_escape(out, 0xD800 + ((code - 0x10000) >> 10));
        append_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
    }
    return size;
}

std::string quote(std::string_view text, bool ascii) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const char byte = text[at];
        if (ascii && static_cast<unsigned char>(byte) >= 0x80) {
            at += append_character(out, text.substr(at));
            continue;
        }
        if (byte == '\n') {
            out += "\\n";
        } else {
            if (byte == '"' || byte == '\\') out += '\\';
            out += byte;
        }
        ++at;
    }
    return out += '"';
}

struct Maker {
    explicit Maker(std::uint64_t seed) : random(seed) {}

    Random random;
    bench::LogUniform lengths{20};

    PromptPlan plan() {
        PromptPlan plan;
        plan.language = random.chance(30) ? Language::chinese : Language::english;
        plan.length = std::min<std::size_t>(lengths.draw(random), 1'880);
        plan.directives = std::min<std::size_t>(random.below(6), 1 + plan.length / 25);
        plan.bad_per_thousand = bad_per_thousand;
        return plan;
    }

    std::string prompt() { return bench::make_prompt(random, plan()); }

    std::string request();
};

/// A JSON object, written compactly or with blanks.
class Body {
public:
    explicit Body(bool blanks) : comma_(blanks ? ", " : ","), colon_(blanks ? ": " : ":") {}

    void add(std::string_view name, std::string_view value) {
        if (text_.size() > 1) text_ += comma_;
        text_.append("\"").append(name).append("\"").append(colon_).append(value);
    }

    std::string take() && { return std::move(text_ += '}'); }

private:
    std::string_view comma_, colon_;
    std::string text_ = "{";
};

/// A body as programs write them, raw or all ASCII.
std::string Maker::request() {
    PromptPlan plan = this->plan();
    plan.lines = random.chance(20);
    const bool english = plan.language == Language::english;
    std::string text = bench::make_prompt(random, plan);
    if (random.chance(2)) text += english ? " 🌙" : "🌙";
    // More directives than the duration leaves time for would be a finding of its own.
    const bool is_long = plan.directives > 3 || random.chance(15);
    const bool is_director = !is_long && random.chance(15);
    const bool is_newest = random.chance(70);
    const bool is_sharp = !is_long && random.chance(25);

    Body body(random.chance(50));
    body.add("model", is_director ? "\"T2V-01-Director\""
                      : is_newest ? "\"MiniMax-Hailuo-2.3\""
                                  : "\"MiniMax-Hailuo-02\"");
    body.add("prompt", quote(text, random.chance(english ? 50 : 40)));
    if (is_long || random.chance(85)) body.add("duration", is_long ? "10" : "6");
    if (random.chance(80))
        body.add("resolution", is_director ? "\"720P\"" : is_sharp ? "\"1080P\"" : "\"768P\"");
    const std::size_t optimizer = random.below(100);
    if (optimizer < 78) body.add("prompt_optimizer", "false");
    if (optimizer >= 92) body.add("prompt_optimizer", "true");
    return std::move(body).take();
}

/// `count` findings, one a sentence. That many directives are one more, and so are over 2,000 characters.
std::string body_with_findings(Random& random, std::uint64_t count) {
    std::string text = "A fox waits.";
    for (std::uint64_t i = 0; i < count; ++i)
        text += i % 2 == 0 ? " A lamp [Psuh in]." : " A hall [Whip pan].";
    const std::string_view model = random.chance(50) ? "MiniMax-Hailuo-2.3" : "MiniMax-Hailuo-02";
    return "{\"model\":" + quote(model, false) + ",\"prompt\":" + quote(text, false) +
           ",\"duration\":6,\"prompt_optimizer\":false}";
}

int generate(const Options& options) {
    Maker maker(options.seed);
    const std::uint64_t count = options.count.value_or(endless);
    const bool in_lines = options.kind == "requests" || options.kind == "prompts";
    const std::uint64_t lines = in_lines ? count : options.kind == "findings" ? options.lines : 1;
    std::uint64_t written = 0;
    for (std::uint64_t i = 0; i < lines && written < options.bytes; ++i) {
        std::string line;
        if (options.kind == "requests") line = maker.request();
        if (options.kind == "prompts") line = maker.prompt();
        if (options.kind == "findings") line = body_with_findings(maker.random, count);
        if (options.kind == "brackets")
            line = bench::make_prompt(
                maker.random,
                {.length = 30 * count, .directives = count, .bad_per_thousand = bad_per_thousand});
        line += '\n';
        written += line.size();
        if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 2;
    }
    return std::fflush(stdout) == 0 ? 0 : 2;
}

std::optional<std::uint64_t> read_number(const char* text) {
    char* end = nullptr;
    const std::uint64_t number = std::strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && *end == '\0' ? std::optional(number) : std::nullopt;
}

std::optional<Options> read_options(int argc, char** argv) {
    if (argc < 3) return std::nullopt;
    Options options{.kind = argv[1]};
    for (int i = 2; i < argc; ++i) {
        const std::string_view flag = argv[i];
        const bool is_flag = flag.starts_with("--");
        if (is_flag && ++i == argc) return std::nullopt;
        const std::optional<std::uint64_t> number = read_number(argv[i]);
        if (!number) return std::nullopt;
        if (!is_flag) options.count = number;
        if (flag == "--bytes") options.bytes = *number;
        if (flag == "--lines") options.lines = *number;
        if (flag == "--seed") options.seed = *number;
    }
    const bool in_lines = options.kind == "requests" || options.kind == "prompts";
    const bool is_one = options.kind == "brackets" || options.kind == "findings";
    if ((!in_lines && !is_one) || (!options.count && (is_one || options.bytes == endless)))
        return std::nullopt;
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    const std::optional<Options> options = read_options(argc, argv);
    if (options) return generate(*options);
    std::fputs("usage: camlint_corpus requests|prompts|brackets|findings COUNT", stderr);
    std::fputs(" [--bytes N] [--lines N] [--seed N]\n", stderr);
    return 2;
}
