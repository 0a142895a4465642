"""What the Python tests share: running the program, and a small unittest main."""

import json
import os
import subprocess
import sys
import unittest

PROGRAM = ""
ROOT = ""


def run(*arguments, stdin=b"", env=None, cwd=None, timeout=120):
    """Runs camlint; gives (exit code, standard output, standard error), outputs as bytes."""
    environment = {**os.environ, **(env or {})}
    done = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, env=environment,
                          cwd=cwd or ROOT, timeout=timeout, check=False)
    return done.returncode, done.stdout, done.stderr


def check_json(*arguments, stdin=b""):
    """The JSON report of `camlint check`."""
    code, out, err = run("check", "-f", "json", *arguments, stdin=stdin)
    assert code in (0, 1), (code, err)
    return json.loads(out)


def main():
    global PROGRAM, ROOT
    PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    module = sys.modules["__main__"]
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)
