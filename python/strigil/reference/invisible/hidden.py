"""What invisible characters spell (docs/reference/invisible.md, section 6)."""

from ..rules import character_classes
from .classes import Fate
from .settle import settled

FIRST_TAG, LAST_TAG = 0xE0020, 0xE007E


def hidden_texts(text: str) -> list[str]:
    """What the characters spell that `security` takes out of `text`: one text a run that spells any."""
    fates, runs = settled(text, "security")
    gone = ("".join(text[place] for place in run if fates[place] is Fate.GOES) for run in runs)
    return [hidden for characters in gone if (hidden := spelled(characters))]


def spelled(characters: str) -> str:
    """What the tags among `characters` spell, and then what the selectors do."""
    tags = [ord(character) for character in characters if FIRST_TAG <= ord(character) <= LAST_TAG]
    selectors = [character for character in characters if character_classes().get(character) == "selector"]
    # One by itself is what is left of an emoji or an ideograph.
    data = bytes(map(byte, selectors)) if len(selectors) > 1 else b""
    return "".join(chr(tag - 0xE0000) for tag in tags) + data.decode("utf-8", "replace")


def byte(selector: str) -> int:
    """The number that a variation selector stands for."""
    code = ord(selector)
    return code - 0xFE00 if code < 0xE0100 else code - 0xE0100 + 16
