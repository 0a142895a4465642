#include "lint/baseline.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "lint/fingerprint.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const BaselineEntry& entry) {
    Json json{{"file", entry.file}, {"rule", entry.rule->name}, {"fingerprint", entry.fingerprint}};
    if (!entry.reason.empty()) json["reason"] = entry.reason;
    if (!entry.until.empty()) json["until"] = entry.until;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void suppress(Diagnostic& finding, std::string reason) {
    finding.suppression = Suppression{.kind = Suppression::Kind::external, .reason = std::move(reason)};
}

}  // namespace

std::string write_baseline(std::span<const BaselineEntry> entries) {
    std::string out = "{\"version\":1,\n\"entries\":[\n";
    for (const BaselineEntry& entry : entries) {
        out += line_of(entry);
        out += &entry == &entries.back() ? "\n" : ",\n";
    }
    return out + "]}\n";
}

std::string as_utf8(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        append(out, point.value);
        at += point.size;
    }
    return out;
}

bool is_expired(const BaselineEntry& entry, std::string_view today) {
    return !entry.until.empty() && entry.until < today;
}

FileBaseline::FileBaseline(std::string file, std::vector<const BaselineEntry*> entries,
                           std::string_view today)
    : file_(std::move(file)), all_(std::move(entries)), used_(all_.size()) {
    for (std::size_t i = all_.size(); i-- > 0;) {
        const bool holds = !is_expired(*all_[i], today);
        (holds ? open_ : expired_)[{all_[i]->rule, all_[i]->fingerprint}].push_back(i);
    }
}

std::size_t FileBaseline::take(const Rule& rule, const std::string& fingerprint) {
    const auto row = open_.find({&rule, fingerprint});
    if (row == open_.end() || row->second.empty()) return none;
    const std::size_t index = row->second.back();
    row->second.pop_back();
    used_[index] = true;
    return index;
}

bool FileBaseline::was_expired(const Rule& rule, const std::string& fingerprint) {
    const auto row = expired_.find({&rule, fingerprint});
    if (row == expired_.end() || row->second.empty()) return false;
    row->second.pop_back();
    return true;
}

void FileBaseline::note_unread(const Diagnostic& finding) {
    if (finding.rule->name != "invalid-document") return;
    is_unread_ = true;
}

void FileBaseline::silence(std::span<Diagnostic> findings, std::string_view bytes) {
    if (all_.empty()) return;
    for (Diagnostic& finding : findings) {
        note_unread(finding);
        if (finding.suppression) continue;
        const std::size_t index = take(*finding.rule, fingerprint(finding, bytes));
        if (index != none) suppress(finding, all_[index]->reason);
    }
}

void FileBaseline::adopt(std::span<Diagnostic> findings, std::string_view bytes) {
    for (Diagnostic& finding : findings) {
        note_unread(finding);
        if (finding.suppression) continue;
        std::string print = fingerprint(finding, bytes);
        const std::size_t index = take(*finding.rule, print);
        if (index == none && was_expired(*finding.rule, print)) continue;
        matches_.push_back({.old = index,
                            .entry = index != none ? *all_[index]
                                                   : BaselineEntry{.file = file_,
                                                                   .rule = finding.rule,
                                                                   .fingerprint = std::move(print)}});
        suppress(finding, matches_.back().entry.reason);
    }
}

bool FileBaseline::is_judged(std::size_t entry, const Linter& linter) const {
    return !is_unread_ && linter.runs(*all_[entry]->rule);
}

std::vector<const BaselineEntry*> FileBaseline::unused(const Linter& linter) const {
    std::vector<const BaselineEntry*> left;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (!used_[i] && is_judged(i, linter)) left.push_back(all_[i]);
    }
    return left;
}

std::vector<BaselineEntry> FileBaseline::entries(const Linter& linter) const {
    std::vector<BaselineEntry> result;
    std::size_t seen = 0;  // of the old ones
    const auto keep_up_to = [&](std::size_t end) {
        for (; seen < end; ++seen) {
            if (!used_[seen] && !is_judged(seen, linter)) result.push_back(*all_[seen]);
        }
    };
    for (const Match& match : matches_) {
        if (match.old != none) keep_up_to(match.old);
        result.push_back(match.entry);
    }
    keep_up_to(all_.size());
    return result;
}

std::size_t FileBaseline::added() const {
    return static_cast<std::size_t>(std::ranges::count(matches_, none, &Match::old));
}

}  // namespace camlint
