"""Starting programs and telling what they took: seconds, seconds of processor, peak memory."""

import dataclasses
import os
import statistics
import subprocess


class Failure(SystemExit):
    """A program under measurement did not do its work: ends the run with that message, no figure is worth more."""


@dataclasses.dataclass(frozen=True)
class Tools:
    """Where the programs are: the folder of a release build with CAMLINT_BENCH on, and one for inputs."""
    build: str
    work: str

    @property
    def camlint(self):
        return os.path.join(self.build, "camlint")

    def helper(self, name):
        return os.path.join(self.build, "bench", name)


@dataclasses.dataclass(frozen=True)
class Program:
    name: str
    command: tuple
    stdin: str = "/dev/null"
    stdout: str = "/dev/null"
    env: dict = dataclasses.field(default_factory=dict)
    codes: tuple = (0, 1)  # for a linter and for grep, 1 is an answer


@dataclasses.dataclass(frozen=True)
class Figures:
    wall: float  # seconds
    cpu: float  # seconds
    peak: float  # MiB


def environment(extra=None):
    """What every program sees: nothing of the person who measures but PATH."""
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C", **(extra or {})}


def start(tools, program, times=1):
    """The figures of each of so many runs, one after the other."""
    command = [tools.helper("camlint_spawn"), program.stdin, program.stdout, str(times), *program.command]
    done = subprocess.run(command, env=environment(program.env), capture_output=True, text=True, check=False)
    rows = [[int(field) for field in line.split()] for line in done.stdout.splitlines()]
    if done.returncode != 0 or any(code not in program.codes for _, _, _, code in rows):
        raise Failure(f"{program.name}: {done.stderr.strip() or 'exit code ' + str(rows[-1][-1])}")
    return [Figures(wall / 1e9, cpu / 1e6, peak / 1024) for wall, cpu, peak, _ in rows]


def median(figures):
    return Figures(*(statistics.median(values) for values in zip(*map(dataclasses.astuple, figures))))


def race(tools, programs, rounds, times=1):
    """The median of each program by name. All take turns, so that a machine that slows down slows all of them."""
    runs = {program.name: [] for program in programs}
    for _ in range(rounds):
        for program in programs:
            runs[program.name] += start(tools, program, times)
    return {name: median(figures) for name, figures in runs.items()}


def has_command(tools, name):
    """Whether this build of camlint has a subcommand."""
    return subprocess.run([tools.camlint, name, "--help"], capture_output=True, check=False).returncode == 0


def first_line(*command):
    """What a program says of its version."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "not there"
