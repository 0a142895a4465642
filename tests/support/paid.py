"""What the tests of camlint-submit share: a home of its own, the fake API, and the ledger as it stands."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
import camlint
from fake_api import KEY, FakeApi

MODEL = "MiniMax-Hailuo-02"


def program():
    return os.path.join(os.path.dirname(camlint.PROGRAM), "camlint-submit")


# What a video of prompts() costs at a service of one's own; as a user's submit.toml.
PRICES = f'[prices."{MODEL}"."768P"]\n6 = "0.28"\n'


class Desk:
    """A user's state, configuration and prompts in a folder that goes away."""

    def __init__(self):
        self.holder = tempfile.TemporaryDirectory(prefix="camlint-paid-")
        self.folder = os.path.realpath(self.holder.name)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.endswith("_API_KEY") and not name.lower().endswith("_proxy")}
        self.environment |= {"HOME": self.folder, "XDG_STATE_HOME": os.path.join(self.folder, "state"),
                             "XDG_CONFIG_HOME": os.path.join(self.folder, "config"), "MINIMAX_API_KEY": KEY}
        self.ledger = os.path.join(self.folder, "state", "camlint", "ledger.sqlite3")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.holder.cleanup()

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def prompts(self, count, name="prompts.jsonl", start=0):
        """A file of different request bodies that the linter is satisfied with."""
        lines = [json.dumps({"model": MODEL, "prompt": f"A man {start + i} picks up a book [Pedestal up].",
                             "prompt_optimizer": False, "duration": 6, "resolution": "768P"}) for i in range(count)]
        return self.write(name, "\n".join(lines) + "\n")

    def start(self, *arguments, **more):
        return subprocess.Popen([program(), *arguments], cwd=self.folder, env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def run(self, *arguments, timeout=120, stdin=b"", env=None):
        """(exit code, standard output, standard error), as text."""
        done = subprocess.run([program(), *arguments], cwd=self.folder, env={**self.environment, **(env or {})},
                              input=stdin, capture_output=True, timeout=timeout, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def submit(self, api, *arguments, **more):
        return self.run("submit", *service(api), "--rpm", "60000", *arguments, **more)

    def tasks(self):
        code, out, err = self.run("tasks", "-f", "json")
        assert code == 0, err
        return json.loads(out)

    def states(self):
        return [task["state"] for task in self.tasks()]

    def query(self, text, *values):
        connection = sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)
        try:
            return connection.execute(text, values).fetchall()
        finally:
            connection.close()

    def check(self):
        code, out, err = self.run("ledger", "check")
        assert code == 0, (code, out, err)


def service(api):
    flags = ["--base-url", api.url]
    return flags + ["--ca-file", api.ca] if api.ca else flags


__all__ = ["Desk", "FakeApi", "KEY", "MODEL", "PRICES", "program", "service"]
