"""camlint: a linter for camera directives in MiniMax Hailuo text-to-video prompts.

    import camlint

    for finding in camlint.lint("A man opens a book [Psuh in].", model="MiniMax-Hailuo-02"):
        print(finding.rule, finding.message, finding.fix)

    with camlint.Engine(select=["command", "syntax"]) as engine:
        batch = engine.lint_batch(prompts)   # a list, a pyarrow array, a pandas Series

Positions are those of the text as it was given: `begin` and `end` count bytes of its UTF-8, `start` and `stop` code
points, so that text[finding.start:finding.stop] is what was found.
"""

from functools import lru_cache
from typing import Any, List

from ._batch import Batch
from ._diagnostic import Diagnostic, Edit, Fix
from ._engine import Engine, Text, joined
from ._error import Error, UsageError
from ._library import LIBRARY

__all__ = ["Batch", "Diagnostic", "Edit", "Engine", "Error", "Fix", "UsageError", "lint", "lint_batch"]
__version__ = LIBRARY.camlint_version().decode()

_cached = lru_cache(maxsize=64)(Engine)


def _engine(options: Any) -> Engine:
    """An engine with these options; one that was made before where no file may have changed since."""
    for name in ("select", "ignore"):
        options[name] = joined(options.get(name))
    return Engine(**options) if options.get("config") else _cached(**options)


def lint(text: Text, model: Any = None, *, with_json: bool = False, **options: Any) -> List[Diagnostic]:
    """The findings in one text: Engine(model, **options).lint(text). See Engine for the options and errors."""
    return _engine({"model": model, **options}).lint(text, with_json=with_json)


def lint_batch(texts: Any, model: Any = None, *, threads: int = 1, with_json: bool = False,
               with_messages: bool = True, **options: Any) -> Batch:
    """The findings in many texts: Engine(model, **options).lint_batch(texts). See there for what texts may be."""
    return _engine({"model": model, **options}).lint_batch(
        texts, threads=threads, with_json=with_json, with_messages=with_messages)
