#pragma once
// Columns of texts and of lists: where each ends in another column, as 32 bits count. More than they can
// count is refused, never cut.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "capi/column.hpp"
#include "capi/refusal.hpp"

namespace camlint {

/// A number that 32 bits have to hold. Throws Refusal.
[[nodiscard]] inline std::int32_t narrow(std::size_t number) {
    if (number <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        return static_cast<std::int32_t>(number);
    }
    throw Refusal(CAMLINT_TOO_LARGE, "the findings exceed what 32 bits count; lint fewer texts at once");
}

/// Where each of some rows ends in another column; begins with 0.
class Offsets {
public:
    Offsets() { column_.add(0); }

    void add(std::size_t end) { column_.add(narrow(end)); }

    /// The rows of another one behind these.
    void add(const Offsets& more) {
        const auto base = static_cast<std::size_t>(column_.back());
        const std::int32_t* ends = more.column_.values();
        for (std::size_t i = 1; i < more.column_.size(); ++i) add(base + static_cast<std::size_t>(ends[i]));
    }

    [[nodiscard]] const std::int32_t* finish() { return column_.finish(); }

private:
    Column<std::int32_t> column_;
};

/// Texts, one behind the other. They have to be UTF-8.
class TextColumn {
public:
    void add(std::string_view text) {
        data_.add(text.data(), text.size());
        offsets_.add(data_.size());
    }

    void add(const TextColumn& more) {
        data_.add(more.data_);
        offsets_.add(more.offsets_);
    }

    [[nodiscard]] const std::int32_t* finish_offsets() { return offsets_.finish(); }
    [[nodiscard]] const char* finish_data() { return data_.finish(); }

private:
    Offsets offsets_;
    Column<char> data_;
};

}  // namespace camlint
