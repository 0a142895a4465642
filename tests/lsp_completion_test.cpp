// What is offered inside a bracket: which commands, in which language and order, and what each would change.

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "catalog/moves.hpp"
#include "lsp/completion.hpp"
#include "support/catch.hpp"
#include "support/editor.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

using Names = std::vector<std::string>;

const Names english{"Truck left", "Truck right", "Pan left",      "Pan right",     "Push in",
                    "Pull out",   "Pedestal up", "Pedestal down", "Tilt up",       "Tilt down",
                    "Zoom in",    "Zoom out",    "Shake",         "Tracking shot", "Static shot"};
const Names chinese{"左移", "右移", "左摇",     "右摇",     "推进", "拉远", "上升", "下降",
                    "上摇", "下摇", "变焦推近", "变焦拉远", "晃动", "跟随", "固定"};

Json completed(const Editor& editor) {
    return complete(editor.session(), editor.document(), editor.cursor());
}

Json items_at(const std::string& marked, const Setup& setup = {}) {
    const Json list = completed(Editor(marked, setup));
    if (list.is_null()) return nullptr;
    CHECK(list.at("isIncomplete") == false);
    return list.at("items");
}

/// As an editor shows them before anything is typed.
Names in_order(const Json& items) {
    std::set<std::pair<std::string, std::string>> sorted;
    for (const Json& item : items) sorted.emplace(item.at("sortText"), item.at("label"));
    Names names;
    for (const auto& [key, label] : sorted) names.push_back(label);
    return names;
}

Names first(const Names& names, std::size_t count) {
    return {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(count, names.size()))};
}

const Json& named(const Json& items, std::string_view label) {
    for (const Json& item : items) {
        if (item.at("label") == label) return item;
    }
    FAIL("no item " << label);
    return items;
}

/// Without snippets, so that an edit's text is what the document gets.
Setup plain_client(std::string path = "scene.txt") {
    return {.path = std::move(path), .abilities = {.has_markdown = true}};
}

/// The document once the item of this name is chosen.
std::string chosen(const std::string& marked, std::string_view label, const Setup& setup = plain_client()) {
    const Editor editor(marked, setup);
    const Json list = completed(editor);
    INFO(marked);
    REQUIRE(list.is_object());
    return editor.apply(named(list.at("items"), label).at("textEdit"));
}

Setup in_file(std::string path) { return {.path = std::move(path)}; }

std::string first_label(const std::string& marked, const Setup& setup = {}) {
    const Json items = items_at(marked, setup);
    INFO(marked);
    REQUIRE(items.is_array());
    return items.at(0).at("label");
}

}  // namespace

