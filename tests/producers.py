"""Producers of Arrow data: of no class that the cleaner knows, and ones that break the rules of the interface."""

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, py_object


class Array:
    """Something with `__arrow_c_array__`."""

    def __init__(self, data):
        self.data = data

    def __arrow_c_array__(self, requested_schema=None):
        return self.data.__arrow_c_array__(requested_schema)


class Stream:
    """Something with `__arrow_c_stream__`."""

    def __init__(self, data):
        self.data = data

    def __arrow_c_stream__(self, requested_schema=None):
        return self.data.__arrow_c_stream__(requested_schema)


class CSchema(Structure):
    pass


class CArray(Structure):
    pass


class CStream(Structure):
    pass


def structure(kind, fields):
    """Completes a structure of the interface: they all end alike."""
    release = ctypes.CFUNCTYPE(None, POINTER(kind))
    kind._fields_ = [*fields, ("release", release), ("private_data", c_void_p)]

    def released(pointer):
        RELEASED.append(kind.__name__)
        pointer.contents.release = release()

    kind.releaser = release(released)


RELEASED = []
structure(
    CSchema,
    [
        ("format", c_char_p),
        ("name", c_char_p),
        ("metadata", c_char_p),
        ("flags", c_int64),
        ("n_children", c_int64),
        ("children", POINTER(POINTER(CSchema))),
        ("dictionary", POINTER(CSchema)),
    ],
)
structure(
    CArray,
    [
        ("length", c_int64),
        ("null_count", c_int64),
        ("offset", c_int64),
        ("n_buffers", c_int64),
        ("n_children", c_int64),
        ("buffers", POINTER(c_void_p)),
        ("children", POINTER(POINTER(CArray))),
        ("dictionary", POINTER(CArray)),
    ],
)
GET_SCHEMA = ctypes.CFUNCTYPE(c_int, POINTER(CStream), POINTER(CSchema))
GET_NEXT = ctypes.CFUNCTYPE(c_int, POINTER(CStream), POINTER(CArray))
# An address: ctypes would have to keep a text that a callback returns.
GET_LAST_ERROR = ctypes.CFUNCTYPE(c_void_p, POINTER(CStream))
structure(
    CStream,
    [("get_schema", GET_SCHEMA), ("get_next", GET_NEXT), ("get_last_error", GET_LAST_ERROR)],
)

_new = ctypes.pythonapi.PyCapsule_New
_new.restype = py_object
_new.argtypes = [c_void_p, c_void_p, c_void_p]
_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype = c_void_p
_pointer.argtypes = [py_object, c_char_p]
_KEPT = []


def capsule(value, name):
    """A capsule without a destructor; what is in it lives as long as the tests."""
    name = ctypes.create_string_buffer(name)
    _KEPT.extend((value, name))
    return _new(ctypes.addressof(value), ctypes.addressof(name), None)


def inside(capsule, name, kind):
    """The structure in a capsule."""
    return ctypes.cast(_pointer(capsule, name), POINTER(kind)).contents


def pointers(kind, values):
    """A list of pointers as C has it."""
    values = (POINTER(kind) * len(values))(*(ctypes.pointer(value) for value in values))
    _KEPT.append(values)
    return ctypes.cast(values, POINTER(POINTER(kind)))


def schema(of=b"u", children=(), /, *, dictionary=None, **fields):
    """A schema as told, true or not."""
    made = CSchema(format=of, name=b"", n_children=len(children), release=CSchema.releaser)
    if children:
        made.children = pointers(CSchema, children)
    if dictionary:
        made.dictionary = ctypes.pointer(dictionary)
    for name, value in fields.items():
        setattr(made, name, value)
    _KEPT.append(made)
    return made


def array(length, buffers, children=(), /, *, dictionary=None, **fields):
    """An array as told; of the buffers None is a null pointer."""
    held = [None if buffer is None else ctypes.create_string_buffer(buffer, len(buffer)) for buffer in buffers]
    starts = (c_void_p * len(held))(*(None if one is None else ctypes.addressof(one) for one in held))
    made = CArray(length=length, n_buffers=len(held), n_children=len(children), release=CArray.releaser)
    made.buffers = ctypes.cast(starts, POINTER(c_void_p))
    if children:
        made.children = pointers(CArray, children)
    if dictionary:
        made.dictionary = ctypes.pointer(dictionary)
    for name, value in fields.items():
        setattr(made, name, value)
    _KEPT.extend((held, starts, made))
    return made


class Made:
    """Hands out structures made by hand, each once."""

    def __init__(self, schema, array):
        self.capsules = capsule(schema, b"arrow_schema"), capsule(array, b"arrow_array")

    def __arrow_c_array__(self, requested_schema=None):
        return self.capsules


class MadeStream:
    """A stream that gives `arrays` and then fails with `code`, if that is not 0."""

    def __init__(self, schema, arrays, code=0, message=None):
        self.schema, self.arrays, self.code = schema, iter(arrays), code
        self.message = message and ctypes.create_string_buffer(message)
        self.asked = 0
        calls = GET_SCHEMA(self._schema), GET_NEXT(self._next), GET_LAST_ERROR(self._error)
        self.stream = CStream(*calls, release=CStream.releaser)

    def _schema(self, _stream, out):
        if self.schema is None:
            return self.code
        ctypes.memmove(out, ctypes.byref(self.schema), ctypes.sizeof(CSchema))
        return 0

    def _next(self, _stream, out):
        self.asked += 1
        found = next(self.arrays, None)
        if found is None and self.code:
            return self.code
        ctypes.memset(out, 0, ctypes.sizeof(CArray))
        if found is not None:
            ctypes.memmove(out, ctypes.byref(found), ctypes.sizeof(CArray))
        return 0

    def _error(self, _stream):
        return self.message and ctypes.addressof(self.message)

    def __arrow_c_stream__(self, requested_schema=None):
        return capsule(self.stream, b"arrow_array_stream")
