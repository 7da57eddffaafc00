"""A stream's memory is a constant, whatever comes: what it remembers does not grow with the text."""

import subprocess
import sys
from pathlib import Path

import pytest

from effort import HEAVY

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")

# How much of a kind is fed, and by how much the memory of the process may then have grown. Lines are some 20 bytes
# long, and what is remembered of one takes 9 bytes of a set of hashes, or more: that would be 28 MB, and while a set
# grows, it is there twice. The heavy suite feeds 256 MiB of each.
FED = (256 if HEAVY else 64) << 20
LIMIT = 16 << 20

# For each kind the options of the cleaner, the text before, and a line with a number in it.
KINDS = {
    "markings": ("text", {}, "", "erid: 2V{:07}a\n"),
    "label lines": ("text", {}, "", "- Advertisement {:x} -\nAnzeige\n"),
    "labels in doubt": ("text", {}, "", "Sponsored\nword {}\n"),
    "credits": ("text", {}, "", "Sponsored by Ann Lee {}\nAdvertisement\n"),
    "inline labels": ("text", {}, "", "Tea {}. Advertisement Word "),
    "furniture": ("text", {"furniture": True}, "Leave a reply\nCancel reply\n", "Discover more from {}\n"),
    "teasers": (
        "text",
        {"furniture": True},
        "Comments\nNo comments yet...\nRelated Articles\n",
        "Tea {0}\nTea {0}\n2 hours ago\nTea {0}\nBody.\n",
    ),
    "statements": ("text", {}, "", "googletag.cmd.push({});\n"),
    "statements in vain": ("text", {}, "", "googletag.cmd.push({}]\n"),
    "fences": ("text", {}, "", "```{}\nx\n```\n"),
    "an open fence": ("text", {}, "```\n", "x {}\n"),
    "headings": ("text", {}, "", "# Tea {}\n"),
    "one long line": ("text", {}, "", "word {} "),
    "references": ("text", {"entities": "html"}, "", "&nosuch{}; &#{};"),
    "marks of letters": ("text", {}, "", "e\u0301\u0316\u0301{} "),
    "one letter with its marks": ("text", {}, "e", "\u0301\u0316"),
    "directions": ("text", {"invisible": "security"}, "", "\u202ex{}\u2067"),
    "tags": ("web", {}, "", "<p a{0}=b{0}>"),
    "unknown elements": ("web", {}, "", "<x-{0}>a</x-{0}>"),
    "elements that stay open": ("web", {}, "", "<x-{}>"),
    "classes": ("web", {}, "", "<p class='c{0} ad-{0}'>x</p>"),
    "code with nothing in it": ("web", {"furniture": True}, "", "<pre></pre><h2></h2>"),
    "code with nothing in it, no folding": ("web", {"whitespace": None}, "Reklama", "<pre></pre><h2></h2>"),
    "white space": ("web", {}, "", " \n"),
}

# Runs in a process of its own, so that nothing else has used its memory.
CHILD = """
import ast, sys
from strigil import Cleaner

preset, options, before, line, fed = ast.literal_eval(sys.stdin.read())

def pieces():
    yield before
    size = number = 0
    while size < fed:
        piece = "".join(line.format(at, at) for at in range(number, number + 4000))
        number += 4000
        size += len(piece.encode())
        yield piece

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024

stream = Cleaner(preset, **options).stream()
start = None
for number, piece in enumerate(pieces()):
    stream.feed(piece)
    if number == 8:
        start = peak()
stream.finish()
print(peak() - start)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_constant(kind):
    given = repr((*KINDS[kind], FED))
    child = subprocess.run([sys.executable, "-c", CHILD], input=given, capture_output=True, text=True, check=True)
    assert int(child.stdout) < LIMIT
