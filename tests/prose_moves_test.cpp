// A camera move in prose beside a directive: where the two contradict each other, the finding says so.

#include "diagnostic/rule.hpp"
#include "support/catch.hpp"
#include "support/lint.hpp"
#include "text/span.hpp"

namespace camlint::test {
namespace {

struct Told {
    std::string_view text;
    std::string_view directive;  ///< that the note points at; empty where there is none
};

constexpr Told told[] = {
    {"The camera pulls back [Push in].", "[Push in]"},
    {"The camera pans left along the wall [Shake,Pan right].", "[Shake,Pan right]"},
    {"[Zoom in] The camera zooms out of the hive.", "[Zoom in]"},
    {"镜头拉远【推进】", "【推进】"},
    // Text at the end goes with the last directive.
    {"A door [Pan left]. A hall [Tilt up], the camera tilts down.", "[Tilt up]"},
    // The part that says it, of a directive that has several.
    {"The camera zooms out [Pan left then Zoom in].", "Zoom in"},
    // The directive of another text.
    {"A door [Push in]. The camera pulls back [Static shot].", ""},
    {"The camera pulls back [Static shot]. A door [Push in].", ""},
    // The same, another axis, no way at all, nothing understood.
    {"The camera pulls back [Pull out].", ""},
    {"The camera pulls back [Zoom in].", ""},
    {"The camera pans left [Truck right].", ""},
    {"The camera shakes [Static shot].", ""},
    {"The camera pulls back [Psuh in].", ""},
    {"The camera pulls back.", ""},
};

}  // namespace

TEST_CASE("prose that contradicts its directive is told so") {
    for (const Told& expected : told) {
        INFO(expected.text);
        std::size_t found = 0;
        for (const Diagnostic& finding : lint_bare(expected.text, "prose-camera-move")) {
            if (finding.rule->name != "prose-camera-move") continue;
            ++found;
            REQUIRE(finding.notes.size() == (expected.directive.empty() ? 0 : 1));
            if (expected.directive.empty()) continue;
            const Note& note = finding.notes.front();
            CHECK(slice(expected.text, *note.span) == expected.directive);
            CHECK(note.message.in(Language::english) ==
                  "the directive here says the opposite: '" + std::string(expected.directive) + "'");
            CHECK(note.message.in(Language::chinese) ==
                  "这里的指令正好相反：'" + std::string(expected.directive) + "'");
        }
        CHECK(found == 1);
    }
}

}  // namespace camlint::test
