"""What each policy does with each class of characters (docs/reference/invisible.md, section 1)."""

from enum import Enum, auto
from typing import Literal

from ..rules import character_classes

Policy = Literal["safe", "security", "all"]

POLICIES: tuple[Policy, ...] = ("safe", "security", "all")


class Fate(Enum):
    """What becomes of a character."""

    STAYS = auto()
    GOES = auto()
    # It goes, but parts two words.
    CUT = auto()
    # The characters around it decide.
    CONTEXT = auto()


STAYS, GOES, CUT, CONTEXT = Fate.STAYS, Fate.GOES, Fate.CUT, Fate.CONTEXT

# For each class, in the order of POLICIES.
FATES = {
    "control": (CUT, CUT, CUT),
    "c1": (STAYS, CUT, CUT),
    "annotation": (STAYS, CUT, CUT),
    "filler": (STAYS, CUT, CUT),
    "soft_hyphen": (GOES, GOES, GOES),
    "byte_order_mark": (GOES, GOES, GOES),
    "word_joiner": (GOES, GOES, GOES),
    "deprecated": (GOES, GOES, GOES),
    "reserved": (GOES, GOES, GOES),
    "joiner": (CONTEXT, CONTEXT, GOES),
    "zero_width_space": (CONTEXT, CONTEXT, GOES),
    "selector": (CONTEXT, CONTEXT, GOES),
    "tag": (CONTEXT, CONTEXT, GOES),
    "mongolian": (CONTEXT, CONTEXT, GOES),
    "khmer": (CONTEXT, CONTEXT, GOES),
    "jamo_filler": (CONTEXT, CONTEXT, GOES),
    "grapheme_joiner": (CONTEXT, CONTEXT, GOES),
    "operator": (CONTEXT, GOES, GOES),
    "shorthand": (CONTEXT, CONTEXT, GOES),
    "musical": (CONTEXT, CONTEXT, GOES),
    "bidi_override": (STAYS, GOES, GOES),
    # Under "security" those that close an override go too: see `direction`.
    "bidi": (STAYS, STAYS, GOES),
    "bidi_mark": (STAYS, STAYS, GOES),
}


# Controls that part no words.
NOTHING = frozenset("\0\b")


def fate(character: str, policy: Policy) -> Fate:
    """What becomes of a character where it stands alone."""
    if character in NOTHING:
        return Fate.GOES
    class_ = character_classes().get(character)
    return FATES[class_][POLICIES.index(policy)] if class_ else Fate.STAYS
