"""Downloads through resume and fetch: whatever the video's server does, the last file is absent or exact, nothing is
written elsewhere, nothing private is called and nobody but the API sees the key."""

import concurrent.futures
import hashlib
import http.client
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import KEY, Desk, FakeApi, program

QUICK = ("--poll-interval", "0.05")
SIZE = 150_000
PIECE = 64 * 1024
CUT = {"cut_at": PIECE}
PRIVATE = ("10.0.0.1", "169.254.169.254", "192.168.1.1", "[fd00::1]", "[::ffff:10.0.0.1]", "0.0.0.0")


class Case:
    """A task that has succeeded, of a service of its own."""

    def __init__(self, count=1, tls=False, **settings):
        self.api = FakeApi(tls=tls, polls=1, **{"video_size": SIZE, **settings})
        self.desk, self.count = Desk(), count

    def __enter__(self):
        self.api.start()
        flags = ["--wait", "--yes", *QUICK]
        done = self.desk.submit(self.api, *flags, self.desk.prompts(self.count))
        assert done[0] == 0, done
        return self

    def __exit__(self, *_):
        self.api.stop()
        self.desk.__exit__()

    def trust(self):
        return ["--ca-file", self.api.ca] if self.api.ca else []

    def resume(self, **more):
        return self.desk.run("resume", *self.trust(), *QUICK, "--download", "videos", **more)

    def fetch(self, *arguments, **more):
        return self.desk.run("fetch", *self.trust(), *QUICK, *arguments, **more)

    def files(self):
        """All that is there beside the ledger and the prompts."""
        found = {}
        for folder, _, names in os.walk(self.desk.folder):
            if not folder.startswith(self.desk.path("state")):
                for name in names:
                    path = os.path.join(folder, name)
                    if os.path.islink(path):
                        continue
                    with open(path, "rb") as file:
                        found[os.path.relpath(path, self.desk.folder)] = file.read()
        del found["prompts.jsonl"]
        return found

    def address(self):
        """An address of the first row's video, signed for this test."""
        connection = http.client.HTTPConnection("127.0.0.1", self.api.port, timeout=30)
        file_id = self.desk.tasks()[0]["file_id"]
        connection.request("GET", f"/v1/files/retrieve?file_id={file_id}", headers={"Authorization": f"Bearer {KEY}"})
        url = json.loads(connection.getresponse().read())["file"]["download_url"]
        connection.close()
        return url.removeprefix(self.api.url)

    def wrong(self, exact):
        """What is wrong with the files, the ledger and the requests; empty for nothing."""
        state = self.api.state()
        files, tasks = self.files(), self.desk.tasks()
        problems = [f"violations: {state['violations']}"] if state["violations"] else []
        names = set(files)
        for task in tasks:
            if exact:
                name = os.path.relpath(task["path"] or "none", self.desk.folder)
                video = files.get(name)
                if task["state"] != "done" or video is None or video != self.api.video(task["file_id"]) or \
                        task["sha256"] != hashlib.sha256(video).hexdigest():
                    problems.append(f"not exact: {task}")
                names.discard(name)
            elif task["state"] != "succeeded" or task["path"]:
                problems.append(f"not left alone: {task}")
        if not exact:
            names = {name for name in names if not re.fullmatch(r"videos/camlint-\d{6}-[0-9a-f]{12}\.part", name)}
        if names:
            problems.append(f"other files: {names}")
        return problems


