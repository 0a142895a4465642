"""What each report for services says of a finding, worked out from the file's bytes and what the JSON report
says of it; and readers that turn a report back into the same. Nothing of the program's own code is in here."""

import json
import os
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote

LEVELS = {"sarif": {"error": "error", "warning": "warning", "info": "note"},
          "github": {"error": "error", "warning": "warning", "info": "notice"},
          "gitlab": {"error": "major", "warning": "minor", "info": "info"},
          "rdjson": {"error": "ERROR", "warning": "WARNING", "info": "INFO"}}


class Place:
    """A byte offset of a file as line and columns: lines end at LF, CRLF or CR; a BOM is no column."""

    def __init__(self, raw, byte):
        starts = [3 if raw.startswith(b"\xef\xbb\xbf") else 0]
        starts += [m.end() for m in re.finditer(rb"\r\n|\r|\n", raw) if m.end() <= byte]
        before = raw[starts[-1]:max(byte, starts[-1])]
        self.byte, self.line, self.byte_column = byte, len(starts), len(before) + 1
        self.column = len(before.decode("utf-8", errors="replace")) + 1


def printable(text):
    """As it may be written to a terminal."""
    def shown(c):
        if c == "\t":
            return "    "
        if ord(c) < 0x20 or c == "\x7f":
            return chr(0x2421 if c == "\x7f" else 0x2400 + ord(c))
        acts = unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\u200d"
        return f"<U+{ord(c):04X}>" if acts else c
    return "".join(map(shown, text))


