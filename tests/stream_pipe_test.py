"""camlint stream as a part of a pipe: no line waits for the next one, a reader that leaves ends it quietly, a million lines
take no memory, and what cannot be read or written is told."""

import fcntl
import json
import os
import pty
import random
import resource
import select
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import documents
from streams import draw_stream, start, stream

SANITIZED = os.environ.get("CAMLINT_SANITIZED") == "1"
GENEROUS = 60  # seconds
CLEAN = b'{"diagnostics":[],"errors":0,"warnings":0}'
BLOCK = 256 << 10


class Client:
    """Sends some bytes and waits for answers, without sending more."""

    def __init__(self, test, *flags, **more):
        self.process = start(*flags, **more)
        test.addCleanup(self.process.wait)
        test.addCleanup(self.process.kill)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            test.addCleanup(pipe.close)
        self.held = b""

    def send(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def receive(self):
        while b"\n" not in self.held:
            assert select.select([self.process.stdout], [], [], GENEROUS)[0], "no answer"
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            assert more, "the output ended"
            self.held += more
        line, _, self.held = self.held.partition(b"\n")
        return line

    def end(self):
        """The rest of the output, behind what was received."""
        self.process.stdin.close()
        rest = self.held + self.process.stdout.read()
        return rest, self.process.stderr.read(), self.process.wait(GENEROUS)


class PingPong(unittest.TestCase):
    def play(self, *flags):
        client = Client(self, *flags)
        for number in range(200 if SANITIZED else 2000):
            text = "A man [Psuh in]." if number % 3 == 0 else "x" * (number * 7 % 900)
            client.send(json.dumps({"id": number, "prompt": text}).encode() + random.choice((b"\n", b"\r\n")))
            answer = json.loads(client.receive())
            self.assertEqual(answer["id"], number)
        self.assertEqual(client.end(), (b"", b"", 0))

    def test_each_line_is_answered_before_the_next_comes(self):
        self.play()

    def test_also_by_several_threads(self):
        self.play("--jobs", "2")

    def test_also_when_merged(self):
        client = Client(self, "--merge")
        for number in range(50):
            client.send(b'{"n":%d}\n' % number)
            self.assertEqual(client.receive(), b'{"n":%d,"camlint":%s}' % (number, CLEAN))

    def test_a_line_and_a_half(self):
        """The half waits for its end, the line does not wait for the half."""
        client = Client(self)
        for number in range(100):
            client.send(b'{"id":%d}\n{"id":' % number)
            self.assertEqual(json.loads(client.receive())["id"], number)
            client.send(b'"half"}\n')
            self.assertEqual(json.loads(client.receive())["id"], "half")

    def test_every_line_of_a_large_piece(self):
        """Pieces that end with a block's last byte, or one before or behind it."""
        for flags in ([], ["--jobs", "2"]):
            client = Client(self, *flags)
            for size in (BLOCK - 1, BLOCK, BLOCK + 1, 65536, 3 * BLOCK):
                data = b"{}\n" * (size // 3 - 1)
                data += b"{}" + b" " * (size - len(data) - 3) + b"\n"
                self.assertEqual(len(data), size)
                writer = threading.Thread(target=client.send, args=(data,))
                writer.start()
                for _ in range(size // 3):
                    self.assertEqual(client.receive(), CLEAN)
                writer.join()
                self.assertEqual(client.held, b"")

    def test_a_line_that_is_too_long_is_answered_too(self):
        client = Client(self, "--max-line", "100")
        for _ in range(3):
            client.send(b"x" * 1000 + b"\n")
            self.assertIn("error", json.loads(client.receive()))
            client.send(b"{}\r\n")
            self.assertEqual(client.receive(), CLEAN)

    def test_how_the_bytes_come_changes_nothing(self):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={seed} pieces", file=sys.stderr)
        draw = documents.Draw(seed)
        for flags in ([], ["--jobs", "2"], ["--max-line", "50"]):
            data = draw_stream(draw, 60)
            expected = stream(data, *flags)
            with tempfile.TemporaryFile() as out:
                process = start(*flags, stdout=out)
                at = 0
                while at < len(data):
                    size = draw.choice((1, 1, 2, 7, 100, 4000))
                    process.stdin.write(data[at:at + size])
                    process.stdin.flush()
                    at += size
                err = process.communicate()[1]
                self.assertEqual((process.returncode, err), (0, b""))
                out.seek(0)
                self.assertEqual(out.read().split(b"\n")[:-1], expected)

    def test_pipes_that_do_not_block(self):
        """Whoever starts it may have made them so, as some run-times do."""
        data = b'{"prompt":"A man [Psuh in]."}\n' * 3000
        inside, outside = os.pipe(), os.pipe()
        for end in (inside[0], outside[1]):
            fcntl.fcntl(end, fcntl.F_SETFL, os.O_NONBLOCK)
        process = start(stdin=inside[0], stdout=outside[1])
        os.close(inside[0])
        os.close(outside[1])

        def write():
            with os.fdopen(inside[1], "wb") as file:
                file.write(data)
        writer = threading.Thread(target=write)
        writer.start()
        with os.fdopen(outside[0], "rb") as file:
            lines = file.read().splitlines()
        writer.join()
        err = process.communicate()[1]
        self.assertEqual((process.returncode, err, len(lines)), (0, b"", 3000))
        self.assertTrue(lines == stream(data))


class Many(unittest.TestCase):
    def test_a_million_lines_in_order(self):
        self.check_order(20_000 if SANITIZED else 1_000_000)

    def test_also_by_several_threads(self):
        self.check_order(20_000 if SANITIZED else 200_000, "--jobs", "2")

    def check_order(self, count, *flags):
        # Threads work together from the first prompt on.
        data = b'{"id":-1,"prompt":"A man."}\n' + b"".join(b'{"id":%d}\n' % n for n in range(count))
        expected = b"".join(b'{"id":%d,%s\n' % (n, CLEAN[1:]) for n in range(-1, count))
        code, out, err = camlint.run("stream", *flags, stdin=data)
        self.assertEqual((code, err), (0, b""))
        self.assertTrue(out == expected, "a line is lost, or out of order")

    def peak_of(self, pieces, *flags):
        """The most memory, in KiB, that is taken for pieces of input through a pipe."""
        process = start(*flags, stdout=subprocess.DEVNULL)
        for piece in pieces:
            process.stdin.write(piece)
        process.stdin.flush()
        with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
            [peak] = [line.split()[1] for line in file if line.startswith("VmHWM:")]
        err = process.communicate()[1]
        self.assertEqual((process.returncode, err), (0, b""))
        return int(peak)

    def test_memory(self):
        """Less than 32 MiB for 100 MB of small lines, for some of lines with findings and longest ones, for a line of 200 MB."""
        small = b'{"id":1,"prompt":"A man picks up a book [Push in], then reads."}\n'
        slips = small * 99 + small.replace(b"Push", b"Psuh")
        long = b'{"prompt":"' + b"x" * ((1 << 20) - 13) + b'"}\n'
        huge = [b'{"prompt":"', *[b"x" * (1 << 20)] * 200, b'"}\n']
        many = 1 if SANITIZED else 30
        for name, pieces, flags in (("small", [small * 16000] * (many if SANITIZED else 100), ["--only-findings"]), ("slips", [slips * 160] * many, []),
                                    ("merged", [slips * 160] * many, ["--merge"]), ("long", [long] * many, []),
                                    ("huge", huge, ["--merge"]), ("tiny", [b"\n" * 200_000] * (many // 10 or 1), ["--jobs", "2"]),
                                    ("threads", [slips * 160] * many, ["--jobs", "2"])):
            peak = self.peak_of(pieces, *flags)
            print(f"{name}: {peak} KiB", file=sys.stderr)
            if not SANITIZED:
                self.assertLess(peak, 32 * 1024, name)


class Ends(unittest.TestCase):
    """Whoever reads or writes on the other side goes away, or cannot go on."""

    def big(self):
        file = tempfile.NamedTemporaryFile()
        self.addCleanup(file.close)
        file.write(b'{"id":1,"prompt":"A man [Psuh in]."}\n' * 20_000)
        file.flush()
        return file.name

    def test_head(self):
        for flags in ("", "--jobs 2", "--merge"):
            script = f'"$0" stream {flags} < "$1" | head -1; echo "${{PIPESTATUS[0]}}"'
            done = subprocess.run(["bash", "-c", script, camlint.PROGRAM, self.big()], capture_output=True, check=False,
                                  timeout=GENEROUS)
            lines = done.stdout.splitlines()
            self.assertEqual((len(lines), lines[-1], done.stderr), (2, b"141", b""))
            json.loads(lines[0])

    def test_whoever_starts_it_ignores_sigpipe(self):
        """As Python and the Java machine do: the end is the same, quiet one."""
        with open(self.big(), "rb") as file:
            process = start(stdin=file, restore_signals=False,
                            preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPIPE]))
            process.stdout.read(100)
            process.stdout.close()
            self.assertEqual((process.stderr.read(), process.wait(GENEROUS)), (b"", -signal.SIGPIPE))
            process.stderr.close()

    def test_a_full_disk(self):
        for flags in ([], ["--jobs", "2"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([camlint.PROGRAM, "stream", *flags], input=b"{}\n" * 10, stdout=full, stderr=subprocess.PIPE,
                                      check=False)
            self.assertEqual(done.returncode, 2)
            self.assertEqual(done.stderr, b"camlint: error: cannot write to standard output: No space left on device\n")

    def test_a_file_that_may_grow_no_more(self):
        with tempfile.TemporaryFile() as out, open(self.big(), "rb") as file:
            process = start(stdin=file, stdout=out,
                            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)))
            err = process.communicate()[1]
            self.assertEqual(process.returncode, 2)
            self.assertIn(b"cannot write to standard output: File too large", err)

    def test_closed_descriptors(self):
        for end, message in (("<&-", b"cannot read standard input: Bad file descriptor"),
                             (">&-", b"cannot write to standard output: Bad file descriptor")):
            done = subprocess.run(["bash", "-c", f'exec "$0" stream {end}', camlint.PROGRAM], input=b"{}\n", capture_output=True,
                                  check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (2, b"", b"camlint: error: " + message + b"\n"))

    def test_a_read_that_fails(self):
        done = subprocess.run(["bash", "-c", 'exec "$0" stream < /', camlint.PROGRAM], capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"cannot read standard input: Is a directory", done.stderr)


class Usage(unittest.TestCase):
    def refuse(self, *arguments):
        code, out, err = camlint.run("stream", *arguments, stdin=b"{}\n")
        self.assertEqual((code, out), (2, b""), arguments)
        return err.decode()

    def test_a_file_is_none_of_its_arguments(self):
        self.assertIn("'camlint stream < prompts.jsonl'", self.refuse("prompts.jsonl"))
        self.assertEqual(camlint.run("stream", "-", stdin=b"{}\n"), (0, CLEAN + b"\n", b""))

    def test_input_formats(self):
        self.assertIn("--input-format takes auto, jsonl, lines, not 'csv'", self.refuse("--input-format", "csv"))
        self.assertIn("did you mean 'jsonl'", self.refuse("--input-format", "json"))
        self.assertIn("--merge needs JSON objects", self.refuse("--merge", "--input-format", "lines"))
        for name in ("auto", "jsonl"):
            self.assertEqual(stream(b"{}\n", "--input-format", name, "--stdin-filename", "a.csv"), [CLEAN])

    def test_values(self):
        self.assertIn("--max-line takes a number of bytes", self.refuse("--max-line", "0"))
        self.assertIn("--jobs takes a whole number", self.refuse("--jobs", "x"))
        self.assertIn("--color takes", self.refuse("--color", "blue"))
        self.assertIn("--language takes", self.refuse("--language", "fr"))
        self.assertIn("--provider takes", self.refuse("--provider", "x"))
        self.assertIn("--select names no rule", self.refuse("--select", "x"))
        self.assertIn("--fix", self.refuse("--fix"))
        self.assertIn("nosuch.toml", self.refuse("--config", "nosuch.toml"))
        self.assertEqual(stream(b"{}\n", "--color", "always"), [CLEAN])

    def test_findings_are_no_failure(self):
        self.assertEqual(camlint.run("stream", stdin=b'{"prompt":""}\n[\n')[0], 0)

    def test_a_person_is_told_what_it_waits_for(self):
        ours, theirs = pty.openpty()
        process = start(stdin=theirs)
        os.close(theirs)
        self.assertIn(b"Ctrl-D", process.stderr.readline())
        os.write(ours, b"{}\n")
        self.assertEqual(process.stdout.readline(), CLEAN + b"\n")
        os.write(ours, b"\x04")
        self.assertEqual((process.communicate()[0], process.returncode), (b"", 0))
        os.close(ours)


if __name__ == "__main__":
    camlint.main()
