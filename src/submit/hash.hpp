#pragma once
// SHA-256 and random names, by OpenSSL.

#include <cstddef>
#include <string>
#include <string_view>

namespace camlint {

/// Lower-case hex of the SHA-256 of some bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The same of an open file, from its beginning; its offset is moved. Empty where it cannot be read (errno).
[[nodiscard]] std::string sha256_of_file(int descriptor);

/// Lower-case hex of `bytes` bytes that cannot be guessed. Throws SubmitError where the system has none.
[[nodiscard]] std::string random_hex(std::size_t bytes);

}  // namespace camlint
