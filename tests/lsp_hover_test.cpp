// What is told of a label and of a field under the pointer.

#include <set>
#include <string>
#include <vector>

#include "catalog/field_texts.hpp"
#include "catalog/fields.hpp"
#include "catalog/fold.hpp"
#include "catalog/moves.hpp"
#include "lsp/hover.hpp"
#include "lsp/markup.hpp"
#include "support/catch.hpp"
#include "support/editor.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

struct Told {
    std::string text;   ///< empty where there is no hover
    std::string range;  ///< the bytes that it is about
    std::string kind;

    [[nodiscard]] bool says(std::string_view what) const { return text.find(what) != std::string::npos; }
};

Told told(const std::string& marked, const Setup& setup = {}) {
    const Editor editor(marked, setup);
    const Json found = hover(editor.session(), editor.document(), editor.cursor());
    if (found.is_null()) return {};
    const Json& contents = found.at("contents");
    return {.text = contents.at("value"), .range = editor.at(found.at("range")), .kind = contents.at("kind")};
}

Told in_json(const std::string& marked, Language language = Language::english) {
    return told(marked, {.path = "a.json", .language = language});
}

}  // namespace

TEST_CASE("every command has its move in both languages") {
    for (const Command& command : commands) {
        const Portrayal& move = move_of(command);
        INFO(command.en);
        CHECK(move.command == command.en);
        CHECK(move.what.en.ends_with('.'));
        CHECK(move.what.zh.ends_with("。"));
        CHECK(has_han(move.what.zh));
        CHECK(!has_han(move.what.en));
        CHECK(!has_han(move.confused_with.en));
        CHECK(has_han(move.confused_with.zh));
    }
    std::set<std::string_view> said;
    for (const Command& command : commands) CHECK(said.insert(move_of(command).what.en).second);
}

TEST_CASE("a move goes the way of its command") {
    // By hand: the word of each direction, and whether the camera itself goes anywhere.
    const auto what = [](std::string_view name) { return move_of(*command_named(name)).what; };
    const auto says = [&](std::string_view name, std::string_view en, std::string_view zh) {
        INFO(name);
        CHECK(what(name).en.find(en) != std::string_view::npos);
        CHECK(what(name).zh.find(zh) != std::string_view::npos);
    };
    says("Truck left", "moves sideways to the left", "向左横向移动");
    says("Truck right", "moves sideways to the right", "向右横向移动");
    says("Pan left", "stays where it is and turns to the left", "位置不变，向左转动");
    says("Pan right", "stays where it is and turns to the right", "位置不变，向右转动");
    says("Push in", "moves forward", "向前移动");
    says("Pull out", "moves back", "向后移动");
    says("Pedestal up", "rises", "升高");
    says("Pedestal down", "sinks", "降低");
    says("Tilt up", "turns upwards", "向上转动");
    says("Tilt down", "turns downwards", "向下转动");
    says("Zoom in", "longer", "变长");
    says("Zoom out", "shorter", "变短");
}

TEST_CASE("combinations are those that are meant") {
    const auto all = combinations();
    REQUIRE(all.size() == 4);
    for (const Combination& pair : all) {
        const Command& one = *command_named(pair.commands[0]);
        const Command& other = *command_named(pair.commands[1]);
        CHECK(one.family != other.family);
        CHECK(has_han(pair.name.zh));
        CHECK(pair.basis.grade != Grade::a);  // no official text has them
    }
}

TEST_CASE("every field of a request has its text") {
    for (const RequestField& field : request_fields()) {
        INFO(field.name);
        CHECK(find_field_text(field.name) != nullptr);
    }
    CHECK(find_field_text("seed") == nullptr);
}

TEST_CASE("a command is told with its names, family, move and models") {
    const Told push = told("A man [Shake,Pu|sh in] walks");
    CHECK(push.range == "Push in");
    CHECK(push.kind == "markdown");
    CHECK(push.text.starts_with("**Push in** · **推进** · dolly\n\nThe camera moves forward"));
    CHECK(push.says("Not to be confused with Zoom in"));
    CHECK(!push.says("`T2V-01`"));
    CHECK(!push.says("This request"));

    const Told chinese = told("男人【推|进】走", {.language = Language::chinese});
    CHECK(chinese.range == "推进");
    CHECK(chinese.text.starts_with("**推进** · **Push in** · 推拉\n\n镜头向前移动"));
    CHECK(chinese.says("不要与变焦推近"));
}

