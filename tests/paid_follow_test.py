"""What comes after a request was accepted: tasks followed across deaths and odd answers, unknown requests reconciled by
a person or a callback, and nothing of the service's texts that a terminal would obey. Videos are in
paid_video_test.py."""

import http.client
import json
import os
import re
import signal
import socket
import sys
import time
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import Desk, FakeApi, service

QUICK = ("--poll-interval", "0.05")
NOW = {"Retry-After": "0"}
LOST = {"transport": "close"}  # paid, and no answer
# What a service could put into its texts to steer a terminal or to turn a line round.
STEERING = "\x1b[31mX \u202etxt\x07 \u009b2J\r\nrow 1: done"
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Follow(unittest.TestCase):
    def setUp(self):
        self.desk = self.enterContext(Desk())
        self.api = self.enterContext(FakeApi())

    def assert_code(self, done, code):
        self.assertEqual(done[0], code, done[1] + done[2])

    def sent(self, count=1, code=0, *flags):
        """Sends requests and leaves them."""
        self.assert_code(self.desk.submit(self.api, "--yes", *flags, self.desk.prompts(count)), code)

    def fresh(self):
        """Another desk, and the service as it began."""
        self.desk = self.enterContext(Desk())
        self.api.reset()

    def resume(self, *flags):
        return self.desk.run("resume", *QUICK, *flags)

    def ended(self, process, code):
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, code, (out + err).decode())
        return out.decode(), err.decode()

    def until(self, condition, process):
        last = time.monotonic() + 60
        while not condition():
            self.assertIsNone(process.poll(), process.poll() is not None and process.communicate())
            self.assertLess(time.monotonic(), last)


