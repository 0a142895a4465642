#pragma once
// What an answer to a question means, of a task or a file. Asking costs nothing, so whatever is not clear is
// asked again.

#include <cstdint>
#include <string>
#include <string_view>

#include "submit/answer.hpp"
#include "submit/row.hpp"
#include "submit/wire.hpp"

namespace camlint {

enum class QueryOutcome : std::uint8_t {
    told,       ///< the service spoke of what was asked
    again,      ///< no clear answer
    refused,    ///< the key is not accepted
    untrusted,  ///< the certificate is not
};

[[nodiscard]] QueryOutcome judge_query(const Reply& reply, const Answer& answer);

/// Whether an answer shows that the service knows a task: it tells a status, and of no other task.
[[nodiscard]] bool knows_task(const Answer& answer, std::string_view task_id);

/// Whether the service wants to be asked less.
[[nodiscard]] bool is_throttled(const Reply& reply);

/// For people: the service's code and words, or what happened to the connection.
[[nodiscard]] std::string describe_answer(const Reply& reply, const Answer& answer);

/// What an answer about a task changes in its row.
[[nodiscard]] Change change_of(const Answer& answer);

}  // namespace camlint
