"""Producers that break the rules: ill-formed UTF-8 becomes U+FFFD, all else that can be seen is a ValueError."""

import ctypes
import gc
import struct

import pyarrow as pa
import pytest

from producers import RELEASED, CArray, CSchema, Made, MadeStream, array, inside, schema
from strigil import Cleaner

CLEANER = Cleaner("text")
ROWS = [b"caf\xe9", b"\xff\xfe", b"well &amp; formed", b"cut \xe2\x82", b"\xed\xa0\x80 a lone surrogate, as bytes"]


def offsets(*numbers, width=4):
    return struct.pack(f"={len(numbers)}{'i' if width == 4 else 'q'}", *numbers)


def view(length, buffer=0, offset=0, text=b""):
    if length <= 12:
        return struct.pack("=i12s", length, text)
    return struct.pack("=i4sii", length, text[:4], buffer, offset)


def lengths(*numbers):
    return struct.pack(f"={len(numbers)}q", *numbers)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_ill_formed_text(kind, threads):
    binary = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}
    rows = ROWS * 3000
    lying = pa.Array.from_buffers(kind, len(rows), pa.array(rows, binary[kind]).buffers())
    result = CLEANER.arrow(lying, threads=threads)
    result.validate(full=True)
    clean = {row: CLEANER(row).decode() for row in ROWS}
    assert result.to_pylist() == [clean[row] for row in rows]


def test_ill_formed_text_in_a_dictionary():
    values = pa.Array.from_buffers(pa.string(), len(ROWS), pa.array(ROWS, pa.binary()).buffers())
    result = CLEANER.arrow(pa.DictionaryArray.from_arrays(pa.array([4, 1], pa.int8()), values))
    assert result.to_pylist() == [CLEANER(ROWS[4]).decode(), CLEANER(ROWS[1]).decode()]


def test_pyarrow_with_offsets_that_fall():
    lying = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(offsets(0, 5, 2)), pa.py_buffer(b"abcde")])
    with pytest.raises(ValueError, match="offsets"):
        CLEANER.arrow(lying)


