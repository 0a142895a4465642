"""What a writer puts into a file, camlint reads back. Random prompts go into every carrier by writers that know
nothing of the program: Python's json, csv and shlex, and plain strings. The texts must come back as they were, and a
planted directive must be found at its bytes.

It is planted as `[+Psuh in+]`. No writer escapes or writes a plus, so in what is written they stand around the very
bytes that a finding has to cover; then they are taken out. Without them `[Psuh in]` is a decoy: it may not be found."""

import collections
import csv
import io
import itertools
import json
import os
import random
import re
import shlex
import sys
import tempfile
import typing
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

PLANT, DECOY = "[+Psuh in+]", "[Psuh in]"
MODELS = ("MiniMax-Hailuo-2.3", "MiniMax-Hailuo-02", "T2V-01-Director")
PIECES = (
    "A man walks", "she said", " ", " ", "  ", "\t", ", ", ",", ";", ". ", "'", '"', "it's", '"so"', '""', "''", "/",
    "\\", "\\\\", "\\n", "\\'", '\\"', "$", "${HOME}", "$(ls)", "$'", "`", "```", "`x`", "!", "!!", "#", " # ", "@",
    "&", "|", "%s", "*", "~~~", "雨后的老街，灯笼亮了。", "镜", "「夜」", "【老街】", "[Wide shot]", "[Shot 1]", "[中景]", "]",
    "é", "e\u0301", "\u0301", "ñ\u0323\u0302", "🎬", "👩‍🚀", "👋🏽", "👩🏿‍🤝‍👨🏻", "🇯🇵", "❤️", "𠮷", "مشهد ليلي", "सूर्यास्त",
    "ß", "\u2028", "\u00a0")


class File(typing.NamedTuple):
    """A file to write, with its marks, and the requests that it holds: each a prompt and perhaps a model."""
    name: str
    marked: str
    requests: list


def unmark(marked):
    """The bytes without the marks, and the byte range that each pair of marks enclosed."""
    parts = marked.split("+")
    ends = list(itertools.accumulate(len(part.encode()) for part in parts))
    return "".join(parts).encode(), list(zip(ends[0:-1:2], ends[1:-1:2]))


def draw_text(draw, breaks=("\n",), edges=False):
    """A prompt, most often with one planted directive. With `edges` it may begin or end with white space."""
    parts = draw.choices((*PIECES, *breaks * 8), k=draw.randint(1, 14))
    if draw.random() < 0.7:
        parts.insert(draw.randint(0, len(parts)), PLANT)
    text = "".join(parts) if edges else "".join(parts).strip()
    return text if text.strip() else "A man walks."


def draw_bom(draw):
    return draw.choice(("", "\ufeff"))


def draw_order(draw, fields):
    return dict(draw.sample(list(fields.items()), len(fields)))


def respell(draw, string):
    """A JSON string with some of its characters written as \\u escapes, a planted directive's too."""
    def letter(match):
        if match[0].startswith("\\") or draw.random() < 0.6:
            return match[0]
        units = match[0].encode("utf-16-be").hex()
        units = draw.choice((units.lower(), units.upper()))
        return "".join("\\u" + units[i:i + 4] for i in range(0, len(units), 4))
    return re.sub(r"\\(?:u....|.)|[ /A-Za-z]|[^\x00-\x7f]", letter, string)


def draw_json(draw, value, indents=(None, 2)):
    text = json.dumps(value, ensure_ascii=draw.random() < 0.5, indent=draw.choice(indents))
    return re.sub(r'"(?:\\.|[^"\\])*"', lambda m: respell(draw, m[0]) if draw.random() < 0.3 else m[0], text)


def draw_body(draw):
    fields = {"model": draw.choice(MODELS), "prompt": draw_text(draw, ("\n", "\r\n"), edges=True),
              "prompt_optimizer": False, "note": draw.choice((DECOY, "")), "duration": 6}
    kept = [name for name in fields if name in ("model", "prompt") or draw.random() < 0.5]
    return draw_order(draw, {name: fields[name] for name in kept})