class Resume(Follow):
    def test_nothing_is_running(self):
        self.assertEqual(self.resume(), (0, "", "camlint: nothing is running\n"))
        self.sent()
        self.assert_code(self.resume(), 0)
        self.assertEqual(self.desk.states(), ["succeeded"])
        self.assertEqual(self.resume(), (0, "", "camlint: nothing is running\n"))

    def test_goes_on_after_a_submit_that_did_not_wait(self):
        self.sent(3)
        self.assertEqual(self.desk.states(), ["accepted"] * 3)
        done = self.resume()
        self.assert_code(done, 0)
        self.assertEqual(done[1].count("succeeded"), 3)
        self.assertEqual(len(self.api.state()["bodies"]), 3)
        self.assertEqual(self.api.state()["files"], 0)
        for task, paid in zip(self.desk.tasks(), self.api.paid()):
            self.assertEqual((task["state"], task["task_id"]), ("succeeded", paid["task_id"]))
        self.desk.check()

    def test_goes_on_after_a_death_while_polling(self):
        self.api.settings(polls=1_000_000)
        self.sent(2)
        process = self.desk.start("resume", *QUICK)
        self.until(lambda: self.api.state()["queries"] >= 6, process)
        process.kill()
        process.communicate()
        self.assertEqual(self.desk.states(), ["running"] * 2)
        self.api.settings(polls=1)
        self.assert_code(self.resume(), 0)
        self.assertEqual(self.desk.states(), ["succeeded"] * 2)
        self.assertEqual(len(self.api.state()["bodies"]), 2)
        self.desk.check()

    def test_what_another_process_heard_is_downloaded_too(self):
        self.api.settings(polls=1_000_000)
        self.sent()
        waiting = self.desk.start("resume", *QUICK, "--download", "videos")
        self.until(lambda: self.desk.states() == ["running"], waiting)
        waiting.send_signal(signal.SIGSTOP)
        self.api.settings(polls=1)
        self.assert_code(self.resume(), 0)
        self.assertEqual(self.desk.states(), ["succeeded"])
        waiting.send_signal(signal.SIGCONT)
        self.ended(waiting, 0)
        self.assertEqual(self.desk.states(), ["done"])

    def test_statuses_in_any_spelling(self):
        rows = [(word, "succeeded", 0) for word in ("Success", "success", "SUCCESS")]
        rows += [(word, "failed", 1) for word in ("Fail", "FAIL", "Failed", "FAILURE", "failed-over")]
        rows += [(word, "running", 5) for word in ("Thinking", "Successful", "Unsuccess", " success", "未知")]
        rows += [("", "accepted", 5)]  # which says nothing at all
        for word, state, code in rows:
            with self.subTest(status=word):
                self.fresh()
                self.sent()
                self.api.faults(query=[{"status": word, "repeat": True}])
                self.assert_code(self.resume("--deadline", "0.004"), code)
                self.assertEqual(self.desk.states(), [state])

    def test_a_task_that_was_refused(self):
        for code in (1026, 1027):
            self.fresh()
            self.sent()
            self.api.faults(query=[{"code": code, "message": "no such picture"}])
            self.assert_code(self.resume(), 1)
            [task] = self.desk.tasks()
            self.assertEqual(task["state"], "failed")
            self.assertIn(str(code), task["reason"])
            self.assertIn("no such picture", task["reason"])
            self.assert_code(self.resume(), 0)  # it is over
            self.assertEqual(self.api.state()["queries"], 1)

    def test_success_without_a_file_is_no_success(self):
        self.sent()
        body = json.dumps({"status": "Success", "base_resp": {"status_code": 0}})
        self.api.faults(query=[{"body": body, "count": 2}])
        self.assert_code(self.resume(), 0)
        self.assertGreater(self.api.state()["queries"], 2)
        self.assertEqual(self.desk.states(), ["succeeded"])

    def test_a_deadline_leaves_the_task(self):
        self.api.settings(polls=1_000_000)
        self.sent()
        # The first is over before the first question, after 0.6 s and not when rows are looked at again.
        for flags in (("--deadline", "0.01"), ("--deadline", "0.01", *QUICK)):
            done = self.desk.run("resume", *flags, timeout=4)
            self.assert_code(done, 5)
            self.assertIn("after 0.01 minutes; 'camlint resume'", done[2])
        [task] = self.desk.tasks()
        self.assertEqual((task["state"], task["task_id"]), ("running", self.api.paid()[0]["task_id"]))
        self.api.settings(polls=1)
        self.assert_code(self.resume(), 0)

    def test_a_task_that_was_left_is_not_begun_with_again(self):
        # Each is left while the next is sent, so that the run is not over.
        self.api.settings(polls=1_000_000, create_seconds=0.4)
        done = self.desk.submit(self.api, "--yes", "--wait", *QUICK, "--deadline", "0.005", self.desk.prompts(4))
        self.assert_code(done, 5)
        for row in range(1, 5):
            self.assertEqual(done[2].count(f"row {row} is not ready"), 1, done[2])

    def test_what_is_not_clear_is_asked_again(self):
        faults = [{"http": 429, "headers": NOW}, {"code": 1002, "headers": NOW}, {"http": 500}, {"http": 404},
                  {"http": 502, "body": "<html>"}, {"code": 1000}, {"code": 2013}, {"code": 4711}, {"body": "[]"},
                  {"body": '{"status": 5, "base_resp": {"status_code": null}}'}]
        faults += [{"transport": way} for way in ("garbage", "cut", "reset", "close", "reset-midway", "cut-headers",
                                                  "not-http", "huge", "reset-before-body")]
        for wrong in (faults[:10], faults[10:]):
            self.fresh()
            self.sent()
            self.api.faults(query=wrong)
            self.assert_code(self.resume(), 0)
            self.assertEqual(self.desk.states(), ["succeeded"])
            self.assertEqual(self.api.state()["faults"]["query"], 0)
            self.assertEqual(len(self.api.state()["bodies"]), 1)

    def test_a_refused_key_ends_it_at_once(self):
        for fault in ({"code": 1004}, {"code": 2049}, {"http": 401}, {"http": 403}):
            for kind, state in (("query", "accepted"), ("file", "succeeded")):
                with self.subTest(fault=fault, kind=kind):
                    self.fresh()
                    self.sent()
                    self.api.faults(**{kind: [{**fault, "repeat": True}]})
                    done = self.resume("--download", "videos")
                    self.assert_code(done, 3)
                    self.assertEqual(self.desk.states(), [state])
                    self.assertEqual(self.api.state()["requests"][kind], 1)

    def test_a_question_is_not_led_elsewhere(self):
        self.sent()
        self.api.faults(query=[{"redirect": "/v1/elsewhere"}], file=[{"redirect": "/v1/elsewhere"}])
        self.assert_code(self.resume("--download", "videos"), 0)
        self.assertEqual(self.api.state()["strays"], [])


