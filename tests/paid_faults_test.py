"""What every kind of answer makes of a request, of its batch and of the exit code; that nothing is ever sent twice; and
that the ledger is on disk before a request leaves."""

import os
import re
import socket
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import Desk, FakeApi, program, service

SANITIZED = os.environ.get("CAMLINT_SANITIZED") == "1"
NOW = {"Retry-After": "0"}
MOVED = "<html>" + "moved " * 50 + "</html>"  # something that can be cut
CALLBACK = "invalid params, callback_url cannot be verified"

# What the service answers; the state of the row, the exit code and how many requests leave of three, where the answer
# comes whole. From the classifier's table, row by row.
ANSWERS = {
    "task id": ({"code": 0}, "accepted", 0, 3),
    "task id as a number": ({"code": 0, "task_id_as_number": True}, "accepted", 0, 3),
    "no task id": ({"code": 0, "no_task_id": True}, "unknown", 7, 3),
    "not JSON": ({"transport": "garbage"}, "unknown", 7, 3),
    "too large": ({"transport": "huge"}, "unknown", 7, 3),
    "1002": ({"code": 1002, "headers": NOW}, "planned", 4, 8),
    "1039": ({"code": 1039, "headers": NOW}, "planned", 4, 8),
    "1041": ({"code": 1041, "headers": NOW}, "planned", 4, 8),
    "2045": ({"code": 2045, "headers": NOW}, "planned", 4, 8),
    "HTTP 429": ({"http": 429, "headers": NOW}, "planned", 4, 8),
    "1008": ({"code": 1008}, "planned", 4, 1),
    "1008 with 429": ({"code": 1008, "http": 429}, "planned", 4, 1),
    "1008 with 500": ({"code": 1008, "http": 500}, "planned", 4, 1),
    "2056": ({"code": 2056}, "planned", 4, 1),
    "2056 with 429": ({"code": 2056, "http": 429}, "planned", 4, 1),
    "1004": ({"code": 1004}, "planned", 3, 1),
    "2049": ({"code": 2049}, "planned", 3, 1),
    "HTTP 401": ({"http": 401}, "planned", 3, 1),
    "HTTP 403": ({"http": 403}, "planned", 3, 1),
    "1026": ({"code": 1026}, "rejected", 1, 3),
    "1042": ({"code": 1042}, "rejected", 1, 3),
    "2013 of a callback": ({"code": 2013, "message": CALLBACK}, "planned", 2, 1),
    "2013": ({"code": 2013}, "rejected", 1, 3),
    "1000": ({"code": 1000}, "unknown", 7, 3),
    "1001": ({"code": 1001}, "unknown", 7, 3),
    "1013": ({"code": 1013}, "unknown", 7, 3),
    "1024": ({"code": 1024}, "unknown", 7, 3),
    "1033": ({"code": 1033}, "unknown", 7, 3),
    "another code": ({"code": 4711}, "unknown", 7, 3),
    "HTTP 500": ({"http": 500}, "unknown", 7, 3),
    "HTTP 502 with text": ({"http": 502, "body": "<html>bad gateway</html>"}, "unknown", 7, 3),
    "HTTP 404": ({"http": 404}, "unknown", 7, 3),
    "301": ({"http": 301, "redirect": "/v1/elsewhere", "body": MOVED}, "planned", 2, 1),
    "302": ({"http": 302, "redirect": "/v1/elsewhere", "body": MOVED}, "planned", 2, 1),
    "307": ({"http": 307, "redirect": "/v1/elsewhere", "body": MOVED}, "planned", 2, 1),
    "308": ({"http": 308, "redirect": "/v1/elsewhere", "body": MOVED}, "planned", 2, 1),
}
# What breaks on the way says nothing of the answer, so nobody knows.
WAYS = ("whole", "cut", "reset") if SANITIZED else ("whole", "slow", "cut", "reset", "close", "reset-midway")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Faults(unittest.TestCase):
    def submit(self, api, desk, count, *flags):
        return desk.submit(api, "--yes", *flags, desk.prompts(count))

    def test_every_answer_on_every_way(self):
        with FakeApi() as api:
            for name, (answer, state, code, bodies) in ANSWERS.items():
                for way in WAYS:
                    if way != "whole" and "transport" in answer:
                        continue
                    with self.subTest(answer=name, way=way), Desk() as desk:
                        api.reset()
                        fault = {"transport": way, "repeat": True, **answer}
                        if way == "slow":
                            fault["seconds"] = 0.02
                        api.faults(create=[fault])
                        done = self.submit(api, desk, 3)
                        broken = way in ("cut", "reset", "close", "reset-midway")
                        want = ("unknown", 7, 3) if broken else (state, code, bodies)
                        states = desk.states()
                        got = (states[0], done[0], len(api.state()["bodies"]))
                        self.assertEqual(got, want, done[2])
                        # What was not sent is planned still.
                        rest = {want[0]} if want[2] == 3 else {"planned"}
                        self.assertEqual(set(states[1:]), rest, done[2])
                        self.assertEqual(api.state()["strays"], [])

    def test_no_answer_in_time(self):
        with FakeApi() as api, Desk() as desk:
            api.faults(create=[{"transport": "hang", "repeat": True}])
            done = self.submit(api, desk, 3, "--timeout", "0.3")
            self.assertEqual((done[0], desk.states()), (7, ["unknown"] * 3), done[2])

    def test_what_is_unknown_is_never_sent_again(self):
        with FakeApi() as api, Desk() as desk:
            api.faults(create=[{"transport": "close"}])
            self.assertEqual(self.submit(api, desk, 1)[0], 7)
            for _ in range(3):
                self.assertEqual(self.submit(api, desk, 1)[0], 7)
            self.assertEqual(len(api.state()["bodies"]), 1)

    def test_three_unknown_in_a_row_end_a_batch(self):
        with FakeApi() as api, Desk() as desk:
            broken, fine = {"transport": "close"}, {"code": 0}
            api.faults(create=[broken, broken, fine, broken, broken, broken, fine])
            done = self.submit(api, desk, 9)
            self.assertEqual(done[0], 7, done[2])
            self.assertEqual(desk.states(), ["unknown"] * 2 + ["accepted"] + ["unknown"] * 3 + ["planned"] * 3)

    def test_five_invalid_in_a_row_end_a_batch(self):
        with FakeApi() as api, Desk() as desk:
            api.faults(create=[{"code": 2013, "count": 4}, {"code": 0}, {"code": 2013, "count": 5}])
            done = self.submit(api, desk, 12)
            self.assertEqual(done[0], 1, done[2])
            self.assertEqual(desk.states(), ["rejected"] * 4 + ["accepted"] + ["rejected"] * 5 + ["planned"] * 2)

    def test_rate_limits_that_end(self):
        with FakeApi() as api, Desk() as desk:
            api.faults(create=[{"code": 1002, "count": 7, "headers": NOW}])
            done = self.submit(api, desk, 2)
            self.assertEqual((done[0], desk.states()), (0, ["accepted"] * 2), done[2])
            self.assertEqual(len(api.state()["bodies"]), 9)

    def test_retry_after_is_waited_for(self):
        with FakeApi() as api, Desk() as desk:
            api.faults(create=[{"http": 429, "headers": {"Retry-After": "2"}}])
            self.assertEqual(self.submit(api, desk, 1)[0], 0)
            first, second = (body["time"] for body in api.state()["bodies"])
            self.assertGreaterEqual(second - first, 2)

    def test_a_connection_that_never_was_is_tried_again(self):
        with socket.create_server(("127.0.0.1", 0)) as server, Desk() as desk:

            def slam():  # TLS ends before it began
                server.accept()[0].close()

            thread = threading.Thread(target=slam)
            thread.start()
            port = server.getsockname()[1]
            process = desk.start("submit", "--base-url", f"https://127.0.0.1:{port}", desk.prompts(1))
            thread.join()
            for line in process.stderr:
                if b"tried again" in line:
                    break
            else:
                self.fail("it is not tried again")
            process.kill()
            process.communicate()
            self.assertEqual(desk.states(), ["planned"])

    def test_a_server_that_closes_after_the_body_gets_it_once(self):
        # libcurl by itself sends a request again when a connection that it used before turns out to be dead.
        wanted = 30 if SANITIZED else 300
        for tls in (False, True):
            with self.subTest(tls=tls), FakeApi(tls=tls) as api, Desk() as desk:
                # Two, then a good one: three in a row would end the batch.
                api.faults(create=[{"transport": "close"}, {"transport": "close"}, {"code": 0}] * (wanted // 2))
                count = wanted // 2 * 3
                done = self.submit(api, desk, count)
                self.assertEqual(done[0], 7, done[2][-500:])
                bodies = [body["body"] for body in api.state()["bodies"]]
                self.assertEqual(len(bodies), count)
                self.assertEqual(len(set(bodies)), count)
                self.assertEqual(desk.states().count("unknown"), wanted)

    def test_a_callback_of_an_earlier_attempt_is_told(self):
        # The service says that it is asked too often, and takes the request nevertheless: nobody can know that in time.
        with FakeApi(callback_delay=1) as api, Desk() as desk:
            port = free_port()
            api.faults(create=[{"http": 429, "headers": NOW, "pay": True}])
            done = self.submit(api, desk, 1, "--ignore", "unreachable-callback", "--callback-url",
                               f"http://127.0.0.1:{port}", "--callback-port", str(port), "--wait", "--poll-interval", "1.5")
            first, second = (row["task_id"] for row in api.paid())
            self.assertEqual([(task["state"], task["task_id"]) for task in desk.tasks()], [("succeeded", second)])
            history = desk.run("tasks", "--history", "1")[1]
            self.assertIn(first, history)
            self.assertIn("paid for twice", history)
            self.assertIn(first, done[2])

    def test_nobody_who_listens_stops_nothing(self):
        with FakeApi() as api, Desk() as desk:
            for ends in (">/dev/null 2>/dev/full", ">/dev/null 2>&-", "<&- >/dev/null 2>&-"):
                api.reset()
                desk.environment["XDG_STATE_HOME"] = desk.path(f"state{ends.count('-')}{len(ends)}")
                command = " ".join([program(), "submit", *service(api), "--rpm", "60000", "--yes", desk.prompts(3)])
                code = subprocess.run(f"{command} {ends}", shell=True, cwd=desk.folder, env=desk.environment, check=False,
                                      timeout=60).returncode
                self.assertEqual((code, len(api.paid()), desk.states()), (0, 3, ["accepted"] * 3), ends)

    def test_an_answer_that_says_nothing_is_no_proof(self):
        with FakeApi() as api, Desk() as desk:
            api.faults(create=[{"transport": "close"}], query=[{"body": '{"base_resp":{"status_code":0}}'}])
            self.submit(api, desk, 1)
            code, _, err = desk.run("reconcile", "1", "--task-id", "nonsense123", *service(api))
            self.assertEqual((code, desk.states()), (6, ["unknown"]), err)

    def test_the_ledger_is_on_disk_before_a_request_leaves(self):
        with FakeApi() as api, Desk() as desk:
            trace = desk.path("trace")
            done = subprocess.run(
                ["strace", "-f", "-y", "-s", "64", "-o", trace, "-e",
                 "trace=fsync,fdatasync,unlink,sendto,write,writev,sendmsg,pwrite64", program(), "submit",
                 *service(api), "--rpm", "60000", "--yes", desk.prompts(5)],
                cwd=desk.folder, env={**desk.environment, "ASAN_OPTIONS": "detect_leaks=0"}, capture_output=True,
                timeout=120, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(trace, encoding="utf-8", errors="replace") as file:
                lines = file.readlines()
            posts, events = 0, []
            for line in lines:
                if "<socket:" in line or "<TCP:" in line:
                    if '"POST /v1/video_generation' in line:
                        posts += 1
                        # Of the last change: its journal, the database, the journal's end, the folder that lost it.
                        self.assertEqual(events[-4:], ["journal", "database", "unlink", "folder"], posts)
                        events = []
                elif "ledger.sqlite3-journal" in line and re.search(r"\b(fsync|fdatasync)\(", line):
                    events.append("journal")
                elif "ledger.sqlite3-journal" in line and "unlink(" in line:
                    events.append("unlink")
                elif re.search(r"\b(fsync|fdatasync)\(\d+<[^>]*ledger\.sqlite3>", line):
                    events.append("database")
                elif re.search(r"\b(fsync|fdatasync)\(\d+<[^>]*/camlint>", line):
                    events.append("folder")
            self.assertEqual(posts, 5)

    def test_a_row_is_sending_while_the_service_has_it(self):
        with FakeApi(create_seconds=1) as api, Desk() as desk:
            process = desk.start("submit", *service(api), desk.prompts(1))
            while not api.state()["bodies"]:
                self.assertIsNone(process.poll())
            self.assertEqual(desk.query("SELECT state FROM task"), [("sending",)])
            self.assertEqual(process.wait(timeout=30), 0)
            process.communicate()


if __name__ == "__main__":
    camlint.main()
