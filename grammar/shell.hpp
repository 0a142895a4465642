#pragma once
// A POSIX shell script cut into words, as far as finding a command and its arguments needs: quotes,
// comments, the marks between commands, here-documents. Total: what is not closed runs to the end.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

namespace camlint::grammar::shell {

using namespace tao::pegtl;

/// The first state of a parse: here-documents whose text has not begun yet.
struct Pending {
    struct Delimiter {
        std::string text;
        bool quoted = false;
        bool tabs = false;      ///< `<<-`: tabs before each line, the last one too, do not count
        std::size_t owner = 0;  ///< for the state to know whose it is
    };
    std::vector<Delimiter> delimiters;
    std::size_t lost = 0;  ///< here-documents whose end was not found
};

/// How many here-documents without an end are looked for: a script has none, random bytes many.
inline constexpr std::size_t most_lost = 16;

struct line_end : sor<string<'\r', '\n'>, one<'\n'>> {};
struct continuation : seq<one<'\\'>, line_end> {};
struct blank : sor<one<' ', '\t'>, continuation> {};
struct comment : seq<one<'#'>, star<not_at<line_end>, any>> {};

struct escaped : seq<one<'\\'>, sor<utf8::any, any>> {};
struct single_text : star<not_one<'\''>> {};
struct single : seq<one<'\''>, single_text, sor<one<'\''>, eof>> {};
struct double_text : star<sor<seq<one<'\\'>, any>, not_one<'"'>>> {};
struct double_ : seq<one<'"'>, double_text, sor<one<'"'>, eof>> {};
struct ansi_text : star<sor<seq<one<'\\'>, any>, not_one<'\''>>> {};
struct ansi : seq<string<'$', '\''>, ansi_text, sor<one<'\''>, eof>> {};
struct bare_text
    : plus<not_at<ansi>, not_one<' ', '\t', '\r', '\n', '\'', '"', '\\', ';', '|', '&', '<', '>', '(', ')'>> {
};
/// A carriage return that ends no line, a backslash that ends the script.
struct odd : sor<seq<not_at<line_end>, one<'\r'>>, one<'\\'>> {};
struct part : sor<ansi, single, double_, seq<not_at<continuation>, escaped>, bare_text, odd> {};
struct word_begin : success {};
struct word : seq<at<part>, word_begin, plus<not_at<continuation>, part>> {};

struct here_tabs : opt<one<'-'>> {};
template <char... Quotes>
struct here_name_until : plus<not_one<Quotes..., '\r', '\n'>> {};
struct here_name : plus<sor<alnum, one<'_', '-', '.'>>> {};
struct here_quoted : sor<seq<one<'\''>, here_name_until<'\''>, one<'\''>>,
                         seq<one<'"'>, here_name_until<'"'>, one<'"'>>, seq<one<'\\'>, here_name>> {};
struct here_plain : seq<here_name> {};
/// `<<<` hands over one word, and in (( )) the same mark shifts bits.
struct here_string : string<'<', '<', '<'> {};
struct arithmetic
    : seq<string<'(', '('>, rep_max<256, not_at<sor<string<')', ')'>, line_end>>, any>, string<')', ')'>> {};
struct here_mark : seq<string<'<', '<'>, here_tabs, star<one<' ', '\t'>>, sor<here_quoted, here_plain>> {};

/// The text of the here-documents that the line before has begun; each is given to the state, which
/// has to have a function `here_document( begin, end, delimiter )`.
struct here_texts {
    using rule_t = here_texts;
    using subs_t = empty_list;

    template <apply_mode A, rewind_mode M, template <typename...> class Action,
              template <typename...> class Control, typename ParseInput, typename State>
    static bool match(ParseInput& in, State& state) {
        std::vector<Pending::Delimiter>& pending = static_cast<Pending&>(state).delimiters;
        for (const Pending::Delimiter& delimiter : pending) {
            if (state.lost == most_lost) break;
            const char* begin = in.current();
            const char* end = begin;
            bool found = false;
            auto mark = in.template mark<rewind_mode::required>();
            while (!found && in.current() != in.end()) {
                const std::string_view rest(in.current(), static_cast<std::size_t>(in.end() - in.current()));
                const std::size_t feed = rest.find('\n');
                std::string_view line = rest.substr(0, feed);
                end = in.current();
                in.bump(feed == std::string_view::npos ? rest.size() : feed + 1);
                if (line.ends_with('\r')) line.remove_suffix(1);
                while (delimiter.tabs && line.starts_with('\t')) line.remove_prefix(1);
                found = line == delimiter.text;
                if (!found) end = in.current();
            }
            // A mark without an end was none, or the script is cut: what follows is read all the same.
            if (!mark(found)) ++state.lost;
            if (found) state.here_document(begin, end, delimiter);
        }
        pending.clear();
        return true;
    }
};

struct new_line : seq<line_end> {};
struct end_mark : one<';', '|', '&', '(', ')'> {};
struct redirection : one<'<', '>'> {};
struct token : sor<blank, seq<new_line, here_texts>, comment, here_string, here_mark, arithmetic, end_mark,
                   redirection, word> {};
struct script : until<eof, sor<token, any>> {};

}  // namespace camlint::grammar::shell

template <typename Name>
struct TAO_PEGTL_NAMESPACE::analyze_traits<Name, camlint::grammar::shell::here_texts>
    : TAO_PEGTL_NAMESPACE::analyze_opt_traits<> {};
