// Rows, their ways, and what is kept of them.

#include "submit/ledger.hpp"

#include <stdexcept>

#include "submit/desk.hpp"
#include "submit/error.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/property.hpp"

namespace camlint::test {

TEST_CASE("a new order is planned, and the same one again is found") {
    const Folder folder;
    Desk desk(folder.path());
    const Planned first = desk.ledger.plan(order(1));
    CHECK(first.is_new);
    CHECK(first.row.row == 1);
    CHECK(first.row.state == State::planned);
    CHECK(first.row.order.body == order(1).body);
    CHECK(first.row.order.source == "prompts.csv, prompt 1");
    std::string shape = first.row.created;
    std::ranges::replace_if(
        shape, [](char c) { return c >= '0' && c <= '9'; }, '0');
    CHECK(shape == "0000-00-00T00:00:00.000Z");
    CHECK(first.row.updated == first.row.created);
    lead(desk.ledger, 1, {State::claimed, State::sending, State::accepted});
    const Planned again = desk.ledger.plan(order(1));
    CHECK_FALSE(again.is_new);
    CHECK(again.row.row == 1);
    CHECK(again.row.task_id == "task-1");
    const Planned take = desk.ledger.plan(order(1, 2));
    CHECK(take.is_new);
    CHECK(take.row.row == 2);
    CHECK(desk.ledger.list().size() == 2);
    CHECK(desk.ledger.list({State::planned, State::done}).size() == 1);
}

TEST_CASE("what one process writes the next one reads") {
    const Folder folder;
    {
        Desk desk(folder.path());
        static_cast<void>(desk.ledger.plan(order(1)));
        lead(desk.ledger, 1,
             {State::claimed, State::sending, State::accepted, State::succeeded, State::downloading});
        CHECK(desk.ledger.move(1, State::downloading, State::done,
                               {.path = "/v/1.mp4", .sha256 = "s", .bytes = std::int64_t{1} << 40}));
    }
    Desk desk(folder.path());
    const std::optional<Row> row = desk.ledger.find(1);
    REQUIRE(row);
    CHECK(row->state == State::done);
    CHECK(row->task_id == "task-1");
    CHECK(row->file_id == "file-1");
    CHECK(row->path == "/v/1.mp4");
    CHECK(row->sha256 == "s");
    CHECK(row->bytes == std::int64_t{1} << 40);
    CHECK(row->owner.empty());
    CHECK(desk.ledger.find_task("task-1")->row == 1);
    CHECK_FALSE(desk.ledger.find_task(""));
    CHECK_FALSE(desk.ledger.find(2));
    CHECK(desk.ledger.check().empty());
}

TEST_CASE("a held row is moved by its owner alone") {
    const Folder folder;
    Desk one(folder.path());
    Desk other(folder.path());
    static_cast<void>(one.ledger.plan(order(1)));
    CHECK(one.ledger.move(1, State::planned, State::claimed, {}));
    CHECK(one.ledger.find(1)->owner == one.owner.name());
    CHECK_FALSE(other.ledger.move(1, State::claimed, State::sending, {}));
    CHECK_FALSE(other.ledger.move(1, State::planned, State::claimed, {}));
    CHECK_FALSE(other.ledger.move(7, State::planned, State::claimed, {}));
    CHECK(one.ledger.move(1, State::claimed, State::sending, {.nonce = "n"}));
    CHECK(other.ledger.recover().empty());
    CHECK(one.ledger.recover().empty());
    CHECK(one.ledger.find_nonce("n")->state == State::sending);
    CHECK(one.ledger.move(1, State::sending, State::accepted, with_task(1)));
    CHECK(other.ledger.move(1, State::accepted, State::running, {}));
}

TEST_CASE("a way that is none is an error of the program") {
    const Folder folder;
    Desk desk(folder.path());
    static_cast<void>(desk.ledger.plan(order(1)));
    CHECK_THROWS_AS(desk.ledger.move(1, State::planned, State::sending, {}), std::logic_error);
    CHECK_THROWS_AS(desk.ledger.move(1, State::planned, State::planned, {}), std::logic_error);
    CHECK_THROWS_AS(desk.ledger.note(2, "x"), std::logic_error);
    lead(desk.ledger, 1, {State::claimed, State::sending});
    CHECK_THROWS_AS(desk.ledger.move(1, State::sending, State::accepted, {}), std::logic_error);
    CHECK(desk.ledger.move(1, State::sending, State::accepted, with_task(1)));
    CHECK_THROWS_AS(desk.ledger.move(1, State::accepted, State::running, with_task(2)), std::logic_error);
    CHECK_THROWS_AS(desk.ledger.move(1, State::accepted, State::running, {.task_id = ""}), std::logic_error);
    CHECK(desk.ledger.find(1)->task_id == "task-1");
    CHECK(desk.ledger.find(1)->state == State::accepted);
}

TEST_CASE("two rows never have one task, but two hosts may number alike") {
    const Folder folder;
    Desk desk(folder.path());
    Order elsewhere = order(3);
    elsewhere.base_url = "https://other.example";
    static_cast<void>(desk.ledger.plan(order(1)));
    static_cast<void>(desk.ledger.plan(order(2)));
    static_cast<void>(desk.ledger.plan(elsewhere));
    lead(desk.ledger, 1, {State::claimed, State::sending, State::accepted});
    lead(desk.ledger, 2, {State::claimed, State::sending});
    lead(desk.ledger, 3, {State::claimed, State::sending});
    CHECK_THROWS_AS(desk.ledger.move(2, State::sending, State::accepted, with_task(1)), LedgerError);
    CHECK(desk.ledger.find(2)->state == State::sending);
    CHECK(desk.ledger.move(3, State::sending, State::accepted, with_task(1)));
}

TEST_CASE("the reason and the code are the last change's, the rest stays") {
    const Folder folder;
    Desk desk(folder.path());
    static_cast<void>(desk.ledger.plan(order(1)));
    lead(desk.ledger, 1, {State::claimed});
    CHECK(desk.ledger.move(1, State::claimed, State::sending, {.body_sha256 = "b", .nonce = "n"}));
    CHECK(desk.ledger.move(1, State::sending, State::planned, {.reason = "busy", .code = 1002}));
    std::optional<Row> row = desk.ledger.find(1);
    CHECK(row->code == 1002);
    CHECK(row->reason == "busy");
    CHECK(row->body_sha256 == "b");
    CHECK(desk.ledger.move(1, State::planned, State::claimed, {.nonce = ""}));
    row = desk.ledger.find(1);
    CHECK_FALSE(row->code);
    CHECK(row->reason.empty());
    CHECK(row->nonce.empty());
    CHECK(row->body_sha256 == "b");
}

TEST_CASE("a history tells every change in order") {
    const Folder folder;
    Desk desk(folder.path());
    static_cast<void>(desk.ledger.plan(order(1)));
    static_cast<void>(desk.ledger.plan(order(2)));
    lead(desk.ledger, 1, {State::claimed});
    desk.ledger.note(1, "still here");
    const std::vector<Event> events = desk.ledger.history(1);
    REQUIRE(events.size() == 3);
    CHECK((events[0].from.empty() && events[0].to == "planned"));
    CHECK((events[1].from == "planned" && events[1].to == "claimed" && events[1].text == "on its way"));
    CHECK((events[2].from == "claimed" && events[2].to == "claimed" && events[2].text == "still here"));
    CHECK(events[0].at <= events[2].at);
    CHECK(desk.ledger.history(0).size() == 4);
}

TEST_CASE("no text is kept with a secret or without an end") {
    const Folder folder;
    Desk desk(folder.path());
    desk.redactor.add("sk-api-CANARY");
    Order secret = order(1);
    secret.source = "sk-api-CANARY.csv";
    static_cast<void>(desk.ledger.plan(secret));
    CHECK(desk.ledger.find(1)->order.source == "[redacted].csv");
    // The cut is behind the redaction, so that it leaves no half of a secret, and between code points.
    std::string text = std::string(1990, 'x') + "sk-api-CANARY";
    CHECK(desk.ledger.move(1, State::planned, State::claimed, {.reason = text}));
    CHECK(desk.ledger.find(1)->reason == std::string(1990, 'x') + "[redacted]");
    desk.ledger.note(1, std::string(1999, 'x') + "推进");
    CHECK(desk.ledger.history(1).back().text == std::string(1999, 'x') + "…");
    desk.ledger.note(1, "see https://h.example/v?token=1 there");
    CHECK(desk.ledger.history(1).back().text == "see https://h.example/v?[…] there");
    secret = order(2);
    secret.body = R"({"prompt":"sk-api-CANARY"})";
    CHECK_THROWS_AS(desk.ledger.plan(secret), SubmitError);
    CHECK(desk.ledger.list().size() == 1);
}

TEST_CASE("texts come back byte for byte") {
    const Folder folder;
    Desk desk(folder.path());
    Order odd = order(1);
    odd.body = std::string("a\0b\xff'\"; DROP TABLE task; --\n", 28);
    odd.source = "";
    CHECK(desk.ledger.plan(odd).row.order.body == odd.body);
    CHECK(desk.ledger.find(1)->order.source.empty());
}

TEST_CASE("sends are spaced for all processes") {
    const Folder folder;
    Desk one(folder.path());
    Desk other(folder.path());
    CHECK(one.ledger.reserve("u", 1000, 500) == 1000);
    CHECK(other.ledger.reserve("u", 1001, 500) == 1500);
    CHECK(one.ledger.reserve("u", 1002, 2000) == 3500);
    CHECK(one.ledger.reserve("v", 1003, 500) == 1003);
    CHECK(one.ledger.reserve("u", 9000, 500) == 9000);
    // A clock that was years ahead holds nobody up.
    CHECK(one.ledger.reserve("w", 4'000'000'000'000, 500) == 4'000'000'000'000);
    CHECK(one.ledger.reserve("w", 1'795'000'000'000, 500) == 1'795'000'000'000);
}

TEST_CASE("hints wait, one for a nonce, until they are dropped") {
    const Folder folder;
    Desk desk(folder.path());
    desk.ledger.keep_hint("n", "1");
    desk.ledger.keep_hint("m", "2");
    desk.ledger.keep_hint("n", "1");
    REQUIRE(desk.ledger.hints().size() == 2);
    desk.ledger.keep_hint("n", "3");
    CHECK((desk.ledger.hints()[0].nonce == "n" && desk.ledger.hints()[0].task_id == "3"));
    desk.ledger.drop_hint("n");
    desk.ledger.drop_hint("x");
    REQUIRE(desk.ledger.hints().size() == 1);
    CHECK(desk.ledger.hints()[0].nonce == "m");
}

TEST_CASE("the callback secret is one for all and not to be guessed") {
    const Folder folder;
    Desk one(folder.path());
    const std::string secret = one.ledger.callback_secret();
    CHECK(secret.size() == 32);
    CHECK(Desk(folder.path()).ledger.callback_secret() == secret);
    const Folder elsewhere;
    CHECK(Desk(elsewhere.path()).ledger.callback_secret() != secret);
}

TEST_CASE("no sequence of moves leads where none may", "[property]") {
    const Folder folder;
    Desk one(folder.path());
    Desk other(folder.path());
    int number = 0;
    holds("rows go by the table, and their last event tells where they are", [&] {
        const std::int64_t row = one.ledger.plan(order(++number)).row.row;
        State now = State::planned;
        const Desk* holder = nullptr;
        const auto steps = *rc::gen::container<std::vector<int>>(30, rc::gen::inRange(0, 12 * 12 * 2));
        for (const int step : steps) {
            // Mostly from the present state, so that rows get far.
            const State from = step % 3 == 0 ? static_cast<State>(step / 24) : now;
            const auto to = static_cast<State>(step % 12);
            Desk& mover = step % 5 == 0 ? other : one;
            bool moved = false;
            try {
                moved = mover.ledger.move(row, from, to, with_task(row));
                RC_ASSERT(may_follow(from, to));
            } catch (const std::logic_error&) {
                RC_ASSERT(!may_follow(from, to));
            }
            const bool expected = from == now && may_follow(from, to) && (!is_held(from) || holder == &mover);
            RC_ASSERT(moved == expected);
            if (moved) {
                now = to;
                holder = is_held(to) ? &mover : nullptr;
            }
            const std::optional<Row> found = one.ledger.find(row);
            RC_ASSERT(found.has_value());
            RC_ASSERT(found->state == now);
            RC_ASSERT(found->owner == (holder == nullptr ? "" : holder->owner.name()));
            RC_ASSERT(one.ledger.history(row).back().to == name_of(now));
        }
    });
    CHECK(one.ledger.check().empty());
}

}  // namespace camlint::test
