#include "text/edit.hpp"

namespace camlint {

std::string apply_edits(std::string_view text, std::span<const Edit> edits) {
    std::string out;
    std::size_t at = 0;
    for (const Edit& edit : edits) {
        out.append(text.substr(at, edit.span.begin - at));
        out.append(edit.text);
        at = edit.span.end;
    }
    out.append(text.substr(at));
    return out;
}

}  // namespace camlint
