"""`check --fix`, `--diff` and `format` over random documents of every carrier and all of the corpus, held against what
they have to do: fixes are chosen and applied here again, from the JSON report; diffs are read by a reader of its own;
and what is no directive stays as it is, byte for byte."""

import collections
import csv
import glob
import io
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
    """True without control characters and bidi controls: a diff makes those visible, and is not for patch(1) then."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False
    return not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)", text)


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


def bracketless(text):
    """A prompt with its innermost brackets, and what they are in, made one sign."""
    while True:
        less = re.sub(r"[\[【［][^\[\]【】［］]*[\]】］]", "\0", text)
        if less == text:
            return less
        text = less


class Exact(documents.Draw):
    """Prompts of which it is known what each command is, and with them what they become in either language."""

    def spelled(self, name):
        name = self.choice((name, name.lower(), name.upper(), name.replace(" ", "  ")))
        return self.choice(("", " ")) + name + self.choice(("", " "))

    def prompt(self, commands):
        """A text, and the same in canonical form: in English and in Chinese."""
        texts = ["", "", ""]
        for _ in range(self.randint(1, 5)):
            some = self.sample(commands, self.randint(1, 3))
            opening, closing = self.choice(("[]", "[]", "【】", "［］"))
            given = self.choice((",", ", ", "，", "、", " ; ", "+", "|")).join(self.spelled(row["en"]) for row in some)
            prose = self.choice(("A man walks ", "他说：「走」", ' "so" ', "\n", "é 🎬 ", " Push in ", "镜头推进"))
            texts[0] += prose + opening + given + closing
            for i, language in ((1, "en"), (2, "zh")):
                texts[i] += prose + "[" + ",".join(row[language] for row in some) + "]"
        return texts


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

    def test_format_is_the_rules_of_style(self):
        for form, folder in self.each():
            code, _, err = folder.run("format")
            broken = any(b"cannot format all of" in line for line in err.splitlines())
            self.assertEqual(code, 2 if broken else 0, err)
            got = folder.read()
            self.compare(folder.files, got, fixed(form, folder.files, "safe", "--select", ",".join(STYLE)))
            folder.run("format")
            self.compare(got, folder.read(), got)

    def test_format_changes_nothing_but_brackets(self):
        for form, folder in self.each():
            def prompts(name, form=form, folder=folder):
                if form in ("text", "lines"):
                    return [folder.read()[name].decode(errors="replace")]
                code, out, _ = folder.run("dump", "--prompts", names=[name])
                self.assertEqual(code, 0)
                return [record["text"] for record in map(json.loads, out.splitlines())]
            names = list(folder.files)[:40 // SHARE] if form == "prompt" else folder.files
            before = {name: prompts(name) for name in names}
            folder.run("format")
            for name in names:
                for was, now in zip(before[name], prompts(name), strict=True):
                    self.assertEqual(bracketless(was), bracketless(now), f"{name}: {was!r} {now!r}")

    def test_format_to_a_language(self):
        commands = json.loads(camlint.run("list", "commands", "-f", "json")[1])
        draw = Exact(self.seed)
        prompts = [draw.prompt(commands) for _ in range(200 // SHARE)]
        given, english, chinese = ([texts[i] for texts in prompts] for i in range(3))
        def write(texts):
            bodies = [{"model": "T2V-01-Director", "prompt": text} for text in texts]
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\r\n").writerows([["id", "prompt"], *enumerate(texts)])
            return {"text": {f"{i}.txt": text.encode() for i, text in enumerate(texts)},
                    "csv": {"a.csv": out.getvalue().encode()},
                    "jsonl": {"raw.jsonl": "".join(json.dumps(body, ensure_ascii=False) + "\n" for body in bodies).encode()},
                    "json": {"ascii.json": json.dumps([*bodies, {"prompt": "é"}]).encode()}}
        for form, files in write(given).items():
            with Folder(form, files) as folder:
                steps = (((), english), (("--to", "zh"), chinese), (("--to", "zh"), chinese), (("--to", "en"), english))
                for flags, texts in steps:
                    self.assertEqual(folder.run("format", *flags)[0], 0)
                    want = write(texts)[form]
                    if form == "csv":  # a cell keeps quotes that it no longer needs
                        rows = [list(csv.reader(io.StringIO(raw["a.csv"].decode(), newline=""))) for raw in (want, folder.read())]
                        self.assertEqual(rows[0], rows[1])
                    else:
                        self.compare(files, folder.read(), want)
            with Folder(form, files) as folder:
                self.assertEqual(folder.run("format", "--to", "zh")[0], 0)
                if form != "csv":
                    self.compare(files, folder.read(), write(chinese)[form])

    def test_format_diff_and_check(self):
        for _, folder in self.each():
            code, out, _ = folder.run("format", "--diff")
            checked, listed, _ = folder.run("format", "--check")
            self.compare(folder.files, folder.read(), folder.files)
            folder.run("format")
            want = folder.read()
            changed = {name for name in folder.files if folder.files[name] != want[name]}
            self.assertEqual({line.split()[-1] for line in listed.decode().splitlines()}, changed)
            self.assertEqual(code, checked)
            if code != 2:
                self.assertEqual(code, 1 if changed else 0)
            hunks = read_diff(out)
            self.assertEqual(hunks.keys(), changed)
            for name in changed:
                if is_plain(folder.files[name]) and is_plain(want[name]):
                    self.assertEqual(patch(folder.files[name], hunks[name]), want[name], name)

    def test_standard_input(self):
        for form, folder in self.each():
            for command in (("check", "--fix"), ("check", "--fix", "--unsafe-fixes"), ("format",)):
                folder.write(folder.files)
                folder.run(*command)
                want = folder.read()
                for name in list(folder.files)[:8]:
                    code, out, err = camlint.run(*command, "--input-format", folder.form, "--stdin-filename", name, "-",
                                                 stdin=folder.files[name])
                    self.assertEqual(out, want[name], f"{name}: {folder.files[name]!r}")
                    if command[0] == "check" and code == 1:
                        self.assertIn(name, err.decode())

    def test_standard_input_that_cannot_be_read_is_given_back(self):
        raw = b"```prompt\nA man [push in].\n```\n"
        for command, want in (("check --fix", raw), ("format", raw), ("check --diff", b""), ("format --diff", b"")):
            code, out, err = camlint.run(*command.split(), "--max-file-size", "9", "--stdin-filename", "a.md", "-",
                                         stdin=raw)
            self.assertEqual((code, b"larger than" in err, out), (2, True, want), command)

    def test_exit_codes(self):
        broken = b'{"prompt": "A man [push in]'
        with tempfile.TemporaryDirectory() as folder:
            for number, (command, name, raw, want) in enumerate((
                    ("check --fix", "a.txt", b"A man [push in].", 0),
                    ("check --fix", "a.txt", b"A man [Pan left,,Shake].", 0),
                    ("check --fix", "a.txt", b"A man [Psuh in].", 1),
                    ("check --fix --unsafe-fixes", "a.txt", b"A man [Psuh in].", 0),
                    ("check --fix --unsafe-fixes", "a.txt", b"A man [Psuh in] [Pan].", 1),
                    ("check --fix --exit-zero", "a.txt", b"A man [Psuh in].", 0),
                    ("check --fix --fail-on error", "a.txt", b"A man [Psuh in].", 0),
                    ("check --fix --fail-on error", "a.txt", b" ", 1),
                    ("check --fix --fail-on never", "a.txt", b" ", 0),
                    ("check --fix --select command-case", "a.txt", b"A man [push in] [Psuh in].", 0),
                    ("check --diff", "a.txt", b"A man [push in].", 0),
                    ("check --diff --fail-on info", "a.txt", b"A man [push in].", 1),
                    ("check --fix --fail-on info", "a.txt", b"A man [push in].", 0),
                    ("check --diff", "a.txt", b"A man [Pan left,,Shake].", 1),
                    ("check --diff --unsafe-fixes", "a.txt", b"A man [Psuh in].", 1),
                    ("check --diff", "a.txt", b"A man [Push in].", 0),
                    ("check --fix", "a.json", broken, 1),
                    ("check --unsafe-fixes", "a.txt", b"A man.", 2),
                    ("check --diff -f json", "a.txt", b"A man.", 2),
                    ("check --fix", "missing.txt", None, 2),
                    ("format", "a.txt", b"A man [push in].", 0),
                    ("format", "a.txt", b"A man [Psuh in].", 0),
                    ("format --check", "a.txt", b"A man [push in].", 1),
                    ("format --check", "a.txt", b"A man [Psuh in].", 0),
                    ("format --diff", "a.txt", b"A man [ Push in ].", 1),
                    ("format --diff", "a.txt", b"A man [Push in].", 0),
                    ("format --check --to zh", "a.txt", b"A man [Push in].", 1),
                    ("format --check --to zh", "a.txt", "他[推进]".encode(), 0),
                    ("format --to fr", "a.txt", b"A man.", 2),
                    ("format --check --diff", "a.txt", b"A man.", 2),
                    ("format --no-config --model T2V-01 --check", "a.txt", b"A man.", 0),
                    ("format --config missing.toml", "a.txt", b"A man.", 2),
                    ("check --diff --write-baseline b.json", "a.txt", b"A man.", 2),
                    ("format", "a.json", broken, 2),
                    ("format --check", "a.json", broken, 2),
                    ("format", "missing.txt", None, 2))):
                path = os.path.join(folder, f"{number}-{name}")
                if raw is not None:
                    with open(path, "wb") as file:
                        file.write(raw)
                code, _, err = camlint.run(*command.split(), path)
                self.assertEqual(code, want, (command, raw, err))
                self.assertEqual(b"error:" in err, want == 2, (command, raw, err))


if __name__ == "__main__":
    camlint.main()
