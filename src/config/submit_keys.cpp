#include "config/submit_keys.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "catalog/addresses.hpp"
#include "catalog/prices.hpp"
#include "catalog/providers.hpp"
#include "text/url.hpp"

namespace camlint {
namespace {

std::string_view text_flaw(std::string_view text) {
    return text.find('\0') == text.npos ? std::string_view{} : "it has a NUL";
}

/// Where the key goes: TLS, or nowhere beyond this machine.
std::string_view base_url_flaw(std::string_view text) {
    const Url url = parse_url(text);
    if (!url.error.empty()) return "expected a URL that begins with https://";
    if (url.has_credentials) return "a user and password have no place in it";
    if (text.find_first_of("?#") != text.npos) return "paths are put behind it, so it has no '?' and no '#'";
    if (url.is_https) return {};
    const AddressRange* range = unreachable_range(url.host);
    const bool is_loopback = range != nullptr && (range->text == "127.0.0.0/8" || range->text == "::1" ||
                                                  range->text == "localhost");
    return is_loopback ? std::string_view{} : "expected https://; http:// is for this machine alone";
}

std::string_view absolute_path_flaw(std::string_view text) {
    if (!text.starts_with('/')) return "expected a path that begins with '/'";
    return text_flaw(text);
}

std::string_view seconds_flaw(std::string_view text) {
    const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const bool fine = text.size() <= 4 && std::ranges::all_of(text, is_digit) && !text.starts_with('0');
    return fine ? std::string_view{} : "expected a duration in whole seconds";
}

constexpr std::array<std::string_view, 4> user_names{"credential-command", "base-url", "proxy", "ca-file"};

std::string_view misplaced(std::string_view name) {
    return std::ranges::find(user_names, name) == user_names.end()
               ? std::string_view{}
               : "is only taken from the user's own configuration, ~/.config/camlint/submit.toml";
}

constexpr std::size_t most_rpm = 6000;
constexpr std::size_t most_rows = 1000;

constexpr Shape rpm{.kind = ShapeKind::whole_number, .most = most_rpm};
constexpr Shape number{.kind = ShapeKind::whole_number};
constexpr Shape amount{.kind = ShapeKind::amount};
constexpr Shape by_duration{.kind = ShapeKind::map,
                            .flaw = seconds_flaw,
                            .pattern = "^[1-9][0-9]{0,3}$",
                            .element = &amount,
                            .most = most_rows};
constexpr Shape by_resolution{.kind = ShapeKind::map, .element = &by_duration, .most = most_rows};
constexpr Shape by_model{.kind = ShapeKind::map, .element = &by_resolution, .most = most_rows};

constexpr Key rpm_key{"rpm", &rpm, "Requests a minute"};
constexpr Key max_cost_key{"max-cost", &amount, "What a run may cost, in US dollars"};
constexpr Key max_videos_key{"max-videos", &number, "Videos that a run may pay for"};
constexpr Key prices_key{"prices", &by_model, "US dollars by model, resolution and seconds", Merge::by_name};

constexpr Shape argument{.flaw = text_flaw};
constexpr Shape command{.kind = ShapeKind::list, .element = &argument, .least = 1};
constexpr Shape base_url{.flaw = base_url_flaw, .shown = quote_url};
constexpr Shape proxy{.flaw = text_flaw, .shown = quote_url};
constexpr Shape path{.flaw = absolute_path_flaw};

constexpr std::array project_keys{rpm_key, max_cost_key, max_videos_key, prices_key};
constexpr std::array user_keys{
    Key{user_names[0], &command, "A program, with its arguments, that prints the key"},
    Key{user_names[1], &base_url, "Where the API is, in place of the provider's own address"},
    Key{user_names[2], &proxy, "The proxy that requests go through"},
    Key{user_names[3], &path, "Certificates to trust in place of the system's"},
    rpm_key,
    max_cost_key,
    max_videos_key,
    prices_key,
};

template <typename Number>
void lower(std::optional<Number>& limit, const std::optional<Number>& other) {
    if (other && (!limit || *other < *limit)) limit = other;
}

}  // namespace

constinit const Shape project_submit_shape{
    .kind = ShapeKind::table, .keys = project_keys, .misplaced = misplaced};
constinit const Shape user_submit_shape{.kind = ShapeKind::table, .keys = user_keys};

std::optional<std::int64_t> SubmitLimits::price(std::string_view model, std::string_view resolution,
                                                int duration, bool by_catalog) const {
    const std::tuple key{std::string(model), std::string(resolution), duration};
    std::optional<std::int64_t> cents;
    if (by_catalog) cents = find_price(model, resolution, duration);
    if (const auto own = prices.find(key); own != prices.end()) cents = own->second;
    // A project's price that is too low would be a way around the user's budget.
    const auto least = least_prices.find(key);
    if (least != least_prices.end() && cents.value_or(-1) < least->second) cents = least->second;
    return cents;
}

SubmitLimits limits_of(const Setting& table) {
    SubmitLimits limits;
    if (const Setting* said = table.member("rpm")) limits.rpm = static_cast<int>(said->number);
    if (const Setting* said = table.member("max-videos")) limits.max_videos = static_cast<int>(said->number);
    if (const Setting* said = table.member("max-cost")) limits.max_cost = cents_of(*said);
    const Setting* models = table.member("prices");
    if (models == nullptr) return limits;
    for (const Entry& model : models->members) {
        for (const Entry& resolution : model.value.members) {
            for (const Entry& duration : resolution.value.members) {
                int seconds = 0;
                const char* begin = duration.name.data();
                std::from_chars(begin, begin + duration.name.size(), seconds);
                limits.prices[{model.name, resolution.name, seconds}] = cents_of(duration.value).value_or(0);
            }
        }
    }
    return limits;
}

SubmitLimits narrowed(SubmitLimits user, const SubmitLimits& project) {
    lower(user.max_videos, project.max_videos);
    lower(user.max_cost, project.max_cost);
    if (!user.rpm && project.rpm) user.rpm = default_requests_per_minute;
    lower(user.rpm, project.rpm);
    user.least_prices = project.prices;
    return user;
}

}  // namespace camlint
