"""Measures everything, side by side, and writes the page: `bench/run.py [--build FOLDER] [--bodies N] [--rounds N]`.

The build is a release with CAMLINT_BENCH on. A run over fewer bodies than the page is about writes its page below the
build folder in place of the one in the tree.
"""

import argparse
import datetime
import os
import platform
import sys

import contest
import goals
import growth
import measure
import scenes

HERE = os.path.dirname(os.path.abspath(__file__))
BODIES = 1_000_000  # what the goals are about

PAGE = """\
# How fast camlint is

Written by `make bench` on {date}, of one run: medians of {rounds} turns that the programs of a table took, each from
its start to its end. Ratios hold better than figures: a machine is faster on one day than on another.

{machine}

{goals}

## Request bodies

{bodies:,} request bodies, {megabytes:,.0f} MB of JSONL, from `camlint_corpus requests {bodies}`. Files are in the page
cache; output goes to `/dev/null` (that of `grep` to a file, or it would stop at the first match).

{contest}

`check` prints an object for each finding, `stream` one for each line, the others a line for each label that is none of
the 30 names. The others know no further rule, no severity, no field of a request and no fix. Each leaves out besides:

{left_out}

The grammar alone, over {grammar[megabytes]:,.0f} MB of raw prompts in memory: {grammar[grammar]:,.0f} MB/s, at best
{grammar[best]:,.0f}. `grep -cF '['` over the same file: {grammar[grep]:,.0f} MB/s.

## Starts, files, batches, edits

{tables}

## Growth

{growth}
"""


def machine():
    """Lines that say what was measured on, and with what."""
    def field(path, key):
        with open(path, encoding="utf-8") as file:
            lines = [line for line in file if line.startswith(key)]
        return lines[0].partition("=" if "=" in lines[0] else ":")[2].strip().strip('"') if lines else "unknown"

    memory = int(field("/proc/meminfo", "MemTotal").split()[0]) / (1 << 20)
    return [f"- {field('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {memory:.0f} GiB of memory",
            f"- {field('/etc/os-release', 'PRETTY_NAME')}, Linux {'.'.join(platform.release().split('.')[:2])}; "
            f"{measure.first_line('c++', '--version')}; {' '.join(platform.libc_ver())}",
            f"- {measure.first_line('grep', '--version')}; Python {platform.python_version()}; "
            f"Node.js {measure.first_line('node', '--version')}; {measure.first_line('jq', '--version')}; "
            f"DuckDB as npm's {contest.DUCKDB}"]


def scene_tables(start, files, times, editor):
    lines = ["| one run over a prompt of 1 KB | ms | CPU ms | peak MiB |", "|---|--:|--:|--:|"]
    lines += [f"| {name} | {f.wall * 1e3:.2f} | {f.cpu * 1e3:.2f} | {f.peak:.1f} |" for name, f in start.items()]
    lines += ["", f"| {scenes.FILES:,} files of 1 KB | ms | CPU ms | peak MiB |", "|---|--:|--:|--:|"]
    lines += [f"| {name} | {f.wall * 1e3:.0f} | {f.cpu * 1e3:.0f} | {f.peak:.1f} |" for name, f in files.items()]
    if times is not None:
        lines += ["", "| prompts a call of `lint_batch`, from Python | µs a prompt | bytes a prompt | MB/s |",
                  "|--:|--:|--:|--:|"]
        lines += [f"| {size:,} | {time:.2f} | {length:,.0f} | {length / time:,.0f} |"
                  for size, (time, length) in times.items()]
    lines += ["", "| edit to diagnostics | findings | p50 ms | p99 ms | peak MiB |", "|---|--:|--:|--:|--:|"]
    lines += [f"| {title} | {found} | {p50:.2f} | {p99:.2f} | {peak:.1f} |"
              for title, found, p50, p99, peak, _ in editor]
    return "\n".join(lines)


def measure_all(tools, bodies, rounds):
    """The sections of the page."""
    def say(what):
        print(f"{datetime.datetime.now():%H:%M:%S} {what}", file=sys.stderr, flush=True)

    say(f"{bodies:,} request bodies")
    corpus = contest.run(tools, bodies, rounds)
    say("the grammar alone")
    grammar = scenes.grammar(tools, bodies // 2, rounds)
    say("starts")
    start = scenes.cold_start(tools, rounds)
    say("files")
    files = scenes.many_files(tools, rounds)
    say("the C ABI, an editor")
    times, editor = scenes.batch(tools, rounds), scenes.editor(tools)
    say("growth")
    grown = growth.run(tools, bodies // 1000, rounds)
    reached = [*goals.of_contest(corpus), *goals.of_grammar(grammar), *goals.of_start(start), *goals.of_files(files),
               *goals.of_batch(times), *goals.of_editor(editor)]
    return corpus, grammar, reached, scene_tables(start, files, times, editor), grown


def page(tools, bodies, rounds):
    corpus, grammar, reached, tables, grown = measure_all(tools, bodies, rounds)
    return PAGE.format(
        date=datetime.date.today(), rounds=rounds, machine="\n".join(machine()), goals=goals.table(reached),
        bodies=bodies, megabytes=corpus["megabytes"], contest=contest.table(corpus), grammar=grammar, tables=tables,
        left_out="\n".join(f"- {name}: {text}." for name, text in contest.LEFT_OUT.items()),
        growth=growth.text(grown)), grown


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--bodies", type=int, default=BODIES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    tools = measure.Tools(build, os.path.join(os.path.dirname(build), "bench"))
    os.makedirs(tools.work, exist_ok=True)
    text, grown = page(tools, options.bodies, options.rounds)
    folder = HERE if options.bodies == BODIES else tools.work
    with open(os.path.join(folder, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write(text)
    growth.draw(grown, os.path.join(folder, "growth.svg"))
    print(text)
    print(f"written to {os.path.relpath(os.path.join(folder, 'RESULTS.md'))}", file=sys.stderr)


if __name__ == "__main__":
    main()
