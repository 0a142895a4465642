#include "cli/table.hpp"

#include <algorithm>

#include "text/display.hpp"

namespace camlint {

std::string aligned(const std::vector<std::vector<std::string>>& lines) {
    std::vector<std::vector<std::string>> shown;
    std::vector<std::size_t> widths;
    for (const auto& line : lines) {
        auto& cells = shown.emplace_back();
        for (const std::string& cell : line) {
            cells.push_back(printable(cell));
            if (widths.size() < cells.size()) widths.push_back(0);
            std::size_t& width = widths[cells.size() - 1];
            width = std::max(width, display_width(cells.back()));
        }
    }
    std::string out;
    for (const auto& line : shown) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) {
            text += line[i] + std::string(widths[i] - display_width(line[i]) + 2, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    }
    return out;
}

}  // namespace camlint
