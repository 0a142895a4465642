"""What must not cost more than it has to: time, file descriptors, waiting in silence; and what a run says it left."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import Desk, FakeApi, program, service

QUICK = ("--poll-interval", "0.05")


class Cost(unittest.TestCase):
    def setUp(self):
        self.desk = self.enterContext(Desk())
        self.api = self.enterContext(FakeApi())

    def assert_code(self, done, code):
        self.assertEqual(done[0], code, done[1] + done[2])

    def sent(self, count=1, code=0, *flags):
        """Sends requests and leaves them."""
        done = self.desk.submit(self.api, "--yes", *flags, self.desk.prompts(count))
        self.assert_code(done, code)
        return done

    def ended(self, process):
        """As Desk.run gives it."""
        out, err = process.communicate(timeout=60)
        return process.returncode, out.decode(), err.decode()

    def reserve(self, seconds):
        """As if the next request might leave in so many seconds."""
        with sqlite3.connect(self.desk.ledger) as connection:
            connection.execute("UPDATE pace SET last = ?", (int((time.time() + seconds) * 1000),))
        connection.close()


class Planning(Cost):
    def test_many_prompts_are_one_change_of_the_ledger(self):
        def syncs(count, start):
            """Of the ledger's file, of a run that sends one request, which is refused."""
            self.api.faults(create=[{"code": 1008}])
            trace = self.desk.path("trace")
            done = subprocess.run(
                ["strace", "-f", "-y", "-o", trace, "-e", "trace=fsync,fdatasync", program(), "submit",
                 *service(self.api), "--rpm", "60000", "--yes", self.desk.prompts(count, start=start)],
                cwd=self.desk.folder, env={**self.desk.environment, "ASAN_OPTIONS": "detect_leaks=0"},
                capture_output=True, timeout=120, check=False)
            self.assertEqual(done.returncode, 4, done.stderr)
            with open(trace, encoding="utf-8", errors="replace") as file:
                return file.read().count("ledger.sqlite3>")

        self.sent()
        few = syncs(2, 1)
        self.assertGreater(few, 2)
        self.assertEqual(syncs(200, 10), few)
        self.assertEqual(self.desk.states(), ["accepted"] + ["planned"] * 202)
        self.desk.check()

    def test_what_was_cancelled_is_planned_again_once(self):
        self.api.faults(create=[{"code": 1008}])
        self.sent(2, 4)
        self.assert_code(self.desk.run("reconcile", "1", "2", "--cancel"), 0)
        both = self.desk.path("prompts.jsonl")
        with open(both, encoding="utf-8") as file:
            lines = file.read()
        self.desk.write("prompts.jsonl", lines * 2)
        done = self.desk.submit(self.api, "--yes", both)
        self.assert_code(done, 0)
        self.assertEqual(done[2].count("sent once"), 2)
        self.assertEqual(self.desk.states(), ["accepted"] * 2)
        self.assertEqual(len(self.api.paid()), 2)


class Codes(Cost):
    def test_unknown_goes_before_rejected(self):
        self.api.faults(create=[{"transport": "close"}, {"code": 2013, "count": 5}])
        done = self.sent(8, 7)
        self.assertEqual(self.desk.states(), ["unknown"] + ["rejected"] * 5 + ["planned"] * 2, done[2])

    def test_a_service_that_goes_away_amid_a_batch(self):
        process = self.desk.start("submit", *service(self.api), "--rpm", "20", "--yes", self.desk.prompts(3))
        while not os.path.exists(self.desk.ledger) or "accepted" not in self.desk.states():
            self.assertIsNone(process.poll())
        self.api.stop()
        done = self.ended(process)
        self.assert_code(done, 5)
        self.assertEqual(self.desk.states(), ["accepted"] + ["planned"] * 2)
        self.assertIn("not all could be sent; 'camlint submit' sends what is planned", done[2])
        # Of another ledger nothing was sent at all.
        with Desk() as other:
            done = other.submit(self.api, "--yes", other.prompts(3))
            self.assert_code(done, 6)
            self.assertNotIn("not all could", done[2])

    def test_a_certificate_that_is_not_trusted_after_sending(self):
        with FakeApi(tls=True) as api:
            self.assert_code(self.desk.submit(api, "--yes", self.desk.prompts(2)), 0)
            self.assert_code(self.desk.run("resume", *QUICK), 5)
            self.assertEqual(self.desk.states(), ["accepted"] * 2)
            self.assert_code(self.desk.run("resume", *QUICK, "--ca-file", api.ca), 0)
            self.assert_code(self.desk.run("resume", *QUICK, "--download", "videos"), 5)
            self.assertEqual(self.desk.states(), ["succeeded"] * 2)
            with Desk() as other:
                done = other.run("submit", "--base-url", api.url, "--yes", other.prompts(2))
                self.assert_code(done, 6)


