"""camlint stream: one line out for each line in, in order, with what `check` says; --merge, --only-findings, broken lines,
lines that are too long."""

import glob
import json
import os
import random
import re
import sys
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import documents
from streams import count_lines, draw_object, draw_stream, stream, write_object

CLEAN = b'{"diagnostics":[],"errors":0,"warnings":0}'
SLIP = b'{"prompt":"A man [Psuh in]."}'


def seeded(test):
    seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
    print(f"CAMLINT_SEED={seed} {test}", file=sys.stderr)
    return documents.Draw(seed)


def rules(line):
    return [d["rule"] for d in json.loads(line)["diagnostics"]]


def corpus(*patterns):
    found = []
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(camlint.ROOT, "corpus", pattern))):
            with open(path, "rb") as file:
                found.append((os.path.relpath(path, camlint.ROOT), file.read()))
    assert len(found) > 15
    return found


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        schemas = {}
        for name in ("stream", "check"):
            with open(os.path.join(camlint.ROOT, f"docs/{name}.schema.json"), encoding="utf-8") as file:
                schemas[name + ".schema.json"] = json.load(file)
        cls.schema = schemas["stream.schema.json"]
        resolver = jsonschema.RefResolver("stream.schema.json", cls.schema, store=schemas)
        cls.validator = jsonschema.Draft202012Validator(cls.schema, resolver=resolver)

    def test_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)
        data = draw_stream(seeded("schema"), 150)
        for flags in ([], ["--merge"]):
            for line in stream(data, "--select", "all", *flags):
                self.validator.validate(json.loads(line))

    def test_it_refuses_what_it_should(self):
        for line in (b"{}", b'{"camlint":{}}', CLEAN[:-1] + b',"x":1}', CLEAN.replace(b"0", b"-1"), b"1",
                     CLEAN.replace(b"[]", b'[{"rule":"x"}]'), b'{"camlint":{"id":1,"diagnostics":[],"errors":0,"warnings":0}}'):
            self.assertFalse(self.validator.is_valid(json.loads(line)), line)


