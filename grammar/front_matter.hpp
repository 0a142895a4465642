#pragma once
// The head of a .prompt file: `name: value` lines between two lines of three hyphens. A small part of
// YAML, one value a line. Total from the first fence on: a line of no other kind is `unknown`.

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

namespace camlint::grammar::front_matter {

using namespace tao::pegtl;

struct blank : one<' ', '\t'> {};
struct line_break : sor<string<'\r', '\n'>, one<'\n', '\r'>> {};
struct line_end : sor<line_break, eof> {};
struct rest : star<not_at<line_end>, any> {};

struct fence : seq<string<'-', '-', '-'>, star<blank>, line_end> {};
struct opening_fence : fence {};
struct closing_fence : fence {};

struct name : plus<sor<alnum, one<'_', '-'>>> {};
struct value : rest {};
struct entry : seq<at<name, star<blank>, one<':'>>, name, star<blank>, one<':'>, star<blank>, value> {};
struct comment : seq<star<blank>, one<'#'>, rest> {};
struct empty : seq<star<blank>, at<line_end>> {};
struct unknown : plus<not_at<line_end>, any> {};

struct line : seq<sor<empty, comment, entry, unknown>, line_end> {};
struct lines : until<sor<closing_fence, eof>, line> {};
struct byte_order_mark : opt<string<'\xEF', '\xBB', '\xBF'>> {};
struct document : seq<byte_order_mark, opening_fence, lines> {};

}  // namespace camlint::grammar::front_matter
