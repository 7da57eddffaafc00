"""A result for which there is no memory is a MemoryError, and the interpreter goes on: tried under a limit."""

import subprocess
import sys

import pytest

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limit is on Linux what is meant")

PREPARE = """
import resource
import strigil
from strigil import Cleaner

def left(mebibytes):
    with open("/proc/self/statm") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + (mebibytes << 20), -1))

def lacks(call):
    left(LEFT)
    try:
        call()
    except MemoryError:
        pass
    else:
        raise AssertionError("there was memory enough")
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    assert Cleaner("text")("Salt &amp; pepper") == "Salt & pepper"
    assert cleaner("Salt &amp; pepper") == "Salt & pepper"

LEFT = 30
SIZE = 48 << 20
cleaner = Cleaner()
text = Cleaner("text")
line = "Salt &amp; pepper, tea.  \\n"
wide = "Соль &amp; перец, чай.  \\n"
astral = "🧂 &amp; 🌶, 🍵.  \\n"
ascii = line * (SIZE // len(line))
cleaner(line), cleaner(wide), text(line), text(wide), cleaner.batch([line, wide]), cleaner.stream().feed(line)
"""
# What is given to a call is made before, while there is memory.
CALLS = {
    "ascii": ("ascii", "cleaner(given)"),
    "ascii that becomes wide at its end": ("ascii + '&#x1f375;'", "cleaner(given)"),
    "ascii whose end goes": ("'tea and cake, ' * (SIZE // 15) + '  '", "text(given)"),
    "two bytes": ("wide * (SIZE // 2 // len(wide))", "cleaner(given)"),
    "four bytes": ("astral * (SIZE // 4 // len(astral))", "cleaner(given)"),
    "lone surrogates": ("'\\ud800' + wide * (SIZE // 2 // len(wide))", "strigil.unescape(given, levels=2)"),
    "bytes": ("ascii.encode()", "cleaner(given)"),
    "ill-formed bytes": ("b'\\xff' * (SIZE // 2)", "cleaner(given)"),
    "a buffer": ("memoryview(ascii.encode())", "cleaner(given)"),
    "a list": ("[line, ascii]", "cleaner.batch(given)"),
    "a list of bytes in threads": ("[line.encode(), ascii.encode()]", "cleaner.batch(given, threads=2)"),
    "a stream": ("ascii", "cleaner.stream().feed(given)"),
    "a stream of wide text": ("wide * (SIZE // 2 // len(wide))", "cleaner.stream().feed(given)"),
    "a stream of bytes": ("ascii.encode()", "cleaner.stream().feed(given)"),
    "a form": ("'ﷺ ' * (SIZE // 64)", "strigil.normalize('NFKD', given)"),
    "white space": ("ascii", "strigil.collapse_whitespace(given)"),
    "references": ("ascii", "strigil.unescape(given)"),
    "to text": ("ascii", "strigil.to_text(given)"),
    "a scan": ("wide * (SIZE // len(wide))", "strigil.scan(given)"),
}
COLUMNS = {
    "an array": ("column", "cleaner.arrow(given)"),
    "an array in threads": ("column", "cleaner.arrow(given, threads=2)"),
    "a large array": ("column.cast(pa.large_string())", "cleaner.arrow(given)"),
    "views": ("column.cast(pa.string_view())", "cleaner.arrow(given)"),
    "views in threads": ("column.cast(pa.string_view())", "cleaner.arrow(given, threads=2)"),
}


def run(code):
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("given", "call"), CALLS.values(), ids=CALLS)
def test_a_result_that_does_not_fit(given, call):
    run(PREPARE + f"given = {given}\nlacks(lambda: {call})\n")


@pytest.mark.parametrize(("given", "call"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_that_does_not_fit(given, call):
    prepare = "import pyarrow as pa\ncolumn = pa.array([line * 10_000] * (SIZE // len(line) // 10_000))\n"
    run(PREPARE + prepare + f"given = {given}\nlacks(lambda: {call})\n")
