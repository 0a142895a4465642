#pragma once
// The texts of a call, checked before any is looked at. Owns nothing.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <camlint.h>

namespace camlint {

/// The most bytes of a text, and the most texts: a 32-bit number has to count their offsets, and one more.
inline constexpr std::int64_t most_texts = 2147483646;

class Texts {
public:
    /// Of a whole batch. Throws Refusal.
    explicit Texts(const camlint_batch& batch);

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(batch_.length); }

    /// Whether there is no text.
    [[nodiscard]] bool is_null(std::size_t i) const;

    [[nodiscard]] std::string_view at(std::size_t i) const;

private:
    [[nodiscard]] std::int64_t offset(std::size_t i) const {
        return batch_.offsets64 != nullptr ? batch_.offsets64[i] : batch_.offsets32[i];
    }
    void check_offsets() const;

    camlint_batch batch_;
};

/// A text of the caller's that may be NULL where it is empty. Throws Refusal.
[[nodiscard]] std::string_view checked_text(const char* text, std::size_t size);

/// Throws Refusal where a flag is none that this library knows.
void check_flags(std::uint32_t flags);

}  // namespace camlint
