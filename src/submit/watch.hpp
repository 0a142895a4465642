#pragma once
// What a run tells of itself while it works: lines, and rows that changed. Where they go is its owner's
// matter.

#include <functional>
#include <string>
#include <string_view>

#include "submit/row.hpp"

namespace camlint {

struct Watch {
    std::function<void(std::string_view line)> say = [](std::string_view) {};
    std::function<void(const Row& row)> changed = [](const Row&) {};
};

}  // namespace camlint
