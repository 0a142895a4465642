// The prompt grammar and the judging of brackets.

#include <rapidcheck.h>

#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/property.hpp"
#include "syntax/directive.hpp"
#include "syntax/parse.hpp"
#include "syntax/spelling.hpp"

namespace camlint::test {
namespace {

/// The tree as one line: "text", {label|mark} for a bracket, ! behind an unclosed one, ] for a stray.
std::string sketch(std::string_view text) {
    const Tree tree = parse(text);
    std::string out;
    for (const Node& node : tree.nodes) {
        if (node.kind == NodeKind::text) out += "t";
        if (node.kind == NodeKind::stray) out += node.partner == no_node ? "]" : "}";
        if (node.kind != NodeKind::bracket) continue;
        out += "{";
        for (const Piece& piece : tree.pieces_of(node)) {
            switch (piece.kind) {
                case PieceKind::label: out += "<" + std::string(slice(text, piece.span)) + ">"; break;
                case PieceKind::comma: out += ","; break;
                case PieceKind::separator: out += ";"; break;
                case PieceKind::alternative: out += "/"; break;
                case PieceKind::sequence: out += ">"; break;
            }
        }
        out += node.ending == Ending::closed ? "}" : "!";
    }
    return out;
}

/// Nodes tile the text; pieces lie inside their brackets, in order.
bool is_sound(const Tree& tree) {
    std::size_t at = 0;
    for (const Node& node : tree.nodes) {
        if (node.span.begin != at || node.span.empty()) return false;
        at = node.span.end;
        if (node.kind != NodeKind::bracket) continue;
        if (node.content.begin < node.span.begin || node.content.end > node.span.end) return false;
        std::size_t inside = node.content.begin;
        for (const Piece& piece : tree.pieces_of(node)) {
            if (piece.span.begin < inside || piece.span.empty() || piece.span.end > node.content.end)
                return false;
            inside = piece.span.end;
        }
    }
    return at == tree.text.size();
}

std::string prompt_like() {
    static const std::vector<std::string> parts{
        "[",       "]",         "【",   "】",       "［",     "］", ",",  "，",   "、",      ";",
        "/",       "->",        "→",    "然后",     " then ", " ",  "\n", "\r\n", "Push in", "推进",
        "Psuh in", "she walks", "\xE3", "\xE3\x80", "\xFF",   "🎬",  "\t", "　"};
    std::string text;
    for (const auto i :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, parts.size()))) {
        text += parts[i];
    }
    return text;
}

}  // namespace

TEST_CASE("PEGTL finds no problem in the prompt grammar") { CHECK(analyze_prompt_grammar() == 0); }

TEST_CASE("the shape of brackets") {
    const std::vector<std::pair<std::string_view, std::string_view>> table{
        {"", ""},
        {"a", "t"},
        {"[Push in]", "{<Push in>}"},
        {"a [Pan left,Shake] b", "t{<Pan left>,<Shake>}t"},
        {"[ Pan  left , Shake ]", "{<Pan  left>,<Shake>}"},
        {"[左摇、晃动，推进；固定]", "{<左摇>;<晃动>;<推进>;<固定>}"},
        {"[a+b&c|d;e]", "{<a>;<b>;<c>;<d>;<e>}"},
        {"[Tilt up/down]", "{<Tilt up>/<down>}"},
        {"[a then b]", "{<a>><b>}"},
        {"[a, then b]", "{<a>,><b>}"},
        {"[a THEN b]", "{<a>><b>}"},
        {"[athen b]", "{<athen b>}"},
        {"[thena b]", "{<thena b>}"},
        {"[左摇然后推进]", "{<左摇>><推进>}"},
        {"[a->b=>c→d]", "{<a>><b>><c>><d>}"},
        {"[Close-up]", "{<Close-up>}"},
        {"[]", "{}"},
        {"[ ]", "{}"},
        {"[,]", "{,}"},
        {"【推进】", "{<推进>}"},
        {"［推进］", "{<推进>}"},
        {"【推进]", "{<推进>}"},
        {"[推进】", "{<推进>}"},
        {"[a", "{<a>!"},
        {"[a\nb", "{<a>!t"},
        {"[a\rb]", "{<a>!t}"},
        {"[a\n\nb]", "{<a>!t]"},
        {"[a\r\n \r\nb]", "{<a>!t]"},
        {"[a [b]]", "{<a>!{<b>}}"},
        {"[a [b] c", "{<a>!{<b>}t"},
        {"[[a]]", "{!{<a>}}"},
        {"a]", "t]"},
        {"]]", "]]"},
        {"\xE3\x80", "t"},
        {"[\xE3\x80]", "{<\xE3\x80>}"},
        {"、，", "t"},
    };
    for (const auto& [text, shape] : table) {
        INFO(text);
        CHECK(sketch(text) == shape);
    }
}

