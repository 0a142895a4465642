"""Callbacks: the challenge before a create is paid, the updates after it. What cannot be delivered is tried again for a
while. All that waits for one receiver goes through one queue, so that a dead receiver costs one connection a round."""

import asyncio
import json
import secrets
import time
import urllib.parse

from http_wire import post

POST_ERRORS = (OSError, ValueError, EOFError, asyncio.TimeoutError)  # IncompleteReadError is an EOFError
AT_ONCE = 32


class Callbacks:
    def __init__(self, settings):
        self.settings = settings
        self.delivered = []
        self.waiting = {}  # origin -> [[url, updates, deadline]]
        self.tasks = set()

    def clear(self):
        for task in self.tasks:
            task.cancel()
        self.delivered, self.waiting = [], {}

    async def challenge(self, url):
        """None where the receiver echoed the challenge in time, else what is wrong with it."""
        challenge = self.settings["challenge"]
        if challenge is None:
            challenge = secrets.token_hex(16)
        try:
            status, body = await post(url, {"challenge": challenge}, self.settings["challenge_seconds"])
            echo = json.loads(body)
        except POST_ERRORS as error:
            return str(error) or type(error).__name__
        if status != 200 or not isinstance(echo, dict) or echo.get("challenge") != challenge:
            return f"HTTP {status} and no echo of the challenge"
        return None

    def start(self, work):
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def follow(self, url, updates):
        """Sends these, in this order, from `callback_delay` on. An update is (its JSON, what to do just before)."""
        self.start(self.queue(url, list(updates)))

    async def queue(self, url, updates):
        await asyncio.sleep(self.settings["callback_delay"])
        parts = urllib.parse.urlsplit(url)
        origin = (parts.scheme, parts.netloc)
        entry = [url, updates, time.monotonic() + self.settings["retry_for"]]
        if origin in self.waiting:
            self.waiting[origin].append(entry)
            return
        self.waiting[origin] = [entry]
        await self.empty(origin)

    async def empty(self, origin):
        """Rounds over all that waits for one receiver: where the first finds nobody, the others are not tried."""
        queue = self.waiting[origin]
        while queue:
            first, *others = list(queue)
            if await self.deliver(first):
                limit = asyncio.Semaphore(AT_ONCE)
                await asyncio.gather(*(self.deliver(entry, limit) for entry in others))
            now = time.monotonic()
            queue[:] = [entry for entry in queue if entry[1] and entry[2] > now]
            if queue:
                await asyncio.sleep(self.settings["retry_every"])
        del self.waiting[origin]

    async def deliver(self, entry, limit=None):
        """Sends what it can of one task's updates; False where nobody listens."""
        url, updates, _ = entry
        async with limit or asyncio.Semaphore(1):
            while updates:
                update, before = updates[0]
                before()
                try:
                    status, _ = await post(url, update, self.settings["challenge_seconds"])
                except POST_ERRORS as error:
                    return not isinstance(error, OSError)
                if not 200 <= status < 300:
                    return True
                updates.pop(0)
                self.delivered.append({"time": time.time(), "url": url, "http": status, **update})
        return True
