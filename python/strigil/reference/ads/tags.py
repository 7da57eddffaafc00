"""What the rules look at: the name and the attributes of a start tag."""

from collections.abc import Mapping
from typing import Protocol

from ..ascii import tokens


class StartTag(Protocol):
    """A start tag, or an element by its start tag."""

    @property
    def name(self) -> str:
        """The element's name, lower-cased."""
        ...

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes, decoded, by their lower-cased names."""
        ...


def class_tokens(tag: StartTag) -> list[str]:
    """The class tokens of a start tag."""
    return tokens(tag.attributes.get("class", ""))
