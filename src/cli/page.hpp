#pragma once
// The page of a preview: the file that `camlint_preview_data` makes of web/, and where a prompt's data goes
// in it. Looks for the file beside the program; never at what the page does.

#include <string>
#include <string_view>

namespace camlint {

/// The page without data, from <program's folder>/share/camlint or ../share/camlint. Throws Error that says
/// how to get it.
[[nodiscard]] std::string read_page();

/// `page` with `json` in the place of its mark: no text of it can end the element that it stands in. Throws
/// Error for a page that does not have that mark once.
[[nodiscard]] std::string fill_page(std::string_view page, std::string_view json);

}  // namespace camlint
