#include "submit/pace.hpp"

#include <algorithm>

namespace camlint {
namespace {

constexpr std::int64_t least = 1000;
constexpr std::int64_t most = 60000;
constexpr int most_slowing = 16;  ///< times the gap at the start
constexpr Milliseconds most_gap{120000};
constexpr int calm = 3;  ///< requests accepted in a row, and the service bears more again

}  // namespace

Milliseconds Jitter::backoff(int tries) {
    const std::int64_t limit = std::min(most, least << std::clamp(tries, 1, 6));
    return Milliseconds(std::uniform_int_distribution<std::int64_t>(least, limit)(random_));
}

Milliseconds Jitter::around(Milliseconds middle, double part) {
    const double factor = std::uniform_real_distribution<double>(1 - part, 1 + part)(random_);
    return Milliseconds(static_cast<std::int64_t>(static_cast<double>(middle.count()) * factor));
}

Spacing::Spacing(Milliseconds start) : start_(start), now_(start) {}

void Spacing::slow_down() {
    accepted_ = 0;
    if (start_ >= most_gap) return;  // slow enough, and too slow to count with
    now_ = std::min({now_ * 2, start_ * most_slowing, most_gap});
}

void Spacing::settle(bool accepted) {
    accepted_ = accepted ? accepted_ + 1 : 0;
    if (accepted_ < calm) return;
    accepted_ = 0;
    now_ = std::max(start_, now_ / 2);
}

}  // namespace camlint
