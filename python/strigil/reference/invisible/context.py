"""Which characters of a run stay: they mean something where they stand (docs/reference/invisible.md, section 2)."""

import re

from ..rules import character_classes, character_set

# No writing system needs more in a row.
MOST = 16

BLACK_FLAG = "\U0001f3f4"
# In tags: two letters or three digits for a region, one to four letters or digits for its part, and the end.
FLAG = re.compile(
    r"(?:[\U000e0061-\U000e007a]{2}|[\U000e0030-\U000e0039]{3})"
    r"[\U000e0061-\U000e007a\U000e0030-\U000e0039]{1,4}\U000e007f"
)
# Classes that need a character of a set on one side of the run.
BESIDE = {
    "joiner": "joining",
    "zero_width_space": "unspaced",
    "jamo_filler": "jamo",
    "shorthand": "shorthand_sign",
    "musical": "musical_sign",
}
# Classes that need one right in front.
BEHIND = {"mongolian": "mongolian_letter", "khmer": "khmer_letter"}
MONGOLIAN_VOWEL_SEPARATOR = "\u180e"
ZERO_WIDTH_JOINER = "\u200d"


def kept(others: str, before: str, after: str) -> list[int]:
    """Where in `others`, what a run holds but for what goes anyway, the characters stand that stay.

    `before` and `after` are the characters beside the run, empty if there is none or if it is cut.
    """
    if len(others) > MOST:
        return []
    flag = flag_in(others) if before == BLACK_FLAG else range(0)
    stay: list[int] = []
    for place, character in enumerate(others):
        if place in flag:
            # A flag is kept whole: what was kept last is `before`, or the tag in front of this one.
            is_kept = not stay or stay[-1] in flag
        else:
            last = others[stay[-1]] if stay else before
            is_kept = is_meant(character, before, after, last, is_first=not stay)
        if is_kept:
            stay.append(place)
    return stay


def flag_in(others: str) -> range:
    """Where the flag stands that the first tag in `others` starts, if it starts one."""
    first = next((place for place, character in enumerate(others) if character_classes()[character] == "tag"), 0)
    match = FLAG.match(others, first)
    return range(*match.span()) if match else range(0)


def is_meant(character: str, before: str, after: str, last: str, *, is_first: bool) -> bool:
    """Whether a character other than a flag's tag stays.

    `last` is what was kept last, or `before` if nothing of the run was: this is what `is_first` says.
    """
    name = character_classes()[character]
    if name in BESIDE:
        allowed = character_set(BESIDE[name])
        return last != character and (before in allowed or after in allowed or joins_emoji(character, before, after))
    if character == MONGOLIAN_VOWEL_SEPARATOR:
        return last != character and before in character_set("mongolian_letter")
    if not is_first:
        return False
    if name in BEHIND:
        return before in character_set(BEHIND[name])
    if name == "selector":
        return before in bases(character)
    return name in ("grapheme_joiner", "operator") and before != "" and not before.isspace()


def joins_emoji(character: str, before: str, after: str) -> bool:
    """Whether `character` makes two emoji one."""
    pictographs = character_set("pictograph")
    return character == ZERO_WIDTH_JOINER and before in pictographs and after in pictographs


def bases(selector: str) -> frozenset[str]:
    """The characters that take a variation selector."""
    if "\ufe00" <= selector <= "\ufe06":
        return character_set(f"fe0{ord(selector) - 0xFE00}")
    if selector in "\ufe0e\ufe0f":
        return character_set("emoji")
    return character_set("ideograph") if selector >= "\U000e0100" else frozenset()