class Reconcile(Follow):
    def test_naming_the_task(self):
        self.api.faults(create=[{"code": 0}, LOST])
        self.sent(2, 7)
        self.assertEqual(self.desk.states(), ["accepted", "unknown"])
        first, second = (paid["task_id"] for paid in self.api.paid())
        for wrong, code, words in (("123", 2, "123"), ("../x", 2, "'../x'"), (first, 2, "row 1")):
            done = self.desk.run("reconcile", "2", "--task-id", wrong)
            self.assert_code(done, code)
            self.assertIn(words, done[2])
            self.assertEqual(self.desk.states(), ["accepted", "unknown"])
        self.assert_code(self.desk.run("reconcile", "1", "--task-id", second), 2)
        self.assert_code(self.desk.run("reconcile", "2", "--task-id", second), 0)
        self.assertEqual(self.desk.tasks()[1]["task_id"], second)
        self.assert_code(self.resume("--download", "videos"), 0)
        self.assertEqual(self.desk.states(), ["done"] * 2)
        self.assertEqual(len(self.api.state()["bodies"]), 2)
        self.desk.check()

    def test_a_service_that_does_not_answer_says_nothing_of_the_task(self):
        self.api.faults(create=[LOST])
        self.sent(1, 7)
        task = self.api.paid()[0]["task_id"]
        self.api.faults(query=[{"http": 500}, {"transport": "close"}, {"code": 1004}])
        for code in (6, 6, 3):
            done = self.desk.run("reconcile", "1", "--task-id", task)
            self.assert_code(done, code)
            self.assertNotIn("does not know", done[2])
            self.assertEqual(self.desk.states(), ["unknown"])
        self.assert_code(self.desk.run("reconcile", "1", "--task-id", task), 0)

    def test_a_task_that_is_another_row_s_leaves_a_row_unknown(self):
        self.api.faults(create=[{"body": '{"task_id": "77", "base_resp": {"status_code": 0}}', "count": 2}])
        self.sent(3, 7)
        self.assertEqual(self.desk.states(), ["accepted", "unknown", "accepted"])
        self.assertIn("'77', which is that of row 1", self.desk.tasks()[1]["reason"])

    def test_sending_again(self):
        self.api.faults(create=[LOST])
        self.sent(1, 7)
        self.assert_code(self.desk.run("reconcile", "--resubmit-unknown"), 2)
        self.assertEqual(len(self.api.state()["bodies"]), 1)
        self.assert_code(self.desk.run("reconcile", "--resubmit-unknown", "--yes", "--rpm", "60000"), 0)
        first, second = (body["body"] for body in self.api.state()["bodies"])
        self.assertEqual(first, second)
        [task] = self.desk.tasks()
        self.assertEqual((task["state"], task["task_id"]), ("accepted", self.api.paid()[1]["task_id"]))

    def test_marked_as_not_sent(self):
        self.api.faults(create=[LOST])
        self.sent(1, 7)
        self.assert_code(self.desk.run("reconcile", "1", "--mark-not-sent"), 0)
        self.assertEqual((self.desk.states(), len(self.api.state()["bodies"])), (["planned"], 1))
        self.sent()
        self.assertEqual((self.desk.states(), len(self.api.state()["bodies"])), (["accepted"], 2))


