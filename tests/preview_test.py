"""camlint preview without a browser: what it writes into the page, what it refuses, and how it watches. The page is a
stand-in beside a copy of the program, so that nothing here needs Node.js."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

HEAD, TAIL = '<!doctype html><script type="application/json">', "</script>\n"


def utf16(text):
    return text.encode("utf-16-le", "surrogatepass")


def until(condition, seconds=60):
    """What a condition gives as soon as it holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it never became so")


class Room(unittest.TestCase):
    """A program with a stand-in for the page beside it, and a folder."""

    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.bin = held.name
        cls.program = os.path.join(cls.bin, "camlint")
        shutil.copy(camlint.PROGRAM, cls.program)

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = os.path.realpath(held.name)
        self.give_page(HEAD + "@CAMLINT_DATA@" + TAIL)

    def give_page(self, text):
        path = os.path.join(self.bin, "share/camlint/preview.html")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def run_program(self, *arguments, stdin=b"", command="preview"):
        done = subprocess.run([self.program, command, *arguments], input=stdin, capture_output=True, cwd=self.folder, timeout=120,
                              env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
        return done.returncode, done.stdout, done.stderr.decode()


class Page(Room):
    def data(self, *arguments, stdin=b"", code=0):
        found, out, err = self.run_program(*arguments, "-o", "-", stdin=stdin)
        self.assertEqual(found, code, err)
        page = out.decode()
        self.assertTrue(page.startswith(HEAD) and page.endswith(TAIL), page[:200])
        return json.loads(page[len(HEAD):-len(TAIL)])

    def test_paths_are_those_of_timeline(self):
        path = self.write("a.jsonl", '{"prompt": "A 😀 lamp [Push in], then [Pan left,Shake]."}\n{"prompt": "推 [推进]", "duration": 10}\n')
        code, out, _ = self.run_program("-f", "json", path, command="timeline")
        self.assertEqual(code, 0)
        data = self.data(path)
        self.assertEqual(data["timeline"], json.loads(out))
        self.assertEqual([len(p["steps"]) for p in data["timeline"]["prompts"]], [2, 1])
        self.assertEqual([t["text"] for t in data["texts"]], ["A 😀 lamp [Push in], then [Pan left,Shake].", "推 [推进]"])

    def test_directives_are_counted_as_scripts_count(self):
        text = "😀 [Push in] 推 [固定]"
        data = self.data("-", stdin=text.encode())
        found = [utf16(text)[2 * begin:2 * end].decode("utf-16-le") for begin, end in data["texts"][0]["directives"]]
        self.assertEqual(found, ["[Push in]", "[固定]"])

    def test_findings_are_those_of_check(self):
        body = '{"model": "MiniMax-Hailuo-09", "prompt": "A \\ud83d\\ude00 lamp [Psuh in] \\u63a8 [push in]."}'
        data = self.data("-", "--input-format", "json", stdin=body.encode())
        _, out, _ = self.run_program("-f", "json", "--input-format", "json", "-", stdin=body.encode(), command="check")
        report = json.loads(out)["diagnostics"]
        self.assertEqual([(f["rule"], f["severity"], f["message"]["en"]) for f in data["findings"]],
                         [(d["rule"], d["severity"], d["message"]) for d in report])
        text = utf16(data["texts"][0]["text"])
        places = {f["rule"]: text[2 * f["place"][0]:2 * f["place"][1]].decode("utf-16-le") for f in data["findings"] if "place" in f}
        self.assertEqual(places, {"unknown-command": "Psuh in", "command-case": "push in"})
        model = next(f for f in data["findings"] if f["rule"] == "unknown-model")
        self.assertNotIn("place", model, "what is wrong outside of the text marks none of it")
        self.assertNotEqual(model["message"]["zh"], model["message"]["en"])
        fixes = {f["rule"]: f["fix"]["en"] for f in data["findings"] if "fix" in f}
        self.assertIn("Push in", fixes["unknown-command"])

    def test_what_is_suppressed_is_left_out(self):
        text = "---\ncamlint-ignore: [unknown-command]  # a joke\n---\nA lamp [Psuh in] [push in].\n"
        self.assertEqual([f["rule"] for f in self.data(self.write("a.prompt", text))["findings"]], ["command-case"])
        path = self.write("b.prompt", "A lamp [Psuh in].\n")
        self.assertEqual([f["rule"] for f in self.data(path)["findings"]], ["unknown-command"])
        self.write("camlint.toml", 'baseline = "base.json"\n')
        self.assertEqual(self.run_program("--write-baseline", "base.json", "b.prompt", command="check")[0], 0)
        self.assertEqual(self.data("b.prompt")["findings"], [])

    def test_a_configuration_and_flags_hold(self):
        self.write("camlint.toml", 'ignore = ["unknown-command"]\nduration = 10\nlanguage = "zh"\n')
        path = self.write("a.prompt", "A lamp [Psuh in] [Push in].\n")
        data = self.data(path)
        self.assertEqual((data["findings"], data["language"], data["timeline"]["prompts"][0]["duration"]), ([], "zh", 10))
        data = self.data(path, "--no-config", "--language", "en", "--duration", "6")
        self.assertEqual([f["rule"] for f in data["findings"]], ["unknown-command"])
        self.assertEqual((data["language"], data["timeline"]["prompts"][0]["duration"]), ("en", 6))

    def test_no_text_leaves_its_element(self):
        text = "</script><img src=x onerror=alert(1)> <!-- {{ ' \" & \u2028\u2029\u202e \x1b \x7f \x85 @CAMLINT_DATA@ [Push in]"
        path = self.write("</title> & <b>.prompt".replace("/", ""), text)
        code, out, _ = self.run_program(path, "-o", "-")
        self.assertEqual(code, 0)
        inside = out[len(HEAD):-len(TAIL)].decode()
        self.assertIsNone(re.search("[<>&\u2028\u2029\u202e\x1b\x7f\x85]", inside))
        self.assertEqual(json.loads(inside)["texts"][0]["text"], text)

    def test_bytes_that_are_not_utf8(self):
        data = self.data("-", stdin=b"A \xff\xe6\x8e lamp [Push in].")
        begin, end = data["texts"][0]["directives"][0]
        self.assertEqual(data["texts"][0]["text"][begin:end], "[Push in]")

    def test_a_page_has_an_end(self):
        lines = "".join(f"Lamp {i} [Psuh in].\n" for i in range(503)).encode()
        code, out, err = self.run_program("-", "--input-format", "lines", "-o", "-", stdin=lines)
        self.assertEqual(code, 0)
        self.assertIn("3 prompts behind the first 500", err)
        data = json.loads(out[len(HEAD):-len(TAIL)])
        self.assertEqual((len(data["timeline"]["prompts"]), len(data["texts"]), data["left_out"], len(data["findings"])), (500, 500, 3, 500))

    def test_a_prompt_has_an_end_of_findings(self):
        """As many as one may look at of each prompt; how many more there are is said."""
        self.write("camlint.toml", 'select = ["unknown-command"]\n')
        texts = ["A lamp " + "[Psuh in] " * count for count in (1003, 1000, 1002)]
        code, out, err = self.run_program("-", "--input-format", "lines", "-o", "-", stdin="\n".join(texts).encode())
        self.assertEqual(code, 0)
        self.assertIn("5 findings behind the first 1000 of a prompt are not in the page", err)
        self.assertEqual(err.count("\n"), 1)
        data = json.loads(out[len(HEAD):-len(TAIL)])
        self.assertEqual([sum(f["prompt"] == prompt for f in data["findings"]) for prompt in range(3)], [1000] * 3)
        self.assertEqual([text["untold"] for text in data["texts"]], [3, 0, 2])
        begins = [f["place"][0] for f in data["findings"] if f["prompt"] == 0]
        self.assertEqual(begins, [texts[0].index("Psuh") + 10 * i for i in range(1000)], "the first ones")
        self.assertEqual(data["untold"], 0)

    def test_what_is_of_no_prompt_has_an_end_too(self):
        lines = '{"prompt": \n' * 1004
        code, out, err = self.run_program("-", "--input-format", "jsonl", "-o", "-", stdin=lines.encode())
        self.assertEqual(code, 2)
        data = json.loads(out[len(HEAD):-len(TAIL)])
        self.assertEqual((len(data["findings"]), data["untold"]), (1000, 4))
        self.assertIn("4 findings behind the first 1000", err)

    def test_a_large_file_of_mistakes_is_a_small_page(self):
        code, out, _ = self.run_program("-", "-o", "-", stdin=b"]" * 1_000_000)
        self.assertEqual(code, 0)
        self.assertLess(len(out), 2_000_000)

    def test_what_cannot_be_read_whole_is_told(self):
        code, out, err = self.run_program("-", "--input-format", "json", "-o", "-", stdin=b'{"prompt": ')
        self.assertEqual(code, 2)
        self.assertIn("cannot read all of <stdin>: 1:", err)
        self.assertEqual([f["rule"] for f in json.loads(out[len(HEAD):-len(TAIL)])["findings"]], ["invalid-document"])

    def test_a_file_without_a_prompt(self):
        data = self.data(self.write("a.md", "# Nothing\n"))
        self.assertEqual((data["timeline"]["prompts"], [f["rule"] for f in data["findings"]]), ([], ["no-prompt"]))
        self.assertEqual(data["problems"], 0)
        self.assertEqual([(f["line"], f["column"]) for f in data["findings"]], [(1, 1)])

    def test_what_is_of_no_prompt_has_its_place_in_the_file(self):
        text = '{"prompt": "A lamp [Push in]."}\n{"x": "\U0001f600\u63a8", "y": }\n{"model": "MiniMax-Hailuo-09", "prompt": "A lamp [Psuh in]."}\n'
        path = self.write("a.jsonl", text)
        data = self.data(path, code=2)
        self.assertEqual(data["problems"], 1)
        # The value that is missing: one column for each code point before it.
        self.assertEqual([(f["rule"], f["line"], f["column"]) for f in data["findings"] if "prompt" not in f],
                         [("invalid-document", 2, len('{"x": "\U0001f600\u63a8", "y": }'))])
        self.assertEqual([f for f in data["findings"] if "prompt" in f and "line" in f], [])
        _, out, _ = self.run_program("-f", "concise", path, command="check")
        self.assertIn(":2:18: error", out.decode())

    def test_time_is_linear(self):
        def seconds(count):
            text = ("A 😀 lamp [Psuh in] and [Push in,Pan left]. " * count).encode()
            begin = os.times().children_user
            self.data("-", stdin=text)
            return os.times().children_user - begin
        if os.environ.get("CAMLINT_SANITIZED") == "1":
            self.skipTest("times of a sanitized program say nothing")
        small, large = min(seconds(1000) for _ in range(3)), min(seconds(8000) for _ in range(3))
        self.assertLess(large, 24 * max(small, 0.02))

    def test_no_page_beside_the_program(self):
        shutil.rmtree(os.path.join(self.bin, "share"))
        path = self.write("a.txt", "A lamp [Push in].")
        code, out, err = self.run_program(path, "-o", "page.html")
        self.assertEqual((code, out), (2, b""))
        self.assertIn("make preview-data", err)
        self.assertIn(os.path.join(os.path.realpath(self.bin), "share/camlint/preview.html"), err)
        self.assertEqual(err.count("\n"), 1)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "page.html")))

    def test_a_page_of_an_installed_program(self):
        prefix = os.path.join(self.folder, "prefix")
        os.makedirs(os.path.join(prefix, "bin"))
        os.makedirs(os.path.join(prefix, "share/camlint"))
        shutil.copy(self.program, os.path.join(prefix, "bin"))
        with open(os.path.join(prefix, "share/camlint/preview.html"), "w", encoding="utf-8") as file:
            file.write("installed @CAMLINT_DATA@")
        done = subprocess.run([os.path.join(prefix, "bin/camlint"), "preview", "-", "-o", "-"], input=b"[Push in]", capture_output=True, check=True)
        self.assertTrue(done.stdout.startswith(b"installed {"))

    def test_a_broken_page(self):
        for text in ("no mark", "@CAMLINT_DATA@ @CAMLINT_DATA@"):
            self.give_page(text)
            code, out, err = self.run_program("-", "-o", "-", stdin=b"[Push in]")
            self.assertEqual((code, out), (2, b""))
            self.assertIn("broken", err)

    def test_wrong_usage(self):
        path = self.write("a.txt", "A lamp [Push in].")
        for arguments, part in (([path], "--output is required"), (["-o", "x.html"], "FILE is required"), ([path, path, "-o", "x.html"], "not expected"),
                                ([path, "-o", path], "would overwrite"), ([path, "-o", "./a.txt"], "would overwrite"),
                                (["-", "-o", "x.html", "--watch"], "--watch needs"), ([path, "-o", "-", "--watch"], "--watch needs"),
                                (["missing.txt", "-o", "x.html"], "missing.txt"), ([self.folder, "-o", "x.html"], self.folder),
                                ([path, "-o", self.folder], "not a regular file"), ([path, "-o", "no/such/x.html"], "cannot write"),
                                ([path, "-o", "x.html", "--language", "fr"], "--language takes"),
                                ([path, "-o", "x.html", "--watch", "--provider", "nobody"], "nobody")):
            code, out, err = self.run_program(*arguments)
            self.assertEqual((code, out), (2, b""), arguments)
            self.assertIn(part, err, arguments)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), "A lamp [Push in].")
        self.assertEqual(os.listdir(self.folder), ["a.txt"])

    def test_a_page_is_replaced_whole(self):
        path = self.write("a.txt", "A lamp [Push in].")
        page = self.write("page.html", "old")
        os.chmod(page, 0o640)
        os.symlink("page.html", os.path.join(self.folder, "link.html"))
        self.assertEqual(self.run_program(path, "-o", "link.html")[0], 0)
        self.assertTrue(os.path.islink(os.path.join(self.folder, "link.html")))
        self.assertEqual(os.stat(page).st_mode & 0o777, 0o640)
        with open(page, encoding="utf-8") as file:
            self.assertIn("A lamp", file.read())


