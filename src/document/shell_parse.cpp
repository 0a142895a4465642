#include "document/shell_word.hpp"
#include "shell.hpp"

namespace camlint {
namespace {

namespace pegtl = tao::pegtl;
namespace rule = grammar::shell;

struct Builder : rule::Pending {
    std::string_view text;
    std::vector<ShellCommand> commands{1};
    Delimiter draft;  ///< of a mark that is being read
    Span content;

    void here_document(const char* begin, const char* end, const Delimiter& delimiter) {
        const Span span{static_cast<std::size_t>(begin - text.data()),
                        static_cast<std::size_t>(end - text.data())};
        commands[delimiter.owner].here_documents.push_back({.span = span, .quoted = delimiter.quoted});
    }
    void end_command() {
        if (!commands.back().words.empty()) commands.emplace_back();
    }
    void add_part(PartKind kind, Span span, Span inner) {
        commands.back().words.back().push_back({.kind = kind, .span = span, .content = inner});
    }
};

template <typename Rule>
struct Action : pegtl::nothing<Rule> {};

template <>
struct Action<rule::word_begin> {
    static void apply0(Builder& builder) { builder.commands.back().words.emplace_back(); }
};

/// What lies between quotes; matched before the part as a whole.
struct Content {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.content = span_of(in, builder.text);
    }
};
template <>
struct Action<rule::single_text> : Content {};
template <>
struct Action<rule::double_text> : Content {};
template <>
struct Action<rule::ansi_text> : Content {};

template <PartKind kind>
struct Quoted {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.add_part(kind, span_of(in, builder.text), builder.content);
    }
};
template <>
struct Action<rule::single> : Quoted<PartKind::single_quotes> {};
template <>
struct Action<rule::double_> : Quoted<PartKind::double_quotes> {};
template <>
struct Action<rule::ansi> : Quoted<PartKind::ansi_quotes> {};

template <>
struct Action<rule::escaped> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const Span span = span_of(in, builder.text);
        builder.add_part(PartKind::escaped, span, {span.begin + 1, span.end});
    }
};

struct Bare {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        const Span span = span_of(in, builder.text);
        builder.add_part(PartKind::bare, span, span);
    }
};
template <>
struct Action<rule::bare_text> : Bare {};
template <>
struct Action<rule::odd> : Bare {};

template <>
struct Action<rule::here_tabs> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.draft = {.tabs = in.size() > 0, .owner = builder.commands.size() - 1};
    }
};
struct HereName {
    template <typename ActionInput>
    static void apply(const ActionInput& in, Builder& builder) {
        builder.draft.text = in.string();
    }
};
template <>
struct Action<rule::here_name> : HereName {};
template <char... Quotes>
struct Action<rule::here_name_until<Quotes...>> : HereName {};
template <>
struct Action<rule::here_quoted> {
    static void apply0(Builder& builder) { builder.draft.quoted = true; }
};
template <>
struct Action<rule::here_mark> {
    static void apply0(Builder& builder) { builder.delimiters.push_back(builder.draft); }
};

template <>
struct Action<rule::new_line> {
    static void apply0(Builder& builder) { builder.end_command(); }
};
template <>
struct Action<rule::end_mark> {
    static void apply0(Builder& builder) { builder.end_command(); }
};

}  // namespace

std::vector<ShellCommand> parse_shell(std::string_view text) {
    Builder builder;
    builder.text = text;
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        text.data(), text.data() + text.size(), "");
    pegtl::parse<rule::script, Action>(in, builder);
    return std::move(builder.commands);
}

std::size_t analyze_shell_grammar() { return pegtl::analyze<rule::script>(-1); }

}  // namespace camlint