def draw_head(draw, model):
    """Front matter that names the model, or none."""
    if model is None:
        return ""
    named = "model: " + draw.choice(("{}", "{} # the newest", "'{}'", '"{}"  # "so"')).format(model)
    others = draw.sample((f"# don't {DECOY}", f'note: "it\'s {DECOY}"', "duration: 6", ""), draw.randint(0, 4))
    end = draw.choice(("\n", "\r\n"))
    return "".join(line + end for line in ("---", named, *others, "---"))


def draw_plain_file(draw, name, model=None):
    """A file that is one prompt, behind front matter if there is a model. The last line end is the file's."""
    end = draw.choice(("", "\n", "\r\n"))
    text = draw_text(draw, ("\n", "\r\n"), edges=bool(end))
    return File(name, draw_bom(draw) + draw_head(draw, model) + text + end, [{"prompt": text, "model": model}])


def draw_csv_file(draw, name, delimiter, count):
    columns = draw.sample(("id", "prompt", "model", "note"), 4)
    end = draw.choice(("\n", "\r\n"))
    out = io.StringIO(newline="")
    writers = {style: csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=style)
               for style in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)}
    draw.choice(list(writers.values())).writerow(columns)
    rows = []
    for number in range(count):
        style = draw.choice(list(writers))
        rows.append({"id": number, "prompt": draw_text(draw, ("\n", "\r\n"), edges=style == csv.QUOTE_ALL),
                     "model": draw.choice(MODELS), "note": draw.choice(("", DECOY, f'"it\'s{delimiter}\n{DECOY}"'))})
        writers[style].writerow([rows[-1][column] for column in columns])
    written = out.getvalue()
    return File(name, draw_bom(draw) + draw.choice((written, written.removesuffix(end))), rows)


SCRIPT_LINES = (
    "#!/bin/sh", f"# don't find {DECOY}", f'echo "it\'s {DECOY}"', f"echo 'say \"{DECOY}\"' # isn't it", "",
    "export MINIMAX_API_KEY='abc'", "sleep 5 # that's \"long", "ls *.json | wc -l", "for i in 1 2; do echo $i; done",
    "curl -s https://example.com/status -H 'Accept: application/json'", f"NOTE=\"a \\\"b\\\" {DECOY}\"")


def draw_quoted(draw, text):
    return draw.choice((shlex.quote(text), "'" + text.replace("'", "'\\''") + "'",
                        '"' + re.sub(r'([\\"$`])', r"\\\1", text) + '"'))


def draw_curl(draw, body):
    """The lines of a command that sends the body."""
    arguments = ["-X POST", "https://api.minimax.io/v1/video_generation", "-H 'Content-Type: application/json'",
                 '-H "Authorization: Bearer $MINIMAX_API_KEY"',
                 draw.choice(("-d", "--data", "--data-raw")) + " " + draw_quoted(draw, draw_json(draw, body))]
    draw.shuffle(arguments)
    return draw.choice((" ", " \\\n", " \\\n  ")).join(["curl", *arguments])


def draw_script(draw, bodies):
    """A script that sends the bodies, among other commands."""
    lines = []
    for body in bodies:
        lines += [*draw.sample(SCRIPT_LINES, draw.randrange(4)), draw_curl(draw, body)]
    return "\n".join(lines) + "\n"


CONTAINERS = (("", ""), ("> ", "> "), ("- ", "  "), ("12. ", "    "), ("> - ", ">   "), ("- > ", "  > "))
PROSE = (
    f"# Take `{DECOY}`", "See [the guide](https://example.com/a), and [Psuh in](https://example.com/b).",
    "- [ ] a take that isn't shot\n- [x] one that is", "A move[^1] and ``a ` b``.\n\n[^1]: Like [this one][Psuh in].",
    f"{DECOY}: https://example.com/c", "> A quote,\n> it's [linked](d).", "| a | b |\n|---|---|\n| [c](d) | e |")