TEST_CASE("a family that is called like its command is left out") {
    const Setup zh{.language = Language::chinese};
    CHECK(told("A [Sha|ke]").text.starts_with("**Shake** · **晃动**\n\n"));
    CHECK(told("A [Static| shot]").text.starts_with("**Static shot** · **固定** · static\n\n"));
    CHECK(told("A [Tracking| shot]").text.starts_with("**Tracking shot** · **跟随** · follow\n\n"));
    CHECK(told("A [Sha|ke]", zh).text.starts_with("**晃动** · **Shake**\n\n"));
    CHECK(told("A [Static| shot]", zh).text.starts_with("**固定** · **Static shot**\n\n"));
    CHECK(told("A [Tracking| shot]", zh).text.starts_with("**跟随** · **Tracking shot**\n\n"));
    CHECK(told("A [Zoom| in]", zh).text.starts_with("**变焦推近** · **Zoom in** · 变焦\n\n"));
}

TEST_CASE("a source is told once, at the end, under the number that it is cited by") {
    const std::string_view official =
        "grade A, official text: MiniMax OpenAPI, \"Create Text-to-Video Generation Task\" "
        "(platform.minimax.io/docs)";
    const Told push = told("A man [Pu|sh in] walks");
    CHECK(push.says(
        "\n\n- Camera commands are documented for `MiniMax-Hailuo-2.3`, `MiniMax-Hailuo-02`, "
        "`T2V-01-Director` (A¹) and for `MiniMax-Hailuo-2.3-Fast`, `I2V-01-Director` (A²).\n"
        "- The names are documented in English (A¹) and in Chinese (A³).\n"
        "- What the camera does is said in this project's words (D⁴) and drawn in docs/camera-moves.md.\n\n"
        "¹ " +
        std::string(official) +
        "  \n"
        "² grade A, official text: MiniMax's official image-to-video page  \n"
        "³ grade A, official text: the Chinese edition of MiniMax's official page  \n"
        "⁴ grade D, inference of this project: film terms; the API documents the name"));
    const auto count = [](const Told& told, std::string_view what) {
        std::size_t found = 0;
        for (std::size_t at = told.text.find(what); at != std::string::npos; ++found)
            at = told.text.find(what, at + 1);
        return found;
    };
    CHECK(count(push, official) == 1);
    CHECK(count(push, "grade ") == 4);

    const Told chinese = told("男人【推|进】走", {.language = Language::chinese});
    CHECK(
        chinese.says("`T2V-01-Director`（A¹），以及 `MiniMax-Hailuo-2.3-Fast`、`I2V-01-Director`（A²）。\n"
                     "- 指令名称在英文文档（A¹）和中文文档（A³）中都有说明。\n"
                     "- 镜头的动作由本项目描述（D⁴），图示见 docs/camera-moves.md。\n\n¹ 等级 "
                     "A，官方文档：MiniMax OpenAPI"));

    Setup setup;
    setup.abilities.has_markdown = false;
    const Told bare = told("A [Dolly| in]", setup);
    CHECK(bare.says("\nSource of this meaning: B¹.\n"));
    CHECK(
        bare.says("in this project's words (D⁵) and drawn in docs/camera-moves.md.\n¹ grade B, two or more "
                  "independent sources: "));
    CHECK(bare.says("\n⁵ grade D"));
}

