#include "catalog/prose.hpp"

#include <algorithm>
#include <array>

#include "catalog/fold.hpp"
#include "catalog/phrase.hpp"
#include "text/ascii.hpp"
#include "text/seek.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::array<std::string_view, 5> chinese_subjects{"镜头", "摄像机", "摄影机", "相机", "机位"};
constexpr std::string_view english_subject = "camera";

/// Before 镜头 these name a kind of shot, not the camera that moves: 固定镜头.
constexpr std::array<std::string_view, 4> kinds_of_shot{"固定", "静止", "跟随", "手持"};

/// What ends a clause.
constexpr std::array<std::string_view, 9> chinese_marks{"，", "。", "；", "：", "！", "？", "、", "（", "）"};

/// Bytes of a clause that are looked at: the move comes soon or not at all.
constexpr std::size_t window = 80;

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

/// The beginnings of the camera's names, each once: 摄影机 begins as 摄像机 does.
constexpr Seeker subjects{english_subject, std::array<std::string_view, 4>{"镜头", "摄像机", "相机", "机位"}};
static_assert(std::ranges::all_of(chinese_subjects, [](auto name) { return subjects.is_at(name, 0); }));

/// Words before the camera that say that it shall not move, or that somebody holds it.
constexpr std::array<std::string_view, 10> english_refusals{"no",   "not",     "without", "avoid", "never",
                                                            "zero", "minimal", "any",     "minus", "less"};
constexpr std::array<std::string_view, 10> chinese_refusals{"不要", "避免", "没有", "无",   "别",
                                                            "禁止", "不",   "拿着", "中的", "里的"};

/// Words behind a move that make it something else: "moves in slow motion", "pulls out a drawer",
/// "the camera tracks are old".
constexpr std::array<std::string_view, 7> objects{"slow", "real", "a", "an", "the", "his", "her"};
constexpr std::array<std::string_view, 5> verbs{"are", "is", "were", "was", "laid"};

/// The last word before `at`, the article aside.
std::string_view word_before(std::string_view text, std::size_t at) {
    const auto last_word = [&] {
        while (at > 0 && text[at - 1] == ' ') --at;
        const std::size_t end = at;
        while (at > 0 && is_letter(text[at - 1])) --at;
        return text.substr(at, end - at);
    };
    const std::string_view word = last_word();
    return word == "the" || word == "The" || word == "a" ? last_word() : word;
}

/// Whether the text before a camera's name refuses the move, or hands the camera to somebody.
bool is_refused(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const auto ends_before = [before](std::string_view word) { return before.ends_with(word); };
    if (std::ranges::any_of(chinese_refusals, ends_before)) return true;
    const std::string_view word = word_before(text, at);
    return std::ranges::any_of(english_refusals,
                               [word](std::string_view refusal) { return is_same_word(word, refusal); });
}

/// A camera that is a thing stands at the beginning of what is said of it, where prose directs one.
bool is_thing_in_sentence(std::string_view text, std::size_t at) {
    if (at == 0 || text.substr(at).starts_with(chinese_subjects[0])) return false;
    const char before = text[at - 1];
    if (static_cast<unsigned char>(before) < 0x80) return false;
    const std::string_view beginning = text.substr(0, at);
    constexpr std::array<std::string_view, 12> openings{"，", "。",   "；",   "：",   "！",   "？",
                                                        "、", "随后", "然后", "接着", "此时", "同时"};
    return std::ranges::none_of(openings, [beginning](auto mark) { return beginning.ends_with(mark); });
}

/// Whether the camera's Chinese name at `at` is part of something else: 固定镜头, 桌上的相机.
bool is_no_subject(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const auto names_kind = [before](auto kind) { return before.ends_with(kind); };
    return std::ranges::any_of(kinds_of_shot, names_kind) || is_thing_in_sentence(text, at);
}

