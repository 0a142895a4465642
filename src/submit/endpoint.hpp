#pragma once
// Where a provider's API is called: its base URL, by the catalog or the user, and its paths.

#include <string>
#include <string_view>

#include "catalog/providers.hpp"

namespace camlint {

struct Endpoint {
    const Provider* provider = nullptr;
    std::string base_url;  ///< in its one spelling, without a slash at its end
    bool is_loopback = false;

    [[nodiscard]] std::string create() const;
    [[nodiscard]] std::string query(std::string_view task_id) const;
    [[nodiscard]] std::string file(std::string_view file_id) const;
};

/// Of a provider of the catalog, at `base_url` where it is not empty. A project's own rows are not asked: a
/// key goes to no host that a repository names. Throws SubmitError (2) for what is no https URL (http for
/// loopback), has credentials, a query or a fragment.
[[nodiscard]] Endpoint make_endpoint(const Provider& provider, std::string_view base_url);

}  // namespace camlint