class Watch(Room):
    """--watch writes the page again whenever the file is saved, however it is saved."""

    def start(self, *arguments):
        log = open(os.path.join(self.folder, "log"), "wb")
        self.addCleanup(log.close)
        running = subprocess.Popen([self.program, "preview", *arguments, "--watch"], cwd=self.folder, stderr=log, stdin=subprocess.DEVNULL,
                                   env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.addCleanup(running.wait)
        self.addCleanup(running.kill)
        return running

    def log(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as file:
            return file.read()

    def shows(self, text, page="page.html"):
        try:
            with open(os.path.join(self.folder, page), encoding="utf-8") as file:
                return text in file.read()
        except FileNotFoundError:
            return False

    def test_every_save(self):
        path = self.write("a.txt", "First [Push in].")
        running = self.start(path, "-o", "page.html")
        until(lambda: self.shows("First [Push in]"))
        self.write("a.txt", "Second [Pan left].")
        until(lambda: self.shows("Second [Pan left]"))
        os.rename(self.write("new", "Third [Tilt up]."), path)
        until(lambda: self.shows("Third [Tilt up]"))
        os.unlink(path)
        until(lambda: "cannot" in self.log() or "No such file" in self.log())
        self.assertTrue(self.shows("Third"), "what cannot be read leaves the page")
        self.write("a.txt", "Fourth [Shake].")
        until(lambda: self.shows("Fourth [Shake]"))
        until(lambda: self.log().count("wrote page.html") == 4)
        self.assertIsNone(running.poll())
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(60), 0)
        self.assertEqual(self.log().count("\n"), 5, self.log())

    def test_what_cannot_be_read_leaves_the_page(self):
        """Somebody types: between two saves the file is no JSON."""
        path = self.write("a.json", '{"prompt": ')
        running = self.start(path, "-o", "page.html")
        until(lambda: "wrote page.html" in self.log())
        self.assertTrue(self.shows('"invalid-document"'), "the first one is written, whatever it shows")

        def save(text):
            """All of it at once: a file that is empty for a moment is one that cannot be read, too."""
            os.rename(self.write("new", text), path)
        save('{"prompt": "First [Push in]."}')
        until(lambda: self.shows("First [Push in]"))
        for number, text in enumerate(('{"prompt": "Second [Pan left', '{"prompt": "Second [Pan left]."'), 1):
            save(text)
            until(lambda count=number: self.log().count("kept page.html") == count)
            self.assertTrue(self.shows("First [Push in]"), text)
        self.assertEqual(self.log().count("cannot read all of"), 3, self.log())
        save('{"prompt": "Third [Pan left]."}')
        until(lambda: self.shows("Third [Pan left]"))
        save("{}")
        until(lambda: self.shows('"no-prompt"'))
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(60), 0)

    def test_what_is_read_in_part_is_written(self):
        path = self.write("a.jsonl", '{"prompt": "First [Push in]."}\n')
        self.start(path, "-o", "page.html")
        until(lambda: self.shows("First [Push in]"))
        self.write("a.jsonl", '{"prompt": "Second [Push in]."}\n{"prompt": \n')
        until(lambda: self.shows("Second [Push in]"))
        until(lambda: "cannot read all of" in self.log())

    def test_a_configuration_that_changes(self):
        path = self.write("a.txt", "A lamp [Push in].")
        running = self.start(path, "-o", "page.html")
        until(lambda: self.shows('"duration":6'))
        self.write("camlint.toml", "duration = 10\n")
        until(lambda: self.shows('"duration":10'))
        self.write("camlint.toml", "duraton = 10\n")
        until(lambda: "duraton" in self.log())
        told = self.log().count("duraton")
        self.write("camlint.toml", "# nothing\n")
        until(lambda: self.shows('"duration":6'))
        self.assertEqual(self.log().count("duraton"), told, "a mistake is told once")
        running.send_signal(signal.SIGTERM)
        self.assertEqual(running.wait(60), 0)

    def test_a_baseline_that_changes(self):
        path = self.write("a.prompt", "A lamp [Psuh in].\n")
        self.write("camlint.toml", 'baseline = "base.json"\n')
        self.write("base.json", '{"version": 1, "entries": []}\n')
        self.start(path, "-o", "page.html")
        until(lambda: self.shows('"unknown-command"'))
        self.assertEqual(self.run_program("--write-baseline", "base.json", "a.prompt", command="check")[0], 0)
        until(lambda: self.shows("Psuh in") and not self.shows('"unknown-command"'))

    def test_nothing_is_written_without_a_change(self):
        path = self.write("a.txt", "A lamp [Push in].")
        self.start(path, "-o", "page.html")
        until(lambda: "wrote" in self.log())
        other = self.write("b.txt", "B lamp [Push in].")
        second = subprocess.Popen([self.program, "preview", other, "-o", "other.html", "--watch"], cwd=self.folder, stderr=subprocess.DEVNULL)
        self.addCleanup(second.wait)
        self.addCleanup(second.kill)
        # The first one looks as often as the second, which has been seen to look five times.
        for number in range(5):
            self.write("b.txt", f"{number} lamp [Push in].")
            until(lambda text=f"{number} lamp": self.shows(text, "other.html"))
        self.assertEqual(self.log().count("wrote"), 1)


if __name__ == "__main__":
    camlint.main()
