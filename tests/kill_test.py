"""What may happen to a file while `check --fix` writes it: killed at any moment, no room, no right, a link. It is the
old one or the new one, byte for byte, and whoever asked for a fix that was not made is told so."""

import os
import random
import re
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

SANITIZED = os.environ.get("CAMLINT_SANITIZED") == "1"
BAD, GOOD = b"A man walks [push in] home.\n", b"A man walks [Push in] home.\n"
NOBODY = 65534
DRAFT = re.compile(r"\.camlint-\w{6}\.tmp")


def records(text, count):
    """So many records with something to fix in each, or with it fixed."""
    line = '{"model":"MiniMax-Hailuo-2.3","prompt":"' + "雨后的老街，灯笼亮了。" * 20 + text + ' A man walks.","prompt_optimizer":false}\n'
    return line.encode() * count


class Kill(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        os.chmod(self.folder, 0o755)  # one test is another user's
        self.path = os.path.join(self.folder, "a.prompt")
        self.put(BAD)

    def put(self, raw, path=None):
        with open(path or self.path, "wb") as file:
            file.write(raw)

    def get(self, path=None):
        with open(path or self.path, "rb") as file:
            return file.read()

    def names(self):
        return sorted(os.listdir(self.folder))

    def refuses(self, done, why, raw=BAD, path=None):
        """Exit code 2, one line that names the file and says why, the file as it was, and no draft beside it."""
        code, _, err = done
        path = path or self.path
        self.assertEqual(code, 2, err)
        lines = [line for line in err.decode().splitlines() if path in line]
        self.assertEqual(len(lines), 1, err)
        self.assertIn(why, lines[0])
        self.assertEqual(self.get(path), raw)
        self.assertEqual([name for name in self.names() if DRAFT.fullmatch(name)], [])

    def run_as_nobody(self, *arguments):
        """The program as a user who may not write everywhere, as root may."""
        if os.geteuid() != 0:
            return camlint.run(*arguments)
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            self.skipTest("root may write everywhere, and there is no setpriv to be somebody else")
        done = subprocess.run([setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", camlint.PROGRAM, *arguments],
                              capture_output=True, check=False, timeout=60, cwd="/")
        if b"setpriv:" in done.stderr:
            self.skipTest(done.stderr.decode())
        return done.returncode, done.stdout, done.stderr

    def give_to_nobody(self, path):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def test_killed_at_any_moment(self):
        seed = int(os.environ.get("CAMLINT_SEED", random.randrange(2**32)))
        print(f"CAMLINT_SEED={seed}", file=sys.stderr)
        draw = random.Random(seed)
        count = 300 if SANITIZED else 3500
        old, new = (records(text, count) for text in ("[Push in，Shake] [Dolly in]", "[Push in,Shake] [Push in]"))
        path = os.path.join(self.folder, "big.prompt.jsonl")
        os.remove(self.path)
        self.put(old, path)
        ended = {old: 0, new: 0}
        # A run has up to `most` seconds to live. That goes towards twice what a run takes, whatever else the
        # machine does, so that moments are spread over all of a run.
        most = 0.5
        moments = 20 if SANITIZED else 200
        # A busy machine needs more of them until a run has ended by itself.
        while sum(ended.values()) < moments or (min(ended.values()) == 0 and sum(ended.values()) < 10 * moments):
            with subprocess.Popen([camlint.PROGRAM, "check", "--fix", "-f", "concise", path], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as process:
                try:
                    code = process.wait(timeout=draw.uniform(0, most))
                    most *= 0.96
                except subprocess.TimeoutExpired:
                    process.kill()
                    code = process.wait()
                    most *= 1.04
            self.assertIn(code, (0, -9))
            now = self.get(path)
            self.assertTrue(now in ended, f"CAMLINT_SEED={seed}: torn at moment {sum(ended.values())}: {len(now)} bytes")
            self.assertTrue(code != 0 or now == new)
            ended[now] += 1
            self.put(old, path)
        print(f"old {ended[old]}, new {ended[new]}, drafts {len(self.names()) - 1}", file=sys.stderr)
        self.assertGreater(min(ended.values()), 0, f"CAMLINT_SEED={seed}")
        self.put(BAD, os.path.join(self.folder, ".camlint-a1B2c3.tmp"))
        self.assertEqual([name for name in self.names() if not DRAFT.fullmatch(name)], ["big.prompt.jsonl"])
        for more in ((), ("--fix",)):
            report = camlint.check_json(*more, self.folder)
            self.assertEqual((report["summary"]["files"], report["summary"]["skipped"]), (1, 0))
        self.assertEqual(self.get(path), new)

    def test_no_more_than_a_size(self):
        """As under `ulimit -f`: the draft does not get whole."""
        old = records("[push in]", 3000)
        path = os.path.join(self.folder, "big.prompt.jsonl")
        self.put(old, path)
        for size in (0, 4096, len(old) - 1):
            def limit(size=size):
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            done = subprocess.run([camlint.PROGRAM, "check", "--fix", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  preexec_fn=limit, check=False, timeout=60)
            self.refuses((done.returncode, done.stdout, done.stderr), "File too large", old, path)
            self.assertIn(b"command-case", done.stdout)  # what could not be fixed is still told

    def test_no_room(self):
        disk = os.path.join(self.folder, "disk")
        os.mkdir(disk)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest(f"no small disk to be had: {mounted.stderr.decode().strip()}")
        try:
            path = os.path.join(disk, "big.prompt.jsonl")
            old = records("[push in]", 1000)  # with a draft of the same size too much
            self.put(old, path)
            self.refuses(camlint.run("check", "--fix", path), "No space left on device", old, path)
            self.assertEqual(os.listdir(disk), ["big.prompt.jsonl"])
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_report_that_cannot_be_written(self):
        self.put(GOOD)
        code, _, err = camlint.run("check", "--output", "json=/dev/full", self.path)
        self.assertEqual(code, 2)
        self.assertIn("/dev/full", err.decode())

    def test_a_report_takes_no_other_files_place(self):
        report = os.path.join(self.folder, "report")
        os.symlink(self.path, os.path.join(self.folder, "link"))
        for outputs, why in (
                (["concise=" + self.path], "would overwrite"),
                (["concise=" + os.path.join(self.folder, "link")], "would overwrite"),
                (["json=" + report, "sarif=" + report], "two reports"),
                (["json=" + report, f"sarif={self.folder}/./report"], "two reports"),
                (["json=-", "sarif=-"], "two reports")):
            flags = [f"--output={output}" for output in outputs]
            code, out, err = camlint.run("check", *flags, self.path)
            self.assertEqual((code, out, why in err.decode(), self.get()), (2, b"", True, BAD), outputs)
        self.put(b"old", report)  # what is no prompt is replaced
        self.assertEqual(camlint.run("check", "--output", "json=" + report, self.path)[0], 0)
        self.assertIn(b'"summary"', self.get(report))

    def test_hard_links(self):
        os.link(self.path, os.path.join(self.folder, "b.txt"))
        self.refuses(camlint.run("check", "--fix", self.path), "2 hard links")
        self.refuses(camlint.run("format", self.path), "2 hard links")
        # Where nothing would be written, nothing is refused.
        self.put(GOOD)
        self.assertEqual(camlint.run("check", "--fix", self.path)[0], 0)

    def test_links(self):
        os.mkdir(os.path.join(self.folder, "far"))
        target = os.path.join(self.folder, "far", "target.prompt")
        os.rename(self.path, target)
        os.symlink("far/target.prompt", os.path.join(self.folder, "near.prompt"))
        os.symlink("near.prompt", self.path)
        for command in (("check", "--fix"), ("format",)):
            self.put(BAD, target)
            self.assertEqual(camlint.run(*command, self.path)[0], 0)
            self.assertEqual((self.get(target), os.readlink(self.path)), (GOOD, "near.prompt"))
            self.assertEqual(os.listdir(os.path.dirname(target)), ["target.prompt"])

    def test_mode_and_owner(self):
        for mode in (0o600, 0o755, 0o664, 0o640):
            self.put(BAD)
            os.chmod(self.path, mode)
            self.give_to_nobody(self.path)
            before = os.stat(self.path)
            self.assertEqual(camlint.run("check", "--fix", self.path)[0], 0)
            after = os.stat(self.path)
            self.assertEqual(self.get(), GOOD)
            self.assertEqual(stat.S_IMODE(after.st_mode), mode)
            self.assertEqual((after.st_uid, after.st_gid), (before.st_uid, before.st_gid))
        self.assertEqual(self.names(), ["a.prompt"])

    def test_a_read_only_file(self):
        os.chmod(self.path, 0o444)
        self.give_to_nobody(self.path)
        self.give_to_nobody(self.folder)
        self.refuses(self.run_as_nobody("check", "--fix", self.path), "Permission denied")

    def test_a_read_only_folder(self):
        self.give_to_nobody(self.path)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        self.refuses(self.run_as_nobody("check", "--fix", self.path), "Permission denied")

    def test_another_users_file(self):
        """Its owner could not be kept, so it is not rewritten."""
        if os.geteuid() != 0:
            self.skipTest("only root can give a file to somebody")
        os.chmod(self.path, 0o666)
        self.give_to_nobody(self.folder)
        self.refuses(self.run_as_nobody("check", "--fix", self.path), "owner")

    def test_one_refusal_stops_no_other(self):
        os.link(self.path, os.path.join(self.folder, "b"))
        other = os.path.join(self.folder, "c.prompt")
        self.put(BAD, other)
        self.refuses(camlint.run("check", "--fix", self.folder), "2 hard links")
        self.assertEqual(self.get(other), GOOD)

    def test_a_pipe(self):
        pipe = os.path.join(self.folder, "pipe.txt")
        os.mkfifo(pipe)
        for command in (("check", "--fix"), ("check", "--diff"), ("format",), ("format", "--check")):
            code, _, err = camlint.run(*command, pipe, timeout=20)
            self.assertEqual(code, 2, err)
            self.assertIn(pipe, err.decode())


if __name__ == "__main__":
    camlint.main()