TEXT = b"Salt &amp; pepper"
STRUCT = schema(b"+s", [schema()])
DICTIONARY = schema(b"i", dictionary=schema())
GOOD = offsets(0, 4, 17)
ONE_VIEW = [None, view(17, 0, 0, TEXT), TEXT, lengths(17)]
WRONG = {
    "offset falls": (schema(), array(2, [None, offsets(0, 5, 2), TEXT])),
    "first offset is negative": (schema(), array(2, [None, offsets(-1, 0, 2), TEXT])),
    "large offset falls": (schema(b"U"), array(2, [None, offsets(0, 5, 2, width=8), TEXT])),
    "large offset is negative": (schema(b"U"), array(1, [None, offsets(-(2**40), 0, width=8), TEXT])),
    "text beyond all memory": (schema(b"U"), array(1, [None, offsets(0, 2**63 - 1, width=8), TEXT])),
    "no offsets": (schema(), array(1, [None, None, TEXT])),
    "no text": (schema(), array(2, [None, GOOD, None])),
    "no bitmap": (schema(), array(2, [None, GOOD, TEXT], null_count=1)),
    "length is negative": (schema(), array(-1, [None, GOOD, TEXT])),
    "offset is negative": (schema(), array(1, [None, GOOD, TEXT], offset=-1)),
    "end is too great": (schema(), array(2**62, [None, GOOD, TEXT], offset=2**62)),
    "offsets beyond all memory": (schema(), array(2**62, [None, GOOD, TEXT])),
    "nulls are too many": (schema(), array(2, [None, GOOD, TEXT], null_count=3)),
    "nulls are fewer than unknown": (schema(), array(2, [None, GOOD, TEXT], null_count=-2)),
    "two buffers": (schema(), array(2, [None, GOOD])),
    "four buffers": (schema(), array(2, [None, GOOD, TEXT, TEXT])),
    "buffers are missing": (schema(), array(2, [None, GOOD, TEXT], buffers=None)),
    "number of buffers is negative": (schema(), array(2, [None, GOOD, TEXT], n_buffers=-1)),
    "children that the schema has not": (schema(), array(2, [None, GOOD, TEXT], [array(0, [None, None, None])])),
    "number of children is negative": (schema(), array(2, [None, GOOD, TEXT], n_children=-1)),
    "children are missing": (schema(n_children=1), array(2, [None, GOOD, TEXT])),
    "dictionary that the schema has not": (schema(), array(2, [None, GOOD, TEXT], dictionary=array(0, [None] * 3))),
    "dictionary is missing": (DICTIONARY, array(1, [None, offsets(0)])),
    "dictionary of wrong offsets": (
        DICTIONARY,
        array(1, [None, offsets(0)], dictionary=array(1, [None, offsets(1, 0), TEXT])),
    ),
    "format is missing": (schema(None), array(2, [None, GOOD, TEXT])),
    "schema is released": (schema(release=type(CSchema.releaser)()), array(2, [None, GOOD, TEXT])),
    "array is released": (schema(), array(2, [None, GOOD, TEXT], release=type(CArray.releaser)())),
    "column is shorter than the struct": (STRUCT, array(3, [None], [array(2, [None, GOOD, TEXT])])),
    "column ends before the struct": (STRUCT, array(2, [None], [array(2, [None, GOOD, TEXT])], offset=1)),
    "column of a struct is wrong": (STRUCT, array(1, [None], [array(1, [None, offsets(1, 0), TEXT])])),
    "struct without a list of buffers": (STRUCT, array(1, [], [array(1, [None, GOOD, TEXT])])),
    "view into no buffer": (schema(b"vu"), array(1, [None, view(17, 1, 0, TEXT), TEXT, lengths(17)])),
    "view into a negative buffer": (schema(b"vu"), array(1, [None, view(17, -1, 0, TEXT), TEXT, lengths(17)])),
    "view at a negative place": (schema(b"vu"), array(1, [None, view(17, 0, -1, TEXT), TEXT, lengths(17)])),
    "view passes its buffer": (schema(b"vu"), array(1, [None, view(17, 0, 1, TEXT), TEXT, lengths(17)])),
    "view starts after its buffer": (schema(b"vu"), array(1, [None, view(17, 0, 99, TEXT), TEXT, lengths(17)])),
    "view of negative length": (schema(b"vu"), array(1, [None, view(-1, 0, 0, TEXT), TEXT, lengths(17)])),
    "view of great length": (schema(b"vu"), array(1, [None, view(2**31 - 1, 0, 0, TEXT), TEXT, lengths(17)])),
    "views are missing": (schema(b"vu"), array(1, [None, None, TEXT, lengths(17)])),
    "length of a buffer is negative": (schema(b"vu"), array(1, [*ONE_VIEW[:3], lengths(-1)])),
    "lengths of buffers are missing": (schema(b"vu"), array(1, [*ONE_VIEW[:3], None])),
    "buffer of a view is missing": (schema(b"vu"), array(1, [*ONE_VIEW[:2], None, lengths(17)])),
    "view array of two buffers": (schema(b"vu"), array(1, ONE_VIEW[:2])),
    "very many buffers": (schema(b"vu"), array(1, ONE_VIEW, n_buffers=2**40)),
    "as many buffers as there are numbers": (schema(b"vu"), array(1, ONE_VIEW, n_buffers=2**63 - 1)),
    "more buffers than memory": (schema(b"vu"), array(1, ONE_VIEW, n_buffers=2**62)),
    "very many buffers of numbers": (
        schema(b"+s", [schema(b"i"), schema()]),
        array(1, [None], [array(1, [None, offsets(0)], n_buffers=2**40), array(1, [None, GOOD, TEXT])]),
    ),
    "very many buffers of binary views": (
        schema(b"+s", [schema(b"vz")]),
        array(1, [None], [array(1, [None, view(3)], n_buffers=2**40)]),
    ),
    "many children that the schema has not": (schema(), array(2, [None, GOOD, TEXT], n_children=2**40)),
    "many children in place of one": (STRUCT, array(1, [None], [array(2, [None, GOOD, TEXT])], n_children=2**62)),
    "too few children": (schema(b"+s", [schema(), schema()]), array(1, [None], [array(2, [None, GOOD, TEXT])])),
    "schema of many children": (schema(b"+s", n_children=2**40), array(1, [None])),
    "schema of more children than memory": (schema(b"+s", [schema()], n_children=2**62), array(1, [None])),
    "schema of a negative number of children": (schema(b"+s", n_children=-1), array(1, [None])),
    "text with children": (schema(b"u", [schema()]), array(2, [None, GOOD, TEXT], [array(0, [None] * 3)])),
    "dictionary with children": (
        schema(b"i", [schema()], dictionary=schema()),
        array(0, [None, None], [array(0, [None] * 3)], dictionary=array(0, [None] * 3)),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name):
    with pytest.raises(ValueError, match=r"."):
        CLEANER.arrow(Made(*WRONG[name]))


def deep(levels):
    made = schema()
    for _ in range(levels):
        made = schema(b"+s", [made])
    return made


def shared(wide, levels):
    """Few types that stand for many, since all children of a type are one."""
    made = schema()
    for _ in range(levels):
        made = schema(b"+s", [made] * wide)
    return made


@pytest.mark.parametrize(("wide", "levels"), [(2, 30), (2, 63), (1000, 3)])
def test_too_many_types(wide, levels):
    with pytest.raises(ValueError, match="more than 262144 types"):
        CLEANER.arrow(MadeStream(shared(wide, levels), []))


def repeated(kind, value, times):
    """A list of pointers to one structure, as C has it."""
    address = ctypes.addressof(value)
    pointers = (ctypes.c_void_p * times)(*[address] * times)
    return {
        "n_children": times,
        "children": ctypes.cast(pointers, ctypes.POINTER(ctypes.POINTER(kind))),
        "_kept": (value, pointers),
    }


@pytest.mark.parametrize(("wide", "fits"), [(262_143, True), (262_144, False)])
def test_as_wide_as_can_be(wide, fits):
    kind = schema(b"+s", **repeated(CSchema, schema(b"u", name=b"a"), wide))
    data = array(2, [None], **repeated(CArray, array(2, [None, GOOD, TEXT]), wide))
    if not fits:
        with pytest.raises(ValueError, match="more than 262144 types"):
            CLEANER.arrow(Made(kind, data))
        return
    result = pa.record_batch(CLEANER.arrow(Made(kind, data)))
    assert result.num_columns == wide
    assert result.column(wide - 1).to_pylist() == ["Salt", "& pepper"]


def test_too_many_buffers_together():
    views = array(1, [None, view(3, text=b" a "), *[None] * 400_000, bytes(8 * 400_000)])
    kind = schema(b"+s", [schema(b"vu")] * 3)
    with pytest.raises(ValueError, match="buffers"):
        CLEANER.arrow(Made(kind, array(1, [None], [views] * 3)))
    few = schema(b"+s", [schema(b"vu", name=b"a")] * 2)
    assert pa.record_batch(CLEANER.arrow(Made(few, array(1, [None], [views] * 2)))).column(1).to_pylist() == ["a"]


def test_types_in_a_circle():
    circle = schema(b"+s", [schema()])
    circle.children[0] = ctypes.pointer(circle)
    with pytest.raises(ValueError, match="deep"):
        CLEANER.arrow(MadeStream(circle, []))
    dictionary = schema(b"i", dictionary=schema())
    dictionary.dictionary = ctypes.pointer(dictionary)
    with pytest.raises(ValueError, match="deep"):
        CLEANER.arrow(MadeStream(dictionary, []))


@pytest.mark.parametrize("index", [b"u", b"f", b"+s", b"tdD"])
def test_indices_that_are_no_numbers(index):
    data = array(0, [None, None], dictionary=array(0, [None] * 3))
    with pytest.raises(TypeError, match="dictionary"):
        CLEANER.arrow(Made(schema(index, dictionary=schema()), data))


class Failing(MadeStream):
    """A stream that leaves something in the place of the array, and fails."""

    def _next(self, _stream, out):
        ctypes.memset(out, 0x55, ctypes.sizeof(CArray))
        return self.code


def test_what_a_stream_leaves_when_it_fails():
    # It is kept: the producer's callback may not run while pyarrow raises.
    stream = CLEANER.arrow(Failing(schema(), [], 5, b"rain"))
    with pytest.raises(OSError, match="rain"):
        pa.chunked_array(stream)


def test_nested_too_deep():
    with pytest.raises(ValueError, match="deep"):
        CLEANER.arrow(MadeStream(deep(1000), []))


RIGHT = {
    "utf8": (schema(), array(2, [None, GOOD, TEXT]), ["Salt", "& pepper"]),
    "unknown number of nulls": (
        schema(),
        array(2, [b"\x02", GOOD, TEXT], null_count=-1),
        [None, "& pepper"],
    ),
    "a bitmap with an offset": (
        schema(),
        array(2, [b"\x80\x00", offsets(*[0] * 7, 0, 4, 17), TEXT], offset=7, null_count=1),
        ["Salt", None],
    ),
    "no rows, offsets of no length": (schema(), array(0, [None, b"", b""]), []),
    "empty texts, no bytes": (schema(), array(2, [None, offsets(0, 0, 0), None]), ["", ""]),
    "large": (schema(b"U"), array(1, [None, offsets(4, 17, width=8), TEXT]), ["& pepper"]),
    "views": (schema(b"vu"), array(1, ONE_VIEW), ["Salt & pepper"]),
    "views without buffers": (schema(b"vu"), array(1, [None, view(3, text=b" a "), None]), ["a"]),
    "no views": (schema(b"vu"), array(0, [None, None, None]), []),
    "a null view points nowhere": (
        schema(b"vu"),
        array(2, [b"\x02", view(99, 7, 7, TEXT) + view(3, text=b" a "), None], null_count=1),
        [None, "a"],
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right(name):
    kind, data, texts = RIGHT[name]
    result = pa.array(CLEANER.arrow(Made(kind, data)))
    result.validate(full=True)
    assert result.to_pylist() == texts


@pytest.mark.parametrize("offset", [0, 5])
@pytest.mark.parametrize("kind", [b"u", b"U", b"vu"])
def test_no_rows_and_no_buffers(kind, offset):
    empty = CLEANER.arrow(Made(schema(kind), array(0, [None, None, None], offset=offset)))
    _, capsule = CLEANER.arrow(empty).__arrow_c_array__()
    assert inside(capsule, b"arrow_array", CArray).length == 0


def test_numbers_at_odd_addresses():
    size = 17 * 3
    held = array(3, [None, b"?" + offsets(0, 17, 34, size), TEXT * 3])
    held.buffers[1] += 1
    assert pa.array(CLEANER.arrow(Made(schema(), held))).to_pylist() == ["Salt & pepper"] * 3


def test_everything_is_released_once():
    kind, data = schema(), array(1, [None, offsets(0, 17), TEXT])
    gc.collect()
    RELEASED.clear()
    result = CLEANER.arrow(Made(kind, data))
    taken = [pa.array(result) for _ in range(3)]
    del result
    assert [one.to_pylist() for one in taken] == [["Salt & pepper"]] * 3
    del taken
    assert sorted(RELEASED) == ["CArray", "CSchema"]


def test_what_is_refused_is_released():
    gc.collect()
    RELEASED.clear()
    with pytest.raises(ValueError, match="offsets"):
        CLEANER.arrow(Made(schema(), array(1, [None, offsets(1, 0), TEXT])))
    with pytest.raises(TypeError, match="int32"):
        CLEANER.arrow(Made(schema(b"i"), array(1, [None, offsets(0)])))
    assert sorted(RELEASED) == ["CArray", "CArray", "CSchema", "CSchema"]
