"""The code of docs/engines.md, and data to run it on."""

import gzip
import json
import os
import re
import subprocess

import camlint

COUNT = 1000


def blocks(heading):
    """The blocks below a heading, as (language, code), in order."""
    with open(os.path.join(camlint.ROOT, "docs/engines.md"), encoding="utf-8") as file:
        text = file.read()
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert section, heading
    found = re.findall(r"^```(\w+)\n(.*?)^```$", section[1], re.M | re.S)
    assert found, heading
    return found


def prompts():
    """Of three lines, one has a slip, one an error; the texts have what shells and JSON have to quote."""
    texts = ("A man's \"lamp\" \\ 灯 [Push in].", "A lamp 🎬 [Psuh in].", "")
    return [{"id": number, "prompt": texts[number % 3], "model": "MiniMax-Hailuo-2.3"} for number in range(COUNT)]


def lines_of(rows):
    return "".join(json.dumps(row, ensure_ascii=row["id"] % 2 == 0) + "\n" for row in rows).encode()


def write_prompts(folder):
    data = lines_of(prompts())
    os.mkdir(os.path.join(folder, "shards"))
    shards = {f"shards/{n} of 3.jsonl": lines_of(prompts()[n::3]) for n in range(3)}
    for name, content in {"prompts.jsonl": data, "prompts.jsonl.gz": gzip.compress(data), **shards}.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


def environment():
    """With camlint on the path."""
    return {**os.environ, "PATH": os.path.dirname(camlint.PROGRAM) + os.pathsep + os.environ["PATH"]}


def run_shell(code, folder):
    done = subprocess.run(["sh", "-e", "-c", code], cwd=folder, env=environment(), capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def results(path):
    """The results in a file, by id."""
    with open(path, encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    return {result["id"]: result for result in found}, [result["id"] for result in found]


def expected_rules(number):
    return [[], ["unknown-command"], ["empty-prompt"]][number % 3]


def rules_of(result):
    # What is optional in a request is not what these tests are about.
    return [d["rule"] for d in result["diagnostics"] if d["rule"] in ("unknown-command", "empty-prompt")]
