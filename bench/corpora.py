"""The inputs, made by camlint_corpus when they are first asked for and kept below the build folder."""

import hashlib
import os
import shutil
import subprocess


def folder(tools):
    """Where inputs are kept: those of another generator are thrown away."""
    with open(tools.helper("camlint_corpus"), "rb") as file:
        stamp = hashlib.sha256(file.read()).hexdigest()[:12]
    kept = os.path.join(tools.work, "corpora")
    path = os.path.join(kept, stamp)
    if not os.path.isdir(path):
        shutil.rmtree(kept, ignore_errors=True)
        os.makedirs(path)
    return path


def make(tools, suffix, *arguments):
    """The path of an input: camlint_corpus with these arguments."""
    path = os.path.join(folder(tools), "-".join(str(argument).strip("-") for argument in arguments) + suffix)
    if not os.path.exists(path):
        with open(path + ".part", "wb") as file:
            subprocess.run([tools.helper("camlint_corpus"), *map(str, arguments)], stdout=file, check=True)
        os.rename(path + ".part", path)
    return path


def requests(tools, bodies):
    return make(tools, ".jsonl", "requests", bodies)


def prompts(tools, count):
    return make(tools, ".txt", "prompts", count)


def prompts_of_a_kilobyte(tools):
    """Prompts of 900 to 1,100 bytes, as they come."""
    with open(prompts(tools, 20_000), "rb") as lines:
        return [line for line in lines if 900 <= len(line) <= 1100]


def write_files(tools, path, count):
    """Fills a folder with so many files of about 1 KB, a prompt each."""
    texts = prompts_of_a_kilobyte(tools)
    for number in range(count):
        with open(os.path.join(path, f"scene-{number:05}.prompt"), "wb") as file:
            file.write(texts[number % len(texts)])
