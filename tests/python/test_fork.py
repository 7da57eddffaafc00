"""A child of a process with threads can clean at once, whatever the threads were at when it was forked."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

# Threads use what is new again and again; a fork may come at any moment. What hangs is killed by the alarm.
RULES = """
import os, signal, threading, warnings
import strigil

warnings.simplefilter("ignore")
LIST = "".join(f"##.promo-{number}\\n" for number in range(20_000))
PAGE = '<p>Tea &amp; cake</p><div class="promo-7">Buy</div>'

for round in range(5):
    rules = strigil.Rules.from_filter_list(LIST + f"##.round-{round}\\n")
    cleaner = strigil.Cleaner("html", rules=rules)
    busy = threading.Thread(target=lambda: [cleaner(PAGE) for _ in range(3)])
    busy.start()
    for _ in range(3):
        child = os.fork()
        if child == 0:
            signal.alarm(20)
            right = cleaner(PAGE) == "<p>Tea &amp; cake</p>"
            os._exit(0 if right else 1)
        assert os.waitpid(child, 0)[1] == 0
    busy.join()
"""
FIRST = """
import os, signal, threading, warnings
import strigil

warnings.simplefilter("ignore")
TEXT = "<p>C\\u0430fe <!-- x --> ADVERTISEMENT</p>\\n- a d -\\ngoogletag.cmd.push(function(){\\nerid: 2VfnxvBq2\\n" * 3
CALLS = [
    lambda: strigil.clean(TEXT, furniture=True, labels="strict", invisible="security", unicode="NFKC"),
    lambda: strigil.strip_ads(TEXT, rules=strigil.Rules(names=False)),
    lambda: strigil.scan(TEXT),
]
start = threading.Barrier(4)
def use(call):
    start.wait()
    call()
threads = [threading.Thread(target=use, args=(call,)) for call in CALLS]
for thread in threads:
    thread.start()
start.wait()
child = os.fork()
if child == 0:
    signal.alarm(20)
    for call in CALLS:
        call()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""
POOLS = """
import multiprocessing, signal, threading, warnings
import pyarrow as pa
import strigil

warnings.simplefilter("ignore")
cleaner = strigil.Cleaner()
texts = ["<p>Salt &amp; pepper</p>" * 100] * 2_000

def work(number):
    signal.alarm(60)
    clean = cleaner.batch(texts, threads=2)
    return clean == cleaner.arrow(pa.array(texts), threads=2).to_pylist() and len(clean)

cleaner.batch(texts, threads=2)
busy = threading.Thread(target=lambda: [cleaner.batch(texts, threads=2) for _ in range(20)])
busy.start()
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.map(work, range(4)) == [2_000] * 4
busy.join()
assert work(0) == 2_000
"""


@pytest.mark.parametrize("code", [RULES, FIRST, POOLS], ids=["rules", "first use", "pools"])
def test_children_clean(code):
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
