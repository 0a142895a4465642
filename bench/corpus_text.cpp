#include "corpus_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace bench {
namespace {

using Words = std::array<std::string_view, 24>;

// Nothing here speaks of a camera or leaves a place open: what a corpus is told about is its directives
// alone.
constexpr Words subjects{"A fox",
                         "An old sailor",
                         "The baker",
                         "A girl in red boots",
                         "A tired nurse",
                         "The night bus",
                         "A street musician",
                         "Her brother",
                         "A grey cat",
                         "The lighthouse keeper",
                         "A small robot",
                         "The last guest",
                         "A young painter",
                         "An owl",
                         "A boy with a paper kite",
                         "The gardener",
                         "A café owner",
                         "Two dancers",
                         "A white horse",
                         "The watchmaker",
                         "A deep-sea diver",
                         "A snow leopard",
                         "The conductor",
                         "A market seller"};
constexpr Words actions{"waits",
                        "opens a blue umbrella",
                        "reads a letter under a dim lamp",
                        "looks back once and smiles",
                        "carries a basket of oranges",
                        "hums a song that nobody else remembers",
                        "wipes the dust from a wooden box",
                        "counts the stars",
                        "lights a candle",
                        "sleeps beside a warm stove",
                        "laughs without a sound",
                        "breathes out a white cloud",
                        "pours tea into two glass cups",
                        "folds a map and hides it in a coat",
                        "listens to the rain",
                        "writes one word on a foggy window",
                        "feeds the pigeons",
                        "picks up a silver coin",
                        "turns the pages of a heavy book",
                        "whispers a name",
                        "stands still while the crowd hurries by",
                        "blinks at the morning sun",
                        "ties a red ribbon to the gate",
                        "waves to somebody across the water"};
constexpr Words places{"at dawn",
                       "beside the harbour wall",
                       "in a quiet kitchen full of steam",
                       "under the yellow street lights",
                       "on the roof of an empty theatre",
                       "between tall shelves of green bottles",
                       "in the rain",
                       "near a frozen lake",
                       "where the old bridge meets the road",
                       "behind a curtain of thin mist",
                       "at the end of a long corridor",
                       "on a wooden pier",
                       "among lanterns and paper birds",
                       "in a field of dry grass",
                       "under a heavy summer sky",
                       "while snow covers the square",
                       "in the glow of a shop window",
                       "as the clock strikes nine",
                       "beside a fountain without water",
                       "while far thunder fades",
                       "in soft golden light",
                       "before the first train",
                       "on the steps of the library",
                       "with the city asleep around them"};
constexpr Words chinese_subjects{
    "一只狐狸", "老水手",   "面包师",   "穿红靴的女孩", "疲惫的护士", "夜班司机", "街头歌手",     "她的弟弟",
    "灰色的猫", "守塔人",   "小机器人", "最后一位客人", "年轻画家",   "猫头鹰",   "放风筝的男孩", "园丁",
    "茶馆老板", "两位舞者", "一匹白马", "钟表匠",       "潜水员",     "雪豹",     "列车员",       "卖花人"};
constexpr Words chinese_actions{
    "静静等待",           "撑开一把蓝色的伞", "在昏黄的灯下读信", "回头笑了一下",       "提着一篮橘子",
    "哼着没人记得的歌",   "擦去木盒上的灰尘", "数着天上的星星",   "点亮一支蜡烛",       "在火炉旁睡着了",
    "无声地笑了",         "呼出一团白气",     "往杯里倒茶",       "把地图折好藏进大衣", "听着雨声",
    "在起雾的玻璃上写字", "喂着鸽子",         "捡起一枚银币",     "翻着一本厚书",       "轻声念出一个名字",
    "站在人群中",         "望着早晨的太阳",   "把红丝带系在门上", "向对岸的人挥手"};
constexpr Words chinese_places{
    "天刚亮，",       "港口的石墙边，", "满是热气的厨房里，", "昏黄的路灯下，", "空剧院的屋顶，",
    "绿色酒瓶之间，", "雨中，",         "结冰的湖边，",       "老桥的尽头，",   "薄雾后面，",
    "长长的走廊里，", "木栈道上，",     "灯笼与纸鸟之间，",   "枯草地里，",     "闷热的夏夜，",
    "大雪盖住广场，", "橱窗的微光里，", "钟敲了九下，",       "干涸的喷泉旁，", "雷声渐远，",
    "金色的光里，",   "第一班车之前，", "图书馆的台阶上，",   "城市睡去时，"};

// What stands twice is drawn twice as often.
constexpr Words good{"[Push in]",
                     "[Pull out]",
                     "[Pan left]",
                     "[Pan right]",
                     "[Tilt up]",
                     "[Tilt down]",
                     "[Zoom in]",
                     "[Zoom out]",
                     "[Truck left]",
                     "[Truck right]",
                     "[Pedestal up]",
                     "[Shake]",
                     "[Pedestal down]",
                     "[Tracking shot]",
                     "[Static shot]",
                     "[Push in]",
                     "[Static shot]",
                     "[Tracking shot]",
                     "[Zoom in]",
                     "[Pan right]",
                     "[Pan left,Zoom in]",
                     "[Tilt up,Shake]",
                     "[Push in,Pedestal up]",
                     "[Truck left,Pan right,Tracking shot]"};
constexpr Words good_chinese{"[推进]",          "[拉远]",      "[左摇]",      "[右摇]",          "[上摇]",
                             "[下摇]",          "[变焦推近]",  "[变焦拉远]",  "[左移]",          "[右移]",
                             "[上升]",          "[晃动]",      "[下降]",      "[跟随]",          "[固定]",
                             "[推进]",          "[固定]",      "[跟随]",      "[右摇]",          "[变焦推近]",
                             "[左摇,变焦推近]", "[上摇,晃动]", "[推进,上升]", "[左移,右摇,跟随]"};

// One finding each, in company that no good one has: else the next one could be a repetition of it.
constexpr Words bad{"[Psuh in]",
                    "[Push inn]",
                    "[Pan letf]",
                    "[Zoom inn,Pan left]",
                    "[Tracking shto]",
                    "[Whip pan]",
                    "[Crash zoom]",
                    "[Pan up]",
                    "[Tilt left]",
                    "[Pan]",
                    "[Dolly in,Shake]",
                    "[Crane up,Pan left]",
                    "[Orbit left]",
                    "[Slow zoom in,Shake]",
                    "[Push in slowly,Shake]",
                    "[push in,Tilt up]",
                    "[PAN LEFT,Tilt up]",
                    "[Zoom out,shake]",
                    "[Push in, Tilt up]",
                    "[ Zoom in,Tilt up ]",
                    "[Push in; Shake]",
                    "[Pan left + Tilt up]",
                    "[Tilt up,Tilt down]",
                    "[Pedestal up,Zoom in"};
constexpr Words bad_chinese{"[推镜头,晃动]", "[推近,上摇]",     "[跟随镜头,上摇]", "[跟拍,左摇]",
                            "[拉镜头,晃动]", "[手持,上摇]",     "【推进,上摇】",   "［上升,晃动］",
                            "[摇镜]",        "[轻微晃动,推进]", "[缓慢推进,上摇]", "[推进，晃动]",
                            "[左摇、上摇]",  "[拉远；晃动]",    "[左摇,右摇]",     "[环绕镜头]",
                            "[推进, 上摇]",  "[ 左移,上摇 ]",   "[变焦推进,晃动]", "[甩镜头]",
                            "[急推]",        "[左摇,,晃动]",    "[固定,推进]",     "[上升,晃动"};

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// A sentence without its full stop; a short one where `room` characters are left.
std::string make_sentence(Random& random, Language language, std::size_t room) {
    std::string sentence;
    if (language == Language::chinese) {
        if (room > 20) sentence += random.pick(chinese_places);
        sentence += random.pick(chinese_subjects);
        sentence += random.pick(chinese_actions);
        return sentence;
    }
    sentence += random.pick(subjects);
    sentence += ' ';
    sentence += random.pick(actions);
    if (room > 60) {
        sentence += ' ';
        sentence += random.pick(places);
    }
    if (room > 120 && random.chance(4)) sentence += " and says \"not yet\"";
    return sentence;
}

/// Gives out good directives, never the same twice in a row, and bad ones at a rate.
class Directives {
public:
    Directives(Random& random, const PromptPlan& plan) : random_(random), plan_(plan) {}

