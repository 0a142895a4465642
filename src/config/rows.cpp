#include "config/rows.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/display.hpp"

namespace camlint {
namespace {

template <typename Row>
void assign(std::vector<Row>& to, std::span<const Row> from) {
    to.assign(from.begin(), from.end());
}

CommandSupport support_of(const Setting& value) {
    if (value.kind != TomlKind::truth) return CommandSupport::not_stated;
    return value.truth ? CommandSupport::documented : CommandSupport::not_listed;
}

Mode mode_named(std::string_view name) {
    for (const Mode mode : {Mode::first_frame_image, Mode::subject_reference, Mode::other_api}) {
        if (name == describe(mode)) return mode;
    }
    return Mode::text;
}

/// The row of a name, made where the catalog has none. No name is in a table twice, so none of the rows that
/// were made is looked at.
template <typename Row>
Row& row_of(std::vector<Row>& rows, std::span<const Row> catalog, const Row& fresh) {
    const auto row = std::ranges::find(catalog, fresh.name, &Row::name);
    if (row == catalog.end()) return rows.emplace_back(fresh);
    return rows[static_cast<std::size_t>(row - catalog.begin())];
}

}  // namespace

Rows::Rows(const Setting& root) {
    if (const Setting* table = root.member("models")) {
        assign(models_, models());
        for (const Entry& member : table->members) add_model(member);
    }
    if (const Setting* table = root.member("providers")) {
        assign(providers_, providers());
        for (const Entry& member : table->members) add_provider(member);
    }
}

Catalog Rows::catalog() const {
    Catalog catalog;
    if (!models_.empty()) catalog.models = models_;
    if (!providers_.empty()) catalog.providers = providers_;
    return catalog;
}

std::string_view Rows::keep(std::string text) { return texts_.emplace_back(std::move(text)); }

Basis Rows::basis_of(const Spot& place) {
    const std::string_view file = keep(printable(place.file));
    return {Grade::c,
            {keep(fmt::format("the configuration {}", file)), keep(fmt::format("配置文件 {}", file))}};
}

void Rows::add_model(const Entry& member) {
    const Model fresh{.name = keep(member.name),
                      .commands = CommandSupport::not_stated,
                      .mode = Mode::text,
                      .pretreatment = false};
    Model& row = row_of(models_, models(), fresh);
    const Setting& said = member.value;
    if (const Setting* commands = said.member("commands")) row.commands = support_of(*commands);
    if (const Setting* mode = said.member("mode")) row.mode = mode_named(mode->text);
    if (const Setting* pretreatment = said.member("pretreatment")) row.pretreatment = pretreatment->truth;
    if (const Setting* standard = said.member("default-resolution")) {
        row.default_resolution = keep(standard->text);
    }
    if (const Setting* outputs = said.member("outputs")) {
        row.outputs = {};
        for (std::size_t i = 0; i < outputs->elements.size(); ++i) {
            const Setting& output = outputs->elements[i];
            row.outputs[i].resolution = keep(output.member("resolution")->text);
            const Setting* durations = output.member("durations");
            for (std::size_t k = 0; durations != nullptr && k < durations->elements.size(); ++k) {
                row.outputs[i].durations[k] = static_cast<int>(durations->elements[k].number);
            }
        }
    }
    row.basis = basis_of(member.place);
}

void Rows::add_provider(const Entry& member) {
    const Provider fresh{.name = keep(member.name)};
    Provider& row = row_of(providers_, providers(), fresh);
    const Setting& said = member.value;
    const auto set = [&](std::string_view key, std::string_view& to) {
        if (const Setting* value = said.member(key)) to = keep(value->text);
    };
    set("base-url", row.base_url);
    set("create", row.create);
    set("query", row.query);
    set("file", row.file);
    if (const Setting* required = said.member("required")) {
        std::vector<std::string_view>& names = lists_.emplace_back();
        for (const Setting& name : required->elements) names.push_back(keep(name.text));
        row.required = names;
    }
    row.basis = row.follow_basis = basis_of(member.place);
}

}  // namespace camlint