class SameAsCheck(unittest.TestCase):
    """All diagnostics of a stream, one behind the other, are what check says of it."""

    def compare(self, data, name, *flags):
        _, expected, err = camlint.run("check", "-f", "jsonl", "--input-format", "jsonl", "--stdin-filename", name, *flags, "-",
                                       stdin=data)
        self.assertEqual(err, b"")
        # What is said of a file as a whole has no line to stand in.
        expected = [line for line in expected.splitlines() if b'{"rule":"no-prompt"' not in line]
        lines = stream(data, "--stdin-filename", name, *flags)
        self.assertEqual(len(lines), count_lines(data), name)
        found = [d for line in lines for d in json.loads(line)["diagnostics"]]
        self.assertEqual(found, [json.loads(line) for line in expected], name)
        text, at = b"\n".join(lines), 0
        for line in expected:  # byte for byte
            at = text.find(line, at)
            self.assertGreaterEqual(at, 0, line)
        return len(found)

    def test_corpus(self):
        files = corpus("documents/jsonl/*.jsonl", "prompts/*.jsonl", "hostile/*.jsonl", "lsp/*.session", "prompts/*.txt")
        self.assertGreater(sum(self.compare(data, name, "--select", "all") for name, data in files
                               if not re.search(rb"\r(?!\n)", data)), 100)

    def test_random(self):
        draw = seeded("check")
        count = 0
        for number in range(30):
            count += self.compare(draw_stream(draw, draw.randrange(60)), f"dir/{number} 猫.jsonl", *draw.choice((
                [], ["--select", "all"], ["--language", "zh"], ["--model", "T2V-1"], ["--duration", "7", "--ignore", "text"],
                ["--ignore", "invalid-document,invalid-utf8"], ["--jobs", "3", "--model", "T2V-1"], ["--jobs", "2"])))
        self.assertGreater(count, 300)

    def test_configuration(self):
        with camlint_folder({"camlint.toml": 'prompt-fields = ["caption"]\n[rules]\ncommand-case = "error"\n'
                                             '[[overrides]]\nfiles = ["quiet/*"]\nignore = ["all"]\n'}) as folder:
            data = b'{"caption":"A man [push in]."}\n'
            for name, counts in (("a.jsonl", (1, 0)), ("quiet/a.jsonl", (0, 0))):
                code, out, err = camlint.run("stream", "--stdin-filename", name, stdin=data, cwd=folder)
                self.assertEqual((code, err), (0, b""))
                result = json.loads(out)
                self.assertEqual((result["errors"], result["warnings"]), counts)
            code, out, _ = camlint.run("stream", "--no-config", stdin=data, cwd=folder)
            self.assertEqual((code, out), (0, CLEAN + b"\n"))

    def test_jobs_change_no_byte(self):
        draw = seeded("jobs")
        data = draw_stream(draw, 7000)
        for flags in ([], ["--merge"], ["--only-findings"]):
            one = stream(data, *flags, "--model", "T2V-1")
            for jobs in ("2", "5", "0"):
                many = stream(data, *flags, "--model", "T2V-1", "--jobs", jobs)
                self.assertEqual(len(many), len(one))
                for first, second in zip(one, many):
                    self.assertEqual(first, second)

    def test_a_line_is_a_prompt(self):
        data = "A man [Psuh in].\n\n{\"prompt\":\"[Psuh in]\"}\r\nA \"quote\" [固定镜头]".encode()
        lines = stream(data, "--input-format", "lines")
        self.assertEqual([rules(line) for line in lines], [["unknown-command"], [], ["unknown-command"], ["synonym-command"]])
        expected = camlint.run("check", "-f", "jsonl", "--input-format", "lines", "-", stdin=data)[1]
        self.assertEqual([d for line in lines for d in json.loads(line)["diagnostics"]],
                         [json.loads(line) for line in expected.splitlines()])
        [line] = stream(b"A man \xff [Psuh in]\n", "--input-format", "lines")
        self.assertEqual(rules(line), ["invalid-utf8", "unknown-command"])
        self.assertIn("error", json.loads(line))

    def test_a_lone_carriage_return_is_white_space(self):
        """Lines end at LF; positions go on counting as editors do, who take a CR for a line end."""
        lines = stream(b'{"id":\r1,\r"prompt":"A man [Psuh in]."}\n' + SLIP + b"\r")
        self.assertEqual(len(lines), 2)
        first, second = map(json.loads, lines)
        self.assertEqual((first["id"], "error" in first), (1, False))
        self.assertEqual([d["diagnostics"][0]["range"]["start"]["line"] for d in (first, second)], [3, 4])
        [line] = stream(b'{"id":[1,\r2],\r"prompt":"A man."}\n', "--merge")
        self.assertNotIn(b"\r", line)  # no reader takes it for more than one line
        self.assertEqual(json.loads(line)["id"], [1, 2])


def camlint_folder(files):
    import contextlib
    import tempfile

    @contextlib.contextmanager
    def made():
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
            yield folder
    return made()


