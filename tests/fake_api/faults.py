"""What can go wrong on purpose. A fault is a JSON object; its members are those of `MEMBERS`, all optional, and one
fault may have several. Each endpoint has a queue; a fault is used once, `count` times, or for ever (`repeat`).

Whether a create is paid under a fault: `pay` says it. Else a `code` pays only when it is 0; a redirect and an HTTP
status 4xx do not pay; everything else does (a broken transport, an unreadable body, a bare 5xx): that is what hurts.
A request whose body was not read whole is never paid, whatever the fault says."""

import asyncio
import json
import socket
import struct

from http_wire import head_of

KINDS = ("create", "query", "file", "video")
HUGE = 2 * 1024 * 1024
SLOW_PIECES = 20
FLUSH = 0.05  # seconds for what a reset would throw away to leave
GARBAGE = b'\x89<!-- [} "task_id": not JSON \x00\xff'
NOT_HTTP = b"220 mail.example.invalid ESMTP ready\r\n"

MEMBERS = {
    # how often
    "repeat": bool, "count": int,
    # the answer
    "code": int, "message": str, "http": int, "headers": dict, "body": str, "pay": bool, "redirect": str, "wrap": str,
    "task_id_as_number": bool, "no_task_id": bool, "status": str, "file_id_as_number": bool,
    "wrong_length": int, "filename": str, "expired": bool,
    # the way
    "transport": str, "seconds": (int, float),
    # the video
    "cut_at": int, "cut_every": int, "not_mp4": bool, "ignore_range": bool, "content_range_wrong": bool,
}


def check(fault):
    if not isinstance(fault, dict):
        raise ValueError("a fault is an object")
    for name, value in fault.items():
        want = MEMBERS.get(name)
        if want is None or not isinstance(value, want) or (want is not bool and isinstance(value, bool)):
            raise ValueError(f"unknown or ill-typed member '{name}' of a fault")
    if fault.get("transport", "whole") not in TRANSPORTS:
        raise ValueError(f"no transport '{fault['transport']}', available: {', '.join(TRANSPORTS)}")
    if fault.get("wrap", "data") not in ("data", "resp_data"):
        raise ValueError(f"no wrapping '{fault['wrap']}', available: data, resp_data")


class FaultQueues:
    def __init__(self):
        self.queues = {kind: [] for kind in KINDS}

    def add(self, kind, faults):
        """Appends; ValueError for what is misspelt: such a fault would be a test that tests nothing."""
        if kind not in KINDS:
            raise ValueError(f"no endpoint '{kind}', available: {', '.join(KINDS)}")
        for fault in faults:
            check(fault)
        self.queues[kind] += [dict(fault) for fault in faults]

    def take(self, kind):
        """The fault for the next request, {} where none waits."""
        queue = self.queues.get(kind)
        if not queue:
            return {}
        fault = queue[0]
        if fault.get("repeat", "cut_every" in fault and "count" not in fault):
            return fault
        fault["count"] = fault.get("count", 1) - 1
        if fault["count"] <= 0:
            queue.pop(0)
        return fault

    def left(self):
        return {kind: len(queue) for kind, queue in self.queues.items()}


def pays(fault):
    if fault.get("transport") == "reset-before-body":
        return False
    if "pay" in fault:
        return fault["pay"]
    if "code" in fault:
        return fault["code"] == 0
    return "redirect" not in fault and not 400 <= fault.get("http", 200) < 500


def shape(answer, fault):
    """What a fault makes of an answer, apart from the way that it goes."""
    if "redirect" in fault:
        answer.status, answer.body = 302, b""
        answer.headers["Location"] = fault["redirect"]
    if "body" in fault:
        answer.body = fault["body"].encode()
    elif 400 <= fault.get("http", 200) and "code" not in fault:
        answer.body = b'{"error": "no base_resp here"}'
    answer.status = fault.get("http", answer.status)
    answer.headers.update({name: str(value) for name, value in fault.get("headers", {}).items()})
    way = fault.get("transport")
    if way == "garbage":
        answer.body = GARBAGE
    elif way == "huge":
        answer.body = enlarge(answer.body)
    return answer


def enlarge(body):
    """The same answer with a message of 2 MiB where it is JSON, else that many bytes."""
    try:
        value = json.loads(body)
        value["padding"] = "x" * HUGE
        return json.dumps(value).encode()
    except (ValueError, TypeError):
        return body.ljust(HUGE, b"x")


def reset(writer):
    """RST, no FIN: whatever the kernel still holds is thrown away."""
    sock = writer.get_extra_info("socket")
    if sock is not None and sock.fileno() >= 0:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def send(writer, data):
    writer.write(data)
    await writer.drain()


# Each way sends what it sends and gives True when the connection is whole afterwards.

async def whole(_reader, writer, head, body, _fault):
    await send(writer, head + body)
    return True


async def cut(_reader, writer, head, body, fault):
    most = fault.get("cut_at", fault.get("cut_every", len(body) // 2))
    await send(writer, head + body[:most])
    return most >= len(body)


async def slow(_reader, writer, head, body, fault):
    data = head + body
    step = max(1, -(-len(data) // SLOW_PIECES))
    for start in range(0, len(data), step):
        await asyncio.sleep(fault.get("seconds", 0.5) / SLOW_PIECES)
        await send(writer, data[start:start + step])
    return True


async def hang(reader, _writer, _head, _body, _fault):
    while await reader.read(65536):
        pass
    return False


async def reset_now(_reader, writer, _head, _body, _fault):
    reset(writer)
    return False


async def reset_midway(_reader, writer, head, body, _fault):
    await send(writer, head + body[:len(body) // 2])
    await asyncio.sleep(FLUSH)
    reset(writer)
    return False


async def close_now(_reader, _writer, _head, _body, _fault):
    return False


async def cut_headers(_reader, writer, head, _body, _fault):
    await send(writer, head[:len(head) // 2])
    return False


async def not_http(_reader, writer, _head, _body, _fault):
    await send(writer, NOT_HTTP)
    return False


TRANSPORTS = {"whole": whole, "cut": cut, "slow": slow, "hang": hang, "reset": reset_now, "reset-midway": reset_midway,
              "close": close_now, "cut-headers": cut_headers, "reset-before-body": reset_now, "huge": whole,
              "garbage": whole, "not-http": not_http}


async def give(reader, writer, answer, fault, keep):
    """Sends an answer the way that its fault wants; False when the connection is to be closed."""
    head = head_of(answer, keep)
    body = b"" if answer.head_only else answer.body
    way = fault.get("transport", "whole")
    if way == "whole" and ("cut_at" in fault or "cut_every" in fault):
        way = "cut"
    return await TRANSPORTS[way](reader, writer, head, body, fault) and keep
