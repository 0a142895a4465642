#pragma once
// Names for the caller, in the two forms that the header promises.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <camlint.h>

#include "capi/text_column.hpp"

namespace camlint {

class Names {
public:
    explicit Names(std::span<const std::string_view> names) {
        for (const std::string_view name : names) {
            column_.add(name);
            texts_.emplace_back(name);
        }
        for (const std::string& text : texts_) pointers_.push_back(text.c_str());
        view_ = {.count = narrow(texts_.size()),
                 .offsets = column_.finish_offsets(),
                 .data = column_.finish_data(),
                 .text = pointers_.data()};
    }
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;

    [[nodiscard]] const camlint_names& view() const { return view_; }

private:
    TextColumn column_;
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
    camlint_names view_{};
};

/// The names of an enumeration whose values count from 0.
template <typename Enum>
[[nodiscard]] std::vector<std::string_view> names_of() {
    std::vector<std::string_view> names;
    for (int i = 0; !name_of(static_cast<Enum>(i)).empty(); ++i) {
        names.push_back(name_of(static_cast<Enum>(i)));
    }
    return names;
}

}  // namespace camlint
