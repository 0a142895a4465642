#include "submit/redactor.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace camlint {
namespace {

constexpr std::size_t shortest = 4;
constexpr std::size_t shortest_inside = 8;  ///< of what base64 of a longer text shows of a secret
constexpr std::string_view mark = "[redacted]";
constexpr std::string_view query_mark = "?[…]";

bool is_unreserved(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '_' || byte == '.' || byte == '~';
}

/// RFC 3986, every byte that is not unreserved as %XX.
std::string percent_encoded(std::string_view text, bool upper) {
    std::string out;
    for (const char byte : text) {
        if (is_unreserved(byte)) {
            out += byte;
        } else if (upper) {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
        } else {
            out += fmt::format("%{:02x}", static_cast<unsigned char>(byte));
        }
    }
    return out;
}

/// Base64 (RFC 4648) without padding; the last digit of an incomplete group is left out where `whole` is
/// false, as what follows would change it.
std::string base64(std::string_view text, std::string_view last_two, bool whole) {
    constexpr std::string_view first_62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    const auto digit = [&](std::uint32_t value) {
        out += value < 62 ? first_62[value] : last_two[value - 62];
    };
    for (const char byte : text) {
        bits = ((bits << 8U) | static_cast<unsigned char>(byte)) & 0xFFFFU;
        for (held += 8; held >= 6; held -= 6) digit((bits >> (held - 6)) & 63U);
    }
    if (held > 0 && whole) digit((bits << (6 - held)) & 63U);
    return out;
}

std::string json_escaped(std::string_view text, bool ascii) {
    const std::string quoted =
        nlohmann::json(text).dump(-1, ' ', ascii, nlohmann::json::error_handler_t::replace);
    return quoted.substr(1, quoted.size() - 2);
}

std::string with_escaped_slashes(std::string_view text) {
    std::string out;
    for (const char byte : text) out += byte == '/' ? std::string("\\/") : std::string(1, byte);
    return out;
}

std::vector<std::string> forms_of(std::string_view secret) {
    std::vector<std::string> forms{std::string(secret), percent_encoded(secret, true),
                                   percent_encoded(secret, false), json_escaped(secret, false),
                                   json_escaped(secret, true)};
    forms.push_back(with_escaped_slashes(forms[3]));
    forms.push_back(with_escaped_slashes(forms[4]));
    for (const std::string_view last_two : {"+/", "-_"}) {
        forms.push_back(base64(secret, last_two, true));
        // Behind one or two other bytes, as in "user:secret": the digits that the secret alone decides.
        for (const std::size_t before : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
            const std::string inside =
                base64(std::string(before, '\0') + std::string(secret), last_two, false);
            const std::size_t begin = before == 0 ? 0 : before + 1;
            if (inside.size() >= begin + shortest_inside) forms.push_back(inside.substr(begin));
        }
    }
    return forms;
}

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

/// How long the beginning of a URL is that `text` starts with, "https://" or as JSON may have it; 0 for none.
std::size_t scheme_at(std::string_view text) {
    constexpr std::array<std::string_view, 4> schemes{"https://", "http://", R"(https:\/\/)", R"(http:\/\/)"};
    for (const std::string_view scheme : schemes) {
        const bool fits = text.size() >= scheme.size() &&
                          std::equal(scheme.begin(), scheme.end(), text.begin(),
                                     [](char wanted, char byte) { return wanted == lower(byte); });
        if (fits) return scheme.size();
    }
    return 0;
}

/// Where a URL ends in prose or JSON. A closing quote or bracket and what ends a sentence are not its own.
std::size_t end_of_url(std::string_view text) {
    const auto stops = [](char byte) {
        return static_cast<unsigned char>(byte) <= ' ' || byte == '"' || byte == '<' || byte == '>' ||
               byte == '\x7F';
    };
    const auto stop = std::find_if(text.begin(), text.end(), stops);
    std::size_t end = static_cast<std::size_t>(stop - text.begin());
    constexpr std::string_view trailing = "'`)]},.;:!\\";
    while (end > 0 && trailing.find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

std::string without_queries(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t scheme = scheme_at(text.substr(at));
        if (scheme == 0) {
            ++at;
            continue;
        }
        const std::size_t end = at + std::max(scheme, end_of_url(text.substr(at)));
        const std::size_t query = text.find('?', at);
        if (query < end) {
            out.append(text, done, query - done).append(query_mark);
            done = end;
        }
        at = end;
    }
    return out.append(text, done);
}

}  // namespace

void Redactor::add(std::string_view secret) {
    if (secret.size() < shortest) return;
    for (std::string& form : forms_of(secret)) secrets_.push_back(std::move(form));
    std::ranges::sort(secrets_, [](const std::string& one, const std::string& other) {
        return one.size() != other.size() ? one.size() > other.size() : one < other;
    });
    const auto rest = std::ranges::unique(secrets_);
    secrets_.erase(rest.begin(), rest.end());
}

std::size_t Redactor::secret_at(std::string_view text) const {
    for (const std::string& secret : secrets_) {
        if (text.starts_with(secret)) return secret.size();
    }
    return 0;
}

bool Redactor::finds_secret(std::string_view text) const {
    return std::ranges::any_of(
        secrets_, [&](const std::string& secret) { return text.find(secret) != std::string_view::npos; });
}

std::string Redactor::operator()(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = secret_at(text.substr(at));
        if (size == 0) {
            out += text[at++];
        } else {
            out += mark;
            at += size;
        }
    }
    return without_queries(out);
}

}  // namespace camlint
