"""The library that VS Code's clients are made of, from npm: what camlint answers is what the library takes for a
Diagnostic, a CodeAction and so on, and says what it should. Positions in UTF-8."""

import os
import subprocess
import unittest

import drive
from drive import camlint

DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "protocol.js")
PACKAGE = "vscode-languageserver-protocol"
RANGE = "^3.17.5"

FIX = "A 😀 猫 walks [Psuh in], then 🎬 [Pan left , Shake].\nLast [shake, Pull out].\n"
FORMATTED = "A 😀 猫 walks [Psuh in], then 🎬 [Pan left,Shake].\nLast [Shake,Pull out].\n"
CAMERA = "😀 [Pedestal up,Pan left] 猫\n[Static shot] [psuh in]\n"
COUNT = 300


class Protocol(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        desk = drive.Desk()
        cls.addClassCleanup(desk.temporary.cleanup)
        for name, text in {"fix": FIX, "camera": CAMERA, "open": "A 😀 lamp [\n", "chinese": "😀 一只猫【\n",
                           "unopened": "A 猫 [Puhs in]\n"}.items():
            desk.write(name + ".prompt", text)
        for number in range(COUNT):
            desk.write(f"more/{number}.prompt", "[Push in]\n")
        cls.seen = desk.run(["node", DRIVER], env={"NODE_PATH": os.path.join(FOLDER, "node_modules")})

    def test_valid(self):
        """What the library itself refuses."""
        self.assertEqual(self.seen["invalid"], [])
        self.assertEqual(self.seen["capabilities"]["positionEncoding"], "utf-8")
        self.assertEqual(self.seen["server"]["name"], "camlint")
        self.assertEqual(self.seen["sections"], ["camlint"])

    def test_document_diagnostics(self):
        line, column, _ = drive.bytes_before(FIX, "Psuh in")
        found = [d for d in self.seen["pulled"] if d["code"] == "unknown-command"]
        self.assertEqual([(d["text"], d["start"], d["severity"], d["source"]) for d in found],
                         [("Psuh in", {"line": line, "character": column}, 2, "camlint")])
        self.assertTrue(found[0]["href"])
        self.assertEqual([d["text"] for d in self.seen["pulled"] if d["code"] == "command-case"], ["shake"])
        self.assertNotIn("pushed", self.seen, "what is pulled is not pushed")

    def test_workspace_diagnostics(self):
        """Files that are open and files that are not, told piece by piece."""
        files = self.seen["workspace"]["files"]
        self.assertEqual([found for found in files["unopened.prompt"] if found[0] == "unknown-command"],
                         [["unknown-command", "Puhs in"]])
        self.assertIn(["unknown-command", "Psuh in"], files["fix.prompt"])
        self.assertEqual([name for name in files if name[0].isdigit() and files[name]], [])
        self.assertTrue(self.seen.get("has_partial_results"))
        progress = self.seen["workspace"]["progress"]
        self.assertEqual((progress[0], progress[-1]), ("begin", "end"))

    def test_completion(self):
        self.assertEqual(self.seen["english"][:15], drive.ENGLISH)
        self.assertEqual(self.seen["chinese"][:15], drive.CHINESE)

    def test_hover(self):
        hover = self.seen["hover"]
        self.assertEqual((hover["kind"], hover["range"]), ("markdown", "Pedestal up"))
        for part in ("Pedestal up", "上升"):
            self.assertIn(part, hover["text"])

    def test_inlay_hints(self):
        """The order of directives, and how many characters there are without the last line end: counted by hand."""
        self.assertEqual(self.seen["hints"], [
            ["1", {"line": 0, "character": 5}], ["2", {"line": 1, "character": 0}], ["3", {"line": 1, "character": 14}],
            ["50/2000", {"line": 1, "character": 23}],
        ])

    def test_semantic_tokens(self):
        kinds = [(text, kind) for text, kind, _ in self.seen["tokens"] if kind != "operator"]
        self.assertEqual(kinds, [(text, "keyword") for text in ("Pedestal up", "Pan left", "Static shot", "psuh in")])
        self.assertEqual([text for text, _, modifiers in self.seen["tokens"] if modifiers], ["psuh in"])
        self.assertEqual([text for text, kind, _ in self.seen["tokens"] if kind == "operator"],
                         ["[", ",", "]", "[", "]", "[", "]"])

    def test_symbols(self):
        self.assertEqual(len(self.seen["symbols"]), 1)
        self.assertEqual(self.seen["symbols"][0]["children"], ["[Pedestal up,Pan left]", "[Static shot]", "[psuh in]"])

    def test_code_actions(self):
        fixes = {a["title"]: a for a in self.seen["actions"] if a["kind"] == "quickfix"}
        fix = fixes["Replace with 'Push in'"]
        self.assertEqual(fix["text"], FIX.replace("Psuh in", "Push in"))
        self.assertFalse(fix["preferred"], "an unsafe fix is one among others")
        term = fixes["Allow 'Psuh in' in this project"]
        self.assertEqual((term["creates"], term["text"]), (["camlint.toml"], FIX))
        self.assertEqual([(a["kind"], a["text"]) for a in self.seen["fix_all"]], [("source.fixAll.camlint", FORMATTED)])

    def test_format(self):
        self.assertEqual(self.seen["formatted"], FORMATTED)
        self.assertEqual(self.seen["formatted_first"], FORMATTED.split("\n", maxsplit=1)[0] + "\n" + FIX.split("\n", maxsplit=1)[1])

    def test_settings(self):
        self.assertEqual(sorted({d["code"] for d in self.seen["pulled"]} - {"unknown-command"}), sorted(set(self.seen["ignoring"])))
        self.assertIn("unknown-command", {d["code"] for d in self.seen["pulled"]})
        self.assertEqual([m for m in self.seen["in_chinese"] if m.isascii()], [])
        self.assertEqual(len(self.seen["in_chinese"]), len(self.seen["pulled"]))

    def test_cancel(self):
        request_cancelled = -32800
        self.assertEqual(self.seen["cancelled"], request_cancelled)
        self.assertEqual(self.seen["after"], [d["code"] for d in self.seen["pulled"]])

    def test_end(self):
        self.assertEqual(self.seen["exit_code"], 0)


def install(folder):
    if os.path.isdir(os.path.join(folder, "node_modules", PACKAGE)):
        return
    os.makedirs(folder, exist_ok=True)
    try:
        done = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder,
                               f"{PACKAGE}@{RANGE}"], capture_output=True, timeout=200, cwd=folder, check=False)
    except subprocess.TimeoutExpired:
        drive.skip("npm does not answer")
    if done.returncode != 0:
        drive.skip(f"npm has no {PACKAGE}: {done.stderr.decode(errors='replace')[-500:]}")


if __name__ == "__main__":
    drive.need("node", "npm")
    FOLDER = os.environ.get("CAMLINT_NODE_FOLDER") or os.path.join(os.path.abspath("build"), "node")
    install(FOLDER)
    camlint.main()
