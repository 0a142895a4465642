"""The hooks as the real pre-commit runs them, in repositories of their own.

Hooks that have to be built run with the program under test on PATH, so that no test waits for a build;
CAMLINT_TOOLS=1 in the environment also builds and installs the id `camlint` as pre-commit does.
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

# The system's, where another Python's comes first on PATH.
PRE_COMMIT = shutil.which("pre-commit", path="/usr/bin") or shutil.which("pre-commit")
BAD = "A man walks [Psuh in].\n"
GOOD = "A man walks [Push in].\n"
FIXABLE = "A man walks [push in].\n"
CHECKING = ["camlint", "camlint-system"]
FIXING = "camlint-fix"


def hooks_file():
    with open(os.path.join(camlint.ROOT, ".pre-commit-hooks.yaml"), encoding="utf-8") as file:
        return file.read()


def write(folder, files):
    for name, content in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())


class Repository:
    """A folder with a git repository and an environment in which nothing of the user's counts."""

    def __init__(self, folder, home):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        self.env = {**kept, "PRE_COMMIT_HOME": home, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
                    "PRE_COMMIT_COLOR": "never", "LC_ALL": "C.UTF-8",
                    "PATH": os.path.dirname(camlint.PROGRAM) + os.pathsep + os.environ["PATH"]}
        for role in ("AUTHOR", "COMMITTER"):
            self.env.update({f"GIT_{role}_NAME": "A", f"GIT_{role}_EMAIL": "a@example.invalid"})
        self.git("init", "-q")

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, env=self.env, capture_output=True, text=True,
                              check=True).stdout

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "State")

    def pre_commit(self, *arguments, timeout=120):
        done = subprocess.run([PRE_COMMIT, *arguments], cwd=self.folder, env=self.env, capture_output=True, text=True,
                              timeout=timeout, check=False)
        return done.returncode, done.stdout + done.stderr


class Files(unittest.TestCase):
    def test_hooks_look_at_what_a_walk_reads(self):
        pattern = re.search(r"files: &files '(.*)'", hooks_file()).group(1)
        folders = ["", "a/", "prompts/", "a/prompts/", "prompts/b/c/", "myprompts/", "prompts.d/", "Prompts/"]
        names = ["".join(parts) for parts in itertools.product(
            ["a", "é b", ".a", "prompts", ""],
            [".prompt", ".prompt.md", ".prompt.x.y", ".prompt.", ".prompts", "prompt", ".txt", ".md", ".json", ".jsonl",
             ".csv", ".tsv", ".yaml", ".TXT", ".txt.bak", ".mdx", ""])]
        paths = {folder + name for folder in folders for name in names if name} - {"a", "prompts", "a/prompts"}  # those are folders
        with tempfile.TemporaryDirectory() as folder:
            repository = Repository(os.path.join(folder, "work"), folder)
            # Not UTF-8: a finding in a file of any kind.
            write(repository.folder, {path: b"\xff\n" for path in paths})
            repository.commit()
            code, out, _ = camlint.run("check", "-f", "json", ".", cwd=repository.folder)
        self.assertEqual(code, 1)
        report = json.loads(out)
        walked = {finding["file"].removeprefix("./") for finding in report["diagnostics"]}
        self.assertEqual(len(walked), report["summary"]["files"])
        self.assertEqual({path for path in paths if re.search(pattern, path)}, walked)
        self.assertGreater(len(walked), 50)
        self.assertGreater(len(paths - walked), 50)