TEST_CASE("as many sources as a project has are numbered") {
    const Editor editor("");
    Markup markup(editor.session());
    CHECK(markup.empty());
    const std::vector<std::string> sources{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k_"};
    std::string numbers;
    for (const std::string& source : sources) numbers += markup.cite({Grade::c, {source, source}});
    CHECK(numbers == "C¹C²C³C⁴C⁵C⁶C⁷C⁸C⁹C¹⁰C¹¹");
    CHECK(markup.cite({Grade::c, {"b", "b"}}) == "C²");
    CHECK(markup.cite({Grade::b, {"b", "b"}}) == "B¹²");
    CHECK(markup.empty());
    markup.add_paragraph("text");
    const std::string text = markup.json().at("value");
    CHECK(text.starts_with("text\n\n¹ grade C, one third-party source: a  \n² grade C"));
    CHECK(
        text.ends_with("source: j  \n¹¹ grade C, one third-party source: k\\_  \n"
                       "¹² grade B, two or more independent sources: b"));
}

TEST_CASE("a hover is over a label of a directive alone") {
    for (const char* marked :
         {"A |man [Push in]", "A |[Push in]", "A [Push in|]", "A [Push in]| man", "A [Wide| shot] man",
          "A [Shot| 1]", "A [Push in|,Pan left]", "|", "Push| in"}) {
        INFO(marked);
        CHECK(told(marked).text.empty());
    }
    CHECK(told("A [|Push in]").range == "Push in");
    CHECK(told("A [Push in,|Pan left]").range == "Pan left");
    CHECK(told("A [Push i|n] [Pan left]").range == "Push in");
    CHECK(told("A [my te|rm,Push in]", {.terms = {"myterm"}}).text.empty());
}

TEST_CASE("the model of a request is told with what holds for it") {
    const auto support = [](const std::string& model) {
        return in_json("{\"model\":\"" + model + "\",\"prompt\":\"A [Pu|sh in]\"}");
    };
    CHECK(support("T2V-01-Director").says("asks for `T2V-01-Director`: they are documented."));
    CHECK(support("T2V-01").says("asks for `T2V-01`: it is not listed among the models that take them."));
    CHECK(support("MiniMax-H3").says("asks for `MiniMax-H3`: no text says whether it takes them."));
    CHECK(support("Veo").says("asks for `Veo`: no known text documents it."));
    CHECK(!support("{{model}}").says("asks for"));
    Setup setup;
    setup.defaults.model = "T2V-01";
    CHECK(told("A [Pu|sh in]", setup).says("asks for `T2V-01`"));
}

TEST_CASE("a label that is no command is told with what it means") {
    const Told dolly = told("A [Dolly| in]");
    CHECK(dolly.says("The label `Dolly in` means `Push in`"));
    CHECK(dolly.says("\n\nSource of this meaning: B¹.\n\n"));
    CHECK(dolly.says("**Push in** · **推进**"));
    const Told orbit = told("A [Orbit| left]");
    CHECK(orbit.says("what comes nearest is `Truck left,Pan right`"));
    CHECK(orbit.says("**Truck left**"));
    CHECK(orbit.says("**Pan right**"));
    CHECK(orbit.says("Source of this meaning: C¹."));
    CHECK(told("A [Pan| up]").says("a direction that its move does not have; it may mean `Tilt up`"));
    CHECK(told("A [Zoom| left]").text ==
          "The label `Zoom left` names a direction that its move does not have.\n\nSource of this meaning: "
          "D¹.\n\n¹ grade D, inference of this project: the table of commands has no such direction");
    CHECK(told("A [P|an]").says("names no direction; it may mean `Pan left`, `Pan right`"));
    CHECK(told("A [Pus|h inn]").says("none of the 15 camera commands; it may mean `Push in`"));
    CHECK(told("A [Slow pu|sh in]")
              .says("The label `Slow push in` is `Push in` with words of speed, amount or time; a command is "
                    "documented alone.\n"));
    CHECK(told("街道[轻微|晃动]", {.language = Language::chinese})
              .says("标签 `轻微晃动` 是 `晃动` 加上表示速度、幅度或时间的词；文档中的指令单独书写。\n"));
    CHECK(told("A [Push in,Rack| focus]").text ==
          "The label `Rack focus` is none of the 15 camera commands, and documented nowhere.");
    CHECK(told("男人[推|镜]", {.language = Language::chinese}).says("标签 `推镜` 的意思是 `推进`"));
    CHECK(told("A [Pu|sh in walks").range == "Push in");
}

TEST_CASE("a field is told with its type, default and source") {
    const std::string request = R"({"model":"MiniMax-Hailuo-2.3","prompt":"A man","duration":6,)";
    const Told duration = in_json(R"({"model":"MiniMax-Hailuo-2.3","prompt":"A","dur|ation":10})");
    CHECK(duration.range == "\"duration\"");
    CHECK(duration.text.starts_with("`duration` · integer\n\nThe length of the video in seconds."));
    CHECK(duration.says("- Default: 6."));
    CHECK(duration.says("- Required by `gpt.ge`."));
    CHECK(duration.says("- Documented (A¹).\n"));
    CHECK(duration.says("Model `MiniMax-Hailuo-2.3`:"));
    CHECK(duration.says("- 768P (default): 6 or 10 s\n- 1080P: 6 s\n- Source of these outputs: A¹.\n"));
    const Told value = in_json(R"({"model":"MiniMax-Hailuo-2.3","prompt":"A","duration":1|0})");
    CHECK(value.range == "10");
    CHECK(value.text == duration.text);

    CHECK(in_json(request + R"("prompt_|optimizer":false})").says("- Default: true."));
    const Told pretreatment = in_json(request + R"("fast_pre|treatment":false})");
    CHECK(pretreatment.says("- Default: false."));
    CHECK(pretreatment.says(
        "an effect on `MiniMax-Hailuo-2.3`, `MiniMax-Hailuo-02`, `MiniMax-Hailuo-2.3-Fast`"));
    CHECK(in_json(request + R"("aigc_|watermark":true})")
              .says("Documented for provider `minimax-cn` alone (A¹)."));
    CHECK(in_json(request + R"("resolution":"768|P"})").range == "\"768P\"");
    CHECK(in_json(R"({"pro|mpt":"A man"})").says("up to 2000 characters"));
    CHECK(in_json(R"({"prompt":"A |man"})").text.empty());
    CHECK(in_json(R"({"prompt":|"A man"})").text.empty());
    const Told any = in_json(R"({"prompt":"A","resolution"|:"720P"})");
    CHECK(any.text.empty());
    CHECK(in_json(R"({"prompt":"A","reso|lution":"720P"})")
              .says("What some model has: 512P, 720P, 768P, 1080P."));
    CHECK(in_json(R"({"prompt":"A","dura|tion":6})").says("What some model has: 6, 10."));
    CHECK(in_json(R"({"prompt":"A","dura|tion":6})", Language::chinese).says("默认值：6。"));
}

TEST_CASE("a model is told with its mode, its commands and its outputs") {
    const auto model = [](const std::string& name) {
        return in_json("{\"mod|el\":\"" + name + "\",\"prompt\":\"A\"}");
    };
    CHECK(model("MiniMax-Hailuo-02").says("- 512P: no text states its durations (image-to-video only)"));
    CHECK(model("MiniMax-Hailuo-02").says("- Camera commands: they are documented (A¹).\n"));
    CHECK(model("T2V-01").says("- 1080P: 6 s (contested: the table of durations"));
    CHECK(
        model("T2V-01").says("- Camera commands: it is not listed among the models that take them (A¹).\n"));
    CHECK(model("I2V-01").says("No text-to-video: a request has to bring `first_frame_image`."));
    CHECK(model("S2V-01").says("No text-to-video: a request has to bring `subject_reference`."));
    const Told other = model("MiniMax-H3");
    CHECK(other.says("Served by another API"));
    CHECK(other.says("no text says whether it takes them (B²)."));
    CHECK(!other.says("outputs"));
    CHECK(model("MiniMax-Hailuo-2.4")
              .says("No known text documents the model `MiniMax-Hailuo-2.4`; it may be"));
    CHECK(model("Veo").says("No known text documents the model `Veo`."));
}

TEST_CASE("an unknown field is told where all of a request's fields are the API's") {
    CHECK(in_json(R"({"model":"T2V-01","prompt":"A","se|ed":1})").says("`seed` is documented nowhere"));
    CHECK(
        in_json(R"({"model":"T2V-01","prompt":"A","durat|on":6})").says("it may be meant to be `duration`"));
    CHECK(in_json(R"([{"model":"T2V-01","prompt":"A","se|ed":1}])").text.empty());
    CHECK(in_json(R"([{"model":"T2V-01","prompt":"A","durat|on":6}])").says("meant to be `duration`"));
}

TEST_CASE("fields are found wherever a request is written") {
    CHECK(told("---\nmod|el: T2V-01\n---\nA man\n", {.path = "a.prompt"}).says("`model` · string"));
    CHECK(told("```json\n{\"model\": \"T2V-|01\", \"prompt\": \"A\"}\n```\n", {.path = "a.md"}).range ==
          "\"T2V-01\"");
    CHECK(told("{\"prompt\":\"A\"}\n{\"prompt\":\"B [Sha|ke]\"}\n", {.path = "a.jsonl"}).range == "Shake");
    CHECK(told("{\"prompt\":\"A\"}\n{\"prompt\":\"B\",\"dur|ation\":6}\n", {.path = "a.jsonl"}).range ==
          "\"duration\"");
    CHECK(told("prompt,duration\nA [Shake],6\nB [Pan| left],1|0\n", {.path = "a.csv"}).range == "Pan left");
    CHECK(told("prompt,duration\nA [Shake],6\nB [Pan left],1|0\n", {.path = "a.csv"}).range == "10");
    CHECK(told(R"({"prompt":"\u63a8\ud83d\ude00 [\u63a8\u8f|db]"})", {.path = "a.json"}).range ==
          R"(\u63a8\u8fdb)");
}

TEST_CASE("no text of the input becomes a mark") {
    const Told ticks = told("A [Push in,Ro `a| ``b` <img src=x>]");
    CHECK(ticks.says("The label ```Ro `a ``b` <img src=x>``` is none"));
    const Told model = in_json("{\"mod|el\":\"`](http://a.example)![x](y)`\",\"prompt\":\"A\"}");
    CHECK(model.says("the model `` `](http://a.example)![x](y)` ``."));
    const Told field = in_json("{\"model\":\"T2V-01\",\"prompt\":\"A\",\"[x|](y)\":1}");
    CHECK(field.says("The field `[x](y)` is"));
    const Told lines = in_json("{\"mod|el\":\"a\\n\\n# b\\u202e\",\"prompt\":\"A\"}");
    INFO(lines.text);
    CHECK(lines.says("the model `a␊␊# b<U+202E>`."));
    const Told longer = in_json("{\"mod|el\":\"" + std::string(100000, 'x') + "\",\"prompt\":\"A\"}");
    CHECK(longer.text.size() < 2000);
}

TEST_CASE("wherever the pointer is, a hover is over it") {
    holds("the range holds the pointer", [] {
        const auto texts = rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("[", "]", "【", "】", ",", " ", "\n", "\\", "\"", "Push in", "pan",
                                          "推进", "\U0001F600", "dolly in"));
        std::string prompt;
        for (const std::string& part : *texts) prompt += part;
        const bool ascii = *rc::gen::arbitrary<bool>();
        const std::string text =
            Json{{"model", "T2V-01"}, {"prompt", prompt}, {"duration", 6}}.dump(1, ' ', ascii);
        const Editor editor(text, {.path = "a.json"});
        const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        const ClientPosition pointer = editor.document().to_client(at);
        const Json found = hover(editor.session(), editor.document(), pointer);
        if (found.is_null()) return;
        const Range range = found.at("range").get<Range>();
        RC_ASSERT(range.start <= pointer && pointer < range.end);
    });
}

TEST_CASE("a client without Markdown gets plain text") {
    Setup setup;
    setup.abilities.has_markdown = false;
    const Told push = told("A [Dolly| in]", setup);
    CHECK(push.kind == "plaintext");
    CHECK(push.text.starts_with("The label 'Dolly in' means 'Push in'"));
    CHECK(push.text.find_first_of("*`") == std::string::npos);
    CHECK(push.text.find("\n- ") == std::string::npos);
    setup.path = "a.json";
    const Told field = told(R"({"prompt":"A","fast_pre|treatment":true})", setup);
    CHECK(field.text.starts_with("'fast_pretreatment' · boolean\n"));
    CHECK(field.text.find('\\') == std::string::npos);
}

}  // namespace camlint::test
