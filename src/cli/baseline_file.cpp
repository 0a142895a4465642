#include "cli/baseline_file.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/input.hpp"
#include "cli/write_file.hpp"
#include "text/position.hpp"

namespace camlint {
namespace {

namespace fs = std::filesystem;

/// A million entries and more.
constexpr std::size_t largest_baseline = std::size_t{256} << 20;

/// Mistakes that are told of one baseline.
constexpr std::size_t most_mistakes = 20;

/// Of the calendar, in UTC.
std::string today() {
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::chrono::year_month_day date(now);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string folder_of(const fs::path& path) {
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(fs::absolute(path).parent_path(), error);
    return (error ? fs::absolute(path).parent_path().lexically_normal() : folder).string();
}

/// A file's path from a folder on.
std::string name_from(const std::string& folder, const std::string& path) {
    const fs::path whole = fs::absolute(path).lexically_normal();
    return as_utf8(
        (fs::path(folder_of(whole)) / whole.filename()).lexically_relative(folder).generic_string());
}

/// Tells of all mistakes and throws the last one.
void refuse(const std::vector<BaselineMistake>& mistakes, const Source& source) {
    const Positions positions(source);
    std::vector<std::string> told;
    for (const BaselineMistake& mistake : mistakes) {
        if (told.size() == most_mistakes) {
            told.push_back(fmt::format("{}: {} more mistakes", source.name, mistakes.size() - told.size()));
            break;
        }
        const Position at = positions.at(mistake.span.begin);
        told.push_back(fmt::format("{}:{}:{}: {}", source.name, at.line, at.column, mistake.message));
    }
    for (std::size_t i = 0; i + 1 < told.size(); ++i) print_error(told[i]);
    throw Error(told.back());
}

}  // namespace

BaselineFile::BaselineFile(const std::string& path, bool writes)
    : path_(path), writes_(writes), folder_(folder_of(path)), today_(today()) {
    if (path == "-") throw Error("a baseline is a file; it cannot be '-'");
    std::error_code error;
    if (writes && !fs::exists(path, error)) return;
    if (fs::exists(path, error) && !fs::is_regular_file(path, error)) {
        throw Error(fmt::format("cannot read {}: a baseline is a regular file", path));
    }
    Input input(path);
    bytes_ = input.all(largest_baseline);
    ParsedBaseline parsed = parse_baseline(source());
    if (!parsed.mistakes.empty()) refuse(parsed.mistakes, source());
    entries_ = std::move(parsed.entries);
    for (const BaselineEntry& entry : entries_) parts_[entry.file].entries.push_back(&entry);
}

std::string BaselineFile::name_of(const std::string& path) const { return name_from(folder_, path); }

bool BaselineFile::is_gone(const std::string& file) const {
    std::error_code error;
    if (file.find("\uFFFD") != std::string::npos) return false;  // its real name is not known
    return fs::symlink_status(fs::path(folder_) / file, error).type() == fs::file_type::not_found;
}

FileBaseline BaselineFile::open(const std::string& path) {
    std::string name = name_of(path);
    const std::lock_guard lock(mutex_);
    const auto part = parts_.find(name);
    if (part == parts_.end()) return {std::move(name), {}, today_};
    part->second.is_opened = true;
    return {std::move(name), part->second.entries, today_};
}

void BaselineFile::apply(FileBaseline& file, std::vector<Diagnostic>& findings, const Source& source) const {
    if (writes_) {
        file.adopt(findings, source.bytes);
    } else {
        file.silence(findings, source.bytes);
    }
}

void BaselineFile::close(const FileBaseline& file, const Linter& linter) {
    const std::lock_guard lock(mutex_);
    if (const auto part = parts_.find(file.file()); part != parts_.end()) part->second.is_closed = true;
    if (writes_) {
        std::ranges::move(file.entries(linter), std::back_inserter(written_));
        added_ += file.added();
    } else {
        std::ranges::move(file.unused(linter), std::back_inserter(unused_));
    }
}

std::vector<Diagnostic> BaselineFile::unused(const Linter& linter) const {
    std::vector<Unused> all;
    const auto add = [&](const BaselineEntry& entry, Unused::Why why) {
        all.push_back({.why = is_expired(entry, today_) ? Unused::Why::expired : why,
                       .span = entry.span,
                       .name = entry.rule->name,
                       .file = entry.file,
                       .until = entry.until});
    };
    for (const BaselineEntry* entry : unused_) add(*entry, Unused::Why::matches_nothing);
    for (const auto& [file, part] : parts_) {
        if (part.is_opened || !is_gone(file)) continue;
        for (const BaselineEntry* entry : part.entries) {
            if (linter.runs(*entry->rule)) add(*entry, Unused::Why::file_is_gone);
        }
    }
    return linter.lint_unused(all);
}

void BaselineFile::write() const {
    std::vector<BaselineEntry> all = written_;
    for (const auto& [file, part] : parts_) {
        if (part.is_closed || (!part.is_opened && is_gone(file))) continue;
        for (const BaselineEntry* entry : part.entries) all.push_back(*entry);
    }
    std::ranges::stable_sort(all, {}, &BaselineEntry::file);
    write_file(path_, write_baseline(all));
    const std::size_t kept = all.size() - added_;
    print_note(fmt::format("wrote {}: {} {} ({} new, {} pruned)", path_, all.size(),
                           all.size() == 1 ? "entry" : "entries", added_, entries_.size() - kept));
}

std::string baseline_name(const std::string& baseline, const std::string& path) {
    return name_from(folder_of(baseline), path);
}

std::unique_ptr<BaselineFile> open_baseline(const Flags& flags) {
    const std::string& path = flags.write_baseline.empty() ? flags.baseline : flags.write_baseline;
    if (path.empty()) return nullptr;
    std::error_code error;
    const bool other =
        !flags.baseline.empty() && flags.baseline != path && !fs::equivalent(flags.baseline, path, error);
    if (other) throw Error("--baseline and --write-baseline name different files; expected one");
    return std::make_unique<BaselineFile>(path, !flags.write_baseline.empty());
}

}  // namespace camlint
