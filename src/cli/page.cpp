#include "cli/page.hpp"

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/write_file.hpp"

namespace camlint {
namespace {

/// What web/page.html has in the place of the data.
constexpr std::string_view mark = "@CAMLINT_DATA@";
constexpr std::array places{"share/camlint/preview.html", "../share/camlint/preview.html"};

/// JSON as an element of HTML may hold it. All of these characters stand in strings alone, where an escape
/// means the same. Line separators are escaped already, as in all of our JSON.
std::string escape_markup(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (const char byte : json) {
        switch (byte) {
            case '<': out += "\\u003c"; break;
            case '>': out += "\\u003e"; break;
            case '&': out += "\\u0026"; break;
            default: out += byte;
        }
    }
    return out;
}

}  // namespace

std::string read_page() {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::filesystem::path folder = self.parent_path();
    for (const char* place : places) {
        const std::filesystem::path path = folder / place;
        if (std::filesystem::is_regular_file(path, error)) return take_snapshot(path).bytes;
    }
    throw Error(
        fmt::format("the preview's page is not beside the program: there is no {}; 'make preview-data' "
                    "builds it, with Node.js and npm",
                    (folder / places[0]).native()));
}

std::string fill_page(std::string_view page, std::string_view json) {
    const std::size_t at = page.find(mark);
    if (at == std::string_view::npos || page.find(mark, at + mark.size()) != std::string_view::npos) {
        throw Error(
            "the preview's page is broken: it has not one place for the data; 'make preview-data' "
            "builds it again");
    }
    std::string out(page.substr(0, at));
    out += escape_markup(json);
    return out += page.substr(at + mark.size());
}

}  // namespace camlint
