#include "lint/fingerprint.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/compile.h>

#include "diagnostic/rule.hpp"

namespace camlint {
namespace {

constexpr std::size_t neighbourhood = 24;

std::string_view before(std::string_view bytes, std::size_t at) {
    const std::string_view near = bytes.substr(0, at).substr(at - std::min(at, neighbourhood));
    const std::size_t line = near.find_last_of("\r\n");
    return line == std::string_view::npos ? near : near.substr(line + 1);
}

std::string_view behind(std::string_view bytes, std::size_t at) {
    const std::string_view near = bytes.substr(at, neighbourhood);
    return near.substr(0, near.find_first_of("\r\n"));
}

class Hash {
public:
    void add(std::string_view text) {
        for (const char byte : text) mix(static_cast<unsigned char>(byte));
        mix(0x1FF);  // no byte: "ab", "c" is not "a", "bc"
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

private:
    void mix(std::uint64_t value) { value_ = (value_ ^ value) * 0x100000001B3ULL; }

    std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

}  // namespace

std::string fingerprint(const Diagnostic& finding, std::string_view bytes) {
    Hash hash;
    hash.add(finding.rule->name);
    hash.add(slice(bytes, finding.span));
    hash.add(before(bytes, finding.span.begin));
    hash.add(behind(bytes, finding.span.end));
    return fmt::format(FMT_COMPILE("{:016x}"), hash.value());
}

}  // namespace camlint
