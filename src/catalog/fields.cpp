#include "catalog/fields.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "catalog/near.hpp"
#include "text/ascii.hpp"

namespace camlint {
namespace {

constexpr Basis official{Grade::a, source::official};
constexpr Basis official_zh{Grade::a, source::official_zh};
constexpr Basis official_image{Grade::a, source::official_image};

constexpr std::array<RequestField, field_count> rows{{
    {"model", FieldType::string, "", official},
    {"prompt", FieldType::string, "", official},
    {"prompt_optimizer", FieldType::boolean, "", official},
    {"fast_pretreatment", FieldType::boolean, "", official},
    {"duration", FieldType::integer, "", official},
    {"resolution", FieldType::string, "", official},
    {"callback_url", FieldType::string, "", official},
    {"aigc_watermark", FieldType::boolean, "minimax-cn", official_zh},
    {"first_frame_image", FieldType::any, "", official_image},
    {"last_frame_image", FieldType::any, "", official_image},
    {"subject_reference", FieldType::any, "", official_image},
}};

/// Lower case, without the marks that join words: promptOptimizer and prompt-optimizer are one.
std::string key_of(std::string_view name) {
    std::string key;
    for (const char c : name) {
        if (c != '_' && c != '-') key += to_lower(c);
    }
    return key;
}

/// Short names have too many neighbours that mean something else: "mode" is no "model".
constexpr std::size_t limit_of(std::size_t letters) {
    if (letters < 5) return 0;
    return letters < 8 ? 1 : 2;
}

}  // namespace

std::span<const RequestField, field_count> request_fields() { return rows; }

FieldName name_of(const RequestField& row) { return static_cast<FieldName>(&row - rows.data()); }

const RequestField* find_request_field(std::string_view name) {
    // Asked for every field of every request; their sizes and last letters tell nearly all names apart.
    const auto row = std::ranges::find_if(rows, [name](const RequestField& field) {
        return field.name.size() == name.size() && field.name.back() == name.back() && field.name == name;
    });
    return row == rows.end() ? nullptr : &*row;
}

std::string_view near_request_field(std::string_view name) {
    // Short and very long names are frequent in lists of records, and near to none.
    constexpr std::size_t longest = 40;
    if (name.size() > longest) return {};
    const std::string key = key_of(name);
    const std::size_t limit = limit_of(key.size());
    if (limit == 0) return {};
    const auto row = std::ranges::find_if(rows, [&](const RequestField& field) {
        return edit_distance(key, key_of(field.name), limit) <= limit;
    });
    return row == rows.end() ? std::string_view{} : row->name;
}

std::string_view describe(FieldType type) {
    switch (type) {
        case FieldType::string: return "string";
        case FieldType::boolean: return "boolean";
        case FieldType::integer: return "integer";
        case FieldType::any: return "any";
    }
    return "";
}

}  // namespace camlint
