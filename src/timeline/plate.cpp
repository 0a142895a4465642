#include "timeline/plate.hpp"

#include <fmt/format.h>

#include "text/xml.hpp"
#include "timeline/drawing.hpp"

namespace camlint {

std::string draw_plate(std::span<const Command* const> named, std::string_view title, std::string_view what) {
    const Box& box = drawing_box;
    std::string out = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" class="camlint" role="img" width="{0}" height="{1}" viewBox="0 0 {0} {1}">)",
        box.width(), box.height());
    out += fmt::format("<title>{}</title><desc>{}</desc><style>{}</style>\n", xml(title), xml(what),
                       drawing_style);
    return out + draw_moves(named) + "\n</svg>\n";
}

}  // namespace camlint
