#include "support/cases.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "diagnostic/rule.hpp"
#include "support/files.hpp"

namespace camlint::test {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::string plain(std::string text) {
    replace_all(text, "⏎", "\n");
    replace_all(text, "⇥", "\t");
    replace_all(text, "␣", " ");
    return expand(text);
}

void read_settings(const std::string& list, Defaults& defaults) {
    std::istringstream words(list);
    for (std::string word; words >> word;) {
        const std::string value = word.substr(word.find('=') + 1);
        if (word.starts_with("model=")) {
            defaults.model = value;
        } else if (word.starts_with("duration=")) {
            defaults.duration = std::stoi(value);
        } else if (word.starts_with("resolution=")) {
            defaults.resolution = value;
        } else if (word.starts_with("provider=")) {
            defaults.provider = value;
        } else {
            throw std::runtime_error("unknown setting " + word);
        }
    }
}

}  // namespace

std::string take_markers(const std::string& marked, std::vector<Span>& spans) {
    std::string text;
    for (std::size_t at = 0; at < marked.size();) {
        const std::string_view rest = std::string_view(marked).substr(at);
        if (rest.starts_with("«")) {
            spans.push_back({text.size(), text.size()});
            at += 2;
        } else if (rest.starts_with("»")) {
            spans.back().end = text.size();
            at += 2;
        } else {
            text += marked[at++];
        }
    }
    return text;
}

std::vector<Case> read_cases(const std::filesystem::path& path) {
    std::vector<Case> cases;
    std::istringstream lines(read_file(path));
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t space = std::min(line.find(' '), line.size());
        const std::string key = line.substr(0, space);
        const std::string rest = line.substr(std::min(space + 1, line.size()));
        if (key == "bad" || key == "good") {
            cases.push_back(
                {.bad = key == "bad", .text = plain(rest), .defaults = {}, .also = {}, .fixed = {}});
            cases.back().line = number;
        } else if (key == "with") {
            read_settings(rest, cases.back().defaults);
        } else if (key == "also") {
            std::istringstream words(rest);
            for (std::string word; words >> word;) cases.back().also.insert(word);
        } else if (key == "fixed") {
            cases.back().fixed = plain(rest);
            cases.back().has_fixed = true;
        } else if (key == "as") {
            cases.back().carrier = rest;
        } else if (key == "weighs") {
            cases.back().severity = rest;
        } else if (key == "or") {
            cases.back().alternatives.push_back(plain(rest));
        } else if (key == "nofix") {
            cases.back().no_fix = true;
        } else {
            throw std::runtime_error(path.string() + ": unknown key " + key);
        }
    }
    return cases;
}

std::vector<Diagnostic> lint_case(const std::string& text, const std::string& rule, const Case& test) {
    return test.carrier.empty() ? lint_bare(text, rule, test.defaults)
                                : lint(text, test.carrier, test.defaults);
}

}  // namespace camlint::test