class Signals(Cost):
    def waiting(self, **more):
        """A run that waits for its moment to send."""
        self.sent()
        self.reserve(300)
        process = self.desk.start("submit", *service(self.api), self.desk.prompts(1, start=1), **more)
        for line in process.stderr:
            if b"leaves in" in line:
                return process
        self.fail("it does not wait")

    def test_a_terminal_that_goes_away(self):
        process = self.waiting()
        process.send_signal(signal.SIGHUP)
        self.assert_code(self.ended(process), 143)
        self.assertEqual(self.desk.states(), ["accepted", "planned"])
        self.desk.check()

    def test_one_that_was_started_to_outlive_it(self):
        process = self.waiting(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)  # which comes before the next one
        process.send_signal(signal.SIGINT)
        self.assert_code(self.ended(process), 130)


class Rates(Cost):
    def again(self, *flags):
        """Seconds between two unknown requests that are sent again."""
        self.api.reset()
        self.api.faults(create=[{"transport": "close", "count": 2}])
        start = len(self.desk.tasks()) if os.path.exists(self.desk.ledger) else 0
        self.assert_code(self.desk.submit(self.api, "--yes", self.desk.prompts(2, start=start)), 7)
        self.assert_code(self.desk.run("reconcile", "--resubmit-unknown", "--yes", *flags), 0)
        first, second = (body["time"] for body in self.api.state()["bodies"][2:])
        return second - first

    def test_sending_again_keeps_to_the_configuration(self):
        self.desk.write("config/camlint/submit.toml", "rpm = 40\n")
        self.assertAlmostEqual(self.again(), 1.5, delta=1.4)
        self.desk.write("camlint.toml", "[submit]\nrpm = 20\n")
        self.assertAlmostEqual(self.again(), 4, delta=1.2)
        self.assertLess(self.again("--rpm", "60000"), 1.4)

    def test_a_wrong_configuration_changes_nothing(self):
        self.api.faults(create=[{"transport": "close"}])
        self.sent(1, 7)
        self.desk.write("camlint.toml", "[submit]\nrpm = 0\n")
        self.assert_code(self.desk.run("reconcile", "--resubmit-unknown", "--yes"), 2)
        os.remove(self.desk.path("camlint.toml"))
        self.assert_code(self.desk.run("reconcile", "--resubmit-unknown", "--yes", "--rpm", "0"), 2)
        self.assertEqual(self.desk.states(), ["unknown"])

    def test_resuming_sends_nothing(self):
        self.api.faults(create=[{"code": 1008}])
        self.sent(1, 4)
        with sqlite3.connect(self.desk.ledger) as connection:
            connection.execute("UPDATE task SET nonce = 'n'")
            connection.execute("INSERT INTO hint (nonce, task_id) VALUES ('n', '4711')")
        connection.close()
        self.assert_code(self.desk.run("resume", *QUICK), 1)
        self.assertEqual(len(self.api.state()["bodies"]), 1)
        self.assertEqual(self.desk.states(), ["planned"])


