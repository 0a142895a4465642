#pragma once
// A row of CSV as RFC 4180 has it, for any delimiter. Total: a quote that is never closed runs to the
// end, and what stands behind a closing quote is `rest`. A quote inside an unquoted cell is a quote.

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

namespace camlint::grammar::csv {

using namespace tao::pegtl;

struct line_end : sor<string<'\r', '\n'>, one<'\n', '\r'>> {};

struct open_quote : one<'"'> {};
struct close_quote : one<'"'> {};
struct doubled : string<'"', '"'> {};
struct quoted_text : plus<not_one<'"'>> {};
struct quoted : star<sor<quoted_text, doubled>> {};
struct unclosed : eof {};

template <char Delimiter>
struct plain : star<not_one<Delimiter, '\r', '\n'>> {};

template <char Delimiter>
struct rest : plus<not_one<Delimiter, '\r', '\n'>> {};

template <char Delimiter>
struct cell
    : sor<seq<open_quote, quoted, sor<unclosed, seq<close_quote, opt<rest<Delimiter>>>>>, plain<Delimiter>> {
};

template <char Delimiter>
struct row : seq<list<cell<Delimiter>, one<Delimiter>>, sor<line_end, eof>> {};

}  // namespace camlint::grammar::csv
