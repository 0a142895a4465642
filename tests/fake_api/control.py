"""The control port: plain HTTP on loopback, JSON in and out, for the tests alone."""

import asyncio
import json

import video
from http_wire import Answer, BadRequest, head_of, json_answer, read_body, read_head


def command(api, request):
    """What one request to the control port does."""
    if request.method == "GET" and request.path == "/state":
        return api.state()
    if request.method == "GET" and request.path.startswith("/video/"):
        return Answer(200, video.video_of(request.path.removeprefix("/video/"), api.settings["video_size"]))
    if request.method != "POST" or request.path not in ("/faults", "/reset", "/settings"):
        raise BadRequest(404)
    if request.path == "/reset":
        api.reset()
        return {}
    given = json.loads(request.body)
    if not isinstance(given, dict):
        raise ValueError("an object is expected")
    if request.path == "/settings":
        api.set(given)
        return {}
    for kind, faults in given.items():
        api.faults.add(kind, faults)
    return api.faults.left()


async def serve_control(api, reader, writer):
    try:
        while True:
            request = await read_head(reader)
            if request is None:
                break
            await read_body(reader, writer, request)
            try:
                done = command(api, request)
                answer = done if isinstance(done, Answer) else json_answer(done)
            except BadRequest as error:
                answer = json_answer({"error": "no such command"}, error.status)
            except (ValueError, TypeError) as error:
                answer = json_answer({"error": str(error)}, 400)
            writer.write(head_of(answer, True) + answer.body)
            await writer.drain()
    except (OSError, EOFError, BadRequest, asyncio.LimitOverrunError):
        pass
    finally:
        writer.close()
