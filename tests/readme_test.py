"""README: its tables are what the program lists, its console examples are what the program prints."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint


def read(name):
    with open(os.path.join(camlint.ROOT, name), encoding="utf-8") as file:
        return file.read()


def table_rows(text, columns):
    """Rows of the Markdown table whose header is `columns`, as lists of cells."""
    header = "| " + " | ".join(columns) + " |\n"
    body = text[text.index(header) + len(header):]
    rows = []
    for line in body.splitlines()[1:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


class Readme(unittest.TestCase):
    def test_rule_table(self):
        rules = json.loads(camlint.run("list", "rules", "-f", "json")[1])
        expected = [[f"`{r['name']}`", r["category"], r["severity"], "-" if r["fix"] == "none" else r["fix"],
                     r["summary"]] for r in rules]
        self.assertEqual(table_rows(read("README.md"), ["rule", "category", "default", "fix", "finds"]), expected)

    def test_format_table(self):
        formats = json.loads(camlint.run("list", "formats", "-f", "json")[1])
        expected = [[f"`{f['name']}`", ", ".join(f"`{e}`" for e in f["extensions"]) or "-", f["summary"]]
                    for f in formats]
        self.assertEqual(table_rows(read("README.md"), ["name", "extensions", "what it is"]), expected)

    def test_console_examples(self):
        blocks = re.findall(r"```console\n(.*?)```", read("README.md"), re.S)
        self.assertGreaterEqual(len(blocks), 2)
        env = {**os.environ, "PATH": os.path.dirname(camlint.PROGRAM) + os.pathsep + os.environ["PATH"]}
        for block in blocks:
            command, _, expected = block.partition("\n")
            self.assertTrue(command.startswith("$ "))
            done = subprocess.run(["sh", "-c", command[2:]], capture_output=True, env=env, check=False)
            self.assertEqual(done.stdout.decode(), expected)

    def test_configuration(self):
        (block,) = re.findall(r"```toml\n(.*?)```", read("README.md"), re.S)
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "shared"))
            for name, text in (("camlint.toml", block), ("shared/camlint.toml", "")):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
            done = subprocess.run([camlint.PROGRAM, "config", "-f", "json"], cwd=folder, capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        said = [row["name"] for row in json.loads(done.stdout)["values"] if row["source"].startswith("camlint.toml:")]
        self.assertGreaterEqual(len(said), 8)

    def test_commands_of_the_makefile_are_told(self):
        makefile = read("Makefile")
        for target in ("run", "test", "test-asan", "tidy"):
            self.assertIn(f"\n{target}:", makefile)
            self.assertIn(f"make {target}", read("README.md"))

    def test_links_lead_somewhere(self):
        for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "corpus/README.md"):
            for link in re.findall(r"\]\(([^)#:]+)\)", read(name)):
                path = os.path.join(camlint.ROOT, os.path.dirname(name), link)
                self.assertTrue(os.path.exists(path), f"{name} -> {link}")


if __name__ == "__main__":
    camlint.main()