# What the service does; whether the video comes, and what is said where it does not.
DOWNLOADS = {
    "nothing odd": ({}, [], [], None),
    "with TLS": ({"tls": True}, [], [CUT], None),
    "four at once": ({"count": 4}, [], [], None),
    "cut at every 64 KiB": ({}, [], [{"cut_every": PIECE}], None),
    "cut at every 64 KiB, each with an address that serves once": ({"url_uses": 1}, [], [{"cut_every": PIECE}], None),
    "cut at once": ({}, [], [{"cut_at": 0}], None),
    "cut in the first bytes": ({}, [], [{"cut_at": 5}], None),
    "reset midway": ({}, [], [{"transport": "reset-midway"}], None),
    "closed": ({}, [], [{"transport": "close"}], None),
    "half a head": ({}, [], [{"transport": "cut-headers"}], None),
    "slow": ({}, [], [{"transport": "slow", "seconds": 0.5}], None),
    "an address that has expired": ({}, [{"expired": True}], [], None),
    "an address that expires underway": ({}, [], [CUT, {"expired": True}], None),
    "addresses that have all expired": ({}, [{"expired": True, "repeat": True}], [], "HTTP 403"),
    "not found": ({}, [], [{"http": 404}], None),
    "busy": ({}, [], [{"http": 503}, {"http": 429, "headers": {"Retry-After": 0}}], None),
    "a page in place of it": ({}, [], [{"http": 400}], "HTTP 400"),
    "a byte more than is there": ({}, [{"wrong_length": 1}], [], "expected 150001"),
    "a byte less than is there": ({}, [{"wrong_length": -1}], [], "expected 149999"),
    "not MP4": ({}, [], [{"not_mp4": True}], "MP4"),
    "not MP4, cut": ({}, [], [{"not_mp4": True, **CUT}], "MP4"),
    "bytes that are none of it": ({}, [], [{"transport": "garbage"}], "expected 150000"),
    "no byte": ({}, [], [{"body": ""}], "expected 150000"),
    "a Range that is ignored": ({}, [], [CUT, {"ignore_range": True}], None),
    "a Range that is ignored, and cut": ({}, [], [CUT, {"ignore_range": True, **CUT}], None),
    "a Content-Range that is wrong": ({}, [], [CUT, {"content_range_wrong": True}], None),
    "a Content-Range of another length": ({}, [], [CUT, {"headers": {"Content-Range": "bytes 65536-149999/150001"}}],
                                          None),
    "bytes of another place": ({}, [], [CUT, {"http": 206, "body": "x" * 90_000, "headers": {
        "Content-Range": "bytes 60000-149999/150000"}}], None),
    "a Content-Range that is none": ({}, [], [CUT, {"headers": {"Content-Range": "bytes */x"}}], None),
    "another version": ({}, [], [CUT, {"headers": {"ETag": '"another"'}}], None),
    "a Range that cannot be had": ({}, [], [CUT, {"http": 416}], None),
    "a name that leads out": ({}, [{"filename": "../../../evil.mp4"}],
                              [{"headers": {"Content-Disposition": 'attachment; filename="../../evil.mp4"'}}], None),
    "a name that steers": ({}, [{"filename": "/etc/\x1b[31m.mp4"}], [], None),
    "no address at first": ({}, [{"transport": "garbage"}, {"http": 500}], [], None),
    "an address of the disk": ({"video_base": "file:///etc/passwd?"}, [], [], "URL"),
    "an address without TLS": ({"video_base": "http://192.0.2.1"}, [], [], "TLS"),
    "an address with a password": ({"video_base": "https://a:b@example.org"}, [], [], "password"),
}