class Lines(unittest.TestCase):
    def test_nothing(self):
        self.assertEqual(stream(b""), [])

    def test_clean_lines_are_constant(self):
        for line in (b"", b"  ", b"\t\r", "\u00a0\u3000".encode(), b"{}", b'{"x":1}', b'{"prompt":"A man walks."}'):
            self.assertEqual(stream(line + b"\n"), [CLEAN], line)

    def test_no_prompt_is_no_error(self):
        self.assertEqual(stream(b'{"id":5,"title":"A man [Psuh in]."}\n'), [b'{"id":5,' + CLEAN[1:]])

    def test_id_is_copied_as_it_is(self):
        for value in ("1", "-1.50e+3", "12345678901234567890123", '"a\\u0041 \\/猫"', "null", "true", '{"a" : [1 ,2]}', '""'):
            line = stream(f'{{"id": {value} , "prompt":"A man."}}\n'.encode())[0]
            self.assertEqual(line, f'{{"id":{value},'.encode() + CLEAN[1:])

    def test_which_id(self):
        for line, id_ in (('{"id":1,"id":2}', "2"), ('{"\\u0069d":3}', "3"), ('{"x":{"id":1},"id":4}', "4")):
            self.assertEqual(stream(line.encode()), [f'{{"id":{id_},'.encode() + CLEAN[1:]])
        for line in ('{"x":{"id":1}}', '{"ID":1}', '{"x":"id"}', '{"idd":1}'):
            self.assertEqual(stream(line.encode()), [CLEAN])

    def test_counts(self):
        [line] = stream(b'{"prompt":"A [Psuh in] [push in] b.","model":"T2V-2"}\n')
        result = json.loads(line)
        severities = [d["severity"] for d in result["diagnostics"]]
        self.assertEqual(set(severities), {"error", "warning", "info"})
        self.assertEqual((result["errors"], result["warnings"]), (severities.count("error"), severities.count("warning")))

    def test_places_count_from_the_start(self):
        lines = stream(b"\xef\xbb\xbf" + SLIP + b"\r\n\n" + "猫\n".encode() + SLIP)
        starts = [json.loads(lines[i])["diagnostics"][0]["range"]["start"] for i in (0, 3)]
        self.assertEqual([(s["line"], s["column"]) for s in starts], [(1, 19), (4, 19)])
        self.assertEqual([s["byte"] for s in starts], [21, 3 + len(SLIP) + 2 + 1 + 4 + 18])
        self.assertEqual([json.loads(lines[i])["diagnostics"][0]["prompt"] for i in (0, 3)], [0, 1])

    def test_only_findings(self):
        data = draw_stream(seeded("only"), 200)
        for flags in ([], ["--merge"]):
            kept = []
            for line in stream(data, *flags):
                result = json.loads(line)
                result = result["camlint"] if flags else result
                if result["diagnostics"] or "error" in result:
                    kept.append(line)
            self.assertEqual(stream(data, "--only-findings", *flags), kept)
            self.assertNotIn(len(kept), (0, count_lines(data)))

    def test_language(self):
        lines = [json.loads(line) for line in stream(b'5\n{"prompt":1', "--language", "zh")]
        self.assertEqual(lines[0]["error"], "此行应为一个 JSON 对象")
        self.assertEqual(lines[1]["error"], lines[1]["diagnostics"][0]["message"])
        self.assertRegex(lines[1]["error"], "[一-鿿]")


class Broken(unittest.TestCase):
    def result(self, line, *flags):
        """Of a line between two others, which must not suffer."""
        lines = stream(SLIP + b"\n" + line + b"\n" + SLIP + b"\n", *flags)
        self.assertEqual(len(lines), 3)
        get = (lambda line: json.loads(line)["camlint"]) if "--merge" in flags else json.loads
        self.assertEqual([len(get(lines[i])["diagnostics"]) for i in (0, 2)], [1, 1])
        return json.loads(lines[1])

    def test_no_json(self):
        for line in (b'{"prompt":', b"{]", b"x", b'{"a":1}}', b"\x00", b'{"prompt":"\x00"}', b"\xff\xfe{", b"[" * 65, b"{}{}", b"\x1b[0m",
                     b'{"prompt":"a', "\ufeff{}".encode(), b"'x'", b"NaN", b'{"a":\xff}'):
            result = self.result(line)
            problem = next(d for d in result["diagnostics"] if d["rule"] == "invalid-document")
            self.assertEqual(result["error"], problem["message"], line)
            self.assertEqual(result["errors"], sum(d["severity"] == "error" for d in result["diagnostics"]))
            self.assertGreater(result["errors"], 0)
            self.assertEqual(list(self.result(line, "--merge")), ["camlint"])
            self.assertEqual(self.result(line, "--merge")["camlint"]["error"], result["error"])

    def test_no_object(self):
        """An error, with whatever check finds in it: nothing in a scalar, the requests of an array."""
        for line, found in ((b"5", []), (b'"x"', []), (b"null", []), (b"[]", []), (b"[" + SLIP + b"]", ["unknown-command"])):
            result = self.result(line)
            self.assertEqual(result["error"], "expected a JSON object on this line")
            self.assertEqual([d["rule"] for d in result["diagnostics"]], found)
            self.assertEqual(self.result(line, "--merge"), {"camlint": result})

    def test_no_utf8(self):
        for line, has_id in ((b'{"id":7,"prompt":"caf\xe9 [Psuh in]"}', True), (b'{"id":"\xe9"}', False), (b'{"\xe9":1,"id":7}', True)):
            result = self.result(line)
            self.assertEqual(result["error"], "this line is not UTF-8")
            self.assertEqual(result["diagnostics"][0]["rule"], "invalid-utf8")
            self.assertEqual(result.get("id"), 7 if has_id else None)
            self.assertEqual(list(self.result(line, "--merge")), ["camlint"])

    def test_no_rule_hides_it(self):
        for line in (b"{]", b'{"\xe9":1}'):
            result = self.result(line, "--ignore", "invalid-document,invalid-utf8")
            self.assertEqual(result["diagnostics"], [])
            self.assertTrue(result["error"])
        self.assertEqual(len(stream(b"{]\n{}\n", "--only-findings", "--ignore", "all")), 1)

    def test_whatever_comes_in_json_goes_out(self):
        draw = seeded("bytes")
        data = draw.randbytes(200_000) + b"\n" + b"\n".join(draw.randbytes(draw.randrange(30)) for _ in range(3000))
        for flags in ([], ["--merge"], ["--jobs", "2"], ["--input-format", "lines"]):
            lines = stream(data, *flags)
            self.assertEqual(len(lines), count_lines(data))
            for line in lines:
                json.loads(line.decode())
                self.assertNotRegex(line, rb"[\x00-\x1f]")


