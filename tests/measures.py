"""What the laws measure."""

import re


def lag(cleaner, pieces):
    """The most by which a stream ever lags behind what the text so far gives in one piece, in bytes."""
    stream, text, given, most = cleaner.stream(), "", 0, 0
    for piece in pieces:
        text += piece
        given += len(stream.feed(piece).encode())
        most = max(most, len(cleaner(text).encode()) - given)
    return most


def is_minus_spans(part, whole):
    """Whether a text is another one minus whole spans.

    A span starts at the `<` of a tag and ends behind a `>` or before a `<`. End tags inside it may stay: they may be
    those of elements that began before it.
    """
    pieces = re.findall(r"<[^<>]*>?|[^<>]+>?|>", whole)
    # Ways to read on, the likeliest last: which piece, how much of `part` has been read, and whether the piece is
    # kept, gone in a span, or in an end tag that stays. Trying one way to its end keeps large pages cheap.
    ways, tried = [(0, 0, "kept")], set()
    while ways:
        way = ways.pop()
        if way in tried:
            continue
        tried.add(way)
        number, place, state = way
        if number == len(pieces):
            if place == len(part) and state == "kept":
                return True
            continue
        piece = pieces[number]
        number += 1
        following = pieces[number] if number < len(pieces) else ""
        behind = place + len(piece) if part.startswith(piece, place) else None
        gone = []
        if state == "gone" or (state == "kept" and piece.startswith("<")):
            gone.append(place)
        if behind is not None and (state == "staying" or (state == "gone" and piece.startswith(("</", "<&")))):
            ways.append((number, behind, "staying"))
            if piece.endswith(">"):
                gone.append(behind)
        ways += ((number, place, "gone") for place in gone)
        if piece.endswith(">") or following.startswith("<"):
            ways += ((number, place, "kept") for place in gone)
        if behind is not None and state == "kept":
            ways.append((number, behind, "kept"))
    return False
