"""Ctrl-C ends long calls soon: each is tried in a process of its own, which is sent SIGINT."""

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGINT can be sent to one process")

PREPARE = """
import itertools, sys
import pyarrow as pa
from strigil import Cleaner

class Bare:
    def __init__(self, data, name):
        setattr(self, name, getattr(data, name))

page = "<p>Salt &amp; pepper</p><div class=wpcnt>Ad</div>" * 20
pages = [page] * 1_000_000
column = pa.array(pages[:10_000])
array = pa.chunked_array([column] * 20).combine_chunks()
views = pa.chunked_array([column.cast(pa.string_view())] * 1_000).combine_chunks()
chunks = pa.chunked_array([column] * 1_000)
short = pa.chunked_array([column[:10]] * 100_000)
cleaner = Cleaner()
"""
CALLS = {
    "a list": "cleaner.batch(pages)",
    "a list in threads": "cleaner.batch(pages, threads=2)",
    "an iterable without Python code": "cleaner.batch(itertools.repeat(page))",
    "a generator": "cleaner.batch(page for _ in itertools.count())",
    "nothing at all": "cleaner.batch(itertools.repeat(None))",
    "a list of urls": "cleaner.batch(itertools.repeat(page), urls=itertools.repeat('https://tea.example'))",
    "empty chunks": "list(cleaner.stream().over(itertools.repeat('')))",
    "an array": "cleaner.arrow(array)",
    "an array in threads": "cleaner.arrow(array, threads=2)",
    "a bare array": "cleaner.arrow(Bare(array, '__arrow_c_array__'))",
    "views": "cleaner.arrow(views)",
    "chunks": "cleaner.arrow(chunks)",
    "a table in threads": "cleaner.arrow(pa.table({'text': chunks}), threads=2)",
    "short chunks": "cleaner.arrow(short)",
}
RUN = """
print("ready", flush=True)
try:
    {call}
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_control_c(call):
    code = PREPARE + RUN.format(call=call)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.25)
        assert process.poll() is None, "it takes so long that it can be interrupted"
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "stopped\n"
        # A tenth of a second, and a busy machine's delay.
        assert time.monotonic() - start < 1
        process.kill()


def test_what_a_handler_raises_passes():
    code = """
import signal
from strigil import Cleaner
def late(*_):
    raise TimeoutError
signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 0.2)
try:
    Cleaner().batch(["<p>Salt &amp; pepper</p>" * 20] * 2_000_000)
except TimeoutError:
    assert Cleaner("text").batch(["a &amp; b"], threads=2) == ["a & b"]
    print("late")
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "late\n"
