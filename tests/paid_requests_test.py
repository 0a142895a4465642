"""What becomes of a document before it is paid for: the body, its callback, its price, its address, and the script that shows
them. Nothing that the document only points at is paid for without it."""

import json
import os
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import KEY, MODEL, PRICES, Desk, FakeApi

TEXT = "A man picks up a book [Pedestal up]."
OWN = "https://hooks.example/video?token=1"


def api_node(name, **inputs):
    return json.dumps({"1": {"class_type": name, "inputs": {"prompt_text": TEXT, **inputs}}})


def editor_node(name, widgets, *inputs):
    return json.dumps({"nodes": [{"id": 1, "type": name, "inputs": list(inputs), "widgets_values": widgets}]})


def body(**fields):
    return {"model": MODEL, "prompt": TEXT, "prompt_optimizer": False, "duration": 6, "resolution": "768P", **fields}


HAILUO = "MinimaxHailuoVideoNode"
WIDGETS = [TEXT, 1, "fixed", False, 6, "768P"]
LINK = ["2", 0]

# What another node brings is not in the document. (name, document, flags, the field that is told)
ELSEWHERE = (
    ("an image node", api_node("MinimaxImageToVideoNode", model="I2V-01-Director"), "first_frame_image"),
    ("with its link", api_node("MinimaxImageToVideoNode", model="I2V-01", image=LINK), "first_frame_image"),
    ("a subject node", api_node("MinimaxSubjectToVideoNode", model="S2V-01"), "subject_reference"),
    ("in the editor", editor_node("MinimaxImageToVideoNode", [TEXT, "I2V-01", 1, "fixed"]), "first_frame_image"),
    ("an image for Hailuo", api_node(HAILUO, prompt_optimizer=False, first_frame_image=LINK), "first_frame_image"),
    ("a linked duration", api_node(HAILUO, prompt_optimizer=False, duration=LINK), "duration"),
    ("an image in the editor", editor_node(HAILUO, WIDGETS, {"name": "first_frame_image", "type": "IMAGE", "link": 7}),
     "first_frame_image"),
    ("a prompt in the editor", editor_node(HAILUO, WIDGETS, {"name": "prompt_text", "type": "STRING", "link": 7}), "prompt_text"),
    ("no image at all", json.dumps(body(model="I2V-01", resolution="720P")), "first_frame_image"),
    ("an empty subject", json.dumps(body(model="S2V-01", subject_reference="", resolution="720P")), "subject_reference"),
)
HERE = (
    ("Hailuo", api_node(HAILUO, prompt_optimizer=False, duration=6, resolution="768P")),
    ("in the editor", editor_node(HAILUO, WIDGETS, {"name": "first_frame_image", "type": "IMAGE", "link": None},
                                  {"name": "seed", "type": "INT", "link": 7}, 3, {"link": 4})),
    ("an image", json.dumps(body(model="I2V-01", resolution="720P", first_frame_image="https://a.example/1.jpg"))),
)


