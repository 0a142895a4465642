#pragma once
// One line of Markdown, as far as fenced code is concerned: the marks of block quotes and lists that
// it starts with, and a fence. Which fence closes which is decided by the reader.

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

namespace camlint::grammar::markdown {

using namespace tao::pegtl;

struct blank : one<' ', '\t'> {};
struct indent : star<blank> {};

struct quote_mark : one<'>'> {};
struct bullet : one<'-', '*', '+'> {};
struct number : seq<rep_min_max<1, 9, digit>, one<'.', ')'>> {};
/// A list's mark, which a blank or the line's end has to follow.
struct list_mark : seq<sor<bullet, number>, at<sor<blank, eof>>> {};

struct backticks : seq<rep_min<3, one<'`'>>> {};
struct tildes : seq<rep_min<3, one<'~'>>> {};
/// What a fence says behind its marks; of backticks it holds none.
struct backtick_info : seq<star<not_one<'`'>>, eof> {};
struct tilde_info : seq<star<any>, eof> {};
struct fence : sor<seq<backticks, indent, backtick_info>, seq<tildes, indent, tilde_info>> {};

/// A comment of HTML that ends on its line.
struct comment : seq<string<'<', '!', '-', '-'>, until<string<'-', '-', '>'>>> {};

}  // namespace camlint::grammar::markdown
