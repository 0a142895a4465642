"""HTTP/1.1 as far as the fake needs it, on asyncio's streams: reading a request in two steps (so that a fault can come
between head and body), the bytes of an answer, and a POST of its own for callbacks. It never guesses: what is not
plain HTTP/1.1 with a Content-Length is refused."""

import asyncio
import http
import json
import ssl
import urllib.parse
from dataclasses import dataclass, field

HEAD_LIMIT = 64 * 1024
BODY_LIMIT = 8 * 1024 * 1024


class BadRequest(Exception):
    """What cannot be read as a request; `status` is the answer."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


@dataclass
class Request:
    method: str
    target: str
    version: str
    headers: dict  # names in lower case
    body: bytes = b""
    path: str = ""
    query: dict = field(default_factory=dict)

    def keeps_alive(self):
        """GETs may keep their connection; a POST never does."""
        wish = self.headers.get("connection", "").lower()
        return self.method in ("GET", "HEAD") and self.version == "HTTP/1.1" and "close" not in wish


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    type: str = "application/json"
    head_only: bool = False
    note: str = ""  # for the log


def json_answer(value, status=200, note=""):
    return Answer(status, json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogateescape"), note=note)


async def read_head(reader):
    """The next request without its body; None where the client has left instead."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    except asyncio.LimitOverrunError:
        raise BadRequest(431) from None
    first, *lines = raw[:-4].decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or words[2] not in ("HTTP/1.1", "HTTP/1.0"):
        raise BadRequest(400)
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or not name.strip() or (name == "content-length" and name in headers):
            raise BadRequest(400)
        headers[name] = value.strip()
    parts = urllib.parse.urlsplit(words[1])
    query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
    return Request(words[0], words[1], words[2], headers, path=parts.path, query=query)


async def read_body(reader, writer, request):
    """The whole body, or asyncio.IncompleteReadError: half a body is no request."""
    if "transfer-encoding" in request.headers:
        raise BadRequest(411)
    text = request.headers.get("content-length", "0")
    if not (text.isascii() and text.isdigit()):
        raise BadRequest(400)
    if int(text) > BODY_LIMIT:
        raise BadRequest(413)
    if "100-continue" in request.headers.get("expect", "").lower():
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    request.body = await reader.readexactly(int(text))


def head_of(answer, keep):
    """Status line and headers; those of the answer come before what is put by default."""
    try:
        reason = http.HTTPStatus(answer.status).phrase
    except ValueError:
        reason = "Unknown"
    headers = {"Content-Type": answer.type, "Content-Length": str(len(answer.body)),
               "Connection": "keep-alive" if keep else "close"}
    for name, value in answer.headers.items():
        headers = {key: old for key, old in headers.items() if key.lower() != name.lower()}
        headers[name] = value
    lines = [f"HTTP/1.1 {answer.status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


async def read_chunks(reader):
    body = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readline()
        if len(body) > BODY_LIMIT:
            raise ValueError("too long an answer")
    return body


async def exchange(url, value):
    """POSTs JSON and gives (status, body). OSError, ValueError or asyncio.IncompleteReadError where that fails."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"no URL for a callback: {url!r}")
    context = None
    if parts.scheme == "https":  # a receiver's certificate is not what is tested here
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or (443 if context else 80), ssl=context)
    try:
        target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
        body = json.dumps(value).encode()
        writer.write(f"POST {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
                     f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        headers = dict(line.replace(": ", ":").split(":", 1) for line in lines if ":" in line)
        if "transfer-encoding" in headers:
            got = await read_chunks(reader)
        elif "content-length" in headers:
            got = await reader.readexactly(min(int(headers["content-length"]), BODY_LIMIT))
        else:
            got = await reader.read(BODY_LIMIT)
        return int(first.split(" ")[1]), got
    except (IndexError, asyncio.LimitOverrunError) as error:
        raise ValueError("no HTTP answer") from error
    finally:
        writer.transport.abort()


async def post(url, value, seconds):
    """As exchange, but asyncio.TimeoutError after so many seconds."""
    return await asyncio.wait_for(exchange(url, value), seconds)
