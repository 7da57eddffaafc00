"""The stage `invisible`: invisible and control characters (docs/reference/invisible.md)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..arguments import checked_choice, checked_text
from ..edits import Edit, Marked
from .classes import POLICIES, Fate, Policy
from .hidden import hidden_texts
from .hyphens import joins
from .settle import settled

__all__ = ["POLICIES", "Policy", "cleaned", "hidden_texts", "strip_invisible", "stripped"]


def strip_invisible(text: str, /, *, policy: Policy = "safe") -> str:
    r"""`text` without control characters and without the invisible characters that mean nothing where they stand.

    `policy` says which those are: "safe" drops what no writing system and no emoji needs there, "security" also
    overrides of direction and blanks that pass for letters, "all" every invisible character. A control that stood
    between two words becomes a space. Lone surrogates stay. Raises TypeError if `text` is no `str`, ValueError for an
    unknown policy.

    >>> strip_invisible("Gesamt\xadkonzept, fun\U000e0020ding")
    'Gesamtkonzept, funding'
    >>> strip_invisible("می\u200cخواهم") == "می\u200cخواهم"
    True
    >>> strip_invisible("user\u202egpj.exe\u202c", policy="security")
    'usergpj.exe'
    >>> strip_invisible("א\u200f!", policy="all")
    'א!'
    """
    text = checked_text(text)
    checked_choice(policy, POLICIES, "policy")
    return cleaned(Marked.plain(text), policy).text


def cleaned(text: Marked, policy: Policy) -> Marked:
    """`text` after the stage."""
    joined = text.edited(joins(text))
    return joined.edited(edits(joined.text, policy, joined.marks))


def edits(text: str, policy: Policy, marks: Sequence[int] = ()) -> Iterator[Edit]:
    """What the stage does to `text`: one edit a sequence of characters that do not stay. `marks`: see `Marked`."""
    end = 0
    for stays, group in groupby(settled(text, policy, marks).fates, lambda fate: fate is Fate.STAYS):
        fates = list(group)
        start, end = end, end + len(fates)
        if not stays:
            before, after = text[max(start - 1, 0) : start], text[end : end + 1]
            glues = before and after and not before.isspace() and not after.isspace()
            yield Edit(start, end, " " if glues and Fate.CUT in fates else "")


def stripped(text: str, policy: Policy) -> int:
    """How many characters of `text` do not stay."""
    return sum(fate is not Fate.STAYS for fate in settled(text, policy).fates)
