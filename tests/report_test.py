"""JSON and JSONL: the schema, the order, agreement between formats, the same bytes for any --jobs."""

import glob
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint


def corpus_files():
    found = glob.glob(os.path.join(camlint.ROOT, "corpus/**/*"), recursive=True)
    return sorted(f for f in found if os.path.isfile(f))


class Json(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(os.path.join(camlint.ROOT, "docs/check.schema.json"), encoding="utf-8") as file:
            cls.schema = json.load(file)
        cls.report = camlint.check_json("--select", "all", *corpus_files())

    def test_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)
        jsonschema.validate(self.report, self.schema)
        jsonschema.validate(camlint.check_json("-", stdin=b"clean"), self.schema)

    def test_schema_refuses_what_it_should(self):
        for change in (lambda r: r["diagnostics"][0].pop("rule"), lambda r: r.update(version=2),
                       lambda r: r["diagnostics"][0]["range"]["start"].update(line=0)):
            report = json.loads(json.dumps({**self.report, "diagnostics": self.report["diagnostics"][:1]}))
            change(report)
            with self.assertRaises(jsonschema.ValidationError):
                jsonschema.validate(report, self.schema)

    def test_order(self):
        keys = [(d["file"].encode(), d["range"]["start"]["byte"], d["rule"]) for d in self.report["diagnostics"]]
        self.assertEqual(keys, sorted(keys))

    def test_standard_input_is_sorted_by_its_name(self):
        for name, first in (("zz.txt", False), ("00.txt", True)):
            files = [os.path.join(camlint.ROOT, "corpus/hostile/ff.txt")]
            _, out, _ = camlint.run("check", "-f", "jsonl", "--stdin-filename", "/" * first + name, "-", *files,
                                    stdin=b"[Psuh in]")
            order = [json.loads(line)["file"] for line in out.splitlines()]
            self.assertEqual(order, sorted(order))
            self.assertEqual(len(order), 3)

    def test_prompt_index(self):
        report = camlint.check_json("--input-format", "json", "-",
                                    stdin=b'[{"prompt":"a"},{"prompt":"\\ud800 [Psuh in]"},{"prompt":"\xff"}]')
        self.assertEqual([(d["rule"], d["prompt"]) for d in report["diagnostics"]],
                         [("invalid-document", 1), ("unknown-command", 1), ("invalid-utf8", 2)])

    def test_summary_counts(self):
        for severity in ("error", "warning", "info"):
            count = sum(d["severity"] == severity for d in self.report["diagnostics"])
            self.assertEqual(self.report["summary"][severity + "s"], count)
        self.assertEqual(self.report["summary"]["files"], len(corpus_files()))

    def test_jsonl_is_the_same_diagnostics(self):
        _, out, _ = camlint.run("check", "-f", "jsonl", "--select", "all", *corpus_files())
        self.assertEqual([json.loads(line) for line in out.splitlines()], self.report["diagnostics"])

    def test_concise_is_the_same_diagnostics(self):
        _, out, _ = camlint.run("check", "-f", "concise", "--select", "all", *corpus_files())
        self.assertEqual(len(out.decode().splitlines()), len(self.report["diagnostics"]))
        for line, d in zip(out.decode().splitlines(), self.report["diagnostics"]):
            start = d["range"]["start"]
            self.assertTrue(line.startswith(f"{d['file']}:{start['line']}:{start['column']}: {d['severity']}: "), line)
            self.assertTrue(line.endswith(f"[{d['rule']}]"), line)

    @unittest.skipUnless(os.geteuid() == 0, "needs to be a user with nothing else running")
    def test_fewer_threads_than_wanted_do_all_of_it(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            for number in range(200):
                with open(os.path.join(folder, f"{number}.prompt"), "wb") as file:
                    file.write(b"A man walks [push in].")
            done = subprocess.run([camlint.PROGRAM, "check", "--no-config", "-f", "json", "--jobs", "64", folder],
                                  user=54321, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NPROC, (4, 4)),
                                  capture_output=True, check=False, timeout=60, cwd=folder)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(json.loads(done.stdout)["summary"]["infos"], 200)

    def test_jobs_and_order_of_arguments_change_nothing(self):
        for form in ("full", "json", "jsonl", "concise"):
            files = corpus_files()
            one = camlint.run("check", "-f", form, "--jobs", "1", *files)
            for other in (camlint.run("check", "-f", form, "--jobs", "8", *files),
                          camlint.run("check", "-f", form, "--jobs", "8", *reversed(files)),
                          camlint.run("check", "-f", form, *files, *files)):
                self.assertEqual(one, other, form)

    def test_lines_that_threads_share_come_out_in_order(self):
        rng = random.Random(11)
        mistakes = ["[Psuh in]", "[dolly in]", "【推进】", "[Push in] [Push in]", "", "", "", ""]
        lines = [b"\xef\xbb\xbf", *[b'{"other":%d}' % n for n in range(30_000)]]  # no prompt in the first batches
        for number in range(12_000):
            body = {"id": number, "prompt": "A man walks. " * rng.randrange(20) + rng.choice(mistakes)}
            lines.append(json.dumps(body, ensure_ascii=rng.random() < 0.5).encode())
            lines += rng.choice([[], [], [], [], [b""], [b"{broken"], [b'{"prompt":"\xff"}']])
        lines.insert(35_000, b'{"prompt":"' + b"x" * (1 << 20) + b'"}')  # is not read
        ends = rng.choices([b"\n", b"\r\n", b"\r"], [8, 1, 1], k=len(lines))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "many.jsonl")
            with open(path, "wb") as file:
                file.write(b"".join(line + end for line, end in zip(lines, ends)))
            known = os.path.join(folder, "known.json")
            camlint.run("check", "--write-baseline", known, "-f", "jsonl", "--select", "synonym-command", path)
            for flags in (["-f", "json"], ["-f", "sarif"], ["-f", "gitlab", "--baseline", known],
                          ["-f", "jsonl", "--model", "T2V-1"]):  # which is told once, with the first prompt
                one = camlint.run("check", "--no-config", "--jobs", "1", *flags, path)
                self.assertGreater(len(one[1]), 100_000)
                for jobs in "2", "8":
                    self.assertEqual(one, camlint.run("check", "--no-config", "--jobs", jobs, *flags, path), flags)
            _, out, _ = camlint.run("check", "--no-config", "--jobs", "2", "-f", "jsonl", "--model", "T2V-1", path)
            told = [json.loads(line) for line in out.splitlines() if b'"unknown-model"' in line]
            self.assertEqual([d["prompt"] for d in told], [0])

    def test_fingerprints_do_not_move(self):
        def prints(text):
            return [d["fingerprint"] for d in camlint.check_json("-", stdin=text)["diagnostics"]]

        text = b"A cat sits [Psuh in] here.\nA dog [Pan up]."
        self.assertEqual(prints(text), prints(b"\n\nMore text.\n" + text))
        self.assertNotEqual(prints(text)[0], prints(text.replace(b"sits", b"runs"))[0])
        self.assertEqual(len(set(prints(text))), 2)

    def test_fingerprint_is_fnv1a_of_what_is_said(self):
        def fnv(*parts):
            value = 0xCBF29CE484222325
            for part in parts:
                for byte in [*part, 0x1FF]:
                    value = ((value ^ byte) * 0x100000001B3) % 2**64
            return f"{value:016x}"

        line = b"0123456789 A cat sits very still [Psuh in] and then it runs away."
        [finding] = camlint.check_json("-", stdin=b"x\n" + line)["diagnostics"]
        at = line.index(b"Psuh in")
        self.assertEqual(finding["fingerprint"],
                         fnv(b"unknown-command", b"Psuh in", line[at - 24:at], line[at + 7:at + 31]))


if __name__ == "__main__":
    camlint.main()