@unittest.skipUnless(PRE_COMMIT, "no pre-commit here")
class Hooks(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.home = os.path.join(held.name, "home")
        self.hooks = Repository(os.path.join(held.name, "hooks"), self.home)
        write(self.hooks.folder, {".pre-commit-hooks.yaml": hooks_file().replace("language: python",
                                                                                  "language: system")})
        self.hooks.commit()
        self.work = Repository(os.path.join(held.name, "work"), self.home)

    def try_hook(self, hook, *arguments):
        return self.work.pre_commit("try-repo", self.hooks.folder, hook, *arguments)

    def content(self, name):
        with open(os.path.join(self.work.folder, name), encoding="utf-8") as file:
            return file.read()

    def test_manifest_is_valid(self):
        code, out = self.hooks.pre_commit("validate-manifest", ".pre-commit-hooks.yaml")
        self.assertEqual(code, 0, out)
        self.assertEqual(re.findall(r"^- id: (.*)$", hooks_file(), re.M), [CHECKING[0], FIXING, CHECKING[1]])

    def test_a_bad_prompt_fails_with_a_message(self):
        write(self.work.folder, {"prompts/a.txt": BAD, "a.prompt": GOOD})
        self.work.git("add", "-A")
        for hook in CHECKING:
            code, out = self.try_hook(hook)
            self.assertEqual(code, 1, out)
            self.assertIn("Failed", out)
            self.assertIn("prompts/a.txt:1:14", out)
            self.assertIn("did you mean 'Push in'", out)
            self.assertNotIn("a.prompt:", out)
            self.assertEqual(self.content("prompts/a.txt"), BAD)

    def test_a_good_prompt_passes(self):
        write(self.work.folder, {"prompts/a.txt": GOOD, "a.prompt": GOOD})
        self.work.git("add", "-A")
        for hook in CHECKING:
            code, out = self.try_hook(hook)
            self.assertEqual(code, 0, out)
            self.assertIn("Passed", out)

    def test_only_what_is_staged_unless_all_are_asked_for(self):
        write(self.work.folder, {"prompts/old.txt": BAD})
        self.work.commit()
        write(self.work.folder, {"prompts/new.txt": GOOD})
        self.work.git("add", "-A")
        self.assertEqual(self.try_hook("camlint")[0], 0)
        code, out = self.try_hook("camlint", "--all-files")
        self.assertEqual(code, 1, out)
        self.assertIn("prompts/old.txt:1", out)

    def test_other_files_are_not_looked_at(self):
        write(self.work.folder, {"notes/a.txt": BAD, "a.md": BAD})
        self.work.git("add", "-A")
        code, out = self.try_hook("camlint", "--all-files")
        self.assertEqual(code, 0, out)
        self.assertIn("no files to check", out)

    def test_checking_changes_nothing(self):
        files = {"prompts/a.txt": BAD, "prompts/b.txt": FIXABLE, "c.prompt": "[ Pan left，Shake ]\r\n"}
        write(self.work.folder, files)
        self.work.git("add", "-A")
        for hook in CHECKING:
            self.assertEqual(self.try_hook(hook, "--all-files")[0], 1)
            self.assertEqual(self.work.git("diff"), "")

    def test_fixing_changes_and_fails_then_passes(self):
        write(self.work.folder, {"prompts/a.txt": FIXABLE})
        self.work.git("add", "-A")
        code, out = self.try_hook(FIXING)
        self.assertEqual(code, 1, out)
        self.assertIn("files were modified by this hook", out)
        self.assertEqual(self.content("prompts/a.txt"), GOOD)
        self.work.git("add", "-A")
        code, out = self.try_hook(FIXING)
        self.assertEqual(code, 0, out)

    def test_fixing_leaves_what_is_not_safe_and_fails(self):
        write(self.work.folder, {"prompts/a.txt": BAD})
        self.work.git("add", "-A")
        code, out = self.try_hook(FIXING)
        self.assertEqual(code, 1, out)
        self.assertIn("prompts/a.txt:1:14", out)
        self.assertEqual(self.content("prompts/a.txt"), BAD)

    def test_many_files_go_to_one_process(self):
        write(self.work.folder, {f"prompts/{number:04}.txt": GOOD for number in range(300)})
        write(self.work.folder, {"prompts/bad.txt": BAD})
        self.work.git("add", "-A")
        code, out = self.try_hook("camlint", "--all-files")
        self.assertEqual(code, 1, out)
        self.assertRegex(out, r"301 files|301 prompts")

    def test_names_that_a_shell_would_read(self):
        name = "prompts/a b;$(touch x)'\"[c].txt"
        write(self.work.folder, {name: BAD})
        self.work.git("add", "-A")
        code, out = self.try_hook("camlint")
        self.assertEqual(code, 1, out)
        self.assertIn(name + ":1:14", out)
        self.assertEqual(os.listdir(self.work.folder).count("x"), 0)


@unittest.skipUnless(PRE_COMMIT and os.environ.get("CAMLINT_TOOLS"), "builds the program: only with CAMLINT_TOOLS=1")
class Installation(unittest.TestCase):
    def test_pre_commit_installs_and_runs_it(self):
        with tempfile.TemporaryDirectory() as folder:
            home = os.path.join(folder, "home")
            hooks = Repository(os.path.join(folder, "hooks"), home)
            listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                                    cwd=camlint.ROOT, capture_output=True, text=True, check=True).stdout
            for name in filter(None, listed.split("\0")):
                path = os.path.join(hooks.folder, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                shutil.copy2(os.path.join(camlint.ROOT, name), path)
            hooks.commit()
            work = Repository(os.path.join(folder, "work"), home)
            work.env["PATH"] = os.environ["PATH"]
            write(work.folder, {"prompts/a.txt": BAD})
            # try-repo would build it for every run.
            revision = hooks.git("rev-parse", "HEAD").strip()
            write(work.folder, {".pre-commit-config.yaml": f"repos:\n- repo: {hooks.folder}\n  rev: {revision}\n"
                                                           "  hooks:\n  - id: camlint\n"})
            work.git("add", "-A")
            code, out = work.pre_commit("run", timeout=3600)
            self.assertEqual(code, 1, out)
            self.assertIn("prompts/a.txt:1:14", out)
            write(work.folder, {"prompts/a.txt": GOOD})
            work.git("add", "-A")
            code, out = work.pre_commit("run")
            self.assertEqual(code, 0, out)


if __name__ == "__main__":
    camlint.main()