    std::string next() {
        if (random_.below(1000) < plan_.bad_per_thousand) return bad_directive(random_, plan_.language);
        const auto& all = plan_.language == Language::english ? good : good_chinese;
        std::string_view chosen = random_.pick(all);
        while (chosen == last_) chosen = random_.pick(all);
        last_ = chosen;
        return std::string(chosen);
    }

private:
    Random& random_;
    const PromptPlan& plan_;
    std::string_view last_;
};

}  // namespace

std::string bad_directive(Random& random, Language language) {
    return std::string(random.pick(language == Language::english ? bad : bad_chinese));
}

std::string make_prompt(Random& random, const PromptPlan& plan) {
    const bool english = plan.language == Language::english;
    Directives directives(random, plan);
    std::string prompt;
    std::size_t size = 0;
    std::size_t placed = 0;
    while (size < plan.length || placed < plan.directives) {
        std::string sentence =
            make_sentence(random, plan.language, plan.length - std::min(size, plan.length));
        // The k-th directive stands where the k-th of equal parts ends, or in a short prompt at its end.
        while (placed < plan.directives && (size + 40) * plan.directives >= plan.length * placed) {
            if (english) sentence += ' ';
            sentence += directives.next();
            ++placed;
            if (size + 40 < plan.length) break;
        }
        const bool ends_line = plan.lines && random.chance(25);
        sentence += english ? (ends_line ? ".\n" : ". ") : (ends_line ? "。\n" : "。");
        prompt += sentence;
        size += count_characters(sentence);
    }
    while (prompt.ends_with(' ') || prompt.ends_with('\n')) prompt.pop_back();
    return prompt;
}

}  // namespace bench
