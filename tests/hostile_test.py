"""Inputs that mean harm: all end by themselves with a clear result, in time and memory that do not
grow faster than the input. The limits are those that a hang or a blow-up would exceed."""

import glob
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

SANITIZED = os.environ.get("CAMLINT_SANITIZED") == "1"

SHAPES = {
    "open": lambda n: b"[" * n,
    "empty": lambda n: b"[]" * n,
    "empty, then text": lambda n: b"[]" * n + b"x",
    "close": lambda n: b"]" * n,
    "nested": lambda n: b"[" * n + b"]" * n,
    "unclosed": lambda n: b"[Push in " * n,
    "unknown": lambda n: b"[Psuh in] " * n,
    "one bracket": lambda n: b"[Push in" + b",Shake" * n + b"]",
    "one bracket, misspelt": lambda n: b"[Psuh in" + b",Psuh in" * n + b"]",
    "unknown, then known": lambda n: b"[Push in" + b",x" * n + b",Shake" * n + b"]",
    "unknown, then misspelt": lambda n: b"[x" + b",x" * n + b",Psuh in" * n + b"]",
    "slashes": lambda n: b"[Pan left" + b"/Pan right" * n + b"]",
    "then": lambda n: b"[Pan left" + b" then Push in" * n + b"]",
    "full-width": lambda n: "【推进】".encode() * n,
    "lines": lambda n: b"[Pan left,\nShake]\n" * n,
    "half of an open": lambda n: b"\xe3\x80" * n,
    "one label": lambda n: b"[Push in " + b"x " * n + b"]",
}


def instructions(path):
    """Instructions that one run takes, by valgrind: repeatable whatever else the machine does."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", camlint.PROGRAM,
                               "check", "-f", "concise", "--jobs", "1", path],
                              capture_output=True, check=False, timeout=250)
        assert done.returncode in (0, 1), done.stderr
        [line] = [l for l in done.stderr.decode().splitlines() if "Collected" in l]
        return int(line.split()[-1])


class Hostile(unittest.TestCase):
    def check(self, data, suffix=".txt", timeout=60):
        with tempfile.NamedTemporaryFile(suffix=suffix) as file:
            file.write(data)
            file.flush()
            code, out, err = camlint.run("check", "-f", "json", file.name, timeout=timeout)
        self.assertIn(code, (0, 1), err[:500])
        return json.loads(out)

    def test_corpus(self):
        files = sorted(glob.glob(os.path.join(camlint.ROOT, "corpus/hostile/*")))
        self.assertGreater(len(files), 20)
        for form in ("full", "concise", "json", "jsonl"):
            code, out, err = camlint.run("check", "-f", form, *files)
            self.assertEqual((code, err), (1, b""), form)
            out.decode()  # whatever came in, UTF-8 goes out

    def test_many_brackets(self):
        for name, shape in SHAPES.items():
            with self.subTest(name):
                self.check(shape(20000))

    def test_a_hundred_thousand_brackets(self):
        report = self.check(b"[Psuh in] " * 100000)
        self.assertEqual(sum(d["rule"] == "unknown-command" for d in report["diagnostics"]), 100000)

    def test_deep_json(self):
        for data in (b"[" * 100000, b'{"a":' * 100000, b"[" * 100000 + b"]" * 100000):
            [finding] = self.check(data, ".json")["diagnostics"]
            self.assertEqual(finding["rule"], "invalid-document")
            self.assertIn("64 levels", finding["message"])

    def test_a_line_of_twenty_megabytes(self):
        for text in (b"A man walks on. ", "雨后的老街，灯笼亮了。".encode()):
            data = text * (20_000_000 // len(text))
            [finding] = self.check(data)["diagnostics"]
            self.assertEqual(finding["rule"], "prompt-too-long")
            self.assertEqual(finding["range"]["start"]["column"], 2001)
            self.assertEqual(finding["range"]["end"]["column"], len(data.decode()) + 1)

    def test_random_bytes(self):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={seed}", file=sys.stderr)
        draw = random.Random(seed)
        for suffix in (".txt", ".jsonl", ".prompt", ".json"):
            self.check(draw.randbytes(1 << 20), suffix)

    @unittest.skipIf(SANITIZED, "valgrind cannot run a sanitized program")
    def test_time_is_linear(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, shape in SHAPES.items():
                counts = []
                for n in (1000, 2000, 4000):
                    path = os.path.join(folder, "x.txt")
                    with open(path, "wb") as file:
                        file.write(shape(n))
                    counts.append(instructions(path))
                # The step doubles too: twice as much, with some room for growing buffers.
                first, second = counts[1] - counts[0], counts[2] - counts[1]
                self.assertLess(second, 2.4 * first + 1_000_000, (name, counts))

    def test_jsonl_takes_no_memory_with_its_size(self):
        """100 MB of records through a pipe, under 64 MiB of memory."""
        record = b'{"model":"MiniMax-Hailuo-2.3","prompt":"A man picks up a book [Push in], then reads."}\n'
        block = record * 999 + record.replace(b"Push", b"Psuh")
        program = [camlint.PROGRAM, "check", "-f", "jsonl", "--input-format", "jsonl", "--jobs", "1", "-"]
        with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            for _ in range(100_000_000 // len(block)):
                process.stdin.write(block)
            process.stdin.flush()
            with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
                [peak] = [line.split()[1] for line in file if line.startswith("VmHWM:")]
            process.stdin.close()
            self.assertEqual(process.wait(timeout=120), 1)
        if not SANITIZED:  # a sanitizer keeps freed memory on purpose
            self.assertLess(int(peak), 64 * 1024)


if __name__ == "__main__":
    camlint.main()
