"""What the laws measure."""


def lag(cleaner, pieces):
    """The most by which a stream ever lags behind what the text so far gives in one piece, in bytes."""
    stream, text, given, most = cleaner.stream(), "", 0, 0
    for piece in pieces:
        text += piece
        given += len(stream.feed(piece).encode())
        most = max(most, len(cleaner(text).encode()) - given)
    return most


def is_subsequence(part, whole):
    """Whether a text is another one minus some of its characters."""
    rest = iter(whole)
    return all(character in rest for character in part)