OTHER_FENCES = (("python", f"shot('{DECOY}')  # isn't one\n"), ("json", f'{{"note": "{DECOY}"}}'), ("", DECOY),
                ("bash", f"# it's {DECOY}\necho \"{DECOY}\""), ("yaml", f"prompt: |\n  {DECOY}"))


def draw_fence(draw, info, content):
    """A fenced block that its content cannot close, somewhere in a document."""
    mark = draw.choice("`~")
    mark *= max(3, 1 + max(map(len, re.findall(mark + "+", content)), default=0))
    lines = [mark + draw.choice(("", " ")) + info, *content.split("\n"), mark]
    first, rest = draw.choice(CONTAINERS)
    bare = draw.choice((rest, rest.rstrip()))  # before an empty line
    return "\n".join([first + lines[0], *(rest + line if line else bare for line in lines[1:])])


def draw_markdown_file(draw, number, count):
    requests, blocks = [], []
    for _ in range(count):
        body, text = draw_body(draw), draw_text(draw)
        blocks += draw.sample(PROSE, draw.randrange(3))
        blocks += [draw_fence(draw, *other) for other in draw.sample(OTHER_FENCES, draw.randrange(2))]
        request, info, content = draw.choice((
            ({"prompt": text}, draw.choice(("prompt", "hailuo", "camlint")), text),
            (body, "json", draw_json(draw, body)),
            (body, "bash", draw_script(draw, [body]).removesuffix("\n"))))
        requests.append(request)
        blocks.append(draw_fence(draw, info, content))
    return File(f"{number}.md", "\n\n".join(blocks) + "\n", requests)


def draw_node(draw, number, text):
    """A node as the editor saves it: with the text, or a note without one."""
    if text is None:
        values = {"type": draw.choice(("Note", "MarkdownNote")), "widgets_values": [f"Don't {DECOY}"]}
    else:
        values = {"type": "MinimaxTextToVideoNode", "widgets_values": [text, "T2V-01-Director", 5, "randomize"]}
    return draw_order(draw, {"id": number, "pos": [0, number], "title": DECOY, "inputs": [], **values})


def draw_call(draw, text):
    """A node as the server takes it: with the text, or linked to another node's."""
    inputs = {"prompt_text": ["4", 0] if text is None else text, "model": "T2V-01-Director", "seed": 5}
    return draw_order(draw, {"class_type": "MinimaxTextToVideoNode", "inputs": draw_order(draw, inputs),
                             "_meta": {"title": DECOY}})


