"""camlint submit against the fake API: what is sent, what is kept, what is said."""

import csv
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint
from paid import KEY, MODEL, PRICES, Desk, FakeApi, service


class Submit(unittest.TestCase):
    def setUp(self):
        self.desk = self.enterContext(Desk())

    def api(self, **settings):
        return self.enterContext(FakeApi(**settings))

    def assert_code(self, done, code):
        self.assertEqual(done[0], code, done[1] + done[2])

    def test_one_prompt_whole_way(self):
        for settings in ({}, {"tls": True}):
            with self.subTest(**settings), Desk() as desk, FakeApi(**settings) as api:
                path = desk.write("book.prompt", f"---\nmodel: {MODEL}\ncamlint-ignore: [optimizer-with-commands]\n"
                                                 "title: my own\n---\nA man picks up a book [Pedestal up].\n")
                done = desk.submit(api, path, "--download", "videos", "--poll-interval", "0.05")
                self.assert_code(done, 0)
                paid = api.paid()
                self.assertEqual(len(paid), 1)
                self.assertEqual(json.loads(paid[0]["body"]),
                                 {"model": MODEL, "prompt": "A man picks up a book [Pedestal up].", "duration": 6,
                                  "resolution": "768P"})
                [task] = desk.tasks()
                self.assertEqual(task["state"], "done")
                self.assertEqual(task["task_id"], paid[0]["task_id"])
                with open(task["path"], "rb") as file:
                    video = file.read()
                self.assertEqual(video, api.video(task["file_id"]))
                self.assertEqual(task["sha256"], hashlib.sha256(video).hexdigest())
                self.assertEqual(os.path.dirname(task["path"]), desk.path("videos"))
                self.assertEqual(api.state()["violations"], [])
                sent = hashlib.sha256(paid[0]["body"].encode()).hexdigest()
                self.assertEqual(desk.query("SELECT body_sha256 FROM task"), [(sent,)])
                desk.check()

    def test_the_same_request_twice_is_sent_once(self):
        api = self.api()
        path = self.desk.prompts(1)
        self.assert_code(self.desk.submit(api, path), 0)
        again = self.desk.submit(api, path)
        self.assert_code(again, 0)
        self.assertIn(api.paid()[0]["task_id"], again[2])
        self.assertEqual(len(api.paid()), 1)
        self.assert_code(self.desk.submit(api, path, "--take", "2"), 0)
        self.assertEqual(len(api.paid()), 2)
        self.assertEqual([task["take"] for task in self.desk.tasks()], [1, 2])
        self.assert_code(self.desk.submit(api, path, "--take", "2"), 0)
        self.assertEqual(len(api.paid()), 2)

    def test_a_finding_keeps_its_prompt_and_no_other(self):
        api = self.api()
        good, bad = (json.dumps({"model": MODEL, "prompt": text, "prompt_optimizer": False})
                     for text in ("A book [Push in].", "A book [Psuh in]."))
        path = self.desk.write("two.jsonl", f"{bad}\n{good}\n")
        done = self.desk.submit(api, path)
        self.assert_code(done, 1)
        self.assertIn("unknown-command", done[1])
        self.assertEqual([json.loads(row["body"])["prompt"] for row in api.paid()], ["A book [Push in]."])
        self.assert_code(self.desk.submit(api, path, "--fail-on", "error", "--yes"), 0)
        self.assertEqual(len(api.paid()), 2)

    def test_a_template_is_no_request(self):
        api = self.api()
        self.desk.write("camlint.toml", 'placeholders = "allow"\n')
        path = self.desk.write("p.prompt", f"---\nmodel: {MODEL}\nprompt_optimizer: false\n---\n{{{{who}}}} walks.\n")
        self.assertEqual(subprocess.run([camlint.PROGRAM, "check", path], cwd=self.desk.folder, check=False,
                                        capture_output=True).returncode, 0)
        done = self.desk.submit(api, path)
        self.assert_code(done, 1)
        self.assertIn("template-placeholder", done[1])
        self.assertEqual(api.paid(), [])

    def test_more_than_one_needs_a_yes(self):
        api = self.api()
        self.desk.write("config/camlint/submit.toml", PRICES)
        path = self.desk.prompts(2)
        done = self.desk.submit(api, path)
        self.assert_code(done, 2)
        self.assertIn("--yes", done[2])
        self.assertIn("$0.56", done[2])
        self.assertEqual(api.state()["bodies"], [])
        self.assert_code(self.desk.submit(api, path, "--yes"), 0)
        self.assertEqual(len(api.paid()), 2)

    def test_limits(self):
        api = self.api()
        self.desk.write("config/camlint/submit.toml", PRICES)
        path = self.desk.prompts(3)
        unpriced = self.desk.write("t.json", json.dumps({"model": "T2V-01-Director", "prompt": "A book [Push in].",
                                                         "prompt_optimizer": False}))
        for flags, words in ((["--max-videos", "2", path], "max-videos, 2"),
                             (["--max-cost", "0.83", path], "$0.84"),
                             (["--max-cost", "9", unpriced], "not known")):
            done = self.desk.submit(api, "--yes", *flags)
            self.assert_code(done, 4)
            self.assertIn(words, done[2])
        self.assertEqual(api.state()["bodies"], [])
        self.assert_code(self.desk.submit(api, "--yes", "--max-cost", "0.84", "--max-videos", "3", path), 0)

    def test_the_limits_of_each_file_s_project_hold(self):
        api = self.api()
        self.desk.write("proj/camlint.toml", "[submit]\nmax-videos = 1\n")
        path = self.desk.prompts(2, "proj/p.jsonl")
        done = self.desk.submit(api, "--yes", path)  # from the folder above
        self.assert_code(done, 4)
        self.assertIn("max-videos, 1", done[2])
        self.assertEqual(api.state()["bodies"], [])

    def test_an_address_that_has_the_path_already(self):
        code, _, err = self.desk.run("submit", "--base-url", "https://api.minimax.io/v1", self.desk.prompts(1))
        self.assertEqual(code, 2)
        self.assertIn("'/v1'", err)

    def test_a_video_that_is_gone_is_fetched_again(self):
        api = self.api()
        flags = ["--download", "v", "--poll-interval", "0.05", self.desk.prompts(1)]
        self.assert_code(self.desk.submit(api, *flags), 0)
        [task] = self.desk.tasks()
        os.remove(task["path"])
        self.assert_code(self.desk.submit(api, *flags), 0)
        self.assertTrue(os.path.exists(task["path"]))
        self.assertEqual(len(api.paid()), 1)

    def test_dry_run_prints_what_curl_can_send(self):
        api = self.api()
        self.desk.write("config/camlint/submit.toml", PRICES)
        path = self.desk.write("p.jsonl", "\n".join(
            json.dumps({"model": MODEL, "prompt": text, "prompt_optimizer": False}, ensure_ascii=False)
            for text in ("It's $HOME `id` \"quoted\" \\ [Push in].", "女人拿起一本书[上升]。🎬", "bad [Psuh in]")) + "\n")
        code, out, err = self.desk.submit(api, "--dry-run", path)
        self.assertEqual(code, 1, err)
        self.assertIn("unknown-command", err)
        self.assertFalse(os.path.exists(self.desk.ledger))
        self.assertEqual(api.state()["bodies"], [])
        self.assertNotIn(KEY, out + err)
        self.assertRegex(out, r"# 2 requests, \$0\.56, .* at 6e\+04 a minute|# 2 requests, \$0\.56")
        subprocess.run(["sh", "-e"], input=out.encode(), env=self.desk.environment, check=True, capture_output=True)
        by_curl = [row["body"] for row in api.paid()]
        api.reset()
        self.assert_code(self.desk.submit(api, "--yes", path), 1)
        self.assertEqual(by_curl, [row["body"] for row in api.paid()])
        self.assertEqual(len(by_curl), 2)

    def test_a_hundred_of_one_csv(self):
        api = self.api(video_size=20_000)
        with open(self.desk.path("hundred.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "prompt", "model", "duration", "resolution", "prompt_optimizer"])
            for i in range(100):
                writer.writerow([f"r{i}", f"A man, number {i},\nwalks \"home\" [Truck left].", MODEL, 6, "768P", "false"])
        done = self.desk.submit(api, self.desk.path("hundred.csv"), "--yes", "--download", "videos",
                                "--poll-interval", "0.1", timeout=240)
        self.assert_code(done, 0)
        paid = api.paid()
        self.assertEqual(len(paid), 100)
        self.assertEqual(json.loads(paid[0]["body"]), {
            "model": MODEL, "prompt": "A man, number 0,\nwalks \"home\" [Truck left].", "prompt_optimizer": False,
            "duration": 6, "resolution": "768P"})
        self.assertEqual(self.desk.states(), ["done"] * 100)
        self.assertEqual(len(glob.glob(self.desk.path("videos/*.mp4"))), 100)
        self.assertEqual(glob.glob(self.desk.path("videos/*.part")), [])
        self.assertRegex(done[1], r"100 done")
        self.desk.check()

    def test_gateway_needs_and_gets_its_fields(self):
        for wrap in (None, "data", "resp_data"):
            with self.subTest(wrap=wrap), Desk() as desk, FakeApi(wrap=wrap) as api:
                path = desk.write("p.txt", "A woman picks up a book [上升].\n")
                done = desk.submit(api, "--provider", "gpt.ge", "--model", MODEL, "--ignore", "optimizer-with-commands",
                                   "--download", "v", "--poll-interval", "0.05", path)
                self.assert_code(done, 0)
                self.assertEqual(json.loads(api.paid()[0]["body"]),
                                 {"model": MODEL, "prompt": "A woman picks up a book [上升].", "duration": 6,
                                  "resolution": "768P"})
                self.assertEqual(desk.states(), ["done"])

    def test_ids_written_as_numbers_keep_their_digits(self):
        api = self.api()
        api.faults(create=[{"task_id_as_number": True}], query=[{"file_id_as_number": True, "repeat": True}])
        self.assert_code(self.desk.submit(api, self.desk.prompts(1), "--download", "v", "--poll-interval", "0.05"), 0)
        [task] = self.desk.tasks()
        self.assertEqual(task["task_id"], str(api.paid()[0]["task_id"]))
        self.assertEqual(task["state"], "done")

    def test_a_base_url_of_a_project_is_not_trusted(self):
        api = self.api()
        self.desk.write("camlint.toml", f'[providers.minimax]\nbase-url = "{api.url}"\n')
        code, out, _ = self.desk.run("submit", "--dry-run", self.desk.prompts(1))
        self.assertEqual(code, 0)
        self.assertIn("https://api.minimax.io/v1/video_generation", out)
        self.assertNotIn(api.url, out)

    def test_addresses_that_no_key_goes_to(self):
        for url in ("http://api.example.com", "https://user:pw@api.example.com", "ftp://127.0.0.1", "api.example.com",
                    "https://api.example.com/?x=1", "http://10.0.0.1"):
            code, out, err = self.desk.run("submit", "--base-url", url, self.desk.prompts(1))
            self.assertEqual((code, out), (2, ""), err)
            self.assertIn("base URL", err)

    def test_nothing_reached(self):
        with FakeApi() as api:
            flags = service(api)
        done = self.desk.run("submit", *flags, self.desk.prompts(1))
        self.assert_code(done, 6)
        self.assertEqual(self.desk.states(), ["planned"])

    def test_an_untrusted_certificate_ends_it_at_once(self):
        api = self.api(tls=True)
        done = self.desk.run("submit", "--base-url", api.url, self.desk.prompts(1))
        self.assert_code(done, 6)
        self.assertEqual(self.desk.states(), ["planned"])
        self.assertEqual(api.state()["bodies"], [])
        self.assertNotIn("tried again", done[2])

    def test_signals_finish_what_is_under_way(self):
        api = self.api(create_seconds=0.5)
        process = self.desk.start("submit", *service(api), "--rpm", "60000", "--yes", self.desk.prompts(3))
        while not (os.path.exists(self.desk.ledger) and api.state()["connections"] > 0):
            self.assertIsNone(process.poll())
        process.terminate()
        out, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 143, err)
        self.assertEqual(len(api.paid()), 1)
        self.assertEqual(sorted(self.desk.states()), ["accepted", "planned", "planned"])

    def test_a_second_signal_ends_it_now(self):
        api = self.api()
        api.faults(create=[{"transport": "hang"}])
        process = self.desk.start("submit", *service(api), self.desk.prompts(1))
        while not api.state()["bodies"]:
            self.assertIsNone(process.poll())
        process.send_signal(2)
        for line in process.stderr:
            if b"once more" in line:
                break
        process.send_signal(2)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(self.desk.states(), ["unknown"])


if __name__ == "__main__":
    camlint.main()
