#pragma once
// The catalog with the models and providers that a configuration adds or changes. Owns its rows and their
// texts.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "config/setting.hpp"

namespace camlint {

class Rows {
public:
    Rows() = default;

    /// By the tables `models` and `providers` of a configuration that has been checked.
    explicit Rows(const Setting& root);
    Rows(Rows&&) = default;
    Rows& operator=(Rows&&) = default;

    /// Holds as long as the rows do, also where they are moved.
    [[nodiscard]] Catalog catalog() const;

private:
    std::string_view keep(std::string text);
    Basis basis_of(const Spot& place);
    void add_model(const Entry& member);
    void add_provider(const Entry& member);

    std::vector<Model> models_;
    std::vector<Provider> providers_;
    std::deque<std::string> texts_;
    std::deque<std::vector<std::string_view>> lists_;
};

}  // namespace camlint
