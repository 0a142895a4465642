"""Microseconds a prompt that `lint_batch` takes: `batch.py FILE ROUNDS`, with PYTHONPATH and CAMLINT_LIBRARY set.

Every line of FILE is a prompt. Prints a line a size of batch: prompts in it, microseconds a prompt (median). Exits with
77 where the module or its library is not there.
"""

import statistics
import sys
import time


def main():
    try:
        import camlint
        lint_batch = camlint.lint_batch
        lint_batch(["A man [Push in]."])
    except (ImportError, AttributeError, OSError) as error:
        print(f"not built: {error}", file=sys.stderr)
        return 77
    with open(sys.argv[1], encoding="utf-8") as file:
        prompts = file.read().splitlines()
    for size in (1, 100, len(prompts)):
        parts = [prompts[i:i + size] for i in range(0, min(len(prompts), 1000 * size), size)]
        times = []
        for _ in range(int(sys.argv[2])):
            begin = time.perf_counter()
            for part in parts:
                lint_batch(part)
            times.append((time.perf_counter() - begin) / sum(map(len, parts)))
        print(size, statistics.median(times) * 1e6)
    return 0


if __name__ == "__main__":
    sys.exit(main())
