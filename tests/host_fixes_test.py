"""Fixes inside CSV cells, JSON strings, shell words and Markdown: applied by Python to the host and read
back by Python's own readers, the text is what the same fix makes of the bare text."""

import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

DRAWS = 500
URL = "https://api.minimax.io/v1/video_generation"
PIECES = ["A man ", "she walks", "'", '"', "\\", "$5", "`", "!", ", ", ";", "推", "🎬", "👩‍🚀", "\t", "é", "#", "{", "%"]
# What is wrong, what it becomes, and the rule that says so.
FAULTS = [("[Push in，Shake]", "[Push in,Shake]", "command-separator"), ("[Psuh in]", "[Push in]", "unknown-command"),
          ("【推进】", "[推进]", "fullwidth-bracket"), ("[Dolly in]", "[Push in]", "synonym-command"),
          ("[Shake,Shake]", "[Shake]", "duplicate-command"), ("\u202e", "", "bidi-control")]


def quoted_twice(text):
    """A shell word in double quotes."""
    for special in '\\"$`':
        text = text.replace(special, "\\" + special)
    return '"' + text + '"'


def body(text):
    return {"model": "T2V-01-Director", "prompt": text, "prompt_optimizer": False}


def csv_text(rows, quoting):
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\r\n").writerows([["id", "prompt"], *rows])
    return out.getvalue()


def sent_by(script):
    """The prompts of the bodies that a real shell hands to curl."""
    fake = "curl() { for last; do :; done; printf '%s\\n' \"$last\"; }\n"
    done = subprocess.run(["sh"], input=(fake + script).encode(), capture_output=True, check=True)
    return [json.loads(line)["prompt"] for line in done.stdout.splitlines()]


# Per carrier: suffix, writer of a list of texts, reader of them.
CARRIERS = {
    "csv": (".csv", lambda t: csv_text(enumerate(t), csv.QUOTE_MINIMAL),
            lambda s: [row[1] for row in csv.reader(io.StringIO(s, newline=""))][1:]),
    "csv, all quoted": (".csv", lambda t: csv_text(enumerate(t), csv.QUOTE_ALL),
                        lambda s: [row[1] for row in csv.reader(io.StringIO(s, newline=""))][1:]),
    "jsonl": (".jsonl", lambda t: "".join(json.dumps(body(x)) + "\n" for x in t),
              lambda s: [json.loads(line)["prompt"] for line in s.splitlines()]),
    "json": (".json", lambda t: json.dumps([body(x) for x in t], ensure_ascii=False, indent=1),
             lambda s: [x["prompt"] for x in json.loads(s)]),
    "shell": (".sh", lambda t: "".join(f"curl {URL} -d {quoted_twice(json.dumps(body(x)))}\n" for x in t), sent_by),
    "shell, single quotes": (".sh", lambda t: "".join("curl %s -d '%s'\n" % (URL, json.dumps(body(x)).replace("'", "'\\''"))
                                                      for x in t), sent_by),
    "markdown": (".md", lambda t: "".join(f"> ```prompt\n> {x}\n> ```\n\n" for x in t),
                 lambda s: [line[2:] for line in s.split("\n")[1::4]]),
}


class HostFixes(unittest.TestCase):
    def setUp(self):
        self.seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={self.seed}", file=sys.stderr)
        self.draw = random.Random(self.seed)

    def random_text(self):
        return "x" + "".join(self.draw.choice(PIECES) for _ in range(self.draw.randrange(8)))

    def mend(self, raw, suffix, rule):
        """The bytes with the first fix of each finding of a rule applied; how many there were."""
        with tempfile.NamedTemporaryFile(suffix=suffix) as file:
            file.write(raw)
            file.flush()
            report = camlint.check_json("--select", rule, file.name)
        fixes = [d["fixes"][0]["edits"] for d in report["diagnostics"] if d["fixes"]]
        for edit in sorted((e for edits in fixes for e in edits), key=lambda e: -e["range"]["start"]["byte"]):
            begin, end = edit["range"]["start"]["byte"], edit["range"]["end"]["byte"]
            raw = raw[:begin] + edit["text"].encode() + raw[end:]
        return raw, len(fixes)

    def test_fixes_in_hosts(self):
        for name, (suffix, write, read) in CARRIERS.items():
            for fault, mended, rule in FAULTS:
                parts = [(self.random_text(), self.random_text()) for _ in range(DRAWS)]
                raw = write([a + fault + b for a, b in parts]).encode()
                fixed, count = self.mend(raw, suffix, rule)
                where = f"CAMLINT_SEED={self.seed} {name} {rule}"
                self.assertEqual(count, DRAWS, where)
                self.assertEqual(read(fixed.decode()), [a + mended + b for a, b in parts], where)


if __name__ == "__main__":
    camlint.main()