class Waiting(Cost):
    def test_a_clock_that_was_set_back(self):
        self.sent()
        self.reserve(20 * 3600)
        self.assert_code(self.desk.submit(self.api, self.desk.prompts(1, start=1), timeout=30), 0)

    def test_a_long_wait_is_told_once(self):
        self.sent()
        self.reserve(300)
        process = self.desk.start("submit", *service(self.api), self.desk.prompts(1, start=1))
        said = []
        for line in process.stderr:
            said.append(line.decode())
            if "leaves in" in said[-1]:
                break
        process.send_signal(signal.SIGTERM)
        code, _, rest = self.ended(process)
        self.assertEqual(code, 143, said)
        self.assertRegex(said[-1], r"^camlint: the next request leaves in (29\d|30\d|31\d)\.\d s$")
        self.assertNotIn("leaves in", "".join(said[:-1]) + rest)
        self.assertEqual(self.desk.states(), ["accepted", "planned"])

    def test_a_short_wait_is_not_told(self):
        self.sent()
        self.reserve(1)
        done = self.desk.submit(self.api, self.desk.prompts(1, start=1))
        self.assert_code(done, 0)
        self.assertNotIn("leaves in", done[2])


class Following(Cost):
    def test_success_without_a_file_is_noted_once(self):
        self.sent()
        body = json.dumps({"status": "Success", "base_resp": {"status_code": 0}})
        # What is not clear between them changes nothing.
        self.api.faults(query=[{"body": body, "count": 3}, {"http": 500}, {"body": body, "count": 3}])
        self.assert_code(self.desk.run("resume", *QUICK), 0)
        self.assertGreater(self.api.state()["queries"], 7)
        self.assertEqual(self.desk.query("SELECT count(*) FROM event WHERE text LIKE '%without a file id%'"), [(1,)])


class Fetching(Cost):
    def test_many_videos_with_few_descriptors(self):
        few = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))  # noqa: E731
        self.sent(150)
        process = self.desk.start("resume", *QUICK, "--download", "videos", preexec_fn=few)
        self.assert_code(self.ended(process), 0)
        self.assertEqual(self.desk.states(), ["done"] * 150)
        self.assertEqual(len(os.listdir(self.desk.path("videos"))), 150)
        active, begun = [0], 0
        for before, after in self.desk.query("SELECT from_state, to_state FROM event ORDER BY number"):
            begun += after == "downloading"
            active.append(active[-1] + (after == "downloading") - (before == "downloading"))
        self.assertEqual((max(active), begun), (4, 150))
        self.assertEqual(self.api.state()["files"], 150)
        self.desk.check()

    def test_what_waits_is_left_as_it_is_by_a_signal(self):
        self.sent(10)
        self.assert_code(self.desk.run("resume", *QUICK), 0)
        self.api.faults(video=[{"transport": "hang", "repeat": True}])
        process = self.desk.start("resume", *QUICK, "--download", "videos")
        while self.api.state()["videos"] < 4:
            self.assertIsNone(process.poll())
        self.assertEqual(sorted(self.desk.states()), ["downloading"] * 4 + ["succeeded"] * 6)
        process.send_signal(signal.SIGTERM)
        self.assert_code(self.ended(process), 143)
        self.assertEqual(self.desk.states(), ["succeeded"] * 10)
        self.assertEqual(self.desk.query("SELECT count(*) FROM event WHERE to_state = 'downloading'"), [(4,)])

    def test_a_refused_key_ends_what_waits(self):
        self.sent(10)
        self.assert_code(self.desk.run("resume", *QUICK), 0)
        self.api.faults(file=[{"code": 1004, "repeat": True}])
        self.assert_code(self.desk.run("resume", *QUICK, "--download", "videos"), 3)
        self.assertEqual(self.desk.states(), ["succeeded"] * 10)
        self.assertLessEqual(self.api.state()["requests"]["file"], 4)


del Cost  # it has no tests of its own

if __name__ == "__main__":
    camlint.main()
