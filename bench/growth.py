"""Time and memory against the size of what is read: `bench/growth.py [--build FOLDER] [--largest MB] [--rounds N]`.

Prints tables; run by itself it draws its plot below the build folder.
"""

import argparse
import dataclasses
import math
import os

import corpora
import measure
import plot
from measure import Program

LINES = 10  # of request bodies that hold the findings
BRACKETS = (10, 100, 1_000, 10_000, 100_000)
FINDINGS = (1, 10, 100, 1_000, 10_000)

SAID = """\
Slope: of the last factor of ten, on a logarithmic scale; 1 is linear, as the dashed lines are. The times have a run's
start in them, which is most of the shortest."""


@dataclasses.dataclass(frozen=True)
class Series:
    name: str
    points: tuple  # of (size, Figures)

    def slope(self):
        """Of the last factor of ten, on a logarithmic scale: 1 is linear."""
        (less, quick), (more, slow) = self.points[-2:]
        return math.log(slow.wall / quick.wall) / math.log(more / less)


@dataclasses.dataclass(frozen=True)
class Growth:
    what: str
    series: tuple


def check(tools, path, jobs):
    return Program("check", (tools.camlint, "check", "--no-config", "-f", "jsonl", "--jobs", str(jobs), path))


def stream(tools, path):
    return Program("stream", (tools.camlint, "stream", "--no-config"), stdin=path)


def measure_series(tools, name, inputs, program_of, rounds):
    points = []
    for size, path in inputs:
        # The first run warms the caches up.
        runs = measure.start(tools, program_of(path), rounds + 1)[1:]
        points.append((size, measure.median(runs)))
    return Series(name, tuple(points))


def inputs(tools, largest):
    """What grows: a title and the paths by size."""
    def megabytes(size):
        return corpora.make(tools, ".jsonl", "requests", "--bytes", size * 1_000_000)

    sizes = [size for size in (1, 10, 100, 1_000) if size <= max(largest, 10)]
    return (("MB of request bodies", [(size, megabytes(size)) for size in sizes]),
            ("brackets in one prompt", [(count, corpora.make(tools, ".txt", "brackets", count))
                                        for count in BRACKETS]),
            (f"findings in each of {LINES} lines",
             [(count, corpora.make(tools, ".jsonl", "findings", count, "--lines", LINES))
              for count in FINDINGS]))


def run(tools, largest, rounds):
    """Everything that grows; a text file is nothing for `stream`, and one prompt is nothing for two threads."""
    bodies, brackets, findings = inputs(tools, largest)
    has_stream = measure.has_command(tools, "stream")
    grown = []
    for title, paths in (bodies, brackets, findings):
        series = [measure_series(tools, "check", paths, lambda path: check(tools, path, 1), rounds)]
        if title == bodies[0]:
            series.append(measure_series(tools, "check, 2 threads", paths, lambda path: check(tools, path, 2), rounds))
        if title != brackets[0] and has_stream:
            series.append(measure_series(tools, "stream", paths, lambda path: stream(tools, path), rounds))
        grown.append(Growth(title, tuple(series)))
    return grown


def table(growth):
    head = f"| {growth.what} |" + "".join(f" {series.name}: s | MiB |" for series in growth.series)
    lines = [head, "|--:|" + "--:|--:|" * len(growth.series)]
    for row, (size, _) in enumerate(growth.series[0].points):
        figures = [series.points[row][1] for series in growth.series]
        lines.append(f"| {size:,} |" + "".join(f" {f.wall:.4f} | {f.peak:.1f} |" for f in figures))
    lines.append("| *slope* |" + "".join(f" *{series.slope():.2f}* | |" for series in growth.series))
    return "\n".join(lines)


def text(grown):
    return "\n\n".join(["![time and memory against size](growth.svg)", SAID, *map(table, grown)])


def draw(grown, path):
    panels = []
    for label, value in (("seconds", lambda figures: figures.wall), ("peak MiB", lambda figures: figures.peak)):
        for growth in grown:
            lines = [plot.Line(series.name, tuple((size, value(figures)) for size, figures in series.points),
                               f"{series.name}: slope {series.slope():.2f}" if label == "seconds" else series.name)
                     for series in growth.series]
            panels.append(plot.Panel(label, growth.what, tuple(lines), label == "seconds"))
    with open(path, "w", encoding="utf-8") as file:
        file.write(plot.svg(panels, columns=len(grown)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--largest", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    tools = measure.Tools(build, os.path.join(os.path.dirname(build), "bench"))
    os.makedirs(tools.work, exist_ok=True)
    grown = run(tools, options.largest, options.rounds)
    path = os.path.join(tools.work, "growth.svg")
    draw(grown, path)
    print(text(grown))
    print(f"\nplot: {os.path.relpath(path)}")


if __name__ == "__main__":
    main()
