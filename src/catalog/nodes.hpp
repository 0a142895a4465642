#pragma once
// The ComfyUI nodes that carry a prompt for this API, and which of their widgets is which field.

#include <array>
#include <span>
#include <string_view>

#include "catalog/basis.hpp"

namespace camlint {

struct WorkflowNode {
    std::string_view name;  ///< `type` in the UI form, `class_type` in the API form
    std::array<std::string_view, 6>
        widgets;             ///< names in the order of `widgets_values`; empty behind the last
    std::string_view model;  ///< what the node always uses; empty where a widget says
    std::string_view image;  ///< the field that another node brings; empty for none
    Basis basis;
};

/// The widget that holds the prompt.
inline constexpr std::string_view prompt_widget = "prompt_text";

[[nodiscard]] std::span<const WorkflowNode> workflow_nodes();

}  // namespace camlint
