"""What is drawn in docs/ is what the program draws: the page of camera moves, its pictures, the README's storyboard."""

import glob
import json
import os
import re
import sys
import unittest
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

WRITE = "CAMLINT_WRITE_GOLDENS" in os.environ


class Drawings(unittest.TestCase):
    def hold(self, path, printed):
        if WRITE:
            with open(path, "wb") as file:
                file.write(printed)
        with open(path, "rb") as file:
            self.assertEqual(file.read().decode(), printed.decode(), path)

    def printed(self, *arguments, **more):
        code, out, err = camlint.run(*arguments, **more)
        self.assertEqual((code, err), (0, b""), arguments)
        return out

    def test_page(self):
        page = self.printed("drawings")
        self.hold(os.path.join(camlint.ROOT, "docs/camera-moves.md"), page)
        for command in json.loads(camlint.run("list", "commands", "-f", "json")[1]):
            name = command["en"].lower().replace(" ", "-")
            self.assertIn(f"![{command['en']} · {command['zh']}](moves/{name}.svg)", page.decode())

    def test_pictures(self):
        linked = re.findall(r"\]\((moves/[a-z-]+)\.svg\)", self.printed("drawings").decode())
        self.assertEqual(len(linked), len(set(linked)))
        self.assertEqual(len(linked), 15 + 4)
        pictures = set()
        for name in linked:
            printed = self.printed("drawings", os.path.basename(name))
            self.hold(os.path.join(camlint.ROOT, "docs", name + ".svg"), printed)
            root = xml.etree.ElementTree.fromstring(printed)
            self.assertEqual(root.get("viewBox"), "0 0 320 180")
            pictures.add(b"".join(xml.etree.ElementTree.tostring(e) for e in root[3:]))
        self.assertEqual(len(pictures), len(linked))
        there = glob.glob(os.path.join(camlint.ROOT, "docs/moves/*"))
        self.assertEqual(sorted(os.path.basename(p) for p in there), sorted(os.path.basename(n) + ".svg" for n in linked))

    def test_there_is_no_other(self):
        code, out, err = camlint.run("drawings", "crane-up")
        self.assertEqual((code, out), (2, b""))
        self.assertIn(b"no drawing is named 'crane-up'", err)

    def test_storyboard_of_the_readme(self):
        (prompt,) = re.findall(r"echo '([^']*)' \| camlint timeline", self.readme())
        out = self.printed("timeline", "-f", "svg", "--language", "en", "--stdin-filename", "book.txt", "-",
                           stdin=prompt.encode() + b"\n")
        self.hold(os.path.join(camlint.ROOT, "docs/storyboard.svg"), out)
        self.assertIn("](docs/storyboard.svg)", self.readme())

    def test_rules_and_hovers_point_at_the_page(self):
        pointing = {r["category"] for r in json.loads(camlint.run("list", "rules", "-f", "json")[1])
                    if b"docs/camera-moves.md" in camlint.run("rule", r["name"])[1]}
        self.assertEqual(pointing, {"command", "combination", "timeline"})
        chinese = camlint.run("rule", "impossible-axis", "--language", "zh")[1].decode()
        self.assertIn("图示见 docs/camera-moves.md", chinese)

    @staticmethod
    def readme():
        with open(os.path.join(camlint.ROOT, "README.md"), encoding="utf-8") as file:
            return file.read()


if __name__ == "__main__":
    camlint.main()
