"""What tests of `camlint stream` share: running it on bytes, and random lines of all kinds."""

import json
import subprocess

import camlint
import documents

MODELS = ("MiniMax-Hailuo-2.3", "T2V-01", "T2V-01-Director", "MiniMax-Hailou-2.3")
NAMES = ("id", "note", "prompt ", "model_name", "x", "时", "duration", "resolution", "prompt_optimizer")
VALUES = (None, True, 1, -0.5e3, "x", "[Psuh in]", "é\u2028", [], {}, [1, {"a": [2]}], {"prompt": 1}, 10**30)


def stream(data, *flags, env=None):
    """The lines of output for the bytes `data`; the program must have been content."""
    code, out, err = camlint.run("stream", *flags, stdin=data, env=env)
    assert (code, err) == (0, b""), (code, err)
    assert out == b"" or out.endswith(b"\n"), out[-200:]
    return out.split(b"\n")[:-1]


def start(*flags, **more):
    """The program with pipes, which leave with the process."""
    return subprocess.Popen([camlint.PROGRAM, "stream", *flags], stdin=more.pop("stdin", subprocess.PIPE),
                            stdout=more.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, cwd=camlint.ROOT, **more)


def draw_object(draw):
    """Pairs, of which two may have one name."""
    fields = {"prompt": documents.draw_text(draw, ("\n", "\r\n"), edges=True), "model": draw.choice(MODELS)}
    pairs = [(name, value) for name, value in fields.items() if draw.random() < 0.8]
    pairs += [(draw.choice(NAMES), draw.choice(VALUES)) for _ in range(draw.randrange(4))]
    draw.shuffle(pairs)
    return pairs


def write_object(draw, pairs):
    """As JSON of this or that style, on one line."""
    ascii_only = draw.random() < 0.5
    gap = lambda: draw.choice(("", "", " ", "\t ", "  "))
    parts = []
    for name, value in pairs:
        texts = [json.dumps(part, ensure_ascii=ascii_only) for part in (name, value)]
        if draw.random() < 0.2:
            texts[0] = documents.respell(draw, texts[0])
        parts.append(gap() + texts[0] + gap() + ":" + gap() + texts[1] + gap())
    return gap() + "{" + (",".join(parts) or gap()) + "}" + gap()


def draw_line(draw):
    """A line of a stream without its end: most often an object, now and then anything else."""
    kind = draw.random()
    if kind < 0.75:
        return write_object(draw, draw_object(draw)).encode()
    line = write_object(draw, draw_object(draw)).encode()
    return draw.choice((
        lambda: b"", lambda: b" \t", lambda: line[:draw.randrange(len(line))], lambda: line + b",", lambda: b"[" + line + b"]",
        lambda: b"12", lambda: b'"[Psuh in]"', lambda: b"null", lambda: line.replace(b'"', b'"\xff', 1), lambda: b"\x00",
        lambda: b'{"prompt":"\xe6\x8e\xa8\xe8 [Psuh in]","id":7}', lambda: "\ufeff".encode() + line,
        lambda: b'{"prompt":"\\ud800 [Psuh in]"}', lambda: b"[" * 70, lambda: draw.randbytes(20).replace(b"\n", b"").replace(b"\r", b""),
        lambda: b'{"prompt":"a\tb"}', lambda: b'{"id":"\xff"}', lambda: "\u3000".encode()))()


def draw_stream(draw, count, ends=(b"\n", b"\n", b"\r\n")):
    lines = [draw_line(draw) for _ in range(count)]
    data = b"".join(line + draw.choice(ends) for line in lines)
    if draw.random() < 0.5:
        data += draw_line(draw)  # the last one has no end
    return (b"\xef\xbb\xbf" if draw.random() < 0.3 else b"") + data


def count_lines(data):
    return data.count(b"\n") + (1 if data and not data.endswith(b"\n") else 0)
