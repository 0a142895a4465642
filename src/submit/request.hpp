#pragma once
// The body that a prompt becomes: the fields of its document, what stands in for those that are missing, and
// the API's documented defaults, all of them explicit. Suppressions, front matter and whatever else a list
// says of its records never travel.

#include <optional>
#include <string>

#include "diagnostic/context.hpp"
#include "submit/endpoint.hpp"
#include "submit/row.hpp"

namespace camlint {

/// The order of a prompt; its source is left empty. Nothing, with the reason in `problem`, where no body can
/// be made of it. The body's members stand in the order of the catalog's fields, so that two documents that
/// ask for the same make the same request. The document's own callback_url is kept beside the body; with
/// `has_callback` it is left out, for another that the attempt brings.
[[nodiscard]] std::optional<Order> make_order(const Prompt& prompt, const Document& document,
                                              const Defaults& defaults, const Catalog& catalog,
                                              const Endpoint& endpoint, bool has_callback,
                                              std::string& problem);

/// The bytes that are sent: the order's body, with a callback_url where there is one. The body has none of
/// its own; throws std::logic_error where it has.
[[nodiscard]] std::string body_with_callback(const std::string& body, const std::string& callback_url);

}  // namespace camlint
