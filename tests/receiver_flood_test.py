"""The callback receiver under floods: challenges are answered within the 3 s that the service grants."""

import json
import os
import random
import re
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

LIMIT = 3.0  # seconds, of the service
NONCE = "0123456789abcdef" * 2


def request(path, challenge):
    body = json.dumps({"challenge": challenge}).encode()
    return b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
        path.encode(), len(body), body)


def connect(port):
    """A socket on its way to the receiver."""
    client = socket.socket()
    client.setblocking(False)
    client.connect_ex(("127.0.0.1", port))
    return client


class Challenge:
    """One challenge on a connection of its own."""

    def __init__(self, port, path, value):
        self.value = value
        self.left = request(path, value)
        self.got = b""
        self.start = time.perf_counter()
        self.socket = connect(port)

    def work(self, events):
        """Whether it is over."""
        try:
            if events & selectors.EVENT_WRITE:
                self.left = self.left[self.socket.send(self.left):]
            if events & selectors.EVENT_READ:
                piece = self.socket.recv(65536)
                self.got += piece
                return not piece
        except BlockingIOError:
            return False
        except OSError as error:
            self.got = str(error).encode()
            return True
        return False

    def is_right(self):
        head, _, body = self.got.partition(b"\r\n\r\n")
        return (head.startswith(b"HTTP/1.1 200 ") and b"\r\nContent-Type: application/json" in head
                and body == json.dumps({"challenge": self.value}).encode())


def flood(port, path, count, at_once):
    """Sends `count` challenges, `at_once` at any moment; gives all, with their seconds."""
    waited = selectors.EpollSelector()
    values = [random.choice([i, str(i), "镜头%d" % i, i * 10**20, i / 8]) for i in range(count)]
    done, active = [], 0
    end = time.perf_counter() + 60
    while len(done) < count:
        while values and active < at_once:
            one = Challenge(port, path, values.pop())
            waited.register(one.socket, selectors.EVENT_WRITE, one)
            active += 1
        for key, events in waited.select(max(0, end - time.perf_counter())):
            one = key.data
            is_over = one.work(events)
            if is_over:
                one.seconds = time.perf_counter() - one.start
                waited.unregister(one.socket)
                one.socket.close()
                done.append(one)
                active -= 1
            elif not one.left and key.events != selectors.EVENT_READ:
                waited.modify(one.socket, selectors.EVENT_READ, one)
        assert time.perf_counter() < end, "%d of %d challenges have no answer" % (count - len(done), count)
    return done


def drip(port, path, count):
    """Holds `count` connections, each with a byte every 0.1 s, until standard input ends. Says "ready" once
    all have been closed and made anew."""
    text = request(path, "x" * 1000)
    slots = [None] * count
    sent = [0] * count
    closings = 0
    has_said = False
    os.set_blocking(sys.stdin.fileno(), False)
    step = 0
    start = time.monotonic()
    while sys.stdin.buffer.read(1) != b"":
        # A tenth of them at a time, a hundred times a second.
        for i in range(step % 10, count, 10):
            try:
                if slots[i] is not None:
                    slots[i].send(text[sent[i]:sent[i] + 1])
                    sent[i] += 1
                    if slots[i].recv(4096, socket.MSG_DONTWAIT) == b"":
                        raise ConnectionResetError
            except BlockingIOError:
                continue
            except OSError:
                slots[i].close()
                slots[i] = None
                closings += 1
            if slots[i] is None:
                slots[i] = connect(port)
                sent[i] = 0
        step += 1
        if closings >= count and not has_said:
            print("ready", flush=True)
            has_said = True
        time.sleep(max(0.0, start + step * 0.01 - time.monotonic()))  # its pace, nothing is waited for
    print(closings, flush=True)


class Receiver:
    """camlint-submit callback serve, until the block ends."""

    def __enter__(self):
        self.state = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [camlint.PROGRAM + "-submit", "callback", "serve", "--base-url", "http://127.0.0.1:9", "--port", "0"],
            stderr=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "XDG_STATE_HOME": self.state.name, "MINIMAX_API_KEY": "sk-test"})
        line = self.process.stderr.readline().decode()
        found = re.fullmatch(r"camlint: listening on 127\.0\.0\.1:(\d+); give the service http://127\.0\.0\.1:\1(/\S+)\n",
                             line)
        assert found, line
        self.port, self.path = int(found[1]), found[2] + "/" + NONCE
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.out, self.err = self.process.communicate(timeout=30)
        self.state.cleanup()


class Floods(unittest.TestCase):
    def setUp(self):
        if not os.path.exists(camlint.PROGRAM + "-submit"):
            self.skipTest("camlint-submit is not built")
        seed = random.randrange(2**32)
        print("seed", seed)
        random.seed(seed)

    def judge(self, what, done):
        for one in done:
            self.assertTrue(one.is_right(), (one.value, one.got[:300]))
        times = sorted(one.seconds for one in done)
        at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
        print("%s: %d challenges, p50 %.1f ms, p99 %.1f ms, max %.1f ms" % (
            what, len(times), at(0.5), at(0.99), times[-1] * 1000))
        self.assertLess(times[-1], LIMIT)

    def test_many_at_once(self):
        with Receiver() as receiver:
            done = flood(receiver.port, receiver.path, 2000, 200)
        self.judge("200 at once", done)
        self.assertEqual((receiver.process.returncode, receiver.out, receiver.err), (143, b"", b""))

    def test_under_slow_connections(self):
        with Receiver() as receiver:
            slow = subprocess.Popen([sys.executable, __file__, "drip", str(receiver.port), receiver.path, "500"],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            try:
                self.assertEqual(slow.stdout.readline(), b"ready\n")
                done = flood(receiver.port, receiver.path, 200, 200)
                one_by_one = flood(receiver.port, receiver.path, 200, 5)
            finally:
                closings, _ = slow.communicate(timeout=30)
        self.judge("200 at once under 500 slow ones", done)
        self.judge("5 at once under 500 slow ones", one_by_one)
        self.assertGreaterEqual(int(closings), 500)
        self.assertEqual(receiver.err, b"")


if __name__ == "__main__":
    if sys.argv[1] == "drip":
        drip(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    else:
        camlint.main()
