"""Which characters close an override of direction (docs/reference/invisible.md, section 5; UAX #9, X5a to X7)."""

from collections.abc import Iterator

OVERRIDES = "\u202d\u202e"
EMBEDDINGS = "\u202a\u202b" + OVERRIDES
ISOLATES = "\u2066\u2067\u2068"
POP = "\u202c"
POP_ISOLATE = "\u2069"
# Bidirectional class B.
PARAGRAPH_ENDS = "\n\r\x1c\x1d\x1e\x85\u2029"

DEEPEST = 125


def closings(text: str) -> Iterator[int]:
    """The places in `text` of each U+202C that closes an override."""
    opened = Opened()
    for place, character in enumerate(text):
        if character in PARAGRAPH_ENDS:
            opened = Opened()
        elif character in EMBEDDINGS:
            opened.embed(character)
        elif character in ISOLATES:
            opened.isolate(character)
        elif character == POP_ISOLATE:
            opened.close_isolate()
        elif character == POP and opened.close() in OVERRIDES:
            yield place


class Opened:
    """What is open at a place of a paragraph. What is opened deeper than the limit is only counted."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.more_isolates = 0
        self.more_embeddings = 0

    def has_room(self) -> bool:
        """Whether what is opened next is remembered."""
        return len(self.stack) < DEEPEST and not self.more_isolates and not self.more_embeddings

    def embed(self, character: str) -> None:
        """Opens an embedding or an override."""
        if self.has_room():
            self.stack.append(character)
        elif not self.more_isolates:
            self.more_embeddings += 1

    def isolate(self, character: str) -> None:
        """Opens an isolate."""
        if self.has_room():
            self.stack.append(character)
        else:
            self.more_isolates += 1

    def close(self) -> str:
        """Closes what was opened last, unless that is an isolate, and gives what it was if that is remembered."""
        if self.more_isolates:
            return " "
        if self.more_embeddings:
            self.more_embeddings -= 1
            return " "
        return self.stack.pop() if self.stack and self.stack[-1] not in ISOLATES else " "

    def close_isolate(self) -> None:
        """Closes the last isolate, with all that was opened in it."""
        if self.more_isolates:
            self.more_isolates -= 1
        elif any(character in ISOLATES for character in self.stack):
            self.more_embeddings = 0
            while self.stack.pop() not in ISOLATES:
                pass
