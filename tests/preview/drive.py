"""What the tests in a browser share: Chromium behind a line protocol, pages made by camlint, pictures as numbers."""

import base64
import fcntl
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import camlint

IS_REQUIRED = os.environ.get("CAMLINT_PREVIEW_REQUIRED") == "1"
PICTURES = os.environ.get("CAMLINT_PICTURES")  # a folder to keep pictures in, to look at them
PACKAGE = "playwright-core"
VERSION = "1.65.1"
NODE_FOLDER = os.environ.get("CAMLINT_NODE_FOLDER") or os.path.join(os.path.abspath("build"), "node-preview")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def skip(why):
    """Ends the test as one that ctest shows as skipped, or as a failure where nothing may be missing."""
    print(("missing: " if IS_REQUIRED else "skipped: ") + why)
    sys.exit(1 if IS_REQUIRED else 77)


def install():
    if not CHROMIUM:
        skip("no chromium here")
    for program in ("node", "npm"):
        if not shutil.which(program):
            skip(f"no {program} here")
    if not os.path.exists(os.path.join(os.path.dirname(os.path.abspath(sys.argv[1])), "share/camlint/preview.html")):
        skip("no page beside the program; the target camlint_preview_data makes it")
    os.makedirs(NODE_FOLDER, exist_ok=True)
    # Tests run side by side; one installs, the others wait for it.
    with open(os.path.join(NODE_FOLDER, "lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_package()


def install_package():
    manifest = os.path.join(NODE_FOLDER, "node_modules", PACKAGE, "package.json")
    if os.path.exists(manifest):
        with open(manifest, encoding="utf-8") as file:
            if json.load(file)["version"] == VERSION:
                return
    try:
        done = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", NODE_FOLDER,
                               f"{PACKAGE}@{VERSION}"], capture_output=True, timeout=200, cwd=NODE_FOLDER, check=False)
    except subprocess.TimeoutExpired:
        skip("npm does not answer")
    if done.returncode != 0:
        skip(f"npm has no {PACKAGE}: {done.stderr.decode(errors='replace')[-500:]}")


class Browser:
    def __init__(self, flags=()):
        driver = os.path.join(os.path.dirname(os.path.abspath(__file__)), "browser.mjs")
        self.process = subprocess.Popen(["node", driver], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                                        env={**os.environ, "NODE_FOLDER": NODE_FOLDER})
        self.ask("start", program=CHROMIUM, flags=list(flags))

    def ask(self, name, **rest):
        self.process.stdin.write(json.dumps({"do": name, **rest}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the browser's driver has ended"
        answer = json.loads(line)
        assert "error" not in answer, answer
        return answer["value"]

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class PageTest(unittest.TestCase):
    """Each class has a browser, each test a folder; a page is made, opened and, at the end, asked what went wrong."""

    flags = ()
    may_complain = False

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser(cls.flags)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = os.path.realpath(held.name)
        self.url = None

    def tearDown(self):
        if self.url is None:
            return
        seen = self.browser.ask("seen")
        self.assertEqual(seen["requests"], [self.url], "nothing but the file is asked for")
        self.assertEqual((seen["dialogs"], seen["popups"], seen["errors"]), ([], [], []))
        if not self.may_complain:
            self.assertEqual((seen["console"], seen["violations"]), ([], []))

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content.encode())
        return path

    def make(self, name, content, *arguments, code=0, told=""):
        """The page of a file; `told` is part of what is said of it on standard error, where anything is."""
        path = self.write(name, content)
        page = os.path.join(self.folder, "page.html")
        found, out, err = camlint.run("preview", path, "-o", page, *arguments)
        self.assertEqual((found, out), (code, b""))
        if told:
            self.assertIn(told, err.decode())
        else:
            self.assertEqual(err, b"")
        return page

    def timeline(self, name, *arguments):
        code, out, _ = camlint.run("timeline", "-f", "json", os.path.join(self.folder, name), *arguments)
        self.assertEqual(code, 0)
        return json.loads(out)["prompts"]

    def open(self, name, content, *arguments, code=0, told="", **how):
        self.open_page(self.make(name, content, *arguments, code=code, told=told), **how)

    def open_page(self, page, **how):
        self.url = "file://" + page
        self.browser.ask("open", url=self.url, **how)

    def js(self, code):
        return self.browser.ask("evaluate", code=code)

    def seek(self, seconds):
        self.js(f"camlint.seek({seconds!r})")

    def picture(self, name, selector=None):
        data = base64.b64decode(self.browser.ask("picture", selector=selector))
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            with open(os.path.join(PICTURES, name + ".png"), "wb") as file:
                file.write(data)
        return Picture(data)


class Picture:
    """The pixels of a PNG as a browser writes it: eight bits a channel, not interlaced."""

    def __init__(self, data):
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        at, packed = 8, b""
        while at < len(data):
            size, kind = struct.unpack(">I4s", data[at:at + 8])
            body = data[at + 8:at + 8 + size]
            if kind == b"IHDR":
                self.width, self.height, depth, color, _, _, interlace = struct.unpack(">IIBBBBB", body)
                assert (depth, interlace) == (8, 0) and color in (2, 6)
                self.channels = 3 if color == 2 else 4
            elif kind == b"IDAT":
                packed += body
            at += 12 + size
        self.rows = self.unfiltered(zlib.decompress(packed))

    def unfiltered(self, data):
        step, size = self.channels, self.width * self.channels
        rows, above = [], bytearray(size)
        for y in range(self.height):
            kind, row = data[y * (size + 1)], bytearray(data[y * (size + 1) + 1:(y + 1) * (size + 1)])
            for x in range(size):
                left = row[x - step] if x >= step else 0
                up, corner = above[x], above[x - step] if x >= step else 0
                if kind == 1:
                    row[x] = (row[x] + left) & 255
                elif kind == 2:
                    row[x] = (row[x] + up) & 255
                elif kind == 3:
                    row[x] = (row[x] + (left + up) // 2) & 255
                elif kind == 4:
                    p = left + up - corner
                    near = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))
                    row[x] = (row[x] + near[2]) & 255
            rows.append(bytes(row))
            above = row
        return rows

    def pixels(self, left=0.0, top=0.0, right=1.0, bottom=1.0, every=3):
        """Red, green and blue of some pixels of a part of it."""
        for y in range(int(self.height * top), int(self.height * bottom), every):
            row = self.rows[y]
            for x in range(int(self.width * left), int(self.width * right), every):
                yield tuple(row[x * self.channels:x * self.channels + 3])

    def spread(self, **part):
        """How much brightness differs from pixel to pixel: the standard deviation, 0 for one colour."""
        values = [sum(pixel) / 3 for pixel in self.pixels(**part)]
        mean = sum(values) / len(values)
        return (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5

    def difference(self, other, **part):
        """The share of pixels that are clearly others."""
        pairs = list(zip(self.pixels(**part), other.pixels(**part), strict=True))
        return sum(max(abs(a - b) for a, b in zip(*pair)) > 24 for pair in pairs) / len(pairs)
