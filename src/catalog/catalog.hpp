#pragma once
// The rows that can differ from project to project: models and providers. Without a configuration they
// are the tables of this folder. Owns nothing.

#include <span>
#include <string_view>

#include "catalog/models.hpp"
#include "catalog/providers.hpp"

namespace camlint {

struct Catalog {
    std::span<const Model> models = camlint::models();
    std::span<const Provider> providers = camlint::providers();

    /// Null if there is no such model; names are case-exact, as the API documents them.
    [[nodiscard]] const Model* model(std::string_view name) const { return find_model(name, models); }

    /// The model that a name was probably meant to be, empty if there is none.
    [[nodiscard]] std::string_view near_model(std::string_view name) const {
        return camlint::near_model(name, models);
    }

    /// Null if there is no such provider.
    [[nodiscard]] const Provider* provider(std::string_view name) const {
        return find_provider(name, providers);
    }
};

}  // namespace camlint
