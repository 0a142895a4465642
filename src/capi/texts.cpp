#include "capi/texts.hpp"

#include <fmt/format.h>

#include "capi/refusal.hpp"

namespace camlint {
namespace {

[[noreturn]] void refuse(std::string message) { throw Refusal(CAMLINT_BAD_ARGUMENT, std::move(message)); }

void check_size(std::int64_t size, std::size_t text) {
    if (size <= most_texts) return;
    throw Refusal(CAMLINT_TOO_LARGE,
                  fmt::format("text {} has {} bytes; at most {} are linted", text, size, most_texts));
}

}  // namespace

void check_flags(std::uint32_t flags) {
    if ((flags & ~(CAMLINT_WITH_JSON | CAMLINT_WITHOUT_MESSAGES)) != 0) {
        refuse(fmt::format("flags: {:#x} has bits that have no meaning", flags));
    }
}

std::string_view checked_text(const char* text, std::size_t size) {
    if (size == 0) return "";
    if (text == nullptr) refuse(fmt::format("text is NULL, and its size {}", size));
    if (size > static_cast<std::size_t>(most_texts)) check_size(most_texts + 1, 0);
    return {text, size};
}

Texts::Texts(const camlint_batch& batch) : batch_(batch) {
    check_flags(batch.flags);
    if (batch.length < 0) refuse(fmt::format("length is {}", batch.length));
    if (batch.data_size < 0) refuse(fmt::format("data_size is {}", batch.data_size));
    if (batch.validity_offset < 0) refuse(fmt::format("validity_offset is {}", batch.validity_offset));
    if (batch.threads < 0) refuse(fmt::format("threads is {}", batch.threads));
    if (batch.length > most_texts) {
        throw Refusal(CAMLINT_TOO_LARGE,
                      fmt::format("{} texts; at most {} are linted at once", batch.length, most_texts));
    }
    if (batch.data == nullptr && batch.data_size > 0) refuse("data is NULL, and data_size is not 0");
    const bool has32 = batch.offsets32 != nullptr;
    const bool has64 = batch.offsets64 != nullptr;
    if (has32 && has64) refuse("offsets32 and offsets64 are both given");
    if (batch.length == 0) return;
    if (!has32 && !has64) refuse("offsets32 and offsets64 are both NULL");
    check_offsets();
}

void Texts::check_offsets() const {
    if (offset(0) < 0) refuse(fmt::format("offset 0 is {}", offset(0)));
    for (std::size_t i = 0; i < size(); ++i) {
        const std::int64_t begin = offset(i);
        const std::int64_t end = offset(i + 1);
        // As each is checked, a run of offsets that is none ends early.
        if (end < begin) {
            refuse(fmt::format("offset {} is {}, smaller than {} before it", i + 1, end, begin));
        }
        if (end > batch_.data_size) {
            refuse(fmt::format("offset {} is {}, behind the {} bytes of data", i + 1, end, batch_.data_size));
        }
        check_size(end - begin, i);
    }
}

bool Texts::is_null(std::size_t i) const {
    if (batch_.validity == nullptr) return false;
    const std::size_t bit = static_cast<std::size_t>(batch_.validity_offset) + i;
    return ((batch_.validity[bit / 8] >> (bit % 8)) & 1) == 0;
}

std::string_view Texts::at(std::size_t i) const {
    const std::int64_t begin = offset(i);
    const std::int64_t size = offset(i + 1) - begin;
    if (size == 0) return "";
    return {batch_.data + begin, static_cast<std::size_t>(size)};
}

}  // namespace camlint
