#pragma once
// Ids of tasks that were paid for while the ledger could not be written: lines in a file beside it, made
// durable one by one, until the ledger takes them.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace camlint {

/// Appends a line. Gives false where that cannot be done either (errno).
bool keep_lost_task(const std::string& path, std::int64_t row, std::string_view task_id);

/// Shows every line to `take`, and keeps those that it does not take. Nothing where there is no file; what is
/// no line of ours stays.
void take_lost_tasks(const std::string& path,
                     const std::function<bool(std::int64_t row, const std::string& task_id)>& take);

}  // namespace camlint
