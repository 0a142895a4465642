"""What a writer puts into a file, camlint reads back. Random prompts go into every carrier by writers that know
nothing of the program: Python's json, csv and shlex, and plain strings. The texts must come back as they were, and a
planted directive must be found at its bytes.

It is planted as `[+Psuh in+]`. No writer escapes or writes a plus, so in what is written they stand around the very
bytes that a finding has to cover; then they are taken out. Without them `[Psuh in]` is a decoy: it may not be found."""

import collections
import itertools
import json
import os
import random
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from documents import (MODELS, PLANT, Draw, File, draw_body, draw_bom, draw_csv_file, draw_json,
                       draw_markdown_file, draw_plain_file, draw_script, draw_text, draw_workflow_file)


def unmark(marked):
    """The bytes without the marks, and the byte range that each pair of marks enclosed."""
    parts = marked.split("+")
    ends = list(itertools.accumulate(len(part.encode()) for part in parts))
    return "".join(parts).encode(), list(zip(ends[0:-1:2], ends[1:-1:2]))


class RoundTrip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={cls.seed}", file=sys.stderr)

    def setUp(self):
        self.draw = Draw(f"{self.seed} {self.id()}")

    def hold(self, form, files):
        """The ranges of all files in one run, the texts of some of them in a run each."""
        with tempfile.TemporaryDirectory() as folder:
            for file in files:
                with open(os.path.join(folder, file.name), "wb") as out:
                    out.write(unmark(file.text)[0])
            self.hold_ranges(form, folder, files)
            for file in self.draw.sample(files, min(100, len(files))):
                self.hold_texts(form, folder, file)

    def hold_ranges(self, form, folder, files):
        report = camlint.check_json("--select", "unknown-command", "--input-format", form,
                                    *(os.path.join(folder, file.name) for file in files))
        found = collections.defaultdict(list)
        for finding in report["diagnostics"]:
            span = [finding["range"][end]["byte"] for end in ("start", "end")]
            found[os.path.basename(finding["file"])].append((finding["prompt"], *span))
        for file in files:
            raw, spans = unmark(file.text)
            planted = [i for i, request in enumerate(file.requests) if PLANT in request["prompt"]]
            self.assertEqual(len(planted), len(spans), f"CAMLINT_SEED={self.seed}: {file.text!r} lost a mark")
            expected = [(i, *span) for i, span in zip(planted, spans)]
            for want, got in itertools.zip_longest(expected, sorted(found[file.name])):
                [index, begin, end] = min(filter(None, (want, got)))
                near = raw[max(0, begin - 60):end + 60]
                self.compare(file, index, f"(prompt, begin, end) at {near!r}", want, got)
        self.assertEqual(report["summary"]["prompts"], sum(len(file.requests) for file in files),
                         f"CAMLINT_SEED={self.seed}: the number of prompts; the last is {files[-1].requests[-1]!r}")

    def hold_texts(self, form, folder, file):
        path = os.path.join(folder, file.name)
        code, out, err = camlint.run("dump", "--prompts", "--input-format", form, path)
        self.assertEqual((code, err), (0, b""), f"CAMLINT_SEED={self.seed}: {file.name}: {file.text[:500]!r}")
        expected = [(i, request["prompt"].replace("+", ""), request.get("model"))
                    for i, request in enumerate(file.requests)]
        records = [json.loads(line) for line in out.splitlines()]
        read = [(record["prompt"], record["text"], record["fields"].get("model")) for record in records]
        for index, (want, got) in enumerate(itertools.zip_longest(expected, read)):
            self.compare(file, index, "(prompt, text, model)", want, got)

    def compare(self, file, index, what, want, got):
        if want != got:
            prompt = file.requests[index] if index < len(file.requests) else "not written"
            self.fail(f"CAMLINT_SEED={self.seed}: {what}: expected {want}, got {got}; "
                      f"prompt {index} of {file.name} is {prompt!r}")

    def test_json(self):
        files = []
        for number in range(8):
            bodies = [draw_body(self.draw) for _ in range(250)]
            files.append(File(f"{number}.json", draw_bom(self.draw) + draw_json(self.draw, bodies), bodies))
        self.hold("json", files)

    def test_jsonl(self):
        bodies = [draw_body(self.draw) for _ in range(2000)]
        lines = (draw_json(self.draw, body, [None]) + self.draw.choice(("\n", "\r\n", "\n \n")) for body in bodies)
        self.hold("jsonl", [File("bodies.jsonl", draw_bom(self.draw) + "".join(lines), bodies)])

    def test_text(self):
        self.hold("text", [draw_plain_file(self.draw, f"{number}.txt") for number in range(2000)])

    def test_lines(self):
        requests = [{"prompt": draw_text(self.draw, breaks=())} for _ in range(2000)]
        lines = (request["prompt"] + self.draw.choice(("\n", "\r\n", "\r", "\n\t\n")) for request in requests)
        self.hold("lines", [File("prompts.txt", draw_bom(self.draw) + "".join(lines), requests)])

    def test_prompt(self):
        models = self.draw.choices((None, *MODELS), k=2000)
        self.hold("prompt", [draw_plain_file(self.draw, f"{i}.prompt", model) for i, model in enumerate(models)])

    def test_csv(self):
        self.hold("csv", [draw_csv_file(self.draw, f"{number}.csv", ",", 250) for number in range(8)])

    def test_tsv(self):
        self.hold("auto", [draw_csv_file(self.draw, f"{number}.tsv", "\t", 250) for number in range(8)])

    def test_markdown(self):
        self.hold("markdown", [draw_markdown_file(self.draw, number, 100) for number in range(20)])

    def test_comfyui(self):
        self.hold("comfyui", [draw_workflow_file(self.draw, number, 125) for number in range(16)])

    def test_shell(self):
        bodies = [[draw_body(self.draw) for _ in range(125)] for _ in range(16)]
        self.hold("shell", [File(f"{i}.sh", draw_script(self.draw, some), some) for i, some in enumerate(bodies)])


if __name__ == "__main__":
    camlint.main()
