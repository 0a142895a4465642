"""camlint callback serve: what it prints, what it keeps, and how it ends."""

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

NONCE = "0123456789abcdef" * 2
AT = "2026-01-01T00:00:00.000Z"


class Callback(unittest.TestCase):
    def setUp(self):
        if not os.path.exists(camlint.PROGRAM + "-submit"):
            self.skipTest("camlint-submit is not built")
        state = tempfile.TemporaryDirectory()
        self.addCleanup(state.cleanup)
        self.env = {"XDG_STATE_HOME": state.name, "XDG_CONFIG_HOME": state.name, "MINIMAX_API_KEY": "sk-test"}
        self.ledger = os.path.join(state.name, "camlint", "ledger.sqlite3")

    def add_row(self):
        """An unknown row, sent elsewhere, that the nonce is of: nobody here can ask what became of it."""
        columns = {"state": "unknown", "request_hash": "1", "take": 1, "provider": "minimax", "nonce": NONCE,
                   "base_url": "https://api.example", "model": "m", "duration": 6, "resolution": "768P", "body": "{}",
                   "prompt_sha256": "ab" * 32, "source": "a", "created": AT, "updated": AT}
        with contextlib.closing(sqlite3.connect(self.ledger)) as database, database:
            database.execute(f"INSERT INTO task ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                             list(columns.values()))

    @contextlib.contextmanager
    def served(self, *arguments, ends_by=signal.SIGTERM):
        """Gives the lines up to the one that tells where it listens; sees it end by the signal."""
        process = subprocess.Popen([camlint.PROGRAM, "callback", "serve", "--base-url", "http://127.0.0.1:9",
                                    *arguments], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env={**os.environ, **self.env})
        lines = []
        try:
            while not lines or (lines[-1] and not lines[-1].startswith("camlint: listening on ")):
                lines.append(process.stderr.readline().decode())
            yield lines
        finally:
            process.send_signal(ends_by)
            self.out, self.err = (text.decode() for text in process.communicate(timeout=30))
        self.assertEqual(process.returncode, 128 + ends_by)
        self.assertEqual(self.out, "")

    def parts(self, line):
        """Place and port, and the address for the service."""
        found = re.fullmatch(r"camlint: listening on (\S+):(\d+); give the service (\S+)\n", line)
        self.assertTrue(found, line)
        return found[1], int(found[2]), found[3]

    def post(self, port, path, body):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.addCleanup(connection.close)
        connection.request("POST", path, json.dumps(body))
        answer = connection.getresponse()
        return answer.status, answer.read()

    def hints(self):
        with contextlib.closing(sqlite3.connect(self.ledger)) as database:
            return database.execute("SELECT nonce, task_id FROM hint").fetchall()

    def test_the_address_stays_the_same(self):
        secrets = set()
        for ends_by in (signal.SIGINT, signal.SIGTERM):
            with self.served("--port", "0", ends_by=ends_by) as lines:
                place, port, address = self.parts(lines[-1])
            self.assertEqual((len(lines), place, self.err), (1, "127.0.0.1", ""))
            self.assertTrue(address.startswith("http://127.0.0.1:%d/" % port), address)
            secrets.add(address.rsplit("/", 1)[1])
        self.assertEqual(len(secrets), 1)
        self.assertRegex(secrets.pop(), r"^[0-9a-f]{32,}$")

    def test_an_update_is_kept(self):
        with self.served("--port", "0", "--public-url", "https://example.org/hook/") as lines:
            _, port, address = self.parts(lines[-1])
            self.assertTrue(address.startswith("https://example.org/hook/"), address)
            path = "/" + address.rsplit("/", 1)[1] + "/" + NONCE
            self.assertEqual(self.post(port, path, {"challenge": "a"}), (200, b'{"challenge": "a"}'))
            self.assertEqual(self.hints(), [])
            self.assertEqual(self.post(port, path, {"task_id": "7", "status": "success"}), (200, b'{"status":"success"}'))
            self.assertEqual(self.hints(), [])  # no attempt of ours
            self.add_row()
            for status in ("processing", "success"):
                update = {"task_id": 176843862716480, "status": status, "base_resp": {"status_code": 0}}
                self.assertEqual(self.post(port, path, update), (200, b'{"status":"success"}'))
            self.assertEqual(self.hints(), [(NONCE, "176843862716480")])
        self.assertRegex(self.err, r"^camlint: warning: a callback that no attempt .* names task '7'\n$")

    def test_an_update_that_cannot_be_kept_is_told(self):
        with self.served("--port", "0") as lines:
            _, port, address = self.parts(lines[-1])
            path = "/" + address.rsplit("/", 1)[1] + "/" + NONCE
            self.add_row()
            # Not the table away: what is kept is read too, every second.
            with contextlib.closing(sqlite3.connect(self.ledger)) as database:
                database.execute("CREATE TRIGGER no_more BEFORE INSERT ON hint BEGIN SELECT RAISE(ABORT, 'no'); END")
            self.assertEqual(self.post(port, path, {"task_id": "5", "status": "success"}), (503, b""))
            self.assertEqual(self.post(port, path, {"challenge": 7}), (200, b'{"challenge": 7}'))
        self.assertIn("camlint: warning: ", self.err)
        self.assertIn("ledger.sqlite3", self.err)

    def test_without_a_key_it_keeps_and_says_so(self):
        del self.env["MINIMAX_API_KEY"]
        with self.served("--port", "0") as lines:
            self.assertEqual(len(lines), 2)
            self.assertIn("camlint resume", lines[0])

    def test_beyond_loopback_it_warns(self):
        with self.served("--port", "0", "--listen", "0.0.0.0") as lines:
            self.assertEqual(len(lines), 2)
            self.assertRegex(lines[0], r"^camlint: warning: '0\.0\.0\.0' .*TLS")
            self.assertEqual(self.parts(lines[1])[0], "0.0.0.0")

    def test_what_it_refuses(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            rows = [([], "--port"), (["--port", "65536"], "65536"), (["--port", "x"], "x"),
                    (["--port", str(taken.getsockname()[1])], "in use"),
                    (["--port", "0", "--listen", "localhost"], "'localhost'")]
            rows += [(["--port", "0", "--public-url", url], "--public-url") for url in (
                "example.org", "ftp://example.org", "https://", "https:///x", "https://a@b", "https://a/?b",
                "https://a/#b", "https://a b", "https://a\x1b[31m")]
            for arguments, words in rows:
                with self.subTest(arguments=arguments):
                    code, out, err = camlint.run("callback", "serve", *arguments, env=self.env)
                    self.assertEqual((code, out), (2, b""))
                    self.assertIn(words, err.decode())
                    self.assertNotIn(b"\x1b", err)
        code, _, _ = camlint.run("callback", env=self.env)
        self.assertEqual(code, 2)

    def test_without_a_ledger_it_does_not_start(self):
        os.makedirs(self.ledger)
        code, out, err = camlint.run("callback", "serve", "--port", "0", env=self.env)
        self.assertEqual((code, out), (8, b""))
        self.assertIn(b"ledger.sqlite3", err)


if __name__ == "__main__":
    camlint.main()
