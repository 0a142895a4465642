// Tables, look-up and near matches.

#include "catalog/commands.hpp"
#include "catalog/fold.hpp"
#include "catalog/models.hpp"
#include "catalog/near.hpp"
#include "catalog/providers.hpp"
#include "catalog/reading.hpp"
#include "catalog/synonyms.hpp"
#include "catalog/vocabulary.hpp"
#include "support/catch.hpp"

namespace camlint::test {

TEST_CASE("labels fold to one key") {
    for (const auto label : {"Push in", "push in", "PUSH-IN", "push_in", "pushin", " Push  in ",
                             "ＰＵＳＨ　ＩＮ", "push\u2010in", "push\u00A0in"}) {
        CHECK(fold(label) == "pushin");
    }
    CHECK(fold("推 进") == "推进");
    CHECK(fold("Push, in") == "push,in");
    CHECK(fold_words("Slow Zoom-in!") == std::vector<std::string>{"slow", "zoom", "in"});
    CHECK(fold_words("（缓慢）推进") == std::vector<std::string>{"缓慢", "推进"});
}

TEST_CASE("edit distance counts swaps as one") {
    CHECK(edit_distance("psuhin", "pushin", 3) == 1);
    CHECK(edit_distance("pushin", "pushin", 3) == 0);
    CHECK(edit_distance("ca", "abc", 5) == 3);  // optimal string alignment, not full Damerau
    CHECK(edit_distance("", "abc", 5) == 3);
    CHECK(edit_distance("推进", "推近", 1) == 1);
    CHECK(edit_distance("abcdef", "ghijkl", 2) == 3);  // limit + 1
}

TEST_CASE("what a label says") {
    struct Row {
        std::string_view label;
        Meaning meaning;
        std::string_view targets;
        bool modified = false;
    };
    const std::vector<Row> table{
        {"Push in", Meaning::command, "Push in"},
        {"PUSH-IN", Meaning::command, "Push in"},
        {"推进", Meaning::command, "推进"},
        {"Dolly in", Meaning::synonym, "Push in"},
        {"Push out", Meaning::synonym, "Pull out"},
        {"Orbit left", Meaning::synonym, "Truck left,Pan right"},
        {"环绕", Meaning::synonym, "右移,左摇"},
        {"Slow zoom in", Meaning::command, "Zoom in", true},
        {"Push in slowly", Meaning::command, "Push in", true},
        {"push slowly in", Meaning::command, "Push in", true},
        {"Zoom in 2x", Meaning::command, "Zoom in", true},
        {"轻微晃动", Meaning::command, "晃动", true},
        {"缓慢地推进", Meaning::command, "推进", true},
        {"慢慢推近", Meaning::synonym, "推进", true},
        {"Pan up", Meaning::wrong_axis, "Tilt up"},
        {"Camera pans up", Meaning::wrong_axis, "Tilt up"},
        {"Pedestal left", Meaning::wrong_axis, ""},
        {"Pan", Meaning::no_direction, ""},
        {"slow pan", Meaning::no_direction, "", true},
        {"摇镜", Meaning::no_direction, ""},
        {"Psuh in", Meaning::misspelt, "Push in"},
        {"Pedestel up", Meaning::misspelt, "Pedestal up"},
        {"Trakcing shot", Meaning::misspelt, "Tracking shot"},
        {"变交推近", Meaning::misspelt, "变焦推近"},
        {"Crane shot up", Meaning::camera, "Pedestal up"},
        {"Camera pans left", Meaning::camera, "Pan left"},
        {"The camera slowly pushes in", Meaning::camera, "Push in"},
        {"Pan to the left", Meaning::camera, "Pan left"},
        {"Push in on her face", Meaning::camera, "Push in"},
        {"Tracking shot of a runner", Meaning::camera, "Tracking shot"},
        {"Static camera", Meaning::camera, "Static shot"},
        {"Following shot of a dog", Meaning::camera, "Tracking shot"},
        {"Whip pan", Meaning::camera, ""},
        {"Rack focus", Meaning::camera, ""},
        {"Push in and Pan left", Meaning::camera, "Push in,Pan left"},
        {"and Push in", Meaning::camera, "Push in"},
        {"向左平移", Meaning::camera, "左移"},
        {"镜头缓慢推进", Meaning::synonym, "推进", true},
        {"镜头推进到她的脸", Meaning::camera, "推进"},
        {"推进到特写", Meaning::camera, "推进"},
        {"甩镜头", Meaning::camera, ""},
        {"推镜头", Meaning::synonym, "推进"},
        {"左环绕", Meaning::camera, ""},  // not to the right, which 环绕 alone stands for
        {"向左环绕", Meaning::camera, ""},
        {"推进左摇", Meaning::camera, "推进,左摇"},
        {"推进和左摇", Meaning::camera, "推进,左摇"},
        {"推进。", Meaning::camera, "推进"},
        {"变焦推远", Meaning::misspelt, ""},  // as near to 变焦推近 as to its opposite
        {"镜头 Push in", Meaning::camera, "Push in"},
        {"Push in✨", Meaning::camera, "Push in"},
        {"Push in\xFF", Meaning::camera, "Push in"},
        {"🎥 Pan left", Meaning::camera, "Pan left"},
        {"'Push in'", Meaning::camera, "Push in"},
        {"Pan left 90°", Meaning::command, "Pan left", true},
        {"Slow zoom in…", Meaning::command, "Zoom in", true},
        {"Push in on the man’s face", Meaning::camera, "Push in"},
        {"Push in on the fiancé", Meaning::camera, "Push in"},
        {"Whip pan left", Meaning::camera, "Pan left"},
        {"Locked-off shot", Meaning::camera, ""},
        {"Pan left or right", Meaning::camera, ""},
        {"Zoom in and out", Meaning::camera, ""},
        {"Push in: she turns", Meaning::camera, ""},
        {"Shot 1: Push in", Meaning::camera, "Push in"},
        {"SFX, shot 1: Push in", Meaning::camera, ""},
    };
    for (const Row& row : table) {
        INFO(row.label);
        const Reading reading = read_label(row.label);
        CHECK(static_cast<int>(reading.meaning) == static_cast<int>(row.meaning));
        CHECK(join(reading.targets, reading.language) == row.targets);
        CHECK(reading.modified == row.modified);
    }
}

TEST_CASE("what does not speak of the camera") {
    for (const auto label : {"Snake",
                             "Shape",
                             "Static noise",
                             "Static shock",
                             "Wide shot",
                             "Close-up",
                             "Low angle",
                             "Shot 1",
                             "0.0s-0.6s",
                             "SUBJECT",
                             "Shake hands",
                             "Milkshake",
                             "Frying pan",
                             "Man left",
                             "Pull out a knife",
                             "Push the door",
                             "Truck on the left",
                             "Crane",
                             "Boom",
                             "Arc 2",
                             "Track 1",
                             "Camera 2",
                             "Camera roll",
                             "1 pan",
                             "push pin",
                             "truck lights",
                             "pan light",
                             "He shakes his head",
                             "The static on the radio",
                             "Move in with her",
                             "中景",
                             "特写",
                             "镜头1",
                             "镜头一",
                             "推门",
                             "摇头",
                             "上下",
                             "快速移动",
                             "推进器",
                             "固定电话",
                             "手持灯笼",
                             "跟随主角",
                             "场景描述",
                             "推进器的声音",
                             "Push-up",
                             "pull up",
                             "push down",
                             "The truck left",
                             "The crane on the right",
                             "truck out of gas",
                             "Pan out of the oven",
                             "Pull out of the driveway",
                             "SFX: static",
                             "SFX: shake",
                             "P an of gold",
                             "s hake of a tree",
                             "a scend to heaven",
                             "pus hin on",
                             "",
                             " ",
                             "\xFF\xFE"}) {
        INFO(label);
        CHECK(!read_label(label).speaks_of_camera());
    }
}

TEST_CASE("a label may be any two of our words, joined or apart") {
    std::vector<std::string> words;
    for (const Synonym& synonym : synonyms()) words.emplace_back(synonym.term);
    for (const Synonym& synonym : synonyms()) words.push_back(fold(synonym.term));
    for (const Command& command : commands) words.emplace_back(command.en);
    for (const Command& command : commands) words.push_back(fold(command.en));
    for (const Command& command : commands) words.emplace_back(command.zh);
    for (const Word& word : english_words()) words.emplace_back(word.text);
    for (const Word& word : chinese_words()) words.emplace_back(word.text);
    for (const std::string& first : words) {
        for (const std::string& second : words) {
            for (const char* between : {"", " "}) {
                const Reading reading = read_label(first + between + second);
                if (reading.is_certain() && reading.targets[0] == nullptr) FAIL(first << between << second);
            }
        }
    }
}

TEST_CASE("prefixes of unclosed brackets") {
    const auto prefix = [](std::string_view text) { return text.substr(0, read_prefix(text).size); };
    CHECK(prefix("Push in then she") == "Push in");
    CHECK(prefix("Push in slowly she") == "Push in slowly");
    CHECK(prefix("Push in the door") == "Push in");
    CHECK(prefix("固定镜头老人") == "固定镜头");
    CHECK(prefix("推进她") == "推进");
    CHECK(prefix("she turns") == "");
    CHECK(prefix("Pushing hard") == "");
}

TEST_CASE("a long label costs no more than its beginning") {
    const std::string tail(1 << 20, 'x');
    CHECK(!read_label("she " + tail).speaks_of_camera());
    CHECK(read_label("the camera pans left " + tail).speaks_of_camera());
    CHECK(!read_label("Push in" + tail).speaks_of_camera());
}

TEST_CASE("models and providers") {
    CHECK(models().size() == 11);
    REQUIRE(find_model("T2V-01") != nullptr);
    CHECK(find_model("T2V-01")->commands == CommandSupport::not_listed);
    CHECK(find_model("t2v-01") == nullptr);
    CHECK(find_model("") == nullptr);
    CHECK(find_provider("gpt.ge")->required.size() == 4);
    CHECK(find_provider("nobody") == nullptr);
    const std::vector<std::string_view> names{"MiniMax-Hailuo-2.3", "T2V-01"};
    CHECK(nearest("MiniMax-Hailuo-2.4", names) == "MiniMax-Hailuo-2.3");
    CHECK(nearest("minimax-hailuo-2.3", names) == "MiniMax-Hailuo-2.3");
    CHECK(nearest("Sora", names) == "");
}

}  // namespace camlint::test
