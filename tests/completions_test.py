"""Completions and the manual: nothing of --help is left out, and shells that are here complete for real."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import camlint

SHELLS = ["bash", "zsh", "fish"]

# Words behind `camlint`, the last one a fragment, and what every shell proposes for it.
CASES = [
    (["ch"], ["check"]),
    (["check", "--sel"], ["--select"]),
    (["check", "--select", "unk"], ["unknown-command", "unknown-field", "unknown-model"]),
    (["check", "--select", "stray-bracket,mixed"], ["stray-bracket,mixed-language"]),
    (["check", "--fail-on", "w"], ["warning"]),
    (["check", "--color", ""], ["always", "auto", "never"]),
    (["check", "-f", "conc"], ["concise"]),
    (["check", "--output", "conc"], ["concise="]),
    (["check", "--model", "T2V-01-D"], ["T2V-01-Director"]),
    (["check", "--provider", "mini"], ["minimax", "minimax-cn"]),
    (["list", "m"], ["models"]),
    (["list", "-f", ""], ["json", "text"]),
    (["rule", "mixed"], ["mixed-language"]),
    (["check", "here is a f"], ["here is a file"]),
    (["check", "--prompt-column", ""], []),
]

def script(shell):
    code, out, err = camlint.run("completions", shell)
    assert (code, err) == (0, b""), (code, err)
    return out.decode()


def listed(*command):
    """Flags, positional arguments and commands that --help shows."""
    text = camlint.run(*command, "--help")[1].decode()
    flags = re.findall(r"^  (-\S+)", text, re.M)
    commands = []
    if "\nSubcommands:\n" in text:
        commands = re.findall(r"^  (\S+)", text.split("\nSubcommands:\n")[1], re.M)
    return [name for group in flags for name in group.split(",")], commands


def bash_proposals(words, folder):
    program = 'source "$SCRIPT"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _camlint; printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "--norc", "-c", program, "bash", "camlint", *words], cwd=folder,
                          env={**os.environ, "SCRIPT": os.path.join(folder, "script")}, capture_output=True, text=True,
                          check=True)
    assert done.stderr == "", done.stderr
    return sorted(line for line in done.stdout.splitlines() if line)


def fish_proposals(words, folder):
    line = " ".join(["camlint", *(word.replace(" ", "\\ ") for word in words)])
    done = subprocess.run(["fish", "--no-config", "-c", 'source "$SCRIPT"; complete -C "$LINE"'], cwd=folder,
                          env={**os.environ, "SCRIPT": os.path.join(folder, "script"), "LINE": line},
                          capture_output=True, text=True, check=True)
    assert done.stderr == "", done.stderr
    return sorted(line.split("\t")[0] for line in done.stdout.splitlines())


# For an interactive zsh: notes each word that completion would add, and says on the terminal when it has ended.
ZSH_SETUP = r"""
PS1= PS2= RPS1=; unsetopt zle_bracketed_paste prompt_cr prompt_sp beep
autoload -Uz compinit; compinit -u -D; source $FOLDER/script
compadd() {
    local -a found
    if (( ! ${@[(I)-[OAD]*]} )); then
        builtin compadd -O found "$@"
        print -rl -- $found >> $FOLDER/found
    fi
    builtin compadd "$@"
}
ended() { print -rn -- "<end""ed>"; zle send-break }
zle -N ended; bindkey '^X' ended
print "<rea""dy>"
"""


class Zsh:
    """A zsh at a terminal of its own. What completion proposes is only known there."""

    def __init__(self, folder):
        self.found = os.path.join(folder, "found")
        with open(os.path.join(folder, "setup"), "w", encoding="utf-8") as file:
            file.write(ZSH_SETUP)
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "FOLDER": folder, "TERM": "dumb"})
        os.write(self.terminal, b"source $FOLDER/setup\n")
        self.wait_for(b"<ready>")

    def wait_for(self, mark):
        seen = b""
        while mark not in seen:
            assert select.select([self.terminal], [], [], 60)[0], seen
            seen += os.read(self.terminal, 4096)

    def propose(self, words):
        with open(self.found, "w", encoding="utf-8"):
            pass
        line = " ".join(["camlint", *(word.replace(" ", "\\ ") for word in words)])
        os.write(self.terminal, line.encode() + b"\t\x18")
        self.wait_for(b"<ended>")
        with open(self.found, encoding="utf-8") as file:
            return sorted(word.replace("\\", "") for word in file.read().splitlines() if word)

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


class Completions(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name
        with open(os.path.join(self.folder, "here is a file"), "w", encoding="utf-8"):
            pass

    def install(self, shell):
        with open(os.path.join(self.folder, "script"), "w", encoding="utf-8") as file:
            file.write(script(shell))

    def test_every_flag_and_command_of_help_is_there(self):
        page = camlint.run("man")[1].decode().replace("\\-", "-")
        page = re.sub(r"\\f[BIR]", "", page)
        scripts = {shell: script(shell) for shell in SHELLS}
        _, commands = listed()
        self.assertIn("check", commands)
        for command in [[], *([name] for name in commands)]:
            flags, _ = listed(*command)
            self.assertIn("--help", flags)
            for word in [*flags, *command]:
                for shell, text in {**scripts, "man": page}.items():
                    # fish names flags without their dashes
                    wanted = f"-{'l' if word[1] == '-' else 's'} {word.lstrip('-')}" if (
                        shell == "fish" and word[0] == "-") else word
                    self.assertRegex(text, rf"(?<![\w-]){re.escape(wanted)}(?![\w-])", (shell, command, word))

    def test_no_hidden_command_is_there(self):
        for shell in SHELLS:
            self.assertNotIn("dump", script(shell))
        self.assertNotIn("dump", camlint.run("man")[1].decode())

    def test_unknown_shell(self):
        code, out, err = camlint.run("completions", "fissh")
        self.assertEqual((code, out), (2, b""))
        self.assertIn(b"did you mean 'fish'?", err)
        self.assertEqual(camlint.run("completions")[0], 2)

    def test_scripts_can_be_read(self):
        for shell in filter(shutil.which, SHELLS):
            self.install(shell)
            done = subprocess.run([shell, "-n", os.path.join(self.folder, "script")], capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""), shell)

    def test_bash_proposes(self):
        self.install("bash")
        for words, expected in CASES:
            # Files are left to readline, which quotes them itself.
            wanted = [] if expected == ["here is a file"] else sorted(expected)
            self.assertEqual(bash_proposals(words, self.folder), wanted, words)

    def test_bash_proposes_behind_an_equals_sign(self):
        self.install("bash")
        for words, expected in [(["check", "--fail-on", "=", "w"], ["warning"]),
                                (["check", "--fail-on", "="], ["error", "info", "never", "warning"]),
                                (["check", "--output", "concise", "=", "x"], [])]:
            self.assertEqual(bash_proposals(words, self.folder), expected, words)

    def test_a_word_of_a_list_is_proposed_once(self):
        self.install("bash")
        self.assertEqual(bash_proposals(["check", "--ignore", "unknown-field,unknown-"], self.folder),
                         ["unknown-field,unknown-command", "unknown-field,unknown-model"])

    @unittest.skipUnless(shutil.which("fish"), "no fish here")
    def test_fish_proposes(self):
        self.install("fish")
        for words, expected in CASES:
            self.assertEqual(fish_proposals(words, self.folder), sorted(expected), words)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh_proposes(self):
        self.install("zsh")
        shell = Zsh(self.folder)
        self.addCleanup(shell.close)
        for words, expected in CASES:
            # Of a list, zsh is given the last word alone.
            self.assertEqual(shell.propose(words), sorted(word.split(",")[-1] for word in expected), words)

    def test_what_is_proposed_is_accepted(self):
        """Each value that bash proposes behind a flag of check is one that check takes, and it has no other."""
        self.install("bash")
        flags, _ = listed("check")
        tried = 0
        for flag in flags:
            for value in bash_proposals(["check", flag, ""], self.folder):
                value = value + "/dev/null" if value.endswith("=") else value
                code, _, err = camlint.run("check", flag, value, "-", stdin=b"A man walks.")
                self.assertIn(code, (0, 1), (flag, value, err))
                tried += 1
        self.assertGreater(tried, 100)

    def test_what_is_accepted_is_proposed(self):
        self.install("bash")
        for flag in ("-f", "--fail-on", "--color", "--language", "--input-format", "--provider"):
            err = camlint.run("check", flag, "no such value", "-", stdin=b"x")[2].decode()
            accepted = re.search(r" takes (.*), not 'no such value'", err).group(1).split(", ")
            self.assertEqual(bash_proposals(["check", flag, ""], self.folder), sorted(accepted), flag)
        err = camlint.run("list", "no such value")[2].decode()
        self.assertEqual(bash_proposals(["list", ""], self.folder),
                         sorted(re.search(r" takes (.*), not", err).group(1).split(", ")))


class Manual(unittest.TestCase):
    def page(self, epoch="0"):
        code, out, err = camlint.run("man", env={"SOURCE_DATE_EPOCH": epoch})
        self.assertEqual((code, err), (0, b""))
        return out

    def test_same_day_same_page(self):
        self.assertIn(b"1970-01-01", self.page())
        self.assertEqual(self.page("86400").replace(b"1970-01-02", b"1970-01-01"), self.page())

    def test_a_day_that_is_none(self):
        for epoch in ("soon", "-1", "12x", ""):
            code, out, err = camlint.run("man", env={"SOURCE_DATE_EPOCH": epoch})
            self.assertEqual((code, out), (2, b""), epoch)
            self.assertIn(b"SOURCE_DATE_EPOCH takes seconds since 1970", err)

    def test_sections(self):
        sections = re.findall(r"^\.SH (.*)$", self.page().decode(), re.M)
        self.assertEqual(sections, ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS",
                                    "ENVIRONMENT", "FILES", "EXAMPLES"])

    def test_examples_run(self):
        text = self.page().decode().split(".SH EXAMPLES")[1].replace("\\-", "-").replace("\\(aq", "'")
        examples = re.findall(r"^\\fB(.*)\\fR$", text, re.M)
        self.assertGreater(len(examples), 2)
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "prompts"))
            for name, content in (("prompts/a.txt", "A man walks [Push in]."),
                                  ("request.json", '{"model": "MiniMax-Hailuo-02", "prompt": "A man walks."}')):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(content)
            env = {**os.environ, "PATH": os.path.dirname(camlint.PROGRAM) + os.pathsep + os.environ["PATH"]}
            for example in examples:
                done = subprocess.run(["sh", "-c", example], cwd=folder, env=env, capture_output=True, check=False)
                self.assertEqual((done.returncode, done.stderr), ("Psuh" in example, b""), example)

    @unittest.skipUnless(shutil.which("mandoc"), "no mandoc here")
    def test_mandoc_is_content(self):
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "style"], input=self.page(), capture_output=True,
                              check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    @unittest.skipUnless(shutil.which("groff"), "no groff here")
    def test_groff_is_content(self):
        done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-P-c"], input=self.page(), capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertIn(b"EXIT STATUS", re.sub(rb".\x08", b"", done.stdout))


if __name__ == "__main__":
    camlint.main()
