"""Lints a column of prompts with Spark: one row for each finding, with the id of its prompt.

    spark-submit spark_lint.py prompts.parquet findings.parquet [MODEL]

The prompts are in the columns `id` and `prompt`. Every worker needs the package camlint. Spark hands each worker its
part of the table in Arrow batches, and camlint reads these as they are: no row becomes a Python object.
"""

import sys

import camlint

FINDINGS = "id long, rule string, severity string, message string, start int, stop int, safety string"


def linter(options):
    """A function for DataFrame.mapInArrow, over columns `id` and `prompt`."""

    def lint(batches):
        import pyarrow as pa
        import pyarrow.compute as pc

        engine = camlint.Engine(**options)  # once for each part of the table
        for batch in batches:
            lists = engine.lint_batch(batch.column("prompt")).to_arrow()
            found = lists.flatten()
            ids = batch.column("id").take(pc.list_parent_indices(lists))
            texts = {name: found.field(name).dictionary_decode() for name in ("rule", "severity", "safety")}
            yield pa.RecordBatch.from_arrays(
                [ids, texts["rule"], texts["severity"], found.field("message"), found.field("start"),
                 found.field("stop"), texts["safety"]],
                names=["id", "rule", "severity", "message", "start", "stop", "safety"])

    return lint


def find(prompts, **options):
    """The findings in a DataFrame of prompts. Options are those of camlint.Engine; wrong ones fail here, not later on
    a worker."""
    camlint.Engine(**options).close()
    return prompts.select("id", "prompt").mapInArrow(linter(options), FINDINGS)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: spark_lint.py PROMPTS FINDINGS [MODEL]")
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("camlint").getOrCreate()
    model = sys.argv[3] if len(sys.argv) > 3 else None
    find(spark.read.parquet(sys.argv[1]), model=model).write.parquet(sys.argv[2])
    spark.stop()


if __name__ == "__main__":
    main()
