"""Neovim's own client: a diagnostic behind an emoji, its quick fix, edits, completion, formatting; set up as
docs/editors.md says."""

import os
import re
import subprocess
import unittest

import drive
from drive import camlint

DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "nvim.lua")

FIX = "A 😀 猫 walks [Psuh in], then 🎬 [Static shot].\n"
EDIT = "Zwölf 😀 [Psuh in].\n"
SETTINGS = "A 😀 [Psuh in] 猫 [shake].\n"
FORMAT = "A 😀 猫 [Push in , Pan left].\n"


def version():
    first = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in re.search(r"v(\d+)\.(\d+)", first).groups())


class Neovim(unittest.TestCase):
    def place(self, diagnostic):
        return diagnostic["line"], diagnostic["column"], diagnostic["end_column"]

    def see(self, heading, mode="all", settings="{}"):
        desk = drive.Desk()
        self.addCleanup(desk.temporary.cleanup)
        for name, text in {"fix": FIX, "edit": EDIT, "format": FORMAT, "settings": SETTINGS, "english": "A 😀 lamp.\n",
                           "chinese": "😀 一只猫坐着 [推进]\n"}.items():
            desk.write(name + ".prompt", text)
        text = drive.block(heading, "lua")
        self.assertIn("init_options = {}", text)
        setup = desk.write("/init.lua", text.replace("init_options = {}", "init_options = " + settings))
        return desk.run(["nvim", "--headless", "-n", "-i", "NONE", "-u", setup, "-S", DRIVER], env={"MODE": mode})

    def judge(self, seen):
        with self.subTest("diagnostic"):
            self.assertEqual(len(seen["found"]), 1)
            found = seen["found"][0]
            self.assertEqual(self.place(found), drive.bytes_before(FIX, "Psuh in"))
            self.assertEqual((found["code"], found["severity"], found["source"]), ("unknown-command", 2, "camlint"))
        with self.subTest("quick fix"):
            self.assertIn("Replace with 'Push in'", seen["actions"])
            self.assertEqual(seen["fixed"], FIX.replace("Psuh in", "Push in"))
        with self.subTest("edits"):
            right, down = seen["right"], seen["down"]
            self.assertEqual(right["text"], "🎬猫 " + EDIT)
            self.assertEqual([self.place(d) for d in right["found"]], [drive.bytes_before(right["text"], "Psuh in")])
            self.assertEqual(down["text"], "推进\n🎬猫 " + EDIT + "[psuh in] 😀\n")
            self.assertEqual([self.place(d) for d in down["found"]],
                             [drive.bytes_before(down["text"], label) for label in ("Psuh in", "psuh in")])
        with self.subTest("completion"):
            self.assertEqual([name for name in drive.ENGLISH if name not in seen["english"]], [])
            self.assertEqual([name for name in drive.CHINESE if name not in seen["chinese"]], [])
            self.assertEqual([name for name in drive.ENGLISH if name in seen["chinese"]], [])
            self.assertIn("Pedestal up", seen["typed"])
            self.assertRegex(seen["completed"], r"\AA 😀 lamp\. \[Pedestal (up|down)\]\n\Z")
        with self.subTest("format"):
            self.assertEqual(seen["formatted"], FORMAT.replace("Push in , Pan left", "Push in,Pan left"))
        self.assertEqual(seen["clients"], 1, "one server for all files")

    def test_every_version(self):
        self.judge(self.see("Neovim"))

    def test_settings(self):
        for heading in ("Neovim", "Neovim 0.11 and later") if version() >= (0, 11) else ("Neovim",):
            found = self.see(heading, "settings", '{ ignore = { "unknown-command" } }')["found"]
            self.assertEqual([self.place(d) for d in found], [drive.bytes_before(SETTINGS, "shake")])

    def test_config(self):
        if version() < (0, 11):
            self.skipTest("vim.lsp.config came with 0.11")
        self.judge(self.see("Neovim 0.11 and later"))
        self.assertGreaterEqual(self.see("Neovim 0.11 and later", "trigger")["triggered"], len(drive.ENGLISH))


if __name__ == "__main__":
    drive.need("nvim")
    camlint.main()
