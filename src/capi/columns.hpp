#pragma once
// What was found, as the columns of the header's result. Grows a text at a time; knows nothing of the linter.

#include <cstdint>
#include <string_view>

#include <camlint.h>

#include "capi/column.hpp"
#include "capi/engine.hpp"
#include "capi/text_column.hpp"
#include "diagnostic/diagnostic.hpp"
#include "report/format.hpp"

namespace camlint {

/// What fills the result, and whether that is wanted of the caller.
struct Filling {
    const Engine& engine;
    std::uint32_t flags = 0;

    [[nodiscard]] bool has_json() const { return (flags & CAMLINT_WITH_JSON) != 0; }
    [[nodiscard]] bool has_messages() const { return (flags & CAMLINT_WITHOUT_MESSAGES) == 0; }
};

class Columns {
public:
    /// A finding of the text that is being looked at. Leaves out what is suppressed.
    void add(const Diagnostic& finding, const Scene& scene, const Filling& filling);

    /// Ends a text.
    void end_text() { findings_.add(rule_.size()); }

    /// All of another one behind this.
    void add(const Columns& more);

    /// Points the result at the columns, which must not grow any more. The length is the caller's to set.
    void show_in(camlint_result& result, bool has_json);

private:
    void add_edits(const Diagnostic& finding, const Positions& positions);

    Offsets findings_;
    Column<std::int32_t> rule_;
    Column<std::uint8_t> category_;
    Column<std::uint8_t> severity_;
    Column<std::uint8_t> fix_;
    Column<std::int32_t> prompt_;
    Column<std::int32_t> begin_;
    Column<std::int32_t> end_;
    Column<std::int32_t> start_;
    Column<std::int32_t> stop_;
    Column<std::int32_t> line_;
    Column<std::int32_t> column_;
    TextColumn message_;
    Offsets edits_;
    Column<std::int32_t> edit_begin_;
    Column<std::int32_t> edit_end_;
    Column<std::int32_t> edit_start_;
    Column<std::int32_t> edit_stop_;
    TextColumn edit_text_;
    TextColumn json_;
};

/// A result with what it points at.
struct Result final : camlint_result {
    Result() : camlint_result{} {}

    Columns columns;
};

}  // namespace camlint
