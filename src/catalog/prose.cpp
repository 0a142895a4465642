#include "catalog/prose.hpp"

#include <algorithm>
#include <array>

#include "catalog/phrase.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr std::array<std::string_view, 5> chinese_subjects{"镜头", "摄像机", "摄影机", "相机", "机位"};
constexpr std::string_view english_subject = "camera";
static_assert(std::ranges::all_of(chinese_subjects, [](std::string_view name) {
    return name[0] == '\xE6' || name[0] == '\xE7' || name[0] == '\xE9';
}));

/// Before 镜头 these name a kind of shot, not the camera that moves: 固定镜头.
constexpr std::array<std::string_view, 4> kinds_of_shot{"固定", "静止", "跟随", "手持"};

/// What ends a clause.
constexpr std::array<std::string_view, 9> chinese_marks{"，", "。", "；", "：", "！", "？", "、", "（", "）"};

/// Bytes of a clause that are looked at: the move comes soon or not at all.
constexpr std::size_t window = 80;

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

/// Whether one of the camera's names may begin with this byte.
bool may_begin_subject(char byte) {
    return byte == 'c' || byte == 'C' || byte == '\xE6' || byte == '\xE7' || byte == '\xE9';
}

/// The size of the camera's name that starts at `at`, 0 if none does.
std::size_t subject_size(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (lower(rest[0]) == 'c') {
        const std::size_t size = english_subject.size();
        if (!std::ranges::equal(rest.substr(0, size), english_subject, {}, lower)) return 0;
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const bool ends = rest.size() == size || !is_letter(rest[size]);
        return begins && ends ? size : 0;
    }
    if (rest[0] >= 0) return 0;  // ASCII
    const std::string_view before = text.substr(0, at);
    const auto names_kind = [before](auto kind) { return before.ends_with(kind); };
    if (std::ranges::any_of(kinds_of_shot, names_kind)) return 0;
    const auto row =
        std::ranges::find_if(chinese_subjects, [rest](auto name) { return rest.starts_with(name); });
    return row == chinese_subjects.end() ? 0 : row->size();
}

std::string_view clause_of(std::string_view text) {
    text = clip(text, window);
    text = text.substr(0, text.find_first_of(",.;:!?\r\n()\""));
    for (const std::string_view mark : chinese_marks)
        text = text.substr(0, std::min(text.find(mark), text.size()));
    return text;
}

/// The move of a clause that begins with the camera; an empty span if it tells of none.
ProseMove read_clause(std::string_view clause, std::size_t from) {
    ProseMove move;
    std::size_t tokens_then = 0;
    for (std::size_t at = from; at < clause.size();) {
        at += decode(clause, at).size;
        const bool inside_word = at < clause.size() && is_letter(clause[at - 1]) && is_letter(clause[at]);
        if (inside_word || clause[at - 1] == ' ') continue;
        const Tokens tokens = tokenize(clause.substr(0, at));
        if (!move.span.empty() && tokens.size() > tokens_then) break;
        const Reading reading = read_told_move(tokens);
        if (!reading.speaks_of_camera()) continue;
        tokens_then = tokens.size();
        move = {.span = {0, at}, .targets = reading.targets, .language = reading.language};
    }
    return move;
}

}  // namespace

std::vector<ProseMove> find_prose_moves(std::string_view text) {
    std::vector<ProseMove> moves;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = may_begin_subject(text[at]) ? subject_size(text, at) : 0;
        if (size == 0) {
            ++at;
            continue;
        }
        const std::string_view clause = clause_of(text.substr(at));
        ProseMove move = read_clause(clause, size);
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
