#pragma once
// The one place that keeps secrets out of what is printed and kept. Every sink of the paid program, its
// output, log, errors and ledger, passes its texts through one of these.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace camlint {

class Redactor {
public:
    /// Adds a secret, and how it looks percent-encoded, in base64 and escaped for JSON. Too short ones (under
    /// 4 bytes) are not taken: they would cut ordinary words.
    void add(std::string_view secret);

    /// `text` with every secret as "[redacted]", and the query of every URL in it as "?[…]": a signed URL is
    /// a secret too.
    [[nodiscard]] std::string operator()(std::string_view text) const;

    /// Whether a secret, in any of these forms, is in `text`: what must be kept as it is may hold none.
    [[nodiscard]] bool finds_secret(std::string_view text) const;

private:
    /// The size of the secret that `text` begins with; 0 for none.
    [[nodiscard]] std::size_t secret_at(std::string_view text) const;

    std::vector<std::string> secrets_;  ///< longest first
};

}  // namespace camlint
