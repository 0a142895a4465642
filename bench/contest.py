"""The corpus of request bodies: camlint against what else can look for brackets in it."""

import os
import shutil
import subprocess
import sys

import corpora
import measure
from measure import Program

PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers")
DUCKDB = "@duckdb/node-api@1.5.6-r.1"

# What a peer leaves out, beside what all of them do.
LEFT_OUT = {
    "`grep`": "JSON, so escaped brackets too; names: it counts the lines that hold a bracket",
    "Python, Node.js, jq": "where in the line a label stands; unclosed, nested and full-width brackets",
    "DuckDB": "the same, and the line's number",
}


def install_duckdb(tools):
    """The folder of modules that holds DuckDB, or None where npm cannot have it."""
    folder = os.path.join(tools.work, "node")
    done = os.path.join(folder, DUCKDB.rpartition("@")[2])
    if not os.path.exists(done):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, DUCKDB]
        try:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"DuckDB is left out: {error}", file=sys.stderr)
            return None
        with open(done, "w", encoding="ascii"):
            pass
    return os.path.join(folder, "node_modules")


def contestants(tools, path):
    """The programs, in the order of the table; what is missing here is left out."""
    def check(jobs):
        return Program(f"camlint check, {jobs} thread{'s' * (jobs > 1)}",
                       (tools.camlint, "check", "--no-config", "-f", "jsonl", "--jobs", str(jobs), path))

    programs = [check(1), check(2)]
    if measure.has_command(tools, "stream"):
        programs.append(Program("camlint stream", (tools.camlint, "stream", "--no-config"), stdin=path))
    # Of what goes to /dev/null, grep would not look for a second match.
    programs.append(Program("grep -cF '['", ("grep", "-cF", "[", path), stdout=os.path.join(tools.work, "grep.out")))
    programs.append(Program("Python", (sys.executable, os.path.join(PEERS, "brackets.py"), path)))
    if shutil.which("node"):
        programs.append(Program("Node.js", ("node", os.path.join(PEERS, "brackets.js"), path)))
        modules = install_duckdb(tools)
        for threads in (1, 2) if modules else ():
            programs.append(Program(f"DuckDB, {threads} thread{'s' * (threads > 1)}",
                                    ("node", os.path.join(PEERS, "brackets.duckdb.js"), path, str(threads)),
                                    env={"NODE_PATH": modules}))
    if shutil.which("jq"):
        programs.append(Program("jq", ("jq", "-nrf", os.path.join(PEERS, "brackets.jq"), path)))
    return programs


def count_lines(tools, program):
    """Lines that a program prints: a look at whether it did its work, and the run that warms the caches up."""
    path = os.path.join(tools.work, "lines.out")
    measure.start(tools, Program(program.name, program.command, program.stdin, path, program.env, program.codes))
    with open(path, "rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    os.remove(path)
    return lines


def run(tools, bodies, rounds):
    """What there is to say of each contestant, and the corpus's size in MB."""
    path = corpora.requests(tools, bodies)
    size = os.path.getsize(path) / 1e6
    programs = contestants(tools, path)
    lines = {program.name: count_lines(tools, program) for program in programs}
    figures = measure.race(tools, programs, rounds)
    return {"bodies": bodies, "megabytes": size, "lines": lines, "figures": figures}


def table(results):
    head = "| program | s | MB/s | CPU s | peak MiB | lines printed |\n|---|--:|--:|--:|--:|--:|"
    rows = [f"| {name} | {f.wall:.3f} | {results['megabytes'] / f.wall:,.0f} | {f.cpu:.3f} | {f.peak:,.1f} "
            f"| {results['lines'][name]:,} |" for name, f in results["figures"].items()]
    return "\n".join([head, *rows])
