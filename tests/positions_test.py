"""Every position of the JSON report, held against an independent count from the raw bytes."""

import glob
import json
import os
import random
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint


def position(raw, byte):
    """Line and columns of a byte offset: lines end at LF, CRLF or CR; a BOM is no column."""
    line, start, i = 1, 0, 0
    while i < byte:
        if raw[i:i + 2] == b"\r\n":
            if i + 2 > byte:
                break
            i += 2
        elif raw[i:i + 1] in (b"\n", b"\r"):
            i += 1
        else:
            i += 1
            continue
        line, start = line + 1, i
    if line == 1 and raw.startswith(b"\xef\xbb\xbf"):
        start = 3
    before = raw[start:max(start, byte)]
    text = before.decode("utf-8", errors="replace")
    return {"byte": byte, "line": line, "column": len(text) + 1,
            "utf16": len(text.encode("utf-16-le")) // 2 + 1, "byte_column": len(before) + 1}


def ranges(report):
    for finding in report["diagnostics"]:
        yield finding, finding["range"]
        for note in finding["notes"]:
            if "range" in note:
                yield finding, note["range"]
        for fix in finding["fixes"]:
            for edit in fix["edits"]:
                yield finding, edit["range"]


def json_map(raw, begin):
    """The text of a JSON string that starts at its quote `begin`, and the byte range of each of its
    characters. Written without the program's reader in mind: unit by unit."""
    units, i = [], begin + 1
    while raw[i:i + 1] != b'"':
        if raw[i:i + 2] == b"\\u":
            units.append((int(raw[i + 2:i + 6], 16), i, i + 6))
            i += 6
        elif raw[i:i + 1] == b"\\":
            units.append((ord(json.loads(b'"' + raw[i:i + 2] + b'"')), i, i + 2))
            i += 2
        else:
            size = 1
            while raw[i + size] & 0xC0 == 0x80:
                size += 1
            units.append((ord(raw[i:i + size].decode()), i, i + size))
            i += size
    text, spans, k = "", [], 0
    while k < len(units):
        value, first, last = units[k]
        if 0xD800 <= value < 0xDC00:
            value = 0x10000 + ((value - 0xD800) << 10) + (units[k + 1][0] - 0xDC00)
            last = units[k + 1][2]
            k += 1
        text += chr(value)
        spans.append((first, last))
        k += 1
    return text, spans


class Positions(unittest.TestCase):
    def check_report(self, report, raw_of):
        count = 0
        for finding, span in ranges(report):
            raw = raw_of(finding["file"])
            for end in ("start", "end"):
                self.assertEqual(span[end], position(raw, span[end]["byte"]), finding)
                count += 1
        return count

    def test_corpus(self):
        files = sorted(f for f in glob.glob(os.path.join(camlint.ROOT, "corpus/**/*"), recursive=True)
                       if os.path.isfile(f) and "/rules/" not in f)
        report = camlint.check_json("--select", "all", *files)
        cache = {f: open(f, "rb").read() for f in files}
        self.assertGreater(self.check_report(report, cache.__getitem__), 500)

    def test_request_body_with_escapes(self):
        body = rb'{"model": "MiniMax-Hailuo-2.3", "prompt": "\u63a8\u8fdb \ud83c\udfac [Psuh in]", "prompt_optimizer": false}'
        report = camlint.check_json("-", stdin=body)
        self.assertEqual(self.check_report(report, lambda _: body), 4)
        [finding] = report["diagnostics"]
        self.assertEqual(finding["rule"], "unknown-command")
        begin = body.index(b"Psuh in")
        self.assertEqual(finding["range"]["start"], {"byte": begin, "line": 1, "column": begin + 1,
                                                     "utf16": begin + 1, "byte_column": begin + 1})
        self.assertEqual(finding["range"]["end"]["byte"], begin + len(b"Psuh in"))

    def test_random_escapes(self):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={seed}", file=sys.stderr)
        draw = random.Random(seed)
        pieces = ["推进", "🎬", "👩‍🚀", "e\u0301", "\t", "\n", '"', "\\", "/", "plain text ", "\u0001", "ä"]

        def escaped(text):
            out = ""
            for c in text:
                if c in '"\\\n\t\u0001' or draw.random() < 0.4:
                    units = c.encode("utf-16-be").hex()
                    out += "".join("\\u" + units[i:i + 4] for i in range(0, len(units), 4))
                else:
                    out += c
            return out

        lines, expected = [], []
        for _ in range(400):
            before = "".join(draw.choice(pieces) for _ in range(draw.randrange(12)))
            text = f"A man. {before} [Psuh in] {draw.choice(pieces)}"
            line = '{"model":"MiniMax-Hailuo-2.3","prompt":"%s"}' % escaped(text)
            raw = line.encode()
            decoded, spans = json_map(raw, raw.index(b'"prompt":"') + 9)
            self.assertEqual(decoded, text)
            at = text.index("Psuh in")
            expected.append((spans[at][0], spans[at + 6][1]))
            lines.append(raw)
        raw = b"\n".join(lines)
        report = camlint.check_json("--select", "unknown-command", "--input-format", "jsonl", "-", stdin=raw)
        self.check_report(report, lambda _: raw)
        start, got = 0, report["diagnostics"]
        self.assertEqual(len(got), len(lines))
        for i, line in enumerate(lines):
            self.assertEqual(got[i]["prompt"], i)
            self.assertEqual((got[i]["range"]["start"]["byte"], got[i]["range"]["end"]["byte"]),
                             (start + expected[i][0], start + expected[i][1]), line)
            start += len(line) + 1

    def test_fixes_mend_the_host(self):
        """The edits of the JSON report, applied by Python, give JSON that says what the fix says."""
        body = rb'{"model":"MiniMax-Hailuo-2.3","prompt":"\u005bPsuh\u0020in\u005d \"x\" \u3010\u63a8\u8fdb\u3011"}'
        report = camlint.check_json("--ignore", "mixed-language", "-", stdin=body)
        edits = [e for d in report["diagnostics"] for e in d["fixes"][0]["edits"]]
        mended = body
        for edit in sorted(edits, key=lambda e: -e["range"]["start"]["byte"]):
            first, last = edit["range"]["start"]["byte"], edit["range"]["end"]["byte"]
            mended = mended[:first] + edit["text"].encode() + mended[last:]
        self.assertEqual(json.loads(mended)["prompt"], '[Push in] "x" [推进]')


if __name__ == "__main__":
    camlint.main()
