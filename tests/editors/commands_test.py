"""The set-ups of docs/editors.md for plug-ins that run `camlint check`: nvim-lint (its part is played by the driver), ALE and
efm-langserver."""

import glob
import os
import shutil
import unittest

import drive
from drive import camlint

DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "commands.lua")
TEXT = "A 猫\n猫 😀 walks [Psuh in], then [Push in , Pan left].\n"


class Commands(unittest.TestCase):
    def see(self, mode, heading, language):
        desk = drive.Desk()
        self.addCleanup(desk.temporary.cleanup)
        desk.write("fix.prompt", TEXT)
        setup = desk.write(f"/setup.{language}", drive.block(heading, language))
        return desk.run(["nvim", "--headless", "-n", "-i", "NONE", "-u", "NORC", "-S", DRIVER], env={"MODE": mode, "SETUP": setup})

    def judge(self, found, severities):
        line, space, _ = drive.bytes_before(TEXT, " , Pan left")
        places = [(d["code"], (d["line"], d["column"], d["end_column"]), d["severity"]) for d in found]
        self.assertEqual(places, [
            ("unknown-command", drive.bytes_before(TEXT, "Psuh in"), severities[0]),
            ("command-spacing", (line, space, space + 1), severities[1]),
        ])
        self.assertIn("'Psuh in' is not one of the 15 camera commands", found[0]["message"])

    def test_nvim_lint(self):
        self.judge(self.see("lint", "nvim-lint", "lua")["found"], (2, 3))

    @unittest.skipUnless(drive.IS_REQUIRED or glob.glob("/usr/share/nvim/site/pack/*/*/ale"), "no ALE here")
    def test_ale(self):
        self.judge(self.see("ale", "ALE", "vim")["found"], ("W", "I"))

    @unittest.skipUnless(drive.IS_REQUIRED or shutil.which("efm-langserver"), "no efm-langserver here")
    def test_efm(self):
        """Columns are those of characters, taken for UTF-16: one too few behind the emoji."""
        seen = self.see("efm", "efm-langserver", "yaml")
        self.assertEqual(sorted((d["line"], d["severity"]) for d in seen["found"]), [(1, 2), (1, 3)])
        first = min(seen["found"], key=lambda d: d["column"])
        self.assertEqual(first["column"], drive.bytes_before(TEXT, "Psuh in")[1] - 1)
        self.assertIn("'Psuh in' is not one of the 15 camera commands", first["message"])


if __name__ == "__main__":
    drive.need("nvim")
    camlint.main()
