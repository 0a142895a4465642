"""Inputs that mean harm: all end by themselves with a clear result, in time and memory that do not
grow faster than the input. The limits are those that a hang or a blow-up would exceed."""

import concurrent.futures
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


# Shapes that a carrier's reader has to get through before there is a prompt.
DOCUMENTS = {
    ".csv": {
        "open quotes": lambda n: b"id,prompt\n" + b'1,"A man\n' * n,
        "doubled quotes": lambda n: b"id,prompt\n" + b'1,"""\n' * n,
        "one open quote, then none": lambda n: b'id,prompt\n1,"A man\n' + b"2,A woman\n" * n,
        "cells": lambda n: b"id,prompt\n" + b"," * n,
        "columns": lambda n: b"prompt" + b",x" * n + b"\n" + b"a" + b",b" * n + b"\n",
        "quotes in one cell": lambda n: b'prompt\n"' + b'""' * n + b'"\n',
        "carriage returns": lambda n: b"prompt\r" + b"A man\r" * n,
        "cells that go on": lambda n: b"prompt,b\n" + b'a","\n' * n,
        "fixes in one cell": lambda n: b"prompt\n" + b"[Pan left+Shake] " * n,
    },
    ".md": {
        "quote marks": lambda n: b"> " * n + b"\n" + b"> " * n,
        "list marks": lambda n: b"- " * n + b"\n" * n,
        "fences": lambda n: b"```prompt\nA man\n```\n" * n,
        "open fences": lambda n: b"~~~~prompt\n```prompt\n" * n,
        "lines in a quoted fence": lambda n: b"> ```prompt\n" + b"> A man\n" * n,
        "backticks": lambda n: b"`" * n + b"\n" + b"`" * n,
        "digits": lambda n: b"1" * n + b"\n" + b"1. " * n,
    },
    ".sh": {
        "open quotes": lambda n: b"curl -d '" * n,
        "words": lambda n: b"curl " + b"-d " * n,
        "quoted words": lambda n: b"curl " + b'"a" ' * n,
        "parentheses": lambda n: b"(" * n,
        "marks of other texts": lambda n: b"cat <<$X\n" * n,
        "commands": lambda n: b"curl -d '{}' x/video_generation;" * n,
        "here-documents": lambda n: b"curl -d @- <<A\n" * n,
        "many marks, one text": lambda n: b"curl " + b"<<A " * n + b"\nx\n" * n,
        "backslashes": lambda n: b"curl -d \"" + b"\\\"" * n + b"\"",
        "dollars": lambda n: b"$" * n + b"'" * n,
    },
    ".json": {
        "nodes": lambda n: b'{"nodes":[' + b'{"type":"MinimaxTextToVideoNode","widgets_values":["x"]},' * n + b"1]}",
        "requests": lambda n: b"[" + b'{"model":"T2V-01","prompt":"x"},' * n + b"1]",
        "fields": lambda n: b'{"model":"T2V-01","prompt":"x"' + b',"modle":1' * n + b"}",
        "prompts": lambda n: b'{"model":"T2V-01"' + b',"prompt":"x"' * n + b"}",
        "escapes": lambda n: b'{"prompt":"' + b"\\u200b" * n + b'"}',
    },
    ".jsonl": {
        "long names": lambda n: b'{"prompt":"x","model":"' + b"M" * n + b'"}',
    },
}
TEXTS = {
    "cameras": lambda n: b"camera " * n,
    "cameras in Chinese": lambda n: "镜头".encode() * n,
    "a camera, then words": lambda n: b"camera " + b"slowly " * n,
    "placeholders": lambda n: b"{{x}}" * n,
    "open placeholders": lambda n: b"{{" * n + b"${" * n,
    "zero-width": lambda n: b"\xe2\x80\x8b" * n,
    "zero-width, apart": lambda n: b"x\xe2\x80\x8b" * n,
    "tags": lambda n: b"\xf3\xa0\x81\x81" * n,
    "flags that do not end": lambda n: (b"\xf0\x9f\x8f\xb4" + b"\xf3\xa0\x81\x81" * 8) * n,
    "controls": lambda n: b"\x01x" * n,
}


# Fixes that touch each other, or that a later pass has to find.
FIXES = {
    "one pair of brackets for all": lambda n: "【推进".encode() + "→左摇".encode() * n + "】".encode(),
    "empty places": lambda n: b"[Push in" + b", ," * n + b"Shake]",
    "repetitions": lambda n: b"[Shake" + b",Shake" * n + b"]",
    "open brackets": lambda n: b"[Push in " * n,
    "nothing but brackets": lambda n: b"A man" + b" []" * n,
    "two fixes in a word": lambda n: b"[ps\xe2\x80\x8buh  in] " * n,
}


