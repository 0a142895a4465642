"""The fake API itself: that it pays exactly what it says, breaks exactly as it is told, and cannot be broken."""

import concurrent.futures
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from fake_api import FakeApi
from fake_wire import call, connect, echo, json_call, raw, receiver, request

MINIMAX = ("/v1/video_generation", "/v1/query/video_generation?task_id={}", "/v1/files/retrieve?file_id={}")
GATEWAY = ("/task/minimax/v1/video_generation", "/task/{}", "/task/minimax/v1/files/retrieve?file_id={}")
BODY = json.dumps({"model": "MiniMax-Hailuo-02", "prompt": "雨 [Push in]", "duration": 6, "resolution": "768P"})


def code_of(answer):
    return answer["base_resp"]["status_code"]


def create(api, paths=MINIMAX, body=BODY, key=None):
    return json_call(api, "POST", paths[0], body, key)


def poll(what, seconds=8):
    """Waits until `what` is true."""
    until = time.monotonic() + seconds
    while not (value := what()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)
    return value


def body_with(url):
    return json.dumps({**json.loads(BODY), "callback_url": url})


class Fake(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.apis = [FakeApi().start(), FakeApi(tls=True).start()]
        cls.api = cls.apis[0]

    @classmethod
    def tearDownClass(cls):
        for api in cls.apis:
            assert api.stop() == 0

    def setUp(self):
        for api in self.apis:
            api.reset()

    def test_the_whole_way_at_each_provider(self):
        for api in self.apis:
            for paths, wrap in ((MINIMAX, None), (GATEWAY, None), (GATEWAY, "data"), (GATEWAY, "resp_data")):
                with self.subTest(url=api.url, paths=paths, wrap=wrap):
                    api.reset()
                    api.settings(wrap=wrap)

                    def get(path, body=""):
                        answer = json_call(api, "POST" if body else "GET", path, body)
                        if wrap is None:
                            return answer
                        self.assertEqual(list(answer), ["data"])
                        return json.loads(answer["data"]["resp_data"]) if wrap == "resp_data" else answer["data"]

                    made = get(paths[0], BODY)
                    task = made["task_id"]
                    self.assertEqual((code_of(made), type(task), int(task) > 2**53, int(float(task)) == int(task)),
                                     (0, str, True, False))
                    first, second = (get(paths[1].format(task)) for _ in range(2))
                    self.assertEqual((first["status"], "file_id" in first), ("Preparing", False))
                    self.assertEqual((second["status"], second["task_id"], type(second["file_id"])), ("Success", task, str))
                    file = get(paths[2].format(second["file_id"]))["file"]
                    self.assertEqual((file["file_id"], file["bytes"]), (int(second["file_id"]), 300_000))
                    self.assertTrue(file["download_url"].startswith(api.url + "/video/"))
                    status, _, data = call(api, "GET", file["download_url"].removeprefix(api.url), Authorization=None)
                    self.assertEqual((status, len(data), data[:12]), (200, 300_000, b"\0\0\0\x18ftypmp42"))
                    self.assertEqual(data, api.video(second["file_id"]))
                    state = api.state()
                    row = state["paid"][0]
                    self.assertEqual((row["n"], row["task_id"], row["body"]), (1, task, BODY))
                    self.assertNotIn(api.key, json.dumps(state))
                    self.assertEqual([len(state[name]) for name in ("paid", "bodies", "violations", "strays")], [1, 1, 0, 0])
                    self.assertEqual((state["connections"], state["queries"], state["files"], state["videos"]), (5, 2, 1, 1))

    def test_what_is_refused_is_not_paid(self):
        short = json.loads(BODY)
        del short["prompt"]
        for paths in (MINIMAX, GATEWAY):
            self.assertEqual(code_of(create(self.api, paths, key="wrong")), 1004)
            self.assertEqual(code_of(create(self.api, paths, json.dumps(short))), 2013)
            self.assertEqual(code_of(create(self.api, paths, BODY[:-1])), 2013)
            self.assertEqual(code_of(create(self.api, paths, "[" * 100_000)), 2013)
            self.assertEqual(code_of(json_call(self.api, "GET", paths[1].format(1), key="wrong")), 1004)
            self.assertEqual(code_of(json_call(self.api, "GET", paths[1].format(1))), 2013)
            self.assertEqual(code_of(json_call(self.api, "GET", paths[2].format(1))), 2013)
        self.assertEqual(code_of(create(self.api, GATEWAY, '{"model":"m","prompt":"p"}')), 2013)  # required there
        self.assertEqual(code_of(create(self.api, MINIMAX, '{"model":"m","prompt":"p"}')), 0)
        self.assertEqual(call(self.api, "GET", "/elsewhere", Authorization=None)[0], 404)
        state = self.api.state()
        self.assertEqual((len(state["paid"]), len(state["bodies"]), len(state["strays"])), (1, 10, 1))

    def test_half_a_body_is_not_paid(self):
        whole = request(self.api, "POST", MINIMAX[0], BODY)
        for api in self.apis:
            for most in (1, 20, len(whole) - len(BODY.encode()), len(whole) - 1):
                with connect(api) as sock:
                    sock.sendall(whole[:most])
            for bad in (b"nonsense\r\n\r\n", whole.replace(b"Content-Length: ", b"Content-Length: -"),
                        whole.replace(b"Content-Length", b"Transfer-Encoding: chunked\r\nX"), b"GET / HTTP/1.1\r\n" + b"x" * 99999):
                got, _ = raw(api, bad)
                self.assertTrue(got == b"" or got.startswith(b"HTTP/1.1 4"), got)
            self.assertEqual(create(api)["base_resp"]["status_code"], 0)
            state = api.state()
            self.assertEqual((len(state["paid"]), len(state["bodies"])), (1, 1))

    def test_each_transport(self):
        """(first bytes, whether the answer is whole, how it ends, whether it is paid)"""
        expected = {"whole": (b"HTTP/1.1 200", True, "closed", True), "cut": (b"HTTP/1.1 200", False, "closed", True),
                    "slow": (b"HTTP/1.1 200", True, "closed", True), "hang": (b"", False, "silent", True),
                    "reset": (b"", False, "reset", True), "reset-midway": (b"HTTP/1.1 200", False, "reset", True),
                    "close": (b"", False, "closed", True), "cut-headers": (b"HTTP/1.1 200", False, "closed", True),
                    "reset-before-body": (b"", False, "reset", False), "huge": (b"HTTP/1.1 200", True, "closed", True),
                    "garbage": (b"HTTP/1.1 200", False, "closed", True), "not-http": (b"220 ", False, "closed", True)}
        for api in self.apis:
            for way, (start, is_whole, end, paid) in expected.items():
                with self.subTest(url=api.url, way=way):
                    api.reset()
                    api.faults(create=[{"transport": way, "seconds": 0.2}])
                    began = time.monotonic()
                    got, ended = raw(api, request(api, "POST", MINIMAX[0], BODY), 0.3 if way == "hang" else 10)
                    self.assertEqual((got.startswith(start), bool(got) == bool(start), ended), (True, True, end), got[:200])
                    head, _, body = got.partition(b"\r\n\r\n")
                    try:
                        answered = code_of(json.loads(body)) == 0
                    except ValueError:
                        answered = False
                    self.assertEqual(answered, is_whole)
                    self.assertEqual(len(api.paid()), paid)
                    self.assertEqual(len(api.state()["bodies"]), way != "reset-before-body")
                    self.assertEqual(b"\r\n\r\n" in got, bool(start) and way not in ("cut-headers", "not-http"))
                    if way in ("cut", "reset-midway"):
                        promised = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                        self.assertEqual(len(body), promised // 2)
                    if way == "slow":
                        self.assertGreaterEqual(time.monotonic() - began, 0.2)
                    if way == "huge":
                        self.assertGreater(len(body), 2**21)
                    self.assertEqual(code_of(create(api)), 0)  # used up

    def test_whether_a_fault_pays(self):
        for fault, paid in (({"code": 1002}, 0), ({"code": 1008, "http": 429}, 0), ({"code": 1000, "pay": True}, 1),
                            ({"code": 1008, "transport": "reset"}, 0), ({"http": 500}, 1), ({"http": 429}, 0),
                            ({"redirect": "/x"}, 0), ({"body": "<html>", "http": 502, "pay": False}, 0),
                            ({"no_task_id": True}, 1), ({"code": 0, "http": 500}, 1),
                            ({"transport": "reset-before-body", "pay": True}, 0)):
            self.api.reset()
            self.api.faults(create=[fault])
            got, _ = raw(self.api, request(self.api, "POST", MINIMAX[0], BODY))
            self.assertEqual(len(self.api.paid()), paid, fault)
            if "transport" not in fault:
                self.assertIn(f"HTTP/1.1 {fault.get('http', 302 if 'redirect' in fault else 200)} ".encode(), got)

    def test_shapes(self):
        api = self.api
        api.faults(create=[{"task_id_as_number": True}, {"no_task_id": True}, {"code": 1002, "headers": {"Retry-After": "0"}},
                           {"wrap": "resp_data"}, {"code": 1039, "count": 2, "message": "slow down"}])
        task = create(api)["task_id"]
        self.assertIsInstance(task, int)
        self.assertNotIn("task_id", create(api))
        status, headers, body = call(api, "POST", MINIMAX[0], BODY)
        self.assertEqual((status, headers["retry-after"], code_of(json.loads(body))), (200, "0", 1002))
        self.assertEqual(code_of(json.loads(create(api)["data"]["resp_data"])), 0)
        self.assertEqual([create(api)["base_resp"]["status_msg"] for _ in range(3)], ["slow down"] * 2 + ["success"])
        api.faults(query=[{"status": "FAILURE", "code": 1027}, {"status": "SUCCESS", "file_id_as_number": True}, {"code": 1000}],
                   file=[{"wrong_length": -5, "filename": "../../etc/passwd"}, {"redirect": "http://10.0.0.1/", "http": 307}])
        api.settings(polls=4, backup_url=True)
        query = [json_call(api, "GET", MINIMAX[1].format(task)) for _ in range(7)]
        self.assertEqual([q.get("status") for q in query],
                         ["FAILURE", "SUCCESS", None, "Preparing", "Queueing", "Processing", "Success"])
        self.assertEqual([code_of(q) for q in query[:3]], [1027, 0, 1000])
        file_id = query[1]["file_id"]
        self.assertEqual((file_id, type(file_id)), (int(query[6]["file_id"]), int))
        file = json_call(api, "GET", MINIMAX[2].format(file_id))["file"]
        self.assertEqual((file["bytes"], file["filename"]), (299_995, "../../etc/passwd"))
        self.assertNotEqual(file["backup_download_url"], file["download_url"])
        status, headers, _ = call(api, "GET", MINIMAX[2].format(file_id))
        self.assertEqual((status, headers["location"]), (307, "http://10.0.0.1/"))
        for wrong in ({"creat": []}, {"create": [{"cod": 1}]}, {"create": [{"code": "1"}]}, {"create": [{"transport": "x"}]}):
            with self.assertRaises(ValueError):
                api.faults(**wrong)
        self.assertRaises(ValueError, api.settings, pols=1)

    def test_statuses_over_time(self):
        self.api.settings(success_after=0.3)
        task = create(self.api)["task_id"]
        seen = []
        while not seen or seen[-1] != "Success":
            status = json_call(self.api, "GET", MINIMAX[1].format(task))["status"]
            if status not in seen[-1:]:
                seen.append(status)
        self.assertEqual(seen, ["Preparing", "Queueing", "Processing", "Success"])

    def video_url(self, api, **settings):
        """A video's path with its token, and its bytes."""
        api.settings(**settings)
        task = create(api)["task_id"]
        file_id = poll(lambda: json_call(api, "GET", MINIMAX[1].format(task)).get("file_id"))

        def sign():
            return json_call(api, "GET", MINIMAX[2].format(file_id))["file"]["download_url"].removeprefix(api.url)
        return sign, api.video(file_id)

    def test_ranges(self):
        for api in self.apis:
            sign, data = self.video_url(api, video_size=100_000)
            path = sign()

            def get(text, **headers):
                return call(api, "GET", path, Authorization=None, Range=text, **headers)
            status, headers, body = get(None)
            self.assertEqual((status, headers["accept-ranges"], headers["content-length"], body == data),
                             (200, "bytes", "100000", True))
            for text, first, end in (("bytes=0-0", 0, 1), ("bytes=5-", 5, 10**5), ("bytes=-7", 99_993, 10**5), ("bytes=9-200000", 9, 10**5)):
                status, got, body = get(text, If_Range=headers["etag"])
                self.assertEqual((status, got["content-range"], body == data[first:end], got["etag"]),
                                 (206, f"bytes {first}-{end - 1}/100000", True, headers["etag"]), text)
            self.assertEqual(get("bytes=5-", If_Range='"other"')[0], 200)
            self.assertEqual(get("bytes=100000-")[::2], (416, b""))
            api.faults(video=[{"cut_at": 10}, {"not_mp4": True}, {"ignore_range": True}, {"content_range_wrong": True},
                              {"cut_every": 65536}])
            self.assertEqual(get(None)[2], data[:10])
            self.assertNotIn(b"ftyp", get(None)[2])
            self.assertEqual(get("bytes=5-")[::2], (200, data))
            self.assertEqual(get("bytes=5-")[1]["content-range"], "bytes 6-100000/100000")
            got = b""
            for size in (65536, 100_000, 100_000):
                got += get(f"bytes={len(got)}-")[2] if len(got) < 100_000 else b""
                self.assertEqual(len(got), size)
            self.assertEqual(got, data)

    def test_addresses_expire(self):
        sign, data = self.video_url(self.api, url_uses=2)
        first = sign()

        def get(path):
            return call(self.api, "GET", path, Authorization=None)[::2]
        self.assertEqual([get(first)[0] for _ in range(3)], [200, 200, 403])
        self.assertIn(b"<Error>", get(first)[1])
        second = sign()
        self.api.faults(video=[{"expired": True}], file=[{}, {"expired": True}])
        self.assertEqual([get(second)[0], get(second)[0]], [403, 403])
        self.assertEqual(get(sign()), (200, data))
        self.assertEqual(get(sign())[0], 403)  # signed too late
        self.api.settings(url_seconds=0.2)
        third = sign()
        poll(lambda: get(third)[0] == 403)
        self.assertEqual(get("/video/1?token=x")[0], 403)

    def test_a_key_at_the_video_host(self):
        sign, _ = self.video_url(self.api)
        self.assertEqual(self.api.state()["violations"], [])
        call(self.api, "GET", sign())
        call(self.api, "GET", MINIMAX[1].format(self.api.key))
        self.assertEqual([one["kind"] for one in self.api.state()["violations"]], ["key-leak", "key-in-url"])

    def test_kept_alive(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.api.port, timeout=10)
        for _ in range(3):
            connection.request("GET", MINIMAX[1].format(1), headers={"Authorization": f"Bearer {self.api.key}"})
            connection.getresponse().read()
        connection.close()
        state = self.api.state()
        self.assertEqual((state["queries"], state["connections"]), (3, 1))

    def test_callbacks(self):
        with receiver(echo) as (url, came):
            for fault in ({}, {"transport": "close"}, {"transport": "hang"}):
                came.clear()
                self.api.reset()
                self.api.faults(create=[fault])
                raw(self.api, request(self.api, "POST", MINIMAX[0], body_with(url)), 0.05 if fault else 10)
                poll(lambda: len(self.api.state()["callbacks"]) == 2)
                state = self.api.state()
                self.assertEqual(list(came[0]), ["challenge"])
                row = state["paid"][0]
                self.assertEqual([(one["task_id"], one["status"]) for one in came[1:]],
                                 [(row["task_id"], "processing"), (row["task_id"], "success")])
                self.assertTrue(came[2]["file_id"])
                self.assertEqual(row["callback_url"], url)
                query = json_call(self.api, "GET", MINIMAX[1].format(row["task_id"]))
                self.assertEqual((query["status"], query["file_id"]), ("Success", came[2]["file_id"]))
            came.clear()
            self.api.settings(callbacks=False)
            self.assertEqual((code_of(create(self.api, body=body_with(url))), came), (0, []))

    def test_a_receiver_that_does_not_echo(self):
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))  # nobody listens
            dead = f"http://127.0.0.1:{held.getsockname()[1]}/"
            with receiver(lambda _: (200, {"challenge": "x"})) as (wrong, _), \
                    receiver(lambda value: (time.sleep(0.4), echo(value))[1]) as (late, _), \
                    receiver(lambda value: (500, echo(value)[1])) as (broken, _):
                self.api.settings(challenge_seconds=0.2)
                for url in (dead, wrong, late, broken, "gopher://x", "nonsense", "http://[", "http://127.0.0.1:99999/"):
                    answer = create(self.api, body=body_with(url))["base_resp"]
                    self.assertEqual((answer["status_code"], "callback" in answer["status_msg"]), (2013, True), url)
        self.assertEqual(self.api.paid(), [])

    def test_updates_wait_for_a_receiver(self):
        self.api.settings(retry_every=0.05, callback_delay=0)
        with receiver(lambda value: echo(value) if "challenge" in value else (503, {})) as (url, came):
            tasks = [create(self.api, body=body_with(url))["task_id"] for _ in range(20)]
            poll(lambda: {one.get("task_id") for one in came} > set(tasks))
        poll(lambda: self.api.state()["callbacks_waiting"] == 20)
        self.assertEqual(self.api.state()["callbacks"], [])
        with receiver(echo, urllib.parse.urlsplit(url).port) as (_, came):
            poll(lambda: len(self.api.state()["callbacks"]) == 40)
        for task in tasks:
            self.assertEqual([one["status"] for one in came if one["task_id"] == task], ["processing", "success"])

    def test_many_connections(self):
        """Whole ones, ones that leave at any moment, all at once: every whole body is paid once."""
        for api, count in zip(self.apis, (2000, 400)):
            data = request(api, "POST", MINIMAX[0], BODY, Connection="close")

            def one(number, api=api, data=data):
                with connect(api) as sock:
                    if number % 2:
                        sock.sendall(data[:number % len(data)])
                        return 0
                    sock.sendall(data)
                    if number % 4:
                        return 1  # leaves before the answer
                    while sock.recv(65536):
                        pass
                    return 1
            began = time.monotonic()
            with concurrent.futures.ThreadPoolExecutor(100) as pool:
                whole = sum(pool.map(one, range(count)))
            state = poll(lambda: len(api.paid()) >= whole and api.state())
            print(f"{api.url}: {count / (time.monotonic() - began):.0f} connections/s", file=sys.stderr)
            ids = {row["task_id"] for row in state["paid"]}
            self.assertEqual((len(ids), len(state["paid"]), len(state["bodies"]), state["connections"]), (whole, whole, whole, count))

    def test_curl(self):
        if shutil.which("curl") is None:
            self.skipTest("no curl")
        for api in self.apis:
            trust = ["--cacert", api.ca] if api.tls else []
            command = ["curl", "-sS", "--max-time", "10", *trust, "-H", f"Authorization: Bearer {api.key}", "--json", BODY,
                       api.url + MINIMAX[0]]
            api.faults(create=[{}, {"transport": "cut"}, {"transport": "close"}, {"transport": "reset"},
                               {"transport": "not-http"}])
            codes = [subprocess.run(command, capture_output=True, check=False, timeout=30).returncode for _ in range(5)]
            self.assertEqual(codes, [0, 18, 52, 56, 1])
        done = subprocess.run(["curl", "-sS", self.apis[1].url], capture_output=True, check=False, timeout=30)
        self.assertEqual(done.returncode, 60, done.stderr)  # a CA that nobody else trusts


