"""What the tests with real editors share: running one that cannot outlive its test, and the set-ups of docs/editors.md."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import camlint

MARK = "CAMLINT_EDITOR_RUN"
IS_REQUIRED = os.environ.get("CAMLINT_EDITORS_REQUIRED") == "1"

# The 15 commands, as MiniMax's pages have them.
ENGLISH = ["Truck left", "Truck right", "Pan left", "Pan right", "Push in", "Pull out", "Pedestal up", "Pedestal down", "Tilt up",
           "Tilt down", "Zoom in", "Zoom out", "Shake", "Tracking shot", "Static shot"]
CHINESE = ["左移", "右移", "左摇", "右摇", "推进", "拉远", "上升", "下降", "上摇", "下摇", "变焦推近", "变焦拉远", "晃动", "跟随", "固定"]


def skip(why):
    """Ends the test as one that ctest shows as skipped, or as a failure where nothing may be missing."""
    print(("missing: " if IS_REQUIRED else "skipped: ") + why)
    sys.exit(1 if IS_REQUIRED else 77)


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            skip(f"no {program} here")


def block(heading, language):
    """The first block of code in a language below a heading of docs/editors.md."""
    with open(os.path.join(camlint.ROOT, "docs/editors.md"), encoding="utf-8") as file:
        text = file.read()
    section = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^## |^### |\Z)", text, re.M | re.S)
    assert section, heading
    found = re.search(rf"^```{language}\n(.*?)^```$", section[1], re.M | re.S)
    assert found, (heading, language)
    return found[1]


def marked(mark):
    """The processes that have this mark in their environment, the dead that nobody waited for left out."""
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/environ", "rb") as file:
                if f"{MARK}={mark}".encode() in file.read().split(b"\0"):
                    found.append(int(entry))
        except OSError:
            continue
    return found


class Desk:
    """A home of an editor's own, with camlint first on its PATH and files to open."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = os.path.realpath(self.temporary.name)
        self.result = os.path.join(self.folder, "result.json")
        os.mkdir(self.path("project"))
        self.environment = {
            **os.environ,
            "HOME": self.folder,
            "PATH": os.path.dirname(camlint.PROGRAM) + os.pathsep + os.environ["PATH"],
            "XDG_CONFIG_HOME": self.path("config"),
            "XDG_DATA_HOME": self.path("data"),
            "XDG_STATE_HOME": self.path("state"),
            "XDG_CACHE_HOME": self.path("cache"),
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            "RESULT": self.result,
        }

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        """A file of the project, or of the home where the name begins with a slash."""
        path = self.path(name[1:]) if name.startswith("/") else self.path("project", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text.encode())
        return path

    def run(self, arguments, stdin=None, seconds=60, env=None):
        """Runs an editor in the project; gives what it wrote to RESULT. What it has started and left running is
        ended, and is a failure like an exit code or a word too late."""
        mark = uuid.uuid4().hex
        environment = {**self.environment, **(env or {}), MARK: mark}
        started = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   env=environment, cwd=self.path("project"), start_new_session=True)
        try:
            output, _ = started.communicate((stdin or "").encode(), timeout=seconds)
            left = self.left_running(mark)
        except subprocess.TimeoutExpired as late:
            raise AssertionError(f"not done in {seconds} s: {(late.output or b'')[-2000:]}") from late
        finally:
            self.end(mark)
            started.wait()
        text = output.decode(errors="replace")
        result = {}
        if os.path.exists(self.result):
            with open(self.result, encoding="utf-8") as file:
                result = json.load(file)
            os.unlink(self.result)
        assert started.returncode == 0 and result and not result.get("problem"), (started.returncode, result, text[-4000:])
        assert not left, f"left running: {left}"
        return result

    @staticmethod
    def left_running(mark, seconds=5):
        end = time.monotonic() + seconds
        while (left := marked(mark)) and time.monotonic() < end:
            time.sleep(0.02)
        return left

    @staticmethod
    def end(mark):
        for process in marked(mark):
            try:
                os.kill(process, 9)
            except ProcessLookupError:
                pass


def bytes_before(text, part):
    """The line, the byte column and the end's byte column of a part that a text has once, all from 0."""
    assert text.count(part) == 1, part
    head = text[:text.index(part)]
    column = len(head.rsplit("\n", 1)[-1].encode())
    return head.count("\n"), column, column + len(part.encode())