class Downloads(unittest.TestCase):
    def assert_code(self, done, code):
        self.assertEqual(done[0], code, done[1] + done[2])

    def case(self, **settings):
        return self.enterContext(Case(**settings))

    def until(self, condition, process):
        last = time.monotonic() + 60
        while not condition():
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), last)

    def test_what_servers_do(self):
        def attempt(name):
            settings, file, video, refusal = DOWNLOADS[name]
            with Case(**settings) as case:
                case.api.faults(file=file, video=video)
                code, out, err = case.resume()
                problems = case.wrong(refusal is None)
                if code != (0 if refusal is None else 5) or KEY in out + err or (refusal or "") not in err:
                    problems.append(f"exit code {code}: {out}{err}")
                left = case.api.state()["faults"]
                if refusal is None and (left["file"] or left["video"] > ("cut_every" in str(video))):
                    problems.append(f"not all was tried: {left}")
                return problems

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            for name, problems in zip(DOWNLOADS, pool.map(attempt, DOWNLOADS)):
                with self.subTest(name):
                    self.assertEqual(problems, [])

    def test_redirects(self):
        case = self.case()
        address = case.address()
        for hops, exact in ((4, False), (3, True)):
            case.api.faults(video=[{"redirect": address}] * hops)
            done = case.resume()
            self.assert_code(done, 0 if exact else 5)
            self.assertEqual("more than 3 redirects" in done[2], not exact)
            self.assertEqual(case.wrong(exact), [])
        self.assertEqual(case.api.state()["videos"], 8)
        self.assertEqual(case.api.state()["strays"], [])

    def test_nothing_private_is_called(self):
        places = [f"{scheme}://{host}/v.mp4" for host in PRIVATE for scheme in ("https", "http")]
        case = self.case(count=len(places))
        trace = case.desk.path("state/trace")
        redirects = {"video": [{"redirect": place} for place in places]}
        answers = {"file": [{"body": json.dumps({"file": {"download_url": place, "bytes": SIZE},
                                                 "base_resp": {"status_code": 0}})} for place in places]}
        for faults in (redirects, answers):
            with self.subTest(where=list(faults)):
                case.api.faults(**faults)
                done = subprocess.run(
                    ["timeout", "--signal=KILL", "60", "strace", "-f", "-o", trace, "-e", "trace=connect", program(),
                     "resume", *QUICK, "--download", "videos"], cwd=case.desk.folder, capture_output=True,
                    env={**case.desk.environment, "ASAN_OPTIONS": "detect_leaks=0"}, check=False)
                self.assertEqual(done.returncode, 5, done.stderr.decode())
                self.assertEqual(case.wrong(False), [])
                for task in case.desk.tasks():
                    self.assertRegex(task["reason"], "private|TLS|is of ")
                with open(trace, encoding="utf-8", errors="replace") as file:
                    calls = [line for line in file if "sa_family=AF_INET" in line]
                self.assertEqual([line for line in calls if f"htons({case.api.port})" not in line or
                                  '"127.0.0.1"' not in line], [])
                self.assertTrue(calls)

    def test_goes_on_after_a_death(self):
        case = self.case(video_size=2_000_000)
        case.api.faults(video=[{"transport": "slow", "seconds": 10}])
        process = case.desk.start("resume", *QUICK, "--download", "videos")

        def come():
            return sum(len(data) for name, data in case.files().items() if name.endswith(".part"))

        self.until(lambda: come() >= 500_000, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        left = come()
        self.assertLess(left, 2_000_000)
        # Long enough for what is missing, and for the bytes before it that are compared; not for the whole.
        case.api.faults(video=[{"cut_at": 2_000_000 - left + 4096}])
        done = case.resume()
        self.assert_code(done, 0)
        self.assertEqual(case.wrong(True), [])
        self.assertEqual(case.api.state()["videos"], 2)

    def test_a_part_of_something_else_is_no_beginning(self):
        def attempt(junk):
            with Case() as case:
                case.api.faults(video=[CUT, {"http": 400}])
                case.resume()
                [part] = case.files()
                with open(case.desk.path(part), "wb") as file:
                    file.write(junk)
                done = case.resume()
                return case.wrong(True) if done[0] == 0 else done

        start = b"\0\0\0\x18ftyp"
        junk = [b"", b"x", b"<html>" * 20_000] + [start + b"x" * more for more in (0, 70_000, SIZE - 8, SIZE)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            self.assertEqual(list(pool.map(attempt, junk)), [[]] * len(junk))

    def test_two_at_once(self):
        case = self.case(count=8)
        both = [case.desk.start("resume", *QUICK, "--download", "videos") for _ in range(2)]
        for process in both:
            out, err = process.communicate(timeout=60)
            # Who comes second may leave before the first has all.
            self.assertIn(process.returncode, (0, 5), out + err)
        self.assertEqual(case.wrong(True), [])
        self.assertEqual(case.api.state()["videos"], 8)
        self.assertEqual(case.resume(), (0, "", "camlint: nothing is running\n"))
        case.desk.check()

    def test_a_video_that_is_there_is_taken(self):
        case = self.case()
        self.assert_code(case.resume(), 0)
        [name] = case.files()
        with self.subTest("after a death between the last name and the ledger"):
            connection = sqlite3.connect(case.desk.ledger)
            connection.execute("UPDATE task SET state = 'succeeded', path = NULL, sha256 = NULL, bytes = 0")
            connection.commit()
            connection.close()
            self.assert_code(case.resume(), 0)
            self.assertEqual(case.wrong(True), [])
            self.assertEqual(case.api.state()["videos"], 1)
            self.assertEqual(list(case.files()), [name])


class Fetch(unittest.TestCase):
    def assert_code(self, done, code):
        self.assertEqual(done[0], code, done[1] + done[2])

    def case(self, **settings):
        return self.enterContext(Case(**settings))

    def test_by_row_and_by_task(self):
        case = self.case(count=3)
        second = case.desk.tasks()[1]["task_id"]
        os.mkdir(case.desk.path("my videos"))
        for what, flags, name in (("1", ["-o", "one.mp4"], "one.mp4"),
                                  (second, ["-o", "my videos/zwei ü.mp4"], "my videos/zwei ü.mp4"),
                                  ("3", [], "camlint-3.mp4")):
            done = case.fetch(what, *flags)
            self.assert_code(done, 0)
            self.assertEqual(done[1], case.desk.path(name) + "\n")
        self.assertEqual(case.wrong(True), [])
        before = case.files()["one.mp4"]
        self.assert_code(case.fetch("1", "-o", "again.mp4"), 0)
        self.assertEqual(case.desk.tasks()[0]["path"], case.desk.path("again.mp4"))
        self.assertEqual([case.files()[name] for name in ("one.mp4", "again.mp4")], [before] * 2)

    def test_places_that_are_none(self):
        case = self.case()
        case.desk.write("there.mp4", "not a video")
        os.mkdir(case.desk.path("folder.mp4"))
        os.symlink("nowhere", case.desk.path("link.mp4"))
        rows = [("there.mp4", "there.mp4"), ("folder.mp4", "folder.mp4"), ("link.mp4", "link.mp4")]
        rows += [(name, ".mp4") for name in ("a.mov", "a", "a.MP4", "a.mp4.part", "a/", ".", "..", ".mp4", "a.mp4/")]
        rows += [("missing/a.mp4", "missing"), (".hidden.mp4", ".hidden"), ("a" * 201 + ".mp4", "200 bytes")]
        before = case.files()
        for name, words in rows:
            with self.subTest(name=name):
                done = case.fetch("1", "-o", name)
                self.assert_code(done, 2)
                self.assertIn(words, done[2])
                self.assertEqual(case.desk.states(), ["succeeded"])
        self.assertEqual(case.files(), before)
        self.assertEqual(case.api.state()["files"], 0)
        self.assertTrue(os.path.islink(case.desk.path("link.mp4")))

    def test_a_video_of_the_same_length_is_not_taken_for_it(self):
        case = self.case(count=2)
        self.assert_code(case.fetch("1", "-o", "one.mp4"), 0)
        self.assert_code(case.fetch("2", "-o", "one.mp4"), 2)
        self.assertEqual(case.desk.states(), ["done", "succeeded"])
        self.assert_code(case.fetch("2", "-o", "two.mp4"), 0)
        self.assertEqual(case.wrong(True), [])

    def test_a_file_that_turns_up_meanwhile_stays(self):
        with Desk() as desk, FakeApi(polls=1_000_000, video_size=SIZE) as api:
            self.assert_code(desk.submit(api, desk.prompts(1)), 0)
            process = desk.start("fetch", "1", "-o", "one.mp4", "--wait", *QUICK)
            while api.state()["queries"] < 2:
                self.assertIsNone(process.poll())
            other = desk.write("one.mp4", "\0\0\0\x18ftyp".ljust(SIZE, "x"))
            api.settings(polls=1)
            out, err = process.communicate(timeout=60)
            self.assertEqual((process.returncode, out, desk.states()), (5, b"", ["succeeded"]), err)
            self.assertIn(b"another file stands there", err)
            with open(other, "rb") as file:
                self.assertEqual(file.read(), b"\0\0\0\x18ftyp".ljust(SIZE, b"x"))

    def test_a_task_that_is_running(self):
        with Desk() as desk, FakeApi(polls=1_000_000, video_size=SIZE) as api:
            self.assert_code(desk.submit(api, desk.prompts(1)), 0)
            done = desk.run("fetch", "1", "-o", "one.mp4", timeout=5)  # asks at once, once
            self.assert_code(done, 5)
            self.assertEqual((desk.states(), api.state()["queries"]), (["running"], 1))
            self.assert_code(desk.run("fetch", "1", "-o", "one.mp4", "--wait", "--deadline", "0.01", *QUICK), 5)
            self.assertFalse(os.path.exists(desk.path("one.mp4")))
            api.settings(polls=1)
            self.assert_code(desk.run("fetch", "1", "-o", "one.mp4", "--wait", *QUICK), 0)
            with open(desk.path("one.mp4"), "rb") as file:
                self.assertEqual(file.read(), api.video(desk.tasks()[0]["file_id"]))

    def test_a_task_that_ends_at_the_question_is_fetched(self):
        with Desk() as desk, FakeApi(polls=1, video_size=SIZE) as api:
            self.assert_code(desk.submit(api, desk.prompts(1)), 0)
            self.assert_code(desk.run("fetch", "1", "-o", "one.mp4"), 0)
            self.assertEqual(desk.states(), ["done"])

    def test_rows_without_a_video(self):
        with Desk() as desk, FakeApi(polls=1) as api:
            api.faults(create=[{"code": 1026}, {"transport": "close"}, {"code": 0}, {"code": 1008}],
                       query=[{"status": "Failed"}])
            self.assert_code(desk.submit(api, "--yes", "--wait", *QUICK, desk.prompts(4)), 4)
            self.assertEqual(desk.states(), ["rejected", "unknown", "failed", "planned"])
            for row, state in enumerate(desk.states(), 1):
                done = desk.run("fetch", str(row), "-o", "x.mp4")
                self.assert_code(done, 2)
                self.assertIn(f"row {row} has no video: it is {state}", done[2])
            for what in ("5", "0", "-1", "4711", "x", "", "../1", "99999999999999999999"):
                done = desk.run("fetch", "-o", "x.mp4", "--", what)
                self.assert_code(done, 2)
                self.assertIn(f"'{what}'", done[2])

    def test_what_fails_leaves_the_task(self):
        case = self.case()
        case.api.faults(file=[{"wrong_length": 3}], video=[CUT])
        done = case.fetch("1", "-o", "one.mp4")
        self.assert_code(done, 5)
        self.assertEqual((done[1], case.files()), ("", {}))
        self.assert_code(case.fetch("1", "-o", "one.mp4"), 0)
        self.assertEqual(case.wrong(True), [])


if __name__ == "__main__":
    camlint.main()
