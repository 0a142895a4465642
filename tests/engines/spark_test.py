"""The example for Spark, run by Spark: what its workers find is what the command line finds."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import camlint as program

ROOT = os.path.abspath(sys.argv[2])
LIBRARY = os.path.join(os.path.dirname(os.path.abspath(sys.argv[1])), "libcamlint.so")
SKIPPED = 77
# A Python that has pyspark, pyarrow and pandas, where this one does not.
PYTHON = os.environ.get("CAMLINT_ENGINES", sys.executable)
PROMPTS = ["A cat.", "猫 [Psuh in]", None, "", "[dolly in] then [push in]", "[Pan left,\n Shake]"] * 500

JOB = """
import json
import sys
sys.path.insert(0, sys.argv[1])
import spark_lint
from pyspark.sql import SparkSession

spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
         .config("spark.sql.shuffle.partitions", "2").config("spark.driver.bindAddress", "127.0.0.1")
         .config("spark.driver.host", "127.0.0.1").getOrCreate())
spark.sparkContext.setLogLevel("ERROR")
texts = json.load(open(sys.argv[2]))
prompts = spark.createDataFrame(list(enumerate(texts)), "id long, prompt string").repartition(3)
try:
    spark_lint.find(prompts, provider="nosuch")
except ValueError as error:
    assert "provider takes" in str(error), error
else:
    raise SystemExit("a wrong option is found too late")
rows = spark_lint.find(prompts, select=["all"]).collect()
json.dump(sorted([list(row) for row in rows]), open(sys.argv[3], "w"))
spark.stop()
"""


class Spark(unittest.TestCase):
    def test_workers_find_what_the_command_line_finds(self):
        with tempfile.TemporaryDirectory() as folder:
            given, found = os.path.join(folder, "texts.json"), os.path.join(folder, "found.json")
            with open(given, "w", encoding="utf-8") as file:
                json.dump(PROMPTS, file)
            done = subprocess.run(
                [PYTHON, "-c", JOB, os.path.join(ROOT, "python/examples"), given, found], capture_output=True,
                text=True, timeout=500, check=False, cwd=folder,
                env={**os.environ, "PYTHONPATH": os.path.join(ROOT, "python"), "CAMLINT_LIBRARY": LIBRARY,
                     "PYSPARK_PYTHON": PYTHON, "PYSPARK_DRIVER_PYTHON": PYTHON})
            self.assertEqual(done.returncode, 0, done.stderr[-3000:])
            with open(found, encoding="utf-8") as file:
                rows = json.load(file)
            paths = []
            for i, text in enumerate(PROMPTS[:6]):
                if text is not None:
                    paths.append(os.path.join(folder, f"{i}.txt"))
                    with open(paths[-1], "w", encoding="utf-8", newline="") as file:
                        file.write(text)
            report = program.check_json("--no-config", "--select", "all", *paths)
        wanted = {i: [] for i in range(6)}
        for finding in report["diagnostics"]:
            fixes = finding["fixes"]
            wanted[int(os.path.basename(finding["file"]).split(".")[0])].append(
                [finding["rule"], finding["severity"], finding["message"], fixes[0]["safety"] if fixes else "none"])
        self.assertGreater(sum(map(len, wanted.values())), 4)
        by_prompt = {i: [] for i in range(len(PROMPTS))}
        for number, rule, severity, message, start, stop, safety in rows:
            by_prompt[number].append([rule, severity, message, safety])
            self.assertLessEqual((0, start, stop), (start, stop, len(PROMPTS[number])))
        for number, findings in by_prompt.items():
            self.assertEqual(sorted(findings), sorted(wanted[number % 6]), number)


if __name__ == "__main__":
    probe = subprocess.run([PYTHON, "-c", "import pyspark, pyarrow, pandas"], capture_output=True, check=False)
    if probe.returncode != 0 or not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        print("Spark is not here: pyspark, pyarrow, pandas and Java (CAMLINT_ENGINES may name a Python)")
        sys.exit(SKIPPED)
    program.main()
