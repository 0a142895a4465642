"""A client of raw sockets, which sees how an answer ends, and a receiver of callbacks: what tests the fake API."""

import contextlib
import http.server
import json
import socket
import ssl
import threading


class Tls:
    """TLS by hand over a socket: Python's own TLS sockets tell a reset from a close no more than they must."""

    def __init__(self, sock, ca):
        self.sock = sock
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context(cafile=ca)
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname="127.0.0.1")
        self.step(self.tls.do_handshake)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def settimeout(self, seconds):
        self.sock.settimeout(seconds)

    def step(self, act, *arguments):
        while True:
            wants = False
            try:
                done = act(*arguments)
            except ssl.SSLWantReadError:
                wants = True
            except ssl.SSLZeroReturnError:
                return b""
            if self.outgoing.pending:
                self.sock.sendall(self.outgoing.read())
            if not wants:
                return done
            piece = self.sock.recv(65536)
            if not piece:
                raise EOFError("closed without TLS's own close")
            self.incoming.write(piece)

    def sendall(self, data):
        self.step(self.tls.write, data)

    def recv(self, size):
        return self.step(self.tls.read, size)


def connect(api):
    sock = socket.create_connection(("127.0.0.1", api.port), timeout=10)
    if not api.tls:
        return sock
    return Tls(sock, api.ca)


def request(api, method, path, body="", key=None, **headers):
    """The bytes of one request."""
    given = {"Host": "x", "Authorization": f"Bearer {key or api.key}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    if body:
        given.update({"Content-Type": "application/json", "Content-Length": len(body.encode())})
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items() if value is not None)]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def raw(api, data, patience=10):
    """All bytes of the answer, and how it ended: "closed", "reset", "ragged" (TLS without its own close) or "silent"."""
    got, end = b"", "closed"
    with connect(api) as sock:
        try:
            sock.sendall(data)
            sock.settimeout(patience)
            while piece := sock.recv(65536):
                got += piece
        except TimeoutError:
            end = "silent"
        except (ConnectionResetError, BrokenPipeError):
            end = "reset"
        except EOFError:
            end = "ragged"
    return got, end


def call(api, method, path, body="", key=None, **headers):
    """(status, headers, body) of one exchange on a connection of its own."""
    got, end = raw(api, request(api, method, path, body, key, Connection="close", **headers))
    assert end == "closed", (path, got, end)
    head, _, rest = got.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return int(first.split(" ")[1]), dict(line.lower().split(": ", 1) for line in lines), rest


def json_call(api, method, path, body="", key=None):
    status, _, rest = call(api, method, path, body, key)
    assert status == 200, (status, rest)
    return json.loads(rest)


@contextlib.contextmanager
def receiver(answer, port=0):
    """A receiver of callbacks; `answer` makes (status, object) from the object that came. Gives (url, all that came)."""
    came = []

    class Server(http.server.ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, *_):
            pass  # who asked has left

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            came.append(value)
            status, reply = answer(value)
            raw_reply = json.dumps(reply).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw_reply)))
            self.end_headers()
            self.wfile.write(raw_reply)

        def log_message(self, *_):
            pass

    server = Server(("127.0.0.1", port), Receiver)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook/nonce", came
    finally:
        server.shutdown()
        server.server_close()


def echo(value):
    return 200, {"challenge": value["challenge"]} if "challenge" in value else {}
