"""Folders, patterns and names: which files are read, and what is said of those that cannot be."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

TYPO = b"A man opens a book [Psuh in]."

BODY = '{"model":"T2V-01-Director","prompt":"A man [Psuh in].","prompt_optimizer":false}'
GOOD = {
    "text.prompt.txt": TYPO,
    "front.prompt": b"---\nmodel: T2V-01-Director\nprompt_optimizer: false\n---\nA man [Psuh in].\n",
    "prompts/body.json": BODY.encode(),
    "prompts/lines.jsonl": BODY.encode() + b"\n",
    "prompts/table.csv": b"id,prompt\n1,A man [Psuh in].\n",
    "prompts/table.tsv": b"id\tprompt\n1\tA man [Psuh in].\n",
    "prompts/page.md": b"# Page\n\n```prompt\nA man [Psuh in].\n```\n",
    "workflow.prompt.json": b'{"1":{"class_type":"MinimaxTextToVideoNode","inputs":{"prompt_text":"A man [Psuh in].",'
                            b'"model":"T2V-01-Director"}}}',
    "call.prompt.sh": b"curl https://api.minimax.io/v1/video_generation -d '" + BODY.encode() + b"'\n",
}
BROKEN = {
    "broken.prompt.txt": b"\xff\xfe\x00",
    "broken.prompt": b"---\nmodel T2V-01\n---\nA man.\n",
    "prompts/broken.json": b'{"prompt":',
    "prompts/broken.jsonl": b'{"prompt":\n',
    "prompts/broken.csv": b'id,prompt\n1,"A man\n',
    "prompts/broken.tsv": b"id\tprompt\n1\n",
    "prompts/broken.md": b'```json\n{"model":"T2V-01","prompt":\n```\n',
    "broken2.prompt.json": b'{"nodes":[',
    "broken.prompt.sh": b"curl https://api.minimax.io/v1/video_generation -d '{'\n",
}


def make(folder, files):
    for name, data in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def git(folder, *arguments):
    subprocess.run(["git", "-C", folder, "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], check=True,
                   capture_output=True)


class Walk(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = os.path.join(self.scratch.name, "root")
        os.mkdir(self.folder)

    def tearDown(self):
        self.scratch.cleanup()

    def files_of(self, *arguments, cwd=None):
        """Exit code, the files that have findings, and standard error."""
        code, out, err = camlint.run("check", "-f", "json", *arguments, cwd=cwd or self.folder)
        report = json.loads(out)
        return code, [d["file"] for d in report["diagnostics"]], err.decode(), report["summary"]

    def test_every_carrier_and_everything_that_means_harm(self):
        make(self.folder, GOOD)
        make(self.folder, BROKEN)
        os.mkfifo(os.path.join(self.folder, "pipe.prompt"))
        os.symlink("loop.prompt", os.path.join(self.folder, "loop.prompt"))
        os.symlink("/dev/zero", os.path.join(self.folder, "zero.prompt"))
        os.symlink("..", os.path.join(self.folder, "prompts", "up"))
        code, out, err = camlint.run("check", "-f", "json", self.folder, timeout=20)
        report = json.loads(out)
        self.assertEqual(code, 2)
        typos = {d["file"] for d in report["diagnostics"] if d["rule"] == "unknown-command"}
        self.assertEqual(typos, {os.path.join(self.folder, name) for name in GOOD})
        faulty = {d["file"] for d in report["diagnostics"] if d["rule"] in ("invalid-document", "invalid-utf8")}
        self.assertEqual(faulty, {os.path.join(self.folder, name) for name in BROKEN})
        self.assertEqual(report["summary"]["skipped"], 3)
        self.assertEqual(report["summary"]["files"], len(GOOD) + len(BROKEN))
        for words in (b"pipe.prompt: not a regular file", b"zero.prompt: not a regular file", b"loop.prompt: Too many"):
            self.assertIn(words, err)

    def test_which_files_a_walk_takes(self):
        make(self.folder, {"a.prompt": TYPO, "b.txt": TYPO, "c.prompt.md": b"x", "sub/d.prompt": TYPO, ".hidden/e.prompt": TYPO,
                           "prompts/f.txt": TYPO, "prompts/deep/g.txt": TYPO, "prompts/h.py": TYPO, "sub/prompts/i.txt": TYPO})
        expected = ["a.prompt", "prompts/deep/g.txt", "prompts/f.txt", "sub/d.prompt", "sub/prompts/i.txt"]
        self.assertEqual(self.files_of(".")[1], expected)
        self.assertEqual(self.files_of()[1], expected)
        self.assertEqual(self.files_of("sub")[1], ["sub/d.prompt", "sub/prompts/i.txt"])
        # A folder that is itself called prompts.
        self.assertEqual(self.files_of("prompts/")[1], ["prompts/deep/g.txt", "prompts/f.txt"])
        self.assertEqual(self.files_of(".", cwd=os.path.join(self.folder, "prompts"))[1], ["deep/g.txt", "f.txt"])

    def test_a_named_file_is_always_read(self):
        make(self.folder, {"b.txt": TYPO, ".hidden/e.prompt": TYPO, "h.py": TYPO})
        self.assertEqual(self.files_of("h.py", "b.txt", ".hidden/e.prompt")[1], [".hidden/e.prompt", "b.txt", "h.py"])

    def test_each_file_once(self):
        make(self.folder, {"a.prompt": TYPO, "b.txt": TYPO})
        os.link(os.path.join(self.folder, "a.prompt"), os.path.join(self.folder, "z.prompt"))
        self.assertEqual(self.files_of("a.prompt", "./a.prompt", ".", "*.prompt")[1], ["a.prompt"])

    def test_links(self):
        make(self.folder, {"a.prompt": TYPO, "shared/b.txt": TYPO})
        make(self.scratch.name, {"outside.prompt": TYPO})
        os.symlink("shared/b.txt", os.path.join(self.folder, "b.prompt"))
        os.symlink("a.prompt", os.path.join(self.folder, "again.prompt"))
        os.symlink("../outside.prompt", os.path.join(self.folder, "out.prompt"))
        code, files, err, summary = self.files_of(".")
        self.assertEqual((code, files, summary["skipped"]), (1, ["a.prompt", "b.prompt"], 0))
        self.assertIn("warning: out.prompt leads out of . and was not followed", err)
        # Named, a link is followed wherever it leads.
        self.assertEqual(self.files_of("out.prompt")[1], ["out.prompt"])

    def test_patterns(self):
        make(self.folder, {"a.txt": TYPO, "b.txt": TYPO, "sub/c.txt": TYPO, "sub/deep/d.txt": TYPO, "e.md": b"x", "[1].txt": TYPO})
        self.assertEqual(self.files_of("*.txt")[1], ["[1].txt", "a.txt", "b.txt"])
        self.assertEqual(self.files_of("**/*.txt")[1], ["[1].txt", "a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"])
        self.assertEqual(self.files_of("sub/**")[1], ["sub/c.txt", "sub/deep/d.txt"])
        self.assertEqual(self.files_of("[ab].txt")[1], ["a.txt", "b.txt"])
        self.assertEqual(self.files_of("[1].txt")[1], ["[1].txt"])  # a name before it is a pattern
        code, _, err, summary = self.files_of("*.nothing")
        self.assertEqual((code, summary["skipped"]), (2, 1))
        self.assertIn("no file matches *.nothing", err)

    def test_an_empty_folder_is_no_error(self):
        code, files, err, _ = self.files_of(".")
        self.assertEqual((code, files), (0, []))
        self.assertIn("warning: no prompt files in .", err)

    def test_a_walked_file_without_prompt_is_silent(self):
        make(self.folder, {"prompts/other.json": b'{"title":"x"}'})
        self.assertEqual(self.files_of(".")[:2], (0, []))
        self.assertEqual(self.files_of("prompts/other.json")[:2], (1, ["prompts/other.json"]))

    def test_git_says_which_files(self):
        make(self.folder, {"a.prompt": TYPO, "ignored.prompt": TYPO, "new.prompt": TYPO, "gone.prompt": TYPO,
                           ".hidden/e.prompt": TYPO, "out/f.prompt": TYPO, ".gitignore": b"ignored.prompt\nout/\n"})
        git(self.folder, "init")
        git(self.folder, "add", "a.prompt", "gone.prompt", ".hidden")
        os.remove(os.path.join(self.folder, "gone.prompt"))
        code, files, err, _ = self.files_of(".")
        self.assertEqual((code, files, err), (1, [".hidden/e.prompt", "a.prompt", "new.prompt"], ""))
        self.assertEqual(self.files_of("ignored.prompt")[1], ["ignored.prompt"])

    def test_a_repository_starts_nothing(self):
        make(self.folder, {"a.prompt": TYPO})
        git(self.folder, "init")
        mark = os.path.join(self.scratch.name, "mark")
        git(self.folder, "config", "core.fsmonitor", f"touch {mark}")
        self.assertEqual(self.files_of(".")[1], ["a.prompt"])
        self.assertFalse(os.path.exists(mark))

    def test_without_git(self):
        make(self.folder, {"a.prompt": TYPO})
        git(self.folder, "init")
        code, out, _ = camlint.run("check", "-f", "concise", ".", cwd=self.folder, env={"PATH": "/nonexistent"})
        self.assertEqual((code, out.split(b":")[0]), (1, b"a.prompt"))

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_an_unreadable_folder_is_told(self):
        make(self.folder, {"a.prompt": TYPO, "closed/b.prompt": TYPO})
        os.chmod(os.path.join(self.folder, "closed"), 0)
        code, files, err, _ = self.files_of(".")
        os.chmod(os.path.join(self.folder, "closed"), 0o700)
        self.assertEqual((code, files), (2, ["a.prompt"]))
        self.assertIn("cannot read closed", err)

    def test_the_current_folder_may_be_gone(self):
        make(self.folder, {"b.txt": TYPO})
        script = 'mkdir gone && cd gone && rmdir ../gone && "$1" check -f concise . "$2"'
        done = subprocess.run(["sh", "-c", script, "sh", camlint.PROGRAM, os.path.join(self.folder, "b.txt")],
                              cwd=self.folder, capture_output=True, check=False)
        self.assertIn(b"[unknown-command]", done.stdout)
        self.assertNotIn(b"internal", done.stderr)

    def test_git_that_does_not_answer_is_told(self):
        make(self.folder, {"a.prompt": TYPO, ".git/config": b"broken ["})
        code, files, err, _ = self.files_of(".")
        self.assertEqual((code, files), (1, ["a.prompt"]))
        self.assertIn("git does not tell which files . has", err)

    def test_a_path_that_is_too_long_is_told(self):
        part, here = "x" * 200, os.open(self.folder, os.O_RDONLY)
        for _ in range(25):
            os.mkdir(part, dir_fd=here)
            here = os.open(part, os.O_RDONLY, dir_fd=here)
        code, _, err, _ = self.files_of(".")
        self.assertEqual(code, 2)
        self.assertIn("File name too long", err)

    def test_many_jobs_same_bytes(self):
        make(self.folder, {f"{i:03}.prompt": TYPO * (i % 7) for i in range(200)})
        outputs = {camlint.run("check", "-f", "json", "--jobs", jobs, ".", cwd=self.folder)[1] for jobs in ("1", "2", "7")}
        self.assertEqual(len(outputs), 1)


if __name__ == "__main__":
    camlint.main()
