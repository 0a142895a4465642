#include "text/uri.hpp"

#include <iterator>

#include <fmt/format.h>

namespace camlint {
namespace {

constexpr std::string_view scheme = "file://";

int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

std::string decode_percent(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = i + 2 < text.size() && text[i] == '%' ? hex_digit(text[i + 1]) : -1;
        const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
        if (low < 0) {
            out += text[i];
        } else {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

bool is_plain(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           std::string_view("-._~/").find(byte) != std::string_view::npos;
}

}  // namespace

std::string path_of_uri(std::string_view uri) {
    if (!uri.starts_with(scheme)) return std::string(uri);
    std::string_view rest = uri.substr(scheme.size());
    if (rest.starts_with("localhost/")) rest.remove_prefix(std::string_view("localhost").size());
    if (!rest.starts_with('/')) return std::string(uri);  // of another machine
    return decode_percent(rest);
}

std::string path_uri(std::string_view path) {
    std::string uri(path.starts_with('/') ? scheme : "");
    for (const char byte : path) {
        if (is_plain(byte)) {
            uri += byte;
        } else {
            fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(byte));
        }
    }
    return uri;
}

}  // namespace camlint
