#include "submit/pace.hpp"

#include <algorithm>

namespace camlint {
namespace {

constexpr std::int64_t least = 1000;
constexpr std::int64_t most = 60000;

}  // namespace

Milliseconds Jitter::backoff(int tries) {
    const std::int64_t limit = std::min(most, least << std::clamp(tries, 1, 6));
    return Milliseconds(std::uniform_int_distribution<std::int64_t>(least, limit)(random_));
}

Milliseconds Jitter::around(Milliseconds middle, double part) {
    const double factor = std::uniform_real_distribution<double>(1 - part, 1 + part)(random_);
    return Milliseconds(static_cast<std::int64_t>(static_cast<double>(middle.count()) * factor));
}

}  // namespace camlint
