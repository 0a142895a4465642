"""camlint timeline: its JSON against a schema and a path that Python computes, its storyboards against what was looked at, and
what no view lets through."""

import glob
import json
import os
import random
import re
import shutil
import sys
import tempfile
import unicodedata
import unittest
import xml.etree.ElementTree

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from positions_test import position

# The axis of each command, the way on it, and its Chinese name; by hand from the API's documentation.
COMMANDS = {
    "Truck left": ("左移", "x", -1), "Truck right": ("右移", "x", 1), "Pan left": ("左摇", "yaw", -1),
    "Pan right": ("右摇", "yaw", 1), "Push in": ("推进", "z", 1), "Pull out": ("拉远", "z", -1),
    "Pedestal up": ("上升", "y", 1), "Pedestal down": ("下降", "y", -1), "Tilt up": ("上摇", "pitch", 1),
    "Tilt down": ("下摇", "pitch", -1), "Zoom in": ("变焦推近", "zoom", 1), "Zoom out": ("变焦拉远", "zoom", -1),
    "Shake": ("晃动", "shake", 0), "Tracking shot": ("跟随", "tracking", 0), "Static shot": ("固定", "static", 0)}
AXES = ("x", "y", "z", "yaw", "pitch", "zoom")
BLANK = " \t\r\n\f\v\u00a0\u3000"
MARKS = BLANK + ",;.!?:)，；。、！？：）…”’」』》】］"
SVG = "{http://www.w3.org/2000/svg}"
ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

ENGLISH = """\
official-en.json, prompt 1, 6 s
  1  0–3 s  ↑  Pedestal up  → up 1
               A man picks up a book
  2  3–6 s  ■  Static shot  → up 1 · static
               then reads

Times are an estimate: the API documents the order of the moves, not their
timing. Each move goes one unit along the axes of the first frame: how far it
goes is documented nowhere.
"""
CHINESE = """\
official-zh.json，提示词 1，6 秒
  1  0–3 秒  ↑  上升  → 上升 1
                A woman picks up a book
  2  3–6 秒  ■  固定  → 上升 1 · 固定
                then reads it

时间为估计值：API 文档只说明运镜的先后顺序，没有说明时间。每次运镜沿首帧的坐标轴
记为一个单位：幅度没有文档说明。
"""


def timeline(*arguments, code=0, **more):
    found, out, err = camlint.run("timeline", *arguments, cwd=os.path.join(camlint.ROOT, "corpus/timeline"), **more)
    assert found == code, (found, err)
    return out


def inputs():
    found = sorted(os.path.basename(f) for f in glob.glob(os.path.join(camlint.ROOT, "corpus/timeline/*"))
                   if not f.endswith(".svg"))
    assert len(found) >= 10
    return found


def is_han(letter):
    return "CJK UNIFIED IDEOGRAPH" in unicodedata.name(letter, "")