/// The size of the camera's name that starts at `at`, 0 if none does.
std::size_t name_size(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (to_lower(rest[0]) == 'c') {
        const std::size_t size = english_subject.size();
        if (!is_same_word(rest.substr(0, size), english_subject)) return 0;
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const bool ends = rest.size() == size || !is_letter(rest[size]);
        return begins && ends ? size : 0;
    }
    const auto row =
        std::ranges::find_if(chinese_subjects, [rest](auto name) { return rest.starts_with(name); });
    return row == chinese_subjects.end() ? 0 : row->size();
}

/// What `text` begins with, up to a mark that ends a clause.
std::string_view clause_of(std::string_view text) {
    text = clip(text, window);
    text = text.substr(0, text.find_first_of(",.;:!?\r\n()\""));
    for (const std::string_view mark : chinese_marks)
        text = text.substr(0, std::min(text.find(mark), text.size()));
    return text;
}

/// The English word behind `at`, blanks and hyphens aside; empty if there is none.
std::string_view next_word(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    return text.substr(at, end - at);
}

/// A move that one of the 15 commands names exactly. That a camera stands still is said of things too.
bool is_move(const Reading& reading) {
    if (!reading.speaks_of_camera() || (reading.synonym != nullptr && !reading.synonym->exact)) return false;
    return reading.targets[0]->family != Family::fixed;
}

/// Whether the words of a move say something else, by what follows them.
bool is_something_else(std::string_view clause, const ProseMove& move) {
    const std::string_view words = slice(clause, move.span);
    if (words.ends_with("shake") || words.ends_with("Shake")) return true;  // "camera shake" is a noun
    const std::string_view next = next_word(clause, move.span.end);
    const auto is_next = [next](std::string_view word) { return word == next; };
    const bool with_object = words.ends_with(" in") || words.ends_with(" out");
    return std::ranges::any_of(verbs, is_next) || (with_object && std::ranges::any_of(objects, is_next));
}

/// The move of a clause that begins with the camera; an empty span if it tells of none.
ProseMove read_clause(std::string_view clause, std::size_t from) {
    ProseMove move;
    std::size_t tokens_then = 0;
    for (std::size_t at = from; at < clause.size();) {
        at += decode(clause, at).size;
        const bool inside_word = at < clause.size() && is_letter(clause[at - 1]) && is_letter(clause[at]);
        const bool ends_word = is_letter(clause[at - 1]) || has_han(last_code_point(clause.substr(0, at)));
        if (inside_word || !ends_word) continue;
        const Tokens tokens = tokenize(clause.substr(0, at));
        if (!move.span.empty() && tokens.size() > tokens_then) break;
        const Reading reading = read_told_move(tokens);
        if (!is_move(reading)) continue;
        tokens_then = tokens.size();
        move = {.span = {0, at}, .targets = reading.targets, .language = reading.language};
    }
    return move.span.empty() || is_something_else(clause, move) ? ProseMove{} : move;
}

}  // namespace

std::size_t find_camera(std::string_view text, std::size_t from) {
    std::size_t at = subjects.find(text, from);
    while (at < text.size() && name_size(text, at) == 0) at = subjects.find(text, at + 1);
    return at;
}

std::vector<ProseMove> find_prose_moves(std::string_view text) {
    std::vector<ProseMove> moves;
    for (std::size_t at = find_camera(text, 0); at < text.size(); at = find_camera(text, at)) {
        const std::size_t size = name_size(text, at);
        if (!is_letter(text[at]) && is_no_subject(text, at)) {
            ++at;
            continue;
        }
        const std::string_view clause = clause_of(text.substr(at));
        ProseMove move = is_refused(text, at) ? ProseMove{} : read_clause(clause, size);
        if (move.span.empty()) {
            at += size;
            continue;
        }
        move.span = {at, at + move.span.end};
        moves.push_back(move);
        at += clause.size();
    }
    return moves;
}

}  // namespace camlint
