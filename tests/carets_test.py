"""In the full format the carets stand below the offending text, cell by cell. Widths are counted here
from Python's own Unicode tables, not the program's."""

import glob
import os
import re
import sys
import unicodedata
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint


def cells(text):
    """Terminal cells; of a ZWJ sequence, a flag or a skin tone only the first part counts."""
    width, joined, flag = 0, False, False
    for c in text:
        if c == "\u200d":
            joined = True
        elif c == "\ufe0f":
            continue
        elif joined or 0x1F3FB <= ord(c) <= 0x1F3FF or unicodedata.combining(c):
            joined = False
        elif 0x1F1E6 <= ord(c) <= 0x1F1FF:
            width += 0 if flag else 2
            flag = not flag
        else:
            width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
            joined = False
    return width


class Carets(unittest.TestCase):
    def test_corpus(self):
        files = sorted(glob.glob(os.path.join(camlint.ROOT, "corpus/prompts/*.*")))
        count = 0
        for path in files:
            if path.endswith(".tsv"):
                continue
            report = camlint.check_json(path)
            _, out, _ = camlint.run("check", path)
            blocks = re.findall(r"^ +(\d+) \| (.*)\n +\| ( *)(\^+)$", out.decode(), re.M)
            self.assertEqual(len(blocks), len(report["diagnostics"]))
            with open(path, "rb") as file:
                raw = file.read()
            for finding, (_, line, indent, carets) in zip(report["diagnostics"], blocks):
                span = finding["range"]
                if span["start"]["line"] != span["end"]["line"] or finding["rule"] == "prompt-too-long":
                    continue
                text = raw[span["start"]["byte"]:span["end"]["byte"]].decode()
                if "\ufe0f" in line:
                    continue  # what follows U+FE0F is as wide as the terminal's font says
                starts = [m.start() for m in re.finditer(re.escape(text), line)]
                self.assertIn(len(indent), [cells(line[:at]) for at in starts], (path, line, text))
                self.assertEqual(len(carets), max(1, cells(text)), (path, line, text))
                count += 1
        self.assertGreater(count, 80)


if __name__ == "__main__":
    camlint.main()
