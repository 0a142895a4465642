"""The language server against the command line: every file of the corpus, reached by random edits, has the same
findings at the same places; and memory does not grow with what was open once."""

import collections
import glob
import json
import os
import random
import re
import shutil
import sys
import tempfile
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import lsp

SANITIZED = os.environ.get("CAMLINT_SANITIZED") == "1"
SEVERITIES = {"error": 1, "warning": 2, "info": 3}
PIECES = ("", "", "a", " ", ", ", "[", "]", "【", "】", "[Push in]", "[推进,Shake", "Dolly out", "推", "镜头", "🎬", "👩‍🚀", "é",
          "e\u0301", "𠮷", "\n", "\r\n", "\r", "\n\n", '"', "\\", "\\u63a8", "{", "}", "```", "---\n", "\u2028", "\t",
          "\ufeff", "\0")


class Text:
    """A text with the protocol's positions, counted here: lines end at LF, CRLF or CR, and nowhere else."""

    def __init__(self, text, encoding):
        self.text, self.encoding = text, encoding
        self.starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def units(self, piece):
        return len(piece.encode("utf-8" if self.encoding == "utf-8" else "utf-16-le")) // (
            1 if self.encoding == "utf-8" else 2)

    def position(self, at):
        """Of a place between two characters, counted in code points from the text's start."""
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= at else (low, middle)
        return {"line": low, "character": self.units(self.text[self.starts[low]:at])}

    def range(self, begin, end):
        return {"start": self.position(begin), "end": self.position(end)}

    def is_place(self, at):
        """Between CR and LF there is none."""
        return self.text[at - 1:at + 1] != "\r\n" or at == 0

    def ends_line(self, at):
        return at == len(self.text) or self.text[at] in "\r\n"


def draw_place(draw, text):
    """Often near other places that matter: the ends of the text, of a line, of brackets."""
    if draw.random() < 0.3:
        marks = [match.start() for match in re.finditer(r"[\r\n\[\]【】\"]", text)]
        if marks:
            return draw.choice(marks) + draw.randint(0, 1)
    return draw.randint(0, len(text))


def draw_step_back(draw, text, encoding):
    """A text and the change event that makes `text` of it."""
    if draw.random() < 0.05:
        return "".join(draw.choices(PIECES, k=draw.randint(0, 9))) + text[:draw.randint(0, 50)], {"text": text}
    begin = draw_place(draw, text)
    end = min(len(text), begin + draw.choice((0, 0, 1, 2, 5, 40)))
    put = "".join(draw.choices(PIECES, k=draw.randint(0, 4)))
    before = Text(text[:begin] + put + text[end:], encoding)
    last = begin + len(put)
    if not before.is_place(begin) or not before.is_place(last):
        return draw_step_back(draw, text, encoding)
    place = before.range(begin, last)
    # A character behind its line's end means that end.
    for side, at in (("start", begin), ("end", last)):
        if before.ends_line(at) and draw.random() < 0.2:
            place[side] = {**place[side], "character": place[side]["character"] + draw.choice((1, 7, 2**31 - 1))}
    return before.text, {"range": place, "text": text[begin:end]}


def draw_history(draw, text, encoding):
    """A text, and the notifications, each a list of change events, that make `text` of it."""
    events = []
    for _ in range(draw.randint(1, 12)):
        text, event = draw_step_back(draw, text, encoding)
        events.insert(0, event)
    notifications = []
    while events:
        count = draw.randint(1, 4)
        notifications.append(events[:count])
        events = events[count:]
    return text, notifications


def expected_item(finding, raw, text, uri, relates):
    """A finding of the JSON report as the protocol's Diagnostic, as far as the two say the same."""
    def place(span):
        begin, end = (len(raw[:span[side]["byte"]].decode()) for side in ("start", "end"))
        return text.range(begin, end)

    related = [note for note in finding["notes"] if relates and "range" in note]
    told = [note["message"] for note in finding["notes"] if note not in related]
    return {"code": finding["rule"], "severity": SEVERITIES[finding["severity"]],
            "message": "\n".join([finding["message"], *told]), "range": place(finding["range"]),
            "relatedInformation": [{"location": {"uri": uri, "range": place(note["range"])},
                                    "message": note["message"]} for note in related],
            "href": finding["url"]}


def told_item(item):
    return {**{key: item[key] for key in ("code", "severity", "message", "range")},
            "relatedInformation": item.get("relatedInformation", []), "href": item["codeDescription"]["href"]}


def capabilities(encoding, relates):
    return {"general": {"positionEncodings": [encoding] if encoding == "utf-16" else ["utf-32", "utf-16", "utf-8"]},
            "textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": relates}}}


