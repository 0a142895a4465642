#include "document/shell_word.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "text/utf8.hpp"

namespace camlint {
namespace {

bool is_name_byte(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// The size of the expansion that `text` begins with, 0 if it is none. What is not closed runs to the end.
std::size_t expansion_size(std::string_view text) {
    const auto to = [text](char close) { return std::min(text.find(close, 1), text.size() - 1) + 1; };
    if (text[0] == '`') return to('`');
    if (text.size() < 2) return 0;
    switch (text[1]) {
        case '{': return to('}');
        case '(': return to(')');
        case '@':
        case '#':
        case '?':
        case '*':
        case '!': return 2;
        default: break;
    }
    std::size_t end = 1;
    while (end < text.size() && is_name_byte(text[end])) ++end;
    return end > 1 ? end : 0;
}

/// Builds the text of a word and the map of it, part by part.
class Decoder {
public:
    Decoder(std::string_view script, std::string& out, std::size_t begin)
        : script_(script), out_(out), host_(begin), result_{.text = {}, .map = SourceMap(begin)} {}

    void add(const WordPart& part) {
        drop(part.content.begin);
        switch (part.kind) {
            case PartKind::bare:
                look_for_expansion(part.content);
                copy(part.content.end);
                enclose(part.content, Quoting::bare_word);
                break;
            case PartKind::single_quotes:
                copy(part.content.end);
                enclose(part.content, Quoting::single_quotes);
                break;
            case PartKind::double_quotes:
                look_for_expansion(part.content);
                add_expanding(part.content.end, "\"\\$`");
                enclose(part.content, Quoting::double_quotes);
                break;
            case PartKind::escaped:
                copy(part.content.end);
                enclose(part.span, Quoting::opaque);
                break;
            case PartKind::ansi_quotes:
                add_ansi_quoted(part.content.end);
                enclose(part.content, Quoting::opaque);
                break;
        }
        drop(part.span.end);
    }

    void add_here_document(Span span) {
        look_for_expansion(span);
        add_expanding(span.end, "\\$`");
        enclose(span, Quoting::here_document);
    }

    ShellText take() {
        result_.text = out_;
        return std::move(result_);
    }

private:
    void enclose(Span span, Quoting quoting) {
        result_.enclosures.push_back({.span = span, .quoting = quoting});
    }

    /// $name, ${…}, $(…) and `…`, where no backslash stands before.
    void look_for_expansion(Span span) {
        const std::string_view text = slice(script_, span);
        for (std::size_t at = text.find_first_of("\\$`"); at < text.size();
             at = text.find_first_of("\\$`", at)) {
            const std::size_t size = text[at] == '\\' ? 0 : expansion_size(text.substr(at));
            if (size > 0) result_.expansions.push_back({span.begin + at, span.begin + at + size});
            at += text[at] == '\\' ? 2 : std::max<std::size_t>(1, size);
        }
    }

    /// Host bytes that say nothing.
    void drop(std::size_t end) {
        if (end == host_) return;
        result_.map.add({.text = {out_.size(), out_.size()}, .host = {host_, end}});
        host_ = end;
    }

    [[nodiscard]] std::size_t next_backslash(std::size_t end) const {
        const std::string_view rest = slice(script_, {host_, end});
        return host_ + std::min(rest.find('\\'), rest.size());
    }

    void copy(std::size_t end) {
        out_.append(script_.substr(host_, end - host_));
        host_ = end;
    }

    /// `size` host bytes that say `text`.
    void put(std::size_t size, std::string_view text) {
        result_.map.add({.text = {out_.size(), out_.size() + text.size()}, .host = {host_, host_ + size}});
        out_ += text;
        host_ += size;
    }

    /// Where the shell reads a backslash before the `special` characters and before a line end.
    void add_expanding(std::size_t end, std::string_view special) {
        while (host_ < end) {
            copy(next_backslash(end));
            if (host_ + 1 >= end) return copy(end);
            const std::string_view rest = script_.substr(host_ + 1, end - host_ - 1);
            if (rest[0] == '\n') {
                put(2, "");
            } else if (rest.starts_with("\r\n")) {
                put(3, "");
            } else if (special.find(rest[0]) != std::string_view::npos) {
                put(2, rest.substr(0, 1));
            } else {
                copy(host_ + 2);
            }
        }
    }

    void add_ansi_quoted(std::size_t end) {
        constexpr std::string_view letters = "abefnrtv\\'\"?";
        constexpr std::string_view meanings = "\a\b\x1B\f\n\r\t\v\\'\"?";
        while (host_ < end) {
            copy(next_backslash(end));
            if (host_ + 1 >= end) return copy(end);
            const char letter = script_[host_ + 1];
            const std::size_t known = letters.find(letter);
            if (known != std::string_view::npos) {
                put(2, meanings.substr(known, 1));
            } else if (!add_code_point(end, letter)) {
                copy(host_ + 2);
            }
        }
    }

    /// `\x41`, `\u63a8`, `\U0001f3ac`.
    bool add_code_point(std::size_t end, char letter) {
        const std::size_t most = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
        std::uint32_t value = 0;
        const char* begin = script_.data() + host_ + 2;
        const char* limit = begin + std::min(most, end - host_ - 2);
        const auto [stop, error] = std::from_chars(begin, limit, value, 16);
        const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        if (error != std::errc{} || value > 0x10FFFF || surrogate) return false;
        std::string text;
        if (letter == 'x') {
            text += static_cast<char>(value);
        } else {
            append(text, static_cast<char32_t>(value));
        }
        put(static_cast<std::size_t>(stop - begin) + 2, text);
        return true;
    }

    std::string_view script_;
    std::string& out_;
    std::size_t host_;
    ShellText result_;
};

}  // namespace

ShellText decode_word(const std::vector<WordPart>& word, std::string_view script, Document& document) {
    Decoder decoder(script, document.decoded.emplace_back(), word.front().span.begin);
    for (const WordPart& part : word) decoder.add(part);
    return decoder.take();
}

ShellText decode_here_document(const ShellCommand::HereDocument& here, std::string_view script,
                               Document& document) {
    if (here.quoted) {
        return {.text = slice(script, here.span),
                .map = SourceMap(here.span.begin),
                .enclosures = {},
                .expansions = {}};
    }
    Decoder decoder(script, document.decoded.emplace_back(), here.span.begin);
    decoder.add_here_document(here.span);
    return decoder.take();
}

}  // namespace camlint
