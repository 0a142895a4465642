"""The shared library: where it is found, and what include/camlint.h says of it, for ctypes."""

import ctypes
import os
import sys
from ctypes import POINTER, Structure, c_char, c_char_p, c_int, c_int32, c_int64, c_size_t, c_uint32, c_void_p

from ._error import error_of

ABI_VERSION = 1
WITH_JSON = 1
WITHOUT_MESSAGES = 2


class CError(Structure):
    _fields_ = [("status", c_int32), ("message", c_char * 1020)]


class COptions(Structure):
    _fields_ = [("size", c_size_t)] + [(name, c_char_p) for name in (
        "model", "resolution", "provider", "config", "select", "ignore", "language", "input_format", "name")] + [
        ("duration", c_int64)]


class CBatch(Structure):
    _fields_ = [("size", c_size_t), ("length", c_int64), ("offsets32", c_void_p), ("offsets64", c_void_p),
                ("data", c_void_p), ("data_size", c_int64), ("validity", c_void_p), ("validity_offset", c_int64),
                ("flags", c_uint32), ("threads", c_int32)]


class CResult(Structure):
    _fields_ = [("length", c_int64), ("finding_count", c_int64), ("edit_count", c_int64)] + [
        (name, c_void_p) for name in (
            "finding_offsets", "rule", "category", "severity", "fix", "prompt", "begin", "end", "start", "stop",
            "line", "column", "message_offsets", "message_data", "edit_offsets", "edit_begin", "edit_end",
            "edit_start", "edit_stop", "edit_text_offsets", "edit_text_data", "json_offsets", "json_data")]


class CNames(Structure):
    _fields_ = [("count", c_int32), ("offsets", c_void_p), ("data", c_void_p), ("text", POINTER(c_char_p))]


FUNCTIONS = {
    "camlint_version": (c_char_p, []),
    "camlint_abi_version": (c_int32, []),
    "camlint_open": (c_int, [POINTER(COptions), POINTER(c_void_p), POINTER(CError)]),
    "camlint_close": (None, [POINTER(c_void_p)]),
    "camlint_rule_names": (POINTER(CNames), [c_void_p]),
    "camlint_category_names": (POINTER(CNames), [c_void_p]),
    "camlint_severity_names": (POINTER(CNames), [c_void_p]),
    "camlint_safety_names": (POINTER(CNames), [c_void_p]),
    "camlint_lint": (c_int, [c_void_p, c_char_p, c_size_t, c_uint32, POINTER(POINTER(CResult)), POINTER(CError)]),
    "camlint_lint_batch": (c_int, [c_void_p, POINTER(CBatch), POINTER(POINTER(CResult)), POINTER(CError)]),
    "camlint_result_free": (None, [POINTER(POINTER(CResult))]),
}


def candidates():
    """Where the library may be, best first: beside this file, what CAMLINT_LIBRARY names, the system's."""
    name = "libcamlint.dylib" if sys.platform == "darwin" else "libcamlint.so"
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    if os.path.exists(beside):
        return [beside]
    named = os.environ.get("CAMLINT_LIBRARY")
    if named:
        return [named]
    return ["libcamlint.0.dylib" if sys.platform == "darwin" else "libcamlint.so.0"]


def load():
    """The library with its functions' types. Raises ImportError where there is none that will do."""
    (path,) = candidates()
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"cannot load camlint's library (CAMLINT_LIBRARY may name it): {error}") from error
    for name, (result, arguments) in FUNCTIONS.items():
        try:
            function = getattr(library, name)
        except AttributeError as error:
            raise ImportError(f"{path} is no library of camlint") from error
        function.restype, function.argtypes = result, arguments
    if library.camlint_abi_version() < ABI_VERSION:
        raise ImportError(f"{path} is older than this module")
    return library


LIBRARY = load()


def check(status, error):
    """Raises what a status other than 0 stands for."""
    if status != 0:
        raise error_of(status, error.message.decode("utf-8", "replace"))


class Result:
    """A camlint_result, given back when nothing refers to it any more."""

    def __init__(self, pointer):
        self._pointer = pointer
        self.columns = pointer.contents

    # What it needs is bound here: when Python ends, the module's names may be gone first.
    def __del__(self, free=LIBRARY.camlint_result_free, byref=ctypes.byref):
        free(byref(self._pointer))


def result_of(call, *arguments):
    """The result of a function of the library that makes one. Raises Error and MemoryError."""
    pointer, error = POINTER(CResult)(), CError()
    check(call(*arguments, ctypes.byref(pointer), ctypes.byref(error)), error)
    return Result(pointer)

