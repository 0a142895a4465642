"""The library as Python has it: finds what the command line finds, at the same places, and shows nothing but what its
header says. The module in python/ is held here too."""

import array
import concurrent.futures
import dataclasses
import glob
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint as program  # the module has the same name

ROOT = os.path.abspath(sys.argv[2])
LIBRARY = os.path.join(os.path.dirname(os.path.abspath(sys.argv[1])), "libcamlint.so")
HEADER = os.path.join(ROOT, "include", "camlint.h")


def with_sanitizer():
    """Starts this test again with the sanitizer in front, which a library that needs it wants, and the library of C++,
    in which it looks for what throws. Leaks are looked for by the C test: Python's own would be found here."""
    needed = subprocess.run(["ldd", LIBRARY], capture_output=True, text=True, check=True).stdout
    paths = [line.split()[2] for line in needed.splitlines() if re.search(r"^\s*lib(asan|stdc\+\+)\S* =>", line)]
    if not any("asan" in path for path in paths) or "LD_PRELOAD" in os.environ:
        return
    os.execve(sys.executable, [sys.executable, *sys.argv],
              {**os.environ, "LD_PRELOAD": " ".join(sorted(paths)), "ASAN_OPTIONS": "detect_leaks=0"})


def module():
    """The module of python/, with the library under test."""
    if "_camlint" not in sys.modules:
        support = sys.modules.pop("camlint")
        os.environ["CAMLINT_LIBRARY"] = LIBRARY
        sys.path.insert(0, os.path.join(ROOT, "python"))
        import camlint  # pylint: disable=import-outside-toplevel,reimported
        sys.path.pop(0)
        sys.modules["_camlint"] = camlint
        assert camlint is not support
    return sys.modules["_camlint"]


def prompts():
    """The prompts of the corpus, as bytes, and some that no editor makes."""
    found = [b"", b"\n", b"\xef\xbb\xbf[Push in", b"\xff[psuh in]\xe6\x8e", b"a\r\n\xe6\x8e\xa8 [pan up]\r\n\r[]",
             "\U0001f600 [Psuh in] \U0001f600[固定镜头]".encode(), b"[Pan left,\x00Shake]", b"x" * 2001,
             "推进，".encode() * 900 + b"[Psuh in]", b"[Push in] [Push in]\xc3[Push\xff in]" * 60]
    for path in sorted(glob.glob(os.path.join(ROOT, "corpus/prompts/*"))):
        with open(path, "rb") as file:
            content = file.read()
        if path.endswith((".txt", ".prompt")):
            found.append(content)
        if path.endswith(".jsonl"):
            for line in content.splitlines():
                found.append(json.loads(line)["prompt"].encode())
    return found


