#include "config/toml.hpp"

#include <string>

#include <fmt/format.h>

#include "text/position.hpp"
#include "text/utf8.hpp"

namespace camlint {

/// Thrown where the library finds that it has read what it did not expect: "[[[" ends one of its assertions.
/// Without them it would go on with what is not there, so they stay on in every build.
struct Bewildered {};

constexpr void expect(bool condition) {
    if (!condition) throw Bewildered{};
}

}  // namespace camlint

#undef NDEBUG
#define TOML_ASSERT(condition) ::camlint::expect(static_cast<bool>(condition))
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

namespace camlint {
namespace {

/// Dots that a key may have. The library builds and frees tables as deep as a key has parts.
constexpr std::size_t most_dots = 16;

/// Where a key has too many parts, npos if none has. Knows just enough of TOML to tell keys from strings
/// and comments.
class DeepKey {
public:
    explicit DeepKey(std::string_view text) : text_(text) {}

    std::size_t find() {
        std::size_t dots = 0;
        while (at_ < text_.size()) {
            const char byte = text_[at_];
            if (byte == '"' || byte == '\'') {
                skip_string(byte);
                continue;
            }
            if (byte == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
                continue;
            }
            if (byte == '.' && ++dots > most_dots) return at_;
            if (std::string_view("\n=,{}[]").find(byte) != std::string_view::npos) dots = 0;
            ++at_;
        }
        return std::string_view::npos;
    }

private:
    void skip_string(char mark) {
        const std::string three(3, mark);
        const bool is_long = text_.substr(at_).starts_with(three);
        at_ += is_long ? 3 : 1;
        while (at_ < text_.size()) {
            if (text_[at_] == '\\' && mark == '"') {
                at_ += 2;
            } else if (is_long && text_.substr(at_).starts_with(three)) {
                at_ = std::min(text_.find_first_not_of(mark, at_), text_.size());
                return;
            } else if (!is_long && (text_[at_] == mark || text_[at_] == '\n')) {
                ++at_;
                return;
            } else {
                ++at_;
            }
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// The library's words without its capital and what it calls its own settings.
std::string plain_words(std::string_view description) {
    std::string words(description.substr(0, description.find(" (TOML_")));
    if (words.starts_with('E')) words[0] = 'e';
    return words;
}

class Converter {
public:
    explicit Converter(std::string_view file) : file_(file) {}

    // The library nests no deeper than its limit and the one above allow.
    [[nodiscard]] Setting convert(const toml::node& node) const {
        Setting value{.place = place_of(node.source())};
        if (const auto* table = node.as_table()) {
            for (const auto& [key, member] : *table) {
                value.members.push_back({std::string(key.str()), place_of(key.source()), convert(member)});
            }
        } else if (const auto* list = node.as_array()) {
            value.kind = TomlKind::list;
            for (const toml::node& element : *list) value.elements.push_back(convert(element));
        } else if (const auto* text = node.as_string()) {
            value.kind = TomlKind::text;
            value.text = text->get();
        } else if (const auto* number = node.as_integer()) {
            value.kind = TomlKind::whole_number;
            value.number = number->get();
        } else if (const auto* truth = node.as_boolean()) {
            value.kind = TomlKind::truth;
            value.truth = truth->get();
        } else if (const auto* fraction = node.as_floating_point()) {
            value.kind = TomlKind::fraction;
            value.text = fmt::to_string(fraction->get());
        } else {
            value.kind = TomlKind::time;
        }
        return value;
    }

    /// The library counts lines and code points from 1, as we do.
    [[nodiscard]] Spot place_of(const toml::source_region& region) const {
        return {.file = file_, .line = region.begin.line, .column = region.begin.column};
    }

private:
    std::string_view file_;
};

Spot spot_at(std::size_t offset, std::string_view bytes, std::string_view file) {
    const Position position = Positions({.name = file, .bytes = bytes, .origin = {}}).at(offset);
    return {.file = file, .line = position.line, .column = position.column};
}

/// What the bytes cannot have, whatever they say; nothing if they may be read.
std::optional<Mistake> find_obstacle(std::string_view bytes, std::string_view file) {
    if (bytes.size() > largest_configuration) {
        return Mistake{{.file = file},
                       fmt::format("a configuration has at most {} bytes", largest_configuration)};
    }
    const auto at = [&](std::size_t offset) { return spot_at(offset, bytes, file); };
    if (const std::size_t bad = find_invalid(bytes); bad != std::string_view::npos) {
        return Mistake{at(bad), fmt::format("invalid UTF-8: the byte 0x{:02X}; expected UTF-8 throughout",
                                            static_cast<unsigned char>(bytes[bad]))};
    }
    if (const std::size_t deep = DeepKey(bytes).find(); deep != std::string_view::npos) {
        return Mistake{at(deep), fmt::format("a key has at most {} dots", most_dots)};
    }
    return {};
}

/// Whether the library loses its way in a text.
bool bewilders(std::string_view bytes) {
    try {
        (void)toml::parse(bytes);
    } catch (const toml::parse_error&) {
        return false;
    } catch (const Bewildered&) {
        return true;
    }
    return false;
}

/// Where it does: it reads from the start on, so a shorter text bewilders it only where it reaches so far.
std::size_t bewildering_place(std::string_view bytes) {
    std::size_t fine = 0;
    std::size_t bad = bytes.size();
    while (bad - fine > 1) {
        const std::size_t middle = fine + (bad - fine) / 2;
        (bewilders(bytes.substr(0, middle)) ? bad : fine) = middle;
    }
    return fine;
}

}  // namespace

std::optional<Setting> parse_toml(std::string_view bytes, std::string_view file,
                                  std::vector<Mistake>& mistakes) {
    if (auto obstacle = find_obstacle(bytes, file)) {
        mistakes.push_back(*std::move(obstacle));
        return {};
    }
    const Converter converter(file);
    try {
        Setting root = converter.convert(toml::parse(bytes));
        root.place = {.file = file};
        return root;
    } catch (const toml::parse_error& error) {
        mistakes.push_back(
            {converter.place_of(error.source()), "this is no TOML: " + plain_words(error.description())});
        return {};
    } catch (const Bewildered&) {
        mistakes.push_back({spot_at(bewildering_place(bytes), bytes, file),
                            "this is no TOML: expected a key, a value or the end of the line"});
        return {};
    }
}

}  // namespace camlint
