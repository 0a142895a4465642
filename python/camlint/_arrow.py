"""A batch's columns as an Arrow array, for those who have pyarrow. The one file that imports it."""

import pyarrow as pa

from ._batch import PLACES


def list_array(batch):
    """A ListArray of structs that refers to the batch's own buffers."""
    columns, owner, count = batch._result.columns, batch._result, batch.finding_count

    def buffer(name, size):
        return pa.foreign_buffer(getattr(columns, name), size, base=owner)

    def plain(name, kind, width):
        return pa.Array.from_buffers(kind, count, [None, buffer(name, count * width)])

    def coded(name, kind, width, names):
        return pa.DictionaryArray.from_arrays(plain(name, kind, width), pa.array(names, pa.string()))

    size = batch._message_offsets[count]
    fields = {
        "rule": coded("rule", pa.int32(), 4, batch.rules),
        "category": coded("category", pa.uint8(), 1, batch.categories),
        "severity": coded("severity", pa.uint8(), 1, batch.severities),
        "safety": coded("fix", pa.uint8(), 1, batch.safeties),
        **{name: plain(name, pa.int32(), 4) for name in PLACES},
        "message": pa.Array.from_buffers(
            pa.string(), count, [None, buffer("message_offsets", (count + 1) * 4), buffer("message_data", size)]),
    }
    structs = pa.StructArray.from_arrays(list(fields.values()), names=list(fields))
    offsets = buffer("finding_offsets", (len(batch) + 1) * 4)
    return pa.Array.from_buffers(pa.list_(structs.type), len(batch), [None, offsets], children=[structs])
