"""The house: who may include whom, what a rule's files are, and that the linter cannot reach the network."""

import glob
import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

# A room may include itself and every room of an earlier row. Rooms of one row do not know each other.
ROWS = [["grammar", "text"], ["catalog"], ["syntax", "document"], ["timeline"], ["diagnostic"], ["rules"], ["lint"],
        ["config"], ["report"], ["submit"], ["lsp"], ["cli"], ["main", "capi"]]
LEVEL = {room: level for level, row in enumerate(ROWS) for room in row}
GRAMMARS = {"prompt.hpp", "json.hpp", "front_matter.hpp", "csv.hpp", "markdown.hpp", "shell.hpp", "skip.hpp"}


def room_of(path):
    parts = os.path.relpath(path, camlint.ROOT).split(os.sep)
    if parts[0] == "grammar":
        return "grammar"
    return parts[1] if len(parts) > 2 else "main"


def included_room(name, path):
    """The room of an include, None for other projects' headers and generated ones."""
    if name in GRAMMARS:
        return "grammar"
    if name == "version.hpp":
        return None
    room = name.split("/")[0]
    assert "/" in name and room in LEVEL, f"{path} includes {name}, which is in no room"
    return room


class Layers(unittest.TestCase):
    def sources(self):
        found = [f for pattern in ("src/**/*.?pp", "grammar/*.hpp", "src/**/*.in")
                 for f in glob.glob(os.path.join(camlint.ROOT, pattern), recursive=True)]
        self.assertGreater(len(found), 100)
        return found

    def test_no_arrow_runs_back_up(self):
        for path in self.sources():
            here = room_of(path)
            with open(path, encoding="utf-8") as file:
                includes = re.findall(r'^#include "([^"]+)"', file.read(), re.M)
            for name in includes:
                there = included_room(name, path)
                if there is None:
                    continue
                fine = here == there or LEVEL[there] < LEVEL[here]
                self.assertTrue(fine, f"{os.path.relpath(path, camlint.ROOT)} ({here}) includes {name} ({there})")

    def test_no_regular_expressions_of_the_standard_library(self):
        # GCC takes parts of them for uninitialized under the sanitizers.
        for path in self.sources() + glob.glob(os.path.join(camlint.ROOT, "tests/**/*.?pp"), recursive=True):
            with open(path, encoding="utf-8") as file:
                self.assertNotIn("<regex>", file.read(), path)

    def test_no_name_means_two_types(self):
        # Two types of one name are one to the linker, whichever it takes.
        homes = {}
        for path in self.sources():
            with open(path, encoding="utf-8") as file:
                text = file.read()
            if path.endswith(".hpp") and "/src/" in path:
                for name in re.findall(r"^(?:struct|class|enum class) (\w+)[^;]*?{", text, re.M):
                    homes.setdefault(name, set()).add(os.path.relpath(path, camlint.ROOT))
        self.assertGreater(len(homes), 100)
        self.assertEqual({name: paths for name, paths in homes.items() if len(paths) > 1}, {})

    def test_grammars_name_no_command(self):
        for path in glob.glob(os.path.join(camlint.ROOT, "grammar/*.hpp")):
            with open(path, encoding="utf-8") as file:
                text = file.read().lower()
            for word in ("push in", "pull out", "pedestal", "zoom", "tilt", "推进", "固定"):
                self.assertNotIn(word, text, path)

    def test_every_rule_has_its_corpus(self):
        for path in glob.glob(os.path.join(camlint.ROOT, "src/rules/*.cpp")):
            name = os.path.splitext(os.path.basename(path))[0].replace("_", "-")
            self.assertTrue(glob.glob(os.path.join(camlint.ROOT, "corpus/rules", name, "*.cases")), name)
            code, out, _ = camlint.run("rule", name)
            self.assertEqual((code, out.split(b"\n")[0].decode()), (0, name))

    def test_files_are_small(self):
        for path in self.sources():
            with open(path, encoding="utf-8") as file:
                lines = file.read().count("\n")
            self.assertLessEqual(lines, 120 if path.endswith(".hpp") and "/src/" in path else 400, path)

    def test_only_the_paid_program_knows_what_pays(self):
        for path in self.sources():
            relative = os.path.relpath(path, camlint.ROOT)
            if relative.startswith(("src/submit/", "src/cli/paid/")) or relative == "src/submit_main.cpp":
                continue
            with open(path, encoding="utf-8") as file:
                self.assertIsNone(re.search(r'^#include "(submit|cli/paid)/', file.read(), re.M), relative)

    def test_the_linter_links_no_network_code(self):
        symbols = subprocess.run(["nm", "-D", "--undefined-only", camlint.PROGRAM], capture_output=True, text=True,
                                 check=True).stdout
        names = {line.split()[-1].split("@")[0] for line in symbols.splitlines()}
        self.assertIn("read", names)
        self.assertEqual(names & {"socket", "connect", "getaddrinfo", "sendto", "bind", "listen"}, set())
        needed = subprocess.run(["readelf", "-d", camlint.PROGRAM], capture_output=True, text=True, check=True).stdout
        for library in ("curl", "ssl", "nghttp", "sqlite"):
            self.assertNotIn(library, needed)


if __name__ == "__main__":
    camlint.main()
