"""`check --fix`, `--diff` and `format` over random documents of every carrier and all of the corpus, held against what
they have to do: fixes are chosen and applied here again, from the JSON report; diffs are read by a reader of its own;
and what is no directive stays as it is, byte for byte."""

import collections
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import documents

SANITIZED = os.environ.get("CAMLINT_SANITIZED") == "1"
SHARE = 10 if SANITIZED else 1
STYLE = ("command-case", "command-spacing", "command-separator", "fullwidth-bracket")
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # where it takes no time to make a file durable
FLAGS = {"safe": ("--fix",), "unsafe": ("--fix", "--unsafe-fixes")}

DIRECTIVES = (
    "[push in]", "[ Push in ]", "[Push  in]", "[Pan left, Shake]", "[Pan left ,PAN RIGHT]", "[Pan left，Shake]", "[推进、晃动]",
    "[Pan left+Shake]", "[Pan left;Tilt up]", "[Pan left | Shake & Tilt up]", "【推进】", "［Push in］", "【 推进 ， push in 】", "[]",
    "[ ]", "[Pan left,,Shake]", "[,Pan left,]", "[Shake,Shake,shake]", "[Dolly in]", "[Push out]", "[Orbit left]", "[固定镜头]",
    "[环绕]", "[Psuh in]", "[Pedestel up, Pna left]", "[Pan up]", "[Tilt left]", "[Slow zoom in]", "[Push in slowly]",
    "[轻微晃动]", "[Pan left, then Push in]", "【左摇→推进→上升】", "[Pan left -> Push in then Shake]", "[Push in then she ",
    "[Push in [Pan left]]", "[Tilt up/down]", "[Static shot,Push in]", "[Pan]", "[推进]", "[Push in]", "[Pu\u200bsh in]",
    "[Pan\u202e left]", "[Push\x01 in]", "[Wide shot]", "[the camera pans left, shake]")
PARTS = (
    "[", "]", "【", "】", "［", "］", ",", ", ", ",,", "，", "、", ";", "+", "/", "->", "→", ", then ", "然后", "Push in", "push  IN",
    "Pan left", "Shake", "Static shot", "推进", "左摇", "Psuh in", "Dolly in", "Push out", "Pan up", "手持", "slowly ", "\u200b",
    "\u200b\u200b", "\ufeff", "\u00ad", "\u202e", "\u2066", "\x01", "\x7f", "\u0085", "\ufe0f", "\u200d", "[SUBJECT]", "{{x}}")


class Draw(documents.Draw):
    """Prompts full of mistakes, in requests with some of their own."""
    pieces = DIRECTIVES * 2 + PARTS + documents.PIECES
    plants = DIRECTIVES
    models = (*documents.MODELS, "T2V-01-Directr", "minimax-hailuo-02", "Hailuo")

    def fields(self):
        fields = {**super().fields(), "prompt_optimizer": self.choice((False, True, "false")),
                  "duration": self.choice((6, "6", 7, 10, 6.0)), "resolution": self.choice(("768P", "720p", 1080, "4K")),
                  "promt_optimizer": False, "fast_pretreatment": True}
        return {name: value for name, value in fields.items() if name == "model" or self.random() < 0.6}


