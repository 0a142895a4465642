#pragma once
// How long to wait: between requests, and before something is tried again.

#include <chrono>
#include <cstdint>
#include <random>

namespace camlint {

using Milliseconds = std::chrono::milliseconds;

class Jitter {
public:
    Jitter() : random_(std::random_device{}()) {}

    /// Before try number `tries` (from 1) of what just failed: anything from 1 s up to a limit that doubles,
    /// 60 s at most, so that many who wait for the same do not come back together.
    [[nodiscard]] Milliseconds backoff(int tries);

    /// `middle`, give or take a part of it (0.2 is 20 %).
    [[nodiscard]] Milliseconds around(Milliseconds middle, double part);

private:
    std::mt19937_64 random_;
};

/// Between two requests: twice as long each time that the service wants to be asked less, up to 16 times the
/// start or 2 minutes, whichever is less, and back half by half while it takes them.
class Spacing {
public:
    explicit Spacing(Milliseconds start);

    [[nodiscard]] Milliseconds now() const { return now_; }
    void slow_down();

    /// A request that was accepted, or one that was not.
    void settle(bool accepted);

private:
    Milliseconds start_;
    Milliseconds now_;
    int accepted_ = 0;  ///< in a row, since it last changed
};

}  // namespace camlint