TEST_CASE("an editor asks behind brackets and commas") {
    CHECK(completion_triggers() == Json::parse(R"(["[", "【", ","])"));
}

TEST_CASE("all commands are offered in the catalog's order, then what goes together") {
    const Json items = items_at("A man walks [|].");
    const Names names = in_order(items);
    CHECK(first(names, 15) == english);
    CHECK(Names(names.begin() + 15, names.end()) ==
          Names{"Truck left,Pan right", "Truck right,Pan left", "Pedestal down,Tilt up", "Push in,Zoom out"});
    CHECK(items_at("男人走路[|]。").size() == 19);
    CHECK(first(in_order(items_at("男人走路[|]。")), 15) == chinese);
}

TEST_CASE("nothing is offered outside brackets") {
    for (const char* marked :
         {"|A [Push in] man", "A |[Push in] man", "A [Push in]| man", "A [Push in\n| man", "A [Push in\r\n|",
          "|", "no bracket| at all", "A stray]| one", "[Push in][Pull out]|"}) {
        INFO(marked);
        CHECK(items_at(marked).is_null());
    }
    CHECK(items_at(R"({"prompt":"A [Push in]","mod|el":"[x"})", in_file("a.json")).is_null());
    CHECK(items_at("# A title [|\n\n```prompt\nA [Push in]\n```\n", in_file("a.md")).is_null());
}

TEST_CASE("an item says what it is") {
    const Json items = items_at("A man [|]");
    const Json& push = named(items, "Push in");
    CHECK(push.at("kind") == 14);
    CHECK(push.at("detail") == "dolly · 推进");
    CHECK(push.at("filterText") == "Push in 推进");
    // Its family has the same name.
    CHECK(named(items, "Shake").at("detail") == "晃动");
    CHECK(!push.contains("insertTextFormat"));
    CHECK(push.at("documentation").at("kind") == "markdown");
    const std::string text = push.at("documentation").at("value");
    CHECK(text.find(move_of(*command_named("Push in")).what.en) != std::string::npos);

    Setup setup{.abilities = {}, .language = Language::chinese};
    const Json bare = named(items_at("A man [|]", setup), "Push in");
    CHECK(bare.at("detail") == "推拉 · 推进");
    CHECK(bare.at("documentation").at("kind") == "plaintext");
    CHECK(bare.at("documentation").at("value").get<std::string>().find('*') == std::string::npos);
}

TEST_CASE("what is typed in the other language is found") {
    CHECK(named(items_at("A man [推|] walks [Shake]"), "Push in").at("filterText") == "推进 Push in");
    CHECK(named(items_at("男人[pu|]"), "推进").at("filterText") == "Push in 推进");
    CHECK(named(items_at("男人[推|]"), "推进").at("filterText") == "推进 Push in");
}

TEST_CASE("an item takes the place of the label at the cursor") {
    CHECK(chosen("A man [|].", "Push in") == "A man [Push in].");
    CHECK(chosen("A man [pu|].", "Push in") == "A man [Push in].");
    CHECK(chosen("A man [Pu|sh it].", "Push in") == "A man [Push in].");
    CHECK(chosen("A man [push i|].", "Pull out") == "A man [Pull out].");
    CHECK(chosen("A man [Pan left,zo|om,Shake].", "Zoom in") == "A man [Pan left,Zoom in,Shake].");
    CHECK(chosen("A man [|Pan left].", "Zoom in") == "A man [Zoom in].");
    CHECK(chosen("A man [Tilt up/d|].", "Tilt down") == "A man [Tilt up/Tilt down].");
    CHECK(chosen("男人【推|】。", "推进") == "男人【推进】。");
}

TEST_CASE("white space that is documented nowhere goes") {
    CHECK(chosen("A man [Push in, |].", "Pan left") == "A man [Push in,Pan left].");
    CHECK(chosen("A man [Push in, |", "Pan left") == "A man [Push in,Pan left");
    CHECK(chosen("A man [ p| ,Shake].", "Pan left") == "A man [Pan left,Shake].");
    CHECK(chosen("男人[推进，\u3000|]", "左摇") == "男人[推进，左摇]");
    CHECK(chosen("A [Push in then |].", "Pan left") == "A [Push in then Pan left].");
    CHECK(chosen("A [Pu| then Pan left].", "Push in") == "A [Push in then Pan left].");
    CHECK(chosen("A [Pu | then Pan left].", "Push in") == "A [Push in then Pan left].");
    CHECK(chosen("A [| then Pan left].", "Push in") == "A [Push in then Pan left].");
    CHECK(items_at("A [Push in th|en Pan left].").is_null());
    CHECK(items_at("A [Push in then|]").is_null());
}

TEST_CASE("what follows an open bracket is prose and stays") {
    CHECK(chosen("A man [Pu| walks home.", "Push in") == "A man [Push in walks home.");
    CHECK(chosen("A man [|walks, then [Pan left]", "Push in") == "A man [Push inwalks, then [Pan left]");
    CHECK(chosen("A man [Push in,|\nnext", "Shake") == "A man [Push in,Shake\nnext");
    CHECK(chosen("A man [Push |[Pan left]", "Push in") == "A man [Push in[Pan left]");
    // Nor does it count as there already.
    CHECK(first(in_order(items_at("A man [|, Pan left, he goes")), 15) == english);
    const Names names = in_order(items_at("A man [| Pan left and so on."));
    CHECK(first(names, 15) == english);
}

TEST_CASE("the language is the bracket's, then the prompt's, then that of its characters") {
    CHECK(first_label("男人[Push in,|]走") == "Truck left");
    CHECK(first_label("A man [推进,|] walks [Pan left]") == "左移");
    CHECK(first_label("男人[Push in]走[|]") == "Truck left");
    CHECK(first_label("A man [推进] walks [|]") == "左移");
    CHECK(first_label("A man [推进] walks [Pan left] and [Shake] [|]") == "Truck left");
    CHECK(first_label("男人[|]") == "左移");
    CHECK(first_label("A man 【|】") == "左移");
    CHECK(first_label("A man ［|") == "左移");
    CHECK(first_label("A man [|]") == "Truck left");
    // A label that is no command says nothing of a language.
    CHECK(first_label("A man [中景] walks [|] [Push in]") == "Truck left");
    // Nor does what is being typed.
    CHECK(first_label("A man [推|] walks [Push in]") == "Truck left");
    CHECK(first_label("男人[Push in|]") == "左移");
}

TEST_CASE("what repeats or contradicts the bracket comes last") {
    const auto order = [](const std::string& marked) { return in_order(items_at(marked)); };
    const Names pan = order("A [Pan left,|]");
    REQUIRE(pan.size() == 15);
    CHECK(Names(pan.begin() + 12, pan.end()) == Names{"Pan right", "Static shot", "Pan left"});
    CHECK(first(pan, 3) == Names{"Truck left", "Truck right", "Push in"});

    const Names rest = order("A [Static shot,|]");
    CHECK(rest.back() == "Static shot");
    CHECK(first(rest, 14) == first(english, 14));  // all of them move, so none is better than another

    const Names both = order("A [|,Zoom in,Push in]");
    CHECK(Names(both.begin() + 10, both.end()) ==
          Names{"Pull out", "Zoom out", "Static shot", "Push in", "Zoom in"});
    // A synonym counts as what it means.
    CHECK(order("A [Dolly in,|]").back() == "Push in");
    // Another bracket does not count, nor does the label that is being typed.
    CHECK(first(order("A [Push in] [|]"), 15) == english);
    CHECK(first(order("A [Push in|]"), 15) == english);
}

TEST_CASE("what goes together is offered in an empty bracket alone") {
    const Setup plain = plain_client();
    const Json items = items_at("A [|]");
    const Json& zoom = named(items, "Push in,Zoom out");
    CHECK(zoom.at("kind") == 15);
    CHECK(zoom.at("detail") == "dolly zoom");
    CHECK(zoom.at("insertTextFormat") == 2);
    CHECK(zoom.at("textEdit").at("newText") == "Push in,Zoom out$0");
    CHECK(chosen("A [|]", "Push in,Zoom out", plain) == "A [Push in,Zoom out]");
    CHECK(!named(items_at("A [|]", plain), "Push in,Zoom out").contains("insertTextFormat"));
    CHECK(chosen("男人[推|]", "推进,变焦拉远", plain) == "男人[推进,变焦拉远]");
    CHECK(items_at("A [Shake,|]").size() == 15);
    CHECK(items_at("A [|,Shake]").size() == 15);
}

TEST_CASE("an item closes its bracket where one can go on before the end") {
    const Setup snippets;
    CHECK(chosen("A man [pu|", "Push in", snippets) == "A man [Push in$0]");
    CHECK(chosen("A man [Shake, |\nnext", "Push in", snippets) == "A man [Shake,Push in$0]\nnext");
    CHECK(chosen("A man [| walks [Shake]", "Push in", snippets) == "A man [Push in$0] walks [Shake]");
    CHECK(chosen("A man [|", "Push in,Zoom out", snippets) == "A man [Push in,Zoom out$0]");
    CHECK(chosen("男人【推|", "推进", snippets) == "男人【推进$0】");
    CHECK(chosen("男人［|", "推进", snippets) == "男人［推进$0］");
    CHECK(named(items_at("A man [|"), "Push in").at("insertTextFormat") == 2);
    CHECK(named(items_at("A man [|"), "Push in").at("kind") == 14);

    // The one further on may be meant to close it.
    CHECK(chosen("A man [|[Shake]]", "Push in", snippets) == "A man [Push in[Shake]]");
    CHECK(chosen("A man [pu|]", "Push in", snippets) == "A man [Push in]");
    CHECK(!named(items_at("A man [|", plain_client()), "Push in").contains("insertTextFormat"));
    CHECK(chosen("A man [|", "Push in") == "A man [Push in");
}

TEST_CASE("what closes a bracket is written as its host needs it") {
    const auto in = [](std::string path) { return Setup{.path = std::move(path)}; };
    CHECK(chosen(R"({"prompt":"A [|"})", "Push in", in("a.json")) == R"({"prompt":"A [Push in$0]"})");
    CHECK(chosen(R"({"prompt":"A [|)", "Push in", in("a.json")) == R"({"prompt":"A [Push in$0])");
    CHECK(chosen(R"({"prompt":"A [|])", "Push in", in("a.json")) == R"({"prompt":"A [Push in])");
    // A snippet's own backslashes stand before those that JSON needs.
    CHECK(chosen(R"({"prompt":"\u7537\u3010|"})", "推进", in("a.json")) ==
          R"({"prompt":"\u7537\u3010\\u63a8\\u8fdb$0\\u3011"})");
    CHECK(chosen("curl https://api.minimax.io/v1/video_generation -d "
                 R"("{\"model\":\"T2V-01\",\"prompt\":\"A [|\"}")",
                 "Push in", in("a.sh")) ==
          "curl https://api.minimax.io/v1/video_generation -d "
          R"("{\"model\":\"T2V-01\",\"prompt\":\"A [Push in$0]\"}")");
}

TEST_CASE("items are written as their host needs it") {
    const Setup plain{.path = "a.json", .abilities = {}};
    CHECK(chosen("{\"prompt\": \"\U0001F600 \\ud83d\\ude00 A \\\"man\\\" [pu|]\"}", "Push in", plain) ==
          "{\"prompt\": \"\U0001F600 \\ud83d\\ude00 A \\\"man\\\" [Push in]\"}");
    CHECK(chosen("{\"prompt\": \"\\u7537\\u4eba[|]\"}", "推进", plain) ==
          "{\"prompt\": \"\\u7537\\u4eba[\\u63a8\\u8fdb]\"}");
    CHECK(chosen("{\"prompt\": \"男人[\\u63a8|]\"}", "推进", plain) == "{\"prompt\": \"男人[推进]\"}");
    CHECK(items_at(R"({"prompt": "A [Push in,\n|]"})", plain).is_null());

    CHECK(chosen("{\"prompt\":\"A [Shake]\"}\n{\"prompt\":\"B [Sh|]\"}\n", "Shake", in_file("a.jsonl")) ==
          "{\"prompt\":\"A [Shake]\"}\n{\"prompt\":\"B [Shake]\"}\n");
    CHECK(chosen("id,prompt\n1,\"A \"\"man\"\" [Shake, |]\"\n", "Push in", in_file("a.csv")) ==
          "id,prompt\n1,\"A \"\"man\"\" [Shake,Push in]\"\n");
    CHECK(chosen("id,prompt\n1,A man [|]\n2,B\n", "Push in", in_file("a.csv")) ==
          "id,prompt\n1,A man [Push in]\n2,B\n");
    CHECK(chosen("Text [x](y)\n\n> ```prompt\n> A man [|]\n> ```\n", "Push in", in_file("a.md")) ==
          "Text [x](y)\n\n> ```prompt\n> A man [Push in]\n> ```\n");
    CHECK(chosen("---\nmodel: T2V-01-Director\n---\nA man [|\n", "Push in", plain_client("a.prompt")) ==
          "---\nmodel: T2V-01-Director\n---\nA man [Push in\n");
    CHECK(
        chosen(
            R"({"nodes":[{"type":"MinimaxTextToVideoNode","widgets_values":["A [Pu|]","T2V-01",1,"fixed"]}]})",
            "Push in", plain) ==
        R"({"nodes":[{"type":"MinimaxTextToVideoNode","widgets_values":["A [Push in]","T2V-01",1,"fixed"]}]})");
}

TEST_CASE("items are written as a shell's quotes need it") {
    const std::string call = "curl https://api.minimax.io/v1/video_generation -d ";
    const Setup plain{.path = "a.sh", .abilities = {}};
    CHECK(chosen(call + R"('{"model":"T2V-01","prompt":"It'\''s [pu|]"}')", "Push in", plain) ==
          call + R"('{"model":"T2V-01","prompt":"It'\''s [Push in]"}')");
    CHECK(chosen(call + R"("{\"model\":\"T2V-01\",\"prompt\":\"男人[|]\"}")", "推进", plain) ==
          call + R"("{\"model\":\"T2V-01\",\"prompt\":\"男人[推进]\"}")");
    // An edit of two lines is none that an editor takes.
    CHECK(items_at(call + "\"{\\\"model\\\":\\\"T2V-01\\\",\\\"prompt\\\":\\\"A [Pu\\\nsh|]\\\"}\"", plain) ==
          Json::array());
}

TEST_CASE("a comma would split a cell without quotes, so none is offered there") {
    const Json items = items_at("id,prompt\n1,A man [|]\n2,B\n", in_file("a.csv"));
    CHECK(first(in_order(items), 20) == english);
    CHECK(items_at("id,prompt\n1,\"A man [|]\"\n", in_file("a.csv")).size() == 19);
}

TEST_CASE("columns are the client's") {
    for (const auto& [encoding, column] : {std::pair{Encoding::utf16, 5}, std::pair{Encoding::utf8, 9}}) {
        Setup setup;
        setup.abilities.encoding = encoding;
        const Json edit = named(items_at("男\U0001F600 [|]", setup), "推进").at("textEdit");
        // One unit or three bytes for the character, two or four for the emoji, a blank and the bracket.
        CHECK(edit.at("range").at("start").at("character") == column);
        CHECK(edit.at("range").at("end") == edit.at("range").at("start"));
    }
}

namespace {

/// Texts of all that a bracket may hold.
rc::Gen<std::string> texts() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                            "[", "]", "【", "】", "［", ",", "，", "/", " ", "\n", "\\", "\"", "Push in",
                            "pan", "推进", "推", "\U0001F600", "then", "->", "x", "\u3000", "\t", "$")),
                        [](const std::vector<std::string>& parts) {
                            std::string text;
                            for (const std::string& part : parts) text += part;
                            return text;
                        });
}

/// Whether `after` is `before` with `label` in place of a piece that holds no bracket, mark or line end.
bool is_one_replacement(const std::string& before, const std::string& after, const std::string& label) {
    const std::size_t removed = before.size() + label.size() - after.size();
    for (std::size_t at = 0; at + removed <= before.size(); ++at) {
        const std::string piece = before.substr(at, removed);
        if (piece.find_first_of("[],/\n") != std::string::npos) continue;
        if (before.substr(0, at) + label + before.substr(at + removed) == after) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("wherever the cursor stands, an item is one edit around it that the document survives") {
    holds("an edit of a JSON prompt writes the command into the prompt", [] {
        const std::string prompt = *texts();
        const bool ascii = *rc::gen::arbitrary<bool>();
        const std::string text = Json{{"prompt", prompt}}.dump(-1, ' ', ascii);
        const Editor editor(text, plain_client("a.json"));
        const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        const ClientPosition cursor = editor.document().to_client(at);
        const Json list = complete(editor.session(), editor.document(), cursor);
        if (list.is_null()) return;
        for (const Json& item : list.at("items")) {
            RC_ASSERT(!item.contains("insertTextFormat"));
            const Range range = item.at("textEdit").at("range").get<Range>();
            RC_ASSERT(range.start <= cursor && cursor <= range.end);
            RC_ASSERT(range.start.line == range.end.line);
            const std::string label = item.at("label");
            const std::string after = Json::parse(editor.apply(item.at("textEdit"))).at("prompt");
            RC_ASSERT(is_one_replacement(prompt, after, label));
        }
    });
    holds("an edit of a text keeps what is around it", [] {
        const std::string text = *texts();
        const Editor editor(text, plain_client());
        const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        const Json list = complete(editor.session(), editor.document(), editor.document().to_client(at));
        if (list.is_null()) return;
        for (const Json& item : list.at("items")) {
            RC_ASSERT(!item.contains("insertTextFormat"));
            const Span span = editor.document().to_span(item.at("textEdit").at("range").get<Range>());
            const std::string label = item.at("label");
            const std::string replaced = text.substr(span.begin, span.size());
            RC_ASSERT(replaced.find_first_of("[],/\n") == std::string::npos);
            RC_ASSERT(editor.apply(item.at("textEdit")) ==
                      text.substr(0, span.begin) + label + text.substr(span.end));
        }
    });
}

}  // namespace camlint::test
