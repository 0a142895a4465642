"""A client of `camlint lsp` for tests. It reads only while it waits for something, and nothing waits forever."""

import collections
import json
import os
import select
import subprocess
import tempfile
import time

import camlint

PATIENCE = 60  # seconds for whatever is awaited; only a server that hangs takes them


def frame(message):
    """A message as it goes over the wire; bytes are taken as a body that is made already."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


class Client:
    """`answers` is what the server's own requests are answered with, by method, and null else."""

    def __init__(self, *arguments, cwd=None, env=None, answers=None, program=None):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([*(program or [camlint.PROGRAM, "lsp"]), *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.errors, bufsize=0,
                                        cwd=cwd or camlint.ROOT, env={**os.environ, **(env or {})})
        os.set_blocking(self.process.stdin.fileno(), False)
        self.answers = answers or {}
        self.messages = collections.deque()  # all that came and that nothing asked for yet
        self.buffer = b""
        self.last_id = 0
        self.capabilities = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Sending.

    def raw(self, data):
        """Writes bytes as they are. The server has to take them, though nothing is read meanwhile."""
        left, end = memoryview(data), time.monotonic() + PATIENCE
        while left:
            _, ready, _ = select.select([], [self.process.stdin], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError(f"the server does not read; {len(left)} bytes are left")
            left = left[self.process.stdin.write(left) or 0:]

    def send(self, message):
        self.raw(frame({"jsonrpc": "2.0", **message}))

    def notify(self, method, params=None):
        self.send({"method": method, **({} if params is None else {"params": params})})

    def ask(self, method, params=None):
        """Sends a request and gives its id."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, **({} if params is None else {"params": params})})
        return self.last_id

    # Reading.

    def read(self, timeout=PATIENCE):
        """The next message of the server, in its order; None at the end of its output."""
        end = time.monotonic() + timeout
        while (message := self._cut()) is None:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError("no message came")
            piece = os.read(self.process.stdout.fileno(), 1 << 16)
            if not piece:
                assert not self.buffer, self.buffer
                return None
            self.buffer += piece
        if "method" in message and "id" in message:
            self.send({"id": message["id"], "result": self.answers.get(message["method"])})
        return message

    def _cut(self):
        head, line, rest = self.buffer.partition(b"\r\n\r\n")
        if not line:
            return None
        assert head.startswith(b"Content-Length: "), head
        size = int(head[len(b"Content-Length: "):])
        if len(rest) < size:
            return None
        self.buffer = rest[size:]
        return json.loads(rest[:size])

    def wait(self, wanted, timeout=PATIENCE):
        """The first message that `wanted` is true of, of those that came already or come now."""
        for at, message in enumerate(self.messages):
            if wanted(message):
                del self.messages[at]
                return message
        end = time.monotonic() + timeout
        while (message := self.read(max(0, end - time.monotonic()))) is not None:
            if wanted(message):
                return message
            self.messages.append(message)
        raise EOFError(f"the server ended; it said {self.error_text()!r}")

    def wait_for(self, method, timeout=PATIENCE):
        """The params of the server's next request or notification of this method."""
        return self.wait(lambda message: message.get("method") == method, timeout).get("params")

    def answer(self, number, timeout=PATIENCE):
        """The answer to the request with this id: a dict with `result` or `error`."""
        return self.wait(lambda message: "method" not in message and message["id"] == number, timeout)

    def request(self, method, params=None, timeout=PATIENCE):
        """Sends a request; gives its whole answer."""
        return self.answer(self.ask(method, params), timeout)

    def result(self, method, params=None, timeout=PATIENCE):
        """Sends a request that has to succeed; gives its result."""
        answer = self.request(method, params, timeout)
        assert "error" not in answer, answer
        return answer["result"]

    # What most sessions do.

    def initialize(self, capabilities=None, **params):
        """Gives the InitializeResult."""
        result = self.result("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities or {},
                                            **params})
        self.capabilities = result["capabilities"]
        self.notify("initialized", {})
        return result

    def open(self, uri, text, language="camlint", version=1):
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": version,
                                                              "text": text}})

    def change(self, uri, version, *changes):
        """`changes` are whole texts or the protocol's change events."""
        events = [{"text": change} if isinstance(change, str) else change for change in changes]
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version},
                                               "contentChanges": events})

    def close_document(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def shutdown(self):
        """Ends the session as an editor does; gives the exit code."""
        self.result("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)

    def peak_memory(self):
        """The most memory that the process has had, in bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))

    def error_text(self):
        """What the process wrote to standard error until now."""
        return os.pread(self.errors.fileno(), 1 << 20, 0).decode("utf-8", "replace")

    def close(self):
        """Ends the process, as it is, and what belongs to it; may be called again. Gives the exit code."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for file in (self.process.stdin, self.process.stdout, self.errors):
            file.close()
        return self.process.returncode
