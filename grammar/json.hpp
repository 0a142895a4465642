#pragma once
// JSON as RFC 8259 has it, with a limit on nesting. Strings keep their escapes: what they mean is
// decided by whoever decodes them. A failure raises at the place of the first byte that cannot go on.

#include <cstddef>

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "skip.hpp"

namespace camlint::grammar::json {

using namespace tao::pegtl;

/// RFC 8259, section 9, lets a parser limit depth. Requests nest less than ten levels.
inline constexpr std::size_t max_depth = 64;

/// The first state of a parse; counts the arrays and objects that are open.
struct Depth {
    std::size_t depth = 0;
};

/// Never matches: raised where one level more than fits is opened.
struct nesting : failure {};

/// `Rule`, one level deeper.
template <typename Rule>
struct deeper {
    using rule_t = deeper;
    using subs_t = type_list<Rule>;

    template <apply_mode A, rewind_mode M, template <typename...> class Action,
              template <typename...> class Control, typename ParseInput, typename State>
    static bool match(ParseInput& in, State& state) {
        const Depth& open = state;
        if (open.depth == max_depth) Control<nesting>::raise(static_cast<const ParseInput&>(in), state);
        ++static_cast<Depth&>(state).depth;
        const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, state);
        --static_cast<Depth&>(state).depth;
        return matched;
    }
};

struct ws : star<one<' ', '\t', '\n', '\r'>> {};

/// String bytes up to a quote or control character, escapes that are well-formed among them.
struct content {
    using rule_t = content;
    using subs_t = empty_list;

    template <typename ParseInput>
    static bool match(ParseInput& in) {
        const char* begin = in.current();
        const char* stop = skip::to_string_special(begin, in.end());
        while (stop != in.end() && *stop == '\\') {
            const char* behind = skip::past_unicode(stop, in.end());
            if (behind == stop) behind += skip::escape_size(stop, in.end());
            if (behind == stop) break;
            stop = behind;
            if (stop != in.end() && *stop != '\\') stop = skip::to_string_special(stop, in.end());
        }
        in.bump(static_cast<std::size_t>(stop - begin));
        return stop != begin;
    }
};

// Only where an escape is wrong is it looked at here, to say what is expected.
struct hex_digits : rep<4, xdigit> {};
struct unicode : if_must<one<'u'>, hex_digits> {};
struct escape_letter : sor<one<'"', '\\', '/', 'b', 'f', 'n', 'r', 't'>, unicode> {};
struct escape : if_must<one<'\\'>, escape_letter> {};
struct characters : star<sor<content, escape>> {};
struct quote : one<'"'> {};
struct string : if_must<quote, characters, quote> {};

struct digits : plus<digit> {};
struct int_part : sor<one<'0'>, seq<range<'1', '9'>, star<digit>>> {};
struct fraction : if_must<one<'.'>, digits> {};
struct exponent : if_must<one<'e', 'E'>, opt<one<'+', '-'>>, digits> {};
struct magnitude : seq<int_part, opt<fraction>, opt<exponent>> {};
struct number : sor<magnitude, if_must<one<'-'>, magnitude>> {};

struct true_ : seq<TAO_PEGTL_STRING("true"), not_at<alnum>> {};
struct false_ : seq<TAO_PEGTL_STRING("false"), not_at<alnum>> {};
struct null : seq<TAO_PEGTL_STRING("null"), not_at<alnum>> {};

struct value;
struct element : seq<value> {};
struct name : string {};
struct colon : one<':'> {};
struct member_value : seq<value> {};
struct member : if_must<name, ws, colon, ws, member_value> {};
struct next_member : seq<member> {};
struct next_element : seq<value> {};

struct object_begin : one<'{'> {};
struct object_end : one<'}'> {};
struct members : seq<member, ws, star<if_must<one<','>, ws, next_member, ws>>> {};
struct object_body : seq<ws, opt<members>> {};
struct object : if_must<object_begin, deeper<object_body>, object_end> {};

struct array_begin : one<'['> {};
struct array_end : one<']'> {};
struct elements : seq<element, ws, star<if_must<one<','>, ws, next_element, ws>>> {};
struct array_body : seq<ws, opt<elements>> {};
struct array : if_must<array_begin, deeper<array_body>, array_end> {};

struct value : sor<string, number, object, array, true_, false_, null> {};

struct root : seq<value> {};
struct end : eof {};
struct document : must<ws, root, ws, end> {};

}  // namespace camlint::grammar::json

template <typename Name>
struct TAO_PEGTL_NAMESPACE::analyze_traits<Name, camlint::grammar::json::content>
    : TAO_PEGTL_NAMESPACE::analyze_any_traits<> {};

template <typename Name, typename Rule>
struct TAO_PEGTL_NAMESPACE::analyze_traits<Name, camlint::grammar::json::deeper<Rule>>
    : TAO_PEGTL_NAMESPACE::analyze_traits<Name, typename Rule::rule_t> {};
