#pragma once
// RapidCheck inside a Catch2 test. A failure prints the counterexample and how to reproduce it; set
// RC_PARAMS="seed=…" to run with that seed again.

#include <sstream>

#include <rapidcheck.h>

#include "support/catch.hpp"

namespace camlint::test {

template <typename Property>
void holds(const char* what, Property property) {
    const rc::detail::TestMetadata metadata{.id = what, .description = what};
    const auto result = rc::detail::checkTestable(std::move(property), metadata);
    if (result.template is<rc::detail::SuccessResult>()) return;
    std::ostringstream text;
    rc::detail::printResultMessage(result, text);
    FAIL(what << ": " << text.str());
}

}  // namespace camlint::test
