#include "config/add_term.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "config/configuration.hpp"
#include "text/line_index.hpp"
#include "text/source.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

/// As a basic string of TOML.
std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '"' || byte == '\\') {
            out += '\\';
            out += byte;
        } else if (code < 0x20 || code == 0x7F) {
            out += fmt::format("\\u{:04X}", code);
        } else {
            out += byte;
        }
    }
    return out + '"';
}

std::size_t offset_of_spot(const Spot& spot, std::string_view bytes) {
    const LineIndex lines(bytes);
    std::size_t start = lines.start_of(spot.line - 1);
    if (start == 0 && bytes.starts_with(byte_order_mark)) start = byte_order_mark.size();
    return start + offset_of(bytes.substr(start), spot.column - 1);
}

std::string_view line_up_to(std::string_view bytes, std::size_t offset) {
    const std::size_t feed = bytes.substr(0, offset).rfind('\n');
    return bytes.substr(feed == std::string_view::npos ? 0 : feed + 1, offset - (feed + 1));
}

/// Into a list that is there: before its first element, on a line of its own if that is on one.
Edit insert(const Setting& list, std::string_view bytes, const std::string& text) {
    if (list.elements.empty()) {
        const std::size_t at = offset_of_spot(list.place, bytes) + 1;
        return {.span = {at, at}, .text = text};
    }
    const Spot& first = list.elements.front().place;
    const std::size_t at = offset_of_spot(first, bytes);
    if (first.line == list.place.line) return {.span = {at, at}, .text = text + ", "};
    return {.span = {at, at}, .text = fmt::format("{},\n{}", text, line_up_to(bytes, at))};
}

/// As a key of its own, above all that is there: further down it would belong to a table.
Edit add_key(const Setting& root, std::string_view bytes, const std::string& list) {
    const auto first = std::ranges::min_element(
        root.members, {}, [](const Entry& entry) { return entry.place.line == 0 ? 1 : entry.place.line; });
    std::size_t at = bytes.size();
    std::string before;
    if (first != root.members.end()) {
        at = LineIndex(bytes).start_of(first->place.line - 1);
        if (at == 0 && bytes.starts_with(byte_order_mark)) at = byte_order_mark.size();
    } else if (!bytes.empty() && !bytes.ends_with('\n')) {
        before = "\n";
    }
    return {.span = {at, at}, .text = fmt::format("{}terms = [{}]\n", before, list)};
}

std::optional<Setting> read(std::string_view bytes) {
    std::vector<Mistake> mistakes;
    return read_configuration(bytes, "", mistakes);
}

}  // namespace

std::optional<Edit> add_term(std::string_view bytes, std::string_view term,
                             std::span<const std::string> inherited) {
    const std::optional<Setting> root = read(bytes);
    if (!root) return {};
    const std::string text = toml_string(term);
    std::optional<Edit> edit;
    if (const Setting* list = root->member("terms")) {
        edit = insert(*list, bytes, text);
    } else {
        std::string all = text;
        for (const std::string& other : inherited) all += ", " + toml_string(other);
        edit = add_key(*root, bytes, all);
    }
    const std::optional<Setting> after = read(apply_edits(bytes, std::span(&*edit, 1)));
    if (!after) return {};
    const std::vector<std::string> terms = strings_of(*after, "terms");
    return std::ranges::find(terms, term) == terms.end() ? std::nullopt : edit;
}

}  // namespace camlint
