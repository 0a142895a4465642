"""The reports for services: what they say is what the JSON report says, in each one's own units; their shape
is what those services ask for; and nothing in a file or its name can forge a line or a command."""

import glob
import json
import os
import re
import shutil
import sys
import tempfile
import unittest
from urllib.parse import unquote_to_bytes

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import reports

FORMATS = ("sarif", "github", "gitlab", "junit", "rdjson")


def contents(name):
    with open(name, "rb") as file:
        return file.read()


def check(form, *arguments, cwd=None, stdin=b""):
    code, out, err = camlint.run("check", "-f", form, *arguments, cwd=cwd, stdin=stdin)
    assert code in (0, 1, 2), (code, err)
    return out


class Sample(unittest.TestCase):
    """corpus/reports/input, linted in a folder of a repository, against the approved reports beside it."""

    @classmethod
    def setUpClass(cls):
        cls.root = os.path.realpath(tempfile.mkdtemp())
        cls.folder = os.path.join(cls.root, "film 1")
        os.mkdir(os.path.join(cls.root, ".git"))
        shutil.copytree(os.path.join(camlint.ROOT, "corpus/reports/input"), cls.folder)
        cls.names = sorted(os.listdir(cls.folder))
        report = json.loads(check("json", *cls.names, cwd=cls.folder))
        cls.report = reports.Report(report, lambda name: contents(os.path.join(cls.folder, name)), cls.folder,
                                    cls.root)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def test_approved(self):
        version = json.loads(camlint.run("version", "-f", "json")[1])["version"]
        for form in FORMATS:
            out = check(form, *self.names, cwd=self.folder).decode()
            # What the rules' texts and the version are has tests of its own.
            out = re.sub(r'"rules":\[\n.*?\n\]}', '"rules":[]}', out, flags=re.S)
            out = re.sub(r'"ruleIndex":\d+', '"ruleIndex":0', out).replace(f'"{version}"', '"VERSION"')
            approved = contents(os.path.join(camlint.ROOT, f"corpus/reports/{form}.golden")).decode()
            self.assertEqual(out.split("\n"), approved.split("\n"), form)

    def test_the_sample_has_what_it_is_for(self):
        found = self.report.findings
        self.assertEqual({d["severity"] for d in found}, {"error", "warning", "info"})
        self.assertTrue(any(len(d["fixes"]) > 1 for d in found))
        self.assertTrue(any("range" in note for d in found for note in d["notes"]))
        self.assertTrue(any("range" not in note for d in found for note in d["notes"]))
        self.assertTrue(any(d["range"]["start"]["line"] < d["range"]["end"]["line"] for d in found))
        self.assertTrue(any(d["repeat"] == 2 for d in found))
        self.assertTrue(any(d["range"]["end"]["byte"] == 0 for d in found))

    def test_says_what_json_says(self):
        for form in FORMATS:
            found = reports.read(form, check(form, *self.names, cwd=self.folder))
            for got, expected in zip(found, self.report.expected(form), strict=True):
                self.assertEqual(got, expected)

    def test_paths(self):
        """However a file is named, services get its path from the repository's root."""
        text = b"[Psuh in]"
        outside = os.path.realpath(tempfile.gettempdir())
        for name, path in (("a.txt", "film 1/a.txt"), ("./x/../a.txt", "film 1/a.txt"), ("../b.txt", "b.txt"),
                           (self.root + "/c%.txt", "c%.txt"), ("../../d e.txt", outside + "/d e.txt"),
                           ("/etc/é.txt", "/etc/é.txt"), ("../../../../../../../../e", "/e")):
            def run(form):
                return reports.read(form, check(form, "--stdin-filename", name, "-", cwd=self.folder, stdin=text))[0]

            uri = ("file://" if path[0] == "/" else "") + path.replace("%", "%25").replace(" ", "%20")
            artifact = run("sarif")["locations"][0]["physicalLocation"]["artifactLocation"]
            self.assertEqual(artifact["uri"], uri.replace("é", "%C3%A9"))
            self.assertEqual("uriBaseId" in artifact, path[0] != "/")
            self.assertEqual(run("github")[1]["file"], path)
            self.assertEqual(run("gitlab")["location"]["path"], path)
            self.assertEqual(run("junit")[0], path)
            self.assertEqual(run("rdjson")["location"]["path"], name)

    def test_jobs_change_nothing(self):
        for form in FORMATS:
            files = [*self.names, "nosuch"]
            one = camlint.run("check", "-f", form, "--jobs", "1", *files, cwd=self.folder)
            self.assertEqual(one, camlint.run("check", "-f", form, "--jobs", "8", *reversed(files), cwd=self.folder))
            self.assertEqual(one[0], 2)

    def test_several_at_once(self):
        single = {form: check(form, *self.names, cwd=self.folder) for form in FORMATS}
        with tempfile.TemporaryDirectory() as folder:
            outputs = [f"--output={form}={folder}/{form}" for form in FORMATS if form != "github"]
            _, out, _ = camlint.run("check", "--output", "github=-", *outputs, *self.names, cwd=self.folder)
            self.assertEqual(out, single.pop("github"))
            for form, expected in single.items():
                self.assertEqual(contents(os.path.join(folder, form)), expected, form)

    def test_language(self):
        english, chinese = (json.loads(check("sarif", "--language", language, *self.names, cwd=self.folder))["runs"][0]
                            for language in ("en", "zh"))
        self.assertEqual((english["language"], chinese["language"]), ("en-US", "zh-CN"))
        for rule in chinese["tool"]["driver"]["rules"]:
            for text in rule["help"].values():
                self.assertRegex(text, "[\u4e00-\u9fff]")
        expected = json.loads(check("json", "--language", "zh", *self.names, cwd=self.folder))["diagnostics"]
        text_of = {"sarif": lambda f: f["message"]["text"], "github": lambda f: f[2], "gitlab": lambda f: f["description"],
                   "junit": lambda f: f[4], "rdjson": lambda f: f["message"]}
        for form in FORMATS:
            found = reports.read(form, check(form, "--language", "zh", *self.names, cwd=self.folder))
            for finding, told in zip(found, expected, strict=True):
                message = told["message"] if form != "github" else reports.printable(told["message"])
                self.assertIn(message, text_of[form](finding))
                self.assertNotIn("note: ", text_of[form](finding))


