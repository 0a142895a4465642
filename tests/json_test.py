"""corpus/json/cases.tsv: what RFC 8259 accepts and refuses, read by the program on a small stack.

A row says `accept`, `refuse` or `either` (the RFC leaves it open: then the program only has to end by
itself). `\\xHH` in the text is that byte."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

STACK_KIB = 1024 if os.environ.get("CAMLINT_SANITIZED") == "1" else 256


def cases():
    with open(os.path.join(camlint.ROOT, "corpus/json/cases.tsv"), encoding="ascii", newline="\n") as file:
        rows = file.read().split("\n")[1:-1]
    for row in rows:
        verdict, name, text = row.split("\t")
        yield verdict, name, re.sub(rb"\\x(..)", lambda m: bytes([int(m[1], 16)]), text.encode())


def invalid_files(paths):
    """Which of the files the program cannot read as JSON."""
    done = subprocess.run(["sh", "-c", f'ulimit -s {STACK_KIB}; exec "$@"', "sh", camlint.PROGRAM, "check",
                           "--input-format", "json", "-f", "jsonl", *paths], capture_output=True, check=False)
    assert done.returncode in (0, 1), (done.returncode, done.stderr)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {d["file"] for d in found if d["rule"] == "invalid-document"}


class Json(unittest.TestCase):
    def test_cases(self):
        rows = list(cases())
        self.assertGreaterEqual(len(rows), 200)
        with tempfile.TemporaryDirectory() as folder:
            for _, name, text in rows:
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(text)
            invalid = {os.path.basename(path) for path in invalid_files([f"{folder}/{name}" for _, name, _ in rows])}
        for verdict, name, text in rows:
            if verdict != "either":
                self.assertEqual(name in invalid, verdict == "refuse", (name, text))
        self.assertGreater(sum(verdict == "accept" for verdict, _, _ in rows), 100)
        self.assertGreater(sum(verdict == "refuse" for verdict, _, _ in rows), 100)

    def test_depth_is_the_same_everywhere(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, text in [("64", b"[" * 64 + b"]" * 64), ("65", b"[" * 65 + b"]" * 65),
                               ("64-objects", b'{"a":' * 63 + b"{}" + b"}" * 63),
                               ("65-objects", b'{"a":' * 64 + b"{}" + b"}" * 64), ("many", b"[" * 1_000_000)]:
                paths.append(os.path.join(folder, name))
                with open(paths[-1], "wb") as file:
                    file.write(text)
            invalid = {os.path.basename(path) for path in invalid_files(paths)}
        self.assertEqual(invalid, {"65", "65-objects", "many"})


if __name__ == "__main__":
    camlint.main()
