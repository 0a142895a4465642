"""Clients that mean harm to the language server: each gets the answer of the specification, the next request of a
good client is answered rightly, and the server takes little memory and ends in time."""

import json
import os
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
import lsp

SANITIZED = os.environ.get("CAMLINT_SANITIZED") == "1"
SECONDS = 5 if SANITIZED else 1
MEMORY = 64 << 20

PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED, CANCELLED = -32002, -32800

URI = "file:///camlint-test/a.prompt"
TEXT = "A man 🎬 [Psuh in]\n"
MISTAKE = {"start": {"line": 0, "character": 10}, "end": {"line": 0, "character": 17}}  # "Psuh in", in UTF-16


def place(line, character):
    return {"line": line, "character": character}


def edit(start, end, text=""):
    return {"range": {"start": place(*start), "end": place(*end)}, "text": text}


def message(**fields):
    return json.dumps({"jsonrpc": "2.0", **fields}).encode()


def header(length, body=b""):
    return b"Content-Length: " + length + b"\r\n\r\n" + body


class Hostile(unittest.TestCase):
    def setUp(self):
        self.client = lsp.Client()
        self.addCleanup(self.end)
        self.client.initialize({"textDocument": {"diagnostic": {}}})
        self.client.open(URI, TEXT)
        self.assert_alive()

    def end(self):
        """Whatever the server was sent, it ends as it should, with nothing else said."""
        client = self.client
        try:
            self.assert_alive()
            self.assertEqual(list(client.messages), [])
            if not SANITIZED:
                self.assertLess(client.peak_memory(), MEMORY)
            self.assertEqual((client.shutdown(), client.error_text()), (0, ""))
        finally:
            client.close()

    def findings(self, uri=URI):
        report = self.client.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        self.assertEqual(report["kind"], "full")
        return [(item["code"], item["range"]) for item in report["items"]]

    def assert_alive(self):
        self.assertEqual(self.findings(), [("unknown-command", MISTAKE)])

    def assert_text(self, text):
        """That the document has this text: its finding is where a new document's of that text is."""
        self.client.open("file:///camlint-test/b.prompt", text)
        self.assertEqual(self.findings(), self.findings("file:///camlint-test/b.prompt"), text)
        self.client.close_document("file:///camlint-test/b.prompt")
        self.client.open(URI, TEXT)

    def assert_fault(self, code, number=None):
        """That an error came for what was no request, and the next request is answered."""
        answer = self.client.read(timeout=lsp.PATIENCE)
        self.assertEqual((answer.get("id", "none"), answer["error"]["code"]), (number, code))
        self.assertTrue(answer["error"]["message"])
        self.assert_alive()

    def assert_error(self, code, method, params=None):
        answer = self.client.request(method, params)
        self.assertEqual(answer.get("error", {}).get("code"), code, (method, params, answer))
        self.assertTrue(answer["error"]["message"])
        self.assertNotIn("result", answer)

    def test_bodies_that_are_no_json(self):
        for body in (b"", b"{", b"{]", b"nul", b"\0", b"'", b"\xff\xfe{}", b'{"jsonrpc":"2.0","method":"\xff"}',
                     b'{"jsonrpc":"2.0","method":"\xed\xa0\x80"}', b'{"jsonrpc":"2.0","method":"\xc0\xaf"}',
                     message(id=1, method="x").replace(b"}", b"]"), message(id=1, method="x") + b"x"):
            with self.subTest(body=body):
                self.client.raw(lsp.frame(body))
                self.assert_fault(PARSE_ERROR)

    def test_json_that_is_no_message(self):
        for body, number in ((b"[]", None), (b"7", None), (b'"x"', None), (b"null", None), (b"{}", None),
                             (b"[%s]" % message(id=1, method="shutdown"), None),
                             (b"[%s,%s]" % (message(method="exit"), message(method="exit")), None),
                             (b'{"jsonrpc":"1.0","id":5,"method":"shutdown"}', 5),
                             (b'{"jsonrpc":2,"id":"5","method":"shutdown"}', "5"), (b'{"id":5,"method":"shutdown"}', 5),
                             (b'{"jsonrpc":"1.0","method":"exit"}', None), (message(id=5), 5),
                             (message(method=5), None),
                             (message(id=5, method=None), 5), (message(id=5, method=""), 5),
                             (message(id=1.5, method="shutdown"), None), (message(id={}, method="shutdown"), None),
                             (message(id=None, method="shutdown"), None), (message(id=5, method="x", params=5), 5),
                             (message(method="exit", params="now"), None)):
            with self.subTest(body=body):
                self.client.raw(lsp.frame(body))
                self.assert_fault(INVALID_REQUEST, number)

    def test_json_that_is_too_deep_or_too_much(self):
        most = 16 << 20
        for body in (b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000, b"[" * most,
                     (b'{"a":[' * most)[:most], b"[" + b"0," * (most // 2 - 1), b"[" + b"[]," * (most // 3 - 1),
                     b"{" + b'"":0,' * (most // 5 - 1)):
            with self.subTest(body=body[:20]):
                self.client.raw(lsp.frame(body))
                self.assert_fault(INVALID_REQUEST)
        # What nothing is known of may be as deep as is allowed.
        for depth, code in ((62, NO_METHOD), (63, NO_METHOD), (64, INVALID_REQUEST), (100_000, INVALID_REQUEST)):
            with self.subTest(depth=depth):
                body = b'{"jsonrpc":"2.0","id":"d","method":"x","params":' + b"[" * depth + b"]" * depth + b"}"
                self.client.raw(lsp.frame(body))
                self.assert_fault(code, "d")

    def test_the_largest_messages(self):
        most = 16 << 20
        for letter in (b"x", b"\\u00e9", "推".encode()):
            with self.subTest(letter=letter):
                first, last = b'{"jsonrpc":"2.0","id":"l","method":"x","params":["', b'"]}'
                body = first + letter * ((most - len(first) - len(last)) // len(letter)) + last
                self.client.raw(lsp.frame(body))
                self.assert_fault(NO_METHOD, "l")
        # What is wrong with them is at their end; it is not said with all that is before it.
        for last in (b"", b'\xff"', b'\n"', b'\\x"', b'"x'):
            with self.subTest(last=last):
                self.client.raw(lsp.frame(b'"' + b"x" * (most - 1 - len(last)) + last))
                self.assert_fault(PARSE_ERROR)
        self.client.raw(lsp.frame(b'"' + b"x" * (most - 1) + b'"'))
        self.assert_fault(PARSE_ERROR)

    def test_headers_that_are_wrong(self):
        body = message(id=1, method="shutdown")
        for length in (b"-5", b"-0", b"", b"x", b"0x10", b"1e3", b"10 10", b"16777217", b"4294967336", b"9" * 100,
                       b"9" * 100_000, b"\xef\xbc\x95"):
            with self.subTest(length=length[:20]):
                self.client.raw(header(length, body))
                self.assert_fault(PARSE_ERROR)
        for bad in (b"\r\n\r\n".join([body] * 3), b"Content-Type: x\r\n\r\n" + body, b"GET / HTTP/1.1\r\n\r\n",
                    b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", b"\n\n\n" + body + b"\n\n\n"):
            with self.subTest(bad=bad):
                self.client.raw(bad + b"\r\n\r\n")
                self.assert_fault(PARSE_ERROR)

    def test_a_megabyte_of_rubbish(self):
        size = 1 << 20
        for part in (b"x", b"\n\0", b"x\r\n", b"X: y\r\n", b"Content-Length", b"Content-Length: ", b"Content-Length: 9",
                     b"Content-Length: 9\r\n", b"X: Content-Length: 9\r\n", b"\xff", b"0", "推\r\n\r\n".encode()):
            with self.subTest(part=part):
                self.client.raw((part * (size // len(part)) + b"!\r\n\r\n"))
                self.assert_fault(PARSE_ERROR)
        # Empty lines between messages are none.
        self.client.raw(b"\r\n" * size)
        self.assert_alive()

    def test_lengths_that_are_wrong_by_some_bytes(self):
        body = message(id=1, method="shutdown")
        for more in [*range(1, 30), 1000, (16 << 20) - len(body)]:
            with self.subTest(more=more):
                self.client.raw(header(b"%d" % (len(body) + more), body))
                self.client.last_id += 1
                self.client.raw(lsp.frame(message(id=self.client.last_id, method="x")))
                self.assert_fault_then(self.client.last_id)
        for less in (1, 2, 10, len(body)):
            with self.subTest(less=less):
                # What is cut off is no JSON, and the rest of it no header.
                self.client.raw(header(b"%d" % (len(body) - less), body))
                self.client.last_id += 1
                self.client.raw(lsp.frame(message(id=self.client.last_id, method="x")))
                self.assertEqual(self.client.read()["error"]["code"], PARSE_ERROR)
                self.assert_fault_then(self.client.last_id)

    def assert_fault_then(self, number):
        """One error for what was no message, then the answer to a request of no known method."""
        answers = [self.client.read(), self.client.read()]
        self.assertEqual([(answer["id"], answer["error"]["code"]) for answer in answers],
                         [(None, PARSE_ERROR), (number, NO_METHOD)])
        self.assert_alive()

    def test_byte_by_byte(self):
        body = message(id="b", method="textDocument/diagnostic", params={"textDocument": {"uri": URI}})
        for data, faults in ((lsp.frame(body), 0), (b"content-type: x\nCONTENT-LENGTH:%d\n\n%s" % (len(body), body), 0),
                             (b"}" + lsp.frame(body), 1), (header(b"500", body) + lsp.frame(body), 1)):
            for i in range(len(data)):
                self.client.raw(data[i:i + 1])
            for _ in range(faults):
                self.assertEqual(self.client.read()["error"]["code"], PARSE_ERROR)
            self.assertEqual([item["range"] for item in self.client.answer("b")["result"]["items"]], [MISTAKE])
        self.assert_alive()

    def test_methods_that_are_unknown(self):
        for method in ("x", "textDocument/typo", "$/x", "textDocument/didOpen", "exit", "initialized", "\0",
                       "x" * 100_000):
            with self.subTest(method=method[:20]):
                self.assert_error(NO_METHOD, method, {})
                self.assert_alive()
        for method in ("x", "$/x", "$/cancelRequest", "textDocument/hover", "shutdown", "initialize", "window/x"):
            with self.subTest(method=method):
                self.client.notify(method, {})
                self.client.notify(method)
                self.client.notify(method, [1])
                self.assert_alive()
        # Answers to what the server has not asked.
        for answer in ({"result": 7}, {"result": None}, {"error": {"code": 1, "message": "x"}}, {"error": 7}):
            for number in (0, 1, 99, "x", None):
                self.client.send({"id": number, **answer})
        self.assert_alive()
        self.assert_error(INVALID_REQUEST, "initialize", {"capabilities": {}})
        self.assert_alive()

    def test_params_that_are_wrong(self):
        document = {"textDocument": {"uri": URI}}
        for method, params in (
                ("textDocument/diagnostic", None), ("textDocument/diagnostic", []), ("textDocument/diagnostic", {}),
                ("textDocument/diagnostic", {"textDocument": URI}), ("textDocument/diagnostic", {"textDocument": {}}),
                ("textDocument/diagnostic", {"textDocument": {"uri": 7}}),
                ("textDocument/diagnostic", {"textDocument": {"uri": "file:///not/open"}}),
                ("textDocument/hover", document), ("textDocument/hover", {**document, "position": [0, 0]}),
                ("textDocument/hover", {**document, "position": place(-1, 0)}),
                ("textDocument/hover", {**document, "position": place(0, -1)}),
                ("textDocument/hover", {**document, "position": place(0.5, 0)}),
                ("textDocument/hover", {**document, "position": place(1e300, 0)}),
                ("textDocument/hover", {**document, "position": place("0", 0)}),
                ("textDocument/hover", {**document, "position": {"line": 0}}),
                ("textDocument/completion", document), ("textDocument/inlayHint", document),
                ("textDocument/inlayHint", {**document, "range": place(0, 0)}),
                ("textDocument/rangeFormatting", {**document, "range": {"start": place(0, 0)}}),
                ("textDocument/semanticTokens/range", {**document, "range": []}),
                ("textDocument/documentSymbol", {"textDocument": None})):
            with self.subTest(method=method, params=params):
                self.assert_error(INVALID_PARAMS, method, params)
                self.assert_alive()
        # A notification with wrong params changes nothing, and is not answered.
        same = {"textDocument": {"uri": URI, "version": 2}}
        for method, params in (
                ("textDocument/didOpen", None), ("textDocument/didOpen", {"textDocument": {"uri": URI}}),
                ("textDocument/didOpen", {"textDocument": {"uri": URI, "text": 7}}),
                ("textDocument/didOpen", {"textDocument": {"text": "x"}}), ("textDocument/didChange", same),
                ("textDocument/didChange", {**same, "contentChanges": 7}),
                ("textDocument/didChange", {**same, "contentChanges": [7]}),
                ("textDocument/didChange", {**same, "contentChanges": [{"range": None}]}),
                ("textDocument/didChange", {**same, "contentChanges": [{"text": None}]}),
                ("textDocument/didChange", {**same, "contentChanges": [{"text": "x", "range": place(0, 0)}]}),
                ("textDocument/didChange", {"textDocument": {}, "contentChanges": [{"text": "x"}]}),
                ("textDocument/didClose", {}), ("textDocument/didClose", {"textDocument": {"uri": "file:///not/open"}}),
                ("textDocument/didSave", {}), ("workspace/didChangeWatchedFiles", {"changes": [{"uri": 7}]}),
                ("$/cancelRequest", {"id": {}}), ("$/cancelRequest", {"id": None})):
            with self.subTest(method=method, params=params):
                self.client.notify(method, params)
                self.assert_alive()

    def test_positions_that_are_nowhere(self):
        for where in (place(0, 1000), place(1000, 0), place(2**31 - 1, 2**31 - 1), place(2**64 - 1, 2**64 - 1),
                      place(0, 7)):
            with self.subTest(where=where):
                both = {"textDocument": {"uri": URI}, "position": where, "range": {"start": where, "end": place(0, 0)},
                        "context": {"diagnostics": []}}
                for method in ("hover", "completion", "inlayHint", "codeAction", "semanticTokens/range"):
                    self.client.result("textDocument/" + method, both)
                self.assert_alive()

    def test_ranges_that_are_impossible(self):
        # What the specification says of a place behind a line's end: its end. The rest is the server's choice.
        for change, text in (
                (edit((0, 18), (0, 1000), "!"), "A man 🎬 [Psuh in]!\n"),
                (edit((0, 100), (0, 1000), "!"), "A man 🎬 [Psuh in]!\n"),
                (edit((7, 0), (9, 9), "[Psuh in]"), "A man 🎬 [Psuh in]\n[Psuh in]"),
                (edit((0, 0), (2**64 - 1, 2**64 - 1), "[Psuh in]"), "[Psuh in]"),
                (edit((0, 9), (0, 0), "x"), "x[Psuh in]\n"),
                (edit((1, 0), (0, 9), "[Psuh up]"), "A man 🎬 [Psuh up]"),
                (edit((0, 6), (0, 8)), "A man  [Psuh in]\n")):
            with self.subTest(change=change):
                self.client.change(URI, 2, change)
                self.assert_text(text)
                self.assert_alive()
        for change in (edit((-1, 0), (0, 0), "x"), edit((0, -1), (0, 0), "x"), edit((0, 0), (0, 2**64), "x"),
                       edit((0.5, 0), (1, 0), "x"), edit(("0", 0), (1, 0), "x"),
                       {"range": {"start": {}, "end": {}}, "text": "x"}):
            with self.subTest(change=change):
                self.client.change(URI, 2, change)
                self.assert_alive()
        # Inside of a surrogate pair: no document can hold half of it.
        for start, end in ((7, 7), (7, 8), (6, 7)):
            with self.subTest(start=start, end=end):
                self.client.change(URI, 2, edit((0, start), (0, end), "x"))
                (code, found), = self.findings()
                width = found["end"]["character"] - found["start"]["character"]
                self.assertEqual((code, width), ("unknown-command", 7))
                self.client.open(URI, TEXT)
                self.assert_alive()
        # An editor in JavaScript may send half a pair itself; it counts one, as there.
        self.client.change(URI, 3, edit((0, 6), (0, 8), "\ud83c"))
        self.assertEqual(self.findings()[0][1]["start"], place(0, 9))
        self.client.open(URI, TEXT)

    def test_documents_that_are_not_open_or_twice(self):
        other = "file:///camlint-test/other.prompt"
        self.client.change(other, 2, "[Psuh in]")
        self.assert_error(INVALID_PARAMS, "textDocument/diagnostic", {"textDocument": {"uri": other}})
        self.client.open(URI, "[Pan left]")
        self.assertEqual(self.findings(), [])
        self.client.open(URI, TEXT)
        self.client.close_document(other)
        self.assert_alive()
        self.client.close_document(URI)
        self.client.close_document(URI)
        self.client.change(URI, 2, edit((0, 0), (0, 0), "x"))
        self.assert_error(INVALID_PARAMS, "textDocument/diagnostic", {"textDocument": {"uri": URI}})
        self.client.open(URI, TEXT)
        for uri in ("", "x", "file://", "file:///", "file://host/x", "untitled:Untitled-1", "file:///%", "file:///%00",
                    "file:///dev/zero", "file:///a.prompt\n", "x" * 100_000):
            with self.subTest(uri=uri[:20]):
                self.client.open(uri, TEXT)
                self.findings(uri)
                self.client.close_document(uri)
                self.assert_alive()

    def test_cancelling(self):
        for number in (0, 99999, "x", -1, 1.5):
            self.client.notify("$/cancelRequest", {"id": number})
        self.assert_alive()
        # All in one write, so that the last waits when it is cancelled.
        params = {"textDocument": {"uri": URI}}
        waiting = b"".join(lsp.frame(message(id=f"w{i}", method="textDocument/diagnostic", params=params))
                           for i in range(200))
        self.client.raw(waiting + b"".join(lsp.frame(message(method="$/cancelRequest", params={"id": f"w{i}"}))
                                           for i in range(199, -1, -1)))
        answers = [self.client.answer(f"w{i}") for i in range(200)]
        cancelled = [answer["error"]["code"] for answer in answers if "error" in answer]
        self.assertEqual(set(cancelled), {CANCELLED})
        self.assertIn("error", answers[-1])
        self.assert_alive()
        # One that is answered already cannot be.
        self.client.notify("$/cancelRequest", {"id": "w0"})
        self.assert_alive()

    def test_two_thousand_requests_before_anything_is_read(self):
        client, first = self.client, self.client.last_id + 1
        text = "".join(f"A man {i} [Psuh in]\n" for i in range(50))
        client.open("file:///camlint-test/many.prompt", text)
        for _ in range(2000):
            client.ask("textDocument/diagnostic", {"textDocument": {"uri": "file:///camlint-test/many.prompt"}})
        for number in range(first, first + 2000):
            answer = client.answer(number)
            mistakes = [item for item in answer["result"]["items"] if item["code"] == "unknown-command"]
            self.assertEqual(len(mistakes), 50)
        client.close_document("file:///camlint-test/many.prompt")

    def test_a_client_that_stops_reading(self):
        # More than pipes and buffers hold, with answers that are larger than their requests.
        bad = lsp.frame(b"[]")
        for _ in range(100):
            self.client.raw(bad * 1000)
        for _ in range(100 * 1000):
            self.assertEqual(self.client.read()["error"]["code"], INVALID_REQUEST)
        self.assert_alive()


class Order(unittest.TestCase):
    """What is asked too early or too late."""

    def test_before_initialize(self):
        with lsp.Client() as client:
            for method in ("shutdown", "textDocument/diagnostic", "x", "textDocument/hover", "initialized"):
                answer = client.request(method, {"textDocument": {"uri": URI}})
                self.assertEqual(answer["error"]["code"], NOT_INITIALIZED, method)
            client.open(URI, TEXT)
            client.notify("initialized", {})
            client.notify("x")
            client.initialize({"textDocument": {"diagnostic": {}}})
            # What was opened too early is not open.
            answer = client.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})
            self.assertEqual(answer["error"]["code"], INVALID_PARAMS)
            client.open(URI, TEXT)
            report = client.result("textDocument/diagnostic", {"textDocument": {"uri": URI}})
            self.assertEqual([item["range"] for item in report["items"]], [MISTAKE])
            self.assertEqual(client.shutdown(), 0)

    def test_initialize_takes_any_params(self):
        for params in (None, {}, {"capabilities": None}, {"capabilities": []}, {"capabilities": {"general": 7}},
                       {"processId": -1}, {"processId": 0}, {"processId": "x"}, {"processId": 2**40},
                       {"processId": 1.5}, {"rootUri": 7}, {"workspaceFolders": 7}, {"workspaceFolders": [7]},
                       {"initializationOptions": 7},
                       {"initializationOptions": {"camlint": [1]}}, {"rootUri": "file:///not/there"}, {"trace": 9}):
            with self.subTest(params=params), lsp.Client() as client:
                answer = client.request("initialize", params)
                self.assertTrue("result" in answer or answer["error"]["code"] == INVALID_PARAMS, answer)
                if "error" in answer:
                    client.initialize()
                client.open(URI, TEXT)
                client.answer(client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}}))
                self.assertEqual(client.shutdown(), 0)

    def test_after_shutdown(self):
        with lsp.Client() as client:
            client.initialize()
            self.assertIsNone(client.result("shutdown"))
            for method in ("shutdown", "initialize", "textDocument/diagnostic", "x"):
                self.assertEqual(client.request(method, {})["error"]["code"], INVALID_REQUEST, method)
            client.open(URI, TEXT)
            self.assertEqual(client.request("x")["error"]["code"], INVALID_REQUEST)
            client.notify("exit")
            self.assertEqual(client.process.wait(lsp.PATIENCE), 0)
            self.assertEqual(client.messages, type(client.messages)())


class Ends(unittest.TestCase):
    """How and how soon the server ends."""

    def started(self, **params):
        client = lsp.Client()
        self.addCleanup(client.close)
        client.initialize({"textDocument": {"diagnostic": {}}}, **params)
        client.open(URI, TEXT)
        client.result("textDocument/diagnostic", {"textDocument": {"uri": URI}})
        return client

    def assert_ends(self, client, code):
        start = time.monotonic()
        self.assertEqual(client.process.wait(lsp.PATIENCE), code)
        self.assertLess(time.monotonic() - start, SECONDS)
        self.assertEqual(client.error_text(), "")

    def test_stdin_ends(self):
        client = self.started()
        client.process.stdin.close()
        self.assert_ends(client, 1)

    def test_stdin_ends_before_anything(self):
        for data in (b"", b"Content-Length: 5\r\n\r\n{", b"x" * 100_000,
                     b"Content-Length: 16777216\r\n\r\n" + b"[" * 100_000):
            client = lsp.Client()
            self.addCleanup(client.close)
            client.raw(data)
            client.process.stdin.close()
            self.assert_ends(client, 1)

    def test_what_came_before_the_end_is_answered(self):
        client = self.started()
        numbers = [client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}}) for _ in range(50)]
        client.process.stdin.close()
        for number in numbers:
            self.assertEqual(client.answer(number)["result"]["items"][0]["range"], MISTAKE)
        self.assertIsNone(client.read())
        self.assertEqual(client.process.wait(lsp.PATIENCE), 1)

    def test_stdin_ends_while_nobody_reads(self):
        client = self.started()
        for _ in range(1000):
            client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})
        client.process.stdin.close()
        self.assert_ends(client, 1)

    def test_exit(self):
        client = self.started()
        client.result("shutdown")
        # What follows is read by nobody.
        client.raw(lsp.frame(message(method="exit")) + lsp.frame(message(id=1, method="x")))
        self.assert_ends(client, 0)
        self.assertIsNone(client.read())
        client = self.started()
        client.notify("exit")
        self.assert_ends(client, 1)
        with lsp.Client() as fresh:
            fresh.notify("exit")
            self.assert_ends(fresh, 1)

    def test_answers_are_written_before_the_end(self):
        # More than a pipe holds, so that there is something left to write at `exit`.
        client = self.started()
        client.open(URI, "A man [Psuh in]\n" * 500)
        ask = {"method": "textDocument/diagnostic", "params": {"textDocument": {"uri": URI}}}
        client.raw(b"".join(lsp.frame(message(id=f"a{i}", **ask)) for i in range(20)) +
                   lsp.frame(message(id="last", method="shutdown")) + lsp.frame(message(method="exit")))
        for i in range(20):
            self.assertGreaterEqual(len(client.answer(f"a{i}")["result"]["items"]), 500)
        self.assertIn("result", client.answer("last"))
        self.assertIsNone(client.read())
        self.assertEqual(client.process.wait(lsp.PATIENCE), 0)

    def test_nobody_reads_any_more(self):
        client = self.started()
        client.process.stdout.close()
        self.assert_ends(client, 1)

    def test_nobody_reads_any_more_of_what_waits(self):
        client = self.started()
        client.open(URI, "A man [Psuh in]\n" * 500)
        client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})
        client.read()
        for _ in range(20):
            client.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})
        client.read()
        client.process.stdout.close()
        self.assert_ends(client, 1)

    def test_the_clients_process_is_gone(self):
        other = subprocess.Popen(["sleep", "1000"])
        try:
            client = self.started(processId=other.pid)
            # It looks again and again, and stays while the other does.
            end = time.monotonic() + 1.5
            while time.monotonic() < end:
                report = client.result("textDocument/diagnostic", {"textDocument": {"uri": URI}})
                self.assertEqual(report["items"][0]["range"], MISTAKE)
        finally:
            other.kill()
            other.wait()
        self.assert_ends(client, 1)

    def test_the_clients_process_is_gone_already(self):
        with subprocess.Popen(["true"]) as other:
            pass
        client = lsp.Client()
        self.addCleanup(client.close)
        client.initialize(processId=other.pid)
        self.assert_ends(client, 1)

    def answers_to_file(self, data):
        """The server's messages where its input is a file, of which there is always more to read."""
        with tempfile.TemporaryFile() as file:
            file.write(lsp.frame(message(id="first", method="initialize", params={})) + data +
                       lsp.frame(message(id="last", method="shutdown")) + lsp.frame(message(method="exit")))
            file.seek(0)
            done = subprocess.run([camlint.PROGRAM, "lsp"], stdin=file, capture_output=True, timeout=lsp.PATIENCE,
                                  check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return [json.loads(part.partition(b"\r\n\r\n")[2]) for part in done.stdout.split(b"Content-Length: ")[1:]]

    def test_input_from_a_file(self):
        # What is no message is answered when it is read.
        numbers = [answer["id"] for answer in self.answers_to_file(b"rubbish")]
        self.assertEqual((numbers.count(None), [number for number in numbers if number]), (1, ["first", "last"]))

    def test_a_cancel_overtakes_all_that_waits(self):
        numbers = [f"w{i}" for i in range(2000)]
        ask = {"method": "textDocument/diagnostic", "params": {"textDocument": {"uri": URI}}}
        answers = self.answers_to_file(
            b"".join(lsp.frame(message(id=number, **ask)) for number in numbers) +
            b"".join(lsp.frame(message(method="$/cancelRequest", params={"id": number})) for number in numbers))
        codes = {answer["id"]: answer.get("error", {}).get("code") for answer in answers}
        self.assertEqual(codes, {"first": None, "last": None, **dict.fromkeys(numbers, CANCELLED)})


if __name__ == "__main__":
    camlint.main()
