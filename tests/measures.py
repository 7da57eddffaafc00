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
    # How much of `part` has been read, by all ways to read it: outside spans, in a span, in an end tag that stays.
    kept, gone, staying = {0}, set(), set()
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=False):
        outside = kept
        kept, staying = (
            {place + len(piece) for place in places if part.startswith(piece, place)}
            for places in (kept, staying | (gone if piece.startswith(("</", "<&")) else set()))
        )
        if piece.startswith("<"):
            gone = gone | outside
        if piece.endswith(">"):
            gone = gone | staying
        if piece.endswith(">") or following.startswith("<"):
            kept |= gone
    return len(part) in kept