def without_bytes(line):
    """Where a line stands in its stream moves as lines before it grow."""
    return re.sub(rb'"byte":\d+', b'"byte":0', line)


class Merge(unittest.TestCase):
    def test_the_input_is_kept_byte_for_byte(self):
        draw = seeded("merge")
        lines = [write_object(draw, draw_object(draw)).encode() for _ in range(300)]
        merged, plain = stream(b"\n".join(lines), "--merge"), stream(b"\n".join(lines))
        self.assertEqual(len(merged), len(lines))
        for line, whole, alone in zip(lines, merged, plain):
            inside = line.rstrip()[:-1].rstrip()
            comma = b"" if inside.endswith(b"{") and json.loads(line) == {} else b","
            head, tail = inside + comma + b'"camlint":', line[len(inside):]
            self.assertTrue(whole.startswith(head) and whole.endswith(tail), (line, whole))
            result = json.loads(whole[len(head):len(whole) - len(tail)])
            expected = json.loads(alone)
            expected.pop("id", None)
            self.assertEqual(result, expected)

    def test_without_the_key_it_is_the_input(self):
        draw = seeded("replace")
        inputs = []
        for _ in range(300):
            pairs = draw_object(draw)
            for _ in range(draw.randrange(3)):
                pairs.insert(draw.randint(0, len(pairs)), ("camlint", draw.choice((1, {"diagnostics": []}, "x", None))))
            inputs.append(write_object(draw, pairs))
        merged = stream("\n".join(inputs).encode(), "--merge")
        for line, whole in zip(inputs, merged):
            before, after = (json.loads(text, object_pairs_hook=list) for text in (line, whole))
            self.assertEqual([name for name, _ in after].count("camlint"), 1, whole)
            self.assertEqual(after[-1][0], "camlint")
            self.assertEqual(after[:-1], [pair for pair in before if pair[0] != "camlint"], (line, whole))

    def test_twice_is_once(self):
        """Of lines that can be merged. A byte order mark is part of what stands before a finding, and is not kept."""
        data = draw_stream(seeded("twice"), 600).removeprefix(b"\xef\xbb\xbf")
        lines = [line for line, result in zip(data.split(b"\n"), stream(data, "--merge")) if b'"error":' not in result]
        self.assertGreater(len(lines), 300)
        once = stream(b"\n".join(lines), "--merge", "--select", "all")
        twice = stream(b"\n".join(once), "--merge", "--select", "all")
        self.assertEqual(len(once), len(twice))
        for first, second in zip(once, twice):
            self.assertEqual(without_bytes(first), without_bytes(second))
        self.assertEqual(stream(once[0], "--merge", "--select", "all"), [once[0]])

    def test_a_spelling_of_the_key(self):
        for line, kept in ((b'{"camlint":1}', b"{"), (b'{ "\\u0063amlint" : 1 , "a":2}', b'{"a":2,'), (b'{"a":2,"camlint":[1]}', b'{"a":2,'),
                           (b'{"camlint":1,"camlint":2,"a":2 }', b'{"a":2,'), (b'{"a":{"camlint":1}}', b'{"a":{"camlint":1},'),
                           (b'{"a":2 , "camlint":1 , "b":3}', b'{"a":2 , "b":3,'), (b'{"CAMLINT":1}', b'{"CAMLINT":1,')):
            [whole] = stream(line, "--merge")
            tail = b" }" if line.endswith(b" }") else b"}"
            self.assertEqual(whole, kept + b'"camlint":' + CLEAN + tail)

    def test_a_mark_and_line_ends_are_left_out(self):
        self.assertEqual(stream(b'\xef\xbb\xbf{"a":1}\r\n{"a":2}\r', "--merge"),
                         [b'{"a":%d,"camlint":%s}' % (n, CLEAN) for n in (1, 2)])

    def test_blank_lines(self):
        self.assertEqual(stream(b"\n", "--merge"), [b'{"camlint":' + CLEAN + b"}"])


