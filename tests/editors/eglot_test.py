"""Emacs with eglot: a diagnostic over the very label behind an emoji, its quick fix, edits, completion, formatting; set up
as docs/editors.md says."""

import os
import subprocess
import unittest

import drive
from drive import camlint

# Not -Q: Debian names the folder of its packages in the site's start file.
DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "eglot.el")

FIX = "A 😀 猫 walks [Psuh in], then 🎬 [Static shot].\n"
EDIT = "Zwölf 😀 [Psuh in].\n"
SETTINGS = "A 😀 [Psuh in] 猫 [shake].\n"
FORMAT = "A 😀 猫 [Push in , Pan left].\n"


class Eglot(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = desk = drive.Desk()
        cls.addClassCleanup(desk.temporary.cleanup)
        for name, text in {"fix": FIX, "edit": EDIT, "format": FORMAT, "english": "A 😀 lamp.\n",
                           "chinese": "😀 一只猫坐着 [推进]\n"}.items():
            desk.write(name + ".prompt", text)
        cls.setup = desk.write("/setup.el", drive.block("Emacs", "elisp"))
        cls.seen = cls.see("all")

    @classmethod
    def see(cls, mode):
        return cls.desk.run(["emacs", "--batch", "-l", DRIVER], env={"SETUP": cls.setup, "MODE": mode})

    def test_diagnostic(self):
        found = self.seen["found"]
        self.assertEqual([(d["text"], d["begin"]) for d in found], [("Psuh in", FIX.index("Psuh in") + 1)])
        self.assertIn("'Psuh in' is not one of the 15 camera commands", found[0]["code"])
        self.assertEqual(found[0]["type"], "eglot-warning")

    def test_quick_fix(self):
        self.assertIn("Replace with 'Push in'", self.seen["actions"])
        self.assertEqual(self.seen["fixed"], FIX.replace("Psuh in", "Push in"))

    def test_edits(self):
        self.assertEqual(self.seen["edited"], "🎬猫\n推进 " + EDIT)
        self.assertEqual([d["text"] for d in self.seen["moved"]], ["Psuh in"])

    def test_completion(self):
        self.assertEqual([name for name in drive.ENGLISH if name not in self.seen["english"]], [])
        self.assertEqual([name for name in drive.CHINESE if name not in self.seen["chinese"]], [])

    def test_format(self):
        self.assertEqual(self.seen["formatted"], FORMAT.replace("Push in , Pan left", "Push in,Pan left"))

    def test_settings(self):
        settings = drive.block("Emacs", "lisp-data")
        self.assertIn('["text"]', settings)
        self.desk.write(".dir-locals.el", settings.replace('["text"]', '["unknown-command"]'))
        self.desk.write("settings.prompt", SETTINGS)
        self.assertEqual([d["text"] for d in self.see("settings")["found"]], ["shake"])


def has_eglot():
    script = "(progn (package-initialize) (unless (require 'eglot nil t) (kill-emacs 1)))"
    return subprocess.run(["emacs", "--batch", "--eval", script], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    drive.need("emacs")
    if not has_eglot():
        drive.skip("no eglot in this emacs")
    camlint.main()
