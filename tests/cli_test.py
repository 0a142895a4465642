"""The command line: exit codes, flags, messages, what goes to which stream."""

import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

CLEAN = b"A man picks up a book [Pedestal up], then reads [Static shot]."
TYPO = b"A man picks up a book [Psuh in], then reads [Static shot]."
INFO = b"A man walks [push in]."


class Check(unittest.TestCase):
    def test_clean(self):
        code, out, err = camlint.run("check", "-", stdin=CLEAN)
        self.assertEqual((code, err), (0, b""))
        self.assertEqual(out, b"no findings: 1 prompt in 1 file\n")

    def test_typo_names_the_command(self):
        code, out, _ = camlint.run("check", "-", stdin=TYPO)
        self.assertEqual(code, 1)
        self.assertIn(b"did you mean 'Push in'?", out)

    def test_model_flag(self):
        code, out, _ = camlint.run("check", "-f", "concise", "--model", "T2V-01", "-", stdin=CLEAN)
        self.assertEqual(code, 1)
        self.assertIn(b"[model-without-commands]", out)
        self.assertEqual(out.count(b"\n"), 1)

    def test_unknown_model_of_a_flag_is_told_once_a_file(self):
        code, out, _ = camlint.run("check", "-f", "concise", "--model", "T2V-1", "--input-format", "lines", "-",
                                   stdin=b"a\nb\nc\n")
        self.assertEqual(code, 1)
        self.assertEqual(out, b"<stdin>:1:1: error: 'T2V-1' is no model of this API; did you mean 'T2V-01'? "
                              b"[unknown-model]\n")

    def test_own_fields_win_over_flags(self):
        body = b'{"model":"T2V-01-Director","prompt":"A man [Push in]."}'
        self.assertEqual(camlint.run("check", "--model", "T2V-01", "-", stdin=body)[0], 0)

    def test_full_format(self):
        # Written by hand from the contract: the caret stands below the text by cells, 推进 is four.
        code, out, _ = camlint.run("check", "-", stdin="推进🎬 [Psuh in] x\n".encode())
        self.assertEqual(code, 1)
        self.assertEqual(out.decode(), """\
warning[unknown-command]: 'Psuh in' is not one of the 15 camera commands; did you mean 'Push in'?
  --> <stdin>:1:6
   |
 1 | 推进🎬 [Psuh in] x
   |         ^^^^^^^
   = unsafe fix: replace with 'Push in'
     - 推进🎬 [Psuh in] x
     + 推进🎬 [Push in] x

1 finding: 0 errors, 1 warning, 0 infos; 1 prompt in 1 file
0 with a safe fix, 1 with an unsafe one
""")

    def test_concise_format(self):
        _, out, _ = camlint.run("check", "-f", "concise", "--stdin-filename", "a.prompt", "-", stdin=TYPO)
        self.assertEqual(out, b"a.prompt:1:24: warning: 'Psuh in' is not one of the 15 camera commands; "
                              b"did you mean 'Push in'? [unknown-command]\n")

    def test_fail_on(self):
        for level, typo, info in [("error", 0, 0), ("warning", 1, 0), ("info", 1, 1), ("never", 0, 0)]:
            self.assertEqual(camlint.run("check", "--fail-on", level, "-", stdin=TYPO)[0], typo, level)
            self.assertEqual(camlint.run("check", "--fail-on", level, "-", stdin=INFO)[0], info, level)
        self.assertEqual(camlint.run("check", "--exit-zero", "-", stdin=TYPO)[0], 0)

    def test_select_and_ignore(self):
        self.assertEqual(camlint.run("check", "--select", "empty-prompt", "-", stdin=TYPO)[0], 0)
        self.assertEqual(camlint.run("check", "--select", "command", "-", stdin=TYPO)[0], 1)
        self.assertEqual(camlint.run("check", "--ignore", "unknown-command", "-", stdin=TYPO)[0], 0)
        code, _, err = camlint.run("check", "--select", "unknwon-command", "-", stdin=TYPO)
        self.assertEqual(code, 2)
        self.assertIn(b"did you mean 'unknown-command'?", err)
        code, out, err = camlint.run("check", "--ignore", "nosuch", "-", stdin=CLEAN)
        self.assertEqual(code, 0)
        self.assertIn(b"warning: --ignore names no rule: 'nosuch'", err)
        self.assertNotIn(b"nosuch", out)
        shot = b"[Wide shot] A valley."
        self.assertEqual(camlint.run("check", "--fail-on", "info", "-", stdin=shot)[0], 0)
        self.assertEqual(camlint.run("check", "--fail-on", "info", "--select", "non-camera-bracket", "-", stdin=shot)[0], 1)

    def test_usage_errors_exit_2_and_say_why(self):
        for arguments, words in [
            (["check", "--max-file-size", "16T", "-"], b"--max-file-size takes a number of bytes such as 500K or 64M"),
            (["check", "--max-file-size", "0", "-"], b"--max-file-size"),
            (["check", "-f", "jsn", "-"], b"did you mean 'json'?"),
            (["check", "--input-format", "jsonll", "-"], b"did you mean 'jsonl'?"),
            (["check", "--fail-on", "warn", "-"], b"did you mean 'warning'?"),
            (["check", "--provider", "minimaxcn", "-"], b"did you mean 'minimax-cn'?"),
            (["check", "--duration", "six", "-"], b"--duration"),
            (["check", "--nosuch", "-"], b"--nosuch"),
            (["check", "--statistics", "-f", "json", "-"], b"--statistics"),
            (["rule", "unknown-comand"], b"did you mean 'unknown-command'?"),
            (["rule"], b"no rule named"),
            (["list", "command"], b"did you mean 'commands'?"),
            (["check", "--duration", "0", "-"], b"--duration takes a whole number from 1 on, not '0'"),
            (["check", "--jobs", "abc", "-"], b"--jobs takes a whole number from 0 on, not 'abc'"),
            (["check", "--color", "alway", "-"], b"did you mean 'always'?"),
            (["check", "--model"], b"--model"),
            (["rule", "--all", "unknown-command"], b"do not go together"),
            (["rule", "--all", "-f", "yaml"], b"takes text, json, not 'yaml'"),
            (["list"], b"list takes commands, models, providers, rules, formats, not ''"),
            (["chekc"], b"no command 'chekc'; did you mean 'check'?"),
            (["nosuch"], b"no command 'nosuch'"),
            ([], b"no command"),
        ]:
            code, out, err = camlint.run(*arguments, stdin=CLEAN)
            self.assertEqual(code, 2, arguments)
            self.assertEqual(out, b"", arguments)
            self.assertIn(words, err, arguments)
            self.assertTrue(err.startswith(b"camlint: error: "), err)

    def test_unreadable_paths_are_reported_and_the_others_linted(self):
        with tempfile.TemporaryDirectory() as folder:
            good = os.path.join(folder, "b.txt")
            with open(good, "wb") as file:
                file.write(TYPO)
            code, out, err = camlint.run("check", "-f", "json", os.path.join(folder, "a.txt"), good)
            self.assertEqual(code, 2)
            report = json.loads(out)
            self.assertEqual(report["summary"]["skipped"], 1)
            self.assertEqual(report["summary"]["files"], 1)
            self.assertEqual([d["rule"] for d in report["diagnostics"]], ["unknown-command"])
            self.assertIn(b"No such file", err)

    def test_errors_come_in_the_order_of_the_files(self):
        names = [f"missing-{number:03}.txt" for number in range(500)]
        for command in (["check"], ["format", "--check"], ["timeline"]):
            code, _, err = camlint.run(*command, "--jobs", "8", *reversed(names))
            self.assertEqual(code, 2, command)
            told = re.findall(r"^camlint: error: cannot (?:open|read) (.*): No such file or directory$", err.decode(), re.M)
            self.assertEqual(told, names, command)

    def test_a_run_that_is_cut_short_tells_the_errors_before(self):
        with tempfile.TemporaryDirectory() as folder, open("/dev/full", "wb") as full:
            with open(os.path.join(folder, "b.txt"), "wb") as file:
                file.write(b"[]" * 5000)  # more findings than are held back before they are written
            done = subprocess.run([camlint.PROGRAM, "check", "--no-config", "-f", "jsonl", "--jobs", "1", "a.txt", "b.txt"],
                                  stdout=full, stderr=subprocess.PIPE, cwd=folder, check=False, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.decode().splitlines(),
                         ["camlint: error: cannot open a.txt: No such file or directory",
                          "camlint: error: cannot write to standard output: No space left on device"])

    def test_prompt_column(self):
        table = b"id,text\n1,A man [Psuh in].\n"
        report = camlint.check_json("--input-format", "csv", "--prompt-column", "text", "-", stdin=table)
        self.assertEqual([d["rule"] for d in report["diagnostics"]], ["unknown-command"])
        report = camlint.check_json("--input-format", "csv", "--prompt-column", "txt", "-", stdin=table)
        self.assertEqual([(d["rule"], d["message"]) for d in report["diagnostics"]],
                         [("invalid-document", "no column 'txt' in the header; did you mean 'text'?")])

    def test_what_a_shell_puts_in_is_not_judged(self):
        body = r'{\"model\":\"$1\",\"prompt\":\"A man.\",\"duration\":$2,\"resolution\":\"$(res)\",\"prompt_optimizer\":$3}'
        script = f'curl https://api.minimax.io/v1/video_generation -d "{body}"\n'
        report = camlint.check_json("--input-format", "shell", "-", stdin=script.encode())
        self.assertEqual((report["diagnostics"], report["summary"]["prompts"]), ([], 1))

    def test_a_mark_before_a_quoted_header(self):
        table = b'\xef\xbb\xbf"a\nb",prompt\n1,[Psuh in]\n'
        report = camlint.check_json("--input-format", "csv", "-", stdin=table)
        self.assertEqual([(d["rule"], d["range"]["start"]["line"]) for d in report["diagnostics"]], [("unknown-command", 3)])

    def test_max_file_size(self):
        for size, code in [("10", 2), ("1K", 0), ("1k", 0)]:
            got, _, err = camlint.run("check", "--max-file-size", size, "-", stdin=CLEAN)
            self.assertEqual(got, code, size)
            self.assertEqual(b"standard input is larger than 10 bytes" in err, code == 2)

    def test_report_goes_to_standard_output_alone(self):
        code, out, err = camlint.run("check", "-", stdin=TYPO)
        self.assertEqual((code, err), (1, b""))
        self.assertTrue(out)

    def test_full_disk_is_an_error(self):
        import subprocess
        with open("/dev/full", "wb") as full:
            done = subprocess.run([camlint.PROGRAM, "check", "-"], input=TYPO, stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write", done.stderr)

    def test_color(self):
        self.assertIn(b"\x1b[", camlint.run("check", "--color", "always", "-", stdin=TYPO)[1])
        self.assertNotIn(b"\x1b[", camlint.run("check", "--color", "never", "-", stdin=TYPO)[1])
        self.assertNotIn(b"\x1b[", camlint.run("check", "-", stdin=TYPO)[1])

    def test_color_on_a_terminal(self):
        import pty
        import subprocess

        def on_terminal(**env):
            parent, child = pty.openpty()
            clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
            process = subprocess.Popen([camlint.PROGRAM, "check", "-"], stdin=subprocess.PIPE, stdout=child,
                                       env={**clean, "TERM": "xterm", **env})
            os.close(child)
            process.stdin.write(TYPO)
            process.stdin.close()
            out = b""
            try:
                while block := os.read(parent, 4096):
                    out += block
            except OSError:
                pass  # a terminal whose other end is closed
            process.wait()
            os.close(parent)
            return out

        self.assertIn(b"\x1b[", on_terminal())
        self.assertNotIn(b"\x1b[", on_terminal(NO_COLOR="1"))
        self.assertNotIn(b"\x1b[", on_terminal(TERM="dumb"))

    def test_statistics(self):
        code, out, _ = camlint.run("check", "--statistics", "-", stdin=b"[Psuh in] [Psuh in] [Dolly in]")
        self.assertEqual(code, 1)
        self.assertEqual(out, b"       2  unknown-command\n       1  synonym-command\n")

    def test_lines(self):
        text = b"\xef\xbb\xbfA cat [Psuh in].\r\n\r\nA dog.\rA cow [Psuh in]."
        report = camlint.check_json("--input-format", "lines", "-", stdin=text)
        found = [(d["prompt"], d["range"]["start"]["line"], d["range"]["start"]["column"]) for d in report["diagnostics"]]
        self.assertEqual(found, [(0, 1, 8), (2, 4, 8)])
        self.assertEqual(report["summary"]["prompts"], 3)

    def test_sniffing_standard_input(self):
        for text, prompts in [(b'{"prompt":"x"}', 1), (b'{"prompt":"x"}\n{"prompt":"y"}\n', 2),
                              (b'[{"prompt":"x"},{"prompt":"y"}]', 2), (b"[Push in] x", 1), (b"---\nmodel: T2V-01\n---\nx", 1)]:
            self.assertEqual(camlint.check_json("-", stdin=text)["summary"]["prompts"], prompts, text)

    def test_names_cannot_forge_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "a\nb.txt:1:1: error: forged [x]\x1b[31m")
            with open(name, "wb") as file:
                file.write(TYPO)
            for form in ("full", "concise"):
                _, out, _ = camlint.run("check", "-f", form, name)
                self.assertNotIn(b"\x1b", out)
                self.assertNotIn(b"\nb.txt", out)
            _, out, _ = camlint.run("check", "-f", "concise", name)
            self.assertEqual(out.count(b"\n"), 1)
            self.assertEqual(json.loads(camlint.run("check", "-f", "jsonl", name)[1])["file"], name)

    def test_no_escape_of_the_input_reaches_the_terminal(self):
        for form in ("full", "concise", "json", "jsonl"):
            _, out, _ = camlint.run("check", "-f", form, "-", stdin=b"\x1b]0;x\x07 [Ps\x1buh in,Push in] \xc2\x9b [\x00Shake,Shake]")
            for byte in (b"\x1b", b"\x07", b"\x00", b"\xc2\x9b"):
                if byte == b"\xc2\x9b" and form.startswith("json"):
                    continue  # a C1 character inside a JSON string is JSON's own
                self.assertNotIn(byte, out, form)


