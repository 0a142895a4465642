"""The recipes of docs/engines.md for shells do what they say."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import recipes


class Shell(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name
        recipes.write_prompts(self.folder)

    def run_blocks(self, heading):
        for language, code in recipes.blocks(heading):
            self.assertEqual(language, "sh")
            self.assertEqual(recipes.run_shell(code, self.folder), b"")

    def judge(self, name, numbers):
        found, order = recipes.results(os.path.join(self.folder, name))
        self.assertEqual(order, list(numbers))
        for number, result in found.items():
            self.assertEqual(recipes.rules_of(result), recipes.expected_rules(number))

    def test_files(self):
        self.run_blocks("Shell")
        with open(os.path.join(self.folder, "findings.jsonl"), encoding="utf-8") as file:
            found = [json.loads(line)["id"] for line in file]
        self.assertLessEqual({n for n in range(recipes.COUNT) if n % 3 > 0}, set(found))
        self.assertEqual(found, sorted(found))
        with gzip.open(os.path.join(self.folder, "checked.jsonl.gz"), "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        checked = [row.pop("camlint") for row in rows]
        self.assertEqual(rows, recipes.prompts())
        self.assertEqual([recipes.rules_of(result) for result in checked],
                         [recipes.expected_rules(n) for n in range(recipes.COUNT)])

    def test_xargs(self):
        self.run_blocks("xargs")
        for shard in range(3):
            self.judge(f"shards/{shard} of 3.jsonl.results", range(shard, recipes.COUNT, 3))

    @unittest.skipUnless(shutil.which("parallel"), "no GNU parallel here")
    def test_parallel(self):
        """In small blocks too, so that there are several."""
        self.run_blocks("GNU parallel")
        self.judge("results.jsonl", range(recipes.COUNT))
        [(_, code)] = recipes.blocks("GNU parallel")
        recipes.run_shell(code.replace("10M", "8k"), self.folder)
        self.judge("results.jsonl", range(recipes.COUNT))
        with open(os.path.join(camlint.ROOT, "docs/engines.md"), encoding="utf-8") as file:
            part = re.search(r"`(parallel --pipepart .*?)`", file.read())[1]
        recipes.run_shell(f"{part.replace('-1', '16k')} > results.jsonl", self.folder)
        self.judge("results.jsonl", range(recipes.COUNT))

    def test_console_example(self):
        with open(os.path.join(camlint.ROOT, "docs/engines.md"), encoding="utf-8") as file:
            [block] = re.findall(r"```console\n(.*?)```", file.read(), re.S)
        command, _, expected = block.partition("\n")
        done = subprocess.run(["sh", "-c", command.removeprefix("$ ")], capture_output=True, env=recipes.environment(), check=False)
        self.assertEqual(done.stdout.decode(), expected)


if __name__ == "__main__":
    camlint.main()
