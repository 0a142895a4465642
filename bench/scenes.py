"""What is measured beside the large corpus: the grammar alone, a start, many files, the C ABI, an editor's wait."""

import os
import statistics
import subprocess
import sys
import tempfile

import corpora
import lsp_latency
import measure
from contest import PEERS
from measure import Failure, Program

FILES = 10_000
STARTS = 40  # a round


def grammar(tools, count, rounds):
    """MB/s of the grammar over raw prompts in memory, and of grep over the same file."""
    path = corpora.prompts(tools, count)
    size = os.path.getsize(path) / 1e6
    grep = Program("grep", ("grep", "-cF", "[", path), stdout=os.path.join(tools.work, "grep.out"))
    rates, seconds, best = [], [], 0.0
    for _ in range(rounds):
        done = subprocess.run([tools.helper("camlint_grammar"), path, "3"], capture_output=True, check=True, text=True)
        fields = done.stdout.split()
        best = max(best, float(fields[2]))
        rates.append(float(fields[3]))
        seconds += [figures.wall for figures in measure.start(tools, grep)]
    return {"megabytes": size, "grammar": statistics.median(rates), "best": best,
            "grep": size / statistics.median(seconds)}


def cold_start(tools, rounds):
    """The figures of one run over a prompt of 1 KB, by program."""
    path = os.path.join(corpora.folder(tools), "prompt.txt")
    with open(path, "wb") as file:
        file.write(corpora.prompts_of_a_kilobyte(tools)[0])
    programs = [Program("camlint check", (tools.camlint, "check", "--no-config", path)),
                Program("/bin/true", ("/bin/true",)),
                Program("Python", (sys.executable, os.path.join(PEERS, "brackets.py"), path))]
    return measure.race(tools, programs, rounds, STARTS)


def many_files(tools, rounds):
    """The figures of a folder of files, by program."""
    # Below the build folder git would know that they are ignored, and a walk would find none.
    with tempfile.TemporaryDirectory(prefix="camlint-bench-") as folder:
        corpora.write_files(tools, folder, FILES)
        command = (tools.camlint, "check", "--no-config", "--exit-zero")
        counted = os.path.join(tools.work, "grep.out")
        programs = [Program("camlint check", (*command, folder)),
                    Program("camlint check, 1 thread", (*command, "--jobs", "1", folder)),
                    Program("grep -rcF '['", ("grep", "-rcF", "[", folder), stdout=counted)]
        measure.race(tools, programs, 1)  # warms the caches up
        return measure.race(tools, programs, rounds)


def batch(tools, rounds):
    """(Microseconds, bytes) a prompt through the C ABI from Python, by size of batch; None where it is not built."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "batch.py")
    root = os.path.dirname(os.path.dirname(script))
    env = measure.environment({"PYTHONPATH": os.path.join(root, "python"), "PYTHONDONTWRITEBYTECODE": "1",
                               "CAMLINT_LIBRARY": os.path.join(tools.build, "libcamlint.so")})
    done = subprocess.run([sys.executable, script, corpora.prompts(tools, 20_000), str(rounds)], env=env,
                          capture_output=True, text=True, check=False)
    if done.returncode == 77:
        return None
    if done.returncode != 0:
        raise Failure(f"batch.py: {done.stderr.strip()}")
    rows = map(str.split, done.stdout.splitlines())
    return {int(size): (float(time), float(length)) for size, time, length in rows}


def editor(tools):
    """A row for each document of lsp_latency.py."""
    return list(lsp_latency.measurements(tools.camlint))