class Corpus(unittest.TestCase):
    """All of corpus/, with every rule on."""

    @classmethod
    def setUpClass(cls):
        found = glob.glob(os.path.join(camlint.ROOT, "corpus/**/*"), recursive=True)
        cls.files = sorted(os.path.relpath(f, camlint.ROOT) for f in found if os.path.isfile(f))
        raw = {f: contents(os.path.join(camlint.ROOT, f)) for f in cls.files}
        root = os.path.realpath(camlint.ROOT)
        cls.documents = [f for f in cls.files if "/documents/" in f]
        told = json.loads(check("json", "--select", "all", *cls.documents))
        cls.report = reports.Report(told, raw.__getitem__, root, root)
        cls.suppressed = told["suppressed"]
        cls.sarif = json.loads(check("sarif", "--select", "all", *cls.files))
        cls.rules = json.loads(camlint.run("rule", "--all", "-f", "json")[1])

    def test_all_formats_say_the_same(self):
        self.assertGreater(len(self.report.findings), 300)
        for form in FORMATS:
            found = reports.read(form, check(form, "--select", "all", *self.documents))
            if form == "sarif":
                suppressed = [result for result in found if "suppressions" in result]
                self.assertEqual([(r["ruleId"], r["suppressions"][0]["kind"]) for r in suppressed],
                                 [(f["rule"], f["suppression"]["kind"]) for f in self.suppressed])
                self.assertGreater(len(suppressed), 0)
                found = [result for result in found if "suppressions" not in result]
            for got, expected in zip(found, self.report.expected(form), strict=True):
                self.assertEqual(got, expected)

    def test_fingerprints_are_unique(self):
        prints = [issue["fingerprint"] for issue in json.loads(check("gitlab", "--select", "all", *self.files))]
        self.assertEqual(len(prints), len(set(prints)))
        keys = [(r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
                 r["partialFingerprints"]["primaryLocationLineHash"]) for r in self.sarif["runs"][0]["results"]]
        self.assertEqual(len(keys), len(set(keys)))

    def test_fingerprints_do_not_move(self):
        def prints(form, text):
            found = reports.read(form, check(form, "-", stdin=text))
            return [f["fingerprint"] if form == "gitlab" else f["partialFingerprints"] for f in found]

        text = b"A cat [Psuh in].\nA cat [Psuh in].\n"
        for form in ("gitlab", "sarif"):
            self.assertEqual(prints(form, text), prints(form, b"New.\n\n" + text))

    # What GitHub's page "SARIF support for code scanning" calls required, and what it reads besides.
    GITHUB_REQUIRES = (
        "$schema version runs[].tool.driver.name runs[].tool.driver.rules[].id runs[].results[].message.text "
        "runs[].tool.driver.rules[].shortDescription.text runs[].tool.driver.rules[].fullDescription.text "
        "runs[].tool.driver.rules[].help.text runs[].results[].locations[].physicalLocation.artifactLocation.uri "
        "runs[].results[].locations[].physicalLocation.region.startLine "
        "runs[].results[].locations[].physicalLocation.region.startColumn "
        "runs[].results[].locations[].physicalLocation.region.endLine "
        "runs[].results[].locations[].physicalLocation.region.endColumn "
        "runs[].results[].partialFingerprints.primaryLocationLineHash").split()
    GITHUB_READS = (
        "runs[].tool.driver.semanticVersion runs[].tool.driver.rules[].name runs[].results[].ruleId "
        "runs[].tool.driver.rules[].defaultConfiguration.level runs[].tool.driver.rules[].help.markdown "
        "runs[].tool.driver.rules[].properties.tags[] runs[].tool.driver.rules[].properties.precision "
        "runs[].results[].ruleIndex runs[].results[].level").split()

    def values(self, node, path):
        for number, name in enumerate(path):
            if name.endswith("[]"):
                values = node[name[:-2]]
                self.assertIsInstance(values, list)
                self.assertTrue(values, path)
                return [v for value in values for v in self.values(value, path[number + 1:])]
            self.assertIn(name, node, path)
            node = node[name]
        return [node]

    def test_what_github_asks_for(self):
        for field in self.GITHUB_REQUIRES + self.GITHUB_READS:
            for value in self.values(self.sarif, field.split(".")):
                self.assertNotIn(value, ("", None, []), field)
        run = self.sarif["runs"][0]
        self.assertEqual((self.sarif["version"], len(self.sarif["runs"])), ("2.1.0", 1))
        self.assertEqual(run["columnKind"], "unicodeCodePoints")
        self.assertEqual(run["invocations"], [{"executionSuccessful": True}])
        self.assertLessEqual(len(run["results"]), 25000)
        self.assertNotIn(os.path.realpath(camlint.ROOT), json.dumps(self.sarif))
        for rule in run["tool"]["driver"]["rules"]:
            self.assertLessEqual(len(rule["id"]), 255)
            self.assertLessEqual(len(rule["shortDescription"]["text"]), 1024)
            self.assertLessEqual(len(rule["fullDescription"]["text"]), 1024)
            self.assertIn(rule["defaultConfiguration"]["level"], ("error", "warning", "note"))
            self.assertIn(rule["properties"]["problem.severity"], ("error", "warning", "recommendation"))
            self.assertIn(rule["properties"]["precision"], ("very-high", "high", "medium", "low"))
            self.assertLessEqual(len(rule["properties"]["tags"]), 10)

    def test_all_rules_are_told(self):
        """Also those that did not fire; those that are off say so."""
        run = json.loads(check("sarif", "-", stdin=b"clean"))["runs"][0]
        told = run["tool"]["driver"]["rules"]
        self.assertEqual(run["results"], [])
        self.assertEqual([r["id"] for r in told], [r["name"] for r in self.rules])
        for rule, expected in zip(told, self.rules):
            self.assertEqual(rule["name"].lower(), expected["name"].replace("-", ""))
            self.assertEqual(rule["shortDescription"]["text"], expected["summary"])
            self.assertEqual(rule["fullDescription"]["text"], expected["why"])
            level = {"error": "error", "warning": "warning"}.get(expected["severity"], "note")
            off = {"enabled": False} if expected["severity"] == "off" else {}
            self.assertEqual(rule["defaultConfiguration"], {"level": level, **off})
            self.assertIn(expected["category"], rule["properties"]["tags"])
            for text in (rule["help"]["text"], rule["help"]["markdown"]):
                for part in (expected["why"], expected["source"]):
                    self.assertIn(part, text)
                for example in expected["examples"]:
                    for part in (example["bad"], example.get("fixed", ""), example["good"]):
                        self.assertIn(part[:20] if len(part) > 400 else part, text)

    def test_files_without_a_line(self):
        with tempfile.TemporaryDirectory() as folder:
            open(os.path.join(folder, "empty.txt"), "wb").close()
            with open(os.path.join(folder, "none.md"), "wb") as file:
                file.write(b"# Nothing\n")
            for form in FORMATS:
                found = reports.read(form, check(form, "empty.txt", "none.md", cwd=folder))
                self.assertEqual(len(found), 2, form)
            for result in reports.read("sarif", check("sarif", "empty.txt", "none.md", cwd=folder)):
                self.assertEqual(result["locations"][0]["physicalLocation"]["region"],
                                 {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1, "byteOffset": 0,
                                  "byteLength": 0})

    def test_clean(self):
        self.assertEqual(check("github", "-", stdin=b"clean"), b"")
        self.assertEqual(json.loads(check("gitlab", "-", stdin=b"clean")), [])
        self.assertEqual(json.loads(check("rdjson", "-", stdin=b"clean")),
                         {"source": {"name": "camlint"}, "diagnostics": [], "severity": "INFO"})
        cases, suites = reports.read_junit(check("junit", "-", stdin=b"clean").decode())
        self.assertEqual((cases, suites.get("tests"), suites.get("failures"), suites.get("errors")), ([], "1", "0", "0"))
        self.assertEqual([len(case) for case in suites.iter("testcase")], [0])

    def test_unread_paths_are_told(self):
        """By each format that has a place for it: not by gitlab and rdjson."""
        for missing in (1, 2):
            files = [f"nosuch{number}" for number in range(missing)] + ["-"]
            words = f"{missing} path{'s' * (missing > 1)} could not be read"
            run = json.loads(check("sarif", *files, stdin=b"[Psuh in]"))["runs"][0]
            self.assertEqual(run["invocations"], [{"executionSuccessful": False, "toolExecutionNotifications": [
                {"level": "error", "message": {"text": words}}]}])
            findings, others = reports.read_github(check("github", *files, stdin=b"[Psuh in]").decode())
            self.assertEqual((len(findings), others), (1, [("warning", {"title": "camlint"}, words)]))
            _, suites = reports.read_junit(check("junit", *files, stdin=b"[Psuh in]").decode())
            for suite in (suites, suites[0]):
                self.assertEqual([suite.get(name) for name in ("tests", "failures", "errors")],
                                 [str(missing + 1), "1", str(missing)])
            self.assertEqual([error.get("message") for error in suites.iter("error")], [words] * missing)

    def test_schemas(self):
        for form in ("gitlab", "rdjson"):
            with open(os.path.join(camlint.ROOT, f"tests/schemas/{form}.schema.json"), encoding="utf-8") as file:
                schema = json.load(file)
            jsonschema.Draft202012Validator.check_schema(schema)
            for arguments in (["--select", "all", *self.files], ["-"]):
                jsonschema.validate(json.loads(check(form, *arguments, stdin=b"clean")), schema)

    def test_junit_shape(self):
        """What Jenkins' schema allows of the elements and attributes that are used, and counts that are true."""
        allowed = {"testsuites": {"name", "tests", "failures", "errors"}, "failure": {"type", "message"},
                   "testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"classname", "name"}}
        cases, suites = reports.read_junit(check("junit", "--select", "all", *self.files).decode())
        for element in suites.iter():
            self.assertEqual(set(element.attrib), allowed[element.tag])
        self.assertEqual([suites.get("tests"), suites.get("failures"), suites.get("errors")],
                         [str(len(cases)), str(len(cases)), "0"])


class Forging(unittest.TestCase):
    """Names and prompts that try to be more than text."""

    NAMES = ["a\n::error::x.txt", "b\r::set-output name=x::y.txt", "%0A::error::c,line=1:2.txt", 'd"<&>\'.txt', "]]>.txt",
             "\x1b[31m\x9b.txt", "\u202etxt.\u2028\x85.txt", "\x7f\t\x01.txt", "\ufffe\uffff.txt",
             "</failure>.txt", "a--><!--.txt", "](http:x).txt", "::error::n.txt", " ::error::o.txt"]
    PROMPTS = [b"\x1b]0;x\x07 [Psuh\x1bin] ::error::x\n::set-output name=a::b [Pan up\x1b[31m]\r::error::y",
               b'{"model":"MiniMax-Hailuo-2.3","prompt":"[Psuh\\n::error::x in] [Psuh in","a\\n::error::b":1}',
               '[Psuh in </failure>]]>, ::error::] [Pan\u202e up] {{x]]>}} [Dolly %0A in]'.encode(),
               b"[Psuh in \xff\x9b\xc2\x9b\x7f] \xef\xbf\xbe [Pan up](http://e.example) [Whip pan](x)",
               b'{"model":"%0A::error::x,y:z\\u001b\\u0000","prompt":"</failure>\\u2028::error:: [Psuh in]"}']

    @classmethod
    def setUpClass(cls):
        cls.root = os.path.realpath(tempfile.mkdtemp())
        os.mkdir(os.path.join(cls.root, ".git"))
        cls.names = [os.fsencode(name) for name in cls.NAMES] + [b"\xff\xc3.txt"]
        for number, name in enumerate(cls.names):
            path = os.path.join(os.fsencode(cls.root), name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(cls.PROMPTS[number % len(cls.PROMPTS)])
        # One file more for each prompt, so that every prompt is met whatever its file is called.
        for number, prompt in enumerate(cls.PROMPTS):
            name = f"p{number}.{'json' if prompt.startswith(b'{') else 'txt'}"
            cls.names.append(name.encode())
            with open(os.path.join(cls.root, name), "wb") as file:
                file.write(prompt)
        cls.raw = {name.decode(errors="replace"): contents(os.path.join(os.fsencode(cls.root), name))
                   for name in cls.names}
        out = check("json", "--select", "all", *cls.names, cwd=cls.root)
        cls.report = reports.Report(json.loads(out), cls.raw.__getitem__, cls.root, cls.root)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def run_format(self, form):
        return check(form, "--select", "all", *self.names, "no\n::error::such", cwd=self.root)

    def test_no_control_character_is_written(self):
        for form in (*FORMATS, "json", "jsonl", "concise", "full"):
            text = self.run_format(form).decode()
            for c in text:
                bad = ord(c) < 0x20 and c != "\n" or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029\u202e"
                self.assertFalse(bad, f"{form} {ord(c):04x}")

    def test_no_line_of_standard_error_is_forged(self):
        """A CI's log holds it too."""
        _, _, err = camlint.run("check", "-f", "github", *self.names, "no\n::error::such", cwd=self.root)
        for line in err.decode().splitlines():
            self.assertTrue(line.startswith("camlint: "), line)

    def test_no_line_is_forged(self):
        for form in (*FORMATS, "json", "jsonl", "concise", "full"):
            for line in self.run_format(form).decode().splitlines():
                if form == "github":
                    self.assertRegex(line, r"^::(error|warning|notice) (file=|title=camlint::)")
                    self.assertNotIn("::error::", line.split("::", 2)[1])
                else:
                    self.assertFalse(line.lstrip().startswith("::"), line)

    def test_all_is_still_there(self):
        self.assertGreater(len(self.report.findings), 30)
        for form in ("gitlab", "rdjson"):
            found = reports.read(form, self.run_format(form))
            expected = self.report.expected(form)
            for got, told in zip(found, expected, strict=True):
                got.pop("fingerprint", None), told.pop("fingerprint", None)
                self.assertEqual(got, told)

    def test_sarif_names_the_files(self):
        """Bytes of a name that are not UTF-8 live on in its URI; no text becomes a link."""
        results = reports.read("sarif", self.run_format("sarif"))
        uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
        self.assertEqual({unquote_to_bytes(uri) for uri in uris}, set(self.names))
        for uri in uris:
            self.assertRegex(uri, r"^[A-Za-z0-9._~/%-]+$")
        for result in results:
            self.assertNotIn("](", result["message"]["text"])
        got = [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]) for r in results]
        expected = self.report.expected("sarif")
        self.assertEqual(got, [(e["ruleId"], e["locations"][0]["physicalLocation"]["region"]) for e in expected])

    def test_github_names_the_files(self):
        """Line ends and what has a meaning come back; what a terminal would act on is made visible."""
        found, _ = reports.read_github(self.run_format("github").decode())
        for got, told in zip(found, self.report.expected("github"), strict=True):
            name = "".join(c if c in "\r\n" else reports.printable(c) for c in told[1]["file"])
            self.assertEqual(got, (told[0], {**told[1], "file": name}, told[2]))
        self.assertTrue(any("%0A::error::x" in text for _, _, text in found))

    def test_junit_names_the_files(self):
        def allowed(text):
            return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)

        found = reports.read("junit", self.run_format("junit"))
        for got, told in zip(found, self.report.expected("junit"), strict=True):
            self.assertEqual(got, tuple(map(allowed, told)))


if __name__ == "__main__":
    camlint.main()
