#pragma once
// All that decides what is found in a document, besides the document.

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "diagnostic/context.hpp"
#include "lint/selection.hpp"

namespace camlint {

struct Settings {
    Selection selection;
    Defaults defaults;
    Catalog catalog;                   ///< its rows must outlive the settings
    std::vector<std::string> terms;    ///< labels that this project puts in brackets on purpose
    bool allows_placeholders = false;  ///< templates are checked before they are filled
};

}  // namespace camlint
