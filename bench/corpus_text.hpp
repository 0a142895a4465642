#pragma once
// Prompts made of plain sentences and directives, some of them bad on purpose.

#include <cstddef>
#include <string>

#include "random.hpp"

namespace bench {

enum class Language { english, chinese };

struct PromptPlan {
    Language language = Language::english;
    std::size_t length = 0;  ///< characters that it about has
    std::size_t directives = 0;
    std::size_t bad_per_thousand = 0;
    bool lines = false;  ///< whether sentences may end a line
};

/// UTF-8. At most 2,000 characters for a `length` up to 1,880 and 5 directives.
std::string make_prompt(Random& random, const PromptPlan& plan);

/// A directive of the language that has exactly one finding, wherever it stands.
std::string bad_directive(Random& random, Language language);

}  // namespace bench
