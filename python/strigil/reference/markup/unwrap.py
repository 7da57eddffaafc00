"""Elements whose tags go and whose content stays (docs/reference/markup.md, section 3)."""

from .tokens import Token, is_raw
from .tree import Element


class Unwrapped:
    """The unwrapped elements of a document, and where the tags stand that go."""

    def __init__(self) -> None:
        self.elements: set[Element] = set()
        self.tags: list[tuple[int, int]] = []

    def start_tag(self, token: Token, element: Element | None) -> None:
        """Follows the start tag of an element that is to be unwrapped; it has none if it is not on the stack."""
        if element and not is_raw(token.name):
            self.elements.add(element)
            self.tags.append((token.start, token.end))

    def end_tag(self, token: Token, closed: Element) -> None:
        """Follows an end tag, and the element that it closed."""
        if closed in self.elements:
            self.tags.append((token.start, token.end))
