"""The kinds of ad elements and what each may hold (docs/reference/ads.md, section 2)."""

from enum import Enum
from math import inf
from typing import NamedTuple


class Limits(NamedTuple):
    """How many visible characters a region may hold, how many if its own end tag is missing, and how many bytes."""

    visible: float
    visible_unclosed: float
    bytes: int


class Kind(Enum):
    """The kinds, in the order in which they hold. The last three are none of ads, but held like them."""

    UNWRAP = 1
    A = 2
    A_TAG = 3
    B = 4
    B_NAMES = 5
    B_PARAGRAPH = 6
    B_ITEM = 7
    B_INLINE = 8
    C = 9
    TEMPLATE = 10
    UNRENDERED = 11
    HIDDEN = 12

    @property
    def limits(self) -> Limits:
        """What a region of this kind may hold."""
        return LIMITS[self]

    @property
    def is_ad(self) -> bool:
        """Whether it is a kind of ad element."""
        return self not in (Kind.TEMPLATE, Kind.UNRENDERED, Kind.HIDDEN)

    @property
    def is_signal(self) -> bool:
        """Whether a region of this kind, when it goes, is a signal for those around it."""
        return self in (Kind.A, Kind.A_TAG)


LIMITS = {
    Kind.A: Limits(2_000, 120, 65_536),
    Kind.A_TAG: Limits(500, 120, 65_536),
    Kind.B: Limits(120, 120, 16_384),
    Kind.B_NAMES: Limits(120, 120, 16_384),
    Kind.B_PARAGRAPH: Limits(120, 120, 16_384),
    Kind.B_ITEM: Limits(120, 120, 16_384),
    Kind.B_INLINE: Limits(0, 0, 16_384),
    Kind.C: Limits(0, 0, 16_384),
    Kind.TEMPLATE: Limits(inf, inf, 65_536),
    Kind.UNRENDERED: Limits(inf, 120, 65_536),
    Kind.HIDDEN: Limits(inf, 2_000, 65_536),
}
