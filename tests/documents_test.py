"""corpus/documents/<format>/: each file beside what `check -f concise` says of it, and corpus/prompts
against its hand-made list of findings. CAMLINT_UPDATE=1 rewrites the .expected files: read the diff."""

import collections
import glob
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint


class Documents(unittest.TestCase):
    def test_goldens(self):
        folder = os.path.join(camlint.ROOT, "corpus/documents")
        cases = [f for f in sorted(glob.glob(folder + "/*/*")) if not f.endswith(".expected")]
        self.assertGreater(len(cases), 40)
        for path in cases:
            with self.subTest(path):
                form = os.path.basename(os.path.dirname(path))
                name = os.path.relpath(path, camlint.ROOT)
                code, out, err = camlint.run("check", "-f", "concise", "--input-format", form, name)
                self.assertIn(code, (0, 1), err)
                if os.environ.get("CAMLINT_UPDATE"):
                    with open(path + ".expected", "wb") as file:
                        file.write(out)
                with open(path + ".expected", "rb") as file:
                    self.assertEqual(out.decode(), file.read().decode())

    def test_every_format_has_eight(self):
        for form in json.loads(camlint.run("list", "formats", "-f", "json")[1]):
            files = glob.glob(os.path.join(camlint.ROOT, "corpus/documents", form["name"], "*"))
            self.assertGreaterEqual(sum(not f.endswith(".expected") for f in files), 8, form["name"])


class Prompts(unittest.TestCase):
    """No noise: of findings at warning or above there are those that a reader listed, and no others."""

    def test_findings_are_those_listed(self):
        folder = os.path.join(camlint.ROOT, "corpus/prompts")
        expected = collections.Counter()
        with open(os.path.join(folder, "expected.tsv"), encoding="utf-8") as file:
            for row in file.read().splitlines()[1:]:
                name, prompt, rule, text = row.split("\t")
                expected[name, int(prompt), rule, text] += 1
        files = [f for f in sorted(glob.glob(folder + "/*")) if not f.endswith(".tsv")]
        report = camlint.check_json(*files)
        self.assertGreaterEqual(report["summary"]["prompts"], 120)
        found = collections.Counter()
        for finding in report["diagnostics"]:
            if finding["severity"] == "info":
                continue
            with open(finding["file"], "rb") as file:
                raw = file.read()
            text = raw[finding["range"]["start"]["byte"]:finding["range"]["end"]["byte"]].decode()
            if finding["file"].endswith((".json", ".jsonl")):
                text = json.loads('"' + text + '"')
            text = "*" if finding["rule"] == "prompt-too-long" else text.replace("\n", "\\n")
            found[os.path.basename(finding["file"]), finding["prompt"], finding["rule"], text] += 1
        self.assertEqual(found - expected, {}, "noise")
        self.assertEqual(expected - found, {}, "missed")

    def test_official_examples_are_clean(self):
        folder = os.path.join(camlint.ROOT, "corpus/prompts")
        for name in ("official-en.json", "official-zh.json"):
            # They have directives and leave prompt_optimizer at its default, which the page advises against.
            report = camlint.check_json(os.path.join(folder, name))
            self.assertEqual([d["rule"] for d in report["diagnostics"]], ["optimizer-with-commands"], name)
        report = camlint.check_json(os.path.join(folder, "official-slip.txt"))
        [slip] = report["diagnostics"]
        self.assertEqual((slip["rule"], slip["fixes"][0]["safety"]), ("synonym-command", "safe"))
        self.assertEqual(slip["fixes"][0]["edits"][0]["text"], "Pull out")


if __name__ == "__main__":
    camlint.main()