class Report:
    """A JSON report and the bytes of the files that it speaks of, seen from a repository's root."""

    def __init__(self, report, raw_of, folder, root):
        self.raw_of, self.folder, self.root = raw_of, folder, root
        counts = {}
        self.findings = report["diagnostics"]
        for d in self.findings:
            key = (d["file"], d["fingerprint"])
            d["repeat"] = counts[key] = counts.get(key, 0) + 1

    def path(self, d):
        path = os.path.normpath(os.path.join(self.folder, d["file"]))
        return os.path.relpath(path, self.root) if path.startswith(self.root + "/") else path

    def ends(self, d, span):
        raw = self.raw_of(d["file"])
        return Place(raw, span["start"]["byte"]), Place(raw, span["end"]["byte"])

    def remarks(self, d, path, placed=True):
        text = d["message"]
        for note in d["notes"]:
            if "range" in note and not placed:
                continue
            text += "\nnote: " + note["message"]
            if "range" in note:
                start, _ = self.ends(d, note["range"])
                text += f": {path}:{start.line}:{start.column}"
        return text

    def github(self, d):
        start, end = self.ends(d, d["range"])
        told = {"file": self.path(d), "line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:
            told.update(col=str(start.column), endColumn=str(end.column))
        told["title"] = f"camlint ({d['rule']})"
        text = self.remarks(d, self.path(d))
        return LEVELS["github"][d["severity"]], told, "".join(c if c in "\r\n" else printable(c) for c in text)

    def gitlab(self, d):
        start, end = self.ends(d, d["range"])
        path = self.path(d)
        return {"description": self.remarks(d, path), "check_name": d["rule"],
                "fingerprint": f"{d['fingerprint']}:{d['repeat']}:{self.uri(d)}",
                "severity": LEVELS["gitlab"][d["severity"]],
                "location": {"path": path, "positions": {"begin": {"line": start.line, "column": start.column},
                                                         "end": {"line": end.line, "column": end.column}}}}

    def junit(self, d):
        start, _ = self.ends(d, d["range"])
        path = self.path(d)
        text = f"{path}:{start.line}:{start.column}: {self.remarks(d, path)}"
        return path, f"{d['rule']} {start.line}:{start.column}", d["severity"], d["message"], text

    def rdjson(self, d):
        def span(start, end):
            return {"start": {"line": start.line, "column": start.byte_column},
                    "end": {"line": end.line, "column": end.byte_column}}

        raw = self.raw_of(d["file"])
        told = {"message": self.remarks(d, d["file"]),
                "location": {"path": d["file"], "range": span(*self.ends(d, d["range"]))},
                "severity": LEVELS["rdjson"][d["severity"]], "code": {"value": d["rule"]}}
        suggestions = []
        for fix in d["fixes"]:
            edits = [(e["range"]["start"]["byte"], e["range"]["end"]["byte"], e["text"].encode())
                     for e in fix["edits"]]
            first, last = edits[0][0], edits[-1][1]
            start, end = Place(raw, first), Place(raw, last)
            if last - first > 4096 or (raw.startswith(b"\xef\xbb\xbf") and start.line == 1):
                continue
            piece = raw[first:last]
            for begin, stop, text in reversed(edits):
                piece = piece[:begin - first] + text + piece[stop - first:]
            try:
                suggestions.append({"range": span(start, end), "text": piece.decode()})
            except UnicodeDecodeError:
                continue
        return {**told, "suggestions": suggestions} if suggestions else told

    def uri(self, d):
        path = self.path(d)
        return ("file://" if path.startswith("/") else "") + quote(os.fsencode(path), safe="/-._~")

    def sarif(self, d):
        def region(span):
            start, end = self.ends(d, span)
            return {"startLine": start.line, "startColumn": start.column, "endLine": end.line,
                    "endColumn": end.column, "byteOffset": start.byte, "byteLength": end.byte - start.byte}

        artifact = {"uri": self.uri(d)}
        if not artifact["uri"].startswith("file:"):
            artifact["uriBaseId"] = "%SRCROOT%"

        def text(words):
            return {"text": words.replace("](", "] (")}

        told = {"ruleId": d["rule"], "level": LEVELS["sarif"][d["severity"]],
                "message": text(self.remarks(d, "", placed=False)),
                "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region(d["range"])}}],
                "partialFingerprints": {"primaryLocationLineHash": f"{d['fingerprint']}:{d['repeat']}"}}
        placed = [n for n in d["notes"] if "range" in n]
        if placed:
            told["relatedLocations"] = [
                {"id": number, "message": text(note["message"]),
                 "physicalLocation": {"artifactLocation": artifact, "region": region(note["range"])}}
                for number, note in enumerate(placed, 1)]
        if d["fixes"]:
            told["fixes"] = [
                {"description": text(fix["title"]), "properties": {"safety": fix["safety"]},
                 "artifactChanges": [{"artifactLocation": artifact, "replacements": [
                     {"deletedRegion": region(e["range"]), "insertedContent": {"text": e["text"]}}
                     for e in fix["edits"]]}]}
                for fix in d["fixes"]]
        return told

    def expected(self, form):
        return [getattr(self, form)(d) for d in self.findings]


def read_github(text):
    """As GitHub's runner reads a log: a command is what stands between two pairs of colons."""
    def unescape(value, names):
        for name in names:
            value = value.replace("%" + name, chr(int(name, 16)))
        return value.replace("%25", "%")

    found = []
    for line in text.split("\n")[:-1]:
        severity, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        told = dict(pair.split("=", 1) for pair in properties.split(","))
        told = {name: unescape(value, ["0D", "0A", "3A", "2C"]) for name, value in told.items()}
        found.append((severity, told, unescape(message, ["0D", "0A"])))
    return [f for f in found if f[1]["title"] != "camlint"], [f for f in found if f[1]["title"] == "camlint"]


def read_junit(text):
    suites = ElementTree.fromstring(text)
    cases = list(suites.iter("testcase"))
    return [(c.get("classname"), c.get("name"), f.get("type"), f.get("message"), f.text)
            for c in cases for f in c.findall("failure")], suites


def read(form, out):
    """The findings of a report, in its order."""
    if form == "github":
        return read_github(out.decode())[0]
    if form == "junit":
        return read_junit(out.decode())[0]
    report = json.loads(out)
    if form == "gitlab":
        return report
    if form == "rdjson":
        return report["diagnostics"]
    run = report["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    results = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        results.append({name: value for name, value in result.items() if name != "ruleIndex"})
    return results
