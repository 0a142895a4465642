"""What is found in a text, as Python objects."""

from dataclasses import dataclass, field
from typing import Any, Dict, Optional, Tuple


@dataclass(frozen=True)
class Edit:
    """What takes the place of a part of a text.

    begin, end    the part, in bytes of the text's UTF-8, from 0; the end is exclusive
    start, stop   the same in code points: text[start:stop] of a str
    text          what takes its place
    """

    begin: int
    end: int
    start: int
    stop: int
    text: str


@dataclass(frozen=True)
class Fix:
    """How to mend what was found. All edits belong together, are sorted, and do not overlap.

    safety   "safe": the meaning stays as it is; "unsafe": it may change
    """

    safety: str
    edits: Tuple[Edit, ...]

    def apply(self, text: str) -> str:
        """The text that the finding was made in, mended."""
        parts, done = [], 0
        for edit in self.edits:
            parts += [text[done:edit.start], edit.text]
            done = edit.stop
        return "".join(parts) + text[done:]


@dataclass(frozen=True)
class Diagnostic:
    """One finding in one text.

    rule          its name, as "unknown-command"; `camlint rule NAME` explains it
    severity      "error", "warning" or "info"
    category      "syntax", "command", "style", ...
    message       for people, without a full stop; "" where messages were not asked for
    begin, end    where, in bytes of the text's UTF-8, from 0; the end is exclusive
    start, stop   the same in code points: text[start:stop] of a str
    line, column  of the beginning, from 1; the column in code points
    prompt        which prompt of the text, from 0; always 0 where a text is a prompt
    fix           the first one, None where there is none
    json          with `with_json`, the object that `camlint check -f json` has for it, else None
    """

    rule: str
    severity: str
    category: str
    message: str
    begin: int
    end: int
    start: int
    stop: int
    line: int
    column: int
    prompt: int = 0
    fix: Optional[Fix] = None
    json: Optional[Dict[str, Any]] = field(default=None, compare=False, repr=False)