class LongLines(unittest.TestCase):
    def line(self, size):
        """An object with a slip, of so many bytes."""
        head, tail = b'{"id":1,"prompt":"', b' [Psuh in]"}'
        return head + b"x" * (size - len(head) - len(tail)) + tail

    def check(self, line, end, limit, is_long, *flags):
        first, long, last = map(json.loads, stream(SLIP + b"\n" + line + end + SLIP, *flags))
        self.assertEqual("error" in long, is_long, (len(line), end, limit))
        self.assertEqual([len(r["diagnostics"]) for r in (first, last)], [1, 1])
        # Whatever was passed over, places behind it are right.
        self.assertEqual(last["diagnostics"][0]["range"]["start"]["byte"], len(SLIP) + 1 + len(line + end) + 18)
        self.assertEqual(last["diagnostics"][0]["range"]["start"]["line"], 3)
        if is_long:
            [finding] = long["diagnostics"]
            self.assertEqual((finding["rule"], finding["severity"], long["errors"]), ("invalid-document", "error", 1))
            self.assertIn(f"larger than {limit} bytes", long["error"])
            self.assertEqual(finding["range"]["end"]["byte"] - finding["range"]["start"]["byte"], limit)
        else:
            self.assertEqual(long["id"], 1)

    def test_at_the_limit(self):
        for limit, flags in ((1 << 20, []), (100, ["--max-line", "100"]), (2048, ["--max-line", "2k"]), (3 << 20, ["--max-line", "3M"]),
                             (256 << 10, ["--max-line", "256K"]), (65536, ["--max-line", "64K", "--jobs", "2"])):
            for end in (b"\n", b"\r\n"):
                self.check(self.line(limit), end, limit, False, *flags)
                self.check(self.line(limit + 1), end, limit, True, *flags)

    def test_far_beyond(self):
        for size in (256 << 10, 300_000, 5_000_000):
            for end in (b"\n", b"\r\n"):
                self.check(self.line(size), end, 4096, True, "--max-line", "4K")

    def test_around_every_edge(self):
        """The end of a long line at, before and behind the end of what is read at once."""
        for size in range((256 << 10) - 33, (256 << 10) + 3):
            self.check(self.line(size), b"\r\n", 200, True, "--max-line", "200")

    def test_without_an_end(self):
        for end in (b"", b"\n", b"\r"):
            self.assertEqual(["error" in json.loads(line) for line in stream(self.line(101) + end, "--max-line", "100")], [True])
            self.assertEqual(["error" in json.loads(line) for line in stream(self.line(100) + end, "--max-line", "100")], [False])

    def test_the_cut_is_between_characters(self):
        """What is cut is not told to be bad UTF-8, by check neither."""
        for pad in range(3):
            data = b'{"p":"' + b"x" * pad + "推".encode() * 400_000 + b'"}\n'
            self.assertEqual([rules(line) for line in stream(data)], [["invalid-document"]])
            out = camlint.run("check", "-f", "jsonl", "--input-format", "jsonl", "-", stdin=data)[1]
            self.assertEqual([json.loads(line)["rule"] for line in out.splitlines()], ["invalid-document"])

    def test_merge_has_nothing_to_merge_into(self):
        [line] = stream(self.line(200), "--max-line", "100", "--merge")
        self.assertEqual(list(json.loads(line)), ["camlint"])

    def test_carriage_returns_are_counted(self):
        data = b"{" + b"\r" * 300_000 + b"}\r\n" + SLIP
        _, last = map(json.loads, stream(data, "--max-line", "100"))
        self.assertEqual(last["diagnostics"][0]["range"]["start"]["line"], 300_002)


if __name__ == "__main__":
    camlint.main()
