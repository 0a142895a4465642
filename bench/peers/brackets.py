"""What a project writes before it has a linter: JSON, one regular expression, a set of 30 names.

`brackets.py FILE`, JSONL, or a `.txt` that is one prompt. A line a finding: line, label.
"""

import json
import re
import sys

COMMANDS = set(
    "Truck left,Truck right,Pan left,Pan right,Push in,Pull out,Pedestal up,Pedestal down,Tilt up,Tilt down,Zoom in,"
    "Zoom out,Shake,Tracking shot,Static shot,左移,右移,左摇,右摇,推进,拉远,上升,下降,上摇,下摇,变焦推近,变焦拉远,晃动,"
    "跟随,固定".split(","))
BRACKET = re.compile(r"\[([^\[\]\n]*)\]")


def prompts(path):
    with open(path, encoding="utf-8") as file:
        if path.endswith(".txt"):
            yield file.read()
        else:
            for line in file:
                yield json.loads(line)["prompt"]


for number, prompt in enumerate(prompts(sys.argv[1]), 1):
    for content in BRACKET.findall(prompt):
        for label in content.split(","):
            if label not in COMMANDS:
                sys.stdout.write(f"{number}: {label}\n")
