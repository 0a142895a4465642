"""A fake of the MiniMax video API for the tests, real HTTP and TLS on loopback.

python3 tests/fake_api/server.py [--tls CERT KEY] [--port 0] [--with-stdin] [--journal FILE] [--settings JSON] [--log]

Prints {"port": N, "control": N} when it listens; ends on SIGTERM, with --with-stdin also when its standard input
closes. What the control port takes is in control.py, the settings are in api.py, the faults in faults.py. It listens
on 127.0.0.1 alone and never asks anything outside, except the callback_url of a request."""

import argparse
import asyncio
import json
import os
import resource
import signal
import socket
import ssl
import sys
import threading

from api import Api, log_line
from control import serve_control
from faults import give, reset, shape
from http_wire import BadRequest, json_answer, read_body, read_head

BACKLOG = 4096


class CountingSocket(socket.socket):
    """A listening socket that counts at accept: a connection whose TLS handshake fails is one too."""

    api = None

    def accept(self):
        accepted = super().accept()
        self.api.connections += 1
        return accepted


async def serve_one(api, reader, writer, log):
    """One request; False when the connection is to be closed."""
    request = await read_head(reader)
    if request is None:
        return False
    fault = api.begin(request)
    answer = None
    if fault.get("transport") == "reset-before-body":
        reset(writer)
        keep = False
    else:
        await read_body(reader, writer, request)
        answer = await api.answer(request, fault)
        keep = await give(reader, writer, answer, fault, request.keeps_alive())
    if log:
        log_line(request, answer, fault)
    return keep


async def serve_connection(api, reader, writer, log):
    """A client may vanish at any moment; that is nobody's error."""
    try:
        if writer.get_extra_info("sslcontext") is None:  # Python 3.11's TLS never wakes a drain under a limit of 0
            writer.transport.set_write_buffer_limits(0)  # drained means handed to the kernel
        while await serve_one(api, reader, writer, log):
            pass
    except BadRequest as error:
        answer = shape(json_answer({"error": "bad request"}, error.status), {})
        try:
            await give(reader, writer, answer, {}, False)
        except OSError:
            pass
    except (OSError, EOFError):
        pass
    finally:
        writer.close()


def watch_stdin(loop, stop):
    def wait():
        while os.read(0, 4096):
            pass
        loop.call_soon_threadsafe(stop.set)
    threading.Thread(target=wait, daemon=True).start()


def listen(kind, port):
    sock = kind(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    return sock


async def run(flags):
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    if not flags.log:
        loop.set_exception_handler(lambda _loop, _context: None)  # failed handshakes and the like
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    context, more = None, {}
    if flags.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(*flags.tls)
        more = {"ssl_handshake_timeout": 10, "ssl_shutdown_timeout": 2}
    journal = open(flags.journal, "a", encoding="utf-8") if flags.journal else None
    api = Api(flags.settings, journal)
    CountingSocket.api = api
    sock, control_sock = listen(CountingSocket, flags.port), listen(socket.socket, 0)
    api.origin = f"{'https' if context else 'http'}://127.0.0.1:{sock.getsockname()[1]}"
    server = await asyncio.start_server(lambda reader, writer: serve_connection(api, reader, writer, flags.log),
                                        sock=sock, ssl=context, backlog=BACKLOG, **more)
    control = await asyncio.start_server(lambda reader, writer: serve_control(api, reader, writer), sock=control_sock,
                                         limit=2**20, backlog=BACKLOG)
    print(json.dumps({"port": sock.getsockname()[1], "control": control_sock.getsockname()[1]}), flush=True)
    if flags.with_stdin:
        watch_stdin(loop, stop)
    await stop.wait()
    server.close()
    control.close()


def main():
    parser = argparse.ArgumentParser(description="a fake of the MiniMax video API, for tests")
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--with-stdin", action="store_true", help="end when standard input closes")
    parser.add_argument("--journal", metavar="FILE", help="append what is paid, as JSON lines")
    parser.add_argument("--settings", type=json.loads, default={}, metavar="JSON", help="as POST /settings takes them")
    parser.add_argument("--log", action="store_true", help="one line a request on standard error")
    flags = parser.parse_args()
    try:
        Api({}).set(flags.settings)
    except ValueError as error:
        parser.error(str(error))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(run(flags))
    sys.stdout.flush()
    os._exit(0)  # what still hangs on purpose is not waited for


if __name__ == "__main__":
    main()