def of_command_line(texts, extension, *flags):
    """The findings in each text, as `camlint check -f json` has them when each is a file."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{i:06}{extension}") for i in range(len(texts))]
        for path, text in zip(paths, texts):
            with open(path, "wb") as file:
                file.write(text)
        report = program.check_json("--no-config", *flags, *paths)
    found = [[] for _ in texts]
    for finding in report["diagnostics"]:
        number = os.path.basename(finding.pop("file")).split(".")[0]
        found[int(number)].append(finding)
    return found


def code_points(raw, byte):
    return len(raw[:byte].decode("utf-8", errors="replace"))


class Equality(unittest.TestCase):
    def hold(self, texts, extension, flags, **options):
        expected = of_command_line(texts, extension, *flags)
        batch = module().lint_batch(texts, with_json=True, **options)
        self.assertEqual(len(batch), len(texts))
        self.assertEqual(batch.finding_count, sum(map(len, expected)))
        for raw, wanted, found in zip(texts, expected, batch):
            for finding in found:
                self.assertEqual(finding.json.pop("file"), options.get("name", ""))
            self.assertEqual([finding.json for finding in found], wanted)
            for one, other in zip(found, wanted):
                self.compare(raw, one, other)
            alone = module().lint(raw, **options)
            self.assertEqual(alone, found)
        return expected

    def compare(self, raw, one, other):
        for name in ("rule", "severity", "category", "message", "prompt"):
            self.assertEqual(getattr(one, name), other[name])
        start, end = other["range"]["start"], other["range"]["end"]
        self.assertEqual((one.begin, one.end, one.line, one.column),
                         (start["byte"], end["byte"], start["line"], start["column"]))
        self.assertEqual((one.start, one.stop), (code_points(raw, one.begin), code_points(raw, one.end)))
        self.assertEqual(one.fix is not None, other["fixes"] != [])
        if one.fix is None:
            return
        self.assertEqual(one.fix.safety, other["fixes"][0]["safety"])
        self.assertEqual([(edit.begin, edit.end, edit.text) for edit in one.fix.edits],
                         [(edit["range"]["start"]["byte"], edit["range"]["end"]["byte"], edit["text"])
                          for edit in other["fixes"][0]["edits"]])
        for edit in one.fix.edits:
            self.assertEqual((edit.start, edit.stop), (code_points(raw, edit.begin), code_points(raw, edit.end)))

    def test_prompts(self):
        expected = self.hold(prompts(), ".txt", [])
        rules = {finding["rule"] for findings in expected for finding in findings}
        self.assertGreater(sum(map(len, expected)), 200)
        self.assertGreater(len(rules), 15, rules)

    def test_prompts_for_a_model(self):
        self.hold(prompts(), ".txt", ["--model", "T2V-01", "--duration", "4", "--resolution", "768P"], model="T2V-01",
                  duration=4, resolution="768P")

    def test_rules(self):
        self.hold(prompts(), ".txt", ["--select", "all", "--ignore", "style,unknown-command"], select=["all"],
                  ignore="style, unknown-command")

    def test_chinese(self):
        self.hold(prompts()[:40], ".txt", ["--language", "zh"], language="zh", name="a/b.txt")

    def test_front_matter(self):
        self.hold(prompts(), ".prompt", [], input_format="prompt")

    def test_request_bodies(self):
        texts = [b'{"model":"T2V-01","prompt":"\\u63a8 [Psuh in]","duraton":"6"}', b"{", b"[]", b'{"a":1}', b"",
                 b'[{"prompt":"[pan up]"},{"prompt":""}]']
        for path in sorted(glob.glob(os.path.join(ROOT, "corpus/documents/json/*.json"))):
            with open(path, "rb") as file:
                texts.append(file.read())
        expected = self.hold(texts, ".json", [], input_format="json")
        self.assertIn("no-prompt", [finding["rule"] for finding in expected[3]])

    def test_other_documents(self):
        for name, extension in (("markdown", ".md"), ("shell", ".sh")):
            texts = []
            for path in sorted(glob.glob(os.path.join(ROOT, f"corpus/documents/{name}/*{extension}"))):
                with open(path, "rb") as file:
                    texts.append(file.read())
            self.assertGreater(len(texts), 3)
            self.hold(texts, extension, [], input_format=name)

    def test_configuration(self):
        with tempfile.TemporaryDirectory() as folder:
            config = os.path.join(folder, "camlint.toml")
            with open(config, "w", encoding="utf-8") as file:
                file.write('model = "T2V-01"\nlanguage = "zh"\nterms = ["Whip pan"]\nplaceholders = "allow"\n'
                           '[rules]\nunknown-command = "error"\n')
            texts = [b"[Whip pan]", b"[Psuh in] {{x}}", b"[SUBJECT]"]
            found = module().lint_batch(texts, config=config).to_list()
            plain = module().lint_batch(texts).to_list()
            self.assertEqual([d.rule for d in plain[0]], ["unknown-command"])
            self.assertNotIn("unknown-command", [d.rule for d in found[0]])
            self.assertIn(("unknown-command", "error"), [(d.rule, d.severity) for d in found[1]])
            self.assertEqual([d.rule for d in plain[2]], ["template-placeholder"])
            self.assertNotIn("template-placeholder", [d.rule for d in found[2]])
            self.assertTrue(any("不是" in d.message for d in found[1]))


class Module(unittest.TestCase):
    def test_by_hand(self):
        (finding,) = module().lint("猫 [Psuh in]")
        self.assertEqual(dataclasses.asdict(finding), {
            "rule": "unknown-command", "severity": "warning", "category": "command", "prompt": 0, "json": None,
            "message": "'Psuh in' is not one of the 15 camera commands; did you mean 'Push in'?",
            "begin": 5, "end": 12, "start": 3, "stop": 10, "line": 1, "column": 4,
            "fix": {"safety": "unsafe",
                    "edits": ({"begin": 5, "end": 12, "start": 3, "stop": 10, "text": "Push in"},)}})
        self.assertEqual(finding.fix.apply("猫 [Psuh in]"), "猫 [Push in]")

    def test_kinds_of_texts(self):
        texts = ["猫 [Psuh in]", None, "", b"[\xff]", "A cat."]
        batch = module().lint_batch(iter(texts))
        self.assertEqual([[d.rule for d in found] for found in batch],
                         [["unknown-command"], [], ["empty-prompt"], ["invalid-utf8"], []])
        self.assertEqual(batch.finding_offsets.tolist(), [0, 1, 1, 2, 3, 3])
        self.assertEqual([batch.rules[i] for i in batch.rule], ["unknown-command", "empty-prompt", "invalid-utf8"])
        self.assertEqual([batch.severities[i] for i in batch.severity], ["warning", "error", "error"])
        self.assertEqual((batch[-5], batch[1]), (batch[0], []))
        self.assertRaises(IndexError, lambda: batch[5])
        self.assertEqual(module().lint_batch([]).to_list(), [])
        self.assertEqual(module().lint_batch(["[Psuh in]"] * 3).finding_offsets.tolist(), [0, 1, 2, 3])

    def test_half_a_surrogate_pair(self):
        text = "\udce6\udc8e\udca8\ud83d [Psuh in]"
        found = module().lint(text)
        self.assertEqual([d.rule for d in found if d.start >= 4], ["unknown-command"])
        self.assertIn("invalid-utf8", [d.rule for d in found])
        self.assertEqual(text[found[-1].start:found[-1].stop], "Psuh in")

    def test_without_messages(self):
        batch = module().lint_batch(["[Psuh in]"], with_messages=False)
        self.assertEqual([d.message for d in batch[0]], [""])

    def test_wrong_use(self):
        camlint = module()
        for wrong in ("text", b"text", 5, [5], [["x"]]):
            self.assertRaises(TypeError, camlint.lint_batch, wrong)
        self.assertRaises(TypeError, camlint.lint, None)
        self.assertRaises(TypeError, camlint.lint, "x", colour="red")
        for options in ({"select": "nosuch"}, {"provider": "x"}, {"duration": 0}, {"duration": -1},
                        {"config": "/nowhere"}, {"model": "a\0b"}, {"language": "de"}):
            with self.assertRaises(camlint.UsageError) as raised:
                camlint.lint("x", **options)
            self.assertIsInstance(raised.exception, (camlint.Error, ValueError))
            self.assertNotEqual(str(raised.exception), "")
        self.assertRaises(ValueError, camlint.lint_batch, ["x"], threads=-1)

    def test_all_mistakes_of_a_configuration_are_told(self):
        with tempfile.NamedTemporaryFile(suffix=".toml") as file:
            file.write(b"selct = []\nmodel = 1\n")
            file.flush()
            with self.assertRaises(module().UsageError) as raised:
                module().Engine(config=file.name)
        self.assertRegex(str(raised.exception), r"(?s)\.toml:1:1: .*'selct'.*\n.*\.toml:2:")

    def test_views_outlive_the_batch(self):
        with module().Engine() as engine:
            begin = engine.lint_batch(["[Psuh in]"] * 4000).begin
        module().lint_batch(["x"] * 100000)
        self.assertEqual(begin.tolist(), [1] * 4000)

    def test_closed(self):
        engine = module().Engine()
        engine.close()
        engine.close()
        self.assertRaises(module().Error, engine.lint, "x")

    def test_pickled(self):
        engine = pickle.loads(pickle.dumps(module().Engine(select=["command"], language="zh")))
        self.assertIn("不是", engine.lint("[Psuh in]")[0].message)

    def test_threads(self):
        texts = [text for text in prompts() for _ in range(10)]
        engine = module().Engine()
        one = engine.lint_batch(texts, with_json=True)
        for threads in (2, 5):
            other = engine.lint_batch(texts, threads=threads, with_json=True)
            self.assertEqual(bytes(other.finding_offsets), bytes(one.finding_offsets))
            self.assertEqual(other.to_list(), one.to_list())
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            lists = list(pool.map(lambda _: engine.lint_batch(texts).to_list(), range(4)))
        self.assertEqual([found == one.to_list() for found in lists], [True] * 4)


class Columns(unittest.TestCase):
    """Where pyarrow and pandas are there; else what stands for them."""

    def test_arrow(self):
        try:
            import pyarrow as pa  # pylint: disable=import-outside-toplevel
        except ImportError:
            self.skipTest("no pyarrow")
        texts = ["x", "猫 [Psuh in]", None, "", "[dolly in]"]
        wanted = module().lint_batch(texts).to_list()
        for kind in (pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view(),
                     pa.dictionary(pa.int8(), pa.string())):
            column = pa.array(texts, pa.string()).cast(kind) if kind != pa.string() else pa.array(texts, kind)
            self.assertEqual(module().lint_batch(column).to_list(), wanted, kind)
            self.assertEqual(module().lint_batch(column[1:4]).to_list(), wanted[1:4], kind)
            chunked = pa.chunked_array([column[:2], column[2:]])
            self.assertEqual(module().lint_batch(chunked).to_list(), wanted, kind)
            self.assertEqual(module().lint_batch(chunked[1:3]).to_list(), wanted[1:3], kind)
            self.assertEqual(module().lint_batch(column[:0]).to_list(), [])
        self.assertEqual(module().lint_batch(pa.nulls(3)).to_list(), [[], [], []])
        self.assertRaises(TypeError, module().lint_batch, pa.array([1, 2]))

    def test_to_arrow(self):
        try:
            import pyarrow as pa  # pylint: disable=import-outside-toplevel
        except ImportError:
            self.skipTest("no pyarrow")
        batch = module().lint_batch(["x", "猫 [Psuh in]", None, "", "[dolly in]"] * 100)
        wanted = batch.to_list()
        lists = batch.to_arrow()
        del batch
        lists.validate(full=True)
        self.assertEqual(len(lists), 500)
        rows = lists.to_pylist()
        self.assertEqual([[(d["rule"], d["severity"], d["category"], d["message"], d["start"], d["column"])
                           for d in one] for one in rows],
                         [[(d.rule, d.severity, d.category, d.message, d.start, d.column) for d in one]
                          for one in wanted])
        self.assertEqual(rows[1][0]["safety"], "unsafe")
        module().lint_batch([]).to_arrow().validate(full=True)
        self.assertIsInstance(lists.type, pa.ListType)

    def test_pandas(self):
        try:
            import pandas as pd  # pylint: disable=import-outside-toplevel
        except ImportError:
            self.skipTest("no pandas")
        texts = ["x", "猫 [Psuh in]", None, "", "[dolly in]"]
        wanted = module().lint_batch(texts).to_list()
        for kind in (object, "string", "str", "string[python]", "category"):
            series = pd.Series(texts, dtype=kind, index=list("abcde"))
            self.assertEqual(module().lint_batch(series).to_list(), wanted, kind)
            self.assertEqual(module().lint_batch(series[1:3]).to_list(), wanted[1:3], kind)
        self.assertEqual(module().lint_batch(pd.Series([float("nan"), "x"], dtype=object)).to_list(), [[], []])
        self.assertRaises(TypeError, module().lint_batch, pd.Series([1, 2]))

    def test_what_stands_for_an_arrow_array(self):
        class Buffer:
            def __init__(self, content):
                self.content, self.size = content, len(content)
                self.view = array.array("B", content)
                self.address = self.view.buffer_info()[0]

        class Column:
            type, offset = "string", 1

            def __len__(self):
                return 2

            def buffers(self):
                return [Buffer(b"\x05"), self.offsets, self.data]

            offsets = Buffer(array.array("i", [0, 1, 1, 10]).tobytes())
            data = Buffer(b"x[Psuh in]")

        column = Column()
        held = column.buffers()
        column.buffers = lambda: held
        self.assertEqual([[d.rule for d in found] for found in module().lint_batch(column)],
                         [[], ["unknown-command"]])


class Exports(unittest.TestCase):
    def symbols(self, *flags):
        out = subprocess.run(["nm", "-D", *flags, LIBRARY], capture_output=True, text=True, check=True).stdout
        return {line.split()[-1].split("@")[0] for line in out.splitlines()}

    def test_what_the_header_says_is_exported_and_nothing_else(self):
        with open(HEADER, encoding="utf-8") as file:
            declared = set(re.findall(r"^CAMLINT_API [^;]*?(camlint_\w+)\(", file.read(), re.M))
        self.assertEqual(len(declared), 11)
        self.assertEqual(self.symbols("--defined-only") - {"CAMLINT_0"}, declared)

    def test_no_network(self):
        names = self.symbols("--undefined-only")
        self.assertEqual(names & {"socket", "connect", "getaddrinfo", "sendto", "bind", "listen"}, set())

    def test_soname(self):
        out = subprocess.run(["readelf", "-d", LIBRARY], capture_output=True, text=True, check=True).stdout
        self.assertIn("soname: [libcamlint.so.0]", out)

    def test_versions(self):
        version = program.run("version")[1].decode().split()[1]
        self.assertEqual(module().__version__, version)
        with open(HEADER, encoding="utf-8") as file:
            number = int(re.search(r"#define CAMLINT_ABI_VERSION (\d+)", file.read()).group(1))
        self.assertEqual(sys.modules["camlint._library"].LIBRARY.camlint_abi_version(), number)
        self.assertEqual(sys.modules["camlint._library"].ABI_VERSION, number)

    def test_structs_are_those_of_the_header(self):
        """Field for field, in order."""
        with open(HEADER, encoding="utf-8") as file:
            text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
        library = sys.modules["camlint._library"]
        for name, struct in (("error", library.CError), ("options", library.COptions), ("batch", library.CBatch),
                             ("result", library.CResult), ("names", library.CNames)):
            body = re.search(rf"typedef struct camlint_{name} {{(.*?)}} camlint_{name};", text, re.S).group(1)
            fields = re.findall(r"(\w+)(?:\[\d+\])?;", body)
            self.assertEqual([field for field, *_ in struct._fields_], fields)


if __name__ == "__main__":
    if os.environ.get("CAMLINT_SANITIZED") == "1":
        with_sanitizer()
    module()
    program.main()
