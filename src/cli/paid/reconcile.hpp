#pragma once
// The one part of `camlint reconcile` that asks the service: whether a task is a row's.

#include <string>

#include "cli/paid/service.hpp"
#include "cli/paid/state_folder.hpp"

namespace camlint {

/// Gives an unknown row the task that it led to, once the service knows of that; gives the exit
/// code. Throws SubmitError where it does not.
int reconcile_task(Desk& desk, const Row& row, const std::string& task_id, const ServiceFlags& flags);

}  // namespace camlint
