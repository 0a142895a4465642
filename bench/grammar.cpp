// camlint_grammar: how fast the grammar of prompts is by itself.
//   camlint_grammar FILE PASSES
// Every line of FILE is a prompt. Prints bytes, nodes of one pass, and MB/s of the best and of the median
// pass; reading the file and finding its lines is not in the time.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse.hpp"

namespace {

std::string read_file(const char* path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::string text(file ? static_cast<std::size_t>(file.tellg()) : 0, '\0');
    file.seekg(0);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Into a tree that keeps its memory, where `parse` can do that.
template <typename Text, typename Tree>
void parse_into(Text text, Tree& tree) {
    if constexpr (requires { camlint::parse(text, tree); }) {
        camlint::parse(text, tree);
    } else {
        tree = camlint::parse(text);
    }
}

std::size_t parse_all(const std::vector<std::string_view>& prompts) {
    std::size_t nodes = 0;
    camlint::Tree tree;
    for (const std::string_view prompt : prompts) {
        parse_into(prompt, tree);
        nodes += tree.nodes.size();
    }
    return nodes;
}

}  // namespace

int main(int argc, char** argv) {
    using clock = std::chrono::steady_clock;
    const long passes = argc == 3 ? std::atol(argv[2]) : 0;
    if (passes < 1) {
        std::fputs("usage: camlint_grammar FILE PASSES\n", stderr);
        return 2;
    }
    const std::string text = read_file(argv[1]);
    const std::vector<std::string_view> prompts = lines_of(text);
    std::vector<double> rates;
    std::size_t nodes = 0;
    for (long pass = 0; pass < passes; ++pass) {
        const clock::time_point begin = clock::now();
        nodes = parse_all(prompts);
        const std::chrono::duration<double> seconds = clock::now() - begin;
        rates.push_back(static_cast<double>(text.size()) / 1e6 / seconds.count());
    }
    std::ranges::sort(rates);
    std::printf("%zu %zu %.1f %.1f\n", text.size(), nodes, rates.back(), rates[rates.size() / 2]);
    return 0;
}
