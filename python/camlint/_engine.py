"""Options that are checked once and then hold for many calls."""

import os
from ctypes import byref, c_void_p, sizeof
from typing import Any, Dict, Iterable, List, Optional, Union

from ._batch import Batch, Names
from ._diagnostic import Diagnostic
from ._error import Error, UsageError
from ._library import LIBRARY, WITH_JSON, WITHOUT_MESSAGES, CBatch, CError, COptions, check, result_of
from ._texts import batch_of, encoded

Text = Union[str, bytes]
NameList = Union[str, Iterable[str], None]


def joined(names: NameList) -> Optional[str]:
    """Rules as the library takes them: commas between."""
    return names if names is None or isinstance(names, str) else ",".join(names)


def c_string(value: Any) -> Optional[bytes]:
    if value is None:
        return None
    text = os.fsencode(value)
    if b"\0" in text:
        raise UsageError(f"an option with a NUL in it: {value!r}")
    return text


def table(names: Any) -> tuple:
    return tuple(names.contents.text[i].decode() for i in range(names.contents.count))


class Handle:
    """A camlint_engine, given back when nothing refers to it any more: a call that goes on keeps it."""

    def __init__(self, options: Dict[str, Any]):
        self.pointer = c_void_p()
        given, error = COptions(size=sizeof(COptions)), CError()
        for name, value in options.items():
            setattr(given, name, (value or 0) if name == "duration" else c_string(value))
        if options["duration"] == 0:
            given.duration = -1  # 0 seconds is a value, and wrong; to the library it is none
        check(LIBRARY.camlint_open(byref(given), byref(self.pointer), byref(error)), error)
        self.names = Names(**{name: table(getattr(LIBRARY, f"camlint_{name}_names")(self.pointer))
                              for name in ("rule", "category", "severity", "safety")})

    def __del__(self, close=LIBRARY.camlint_close, reference=byref):  # bound: see Result
        close(reference(self.pointer))


class Engine:
    """Lints with one set of options. Any number of threads may use one at once, and it can be pickled.

    model, resolution, provider   what prompts are meant for, as the command line's flags of these names
    duration                      likewise, in seconds
    select, ignore                rules or categories to run or leave out: names, or one str with commas between
    config                        path of a camlint.toml; None for no configuration (none is searched for)
    language                      of messages: "en" or "zh"; None for what the configuration says, else English
    input_format                  what each text is: "text" (a prompt, what None means), "json" (a request body),
                                  "prompt" (with front matter), "markdown", "shell" or "comfyui"
    name                          what texts go by: "file" in JSON

    Raises UsageError, a ValueError, where one of them is wrong.
    """

    def __init__(self, model: Optional[str] = None, duration: Optional[int] = None, resolution: Optional[str] = None,
                 provider: Optional[str] = None, select: NameList = None, ignore: NameList = None,
                 config: Union[str, "os.PathLike[str]", None] = None, language: Optional[str] = None,
                 input_format: Optional[str] = None, name: Optional[str] = None):
        self._options = {"model": model, "duration": duration, "resolution": resolution, "provider": provider,
                         "select": joined(select), "ignore": joined(ignore), "config": config,
                         "language": language, "input_format": input_format, "name": name}
        self._handle: Optional[Handle] = Handle(self._options)

    def lint(self, text: Text, *, with_json: bool = False) -> List[Diagnostic]:
        """The findings in one text, by place, then rule.

        text        a str, or bytes that should be UTF-8
        with_json   fill Diagnostic.json too, which takes several times as long
        """
        data, handle = encoded(text), self._open_handle()
        result = result_of(LIBRARY.camlint_lint, handle.pointer, data, len(data), WITH_JSON if with_json else 0)
        return Batch(result, handle.names)[0] if result.columns.finding_count else []

    def lint_batch(self, texts: Any, *, threads: int = 1, with_json: bool = False,
                   with_messages: bool = True) -> Batch:
        """The findings in many texts. Other threads of Python run meanwhile.

        texts           an iterable of str, bytes and None; a pyarrow Array or ChunkedArray of strings; a pandas or
                        polars Series. What is missing has no findings.
        threads         at most so many work on it; the result is the same for any number
        with_json       fill Diagnostic.json too
        with_messages   False leaves messages empty and saves the time of writing them

        Raises TypeError for what is no texts, and UsageError for more than fit in one result (2 GiB of messages).
        """
        batch, keep = batch_of(texts)
        batch.size, batch.threads = sizeof(CBatch), threads
        batch.flags = (WITH_JSON if with_json else 0) | (0 if with_messages else WITHOUT_MESSAGES)
        handle = self._open_handle()
        result = result_of(LIBRARY.camlint_lint_batch, handle.pointer, byref(batch))
        del keep  # until here
        return Batch(result, handle.names)

    def close(self) -> None:
        """Gives the engine back once no other thread is in a call of it. More than once is fine."""
        self._handle = None

    def _open_handle(self) -> Handle:
        if self._handle is None:
            raise Error("the engine is closed")
        return self._handle

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __reduce__(self) -> Any:
        return (reopened, (self._options,))


def reopened(options: Dict[str, Any]) -> Engine:
    """An engine that was pickled, perhaps on another machine."""
    return Engine(**options)
