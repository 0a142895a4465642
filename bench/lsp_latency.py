"""How long an editor waits for diagnostics after an edit: `bench/lsp_latency.py PROGRAM`.

The clock runs from the first byte of a didChange to the last byte of what is published for it, on this side of the
pipes, so that the server's own time is less. Documents are made here, always the same.
"""

import json
import os
import random
import subprocess
import sys
import time

RUNS = 5
WORDS = "a man walks through the rain while the city sleeps and far lights go out one by one".split()
DIRECTIVES = ["[Push in]", "[Pan left,Pedestal up]", "[Static shot]", "", "", "", "[Zoom out]", "[Tracking shot]"]
MISTAKES = ["[Psuh in]", "[Whip pan]", "[push in]"]


def prompt(rng, size):
    text = ""
    while len(text) < size:
        text += rng.choice(WORDS) + " "
        if rng.random() < 0.02:
            text += rng.choice(DIRECTIVES)
    return text[:size]


def one_prompt(rng):
    """2,000 characters with five directives, one of them misspelt."""
    parts = [prompt(rng, 380) for _ in range(5)]
    return " ".join(part + mark for part, mark in zip(parts, DIRECTIVES[:3] + MISTAKES[:1] + DIRECTIVES[-1:]))[:2000]


def many_requests(rng, size):
    """Request bodies, a line each; about 4 of 100 with a mistake."""
    lines, total = [], 0
    while total < size:
        text = prompt(rng, rng.randint(20, 800)) + (rng.choice(MISTAKES) if rng.random() < 0.04 else "")
        body = {"model": "MiniMax-Hailuo-2.3", "prompt": text, "duration": 6, "prompt_optimizer": False}
        lines.append(json.dumps(body) + "\n")
        total += len(lines[-1])
    return "".join(lines)


class Server:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "lsp", "--no-config"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        bufsize=0)
        self.buffer = b""
        self.send({"id": 1, "method": "initialize", "params": {"capabilities": {}}})
        self.receive()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        left = memoryview(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        while left:
            left = left[self.process.stdin.write(left):]

    def receive(self):
        """The bytes of the next message's body."""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += os.read(self.process.stdout.fileno(), 1 << 20)
        head, _, rest = self.buffer.partition(b"\r\n\r\n")
        size, pieces, have = int(head.split()[1]), [rest], len(rest)
        while have < size:
            pieces.append(os.read(self.process.stdout.fileno(), 1 << 20))
            have += len(pieces[-1])
        whole = b"".join(pieces)
        self.buffer = whole[size:]
        return whole[:size]

    def peak(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


def measure(program, name, text, edits):
    """Milliseconds of each edit, the number of findings, and the server's peak memory in MiB."""
    server = Server(program)
    uri = "file:///" + name
    server.send({"method": "textDocument/didOpen",
                 "params": {"textDocument": {"uri": uri, "languageId": "", "version": 0, "text": text}}})
    server.receive()
    times = []
    for version in range(1, edits + 1):
        # A letter is typed and taken away again, in turns.
        at = {"line": 0, "character": 60}
        end = {"line": 0, "character": 60 + (version + 1) % 2}
        change = {"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": at, "end": end}, "text": "x" if version % 2 else ""}]}}
        begin = time.perf_counter()
        server.send(change)
        body = server.receive()
        times.append((time.perf_counter() - begin) * 1000)
    findings, peak = body.count(b'"severity"'), server.peak()
    server.process.kill()
    server.process.wait()
    return sorted(times), findings, peak


def measurements(program):
    """A row for each document: title, findings, p50, p99, MiB, milliseconds wanted; medians of all runs."""
    rows = [("a prompt of 2,000 characters", "scene.txt", one_prompt(random.Random(1)), 2000, 1),
            ("a JSONL file of 5 MB", "requests.jsonl", many_requests(random.Random(2), 5_000_000), 100, 150)]
    for title, name, text, edits, wanted in rows:
        runs = [measure(program, name, text, edits) for _ in range(RUNS)]
        middle = lambda values: sorted(values)[RUNS // 2]
        p50, p99 = (middle([times[len(times) * part // 100] for times, _, _ in runs]) for part in (50, 99))
        yield title, runs[0][1], p50, p99, middle([r[2] for r in runs]), wanted


def main():
    print(f"{'edit to diagnostics, ms':32}{'findings':>9}{'p50':>8}{'p99':>8}{'MiB':>7}{'wanted':>9}   "
          f"medians of {RUNS} runs")
    for title, findings, p50, p99, peak, wanted in measurements(os.path.abspath(sys.argv[1])):
        print(f"{title:32}{findings:>9}{p50:>8.2f}{p99:>8.2f}{peak:>7.1f}{wanted:>7} ms")


if __name__ == "__main__":
    main()
