"""The recipes of docs/engines.md for engines: DuckDB, Spark and ClickHouse run them over the same data. The packages are in
the Python that CAMLINT_ENGINES names, which runs the code; what is missing there skips its test."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import camlint
import recipes

PYTHON = os.environ.get("CAMLINT_ENGINES", sys.executable)
IS_REQUIRED = os.environ.get("CAMLINT_ENGINES_REQUIRED") == "1"

TO_PARQUET = "duckdb.sql(\"COPY (SELECT * FROM 'given.jsonl') TO 'prompts.parquet' (FORMAT parquet)\")"


def need(module):
    found = subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
    return unittest.skipUnless(found or IS_REQUIRED, f"no {module} here")


class Engines(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name
        recipes.write_prompts(self.folder)

    def run_python(self, code):
        """What the code leaves in `answer`."""
        code += "\nimport json\nwith open('answer', 'w') as file:\n    json.dump(answer, file)\n"
        done = subprocess.run([PYTHON, "-c", code], cwd=self.folder, env={**recipes.environment(), "PYSPARK_PYTHON": PYTHON},
                              capture_output=True, text=True, timeout=500, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-3000:])
        with open(os.path.join(self.folder, "answer"), encoding="utf-8") as file:
            return json.load(file)

    def counts(self):
        numbers = range(recipes.COUNT)
        return {"unknown-command": sum(n % 3 == 1 for n in numbers), "empty-prompt": sum(n % 3 == 2 for n in numbers)}

    @need("duckdb")
    def test_duckdb(self):
        os.rename(os.path.join(self.folder, "prompts.jsonl"), os.path.join(self.folder, "given.jsonl"))
        steps = ["import duckdb, subprocess", TO_PARQUET, "answer = None"]
        for language, code in recipes.blocks("DuckDB"):
            steps.append(f"last = duckdb.sql({code!r})" if language == "sql" else
                         f"subprocess.run(['sh', '-e', '-c', {code!r}], check=True)")
        answer = dict(self.run_python("\n".join([*steps, "answer = last.fetchall()"])))
        self.assertEqual({rule: answer[rule] for rule in self.counts()}, self.counts())

    @need("pyspark")
    def test_spark(self):
        code = "\n".join(code for language, code in recipes.blocks("Spark") if language == "python")
        # Two partitions, so that there are two processes.
        code = code.replace('read.json("prompts.jsonl")', 'read.json("prompts.jsonl").repartition(2)')
        answer = self.run_python(code + "\nanswer = [[r.asDict(True) for r in bad.collect()], [r.id for r in clean.collect()]]\n")
        bad = {row["id"]: [d["rule"] for d in row["diagnostics"]] for row in answer[0]}
        numbers = range(recipes.COUNT)
        self.assertEqual(sorted(bad), [n for n in numbers if n % 3 > 0])
        for number, rules in bad.items():
            self.assertIn(recipes.expected_rules(number)[0], rules)
        self.assertEqual(sorted(answer[1]), [n for n in numbers if n % 3 == 0])

    @need("chdb")
    def test_clickhouse(self):
        scripts = os.path.join(self.folder, "data", "user_scripts")
        os.makedirs(scripts)
        shutil.copy(camlint.PROGRAM, scripts)
        [(_, code)] = recipes.blocks("ClickHouse")
        code = code.replace("'prompts.jsonl'", f"'{self.folder}/prompts.jsonl'")
        answer = self.run_python("from chdb import session\nimport json\n"
                                 f"rows = session.Session('data').query({code!r}, 'JSONEachRow')\n"
                                 "answer = [json.loads(line) for line in str(rows).splitlines()]")
        self.assertEqual([int(row["id"]) for row in answer], list(range(recipes.COUNT)))
        for row in answer:
            self.assertLessEqual(set(recipes.expected_rules(int(row["id"]))), {d["rule"] for d in row["diagnostics"]})


if __name__ == "__main__":
    camlint.main()
