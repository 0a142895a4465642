"""Random prompts in every carrier, by writers that know nothing of the program: Python's json, csv and shlex, and
plain strings. What the prompts are made of is the caller's, by a Draw."""

import csv
import io
import json
import random
import re
import shlex
import typing

PLANT, DECOY = "[+Psuh in+]", "[Psuh in]"
MODELS = ("MiniMax-Hailuo-2.3", "MiniMax-Hailuo-02", "T2V-01-Director")
PIECES = (
    "A man walks", "she said", " ", " ", "  ", "\t", ", ", ",", ";", ". ", "'", '"', "it's", '"so"', '""', "''", "/",
    "\\", "\\\\", "\\n", "\\'", '\\"', "$", "${HOME}", "$(ls)", "$'", "`", "```", "`x`", "!", "!!", "#", " # ", "@",
    "&", "|", "%s", "*", "~~~", "雨后的老街，灯笼亮了。", "镜", "「夜」", "【老街】", "[Wide shot]", "[Shot 1]", "[中景]", "]",
    "é", "e\u0301", "\u0301", "ñ\u0323\u0302", "🎬", "👩‍🚀", "👋🏽", "👩🏿‍🤝‍👨🏻", "🇯🇵", "❤️", "𠮷", "مشهد ليلي", "सूर्यास्त",
    "ß", "\u2028", "\u00a0")


class Draw(random.Random):
    """Chance, with what prompts are made of. A prompt has some of the pieces, and often one of the plants."""
    pieces = PIECES
    plants = (PLANT,)
    most_pieces = 14
    models = MODELS

    def fields(self):
        """A request's fields but its prompt."""
        return {"model": self.choice(self.models), "prompt_optimizer": False, "note": self.choice((DECOY, "")),
                "duration": 6}


class File(typing.NamedTuple):
    """A file to write, and the requests that it holds: each a prompt and perhaps a model."""
    name: str
    text: str
    requests: list


def draw_text(draw, breaks=("\n",), edges=False):
    """A prompt, most often with a plant. With `edges` it may begin or end with white space."""
    parts = draw.choices((*draw.pieces, *breaks * 8), k=draw.randint(1, draw.most_pieces))
    if draw.random() < 0.7:
        parts.insert(draw.randint(0, len(parts)), draw.choice(draw.plants))
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
    fields = {"prompt": draw_text(draw, ("\n", "\r\n"), edges=True), **draw.fields()}
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
                     "model": draw.choice(draw.models), "note": draw.choice(("", DECOY, f'"it\'s{delimiter}\n{DECOY}"'))})
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
