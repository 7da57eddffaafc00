"""The stage `invisible`: invisible and control characters (docs/reference/invisible.md)."""

import re
from collections.abc import Iterator

from .edits import Edit

CONTROLS = r"\x00-\x08\x0e-\x1b\x7f"
RUN = re.compile(rf"[{CONTROLS}\u00ad\ufeff]+")
CONTROL = re.compile(rf"[{CONTROLS}]")


def edits(text: str) -> Iterator[Edit]:
    """What the stage does to `text`: one edit a run of characters that go."""
    for run in RUN.finditer(text):
        before, after = text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]
        glues = before and after and not before.isspace() and not after.isspace()
        yield Edit(run.start(), run.end(), " " if glues and CONTROL.search(run[0]) else "")