def instructions(path, *flags):
    """Instructions that one run takes, by valgrind: repeatable whatever else the machine does."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", camlint.PROGRAM,
                               "check", *(flags or ("-f", "concise")), "--jobs", "1", path],
                              capture_output=True, check=False, timeout=250)
        assert done.returncode in (0, 1), done.stderr
        [line] = [l for l in done.stderr.decode().splitlines() if "Collected" in l]
        return int(line.split()[-1])


class Hostile(unittest.TestCase):
    def check(self, data, suffix=".txt", timeout=60, flags=()):
        with tempfile.NamedTemporaryFile(suffix=suffix) as file:
            file.write(data)
            file.flush()
            code, out, err = camlint.run("check", "-f", "json", *flags, file.name, timeout=timeout)
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
            [finding] = self.check(data, flags=["--max-file-size", "32M"])["diagnostics"]
            self.assertEqual(finding["rule"], "prompt-too-long")
            self.assertEqual(finding["range"]["start"]["column"], 2001)
            self.assertEqual(finding["range"]["end"]["column"], len(data.decode()) + 1)

    def test_random_bytes(self):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={seed}", file=sys.stderr)
        draw = random.Random(seed)
        for suffix in (".txt", ".jsonl", ".prompt", ".json", ".csv", ".tsv", ".md", ".sh"):
            self.check(draw.randbytes(1 << 20), suffix)

    @unittest.skipIf(SANITIZED, "valgrind cannot run a sanitized program")
    def test_time_is_linear(self):
        self.check_growth([(".txt", name, shape) for name, shape in (SHAPES | TEXTS).items()])

    @unittest.skipIf(SANITIZED, "valgrind cannot run a sanitized program")
    def test_time_to_read_a_carrier_is_linear(self):
        self.check_growth([(suffix, name, shape) for suffix, shapes in DOCUMENTS.items() for name, shape in shapes.items()])

    @unittest.skipIf(SANITIZED, "valgrind cannot run a sanitized program")
    def test_time_to_fix_is_linear(self):
        self.check_growth([(".txt", name, shape) for name, shape in FIXES.items()], "--diff", "--unsafe-fixes")

    def check_growth(self, shapes, *flags):
        """Twice the input, twice the work: three sizes each, so that a start's own cost drops out."""
        with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
            def count(job):
                (suffix, name, shape), n = job
                path = os.path.join(folder, f"{name} {n}{suffix}".replace("/", ""))
                with open(path, "wb") as file:
                    file.write(shape(n))
                return instructions(path, *flags)

            counts = list(pool.map(count, [(shape, n) for shape in shapes for n in (500, 1000, 2000)]))
        for i, (suffix, name, _) in enumerate(shapes):
            three = counts[3 * i:3 * i + 3]
            # The step doubles too: twice as much, with some room for growing buffers.
            first, second = three[1] - three[0], three[2] - three[1]
            self.assertLess(second, 2.4 * first + 1_000_000, (suffix, name, three))

    def peak_of(self, form, head, block, size):
        """The most memory, in KiB, that the program takes for `size` bytes of blocks through a pipe."""
        program = [camlint.PROGRAM, "check", "-f", "jsonl", "--input-format", form, "--jobs", "1", "-"]
        with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            process.stdin.write(head)
            for _ in range(size // len(block)):
                process.stdin.write(block)
            process.stdin.flush()
            with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
                [peak] = [line.split()[1] for line in file if line.startswith("VmHWM:")]
            process.stdin.close()
            self.assertEqual(process.wait(timeout=300), 1)
        return int(peak)

    def test_records_take_no_memory_with_their_number(self):
        """1 GB of JSONL and 100 MB of CSV, each under 64 MiB of memory."""
        body = b'{"model":"MiniMax-Hailuo-2.3","prompt":"A man picks up a book [Push in], then reads.","prompt_optimizer":false}\n'
        row = b'MiniMax-Hailuo-2.3,"A man picks up a book [Push in],\nthen ""reads"".",false\n'
        for form, head, record, size in [("jsonl", b"", body, 1_000_000_000),
                                         ("csv", b"model,prompt,prompt_optimizer\n", row, 100_000_000)]:
            block = record * 999 + record.replace(b"Push", b"Psuh")
            # A sanitizer keeps freed memory on purpose, and takes its time.
            peak = self.peak_of(form, head, block, size // 20 if SANITIZED else size)
            if not SANITIZED:
                self.assertLess(peak, 64 * 1024, form)

    def test_a_record_that_is_too_large(self):
        huge = b'{"prompt":"' + b"x" * (3 << 20) + b'"}\n'
        good = b'{"model":"T2V-01-Director","prompt":"A man [Psuh in].","prompt_optimizer":false}\n'
        quoted = b'prompt\n[Psuh in]\n"' + b"x" * (3 << 20) + b'"\n[Psuh in]\n'
        for suffix, data in [(".jsonl", good + huge + good), (".csv", quoted), (".csv", b"prompt\n[Psuh in]\n" + b"x" * (3 << 20) + b"\n[Psuh in]\n"),
                             (".jsonl", good + huge.replace(b"\n", b"\r\n") + good)]:
            report = self.check(data, suffix)
            found = [(d["rule"], d["range"]["start"]["line"]) for d in report["diagnostics"]]
            first = 1 if suffix == ".jsonl" else 2
            self.assertEqual(found, [("unknown-command", first), ("invalid-document", first + 1),
                                     ("unknown-command", first + 2)])
            self.assertIn("larger than 1048576 bytes", report["diagnostics"][1]["message"])
            starts = [i for i in range(len(data)) if data.startswith(b"Psuh in", i)]
            self.assertEqual([d["range"]["start"]["byte"] for d in report["diagnostics"] if d["rule"] == "unknown-command"], starts)


if __name__ == "__main__":
    camlint.main()