class Catalog(unittest.TestCase):
    def test_commands(self):
        code, out, _ = camlint.run("list", "commands", "-f", "json")
        rows = json.loads(out)
        self.assertEqual(code, 0)
        # The official page's list, in its order, and the Chinese edition's names.
        self.assertEqual([(r["en"], r["zh"], r["sign"]) for r in rows], [
            ("Truck left", "左移", -1), ("Truck right", "右移", 1), ("Pan left", "左摇", -1), ("Pan right", "右摇", 1),
            ("Push in", "推进", 1), ("Pull out", "拉远", -1), ("Pedestal up", "上升", 1), ("Pedestal down", "下降", -1),
            ("Tilt up", "上摇", 1), ("Tilt down", "下摇", -1), ("Zoom in", "变焦推近", 1), ("Zoom out", "变焦拉远", -1),
            ("Shake", "晃动", 0), ("Tracking shot", "跟随", 0), ("Static shot", "固定", 0)])
        self.assertIn("Push out", next(r for r in rows if r["en"] == "Pull out")["synonyms"])

    def test_rules_have_what_the_contract_says(self):
        expected = {
            "unclosed-bracket": ("syntax", "warning", "unsafe"), "stray-bracket": ("syntax", "info", "none"),
            "nested-bracket": ("syntax", "warning", "none"), "empty-directive": ("syntax", "warning", "safe"),
            "empty-slot": ("syntax", "warning", "safe"), "fullwidth-bracket": ("syntax", "warning", "safe"),
            "command-separator": ("syntax", "warning", "safe"), "ambiguous-alternative": ("syntax", "warning", "none"),
            "sequence-in-bracket": ("syntax", "warning", "unsafe"), "unknown-command": ("command", "warning", "unsafe"),
            "synonym-command": ("command", "warning", "safe"), "impossible-axis": ("command", "warning", "unsafe"),
            "missing-direction": ("command", "warning", "none"), "modifier-in-command": ("command", "warning", "unsafe"),
            "command-case": ("style", "info", "safe"), "command-spacing": ("style", "info", "safe"),
            "mixed-language": ("style", "info", "unsafe"), "non-camera-bracket": ("style", "off", "none"),
            "too-many-commands": ("combination", "warning", "none"), "opposing-commands": ("combination", "warning", "none"),
            "static-with-motion": ("combination", "warning", "none"), "duplicate-command": ("combination", "warning", "safe"),
            "repeated-directive": ("timeline", "info", "none"), "crowded-timeline": ("timeline", "info", "none"),
            "empty-prompt": ("limit", "error", "none"), "prompt-too-long": ("limit", "error", "none"),
            "prompt-length-ambiguous": ("limit", "info", "none"), "model-without-commands": ("model", "warning", "none"),
            "unknown-model": ("model", "error", "unsafe"), "invalid-utf8": ("text", "error", "none"),
            "invalid-document": ("document", "error", "none"), "no-prompt": ("document", "warning", "none"),
            "unused-suppression": ("document", "warning", "safe"),
            "mode-mismatch": ("model", "error", "none"), "unsupported-output": ("request", "error", "unsafe"),
            "contested-output": ("request", "warning", "none"), "missing-field": ("request", "error", "none"),
            "wrong-type": ("request", "error", "unsafe"), "unknown-field": ("request", "warning", "unsafe"),
            "provider-field": ("request", "warning", "none"), "ineffective-option": ("request", "info", "unsafe"),
            "optimizer-with-commands": ("request", "info", "unsafe"), "invalid-callback-url": ("request", "error", "none"),
            "unreachable-callback": ("request", "warning", "none"), "template-placeholder": ("text", "warning", "none"),
            "control-character": ("text", "warning", "safe"), "invisible-character": ("text", "warning", "safe"),
            "bidi-control": ("text", "warning", "safe"), "prose-camera-move": ("text", "info", "none"),
        }
        rows = json.loads(camlint.run("list", "rules", "-f", "json")[1])
        got = {r["name"]: (r["category"], r["severity"], r["fix"]) for r in rows}
        self.assertEqual(got, expected)
        self.assertTrue(all(r["summary"] for r in rows))

    def test_models_providers_formats(self):
        models = {m["name"]: m for m in json.loads(camlint.run("list", "models", "-f", "json")[1])}
        self.assertEqual([(o["resolution"], o["durations"]) for o in models["MiniMax-Hailuo-02"]["outputs"]],
                         [("768P", [6, 10]), ("1080P", [6])])
        self.assertEqual({name: m["commands"] for name, m in models.items()}, {
            "MiniMax-Hailuo-2.3": True, "MiniMax-Hailuo-02": True, "T2V-01-Director": True, "T2V-01": False,
            "MiniMax-Hailuo-2.3-Fast": True, "I2V-01-Director": True, "I2V-01": False, "I2V-01-live": False,
            "S2V-01": False, "MiniMax-H3": None, "MiniMax-H3-Max": None})
        providers = {p["name"]: p for p in json.loads(camlint.run("list", "providers", "-f", "json")[1])}
        self.assertEqual(providers["gpt.ge"]["required"], ["model", "prompt", "duration", "resolution"])
        self.assertEqual(providers["minimax"]["base_url"], "https://api.minimax.io")
        formats = {f["name"]: f["extensions"] for f in json.loads(camlint.run("list", "formats", "-f", "json")[1])}
        self.assertEqual(formats, {"text": [".txt"], "lines": [], "prompt": [".prompt"], "json": [".json"],
                                   "jsonl": [".jsonl", ".ndjson"], "csv": [".csv", ".tsv"], "markdown": [".md", ".markdown"],
                                   "comfyui": [], "shell": [".sh", ".bash"]})

    def test_text_forms(self):
        for topic in ("commands", "models", "providers", "rules", "formats"):
            code, out, err = camlint.run("list", topic)
            self.assertEqual((code, err), (0, b""))
            self.assertGreater(out.count(b"\n"), 2)
        table = camlint.run("list", "commands")[1].decode().splitlines()
        self.assertEqual(table[0].split(), ["en", "zh", "family", "sign", "synonyms"])
        self.assertEqual(table[3].split(), ["Pan", "left", "左摇", "pan", "-1"])
        self.assertEqual(len(table), 16)

    def test_rule(self):
        code, out, _ = camlint.run("rule", "synonym-command")
        self.assertEqual(code, 0)
        for words in ("bad:", "fixed:", "good:", "source:", "grade B", "[Push out]"):
            self.assertIn(words, out.decode())
        one = json.loads(camlint.run("rule", "synonym-command", "-f", "json")[1])
        self.assertEqual((one["name"], one["fix"], one["grade"]), ("synonym-command", "safe", "B"))
        every = json.loads(camlint.run("rule", "--all", "-f", "json")[1])
        listed = json.loads(camlint.run("list", "rules", "-f", "json")[1])
        self.assertEqual([r["name"] for r in every], [r["name"] for r in listed])
        self.assertEqual(camlint.run("rule", "--all")[0], 0)

    def test_version(self):
        _, out, _ = camlint.run("version", "-f", "json")
        version = json.loads(out)
        self.assertEqual(version["name"], "camlint")
        for arguments in (["version"], ["--version"]):
            self.assertEqual(camlint.run(*arguments)[1].decode(), f"camlint {version['version']}\n")

    def test_dump(self):
        _, out, _ = camlint.run("dump", "-", stdin="a [Push in,推进] 】 [x".encode())
        self.assertEqual([line.split() for line in out.decode().splitlines()], [
            ["0..2", "text", "'a", "'"],
            ["2..18", "bracket", "'[Push", "in,推进]'"],
            ["3..10", "label", "'Push", "in'"],
            ["10..11", "comma", "','"],
            ["11..17", "label", "'推进'"],
            ["18..19", "text", "'", "'"],
            ["19..22", "stray", "'】'"],
            ["22..23", "text", "'", "'"],
            ["23..25", "bracket,", "open", "at", "the", "end", "'[x'"],
            ["24..25", "label", "'x'"]])

    def test_help(self):
        for arguments, usage in [([], "camlint [OPTIONS] SUBCOMMAND"), (["check"], "camlint check [OPTIONS] [PATH...]"),
                                 (["rule"], "camlint rule [OPTIONS] [NAME]"), (["list"], "camlint list [OPTIONS] [TOPIC]"),
                                 (["stream"], "camlint stream [OPTIONS]")]:
            code, out, err = camlint.run(*arguments, "--help")
            self.assertEqual((code, err), (0, b""))
            self.assertEqual(out.decode().splitlines()[1], f"Usage: {usage}")
        self.assertNotIn(b"dump", camlint.run("--help")[1])


if __name__ == "__main__":
    camlint.main()
