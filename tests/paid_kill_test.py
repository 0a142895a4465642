"""Killed at any moment, alone or two at once, camlint-submit pays for nothing twice and loses nothing that was paid
for."""

import json
import os
import random
import signal
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import Desk, FakeApi, service

KILLS = 60 if os.environ.get("CAMLINT_SANITIZED") == "1" else 500  # of each of the two tests
SEED = int(os.environ.get("CAMLINT_SEED", time.time_ns() % 2**32))
LONGEST = 0.4 if KILLS < 100 else 0.12  # seconds that a process lives
CREATE = 0.05 if KILLS < 100 else 0.003  # seconds that an answer takes
AIMED = 5  # kills before those, each of a process whose request is under way: random ones may all miss


def prompt_of(body):
    return json.loads(body)["prompt"]


class Kills(unittest.TestCase):
    def setUp(self):
        print(f"seed {SEED}", file=sys.stderr)
        self.random = random.Random(SEED)

    def kill_under_way(self, desk, api, command):
        """Starts the command, and kills it when the service has its request and gives no answer."""
        api.faults(create=[{"transport": "hang"}])
        before = len(api.state()["bodies"])
        process = desk.start(*command)
        end = time.monotonic() + 60
        while len(api.state()["bodies"]) == before:
            self.assertIsNone(process.poll(), "it ended without a request")
            self.assertLess(time.monotonic(), end, "it sends nothing")
            time.sleep(0.002)
        process.kill()
        process.communicate()

    def kill_some(self, desk, command, kills):
        """Starts the command again and again, and kills it at random moments."""
        killed = 0
        while killed < kills:
            process = desk.start(*command)
            reader = threading.Thread(target=process.communicate)
            reader.start()
            time.sleep(self.random.uniform(0, LONGEST))  # the moment is random, nothing is waited for
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            reader.join()
        return killed

    def run_all(self, processes, receiver):
        settings = {"create_seconds": CREATE, "retry_every": 0.5, "callbacks": receiver, "callback_delay": 0.05}
        with Desk() as desk, FakeApi(**settings) as api:
            path = desk.prompts(KILLS)
            command = ["submit", *service(api), "--rpm", "60000", "--yes", "--ignore", "unreachable-callback", path]
            server = None
            if receiver:
                server, port = self.serve(desk, api)
                command += ["--callback-url", f"http://127.0.0.1:{port}"]
            for _ in range(AIMED):
                self.kill_under_way(desk, api, command)
            threads = [threading.Thread(target=self.kill_some, args=(desk, command, KILLS // processes))
                       for _ in range(processes)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            # Then to the end. Three in a row that nobody knows of end a batch: those are known to be so.
            for _ in range(10):
                if desk.run(*command, timeout=280)[0] not in (7,) or "planned" not in desk.states():
                    break
            self.judge(desk, api, server)

    def serve(self, desk, api):
        server = desk.start("callback", "serve", "--port", "0", *service(api))
        port = None
        for line in server.stderr:
            if b"listening on" in line:
                port = int(line.split(b"127.0.0.1:")[1].split(b";")[0])
                break
        self.assertIsNotNone(port)
        threading.Thread(target=server.stderr.read, daemon=True).start()
        return server, port

    def judge(self, desk, api, server):
        desk.check()
        paid = [(prompt_of(row["body"]), row["task_id"]) for row in api.paid()]
        sent = [prompt_of(row["body"]) for row in api.state()["bodies"]]
        self.assertEqual(len(sent), len(set(sent)), "a request was sent twice")
        self.assertEqual(len(paid), len({prompt for prompt, _ in paid}))
        rows = desk.query("SELECT body, state, task_id FROM task")
        by_prompt = {prompt_of(body): (state, task) for body, state, task in rows}
        self.assertEqual(len(by_prompt), len(rows))
        for prompt, task_id in paid:
            state, known = by_prompt[prompt]  # a paid request without a row is a KeyError
            self.assertTrue(known == task_id or state == "unknown", (prompt, state, known, task_id))
        unknown = [prompt for prompt, (state, _) in by_prompt.items() if state == "unknown"]
        print(f"{len(rows)} rows, {len(paid)} paid, {len(unknown)} unknown", file=sys.stderr)
        self.assertNotIn("planned", [state for state, _ in by_prompt.values()])
        if server is None:
            self.assertGreaterEqual(len(unknown), AIMED, "a request that was killed under way is known")
            return
        wanted = dict(paid)
        end = time.monotonic() + 120
        left = wanted
        while left and time.monotonic() < end:
            known = {prompt_of(body): task for body, task in desk.query("SELECT body, task_id FROM task")}
            left = {prompt for prompt in wanted if known[prompt] != wanted[prompt]}
        server.terminate()
        server.wait(timeout=30)
        self.assertEqual(left, set(), "a paid request is still unknown")
        desk.check()

    def test_one_process(self):
        self.run_all(1, receiver=False)

    def test_two_processes_with_a_receiver(self):
        self.run_all(2, receiver=True)


if __name__ == "__main__":
    camlint.main()
