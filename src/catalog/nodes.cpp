#include "catalog/nodes.hpp"

namespace camlint {
namespace {

constexpr Basis comfyui{Grade::b,
                        {"ComfyUI's nodes for MiniMax and the workflows that use them",
                         "ComfyUI 的 MiniMax 节点及使用它们的工作流"}};

constexpr std::array rows{
    WorkflowNode{"MinimaxTextToVideoNode", {"prompt_text", "model", "seed", "control"}, "", "", comfyui},
    WorkflowNode{"MinimaxImageToVideoNode",
                 {"prompt_text", "model", "seed", "control"},
                 "",
                 "first_frame_image",
                 comfyui},
    WorkflowNode{"MinimaxSubjectToVideoNode",
                 {"prompt_text", "model", "seed", "control"},
                 "",
                 "subject_reference",
                 comfyui},
    WorkflowNode{"MinimaxHailuoVideoNode",
                 {"prompt_text", "seed", "control", "prompt_optimizer", "duration", "resolution"},
                 "MiniMax-Hailuo-02",
                 "",
                 comfyui},
};

}  // namespace

std::span<const WorkflowNode> workflow_nodes() { return rows; }

}  // namespace camlint
