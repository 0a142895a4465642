#include "submit/callback.hpp"

#include <openssl/crypto.h>

#include <algorithm>

#include "document/json_reader.hpp"
#include "submit/receiver.hpp"

namespace camlint {

CallbackPath read_callback_path(std::string_view path, std::string_view secret) {
    if (secret.empty() || path.empty() || path.front() != '/') return {};
    path.remove_prefix(1);
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view first = path.substr(0, slash);
    if (first.size() != secret.size() || CRYPTO_memcmp(first.data(), secret.data(), secret.size()) != 0) {
        return {};
    }
    const std::string_view rest = path.substr(std::min(slash + 1, path.size()));
    if (rest.empty()) return {.place = CallbackPlace::base, .nonce = {}};
    if (!is_nonce(rest)) return {.place = CallbackPlace::other, .nonce = {}};
    return {.place = CallbackPlace::attempt, .nonce = std::string(rest)};
}

std::optional<std::string_view> read_challenge(std::string_view body) {
    const JsonTree tree = parse_json(body);
    if (tree.failure || tree.nodes.empty() || tree.nodes[0].kind != ValueKind::object) return {};
    const SourceMap place;
    Document document;
    const JsonReader json(body, tree, place, document);
    const std::size_t found = json.member(0, "challenge");
    if (found == 0) return {};
    const JsonNode& node = json.node(found);
    const bool is_one =
        node.kind == ValueKind::string || node.kind == ValueKind::integer || node.kind == ValueKind::number;
    if (!is_one) return {};
    return slice(body, node.span);
}

std::string callback_address(std::string_view public_url, std::string_view secret, std::string_view nonce) {
    while (!public_url.empty() && public_url.back() == '/') public_url.remove_suffix(1);
    std::string address(public_url);
    for (const std::string_view part : {secret, nonce}) {
        if (!part.empty()) address.append("/").append(part);
    }
    return address;
}

bool is_nonce(std::string_view text) {
    constexpr std::size_t digits = 32;
    return text.size() == digits &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace camlint
