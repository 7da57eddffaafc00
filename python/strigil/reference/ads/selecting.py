"""Whether a selector selects an element (docs/reference/ads.md, section 4)."""

from collections.abc import Sequence
from itertools import accumulate

from ..ascii import ascii_lower, tokens
from .selectors import Attribute, Compound, Logical, Selector
from .tags import StartTag, class_tokens


def selects(selector: Selector, tag: StartTag, ancestors: Sequence[StartTag | None], *, quirks: bool) -> bool:
    """Whether `selector` selects the element of `tag`. None is an ancestor that no compound matches.

    `quirks`: on a page in quirks mode, where classes and ids compare in any case.
    """
    if not holds(selector.subject, tag, quirks=quirks):
        return False
    line = [*ancestors, tag]
    # The elements of the line at which the part of the selector read so far may end.
    ends = [element is not None and holds(selector.compounds[0], element, quirks=quirks) for element in line]
    for combinator, compound in zip(selector.combinators, selector.compounds[1:], strict=True):
        is_below = [False, *(ends if combinator == ">" else accumulate(ends, max))]
        ends = [
            below and element is not None and holds(compound, element, quirks=quirks)
            for below, element in zip(is_below, line, strict=False)
        ]
    return ends[-1]


def holds(compound: Compound, tag: StartTag, *, quirks: bool) -> bool:
    """Whether all that `compound` asks for is true of an element."""
    folded = ascii_lower if quirks else str
    ids = [folded(tag.attributes["id"])] if "id" in tag.attributes else []
    return (
        compound.type in ("", tag.name)
        and set(map(folded, compound.classes)) <= set(map(folded, class_tokens(tag)))
        and all(folded(name) in ids for name in compound.ids)
        and all(has(attribute, tag) for attribute in compound.attributes)
        and all(holds_logical(logical, tag, quirks=quirks) for logical in compound.logicals)
    )


def holds_logical(logical: Logical, tag: StartTag, *, quirks: bool) -> bool:
    """Whether a pseudo-class is true of an element."""
    return any(holds(compound, tag, quirks=quirks) for compound in logical.compounds) != logical.is_not


def has(attribute: Attribute, tag: StartTag) -> bool:
    """Whether an element has an attribute with a value that is asked for."""
    if attribute.name not in tag.attributes:
        return False
    value, wanted = tag.attributes[attribute.name], attribute.value
    if attribute.any_case:
        value, wanted = ascii_lower(value), ascii_lower(wanted)
    match attribute.operator:
        case "":
            return True
        case "=":
            return value == wanted
        case "|=":
            return value == wanted or value.startswith(f"{wanted}-")
        case "~=":
            return wanted in tokens(value)
        case "^=":
            return wanted != "" and value.startswith(wanted)
        case "$=":
            return wanted != "" and value.endswith(wanted)
        case _:
            return wanted != "" and wanted in value