class Program(unittest.TestCase):
    def test_journal_log_and_end(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "paid.jsonl")
            with FakeApi(journal=path) as api:
                tasks = [create(api)["task_id"] for _ in range(2)]
                with open(path, encoding="utf-8") as file:
                    self.assertEqual([json.loads(line)["task_id"] for line in file], tasks)
                self.assertEqual(api.state()["paid"][1]["task_id"], tasks[1])
                api.faults(create=[{"transport": "hang"}])
                with connect(api) as sock:  # what hangs does not keep it from ending
                    sock.sendall(request(api, "POST", MINIMAX[0], BODY))
                    poll(lambda: len(api.paid()) == 3)
                    self.assertEqual(api.stop(), 0)
                api.start()
            server = FakeApi(log=True).command
            server.remove("--with-stdin")
            with subprocess.Popen(server, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                ports = json.loads(process.stdout.readline())
                api.port, api.control_port = ports["port"], ports["control"]
                task = create(api)["task_id"]
                process.terminate()
                out, err = process.communicate(timeout=10)
            self.assertEqual((process.returncode, out), (0, b""))
            self.assertIn(f"POST {MINIMAX[0]} -> 200 paid, task {task}", err.decode())
            self.assertNotIn(api.key.encode(), err)


if __name__ == "__main__":
    camlint.main()
