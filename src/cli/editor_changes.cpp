// A project's own files: the changes of them that the language server offers, and how it hears of others.

#include <algorithm>
#include <filesystem>

#include "cli/editor.hpp"
#include "config/add_term.hpp"
#include "lint/fingerprint.hpp"

namespace camlint {
namespace {

namespace fs = std::filesystem;

/// As an editor has it, else as it is on disk; nothing where it is not there.
std::optional<std::string> text_of_file(
    const std::string& path, const OpenText& open,
    const std::function<std::optional<std::string>(const std::string&)>& read) {
    if (std::optional<std::string> text = open(path)) return text;
    std::error_code error;
    return fs::is_regular_file(path, error) ? read(path) : std::nullopt;
}

/// The one edit that makes `after` of `before`: what both begin and end with stays.
std::vector<Edit> difference(std::string_view before, std::string_view after) {
    const std::size_t least = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < least && before[head] == after[head]) ++head;
    std::size_t tail = 0;
    while (tail < least - head && before[before.size() - tail - 1] == after[after.size() - tail - 1]) ++tail;
    // Not inside a code point.
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };
    while (head > 0 && head < before.size() && continues(before[head])) --head;
    while (tail > 0 && continues(before[before.size() - tail])) --tail;
    return {{.span = {head, before.size() - tail},
             .text = std::string(after.substr(head, after.size() - tail - head))}};
}

}  // namespace

std::optional<FileChange> Editor::add_to_baseline(const Buffer& buffer, const Diagnostic& finding,
                                                  const OpenText& open) {
    if (baseline_path_.empty()) return {};
    std::error_code error;
    FileChange change{.path = fs::absolute(baseline_path_, error).lexically_normal().string()};
    const auto text =
        text_of_file(change.path, open, [this](const std::string& path) { return bytes(path); });
    change.is_new = !text;
    change.text = text.value_or("");
    std::vector<BaselineEntry> entries;
    if (text) {
        ParsedBaseline parsed = parse_baseline({.name = change.path, .bytes = change.text, .origin = {}});
        if (!parsed.mistakes.empty()) return {};
        entries = std::move(parsed.entries);
    }
    entries.push_back({.file = baseline_name(baseline_path_, buffer.path),
                       .rule = finding.rule,
                       .fingerprint = fingerprint(finding, buffer.text)});
    std::ranges::stable_sort(entries, {}, &BaselineEntry::file);
    change.edits = difference(change.text, write_baseline(entries));
    return change;
}

std::optional<FileChange> Editor::allow_term(const std::string& path, std::string_view term,
                                             const OpenText& open) {
    const LoadedConfiguration* loaded = project_->scope_of(path).loaded;
    std::error_code error;
    const fs::path here = fs::current_path(error) / configuration_name;
    FileChange change{.path = loaded == nullptr ? here.string() : loaded->files.front().path};
    const auto text =
        text_of_file(change.path, open, [this](const std::string& file) { return bytes(file); });
    if (loaded == nullptr && text) return {};  // one with mistakes, or that is not to be read
    change.is_new = !text;
    change.text = text.value_or("");
    const auto inherited =
        loaded == nullptr ? std::vector<std::string>{} : strings_of(loaded->configuration.root, "terms");
    const std::optional<Edit> edit = add_term(change.text, term, inherited);
    if (!edit) return {};
    change.edits.push_back(*edit);
    return change;
}

std::vector<std::string> Editor::watched() const {
    std::vector<std::string> names{std::string(configuration_name), std::string(hidden_configuration_name)};
    if (!baseline_path_.empty()) names.push_back(fs::path(baseline_path_).filename().string());
    return names;
}

bool Editor::is_stale(const std::string& path) const {
    return project_->has_changed(path) || (!baseline_path_.empty() && stamp_of(baseline_path_) != known_);
}

bool Editor::depends_on(const std::string& path) const {
    const std::string name = fs::path(path).filename().string();
    if (name == configuration_name || name == hidden_configuration_name) return true;
    std::error_code error;
    const auto is_it = [&](const std::string& other) {
        return !other.empty() && fs::weakly_canonical(path, error) == fs::weakly_canonical(other, error);
    };
    return is_it(baseline_path_) || is_it(preferences_.config) || project_->has_read(path);
}

}  // namespace camlint
