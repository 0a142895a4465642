"""The key is nowhere but in the Authorization header of the service: not in arguments, children's environments, the ledger,
output, errors or a core; nor is a signed URL."""

import glob
import os
import resource
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import KEY, Desk, FakeApi, program, service

SECRETS = (KEY.encode(), b"CANARY")
ECHO = f"login fail: key '{KEY}' of Bearer {KEY}, see https://x.example/?token=CANARY-signed-1"


class Secrets(unittest.TestCase):
    def assert_clean(self, *texts):
        for text in texts:
            data = text.encode() if isinstance(text, str) else text
            for secret in SECRETS:
                self.assertNotIn(secret, data)

    def assert_clean_folder(self, desk, but=()):
        for name in glob.glob(desk.path("**"), recursive=True, include_hidden=True):
            if os.path.isfile(name) and name not in but:
                with open(name, "rb") as file:
                    self.assert_clean(file.read())

    def sources(self, desk):
        """A key from each place that it may come from: (flags, files that hold it)."""
        key_file = desk.write("key", KEY + "\n")
        os.chmod(key_file, 0o600)
        script = desk.write("give", f"#!/bin/sh\nenv > {desk.path('child')}\ntr '\\0' '\\n' < /proc/$PPID/cmdline >> "
                                    f"{desk.path('child')}\ncat {key_file}\n")
        os.chmod(script, 0o700)
        yield ["--api-key-file", key_file], {"MINIMAX_API_KEY": "sk-api-CANARY-other"}, [key_file]
        desk.write("config/camlint/submit.toml", f'credential-command = ["{script}"]\n')
        yield [], {"MINIMAX_API_KEY": "sk-api-CANARY-other"}, [key_file]
        os.remove(desk.path("config/camlint/submit.toml"))
        yield [], {}, [key_file]

    def test_nowhere(self):
        with FakeApi() as api, Desk() as desk:
            start = 0
            for flags, environment, holders in self.sources(desk):
                with self.subTest(flags=flags):
                    api.reset()
                    api.faults(create=[{"code": 1026, "message": ECHO}, {"code": 1000, "message": ECHO},
                                       {"http": 500, "body": ECHO}, {"code": 0}, {"code": 2049, "message": ECHO}],
                               query=[{"status": ECHO}, {"code": 1000, "message": ECHO}])
                    start += 10
                    done = desk.submit(api, *flags, "--yes", "--download", "videos", "--poll-interval", "0.05",
                                       desk.prompts(6, start=start), env=environment)
                    self.assertEqual(done[0], 3, done[2])
                    self.assert_clean(done[1], done[2])
                    states = [task["state"] for task in desk.tasks()][-6:]
                    self.assertEqual(states[:5], ["rejected", "unknown", "unknown", "done", "planned"])
                    for command in (["tasks"], ["tasks", "-f", "json"], ["reconcile"], ["ledger", "check"]):
                        self.assert_clean(*desk.run(*command, env=environment)[1:])
                    self.assert_clean_folder(desk, holders)
                    self.assertEqual(api.state()["violations"], [])
            with open(desk.path("child"), encoding="utf-8") as file:
                child = file.read()
            self.assertIn("HOME=", child)  # the command did run
            self.assertIn("submit", child)

    def test_the_child_gets_no_key(self):
        with FakeApi() as api, Desk() as desk:
            for flags, environment, holders in self.sources(desk):
                desk.submit(api, *flags, desk.prompts(1), env=environment)
            self.assertTrue(os.path.exists(desk.path("child")))
            self.assert_clean_folder(desk, holders)

    def test_no_core(self):
        with FakeApi() as api, Desk() as desk:
            api.faults(create=[{"transport": "hang"}])

            def allow_core():
                resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

            process = subprocess.Popen([program(), "submit", *service(api), desk.prompts(1)], cwd=desk.folder,
                                       env=desk.environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                                       preexec_fn=allow_core)
            while not api.state()["bodies"]:
                self.assertIsNone(process.poll())
            with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
                limit = [line for line in file if line.startswith("Max core file size")][0].split()
            self.assertEqual(limit[4:6], ["0", "0"])
            with open(f"/proc/{process.pid}/cmdline", "rb") as file:
                self.assert_clean(file.read())
            process.send_signal(signal.SIGQUIT)
            process.communicate(timeout=30)
            self.assertEqual(process.returncode, -signal.SIGQUIT)
            self.assert_clean_folder(desk)

    def test_keys_belong_to_one_host(self):
        with Desk() as desk:
            code, _, err = desk.run("submit", "--provider", "gpt.ge", desk.prompts(1), "--no-config")
            self.assertEqual(code, 3, err)
            self.assertIn("GPT_GE_API_KEY", err)
            self.assert_clean(err)

    def test_a_file_that_others_can_read(self):
        with Desk() as desk:
            path = desk.write("key", KEY)
            os.chmod(path, 0o640)
            code, _, err = desk.run("submit", "--api-key-file", path, desk.prompts(1))
            self.assertEqual(code, 2, err)
            self.assertIn("chmod 600", err)

    def test_no_key(self):
        with Desk() as desk:
            del desk.environment["MINIMAX_API_KEY"]
            code, _, err = desk.run("submit", desk.prompts(1))
            self.assertEqual(code, 3, err)
            for way in ("--api-key-file", "credential-command", "MINIMAX_API_KEY"):
                self.assertIn(way, err)


if __name__ == "__main__":
    camlint.main()
