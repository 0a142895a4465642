// How a gap grows and shrinks.

#include "submit/pace.hpp"

#include "support/catch.hpp"

namespace camlint::test {
namespace {

Milliseconds after(Milliseconds start, int pauses, int accepted) {
    Spacing spacing(start);
    for (int i = 0; i < pauses; ++i) spacing.slow_down();
    for (int i = 0; i < accepted; ++i) spacing.settle(true);
    return spacing.now();
}

}  // namespace

TEST_CASE("a gap doubles up to 16 times its start or 2 minutes") {
    using ms = Milliseconds;
    CHECK(after(ms(100), 0, 0) == ms(100));
    CHECK(after(ms(100), 1, 0) == ms(200));
    CHECK(after(ms(100), 4, 0) == ms(1600));
    CHECK(after(ms(100), 100, 0) == ms(1600));
    CHECK(after(ms(12000), 3, 0) == ms(96000));
    CHECK(after(ms(12000), 100, 0) == ms(120000));
    CHECK(after(ms(119999), 1, 0) == ms(120000));
    // What is slower already stays as it is, even where twice as much cannot be counted.
    CHECK(after(ms(120001), 5, 0) == ms(120001));
    CHECK(after(ms::max(), 5, 3) == ms::max());
    CHECK(after(ms(0), 5, 3) == ms(0));
}

TEST_CASE("a gap is halved after three accepted in a row, down to its start") {
    using ms = Milliseconds;
    CHECK(after(ms(100), 4, 2) == ms(1600));
    CHECK(after(ms(100), 4, 3) == ms(800));
    CHECK(after(ms(100), 4, 5) == ms(800));
    CHECK(after(ms(100), 4, 6) == ms(400));
    CHECK(after(ms(100), 4, 12) == ms(100));
    CHECK(after(ms(100), 4, 120) == ms(100));
    CHECK(after(ms(12000), 100, 12) == ms(12000));
    CHECK(after(ms(70000), 1, 3) == ms(70000));
    Spacing spacing(ms(100));
    spacing.slow_down();
    for (const bool accepted : {true, true, false, true, true}) spacing.settle(accepted);
    CHECK(spacing.now() == ms(200));
    spacing.slow_down();
    for (const bool accepted : {true, true}) spacing.settle(accepted);
    CHECK(spacing.now() == ms(400));
    spacing.settle(true);
    CHECK(spacing.now() == ms(200));
}

}  // namespace camlint::test