class Requests(unittest.TestCase):
    def setUp(self):
        self.desk = self.enterContext(Desk())

    def api(self, **settings):
        return self.enterContext(FakeApi(**settings))

    def assert_code(self, done, code):
        self.assertEqual(done[0], code, done[1] + done[2])

    def dry_run(self, *arguments, code=0, env=None):
        done = self.desk.run("submit", "--dry-run", *arguments, env=env)
        self.assert_code(done, code)
        return done[1]

    def jsonl(self, *bodies):
        return self.desk.write("p.jsonl", "".join(json.dumps(one) + "\n" for one in bodies))

    def test_what_another_node_brings_is_not_paid_without_it(self):
        api = self.api()
        for name, document, field in ELSEWHERE:
            with self.subTest(name):
                path = self.desk.write("workflow.json", document)
                done = self.desk.submit(api, "--fail-on", "never", path)
                self.assert_code(done, 1)
                self.assertRegex(done[2], f"(brings|needs) '{field}'")
                self.assertEqual(api.state()["bodies"], [])
        for name, document in HERE:
            with self.subTest(name):
                api.reset()
                path = self.desk.write("workflow.json", document)
                self.assert_code(self.desk.submit(api, "--fail-on", "never", path), 0)
                [paid] = api.paid()
                self.assertNotIn("MinimaxHailuoVideoNode", paid["body"])
                os.remove(self.desk.ledger)

    def test_one_callback_and_the_right_one(self):
        api = self.api(callbacks=False)
        path = self.jsonl(body(callback_url=OWN))
        out = self.dry_run("--base-url", api.url, path)
        self.assert_code(self.desk.submit(api, path), 0)
        [paid] = api.paid()
        self.assertEqual(json.loads(paid["body"]), body(callback_url=OWN))
        self.assertEqual(paid["body"].count("callback_url"), 1)
        self.assertIn(paid["body"], out)
        [(kept,)] = self.desk.query("SELECT body FROM task")
        self.assertEqual(json.loads(kept), body())
        # Another callback makes no other video.
        self.assert_code(self.desk.submit(api, self.jsonl(body(callback_url=OWN + "2"))), 0)
        self.assertEqual(len(api.paid()), 1)

    def test_ours_takes_the_place_of_the_documents(self):
        api = self.api()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        address = f"http://127.0.0.1:{port}"
        path = self.jsonl(body(callback_url=OWN))
        self.assertNotIn(OWN, self.dry_run("--base-url", api.url, "--callback-url", address, "--ignore", "unreachable-callback", path))
        done = self.desk.submit(api, "--callback-url", address, "--callback-port", port, "--ignore",
                                "unreachable-callback", path)
        self.assert_code(done, 0)
        [paid] = api.paid()
        self.assertEqual(paid["body"].count("callback_url"), 1)
        self.assertTrue(json.loads(paid["body"])["callback_url"].startswith(address))

    def test_callbacks_planned_before(self):
        """A row that a run without callbacks left planned gets the next run's own."""
        api = self.api(callbacks=False)
        path = self.jsonl(body(callback_url=OWN))
        api.faults(create=[{"code": 1008}])
        self.assert_code(self.desk.submit(api, path), 4)
        self.assert_code(self.desk.submit(api, path), 0)
        self.assertEqual([json.loads(row["body"])["callback_url"] for row in api.paid()], [OWN])

    def test_a_callback_that_is_no_text(self):
        api = self.api()
        done = self.desk.submit(api, "--fail-on", "never", self.jsonl(body(callback_url=5)))
        self.assert_code(done, 1)
        self.assertIn("'callback_url' is no string", done[2])
        self.assertEqual(api.state()["bodies"], [])

    def test_no_comment_ends(self):
        """Whatever a document or a path says stays behind its '#'."""
        for evil in ("768P\ntouch ran\n", "768P\r\ntouch ran\r", "768P\vtouch ran", "768P\u2028touch ran"):
            for field in ("resolution", "model"):
                with self.subTest(evil=evil, field=field):
                    path = self.jsonl(body(**{field: evil}))
                    out = self.dry_run("--fail-on", "never", "--base-url", "http://127.0.0.1:9", path)
                    first = out.split("curl", 1)[0]
                    self.assertEqual(first.splitlines(), [first[:-1]])
                    self.assertTrue(first.startswith("# "), first)
                    subprocess.run(["sh"], input=out.encode(), cwd=self.desk.folder, env=self.desk.environment, check=False,
                                   capture_output=True)
                    self.assertFalse(os.path.exists(self.desk.path("ran")))

    def test_prices_are_of_one_host(self):
        path = self.jsonl(body())
        for flags, price in (([], "$0.28"),
                             (["--base-url", "https://API.minimax.io:443/"], "$0.28"),
                             (["--base-url", "https://api.example"], "unknown price"),
                             (["--provider", "minimax-cn"], "unknown price"),
                             (["--provider", "gpt.ge"], "unknown price")):
            with self.subTest(flags=flags):
                self.assertIn(price, self.dry_run(*flags, path).splitlines()[-1])
        # What the user or the project says holds anywhere; the project's is no way around the catalog's.
        self.desk.write("camlint.toml", "[submit]\n" + PRICES.replace("[prices", "[submit.prices").replace("0.28", "0.11"))
        for flags, price in (([], "$0.28"), (["--provider", "gpt.ge"], "$0.11")):
            with self.subTest(flags=flags, project=True):
                self.assertIn(price, self.dry_run(*flags, path).splitlines()[-1])
        self.desk.write("config/camlint/submit.toml", PRICES.replace("0.28", "0.19"))
        for flags in ([], ["--provider", "gpt.ge"]):
            self.assertIn("$0.19", self.dry_run(*flags, path).splitlines()[-1])

    def test_an_address_has_one_spelling(self):
        api = self.api()
        path = self.jsonl(body())
        port = api.url.rsplit(":", 1)[1]
        for url in (f"http://localhost:{port}", f"HTTP://LocalHost:{port}/", f"http://LOCALHOST:0{port}"):
            done = self.desk.run("submit", "--rpm", "60000", "--base-url", url, path)
            self.assert_code(done, 0)
        self.assertEqual(len(api.paid()), 1)
        for url, wanted in (("HTTPS://Api.Example:443/Path/", "https://api.example/Path/v1/"),
                            ("https://api.example:", "https://api.example/v1/"),
                            ("https://api.example:80", "https://api.example:80/v1/"),
                            ("http://LOCALHOST:80", "http://localhost/v1/"),
                            ("http://[::1]:0443", "http://[::1]:443/v1/"),
                            ("http://[::1]", "http://[::1]/v1/")):
            with self.subTest(url=url):
                self.assertIn(f"curl -X POST '{wanted}", self.dry_run("--base-url", url, path))

    def test_no_password_of_an_address_is_told(self):
        path = self.jsonl(body())
        for address in ("https://user:hidden@h.example", "http://user:hidden@h.example", "user:hidden@h.example",
                        "https://user:hid/hidden@h.example", "https://u:hidden@h.example:x", "https://u:hid@hidden@h.example",
                        "https://u ser:hidden@h.example"):
            for way in ("flag", "config"):
                with self.subTest(address=address, way=way):
                    flags = ["--base-url", address] if way == "flag" else []
                    self.desk.write("config/camlint/submit.toml", "" if flags else f'base-url = "{address}"\n')
                    code, out, err = self.desk.run("submit", "--dry-run", *flags, path)
                    self.assertEqual((code, out), (2, ""), err)
                    self.assertNotIn("hidden", err)
                    self.assertIn("[…]@h.example", err)
        self.desk.write("config/camlint/submit.toml", 'proxy = "http://user:hidden@h\\u0000"\n')
        code, out, err = self.desk.run("submit", "--dry-run", path)
        self.assertEqual((code, out), (2, ""), err)
        self.assertIn("'proxy'", err)
        self.assertNotIn("hidden", err)

    def test_a_dry_run_shows_no_key(self):
        path = self.jsonl(body(prompt=f"A sign says {KEY} [Push in]."), body(prompt="A sign [Push in]."))
        for variable in ("MINIMAX_API_KEY", "GPT_GE_API_KEY"):
            with self.subTest(variable):
                out = self.dry_run("--fail-on", "never", path, env={"MINIMAX_API_KEY": "sk-other", variable: KEY})
                self.assertNotIn(KEY, out)
                self.assertIn("a key is in it", out)
                self.assertIn("# 1 request,", out)
        named = self.jsonl(body(model=f"my {KEY}"))
        self.assertNotIn(KEY, self.dry_run("--fail-on", "never", named))
        # Without a secret in it, nothing is shortened.
        self.assertIn(OWN, self.dry_run(self.jsonl(body(callback_url=OWN))))

    def test_a_dry_run_knows_what_was_sent(self):
        self.desk.write("config/camlint/submit.toml", PRICES)
        api = self.api()
        first, second = body(), body(prompt="A dog runs [Push in].")
        path = self.jsonl(first, second, first, second)
        flags = ["--base-url", api.url]
        out = self.dry_run(*flags, path)
        self.assertEqual(out.count("curl "), 2)
        self.assertEqual(out.count("# the same request as above\n"), 2)
        self.assertIn("# 2 requests, $0.56", out)
        self.assertFalse(os.path.exists(self.desk.path("state")))
        api.faults(create=[{"code": 0}, {"code": 1008}])
        self.assert_code(self.desk.submit(api, "--yes", path), 4)
        before = self.desk.query("SELECT * FROM task"), self.desk.query("SELECT * FROM event")
        out = self.dry_run(*flags, path)
        self.assertEqual(out.count("curl "), 1)  # the other is planned yet
        self.assertEqual(out.count("# row 1 already: accepted\n"), 2)
        self.assertEqual(out.count("# the same request as above\n"), 1)
        self.assertIn("# 1 request, $0.28", out)
        self.assertIn("# 2 requests, $0.56", self.dry_run(*flags, "--take", "2", path))
        self.assertEqual(before, (self.desk.query("SELECT * FROM task"), self.desk.query("SELECT * FROM event")))


if __name__ == "__main__":
    camlint.main()
