#pragma once
// The prompt language: text, and directives in brackets. Knows shapes, never a command's name.
//
// The grammar is total: any bytes match, and once a bracket has been opened nothing may fail, so no
// action fires for a branch that is given up later. What is wrong with a bracket (unclosed, nested,
// stray, empty) is a shape of the result, not an error.

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "skip.hpp"

namespace camlint::grammar::prompt {

using namespace tao::pegtl;

/// One or more bytes that start no bracket.
struct text {
    using rule_t = text;
    using subs_t = empty_list;

    template <typename ParseInput>
    static bool match(ParseInput& in) {
        const char* begin = in.current();
        const char* stop = skip::to_bracket(begin, in.end());
        in.bump(static_cast<std::size_t>(stop - begin));
        return stop != begin;
    }
};

// Brackets: ASCII, lenticular (U+3010, U+3011), full-width (U+FF3B, U+FF3D).
struct ascii_open : one<'['> {};
struct ascii_close : one<']'> {};
struct lenticular_open : string<'\xE3', '\x80', '\x90'> {};
struct lenticular_close : string<'\xE3', '\x80', '\x91'> {};
struct fullwidth_open : string<'\xEF', '\xBC', '\xBB'> {};
struct fullwidth_close : string<'\xEF', '\xBC', '\xBD'> {};
struct opening : sor<ascii_open, lenticular_open, fullwidth_open> {};
struct closing : sor<ascii_close, lenticular_close, fullwidth_close> {};
struct line_end : one<'\n', '\r'> {};

// White space inside a bracket: blank, tab, no-break space, ideographic space.
struct blank : sor<one<' ', '\t'>, string<'\xC2', '\xA0'>, string<'\xE3', '\x80', '\x80'>> {};

// Between commands. Only the ASCII comma is documented.
struct comma : one<','> {};
struct wide_comma : string<'\xEF', '\xBC', '\x8C'> {};      // ，
struct enumeration : string<'\xE3', '\x80', '\x81'> {};     // 、
struct wide_semicolon : string<'\xEF', '\xBC', '\x9B'> {};  // ；
struct wide_plus : string<'\xEF', '\xBC', '\x8B'> {};       // ＋
struct wide_ampersand : string<'\xEF', '\xBC', '\x86'> {};  // ＆
struct wide_bar : string<'\xEF', '\xBD', '\x9C'> {};        // ｜
struct separator : sor<one<';', '+', '&', '|'>, wide_comma, enumeration, wide_semicolon, wide_plus,
                       wide_ampersand, wide_bar> {};

// One or the other.
struct wide_slash : string<'\xEF', '\xBC', '\x8F'> {};  // ／
struct alternative : sor<one<'/'>, wide_slash> {};

// One after the other.
struct dashed_arrow : seq<plus<one<'-'>>, one<'>'>> {};
struct double_arrow : seq<plus<one<'='>>, one<'>'>> {};
struct arrow : sor<dashed_arrow, double_arrow, string<'\xE2', '\x86', '\x92'>,  // →
                   string<'\xE2', '\x87', '\x92'>> {};                          // ⇒
struct then_cjk : string<'\xE7', '\x84', '\xB6', '\xE5', '\x90', '\x8E'> {};    // 然后

struct mark : sor<comma, separator, alternative, arrow, then_cjk> {};
// What is met most often comes first: none of them begins like another.
struct label_end : sor<ascii_close, blank, comma, eof, opening, closing, line_end, mark> {};
struct then_word : seq<istring<'t', 'h', 'e', 'n'>, at<label_end>> {};
struct sequence : sor<arrow, then_cjk, then_word> {};

/// A run of bytes that start nothing of the above, tried first because nearly all are of this kind.
struct plain {
    using rule_t = plain;
    using subs_t = empty_list;

    template <typename ParseInput>
    static bool match(ParseInput& in) {
        const char* begin = in.current();
        const char* stop = begin;
        while (stop != in.end() && skip::is_plain_in_label(*stop)) ++stop;
        in.bump(static_cast<std::size_t>(stop - begin));
        return stop != begin;
    }
};
struct word : plus<sor<plain, seq<not_at<label_end>, any>>> {};

/// A word that nothing else begins like, which is nearly all of them: only "then" is another thing.
struct plain_word : seq<not_at<one<'t', 'T'>>, at<plain>, word> {};

struct body
    : star<not_at<ascii_close>, sor<plain_word, blank, sequence, comma, separator, alternative, word>> {};
struct unclosed : success {};
struct directive : seq<opening, body, sor<closing, unclosed>> {};
struct stray : closing {};
struct document : until<eof, sor<directive, stray, text>> {};

}  // namespace camlint::grammar::prompt

template <typename Name>
struct TAO_PEGTL_NAMESPACE::analyze_traits<Name, camlint::grammar::prompt::text>
    : TAO_PEGTL_NAMESPACE::analyze_any_traits<> {};

template <typename Name>
struct TAO_PEGTL_NAMESPACE::analyze_traits<Name, camlint::grammar::prompt::plain>
    : TAO_PEGTL_NAMESPACE::analyze_any_traits<> {};