def draw_workflow_file(draw, number, count):
    texts = [draw_text(draw, ("\n", "\r\n"), edges=True) for _ in range(count)]
    nodes = list(texts)
    for _ in range(count // 4):
        nodes.insert(draw.randint(0, len(nodes)), None)
    if draw.random() < 0.5:
        flow = {"version": 0.4, "nodes": [draw_node(draw, i, text) for i, text in enumerate(nodes, 1)], "links": []}
    else:
        flow = {str(i): draw_call(draw, text) for i, text in enumerate(nodes, 1)}
    return File(f"{number}.json", draw_json(draw, flow), [{"prompt": t, "model": "T2V-01-Director"} for t in texts])


class RoundTrip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={cls.seed}", file=sys.stderr)

    def setUp(self):
        self.draw = random.Random(f"{self.seed} {self.id()}")

    def hold(self, form, files):
        """The ranges of all files in one run, the texts of some of them in a run each."""
        with tempfile.TemporaryDirectory() as folder:
            for file in files:
                with open(os.path.join(folder, file.name), "wb") as out:
                    out.write(unmark(file.marked)[0])
            self.hold_ranges(form, folder, files)
            for file in self.draw.sample(files, min(100, len(files))):
                self.hold_texts(form, folder, file)

    def hold_ranges(self, form, folder, files):
        report = camlint.check_json("--select", "unknown-command", "--input-format", form,
                                    *(os.path.join(folder, file.name) for file in files))
        found = collections.defaultdict(list)
        for finding in report["diagnostics"]:
            span = [finding["range"][end]["byte"] for end in ("start", "end")]
            found[os.path.basename(finding["file"])].append((finding["prompt"], *span))
        for file in files:
            raw, spans = unmark(file.marked)
            planted = [i for i, request in enumerate(file.requests) if PLANT in request["prompt"]]
            self.assertEqual(len(planted), len(spans), f"CAMLINT_SEED={self.seed}: {file.marked!r} lost a mark")
            expected = [(i, *span) for i, span in zip(planted, spans)]
            for want, got in itertools.zip_longest(expected, sorted(found[file.name])):
                [index, begin, end] = min(filter(None, (want, got)))
                near = raw[max(0, begin - 60):end + 60]
                self.compare(file, index, f"(prompt, begin, end) at {near!r}", want, got)
        self.assertEqual(report["summary"]["prompts"], sum(len(file.requests) for file in files),
                         f"CAMLINT_SEED={self.seed}: the number of prompts; the last is {files[-1].requests[-1]!r}")

    def hold_texts(self, form, folder, file):
        path = os.path.join(folder, file.name)
        code, out, err = camlint.run("dump", "--prompts", "--input-format", form, path)
        self.assertEqual((code, err), (0, b""), f"CAMLINT_SEED={self.seed}: {file.name}: {file.marked[:500]!r}")
        expected = [(i, request["prompt"].replace("+", ""), request.get("model"))
                    for i, request in enumerate(file.requests)]
        records = [json.loads(line) for line in out.splitlines()]
        read = [(record["prompt"], record["text"], record["fields"].get("model")) for record in records]
        for index, (want, got) in enumerate(itertools.zip_longest(expected, read)):
            self.compare(file, index, "(prompt, text, model)", want, got)

    def compare(self, file, index, what, want, got):
        if want != got:
            prompt = file.requests[index] if index < len(file.requests) else "not written"
            self.fail(f"CAMLINT_SEED={self.seed}: {what}: expected {want}, got {got}; "
                      f"prompt {index} of {file.name} is {prompt!r}")

    def test_json(self):
        files = []
        for number in range(8):
            bodies = [draw_body(self.draw) for _ in range(250)]
            files.append(File(f"{number}.json", draw_bom(self.draw) + draw_json(self.draw, bodies), bodies))
        self.hold("json", files)

    def test_jsonl(self):
        bodies = [draw_body(self.draw) for _ in range(2000)]
        lines = (draw_json(self.draw, body, [None]) + self.draw.choice(("\n", "\r\n", "\n \n")) for body in bodies)
        self.hold("jsonl", [File("bodies.jsonl", draw_bom(self.draw) + "".join(lines), bodies)])

    def test_text(self):
        self.hold("text", [draw_plain_file(self.draw, f"{number}.txt") for number in range(2000)])

    def test_lines(self):
        requests = [{"prompt": draw_text(self.draw, breaks=())} for _ in range(2000)]
        lines = (request["prompt"] + self.draw.choice(("\n", "\r\n", "\r", "\n\t\n")) for request in requests)
        self.hold("lines", [File("prompts.txt", draw_bom(self.draw) + "".join(lines), requests)])

    def test_prompt(self):
        models = self.draw.choices((None, *MODELS), k=2000)
        self.hold("prompt", [draw_plain_file(self.draw, f"{i}.prompt", model) for i, model in enumerate(models)])

    def test_csv(self):
        self.hold("csv", [draw_csv_file(self.draw, f"{number}.csv", ",", 250) for number in range(8)])

    def test_tsv(self):
        self.hold("auto", [draw_csv_file(self.draw, f"{number}.tsv", "\t", 250) for number in range(8)])

    def test_markdown(self):
        self.hold("markdown", [draw_markdown_file(self.draw, number, 100) for number in range(20)])

    def test_comfyui(self):
        self.hold("comfyui", [draw_workflow_file(self.draw, number, 125) for number in range(16)])

    def test_shell(self):
        bodies = [[draw_body(self.draw) for _ in range(125)] for _ in range(16)]
        self.hold("shell", [File(f"{i}.sh", draw_script(self.draw, some), some) for i, some in enumerate(bodies)])


if __name__ == "__main__":
    camlint.main()
