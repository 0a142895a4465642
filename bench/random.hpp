#pragma once
// A random number generator that gives the same numbers with every compiler and library.

#include <array>
#include <cstddef>
#include <cstdint>

namespace bench {

/// Splitmix64: 64 bits of state, one step each. Distributions of the standard library differ between
/// libraries, so these are its own, in integers; that they are off by 2^-50 matters to nobody here.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t bits = state_;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9U;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBU;
        return bits ^ (bits >> 31);
    }

    /// 0 to `count` - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    /// True `percent` times in a hundred.
    bool chance(std::size_t percent) { return below(100) < percent; }

    template <typename Items>
    const auto& pick(const Items& items) {
        return items[below(items.size())];
    }

private:
    std::uint64_t state_;
};

/// Numbers from `least` to a hundred times that, each factor of two as likely as the next.
class LogUniform {
public:
    explicit LogUniform(std::size_t least) {
        std::uint64_t bound = std::uint64_t{least} << 16;
        for (std::uint64_t& each : bounds_) {
            each = bound;
            bound = (bound * step) >> 16;
        }
    }

    std::size_t draw(Random& random) const {
        const std::size_t band = random.below(bounds_.size() - 1);
        const std::uint64_t width = bounds_[band + 1] - bounds_[band];
        return static_cast<std::size_t>((bounds_[band] + random.next() % width) >> 16);
    }

private:
    static constexpr std::uint64_t step = 70'425;  // the 64th root of 100, times 2^16
    std::array<std::uint64_t, 65> bounds_{};
};

}  // namespace bench
