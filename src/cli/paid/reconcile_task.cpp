#include <optional>

#include <fmt/format.h>

#include "cli/error.hpp"
#include "cli/paid/follow_rows.hpp"
#include "cli/paid/reconcile.hpp"
#include "submit/error.hpp"
#include "submit/query.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

constexpr Milliseconds patience{60000};

}  // namespace

int reconcile_task(Desk& desk, const Row& row, const std::string& task_id, const ServiceFlags& flags) {
    if (!is_id(task_id)) throw Error(fmt::format("{} is no task's id", quote(task_id)));
    if (const std::optional<Row> other = desk.ledger.find_task(task_id)) {
        throw Error(fmt::format("task {} is that of row {} already", task_id, other->row));
    }
    const Service service = make_service(row.order.provider, row.order.base_url, flags);
    const std::string key = take_key(service.key);
    desk.redactor.add(key);
    Wire wire(service.wire, key);
    std::optional<Reply> reply;
    wire.start({.url = service.endpoint.query(task_id),
                .has_key = true,
                .patience = patience,
                .done = [&](Reply got) { reply = std::move(got); }});
    while (!reply) wire.run(Clock::now() + patience);
    const Answer answer = read_answer(reply->body);
    switch (judge_query(*reply, answer)) {
        case QueryOutcome::told: break;
        case QueryOutcome::refused:
            throw SubmitError(exit_authentication, desk.redactor(describe_answer(*reply, answer)));
        case QueryOutcome::untrusted:
        case QueryOutcome::again:
            throw SubmitError(exit_unreached,
                              desk.redactor(fmt::format("the service does not say that it knows task {}: {}",
                                                        task_id, describe_answer(*reply, answer))));
    }
    const Change change{.reason = "its task was named by hand, and the service knows it", .task_id = task_id};
    if (!desk.ledger.move(row.row, State::unknown, State::accepted, change)) {
        throw Error(fmt::format("row {} was changed by another process and is left as it is", row.row));
    }
    print_note(fmt::format("{} is task {} now; 'camlint resume' follows it", describe(row), task_id));
    return 0;
}

}  // namespace camlint
