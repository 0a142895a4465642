"""The videos: bytes that follow from the file's id, addresses that expire, ranges. A request here must not bring a key."""

import hashlib
import re
import secrets
import time

from http_wire import Answer

FTYP = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42"
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
NO_VIDEO = b"<!doctype html><title>not a video</title>\n"


def video_of(file_id, size):
    """Always the same bytes for an id; they begin as an MP4 file does."""
    return (FTYP + hashlib.shake_128(str(file_id).encode()).digest(size))[:size]


class Addresses:
    """What was signed: an address is good for some uses and some seconds."""

    def __init__(self):
        self.signed = {}

    def sign(self, base, file_id, uses, seconds):
        token = "CANARY-signed-" + secrets.token_hex(16)
        until = time.time() + seconds
        self.signed[token] = [str(file_id), uses, until]
        return f"{base}/video/{file_id}?token={token}&expires={int(until)}"

    def use(self, file_id, token, expired):
        """Takes one use; False where the address is unknown, of another file, used up or too old."""
        entry = self.signed.get(token)
        if entry is None or entry[0] != file_id:
            return False
        if expired:
            entry[2] = 0
        if entry[2] <= time.time() or entry[1] == 0:
            return False
        if entry[1] is not None:
            entry[1] -= 1
        return True


def denied():
    return Answer(403, b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code>'
                       b"<Message>Request has expired.</Message></Error>\n", type="application/xml", note="expired")


def span_of(text, size):
    """(first, one past the last) of a Range header; None for the whole; () where it cannot be satisfied."""
    match = RANGE.fullmatch(text or "")
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else ()
    if last and int(last) < int(first):
        return None
    return (int(first), min(size, int(last) + 1 if last else size)) if int(first) < size else ()


def serve(request, fault, file_id, size):
    """The answer to a GET of a video whose address is good."""
    data = video_of(file_id, size)
    if fault.get("not_mp4"):
        data = (NO_VIDEO * (size // len(NO_VIDEO) + 1))[:size]
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes"}
    answer = Answer(200, data, headers, "video/mp4", request.method == "HEAD", f"{size} bytes")
    wish = request.headers.get("range")
    if fault.get("ignore_range") or request.headers.get("if-range", tag) != tag:
        return answer
    span = span_of(wish, size)
    if span is None:
        return answer
    if not span:
        headers["Content-Range"] = f"bytes */{size}"
        answer.status, answer.body = 416, b""
        return answer
    wrong = 1 if fault.get("content_range_wrong") else 0
    headers["Content-Range"] = f"bytes {span[0] + wrong}-{span[1] - 1 + wrong}/{size}"
    answer.status, answer.body, answer.note = 206, data[span[0]:span[1]], f"{wish} of {size}"
    return answer
