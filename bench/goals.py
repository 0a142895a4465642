"""What was set out to be reached, and what a run has measured of it."""

import dataclasses

NOT_MEASURED = "not measured"


@dataclasses.dataclass(frozen=True)
class Goal:
    what: str
    measured: str
    wanted: str
    reached: bool | None  # None where it could not be measured


def _above(what, value, least, unit):
    if value is None:
        return Goal(what, NOT_MEASURED, f"≥ {least:g}{unit}", None)
    text = f"{value:,.0f}" if unit == " MB/s" else f"{value:.2f}"
    return Goal(what, text + unit, f"≥ {least:,g}{unit}", value >= least)


def _below(what, value, most, unit):
    if value is None:
        return Goal(what, NOT_MEASURED, f"≤ {most:g}{unit}", None)
    return Goal(what, f"{value:.2f}{unit}", f"≤ {most:g}{unit}", value <= most)


def _not_built(what, wanted):
    return Goal(what, "not built", wanted, None)


def of_contest(results):
    figures, size = results["figures"], results["megabytes"]

    def rate(name):
        return size / figures[name].wall if name in figures else None

    def ratio(name, other):
        return figures[other].wall / figures[name].wall if name in figures and other in figures else None

    one, two = "camlint check, 1 thread", "camlint check, 2 threads"
    yield _above("`check`, 1 thread", rate(one), 600, " MB/s")
    yield _above("`check` against DuckDB, 1 thread each", ratio(one, "DuckDB, 1 thread"), 1.5, "×")
    yield _above("`check`, 2 threads against 1", ratio(two, one), 1.6, "×")
    yield _above("`check` against DuckDB, 2 threads each", ratio(two, "DuckDB, 2 threads"), 1.5, "×")
    yield _above("`check` against the Python script, 1 thread each", ratio(one, "Python"), 10, "×")
    if "camlint stream" not in figures:
        yield _not_built("`stream`, 1 thread", "≥ 500 MB/s, ≤ 32 MiB")
        return
    yield _above("`stream`, 1 thread", rate("camlint stream"), 500, " MB/s")
    yield _below("`stream`, peak memory", figures["camlint stream"].peak, 32, " MiB")


def of_grammar(results):
    yield _above("grammar of prompts, over raw prompts in memory", results["grammar"], 2500, " MB/s")
    yield _below("`grep -cF '['`'s speed over the grammar's", results["grep"] / results["grammar"], 1.6, "×")


def of_start(figures):
    mine, least = figures["camlint check"].wall * 1000, figures["/bin/true"].wall * 1000
    yield Goal("cold start, one prompt of 1 KB", f"{mine:.2f} ms, {mine / least:.2f}×", "≤ 2 ms, or 2× `/bin/true`",
               mine <= max(2, 2 * least))


def of_files(figures):
    yield _below("10,000 files of 1 KB", figures["camlint check"].wall * 1000, 100, " ms")


def of_batch(times):
    if times is None:
        yield _not_built("C ABI from Python, the largest batch", "≤ 1 µs a prompt")
    else:
        yield _below("C ABI from Python, the largest batch", times[max(times)][0], 1, " µs a prompt")


def of_editor(rows):
    for title, _, p50, _, _, wanted in rows:
        yield _below(f"an editor's wait, {title}", p50, wanted, " ms")


def table(goals):
    said = {True: "yes", False: "**no**", None: "-"}
    rows = [f"| {goal.what} | {goal.measured} | {goal.wanted} | {said[goal.reached]} |" for goal in goals]
    return "\n".join(["| what | measured | to reach | reached |", "|---|--:|--:|---|", *rows])