def draw_files(draw, form):
    """Some documents of a carrier; a name and its text each."""
    def bodies(count):
        return [documents.draw_body(draw) for _ in range(count)]
    def line(end):
        return documents.draw_text(draw, breaks=()) + draw.choice(end)
    few = max(1, 8 // SHARE)
    many = 160 // SHARE
    writers = {
        "json": lambda i: documents.draw_bom(draw) + documents.draw_json(draw, bodies(20)),
        "jsonl": lambda i: documents.draw_bom(draw) + "".join(
            documents.draw_json(draw, body, [None]) + draw.choice(("\n", "\r\n")) for body in bodies(20)),
        "lines": lambda i: documents.draw_bom(draw) + "".join(line(("\n", "\r\n", "\r")) for _ in range(20)) + line(("",)),
        "text": lambda i: documents.draw_plain_file(draw, "").text,
        "prompt": lambda i: documents.draw_plain_file(draw, "", draw.choice((None, *draw.models))).text,
        "csv": lambda i: documents.draw_csv_file(draw, "", draw.choice(",;"), 20).text,
        "tsv": lambda i: documents.draw_csv_file(draw, "", "\t", 20).text,
        "markdown": lambda i: documents.draw_markdown_file(draw, i, 10).text,
        "shell": lambda i: documents.draw_script(draw, bodies(10)),
        "comfyui": lambda i: documents.draw_workflow_file(draw, i, 10).text,
    }
    return {f"{form}-{i}.{form}": writers[form](i).encode() for i in range(many if form in ("text", "prompt") else few)}


def corpus_files(form):
    folder = os.path.join(camlint.ROOT, "corpus/documents", form)
    paths = [path for path in sorted(glob.glob(folder + "/*")) if not path.endswith(".expected")]
    return {"corpus-" + os.path.basename(path): contents([path])[path] for path in paths}


def contents(paths):
    files = {}
    for path in paths:
        with open(path, "rb") as file:
            files[path] = file.read()
    return files


def is_plain(raw):
    """True without control characters: a diff makes those visible, and is not for patch(1) then."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False
    return not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)", text)


class Folder:
    """Files of one carrier in a folder of their own, and runs of the program over all of them at once."""

    def __init__(self, form, files):
        self.form = "auto" if form == "tsv" else form
        self.files = files

    def __enter__(self):
        self.holder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.write(self.files)
        return self

    def __exit__(self, *_):
        self.holder.cleanup()

    def write(self, files):
        for name, raw in files.items():
            with open(os.path.join(self.holder.name, name), "wb") as file:
                file.write(raw)

    def read(self):
        return {os.path.basename(path): raw for path, raw in
                contents(os.path.join(self.holder.name, name) for name in self.files).items()}

    def run(self, *arguments, names=None):
        command, *flags = arguments
        return camlint.run(command, *flags, "--input-format", self.form, *(names or self.files), cwd=self.holder.name)

    def report(self, *flags, names=None):
        """The findings, by the name of the file."""
        code, out, err = self.run("check", "-f", "json", *flags, names=names)
        assert code in (0, 1), (code, err)
        found = {name: [] for name in names or self.files}
        for finding in json.loads(out)["diagnostics"]:
            found[finding["file"]].append(finding)
        return found


def first_fix(finding, least):
    """The first fix that is safe enough, or None."""
    return next((fix for fix in finding["fixes"] if least == "unsafe" or fix["safety"] == "safe"), None)


def spans(fix):
    return [(edit["range"]["start"]["byte"], edit["range"]["end"]["byte"], edit["text"].encode()) for edit in fix["edits"]]


def touch(a, b):
    """Two edits that change a byte in common, or of which one inserts at an edge of the other."""
    if a[0] == a[1] or b[0] == b[1]:
        return a[0] <= b[1] and b[0] <= a[1]
    return a[0] < b[1] and b[0] < a[1]


def one_pass(raw, findings, least):
    """Of the fixes that touch each other, the first by position is applied."""
    fixes = [spans(fix) for fix in (first_fix(finding, least) for finding in findings) if fix]
    taken = []
    for fix in sorted(fixes, key=lambda fix: fix[0][0]):
        # Sorted: no edit taken begins behind this fix's last one but those of fixes that reach over it.
        if not any(touch(edit, other) for edit in fix for other in taken):
            taken += fix
    for begin, end, text in sorted(taken, key=lambda edit: edit[:2], reverse=True):
        raw = raw[:begin] + text + raw[end:]
    return raw


def fixed(form, files, least, *flags):
    """What the files have to become; None for one whose fixes come to no end."""
    result = {}
    with Folder(form, files) as folder:
        left = list(files)
        for _ in range(11):
            found = folder.report(*flags, names=left)
            before = folder.read()
            after = {name: one_pass(before[name], found[name], least) for name in left}
            result.update(after)
            left = [name for name in left if after[name] != before[name]]
            if not left:
                return result
            folder.write({name: after[name] for name in left})
    return {**result, **dict.fromkeys(left)}


def read_diff(text):
    """The hunks of each file: the number of the first line on each side, and the lines with their marks."""
    lines = text.split(b"\n")
    assert lines.pop() == b"", "the last line has no end"
    files, at = {}, 0
    while at < len(lines):
        assert lines[at].startswith(b"--- ") and lines[at + 1] == b"+++ " + lines[at][4:], lines[at:at + 2]
        hunks = files.setdefault(lines[at][4:].decode(), [])
        at += 2
        while at < len(lines) and lines[at].startswith(b"@@"):
            head = re.fullmatch(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", lines[at])
            old, olds, new, news = (1 if number is None else int(number) for number in head.groups())
            at += 1
            body = []
            while olds > 0 or news > 0 or (at < len(lines) and lines[at].startswith(b"\\")):
                mark, line = lines[at][:1], lines[at][1:] + b"\n"
                at += 1
                if mark == b"\\":
                    body[-1] = (body[-1][0], body[-1][1][:-1])
                    continue
                assert mark in (b" ", b"-", b"+"), mark
                olds -= mark != b"+"
                news -= mark != b"-"
                body.append((mark, line))
            assert (olds, news) == (0, 0), "a hunk's lines are not as many as its head says"
            hunks.append((old, new, body))
    return files


def patch(raw, hunks):
    """The bytes with the hunks applied, each exactly where it says that it belongs."""
    lines = re.findall(rb"[^\n]*\n|[^\n]+", raw)
    out, at = [], 0
    for old, new, body in hunks:
        olds = [line for mark, line in body if mark != b"+"]
        news = [line for mark, line in body if mark != b"-"]
        begin = old - 1 if olds else old
        assert begin >= at and lines[begin:begin + len(olds)] == olds, f"the hunk at {old} is not what is there"
        out += lines[at:begin]
        assert len(out) == (new - 1 if news else new), f"the hunk at {old} does not come to stand at {new}"
        ends = [i for i, (mark, _) in enumerate(body) if mark != b" "]
        assert ends and ends[0] <= 3 and len(body) - 1 - ends[-1] <= 3, "more than three lines around a change"
        out += news
        at = begin + len(olds)
    return b"".join(out + lines[at:])


class Fixes(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={cls.seed}", file=sys.stderr)
        draw = Draw(cls.seed)
        forms = ("text", "prompt", "lines", "json", "jsonl", "csv", "tsv", "markdown", "shell", "comfyui")
        cls.groups = {form: {**draw_files(draw, form), **corpus_files(form)} for form in forms}

    def each(self, *rows):
        """Every carrier in every row's way, with a folder that holds its files."""
        for form, files in self.groups.items():
            for row in rows or [None]:
                with Folder(form, files) as folder:
                    yield (form, row, folder) if row else (form, folder)

    def compare(self, files, got, want):
        for name, raw in files.items():
            if got[name] != want[name]:
                self.fail(f"{name}: from {raw!r}\n\nexpected {want[name]!r}\n\ngot {got[name]!r}")

    def test_fix_is_what_the_report_says(self):
        for form, least, folder in self.each(*FLAGS):
            code, out, err = folder.run("check", "-f", "json", *FLAGS[least])
            self.assertIn(code, (0, 1), err)
            want, got = fixed(form, folder.files, least), folder.read()
            self.compare(folder.files, got, want)
            # What is reported beside the fixing is what is left.
            self.assertEqual(out, folder.run("check", "-f", "json")[1])

    def test_what_is_left_has_no_fix_and_is_not_new(self):
        several = ("combination", "timeline")
        unread = {"unknown-model", "unknown-field", "wrong-type", "unsupported-output"}
        for _, least, folder in self.each(*FLAGS):
            before = folder.report()
            folder.run("check", *FLAGS[least])
            after = folder.report()
            for name in folder.files:
                had = collections.Counter(finding["rule"] for finding in before[name])
                left = collections.Counter(finding["rule"] for finding in after[name])
                where = f"{name}: {folder.files[name]!r}"
                for finding in after[name]:
                    rule = finding["rule"]
                    self.assertIsNone(first_fix(finding, least), f"{rule} in {where}")
                    # A guess that is taken names a command or a value that nobody could be sure of before.
                    guessed = finding["category"] in several or rule in ("mixed-language", "prose-camera-move") or (
                        finding["category"] in ("request", "model") and unread & had.keys())
                    if least == "unsafe" and guessed:
                        continue
                    self.assertLessEqual(left[rule] if least == "safe" else 1, had[rule], f"{rule} in {where}")

    def test_fixing_twice_is_fixing_once(self):
        for _, least, folder in self.each(*FLAGS):
            folder.run("check", *FLAGS[least])
            once = folder.read()
            _, _, err = folder.run("check", *FLAGS[least])
            self.compare(once, folder.read(), once)
            self.assertEqual(err, b"")

    def test_diff(self):
        for form, least, folder in self.each(*FLAGS):
            code, out, _ = folder.run("check", "--diff", *FLAGS[least][1:])
            self.assertEqual(code, folder.run("check")[0])
            self.compare(folder.files, folder.read(), folder.files)
            folder.run("check", *FLAGS[least])
            want = folder.read()
            plain = {name for name in folder.files if is_plain(folder.files[name]) and is_plain(want[name])}
            hunks = read_diff(out)
            self.assertEqual({name for name in plain if folder.files[name] != want[name]}, hunks.keys() & plain)
            for name in plain:
                self.assertEqual(patch(folder.files[name], hunks.get(name, [])), want[name], f"{name}: {folder.files[name]!r}")
            if form in ("text", "csv", "markdown"):
                self.hold_git(folder, plain & hunks.keys(), least, want)

    def hold_git(self, folder, names, least, want):
        """git takes the same diff."""
        folder.write(folder.files)
        _, out, _ = folder.run("check", "--diff", *FLAGS[least][1:], names=sorted(names))
        done = subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "-"], input=out, cwd=folder.holder.name,
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.compare({name: folder.files[name] for name in names}, folder.read(), want)


if __name__ == "__main__":
    camlint.main()