def cells(text):
    """Terminal cells, where the text has no emoji of several code points."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Written:
    """A random prompt of known parts, and the steps that it has to give."""

    def __init__(self, draw):
        self.text, self.steps, directives, gaps = "", [], [], []
        opens = draw.random() < 0.3
        for number in range(draw.randrange(1, 7)):
            gaps.append("" if opens and number == 0 else self.prose(draw))
            self.text += gaps[-1]
            self.text += self.directive(draw, directives)
        gaps.append(self.prose(draw) if draw.random() < 0.5 else "")
        self.text += gaps[-1]
        pose = dict.fromkeys(AXES, 0)
        for number, parts in enumerate(directives):
            texts = [gaps[number + 1]] if opens else [gaps[number]]
            if not opens and number + 1 == len(directives):
                texts.append(gaps[-1])
            covered = ""
            for part in filter(None, (t.lstrip(MARKS).rstrip(BLANK) for t in texts)):
                covered += ("" if not covered or is_han(covered[-1]) and is_han(part[0]) else " ") + part
            for begin, end, commands in parts:
                before, flags = dict(pose), {"shake": False, "tracking": False, "static": False}
                for command in commands:
                    _, axis, sign = COMMANDS[command]
                    if sign == 0:
                        flags[axis] = True
                    else:
                        pose[axis] += sign
                # Only the first part of a directive says its text.
                self.steps.append({"commands": commands, "bytes": (begin, end), "text": covered, "before": before,
                                   "after": dict(pose), **flags})
                covered = ""

    def directive(self, draw, directives):
        start, text, parts = len(self.text.encode()), "[", []
        groups = [draw.sample(list(COMMANDS), draw.choice((1, 1, 1, 2, 3))) for _ in range(draw.choice((1, 1, 1, 1, 2, 3)))]
        chinese = draw.random() < 0.4
        for commands in groups:
            text += " then " if parts else ""
            begin = start + len(text.encode())
            text += ",".join(COMMANDS[c][0] if chinese else c for c in commands)
            parts.append((begin, start + len(text.encode()), commands))
        text += "]"
        directives.append(parts if len(parts) > 1 else [(start, start + len(text.encode()), groups[0])])
        return text

    @staticmethod
    def prose(draw):
        words = [draw.choice(("A man", "猫", "walks", "é", "e\u0301", "🎬", "👩‍🚀", "(so)", "\"x\"", "雨，夜", "one. two;", "走", "(a) b!", "好？”"))
                 for _ in range(draw.randrange(1, 5))]
        return draw.choice(("", " ", ", ", "，", "\n", ". ", "　")) + " ".join(words) + draw.choice(("", " ", "\n", ", "))


class Json(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        schemas = {}
        for name in ("timeline", "check"):
            with open(os.path.join(camlint.ROOT, f"docs/{name}.schema.json"), encoding="utf-8") as file:
                schemas[name + ".schema.json"] = json.load(file)
        cls.schema = schemas["timeline.schema.json"]
        resolver = jsonschema.RefResolver("timeline.schema.json", cls.schema, store=schemas)
        cls.validator = jsonschema.Draft202012Validator(cls.schema, resolver=resolver)
        cls.output = json.loads(timeline("-f", "json", *inputs()))

    def test_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)
        self.validator.validate(self.output)
        self.assertGreater(len(self.output["prompts"]), 15)
        hostile = sorted(glob.glob(os.path.join(camlint.ROOT, "corpus/hostile/*")))
        for path in hostile:
            _, out, _ = camlint.run("timeline", "-f", "json", path)
            self.validator.validate(json.loads(out))
        self.validator.validate(json.loads(timeline("-f", "json", "-", "--input-format", "lines", stdin=b"")))

    def test_schema_names_every_command(self):
        self.assertEqual(self.schema["$defs"]["command"]["enum"], list(COMMANDS))

    def test_it_refuses_what_it_should(self):
        def step(output):
            return output["prompts"][0]["steps"][0]

        for change in (lambda o: o.update(version=2), lambda o: o.pop("prompts"), lambda o: o.update(more=1),
                       lambda o: o["prompts"][0].update(more=1), lambda o: o["prompts"][0].update(duration=-1),
                       lambda o: step(o).update(more=1), lambda o: step(o).pop("static"),
                       lambda o: step(o).update(commands=["Push up"]), lambda o: step(o).update(start=-0.5),
                       lambda o: step(o).update(commands=["Shake", "Shake"]), lambda o: step(o)["after"].pop("zoom"),
                       lambda o: step(o)["after"].update(roll=1), lambda o: step(o)["range"]["start"].update(line=0)):
            broken = json.loads(json.dumps(self.output))
            change(broken)
            self.assertFalse(self.validator.is_valid(broken), str(broken)[:400])

    def test_what_python_computes(self):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={seed}", file=sys.stderr)
        draw = random.Random(seed)
        count = 0
        with tempfile.TemporaryDirectory() as folder:
            written = [Written(draw) for _ in range(150)]
            for number, prompt in enumerate(written):
                with open(os.path.join(folder, f"{number:03}.txt"), "wb") as file:
                    file.write(prompt.text.encode())
            files = [f"{number:03}.txt" for number in range(len(written))]
            _, out, _ = camlint.run("timeline", "-f", "json", "--duration", "10", *files, cwd=folder)
            shown = json.loads(out)["prompts"]
        self.assertEqual([p["file"] for p in shown], files)
        for prompt, path in zip(written, shown):
            raw, steps = prompt.text.encode(), path["steps"]
            self.assertEqual((path["prompt"], path["duration"], len(steps)), (0, 10, len(prompt.steps)), prompt.text)
            for number, (expected, found) in enumerate(zip(prompt.steps, steps)):
                begin, end = expected.pop("bytes")
                expected["range"] = {"start": position(raw, begin), "end": position(raw, end)}
                self.assertAlmostEqual(found.pop("start"), 10 * number / len(steps))
                self.assertAlmostEqual(found.pop("end"), 10 * (number + 1) / len(steps))
                self.assertEqual(found, expected, prompt.text)
                count += 1
        self.assertGreater(count, 300)


class Text(unittest.TestCase):
    def test_official_example(self):
        self.assertEqual(timeline("official-en.json", "--language", "en").decode(), ENGLISH)
        self.assertEqual(timeline("official-zh.json", "--language", "zh").decode(), CHINESE)

    def test_nothing_to_direct(self):
        out = timeline("none.txt", "--language", "en").decode()
        self.assertTrue(out.startswith("none.txt, prompt 1, 6 s\n  no directives\n\n"), out)
        self.assertIn("没有镜头指令", timeline("none.txt", "--language", "zh").decode())

    def test_what_is_not_understood_is_told(self):
        out = timeline("not-understood.txt", "--language", "en").decode()
        self.assertIn("?  not understood: [Psuh in]  → where it began", out)
        self.assertIn("?  not understood: [Pan left/Pan right]", out)

    def test_what_is_not_understood_beside_a_command_is_told_too(self):
        out = timeline("-", "--language", "en", stdin=b"A man [Push in, Psuh in] walks.").decode()
        self.assertIn("⇑  Push in + not understood: Psuh in  → forward 1\n", out)

    def test_no_command_and_no_pose_is_cut(self):
        names = list(COMMANDS)[::2] + ["Shake", "Tracking shot"]
        bracket = ",".join(dict.fromkeys(names))
        out = timeline("-", "--language", "en", stdin=f"A [{bracket}]".encode()).decode()
        self.assertNotIn("…", out)
        for name in names:
            self.assertIn(name, " ".join(out.split()))
        self.assertIn("shaking, tracking", " ".join(out.split()))

    def test_a_long_name_leaves_the_prompt_s_number(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "n" * 90 + ".txt"), "w", encoding="ascii") as file:
                file.write("A man [Shake].")
            _, out, _ = camlint.run("timeline", "--language", "en", "n" * 90 + ".txt", cwd=folder)
        self.assertEqual(out.decode().splitlines()[0], "n" * 64 + "…, prompt 1, 6 s")

    def test_text_that_is_cut_is_said_to_be(self):
        said = "'…' stands for more of the prompt's text; -f json has all of it.\n"
        self.assertTrue(timeline("long.jsonl", "--language", "en").decode().endswith(said))
        self.assertNotIn(said, timeline("official-en.json", "--language", "en").decode())

    def test_no_line_is_wider_than_the_terminal(self):
        for language in ("en", "zh"):
            out = timeline("--language", language, *(f for f in inputs() if f != "long.jsonl")).decode()
            self.assertEqual(out.count("Times are an estimate" if language == "en" else "时间为估计值"), 1)
            for line in out.splitlines():
                self.assertLessEqual(cells(line), 80, line)
        # Of emoji Python knows no widths: these lines are cut, and begin as the prompts do.
        long = timeline("long.jsonl", "--language", "en").decode().splitlines()
        cut = [line for line in long if line.endswith("…")]
        self.assertEqual(len(cut), 5)
        self.assertTrue(all(cells(line) in (79, 80) for line in cut if "\U0001F469" not in line), cut)

    def test_nothing_acts_on_the_terminal(self):
        out = timeline(*inputs(), "--color", "never").decode()
        self.assertIsNone(ACTIVE.search(out))
        self.assertIn("␛[31mred", out)
        self.assertIn("<U+202E>gnirts", out)
        colored = timeline(*inputs(), "--color", "always").decode()
        self.assertEqual(re.sub("\x1b\\[\\d+m", "", colored), out)
        self.assertGreater(colored.count("\x1b["), 100)


class Svg(unittest.TestCase):
    def drawings(self):
        for name in inputs():
            for language in ("en", "zh"):
                yield name, language, timeline("-f", "svg", "--language", language, name)

    def test_as_it_was_looked_at(self):
        for name, language, out in self.drawings():
            golden = os.path.join(camlint.ROOT, "corpus/timeline", f"{name}.{language}.svg")
            if os.environ.get("CAMLINT_WRITE_GOLDENS"):
                with open(golden, "wb") as file:
                    file.write(out)
            with open(golden, "rb") as file:
                self.assertEqual(file.read().decode(), out.decode(), golden)

    def test_nothing_but_shapes_and_text(self):
        tags = {SVG + tag for tag in ("svg", "title", "desc", "style", "g", "rect", "path", "circle", "text")}
        names = {"class", "d", "x", "y", "width", "height", "rx", "cx", "cy", "r", "transform", "stroke-width", "font-size",
                 "text-anchor"}
        for name, language, out in self.drawings():
            self.assertIsNone(ACTIVE.search(out.decode()), name)
            root = xml.etree.ElementTree.fromstring(out)
            self.assertEqual((root.tag, root.get("role"), root.get("lang")), (SVG + "svg", "img", language))
            self.assertEqual([e.tag for e in root[:3]], [SVG + "title", SVG + "desc", SVG + "style"])
            self.assertEqual(len(root.findall(f".//{SVG}style")), 1)
            self.assertIn("prefers-color-scheme:dark", root[2].text)
            for element in root.iter():
                self.assertIn(element.tag, tags)
                if element is not root:
                    self.assertLessEqual(set(element.attrib), names, element.tag)
                for value in element.attrib.values():
                    self.assertRegex(value, r"^[\w .,#()+-]*$")
            self.assertIsNone(re.search("url|@import|http|[<>&\\\\]", root[2].text))
            self.assertNotIn(b"id=", re.sub(b">[^<]*<", b"><", out))

    def test_all_is_in_the_drawing(self):
        """Names and whole texts are in the titles, and every text begins inside the page."""
        for name, language, out in self.drawings():
            root = xml.etree.ElementTree.fromstring(out)
            paths = json.loads(timeline("-f", "json", name))["prompts"]
            titles = [t.text for t in root.iter(SVG + "title")][1:]
            expected = 0
            for path in paths:
                self.assertTrue(titles[expected].startswith(name), titles[expected])
                expected += 1
                for number, step in enumerate(path["steps"], 1):
                    known = " + ".join(c if language == "en" else COMMANDS[c][0] for c in step["commands"])
                    self.assertTrue(titles[expected].startswith(f"{number}. {known}"), titles[expected])
                    if name in ("many.txt", "every-move.prompt", "official-en.json"):
                        self.assertEqual(titles[expected], f"{number}. {known}: {step['text']}")
                    expected += 1
            self.assertEqual(len(titles), expected)
            width, height = int(root.get("width")), int(root.get("height"))
            self.assertEqual(root.get("viewBox"), f"0 0 {width} {height}")
            for text in root.iter(SVG + "text"):
                self.assertTrue(0 <= int(text.get("x")) < width and 0 <= int(text.get("y")) < height, text.text)

    def test_the_moves_can_be_told_apart(self):
        drawings = set()
        for command in COMMANDS:
            out = timeline("-f", "svg", "-", stdin=f"A man [{command}].".encode()).decode()
            picture = re.search(r"scale\(\.625\)\">(.*)</g>", out)
            drawings.add(picture.group(1))
        self.assertEqual(len(drawings), len(COMMANDS))


class Command(unittest.TestCase):
    def test_jobs(self):
        for view in ("text", "json", "svg"):
            one = timeline("-f", view, "--jobs", "1", *inputs())
            self.assertEqual(timeline("-f", view, "--jobs", "8", *inputs()), one)
            self.assertEqual(timeline("-f", view, "--jobs", "8", *reversed(inputs())), one)

    def test_messages_come_in_the_order_of_the_files(self):
        with tempfile.TemporaryDirectory() as folder:
            names = [f"b{number:02}.json" for number in range(40)]
            for name in names:
                with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                    file.write('{"prompt": "a [Push in"')
            for jobs in ("1", "8"):
                code, _, err = camlint.run("timeline", "--jobs", jobs, *names, cwd=folder)
                self.assertEqual(code, 2)
                self.assertEqual(re.findall(r"cannot read all of (\S+):", err.decode()), names)

    def test_a_named_file_without_a_prompt(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "n.md"), "w", encoding="ascii") as file:
                file.write("no prompts here\n")
            self.assertEqual(camlint.run("timeline", "n.md", cwd=folder),
                             (0, b"", b"camlint: warning: no prompt in n.md\n"))

    def test_a_file_that_cannot_be_read(self):
        for view in ("text", "json", "svg"):
            code, out, err = camlint.run("timeline", "-f", view, "no-such-file.txt", "corpus/timeline/none.txt")
            self.assertEqual(code, 2)
            self.assertIn(b"no-such-file.txt", err)
            self.assertIn(b"corpus/timeline/none.txt", out)

    def test_views(self):
        code, out, err = camlint.run("timeline", "-f", "xml", "corpus/timeline/none.txt")
        self.assertEqual((code, out), (2, b""))
        self.assertIn(b"takes text, json, svg, not 'xml'", err)

    def test_nothing_to_show(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(camlint.ROOT, "corpus/hostile/empty.jsonl"), folder)
            self.assertEqual(camlint.run("timeline", "empty.jsonl", cwd=folder)[:2], (0, b""))
            code, out, _ = camlint.run("timeline", "-f", "svg", "empty.jsonl", cwd=folder)
            self.assertEqual((code, xml.etree.ElementTree.fromstring(out).tag), (0, SVG + "svg"))


if __name__ == "__main__":
    camlint.main()
