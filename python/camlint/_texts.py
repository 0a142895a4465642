"""Columns of texts as the buffers that the library reads. Imports neither pyarrow nor pandas: what these make is
known by what it can do."""

import codecs
from array import array
from ctypes import c_char_p, c_void_p, cast
from itertools import accumulate

from ._library import CBatch

# A str may hold half of a surrogate pair, which UTF-8 has no bytes for. One byte that is never UTF-8 stands for
# it: it is found as such, and is one code point, so that places in the str stay right.
LONE_SURROGATES = "camlint.lone-surrogates"
codecs.register_error(LONE_SURROGATES, lambda error: (b"\xff" * (error.end - error.start), error.end))

WIDTHS = {"string": 32, "binary": 32, "large_string": 64, "large_binary": 64}
LARGEST_32 = 2 ** 31 - 1


def encoded(text):
    """The bytes of a str or bytes."""
    if isinstance(text, str):
        return text.encode("utf-8", LONE_SURROGATES)
    if isinstance(text, bytes):
        return text
    raise TypeError(f"a text is a str or bytes, not {type(text).__name__}")


def batch_of(texts):
    """A CBatch without flags, and what has to live as long as it is used."""
    if isinstance(texts, (str, bytes)):
        raise TypeError("texts is one text; lint takes that, lint_batch many")
    if hasattr(texts, "buffers") or hasattr(texts, "num_chunks"):
        return of_arrow(texts)
    if hasattr(texts, "isna") and hasattr(texts, "array"):
        return of_series(texts)
    if hasattr(texts, "to_arrow"):
        return of_arrow(texts.to_arrow())
    return of_list(list(texts))


def of_list(texts):
    """Of str, bytes and None."""
    try:
        joined = "".join(texts)
    except TypeError:  # not all are str
        joined = None
    if joined is not None and joined.isascii():
        data, sizes = joined.encode(), map(len, texts)
    else:
        parts = parts_of(texts)
        data, sizes = b"".join(parts), map(len, parts)
    offsets = array("q", accumulate(sizes, initial=0))
    batch = CBatch(length=len(texts), offsets64=offsets.buffer_info()[0], data_size=len(data),
                   data=cast(c_char_p(data), c_void_p))
    keep = [data, offsets]
    if joined is None and None in texts:
        bits = array("B", bytes((len(texts) + 7) // 8))
        for i, text in enumerate(texts):
            if text is not None:
                bits[i // 8] |= 1 << i % 8
        batch.validity = bits.buffer_info()[0]
        keep.append(bits)
    return batch, keep


def parts_of(texts):
    """The bytes of each."""
    try:
        return [text.encode() for text in texts]  # by far the fastest, where all are whole
    except (AttributeError, UnicodeEncodeError):
        return [b"" if text is None else encoded(text) for text in texts]


def of_series(series):
    """Of a pandas Series: what it counts as missing is None."""
    if hasattr(series.array, "__arrow_array__"):
        try:
            return of_arrow(series.array.__arrow_array__())
        except ImportError:
            pass  # without pyarrow
    texts = series.tolist()
    missing = series.isna()
    if missing.any():
        texts = [None if gone else text for text, gone in zip(texts, missing)]
    return of_list(texts)


def of_arrow(column):
    """Of a pyarrow Array or ChunkedArray. Copies nothing but several chunks, and types other than those of Arrow's
    plain layout."""
    name = str(column.type)
    if name.startswith("dictionary<"):
        if hasattr(column, "num_chunks"):
            column = column.combine_chunks()
        column = column.dictionary_decode()
        name = str(column.type)
    is_large = hasattr(column, "num_chunks") and column.nbytes > LARGEST_32
    if name in ("string_view", "null") or (is_large and name == "string"):
        column = column.cast("large_string")
    elif name == "binary_view" or (is_large and name == "binary"):
        column = column.cast("large_binary")
    if hasattr(column, "num_chunks"):
        column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    width = WIDTHS.get(str(column.type))
    if width is None:
        raise TypeError(f"texts is a column of {name}, not of strings")
    validity, offsets, data = column.buffers()
    batch = CBatch(length=len(column), data=data.address if data else None, data_size=data.size if data else 0)
    if offsets is not None and len(column) > 0:
        setattr(batch, f"offsets{width}", offsets.address + column.offset * width // 8)
    if validity is not None:
        batch.validity, batch.validity_offset = validity.address, column.offset
    return batch, [column, validity, offsets, data]