class Callbacks(Follow):
    def setUp(self):
        super().setUp()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def flags(self, port=None):
        return ("--callback-url", f"http://127.0.0.1:{port or self.port}/", "--callback-port", str(self.port),
                "--ignore", "unreachable-callback", *QUICK)

    def addresses(self):
        return [json.loads(body["body"])["callback_url"] for body in self.api.state()["bodies"]]

    def serve(self):
        process = self.desk.start("callback", "serve", "--port", str(self.port), "--base-url", self.api.url)
        self.addCleanup(process.communicate)
        self.addCleanup(process.terminate)
        while b"listening on" not in process.stderr.readline():
            self.assertIsNone(process.poll())
        return process

    def tell(self, address, update):
        parts = urllib.parse.urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        self.addCleanup(connection.close)
        connection.request("POST", parts.path, json.dumps({"base_resp": {"status_code": 0}, **update}))
        return connection.getresponse().status

    def test_each_attempt_has_its_own_address(self):
        self.sent(3, 0, *self.flags(), "--wait")
        self.assertEqual(self.desk.states(), ["succeeded"] * 3)
        addresses = self.addresses()
        self.assertEqual(len(set(addresses)), 3)
        for address in addresses:
            self.assertRegex(address, rf"^http://127\.0\.0\.1:{self.port}/[0-9a-f]{{32,}}/[0-9a-f]{{32}}$")

    def test_a_receiver_that_is_not_reached_keeps_all_from_being_sent(self):
        dead = self.port + 1 if self.port < 65535 else 1024
        for port in (dead, self.api.port):  # the second answers, but echoes nothing
            done = self.desk.submit(self.api, *self.flags(port), self.desk.prompts(1))
            self.assert_code(done, 2)
            self.assertIn("nothing was sent", done[2])
        self.assertEqual(self.api.state()["bodies"], [])
        self.assertEqual(self.desk.states(), [])

    def test_a_service_that_does_not_reach_the_receiver(self):
        self.api.faults(create=[{"code": 2013, "message": "callback_url cannot be reached"}])
        self.sent(3, 2, *self.flags())
        self.assertEqual((self.desk.states(), len(self.api.state()["bodies"])), (["planned"] * 3, 1))

    def test_an_unknown_request_is_resolved_by_its_callback(self):
        self.api.faults(create=[LOST, {"code": 0}, {"transport": "garbage"}])
        self.sent(3, 0, *self.flags(), "--wait")
        self.assertEqual([(task["state"], task["task_id"]) for task in self.desk.tasks()],
                         [("succeeded", paid["task_id"]) for paid in self.api.paid()])
        self.assertEqual(len(self.api.state()["bodies"]), 3)
        self.desk.check()

    def test_a_receiver_of_another_process_is_used(self):
        self.serve()
        self.api.faults(create=[LOST])
        done = self.desk.submit(self.api, "--wait", *self.flags(), self.desk.prompts(1))
        self.assert_code(done, 0)
        self.assertNotIn("receiving callbacks", done[2])
        self.assertEqual(self.desk.states(), ["succeeded"])
        self.assertEqual(self.desk.tasks()[0]["task_id"], self.api.paid()[0]["task_id"])

    def test_a_wrong_task_changes_no_row(self):
        self.api.settings(callbacks=False)
        serving = self.serve()
        self.api.faults(create=[LOST, {"code": 0}])
        self.sent(2, 7, *self.flags())
        (lost, fine), (mine, other) = self.addresses(), (paid["task_id"] for paid in self.api.paid())
        before = self.desk.query("SELECT * FROM task")

        def notes():
            return [text for _, text in self.desk.query("SELECT row, text FROM event WHERE text LIKE '%callback%'")]

        self.assertEqual(self.tell(fine, {"task_id": mine, "status": "success"}), 200)
        self.until(lambda: len(notes()) == 1, serving)
        self.assertIn(mine, notes()[0])
        self.assertEqual(self.tell(lost, {"task_id": other, "status": "success"}), 200)
        self.until(lambda: len(notes()) == 2, serving)
        self.assertIn(other, notes()[1])
        asked = self.api.state()["queries"]
        self.assertEqual(self.tell(lost, {"task_id": "4711", "status": "success"}), 200)
        self.until(lambda: self.api.state()["queries"] > asked, serving)
        for wrong in ({"task_id": "../../x"}, {"status": "success"}, {"task_id": ""}):
            self.assertEqual(self.tell(lost, wrong), 400)
        self.assertEqual(self.desk.query("SELECT * FROM task"), before)
        self.assertEqual(self.tell(lost, {"task_id": mine, "status": "failed"}), 200)
        self.until(lambda: self.desk.states()[0] == "accepted", serving)
        self.assertEqual(self.desk.tasks()[0]["task_id"], mine)
        self.assert_code(self.resume(), 0)  # the callback said that it failed; the service says what holds
        self.assertEqual(self.desk.states(), ["succeeded"] * 2)
        serving.send_signal(signal.SIGTERM)
        self.ended(serving, 143)


class Texts(Follow):
    def seen(self, *arguments):
        """What a command said, all of it."""
        code, out, err = self.desk.run(*arguments)
        self.said += out + err
        return code

    def test_nothing_steers_the_terminal(self):
        self.said = ""
        message = {"message": STEERING}
        codes = [{"code": code, **message} for code in (0, 0, 0, 1026, 1000, 2013, 1002, 1008)]
        codes[6]["headers"] = NOW
        self.api.faults(create=codes, query=[{"status": STEERING, **message, "count": 2}, {"code": 1027, **message},
                                             {"status": "Fail" + STEERING, **message}, {"status": "Success"}],
                        file=[{"code": 1004, **message}])
        self.assertEqual(self.seen("submit", *service(self.api), "--rpm", "60000", "--yes", self.desk.prompts(7)), 4)
        self.assertEqual(self.seen("resume", *QUICK, "--download", "videos"), 3)
        self.assertEqual(sorted(self.desk.states()), ["failed"] * 2 + ["planned"] + ["rejected"] * 2 + ["succeeded"] +
                         ["unknown"])
        self.assertEqual(self.seen("tasks"), 0)
        for row in range(1, 8):
            self.assertEqual(self.seen("tasks", "--history", str(row)), 0)
            self.seen("fetch", str(row), "-o", f"x{row}.mp4")
        self.assertEqual(self.seen("reconcile"), 7)
        self.assertEqual(self.seen("reconcile", "5", "--task-id", "1"), 2)  # the service says that there is none
        self.assertEqual(self.seen("tasks", "-f", "json"), 0)
        self.assertEqual(RAW.findall(self.said), [])
        self.assertGreater(self.said.count("[31mX"), 20)  # the words themselves are told
        # Nor does a text that has lines begin one of ours.
        self.assertNotRegex(self.said, r"(?m)^\W*row 1: done")


del Follow  # it has no tests of its own

if __name__ == "__main__":
    camlint.main()
