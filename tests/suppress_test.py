"""Suppression: in documents, by a baseline; what silences nothing is reported; nothing of it reaches a prompt."""

import json
import os
import stat
import sys
import tempfile
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

FRONT = "---\ncamlint-ignore: {}\n---\n{}"
FENCE = "<!-- camlint-ignore {} -->\n```prompt\n{}\n```\n"
SLIP = "A man [Psuh in] walks."
PAST, FUTURE = "1999-12-31", "9999-12-31"


def report(*arguments, stdin=b"", cwd=None):
    """(exit code, the report, standard error)"""
    code, out, err = camlint.run("check", "-f", "json", *arguments, stdin=stdin, cwd=cwd)
    return code, json.loads(out) if out else None, err.decode()


def told(findings):
    return [(d["rule"], d["range"]["start"]["line"]) for d in findings]


class Documents(unittest.TestCase):
    def check(self, name, text, *flags):
        code, result, err = report("--stdin-filename", name, *flags, "-", stdin=text.encode())
        self.assertEqual(err, "")
        self.assertEqual(result["summary"]["suppressed"], len(result["suppressed"]))
        return code, result

    def test_what_is_silenced_and_what_is_left(self):
        both = "A man [Psuh in] walks [push in]."
        for name, text, left, silenced in [
                ("a.prompt", FRONT.format("unknown-command", both), ["command-case"], ["unknown-command"]),
                ("a.prompt", FRONT.format("unknown-command, command-case", both), [],
                 ["unknown-command", "command-case"]),
                ("a.prompt", FRONT.format("[style]", both), ["unknown-command"], ["command-case"]),
                ("a.prompt", FRONT.format("'all'", both), [], ["unknown-command", "command-case"]),
                ("a.md", FENCE.format("unknown-command: so", both), ["command-case"], ["unknown-command"]),
                ("a.md", FENCE.format("all", both), [], ["unknown-command", "command-case"]),
                ("a.md", FENCE.format("command", both) + FENCE.format("style", both),
                 ["command-case", "unknown-command"], ["unknown-command", "command-case"]),
                ("a.md", "<!-- camlint-ignore invalid-document -->\n```json\n{\"model\":\"T2V-01\",\"prompt\":\n```\n",
                 [], ["invalid-document"]),
        ]:
            with self.subTest(text):
                code, result = self.check(name, text)
                self.assertEqual([d["rule"] for d in result["diagnostics"]], left)
                self.assertEqual([d["rule"] for d in result["suppressed"]], silenced)
                self.assertEqual(code, int(any(d["severity"] != "info" for d in result["diagnostics"])))

    def test_reasons_are_in_the_report(self):
        for name, text, reason in [("a.prompt", FRONT.format("unknown-command # the director's: word", SLIP),
                                    "the director's: word"),
                                   ("a.prompt", FRONT.format("unknown-command", SLIP), ""),
                                   ("a.md", FENCE.format("unknown-command:  the director's: 推 ", SLIP),
                                    "the director's: 推"),
                                   ("a.md", FENCE.format("unknown-command", SLIP), "")]:
            [finding] = self.check(name, text)[1]["suppressed"]
            self.assertEqual(finding["suppression"], {"kind": "inSource", "reason": reason})

    def test_the_schema_holds(self):
        with open(os.path.join(camlint.ROOT, "docs/check.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        result = self.check("a.md", FENCE.format("unknown-command: so, shake", SLIP) + FENCE.format("style", SLIP))[1]
        self.assertEqual(len(result["suppressed"]), 1)
        self.assertEqual(len(result["diagnostics"]), 2)
        jsonschema.validate(result, schema)

    def test_a_rule_that_does_not_run_is_not_judged(self):
        for list_ in ("unknown-command", "command", "all"):
            for name, text in (("a.prompt", FRONT.format(list_, "Rain.")), ("a.md", FENCE.format(list_, "Rain."))):
                for flags, expected in [([], ["unused-suppression"]), (["--ignore", "unknown-command"], []),
                                        (["--select", "style,unused-suppression"], []),
                                        (["--select", "all"], ["unused-suppression"]),
                                        (["--ignore", "unused-suppression"], [])]:
                    with self.subTest((list_, name, flags)):
                        rules = [d["rule"] for d in self.check(name, text, *flags)[1]["diagnostics"]]
                        self.assertEqual(rules, expected)
        unknown = self.check("a.prompt", FRONT.format("nosuch", "Rain."), "--ignore", "command")[1]
        self.assertEqual(told(unknown["diagnostics"]), [("unused-suppression", 2)])

    def test_messages_in_two_languages(self):
        for text, english, chinese in [
                (FRONT.format("unknown-comand", SLIP), "did you mean 'unknown-command'?", "是否想写 'unknown-command'？"),
                (FRONT.format("nosuch", SLIP), "'nosuch' is no rule; expected a rule, a category or 'all'", "不是规则"),
                (FRONT.format("", SLIP), "names no rule", "没有写规则名"),
                (FRONT.format("style", SLIP), "'style' suppresses nothing here", "没有屏蔽任何问题")]:
            # A name that is no rule's was written for something: it is not taken away.
            safety = ["unsafe"] if "mean" in english else [] if "is no rule" in english else ["safe"]
            for language, expected in (("en", english), ("zh", chinese)):
                result = self.check("a.prompt", text, "--select", "unused-suppression,style", "--language", language)[1]
                [finding] = result["diagnostics"]
                self.assertIn(expected, finding["message"])
                self.assertTrue(finding["message_id"].startswith("unused-suppression."))
                self.assertEqual([fix["safety"] for fix in finding["fixes"]], safety)

    def test_nothing_reaches_the_prompt(self):
        for name, text in (("prompt", FRONT.format("unknown-command # why", SLIP)),
                           ("markdown", FENCE.format("unknown-command: why", SLIP))):
            code, out, _ = camlint.run("dump", "--prompts", "--input-format", name, "-", stdin=text.encode())
            self.assertEqual((code, json.loads(out)), (0, {"prompt": 0, "text": SLIP, "fields": {}}))

    def test_other_carriers_have_none(self):
        for name in ("a.txt", "a.csv", "a.sh"):
            _, result, _ = report("--stdin-filename", name, "-", stdin=FRONT.format("all", SLIP).encode())
            self.assertEqual(result["suppressed"], [], name)


class Baseline(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def put(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text.encode())
        return path

    def get(self, name="base.json"):
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read().decode()

    def entries(self, name="base.json"):
        return json.loads(self.get(name))["entries"]

    def edit(self, change, name="base.json"):
        entries = self.entries(name)
        change(entries)
        self.put(name, json.dumps({"version": 1, "entries": entries}))

    def run_in(self, *arguments, stdin=b""):
        return report(*arguments, stdin=stdin, cwd=self.folder)

    def write(self, *paths, counts):
        code, result, err = self.run_in("--write-baseline", "base.json", *paths)
        self.assertEqual((code, err), (0, f"camlint: wrote base.json: {counts}\n"))
        self.assertEqual(result["diagnostics"], [])
        return result

    def known(self, *paths):
        _, result, err = self.run_in("--baseline", "base.json", *paths)
        self.assertEqual(err, "")
        return result

    def test_write_then_check(self):
        self.put("b/b.prompt", f"{SLIP}\n{SLIP} [push in]")
        self.put("a.prompt", FRONT.format("command-case", "A [pan left] [Whip pan]"))
        result = self.write(".", counts="4 entries (4 new, 0 pruned)")
        self.assertEqual({(d["suppression"]["kind"]) for d in result["suppressed"]}, {"inSource", "external"})
        rows = [(e["file"], e["rule"]) for e in self.entries()]
        self.assertEqual(rows, [("a.prompt", "unknown-command"), ("b/b.prompt", "unknown-command"),
                                ("b/b.prompt", "unknown-command"), ("b/b.prompt", "command-case")])
        lines = self.get().splitlines()
        self.assertEqual((lines[0], lines[1], lines[-1], len(lines)), ('{"version":1,', '"entries":[', "]}", 7))
        with open(os.path.join(camlint.ROOT, "docs/baseline.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(self.get()), schema)

        code, result, err = self.run_in("--baseline", "base.json", "--fail-on", "info", ".")
        self.assertEqual((code, err, result["diagnostics"]), (0, "", []))
        self.assertEqual(result["summary"]["suppressed"], 5)
        before = self.get()
        self.write(".", counts="4 entries (0 new, 0 pruned)")
        self.assertEqual(self.get(), before)

    def test_lines_move_and_a_second_occurrence_is_new(self):
        self.put("a.txt", f"Rain.\n{SLIP}\n")
        self.write("a.txt", counts="1 entry (1 new, 0 pruned)")
        self.put("a.txt", f"Snow.\n\nRain.\n{SLIP}\n")
        self.assertEqual(self.known("a.txt")["diagnostics"], [])
        self.put("a.txt", f"{SLIP}\nRain.\n{SLIP}\n")
        self.assertEqual(told(self.known("a.txt")["diagnostics"]), [("unknown-command", 3)])
        self.write("a.txt", counts="2 entries (1 new, 0 pruned)")
        self.assertEqual(self.known("a.txt")["diagnostics"], [])

    def test_unused_entries_are_reported_at_their_place(self):
        self.put("a.txt", SLIP)
        self.put("b.txt", "A man [Whip pan] walks.")
        self.put("gone.txt", SLIP)
        self.write("a.txt", "b.txt", "gone.txt", counts="3 entries (3 new, 0 pruned)")
        self.put("a.txt", "Rain.")
        os.remove(os.path.join(self.folder, "gone.txt"))
        # b.txt is not part of the run: nobody knows of it.
        code, result, _ = self.run_in("--baseline", "base.json", "a.txt")
        self.assertEqual(code, 1)
        self.assertEqual([(d["file"], d["rule"], d["range"]["start"]["line"], d["range"]["end"]["line"])
                          for d in result["diagnostics"]],
                         [("base.json", "unused-suppression", 3, 3), ("base.json", "unused-suppression", 5, 5)])
        self.assertIn("'a.txt'", result["diagnostics"][0]["message"])
        self.assertIn("'gone.txt', which is no more", result["diagnostics"][1]["message"])
        raw = self.get().encode()
        for finding, entry in zip(result["diagnostics"], (0, 2)):
            span = raw[finding["range"]["start"]["byte"]:finding["range"]["end"]["byte"]]
            self.assertEqual(json.loads(span), self.entries()[entry])
        for flags in (["--ignore", "unknown-command"], ["--select", "style,document"],
                      ["--ignore", "unused-suppression"]):
            code, result, _ = self.run_in("--baseline", "base.json", *flags, "a.txt")
            self.assertEqual((code, result["diagnostics"]), (0, []), flags)
        self.write("a.txt", counts="1 entry (0 new, 2 pruned)")
        self.assertEqual([e["file"] for e in self.entries()], ["b.txt"])

    def test_entries_expire(self):
        self.put("a.txt", SLIP)
        self.write("a.txt", counts="1 entry (1 new, 0 pruned)")
        self.edit(lambda e: e[0].update(reason="why 推", until=FUTURE))
        [finding] = self.known("a.txt")["suppressed"]
        self.assertEqual(finding["suppression"], {"kind": "external", "reason": "why 推"})
        self.write("a.txt", counts="1 entry (0 new, 0 pruned)")
        self.assertEqual((self.entries()[0]["reason"], self.entries()[0]["until"]), ("why 推", FUTURE))
        self.edit(lambda e: e[0].update(until=PAST))
        result = self.known("a.txt")
        self.assertEqual([(d["file"], d["rule"]) for d in result["diagnostics"]],
                         [("a.txt", "unknown-command"), ("base.json", "unused-suppression")])
        self.assertIn(PAST, result["diagnostics"][1]["message"])
        # Past its day it goes, and what it silenced is told: only a second time is it taken in anew.
        code, result, err = self.run_in("--write-baseline", "base.json", "a.txt")
        self.assertEqual((code, err), (1, "camlint: wrote base.json: 0 entries (0 new, 1 pruned)\n"))
        self.assertEqual(told(result["diagnostics"]), [("unknown-command", 1)])
        self.assertEqual(self.entries(), [])
        self.write("a.txt", counts="1 entry (1 new, 0 pruned)")
        self.assertNotIn("until", self.entries()[0])

    def test_what_cannot_be_read_keeps_its_entries(self):
        self.put("a.json", '{"model":"T2V-01-Director","prompt":"A [Psuh in]","prompt_optimizer":false}')
        self.write("a.json", counts="1 entry (1 new, 0 pruned)")
        self.edit(lambda e: e[0].update(reason="known"))
        self.put("a.json", '{"model":"T2V-01-Director","prompt":"A [Psuh in]",')
        result = self.known("a.json")
        self.assertEqual([d["rule"] for d in result["diagnostics"]], ["invalid-document"])
        self.run_in("--write-baseline", "base.json", "a.json")
        self.assertIn("known", [e.get("reason") for e in self.entries()])

    def test_what_is_known_is_not_fixed(self):
        """Also where something beside it is, and its fingerprint is another one then."""
        self.put("a.txt", "A [push in] and [pan left] [Shake,Shake].")
        code, _, _ = self.run_in("--write-baseline", "base.json", "--select", "command-case", "a.txt")
        self.assertEqual(code, 0)
        self.edit(lambda e: e.pop())
        code, result, err = self.run_in("--fix", "--baseline", "base.json", "a.txt")
        self.assertEqual((code, err), (0, "camlint: fixed 2 findings in 1 file\n"))
        self.assertEqual(self.get("a.txt"), "A [push in] and [Pan left] [Shake].")
        self.assertEqual(([], ["command-case"]), ([d["rule"] for d in result["diagnostics"]],
                                                  [d["rule"] for d in result["suppressed"]]))

    def test_a_baseline_is_a_regular_file(self):
        os.mkfifo(os.path.join(self.folder, "pipe"))
        self.put("a.txt", SLIP)
        for flags in (["--baseline", "pipe"], ["--write-baseline", "pipe"]):
            self.assertEqual(camlint.run("check", *flags, "a.txt", cwd=self.folder, timeout=20)[0], 2)

    def test_rules_that_do_not_run_keep_their_entries(self):
        self.put("a.txt", SLIP + " [push in]\n" + SLIP)
        self.write("a.txt", counts="3 entries (3 new, 0 pruned)")
        before = self.get()
        code, _, err = self.run_in("--write-baseline", "base.json", "--select", "style", "a.txt")
        self.assertEqual((code, err), (0, "camlint: wrote base.json: 3 entries (0 new, 0 pruned)\n"))
        self.assertEqual(self.get(), before)

    def test_what_the_document_suppresses_takes_no_entry(self):
        self.put("a.md", FENCE.format("unknown-command", SLIP) + "```prompt\n" + SLIP + "\n```\n")
        self.write("a.md", counts="1 entry (1 new, 0 pruned)")
        result = self.known("a.md")
        self.assertEqual([d["suppression"]["kind"] for d in result["suppressed"]], ["inSource", "external"])
        self.assertEqual(result["diagnostics"], [])

    def test_files_are_named_from_the_baselines_folder(self):
        self.put("x/prompts/a.txt", SLIP)
        self.put("x/known/keep.txt", "")
        for cwd, base, path in (("x", "known/b.json", "prompts/a.txt"), (".", "x/known/b.json", "x/prompts/../prompts/a.txt"),
                                ("x/known", "b.json", "../prompts/a.txt"), ("x/prompts", "../known/b.json", "a.txt")):
            where = os.path.join(self.folder, cwd)
            code, _, err = report("--write-baseline", base, path, cwd=where)
            self.assertEqual(code, 0, err)
            self.assertEqual([e["file"] for e in self.entries("x/known/b.json")], ["../prompts/a.txt"])
        code, result, _ = report("--baseline", "x/known/b.json", "--stdin-filename", "x/prompts/a.txt", "-",
                                 stdin=SLIP.encode(), cwd=self.folder)
        self.assertEqual((code, len(result["suppressed"])), (0, 1))

    def test_any_number_of_jobs_gives_the_same(self):
        for i in range(40):
            self.put(f"{i}.prompt", f"{SLIP}\n" * (i % 4) + "A man [Whip pan]")
        # Ten files have four directives, which is one too many for six seconds.
        self.write(".", counts="110 entries (110 new, 0 pruned)")
        first = self.get()
        for i in range(0, 40, 3):
            self.put(f"{i}.prompt", f"Rain.\n{SLIP}\n{SLIP}\n")
        outputs = set()
        for jobs in ("1", "2", "7"):
            for form in ("json", "full"):
                outputs.add((form, camlint.run("check", "-f", form, "--jobs", jobs, "--baseline", "base.json", ".",
                                               cwd=self.folder)))
        self.assertEqual(len(outputs), 2)
        written = set()
        for jobs in ("1", "7"):
            self.put("base.json", first)
            self.run_in("--jobs", jobs, "--write-baseline", "base.json", ".")
            written.add(self.get())
        self.assertEqual(len(written), 1)

    def test_mistakes_are_told_with_their_place(self):
        good = '{"file":"a.txt","rule":"unknown-command","fingerprint":"0123456789abcdef"}'
        head = '{"version":1,\n"entries":[\n'
        self.put("a.txt", "Rain.")
        for text, place, words in [
                (head + good.replace('"file"', '"fiel"') + "]}", "3:2", "did you mean 'file'?"),
                (head + good.replace('"file"', '"fiel"') + "]}", "3:1", "'file' is missing"),
                (head + good + ",\n" + good.replace("unknown-command", "unkown-command") + "]}", "4:24",
                 "did you mean 'unknown-command'?"),
                (head + good.replace("abcdef", "ABCDEF") + "]}", "3:56", "no fingerprint"),
                (head + good[:-1] + ',"until":"2027-02-29"}]}', "3:83", "no date"),
                (head + good[:-1] + ',"until":"27-2-1"}]}', "3:83", "2027-01-31"),
                (head + good[:-1] + ',"until":"2027-0b-01"}]}', "3:83", "no date"),
                (head + good[:-1] + ',"reason":5}]}', "3:84", "takes a string"),
                (head + good[:-1] + ',"rule":"shake"}]}', "3:75", "twice"),
                (head + good.replace("a.txt", "/a.txt") + "]}", "3:9", "from this file's folder"),
                (head + good + "]", "3:76", "ends too early"),
                (head + "5]}", "3:1", "expected an object"),
                ('{"version":2,"entries":[]}', "1:12", "expected 1"),
                ('{"version":1,"entries":{}}', "1:24", "a list"),
                ('{"version":1,"enrties":[]}', "1:14", "did you mean 'entries'?"),
                ("[]", "1:1", "expected an object"),
                ("", "1:1", "ends too early")]:
            for flag in ("--baseline", "--write-baseline"):
                with self.subTest((text, flag)):
                    self.put("base.json", text)
                    code, _, err = self.run_in(flag, "base.json", "a.txt")
                    self.assertEqual(code, 2)
                    lines = [line for line in err.splitlines() if line.startswith(f"camlint: error: base.json:{place}: ")]
                    self.assertTrue(any(words in line for line in lines), err)
                    self.assertEqual(self.get(), text)

    def test_errors(self):
        self.put("a.txt", SLIP)
        os.mkdir(os.path.join(self.folder, "folder"))
        self.put("one.json", '{"version":1,"entries":[]}')
        self.put("two.json", '{"version":1,"entries":[]}')
        for flags, words in [(["--baseline", "none.json"], "none.json"), (["--write-baseline", "no/b.json"], "no/b.json"),
                             (["--baseline", "folder"], "folder"), (["--write-baseline", "folder"], "folder"),
                             (["--baseline", "-"], "'-'"),
                             (["--baseline", "one.json", "--write-baseline", "two.json"], "different files")]:
            code, _, err = self.run_in(*flags, "a.txt")
            self.assertEqual(code, 2, flags)
            self.assertIn(words, err)
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.txt", "folder", "one.json", "two.json"])
        code, _, err = self.run_in("--baseline", "./one.json", "--write-baseline", "one.json", "a.txt")
        self.assertEqual((code, err), (0, "camlint: wrote one.json: 1 entry (1 new, 0 pruned)\n"))

    def test_a_baseline_that_cannot_be_written_loses_no_report(self):
        self.put("a.txt", SLIP)
        code, result, err = self.run_in("--write-baseline", "no/b.json", "a.txt")
        self.assertEqual(code, 2)
        self.assertIn("cannot write no/b.json", err)
        self.assertEqual(len(result["diagnostics"]) + len(result["suppressed"]), 1)
        self.assertEqual(result["summary"]["skipped"], 1)

    def test_a_file_that_cannot_be_read_keeps_its_entries(self):
        self.put("a.txt", SLIP)
        self.put("b.txt", SLIP)
        self.write("a.txt", "b.txt", counts="2 entries (2 new, 0 pruned)")
        before = self.get()
        code, _, err = self.run_in("--max-file-size", "5", "--write-baseline", "base.json", "a.txt")
        self.assertEqual(code, 2)
        self.assertIn("camlint: wrote base.json: 2 entries (0 new, 0 pruned)\n", err)
        self.assertEqual(self.get(), before)

    def test_the_file_is_replaced_as_a_whole_and_keeps_its_mode(self):
        self.put("a.txt", SLIP)
        path = self.put("real.json", '{"version":1,"entries":[]}')
        os.chmod(path, 0o640)
        os.symlink("real.json", os.path.join(self.folder, "base.json"))
        self.write("a.txt", counts="1 entry (1 new, 0 pruned)")
        self.assertTrue(os.path.islink(os.path.join(self.folder, "base.json")))
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o640)
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.txt", "base.json", "real.json"])

    def test_odd_names(self):
        names = ["a b.txt", "推.txt", "new\nline.txt", "quote\".txt", "\udcff.txt"]
        for name in names:
            with open(os.path.join(os.fsencode(self.folder), os.fsencode(name)), "wb") as file:
                file.write(SLIP.encode())
        self.write(*names, counts="5 entries (5 new, 0 pruned)")
        self.assertEqual(self.known(*names)["diagnostics"], [])

    def test_a_mark_and_carriage_returns_are_read(self):
        self.put("a.txt", SLIP)
        self.write("a.txt", counts="1 entry (1 new, 0 pruned)")
        self.put("base.json", "\ufeff" + self.get().replace("\n", "\r\n"))
        self.assertEqual(self.known("a.txt")["diagnostics"], [])
        self.put("a.txt", "Rain.")
        [finding] = self.known("a.txt")["diagnostics"]
        self.assertEqual((finding["range"]["start"]["line"], finding["range"]["start"]["column"]), (3, 1))


if __name__ == "__main__":
    camlint.main()