def uri_of(path):
    return "file://" + urllib.parse.quote(path)


def resident(process):
    """Bytes of memory that a process has."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS:"))


class SameFindings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={seed}", file=sys.stderr)
        cls.draw = random.Random(seed)
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = os.path.realpath(cls.folder.name)
        shutil.copytree(os.path.join(camlint.ROOT, "corpus"), cls.root, dirs_exist_ok=True)
        cls.raw, skipped = {}, 0
        for path in sorted(glob.glob("**/*", root_dir=cls.root, recursive=True)):
            if not os.path.isfile(os.path.join(cls.root, path)):
                continue
            with open(os.path.join(cls.root, path), "rb") as file:
                raw = file.read()
            try:
                raw.decode()
                cls.raw[path] = raw
            except UnicodeDecodeError:
                skipped += 1
        print(f"{len(cls.raw)} files; {skipped} that no editor can send left out", file=sys.stderr)
        # By a pattern, so that no file counts as named.
        code, out, err = camlint.run("check", "-f", "json", "--language", "en", "**/*", cwd=cls.root)
        assert code in (0, 1), (code, err)
        cls.findings = collections.defaultdict(list)
        report = json.loads(out)
        for finding in report["diagnostics"]:
            cls.findings[finding["file"]].append(finding)
        assert report["summary"]["files"] == len(cls.raw) + skipped, report["summary"]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def reach(self, client, path, encoding):
        """Opens a file as another text and edits it until it is its own; now and then asks in between."""
        uri = uri_of(os.path.join(self.root, path))
        text, notifications = draw_history(self.draw, self.raw[path].decode(), encoding)
        client.open(uri, text)
        for version, changes in enumerate(notifications, 2):
            client.change(uri, version, *changes)
            if self.draw.random() < 0.2:
                client.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        return uri, (text, notifications)

    def check_all(self, encoding, relates):
        compared = 0
        paths = sorted(self.raw)
        if SANITIZED:
            paths = self.draw.sample(paths, 150)
        with lsp.Client("--language", "en", cwd=self.root) as client:
            result = client.initialize(capabilities(encoding, relates), rootUri=uri_of(self.root))
            self.assertEqual(result["capabilities"]["positionEncoding"], encoding)
            for path in paths * (1 if SANITIZED else 2):
                uri, history = self.reach(client, path, encoding)
                report = client.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
                text = Text(self.raw[path].decode(), encoding)
                expected = [expected_item(finding, self.raw[path], text, uri, relates)
                            for finding in self.findings[path]]
                self.assertEqual([told_item(item) for item in report["items"]], expected, (path, history))
                client.close_document(uri)
                compared += len(expected)
            self.assertEqual(client.shutdown(), 0)
        print(f"{len(paths)} files and {compared} findings in {encoding}", file=sys.stderr)
        self.assertGreater(compared, 100)

    def test_in_utf_8(self):
        self.check_all("utf-8", relates=True)

    def test_in_utf_16(self):
        self.check_all("utf-16", relates=False)


@unittest.skipIf(SANITIZED, "the sanitizers keep what is freed")
class Memory(unittest.TestCase):
    def cycle(self, client, number):
        """Opens a document, works on it as an editor does, and closes it."""
        uri = f"file:///scene-{number}.txt"
        client.open(uri, "镜头 A man [Psuh in, Pan left] walks 🎬 [Push in].\n" * 40)
        client.change(uri, 2, {"range": {"start": {"line": 3, "character": 2}, "end": {"line": 5, "character": 0}},
                               "text": "[Dolly out]\n"})
        here = {"textDocument": {"uri": uri}}
        everything = {"start": {"line": 0, "character": 0}, "end": {"line": 60, "character": 0}}
        client.result("textDocument/diagnostic", here)
        client.result("textDocument/semanticTokens/full", here)
        client.result("textDocument/inlayHint", {**here, "range": everything})
        client.result("textDocument/documentSymbol", here)
        client.result("textDocument/hover", {**here, "position": {"line": 7, "character": 13}})
        client.close_document(uri)

    def test_memory_is_given_back(self):
        with tempfile.TemporaryDirectory() as folder, lsp.Client(cwd=folder) as client:
            client.initialize(capabilities("utf-16", True))
            sizes = []
            for number in range(1000):
                self.cycle(client, number)
                if number in (49, 999):
                    sizes.append(resident(client.process))
            self.assertEqual(client.shutdown(), 0)
        print("resident after 50 and 1000 documents: %.1f and %.1f MiB" % tuple(s / 2**20 for s in sizes),
              file=sys.stderr)
        self.assertLess(sizes[1], sizes[0] * 1.03 + 2**20)


if __name__ == "__main__":
    camlint.main()
