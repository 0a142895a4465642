"""What is found in many texts at once, as columns."""

import ctypes
import json
from typing import Any, Iterator, List, Tuple

from ._diagnostic import Diagnostic, Edit, Fix

PLACES = ("prompt", "begin", "end", "start", "stop", "line", "column")
EDITS = ("edit_offsets", "edit_begin", "edit_end", "edit_start", "edit_stop")

# A batch's columns: the result's field of each, and the code of its numbers.
VIEWS = {"finding_offsets": ("finding_offsets", "i"), "rule": ("rule", "i"), "category": ("category", "B"),
         "severity": ("severity", "B"), "safety": ("fix", "B"), **{name: (name, "i") for name in PLACES},
         **{"_" + name: (name, "i") for name in EDITS}, "_edit_texts": ("edit_text_offsets", "i"),
         "_message_offsets": ("message_offsets", "i"), "_json_offsets": ("json_offsets", "i")}


class Names:
    """What the codes of an engine's results mean."""

    def __init__(self, **tables):
        self.rules, self.categories = tables["rule"], tables["category"]
        self.severities, self.safeties = tables["severity"], tables["safety"]


class Batch:
    """The findings in n texts, m of them, as columns: memoryviews that hold no copy and stay valid for good.

    finding_offsets   int32[n + 1]: the findings of text i are rows finding_offsets[i] to finding_offsets[i + 1]
    rule              int32[m], an index into `rules`
    category          uint8[m], into `categories`
    severity          uint8[m], into `severities`
    safety            uint8[m], into `safeties`: of the first fix
    begin, end        int32[m], bytes of the text's UTF-8, from 0
    start, stop       int32[m], the same in code points: what indexes a str
    line, column      int32[m], from 1; the column in code points
    prompt            int32[m], which prompt of its text

    finding_count, rules, categories, severities and safeties say how many and what the codes mean.
    len(), batch[i] and iteration give lists of Diagnostic, one list a text.
    """

    def __init__(self, result, names: Names):
        self._result = result
        columns = result.columns
        self._length, self.finding_count = columns.length, columns.finding_count
        self.rules: Tuple[str, ...] = names.rules
        self.categories: Tuple[str, ...] = names.categories
        self.severities: Tuple[str, ...] = names.severities
        self.safeties: Tuple[str, ...] = names.safeties

    def __getattr__(self, name: str) -> memoryview:
        """A column, made when it is first asked for."""
        if name not in VIEWS:
            raise AttributeError(name)
        field, kind = VIEWS[name]
        count = self._length if field == "finding_offsets" else \
            self._result.columns.edit_count if field.startswith("edit_") and field != "edit_offsets" else \
            self.finding_count
        view = self._view(field, kind, count + field.endswith("_offsets"))
        setattr(self, name, view)
        return view

    def _view(self, name: str, kind: str, count: int) -> memoryview:
        """`count` values of a column."""
        address = getattr(self._result.columns, name)
        size = count * (4 if kind == "i" else 1)
        held = (ctypes.c_ubyte * size).from_address(address)
        held.owner = self._result  # lives as long as any view does
        return memoryview(held).cast("B").cast(kind)

    def _text(self, name: str, offsets: memoryview, row: int) -> str:
        begin, end = offsets[row], offsets[row + 1]
        return ctypes.string_at(getattr(self._result.columns, name) + begin, end - begin).decode("utf-8")

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, text: int) -> List[Diagnostic]:
        if not -self._length <= text < self._length:
            raise IndexError(f"text {text} of {self._length}")
        text %= self._length
        return [self.diagnostic(row) for row in range(self.finding_offsets[text], self.finding_offsets[text + 1])]

    def __iter__(self) -> Iterator[List[Diagnostic]]:
        return (self[text] for text in range(self._length))

    def __repr__(self) -> str:
        return f"<camlint.Batch: {self.finding_count} findings in {self._length} texts>"

    def diagnostic(self, row: int) -> Diagnostic:
        """One finding, by its row in the columns."""
        places = {name: getattr(self, name)[row] for name in PLACES}
        return Diagnostic(
            rule=self.rules[self.rule[row]], category=self.categories[self.category[row]],
            severity=self.severities[self.severity[row]], fix=self._fix(row), json=self._json(row),
            message=self._text("message_data", self._message_offsets, row), **places)

    def _fix(self, row: int):
        if self.safety[row] == 0:
            return None
        views = (self._edit_begin, self._edit_end, self._edit_start, self._edit_stop)
        edits = (Edit(*(view[i] for view in views), self._text("edit_text_data", self._edit_texts, i))
                 for i in range(self._edit_offsets[row], self._edit_offsets[row + 1]))
        return Fix(self.safeties[self.safety[row]], tuple(edits))

    def _json(self, row: int):
        if self._result.columns.json_offsets is None:
            return None
        return json.loads(self._text("json_data", self._json_offsets, row))

    def to_list(self) -> List[List[Diagnostic]]:
        """A list for each text, empty where nothing was found."""
        return list(self)

    def to_arrow(self) -> Any:
        """A pyarrow ListArray of n lists of structs, without a copy: rule, category, severity and safety as
        dictionaries of strings, places as int32, message as string. Needs pyarrow."""
        from ._arrow import list_array  # pylint: disable=import-outside-toplevel  (pyarrow is optional)
        return list_array(self)
