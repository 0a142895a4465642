"""The commands of camlint-submit that need no network: tasks, reconcile, ledger. Rows are put into a ledger that
the program made, by SQL, as the paths that lead to them need a service."""

import errno
import json
import os
import pty
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

NULL_TEXT = {"type": ["string", "null"], "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
STATES = ["planned", "claimed", "sending", "accepted", "running", "succeeded", "downloading", "done", "rejected",
          "failed", "unknown", "cancelled"]
FIELDS = {"row": {"type": "integer", "minimum": 1}, "state": {"enum": STATES}, "reason": NULL_TEXT,
          "task_id": NULL_TEXT, "file_id": NULL_TEXT, "provider": {"type": "string"}, "model": {"type": "string"},
          "duration": {"type": ["integer", "null"]}, "resolution": NULL_TEXT, "prompt_sha256": {"type": "string"},
          "take": {"type": "integer", "minimum": 1}, "created": TIME, "updated": TIME, "path": NULL_TEXT,
          "sha256": NULL_TEXT}
SCHEMA = {"type": "array", "items": {"type": "object", "properties": FIELDS, "required": list(FIELDS),
                                     "additionalProperties": False}}
AT = "2026-11-21T17:14:27.123Z"
HELD = ("claimed", "sending", "downloading")


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


class PaidCommands(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="camlint.")
        self.addCleanup(shutil.rmtree, self.folder)
        self.env = {"XDG_STATE_HOME": self.folder, "LC_ALL": "C.UTF-8"}
        self.path = os.path.join(self.folder, "camlint", "ledger.sqlite3")
        self.assertEqual(self.run_program("tasks")[0], 0)

    def run_program(self, *arguments, env=None, stdin=b""):
        code, out, err = camlint.run(*arguments, env=env or self.env, stdin=stdin)
        return code, out.decode(), err.decode()

    def sql(self, text, *values):
        with sqlite3.connect(self.path) as database:
            number = database.execute(text, values).lastrowid
        database.close()
        return number

    def add(self, state, **more):
        """A row in a state, with an event that says so."""
        columns = {"state": state, "request_hash": os.urandom(8).hex(), "take": 1, "provider": "minimax",
                   "base_url": "https://api.example", "model": "MiniMax-Hailuo-02", "duration": 6,
                   "resolution": "768P", "body": "{}", "prompt_sha256": "ab" * 32, "source": "a.csv, prompt 1",
                   "created": AT, "updated": AT, **more}
        if state in HELD:
            columns.setdefault("owner", "0" * 32)
        names = ", ".join(columns)
        number = self.sql(f"INSERT INTO task ({names}) VALUES ({', '.join('?' * len(columns))})", *columns.values())
        events = "INSERT INTO event (row, at, from_state, to_state, text) VALUES (?, ?, ?, ?, ?)"
        ways = {"planned": [], "unknown": ["claimed", "sending"], "done": ["claimed", "sending", "accepted",
                                                                            "succeeded", "downloading"]}
        before = None
        for step in ["planned"] + ways.get(state, []) + ([state] if state != "planned" else []):
            self.sql(events, number, AT, before, step, "as it was")
            before = step
        return number

    def tasks(self, *arguments):
        code, out, err = self.run_program("tasks", "-f", "json", *arguments)
        self.assertEqual((code, err), (0, ""))
        rows = json.loads(out)
        jsonschema.validate(rows, SCHEMA)
        for row in rows:
            self.assertEqual(list(row), list(FIELDS))
        return rows

    def states(self):
        return {row["row"]: row["state"] for row in self.tasks()}

    def test_the_ledger_is_made_where_xdg_says_and_closed(self):
        self.assertEqual(mode(self.path), 0o600)
        self.assertEqual(mode(os.path.dirname(self.path)), 0o700)
        self.assertEqual(mode(os.path.join(os.path.dirname(self.path), "run")), 0o700)
        self.assertEqual(os.listdir(os.path.join(os.path.dirname(self.path), "run")), [])

    def test_without_xdg_it_is_below_home(self):
        below = ".local/state/camlint/ledger.sqlite3"
        for state in ("", "relative/folder"):
            env = {"XDG_STATE_HOME": state, "HOME": os.path.join(self.folder, "home")}
            code, out, err = self.run_program("ledger", "path", env=env)
            self.assertEqual((code, out, err), (0, f"{self.folder}/home/{below}\n", ""))
            self.assertFalse(os.path.exists(out.strip()))
            self.assertEqual(self.run_program("tasks", env=env)[0], 0)
            self.assertEqual(mode(os.path.join(self.folder, "home", below)), 0o600)
            shutil.rmtree(os.path.join(self.folder, "home"))
        code, _, err = self.run_program("tasks", env={"XDG_STATE_HOME": "", "HOME": "relative"})
        self.assertEqual(code, 2)
        self.assertIn("no place for the ledger", err)

    def test_no_tasks(self):
        self.assertEqual(self.run_program("tasks"), (0, "", "camlint: no tasks\n"))
        self.assertEqual(self.tasks(), [])

    def test_what_is_not_there_yet_is_null_and_ids_are_text(self):
        self.add("planned")
        self.add("done", task_id="106916112212032001", file_id="9007199254740993", path="/v/1.mp4",
                 sha256="cd" * 32, reason="fetched", take=2)
        planned, done = self.tasks()
        self.assertEqual([planned[name] for name in ("reason", "task_id", "file_id", "path", "sha256")], [None] * 5)
        self.assertEqual((planned["row"], planned["take"], planned["duration"]), (1, 1, 6))
        self.assertEqual((done["task_id"], done["file_id"]), ("106916112212032001", "9007199254740993"))
        self.assertEqual((done["path"], done["take"], done["reason"]), ("/v/1.mp4", 2, "fetched"))

    def test_states_filter(self):
        for state in ("planned", "unknown", "rejected", "unknown"):
            self.add(state)
        self.assertEqual([r["row"] for r in self.tasks("--state", "unknown")], [2, 4])
        self.assertEqual([r["row"] for r in self.tasks("--state", "unknown,rejected")], [2, 3, 4])
        self.assertEqual([r["row"] for r in self.tasks("--state", "planned", "--state=rejected")], [1, 3])
        self.assertEqual(self.tasks("--state", "done"), [])
        code, out, err = self.run_program("tasks", "--state", "runing")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("did you mean 'running'?", err)

    def test_the_table_is_aligned_and_safe(self):
        self.add("planned", source="镜头.csv, prompt 1", model="推进推进")
        self.add("rejected", reason="no \x1b[31m\u202e", model="m")
        code, out, err = self.run_program("tasks")
        self.assertEqual((code, err), (0, ""))
        head, first, second = out.splitlines()
        self.assertEqual(head.split(), ["row", "state", "model", "output", "task", "updated", "about"])
        at = head.index("output")
        self.assertEqual(first.index("768P 6 s") + 4, at)  # four wide characters before
        self.assertEqual(second.index("768P 6 s"), at)
        self.assertTrue(first.endswith("镜头.csv, prompt 1"))
        self.assertNotIn("\x1b", out)
        self.assertNotIn("\u202e", out)
        _, out, _ = self.run_program("tasks", "-f", "json")
        self.assertIn(r"\u001b[31m\u202e", out)

    def test_a_history(self):
        self.add("planned")
        self.add("unknown")
        code, out, _ = self.run_program("tasks", "--history", "2", "-f", "json")
        self.assertEqual(code, 0)
        events = json.loads(out)
        self.assertEqual([(e["row"], e["from"], e["to"]) for e in events],
                         [(2, None, "planned"), (2, "planned", "claimed"), (2, "claimed", "sending"),
                          (2, "sending", "unknown")])
        code, out, _ = self.run_program("tasks", "--history", "2")
        self.assertEqual(out.splitlines()[3], f"{AT}  sending → unknown  as it was")
        for wrong in ("3", "0", "-1", "x", "99999999999999999999"):
            self.assertEqual(self.run_program("tasks", "--history=" + wrong)[0], 2, wrong)

    def test_what_the_dead_held_is_told(self):
        self.add("sending")
        code, _, err = self.run_program("tasks")
        self.assertEqual(code, 0)
        self.assertEqual(err, "camlint: row 1 (a.csv, prompt 1) is unknown now: its process ended while it was sent\n")
        self.assertEqual(self.states(), {1: "unknown"})

    def test_reconcile_lists_what_is_unknown(self):
        self.assertEqual(self.run_program("reconcile"), (0, "", "camlint: no row is unknown\n"))
        self.add("planned")
        self.add("unknown", reason="the answer was cut", code=1000)
        code, out, err = self.run_program("reconcile")
        self.assertEqual((code, err), (7, ""))
        for part in (f"row 2, unknown since {AT}", "a.csv, prompt 1", "the answer was cut, code 1000", "--task-id ID",
                     "--mark-not-sent", "--resubmit-unknown"):
            self.assertIn(part, out)
        self.assertNotIn("row 1", out)

    def test_marking_as_not_sent(self):
        for state in ("unknown", "unknown", "rejected"):
            self.add(state)
        code, out, err = self.run_program("reconcile", "1", "3", "--mark-not-sent")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("row 3 is rejected; expected one that is unknown", err)
        self.assertEqual(self.states(), {1: "unknown", 2: "unknown", 3: "rejected"})
        self.assertEqual(self.run_program("reconcile", "1", "1", "--mark-not-sent")[0], 0)
        self.assertEqual(self.states(), {1: "planned", 2: "unknown", 3: "rejected"})
        self.assertEqual(self.tasks()[0]["reason"], "marked as not sent")

    def test_cancelling(self):
        for state in ("planned", "unknown"):
            self.add(state)
        self.assertEqual(self.run_program("reconcile", "2", "--cancel")[0], 2)
        self.assertEqual(self.run_program("reconcile", "--cancel", "1")[0], 0)
        self.assertEqual(self.states(), {1: "cancelled", 2: "unknown"})
        self.assertEqual(self.run_program("ledger", "check")[:2], (0, "ledger ok: 2 rows\n"))

    def test_sending_again_needs_a_confirmation(self):
        for _ in range(3):
            self.add("unknown")
        code, _, err = self.run_program("reconcile", "--resubmit-unknown", stdin=b"yes\n")
        self.assertEqual(code, 2)
        self.assertIn("3 rows may have been paid for, and sending again may pay twice", err)
        self.assertEqual(set(self.states().values()), {"unknown"})
        # Nothing is changed without a key to send with.
        code, _, err = self.run_program("reconcile", "2", "--resubmit-unknown", "--yes")
        self.assertEqual(code, 3, err)
        self.assertEqual(set(self.states().values()), {"unknown"})

    def all_of(self, terminal):
        """What was written to a terminal that nobody has open any more. It comes in pieces."""
        with open(terminal, "rb", buffering=0) as file:
            said = b""
            try:
                while part := file.read(4096):
                    said += part
            except OSError as error:
                self.assertEqual(error.errno, errno.EIO)  # its other end is closed
        return said.decode()

    def test_a_confirmation_is_typed_on_a_terminal(self):
        self.add("unknown")
        for answer, code, state in ((b"y\n", 2, "unknown"), (b"\x04", 2, "unknown"), (b"yes\n", 3, "unknown")):
            ours, theirs = pty.openpty()
            os.write(ours, answer)
            done = subprocess.run([camlint.PROGRAM, "reconcile", "1", "--resubmit-unknown"], stdin=theirs,
                                  stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, **self.env}, timeout=60,
                                  check=False)
            os.close(theirs)
            said = self.all_of(ours)
            self.assertEqual(done.returncode, code, said)
            self.assertIn("may pay twice; type 'yes' to send it again", said)
            self.assertEqual(self.states(), {1: state})

    def test_wrong_usage(self):
        self.add("unknown")
        for arguments in (["1"], ["--cancel"], ["--mark-not-sent"], ["--task-id", "x"], ["--yes"],
                          ["1", "--cancel", "--mark-not-sent"], ["7", "--cancel"], ["x", "--cancel"]):
            code, out, err = self.run_program("reconcile", *arguments)
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertTrue(err.startswith("camlint: error: "), err)
        for arguments in ([], ["chek"]):
            self.assertEqual(self.run_program("ledger", *arguments)[0], 2)
        self.assertEqual(self.states(), {1: "unknown"})

    def test_a_check_tells_what_is_wrong(self):
        self.add("planned")
        self.assertEqual(self.run_program("ledger", "check"), (0, "ledger ok: 1 row\n", ""))
        self.sql("UPDATE task SET state = 'unknown'")
        self.assertEqual(self.run_program("ledger", "check"),
                         (8, "row 1: it is unknown, but its last event says 'planned'\n", ""))

    def test_a_damaged_ledger_ends_every_command(self):
        for _ in range(100):
            self.add("planned")
        with open(self.path, "r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * 4096)
        for arguments in (["ledger", "check"], ["tasks"], ["reconcile"]):
            code, out, err = self.run_program(*arguments)
            self.assertEqual((code, out), (8, ""), arguments)
            self.assertIn(self.path, err)
        with open(self.path, "wb") as file:
            file.write(b"no database at all\n" * 500)
        code, _, err = self.run_program("tasks")
        self.assertEqual(code, 8)
        self.assertIn("is not a ledger of camlint", err)

    def test_a_folder_that_others_can_write_to_is_refused(self):
        os.chmod(os.path.dirname(self.path), 0o777)
        code, _, err = self.run_program("tasks")
        self.assertEqual(code, 8)
        self.assertIn("can be written by others", err)


if __name__ == "__main__":
    camlint.main()
