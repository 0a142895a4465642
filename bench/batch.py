"""Microseconds a prompt that `lint_batch` takes: `batch.py FILE ROUNDS`, with PYTHONPATH and CAMLINT_LIBRARY set.

Every line of FILE is a prompt. Prints a line for each size of batch: prompts in it, microseconds a prompt (median),
bytes a prompt. Exits with 77 where the module or its library is not there.
"""

import statistics
import sys
import time

MOST = 20_000
# As the request bodies of this corpus: five directives have time in it.
OPTIONS = {"model": "MiniMax-Hailuo-2.3", "duration": 10}


def main():
    try:
        import camlint
        lint_batch = camlint.lint_batch
        lint_batch(["A man [Push in]."], **OPTIONS)
    except (ImportError, AttributeError, OSError) as error:
        print(f"not built: {error}", file=sys.stderr)
        return 77
    with open(sys.argv[1], encoding="utf-8") as file:
        prompts = file.read().splitlines()[:MOST]
    length = sum(len(prompt.encode()) for prompt in prompts) / len(prompts)
    for size in (1, 100, len(prompts)):
        parts = [prompts[i:i + size] for i in range(0, len(prompts), size)]
        times = []
        for _ in range(int(sys.argv[2])):
            begin = time.perf_counter()
            for part in parts:
                lint_batch(part, **OPTIONS)
            times.append((time.perf_counter() - begin) / len(prompts))
        print(size, statistics.median(times) * 1e6, length)
    return 0


if __name__ == "__main__":
    sys.exit(main())