TEST_CASE("any bytes give nodes that tile them") {
    holds("tiling",
          [] { RC_ASSERT(is_sound(parse(*rc::gen::container<std::string>(rc::gen::arbitrary<char>())))); });
    holds("tiling of prompts", [] { RC_ASSERT(is_sound(parse(prompt_like()))); });
    for (const auto& path : files_below(corpus() / "hostile")) {
        INFO(path);
        CHECK(is_sound(parse(read_file(path))));
    }
}

TEST_CASE("any bytes can be read as directives") {
    holds("bytes", [] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        RC_ASSERT(read_directives("[" + bytes + "]").tree.nodes.size() > 0);
    });
    // Letters of the commands, cut and joined anyhow.
    holds("letters", [] {
        const auto letters = *rc::gen::container<std::string>(rc::gen::element(
            'p', 'u', 's', 'h', 'i', 'n', 'a', 'l', 'e', 'f', 't', 'o', ' ', ' ', ',', '\''));
        RC_ASSERT(!read_directives("[" + letters + " of it]").labels.empty());
    });
    holds("pieces of words", [] {
        static const std::vector<std::string> words{
            "pan left",     "push in", "shake", "static shot", "tracking", "the camera", "slowly",
            "镜头缓慢推进", "向左摇",  "变焦",  "and",         "of",       "2x"};
        std::string text = "[";
        for (int i = 0; i < 5; ++i) {
            const std::string word = *rc::gen::elementOf(words);
            const auto cut = *rc::gen::inRange<std::size_t>(0, word.size() + 1);
            const std::string gap = *rc::gen::element<std::string>(" ", "", ",", "'", "\xFF");
            text += word.substr(0, cut) + gap + word.substr(cut) + " ";
        }
        RC_ASSERT(read_directives(text + "]").tree.nodes.size() > 0);
    });
}

TEST_CASE("labels and gaps of every directive alternate") {
    holds("gaps", [] {
        const std::string text = prompt_like();
        const Syntax syntax = read_directives(text);
        for (const Directive& directive : syntax.directives) {
            if (!directive.is_judged()) continue;
            const auto labels = syntax.labels_of(directive);
            const auto gaps = syntax.gaps_of(directive);
            for (std::size_t i = 0; i < labels.size(); ++i) {
                RC_ASSERT(gaps[i].span.end == labels[i].span.begin);
                RC_ASSERT(labels[i].span.end == gaps[i + 1].span.begin);
                RC_ASSERT(labels[i].verdict != LabelVerdict::unjudged);
            }
        }
        for (const Step& step : syntax.steps) RC_ASSERT(step.label_count > 0);
    });
}

TEST_CASE("spelling differs in letters and in gaps, each by itself") {
    const auto with_letters = [](std::string_view label) {
        return apply_edits(label, compare_spelling(label, "Push in", 0).letters);
    };
    const auto with_gaps = [](std::string_view label) {
        return apply_edits(label, compare_spelling(label, "Push in", 0).gaps);
    };
    CHECK(with_letters("push  in") == "Push  in");
    CHECK(with_gaps("push  in") == "push in");
    for (const auto label :
         {"Push in", "push-in", "PUSH_IN", "PushIn", "ＰＵＳＨ　ＩＮ", "p u s h i n", "Push\u2011in"}) {
        CHECK(with_gaps(with_letters(label)) == "Push in");
    }
    CHECK(compare_spelling("Push in", "Push in", 0).letters.empty());
    CHECK(compare_spelling("Push in", "Push in", 0).gaps.empty());
}

}  // namespace camlint::test
