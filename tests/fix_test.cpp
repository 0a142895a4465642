// Fixes over random prompts: applied again and again they come to an end, and mending one thing breaks
// no other.

#include <rapidcheck.h>

#include "lint/registry.hpp"
#include "support/catch.hpp"
#include "support/lint.hpp"
#include "support/property.hpp"

namespace camlint::test {
namespace {

/// A prompt of brackets with commands, near commands, odd separators and prose.
std::string random_prompt() {
    static const std::vector<std::string> parts{"[",
                                                "]",
                                                "[",
                                                "]",
                                                "[",
                                                "]",
                                                "【",
                                                "】",
                                                "［",
                                                "］",
                                                ",",
                                                ",",
                                                ", ",
                                                " , ",
                                                ",,",
                                                "，",
                                                "、",
                                                ";",
                                                "+",
                                                "/",
                                                "->",
                                                "→",
                                                ", then ",
                                                "然后",
                                                " ",
                                                "  ",
                                                "\n",
                                                "\n\n",
                                                "Push in",
                                                "push in",
                                                "Push  in",
                                                "PushIn",
                                                "Pull out",
                                                "Pan left",
                                                "Pan right",
                                                "Shake",
                                                "Static shot",
                                                "推进",
                                                "拉远",
                                                "固定",
                                                "晃动",
                                                "Psuh in",
                                                "Pedestel up",
                                                "Dolly in",
                                                "Push out",
                                                "固定镜头",
                                                "Orbit left",
                                                "环绕",
                                                "手持",
                                                "Pan up",
                                                "Tilt left",
                                                "Pedestal left",
                                                "Pan",
                                                "摇镜",
                                                "Slow zoom in",
                                                "轻微晃动",
                                                "Crane shot up",
                                                "Whip pan",
                                                "Wide shot",
                                                "she walks",
                                                "猫",
                                                "🎬",
                                                "\u200B",
                                                "\u202E",
                                                "\x01",
                                                "."};
    std::string text = *rc::gen::element(std::string("A cat"), std::string());
    for (const auto i :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, parts.size()))) {
        text += parts[i];
    }
    return text;
}

std::vector<Diagnostic> lint_prompt(std::string_view text) { return lint_bare(text, ""); }

bool has_fix(const std::vector<Diagnostic>& findings) {
    return std::any_of(findings.begin(), findings.end(), [](const auto& d) { return !d.fixes.empty(); });
}

}  // namespace

TEST_CASE("fixing comes to an end") {
    for (const Safety least : {Safety::safe, Safety::unsafe}) {
        holds("converges within 10 passes", [least] {
            std::string text = random_prompt();
            for (int pass = 0; pass < 10; ++pass) {
                const std::string next = apply_fixes(text, lint_prompt(text), least);
                if (next == text) return;
                text = next;
            }
            RC_ASSERT(apply_fixes(text, lint_prompt(text), least) == text);
        });
    }
}

TEST_CASE("after all fixes nothing is left that has one") {
    holds("no fix left", [] {
        std::string text = random_prompt();
        for (int pass = 0; pass < 10; ++pass) text = apply_fixes(text, lint_prompt(text), Safety::unsafe);
        const auto left = lint_prompt(text);
        RC_LOG() << text;
        RC_ASSERT(!has_fix(left));
    });
}

TEST_CASE("one fix adds no finding") {
    // A guess that is taken, or a bracket that is closed, names a command that the linter could not be
    // sure of before: rules that look at several commands may then have something to say. And what stood
    // behind an open bracket is prose once it is closed.
    const auto looks_at_several = [](const Rule& rule) {
        return rule.category == Category::combination || rule.category == Category::timeline ||
               rule.name == "mixed-language" || rule.name == "prose-camera-move";
    };
    holds("fix by fix", [&] {
        const std::string text = random_prompt();
        const std::vector<Diagnostic> before = lint_prompt(text);
        const std::multiset<std::string> had = rules_of(before);
        for (const Diagnostic& finding : before) {
            if (finding.fixes.empty()) continue;
            const std::string fixed = apply_fixes(text, std::span(&finding, 1), Safety::unsafe);
            const bool safe = finding.fixes[0].safety == Safety::safe;
            const std::vector<Diagnostic> after = lint_prompt(fixed);
            const std::multiset<std::string> left = rules_of(after);
            RC_LOG() << finding.rule->name << ": " << text << "\n-> " << fixed;
            for (const Diagnostic& other : after) {
                if (!safe && looks_at_several(*other.rule)) continue;
                const std::string rule(other.rule->name);
                // A bracket split in two counts twice what was wrong in it.
                RC_ASSERT((safe ? left.count(rule) <= had.count(rule) : had.count(rule) > 0));
            }
        }
    });
}

}  // namespace camlint::test
