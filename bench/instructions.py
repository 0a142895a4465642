"""How many instructions camlint takes for five fixed inputs, against the record: `bench/instructions.py PROGRAM`.

Counts repeat where times do not, so a slow-down of a few per cent shows on a busy machine too. One that is more than
3 % above bench/instructions.json fails (exit code 1). `--record` writes that file anew, to be committed with what
changed the counts. They depend on compiler, C library, valgrind and processor: where one of these is another than when
they were recorded nothing is compared, and the exit code is 77.
"""

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys

import measure

HERE = os.path.dirname(os.path.abspath(__file__))
RECORD = os.path.join(HERE, "instructions.json")
TOLERANCE = 0.03
SKIPPED = 77

# A folder of files is not among them: a walk starts git, and what git says depends on where the tree lies.
CASES = {
    "start, a prompt of 1 KB": (("check", "prompt.txt"), "prompt.txt"),
    "check, 1 MB of request bodies": (("check", "-f", "jsonl", "--jobs", "1", "requests.jsonl"), "requests.jsonl"),
    "stream, 1 MB of request bodies": (("stream",), "requests.jsonl"),
    "check, a Markdown document": (("check", "-f", "full", "--color", "never", "scenes.md"), "scenes.md"),
    "check, 10,000 brackets in a prompt": (("check", "-f", "concise", "brackets.txt"), "brackets.txt"),
}


def cached(program, name):
    """A variable of the CMake cache beside the program."""
    try:
        with open(os.path.join(os.path.dirname(program), "CMakeCache.txt"), encoding="utf-8") as file:
            return next((line.partition("=")[2].strip() for line in file if line.startswith(name + ":")), "")
    except OSError:
        return ""


def conditions(program):
    """What counts hold for."""
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        flags = next((line.split() for line in file if line.startswith("flags")), [])
    # The C library chooses its string functions by these, and valgrind knows none of what is newer.
    known = [flag for flag in ("sse4_2", "avx", "avx2", "bmi2", "erms") if flag in flags]
    return {"compiler": measure.first_line(cached(program, "CMAKE_CXX_COMPILER") or "c++", "--version"),
            "flags": " ".join((cached(program, "CMAKE_CXX_FLAGS") + " " +
                               cached(program, "CMAKE_CXX_FLAGS_RELEASE")).split()),
            "libc": " ".join(platform.libc_ver()),
            "valgrind": measure.first_line("valgrind", "--version"),
            "processor": " ".join([platform.machine(), *known])}


def generated(program, *arguments):
    generator = os.path.join(os.path.dirname(program), "bench", "camlint_corpus")
    return subprocess.run([generator, *arguments], capture_output=True, check=True).stdout


def make_inputs(program, folder):
    """Writes the inputs; gives their hashes by name."""
    prompts = generated(program, "prompts", "200").decode().splitlines()
    scenes = "# Scenes\n" + "".join(f"\n## Scene {number}\n\n```prompt\n{prompt}\n```\n"
                                   for number, prompt in enumerate(prompts, 1))
    texts = {"prompt.txt": generated(program, "brackets", "25"),
             "requests.jsonl": generated(program, "requests", "--bytes", "1000000"),
             "scenes.md": scenes.encode(),
             "brackets.txt": generated(program, "brackets", "10000")}
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name, text in texts.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(text)
    return {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}


def count(program, folder, arguments, stdin):
    """The instructions of one run. It sees an empty environment, and inputs without a path, of any length."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, arguments[0], "--no-config",
               *arguments[1:]]
    with open(os.path.join(folder, stdin), "rb") as file:
        done = subprocess.run(command, cwd=folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, stdin=file,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    found = re.search(rb"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or not found:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return int(found[1])


def measured(program):
    """The counts and the hashes of their inputs, by case; without what this build does not have."""
    folder = os.path.join(os.path.dirname(program), "bench", "instructions")
    hashes = make_inputs(program, folder)
    counts = {}
    for name, (arguments, file) in CASES.items():
        if subprocess.run([program, arguments[0], "--help"], capture_output=True, check=False).returncode != 0:
            print(f"{name}: this build has no '{arguments[0]}'")
            continue
        counts[name] = {"input": hashes[file], "instructions": count(program, folder, arguments, file)}
    return counts


def compare(recorded, now):
    """Prints a line for each case; gives what is wrong."""
    wrong = []
    for name in dict.fromkeys([*recorded, *now]):
        if name not in now or name not in recorded:
            wrong.append(f"{name}: {'recorded, but not measured' if name in recorded else 'not recorded'}")
            continue
        before, after = recorded[name], now[name]
        change = after["instructions"] / before["instructions"] - 1
        print(f"{name:36}{after['instructions']:>15,}{change:>+9.2%}")
        if before["input"] != after["input"]:
            wrong.append(f"{name}: its input is not the one that was recorded")
        elif change > TOLERANCE:
            wrong.append(f"{name}: {change:.1%} more instructions than recorded, {before['instructions']:,} to "
                         f"{after['instructions']:,}; at most {TOLERANCE:.0%} are let through")
        elif change < -TOLERANCE:
            print(f"{name}: {-change:.1%} fewer than recorded: 'make instructions-record' holds on to that")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--record", action="store_true", help="write the record anew")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    if not shutil.which("valgrind"):
        sys.exit("bench/instructions.py: please install valgrind")
    here = conditions(program)
    if options.record:
        with open(RECORD, "w", encoding="utf-8") as file:
            json.dump({"conditions": here, "cases": measured(program)}, file, indent=2)
            file.write("\n")
        print(f"recorded for {here['compiler']}")
        return 0
    if not os.path.exists(RECORD):
        sys.exit("instruction counts: no record; 'make instructions-record' writes one")
    with open(RECORD, encoding="utf-8") as file:
        record = json.load(file)
    others = [f"  {key}: recorded with '{record['conditions'].get(key, '')}', here '{value}'"
              for key, value in here.items() if record["conditions"].get(key) != value]
    if others:
        print("instruction counts: SKIPPED, they were recorded under other conditions:", *others, sep="\n")
        return SKIPPED
    wrong = compare(record["cases"], measured(program))
    if wrong:
        print("instruction counts: FAILED", *wrong,
              "If that is meant so, run 'make instructions-record' and commit bench/instructions.json with the change.",
              sep="\n")
        return 1
    print("instruction counts: as recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
