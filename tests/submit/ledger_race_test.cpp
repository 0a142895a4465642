// Many processes at one ledger, and processes that die.

#include <map>
#include <vector>

#include "submit/desk.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/process.hpp"

namespace camlint::test {

TEST_CASE("of several processes that plan and claim the same rows, one gets each") {
    constexpr int rows = 100;
    constexpr int processes = 4;
    const Folder folder;
    std::vector<Process> children;
    for (int id = 0; id < processes; ++id) {
        children.emplace_back([&, id] {
            Desk desk(folder.path());
            for (int i = 0; i < rows; ++i) {
                const Planned planned = desk.ledger.plan(order((i + id * 7) % rows));
                const std::int64_t row = planned.row.row;
                if (!desk.ledger.move(row, State::planned, State::claimed, {})) continue;
                if (!desk.ledger.move(row, State::claimed, State::sending, {})) return 1;
                const Change change{.task_id = fmt::format("{}-{}", row, id)};
                if (!desk.ledger.move(row, State::sending, State::accepted, change)) return 2;
            }
            return 0;
        });
    }
    for (Process& child : children) CHECK(child.wait() == 0);
    Desk desk(folder.path());
    const std::vector<Row> all = desk.ledger.list();
    CHECK(all.size() == rows);
    for (const Row& row : all) {
        CHECK(row.state == State::accepted);
        CHECK(desk.ledger.history(row.row).size() == 4);
    }
    CHECK(desk.ledger.history(0).size() == 4 * rows);
    CHECK(desk.ledger.check().empty());
}

TEST_CASE("a new ledger can be opened by many at once") {
    for (int round = 0; round < 5; ++round) {
        const Folder folder;
        std::vector<Process> children;
        for (int id = 0; id < 4; ++id) {
            children.emplace_back([&, id] {
                Desk desk(folder.path());
                return desk.ledger.plan(order(id)).is_new && !desk.ledger.callback_secret().empty() ? 0 : 1;
            });
        }
        for (Process& child : children) CHECK(child.wait() == 0);
        CHECK(Desk(folder.path()).ledger.list().size() == 4);
    }
}

TEST_CASE("reserved moments are apart, whoever asks") {
    const Folder folder;
    std::vector<Process> children;
    for (int id = 0; id < 3; ++id) {
        children.emplace_back([&] {
            Desk desk(folder.path());
            std::int64_t last = -1;
            for (int i = 0; i < 20; ++i) {
                const std::int64_t next = desk.ledger.reserve("u", 1000, 10);
                if (next <= last || (next - 1000) % 10 != 0) return 1;
                last = next;
            }
            return 0;
        });
    }
    for (Process& child : children) CHECK(child.wait() == 0);
    CHECK(Desk(folder.path()).ledger.reserve("u", 1000, 10) == 1000 + 60 * 10);
}

TEST_CASE("what a killed process held becomes what is known of it") {
    const Folder folder;
    const Signal ready;
    Desk desk(folder.path());
    Process child([&] {
        Desk dying(folder.path());
        for (int i = 1; i <= 4; ++i) static_cast<void>(dying.ledger.plan(order(i)));
        lead(dying.ledger, 1, {State::claimed});
        lead(dying.ledger, 2, {State::claimed, State::sending});
        lead(dying.ledger, 3,
             {State::claimed, State::sending, State::accepted, State::succeeded, State::downloading});
        lead(dying.ledger, 4, {State::claimed, State::sending, State::accepted});
        ready.give();
        pause();
        return 0;
    });
    ready.wait();
    static_cast<void>(desk.ledger.plan(order(5)));
    lead(desk.ledger, 5, {State::claimed, State::sending});
    CHECK(desk.ledger.recover().empty());
    CHECK(child.kill() == 128 + SIGKILL);

    const std::vector<Row> moved = desk.ledger.recover();
    REQUIRE(moved.size() == 3);
    const std::map<std::int64_t, State> expected{{1, State::planned},
                                                 {2, State::unknown},
                                                 {3, State::succeeded},
                                                 {4, State::accepted},
                                                 {5, State::sending}};
    for (const Row& row : desk.ledger.list()) {
        CAPTURE(row.row);
        CHECK(row.state == expected.at(row.row));
        CHECK(desk.ledger.history(row.row).back().to == name_of(row.state));
    }
    for (const Row& row : moved) {
        CHECK(row.owner.empty());
        CHECK_FALSE(row.reason.empty());
    }
    CHECK(desk.ledger.find(3)->task_id == "task-3");
    CHECK(desk.ledger.recover().empty());
    CHECK(desk.ledger.move(1, State::planned, State::claimed, {}));
    CHECK(desk.ledger.check().empty());
}

TEST_CASE("a process killed at any moment leaves a ledger that is whole") {
    const Folder folder;
    for (int round = 0; round < 30; ++round) {
        const Signal busy;
        Process child([&, round] {
            Desk dying(folder.path());
            for (int i = 0;; ++i) {
                const std::int64_t row = dying.ledger.plan(order(round * 100'000 + i)).row.row;
                lead(dying.ledger, row, {State::claimed, State::sending});
                if (i == round % 7) busy.give();
            }
            return 0;
        });
        busy.wait();
        child.kill();
    }
    Desk desk(folder.path());
    static_cast<void>(desk.ledger.recover());
    CHECK(desk.ledger.check().empty());
    CHECK(desk.ledger.list({State::claimed, State::sending}).empty());
    CHECK(desk.ledger.list().size() >= 30);
}

}  // namespace camlint::test
