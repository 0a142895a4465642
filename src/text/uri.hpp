#pragma once
// File URIs and paths. Looks at no file.

#include <string>
#include <string_view>

namespace camlint {

/// The path of a file URI of this machine; the URI itself where it is another, such as "untitled:Untitled-1".
[[nodiscard]] std::string path_of_uri(std::string_view uri);

/// A path as a URI reference (RFC 3986): everything but letters, digits, "-._~" and "/" percent-encoded, byte
/// by byte; an absolute path as a file URI.
[[nodiscard]] std::string path_uri(std::string_view path);

}  // namespace camlint
