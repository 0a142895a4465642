#include "timeline/view.hpp"

#include <array>

namespace camlint {
namespace views {

extern const View json;
extern const View svg;
extern const View text;

}  // namespace views

std::span<const View* const> all_views() {
    static constexpr std::array all{&views::text, &views::json, &views::svg};
    return all;
}

}  // namespace camlint
