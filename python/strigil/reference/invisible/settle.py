"""What becomes of each character of a text (docs/reference/invisible.md, sections 1, 2, 4 and 5)."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from .classes import Fate, Policy, fate
from .context import kept
from .direction import closings
from .escapes import escapes


class Settled(NamedTuple):
    """The fate of each character, none of which is `CONTEXT`, and where the runs lie."""

    fates: list[Fate]
    runs: list[range]


def settled(text: str, policy: Policy, marks: Sequence[int] = ()) -> Settled:
    """What becomes of the characters of `text`; `marks` are those of headings and code, if it has any."""
    fates = [fate(character, policy) for character in text]
    for start, end, moves in escapes(text, marks):
        fates[start:end] = [Fate.CUT if moves else Fate.GOES] * (end - start)
    if policy == "security":
        for place in closings(text):
            fates[place] = Fate.GOES
    runs = runs_of(fates)
    for run in runs:
        others = [place for place in run if fates[place] is Fate.CONTEXT]
        before, after = beside(text, fates, run.start - 1), beside(text, fates, run.stop)
        stay = kept("".join(text[place] for place in others), before, after)
        for index, place in enumerate(others):
            fates[place] = Fate.STAYS if index in stay else Fate.GOES
    return Settled(fates, runs)


def runs_of(fates: list[Fate]) -> list[range]:
    """The runs: where characters lie side by side that go or depend on context."""
    grouped = groupby(range(len(fates)), lambda place: fates[place] in (Fate.GOES, Fate.CONTEXT))
    runs = [list(places) for is_run, places in grouped if is_run]
    return [range(places[0], places[-1] + 1) for places in runs]


def beside(text: str, fates: list[Fate], place: int) -> str:
    """The character at `place`, beside a run; empty if there is none or if it is cut."""
    return text[place] if 0 <= place < len(text) and fates[place] is not Fate.CUT else ""
