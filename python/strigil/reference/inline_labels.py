"""The stage `inline labels`: ad labels inside a line (docs/reference/labels.md, section 5)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from .ads import Rules, checked_rules
from .arguments import checked_choice, checked_text
from .edits import Marked, utf8_length
from .label_fold import bare_words, without_removed
from .label_table import LEVELS, Choice, Level, checked_languages, is_label_word
from .labels import Left, strip_lines
from .lines import MAX_LINE, Line
from .payers import has_opener
from .rules import InlineWord, inline, phrases

WINDOW = 4_096
# So often a word may be repeated and still be one hit.
MOST_REPEATS = 8
WINDOW_IN_LINE = 32
LEFT_LENGTH = 60
# Where a word that needs a credit stands at the end of it.
KEPT_LENGTH = 76

SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*\Z""")
ITEM_NUMBER = re.compile(r"[!-/:-@\[-`{-~]*[0-9]{1,3}[!-/:-@\[-`{-~]*")
# A script of an ad may start with the first two, a fence with the last: neither may come to stand where a line starts.
NEVER_BEHIND_A_PHRASE = "(_`"
RIGHT_CHARACTERS = frozenset("0123456789“‘\"'«„")


@dataclass
class Hit:
    """A label or phrase at `line[start:end]`, where it lies in bytes of the text, and whether it goes."""

    start: int
    end: int
    # No space stands before it.
    is_glued: bool
    first_byte: int
    last_byte: int
    is_gone: bool = False
    is_in_doubt: bool = False


def strip_ad_labels(
    text: str, /, *, level: Level = "safe", languages: Iterable[str] | None = None, rules: Rules | None = None
) -> str:
    r"""`text` without the lines that are nothing but an ad label, and without ad labels inside its lines.

    `level` "safe" keeps ambiguous labels that have no cue, "strict" drops them too. `languages` are codes of the
    languages whose rows apply, None for all. The label rows of `rules` are added. Lone surrogates stay. Raises
    TypeError if `text` is no `str`, ValueError for another level or a code that no row has.

    >>> strip_ad_labels("It rained.\n- Advertisement -\nIt stopped.")
    'It rained.\nIt stopped.'
    >>> strip_ad_labels("Talks in Geneva. Credit: AP Advertisement Foreign Minister Lavrov said no.")
    'Talks in Geneva. Credit: AP Foreign Minister Lavrov said no.'
    >>> strip_ad_labels("It rained.\nSponsored\nIt stopped.", level="strict")
    'It rained.\nIt stopped.'
    """
    plain = Marked.plain(checked_text(text))
    checked_choice(level, LEVELS, "level")
    choice = Choice(level, checked_languages(languages), checked_rules(rules).labels)
    return "\n".join(line.text for line in without_labels(plain, choice))


def without_labels(text: Marked, choice: Choice) -> list[Line]:
    """The lines of `text` after the stages `labels` and `inline labels`."""
    return strip_inline(strip_lines(text, choice), choice)


def strip_inline(kept: Left, choice: Choice) -> list[Line]:
    """The lines that are left, without inline labels."""
    line_starts = [0, *accumulate(utf8_length(line.text) + 1 for line in kept.lines)]
    dropped = [place_of(before, kept, line_starts) for before in kept.labels]
    hits: list[list[Hit]] = []
    first: Hit | None = None
    for line, offset in zip(kept.lines, line_starts, strict=False):
        hits.append([])
        for start, end, found in texts_in(line.text) if may_have_hits(line, choice) else ():
            if not is_in_force(found, choice):
                continue
            settled = [hit for hit in hits[-1] if not hit.is_in_doubt]
            stays = without(line.text[:start] + "|", settled)[:-1]
            left = stays[-LEFT_LENGTH:].rstrip(" ")
            is_phrase = found in phrases()
            if not is_hit(found, left, line.text[end : end + WINDOW_IN_LINE]) or waits_for_the_end(stays, choice):
                continue
            is_glued = line.text[max(start - 1, 0) : start] not in ("", " ")
            hit = Hit(
                start, end, is_glued, offset + utf8_length(line.text[:start]), offset + utf8_length(line.text[:end])
            )
            is_after = first is not None or any(place <= hit.first_byte for place in dropped)
            is_proof = is_phrase or inline().words[found].needs_credit or has_credit(left)
            hit.is_in_doubt = not (is_proof or is_after)
            hit.is_gone = not hit.is_in_doubt or any(0 <= place - hit.last_byte <= WINDOW for place in dropped)
            hits[-1].append(hit)
            if first is None:
                first = hit
            elif first.is_in_doubt:
                # Only the first of all hits can be.
                first.is_in_doubt = False
                first.is_gone |= hit.first_byte - first.last_byte <= WINDOW
    return [line._replace(text=without(line.text, gone)) for line, gone in zip(kept.lines, hits, strict=True)]


def is_in_force(text: str, choice: Choice) -> bool:
    """Whether a language in force has a word or phrase."""
    return any(map(choice.has, phrases()[text] if text in phrases() else (inline().words[text].language,)))


def may_have_hits(line: Line, choice: Choice) -> bool:
    """Whether a line is not protected, and what is left of it can be no label, by its first 256 bytes."""
    if line.is_protected:
        return False
    offsets = accumulate(map(utf8_length, line.text[: MAX_LINE + 1]), initial=0)
    start = line.text[: sum(offset <= MAX_LINE for offset in offsets) - 1]
    if len(start) < len(line.text) and len(start.split()) > 1:
        start = re.sub(r"\S+\Z", "", start)
    rest = without_removed(re.sub("|".join(map(re.escape, inline_texts())), " ", start))
    cut = re.sub("[.!?…。！？]", " ", rest)
    return not (has_only_labels(rest, choice) or has_only_labels(cut, choice) or has_opener(cut))


def has_only_labels(text: str, choice: Choice) -> bool:
    """Whether a text has only words of labels."""
    return all(is_label_word(word, choice) for word in bare_words(text.split()))


def is_hit(text: str, left: str, following: str) -> bool:
    """Whether a word or phrase that stands between `left`, the L of the rules, and `following` is a hit."""
    right = following.lstrip(" ")
    if not right and len(following) == WINDOW_IN_LINE:
        return False
    if text in phrases():
        return not right or not (right[0].islower() or right[0].isspace() or right[0] in NEVER_BEHIND_A_PHRASE)
    return is_guarded(inline().words[text], left, right)


def place_of(before: int, kept: Left, line_starts: list[int]) -> int:
    """Where a label line was dropped, in bytes of what is left: at the end of the last line that is not blank."""
    if before and kept.lines[before - 1].is_blank:
        before -= 1
    return max(line_starts[before] - 1, 0)


def texts_in(line: str) -> Iterator[tuple[int, int, str]]:
    """Where the words, with their repetitions, and the phrases stand in a line, and which."""
    found = re.finditer("|".join(map(re.escape, inline_texts())), line)
    run: list[re.Match[str]] = []
    for place in found:
        is_phrase = place[0] in phrases()
        if not (stands_alone(line, *place.span()) or (is_phrase and is_behind_sentence(line, *place.span()))):
            continue
        goes_on = run and place[0] == run[0][0] and place.start() == run[-1].end() + 1 and len(run) < MOST_REPEATS
        if run and (not goes_on or is_phrase):
            yield run[0].start(), run[-1].end(), run[0][0]
            run = []
        run.append(place)
    if run:
        yield run[0].start(), run[-1].end(), run[0][0]


@cache
def inline_texts() -> tuple[str, ...]:
    """The words and phrases, the longest first."""
    return tuple(sorted((*inline().words, *phrases()), key=len, reverse=True))


def stands_alone(line: str, start: int, end: int) -> bool:
    """Whether a space or the line's end lies on both sides of `line[start:end]`."""
    return line[max(start - 1, 0) : start] in ("", " ") and line[end : end + 1] in ("", " ")


def is_behind_sentence(line: str, start: int, end: int) -> bool:
    """Whether `line[start:end]` stands right behind the end of a sentence, and before a space or the line's end."""
    left = line[max(start - LEFT_LENGTH, 0) : start]
    return ends_sentence(left) and line[end : end + 1] in ("", " ")


def ends_sentence(left: str) -> bool:
    """Whether a line so far ends with the end of a sentence, and is no number of an item."""
    return SENTENCE_END.search(left) is not None and not ITEM_NUMBER.fullmatch(left)


def is_guarded(word: InlineWord, left: str, right: str) -> bool:
    """Whether the four conditions hold for a label between `left`, the L of the rules, and `right`."""
    last_word = left.rpartition(" ")[2]
    next_word = right.partition(" ")[0].rstrip(".,;:!?")
    if word.needs_credit:
        is_behind = ends_with_agency_of_credit(left) if right else ends_with_name(left)
    else:
        is_behind = not left or ends_sentence(left) or has_credit(left)
    return (
        is_behind
        and (not right or right[:1].isupper() or right[:1] in RIGHT_CHARACTERS)
        and last_word.lower() not in word.not_after
        and next_word.lower() not in word.not_before
    )


def has_credit(left: str) -> bool:
    """Whether what lies left of a hit ends with the credit of a picture."""
    return bool(behind_cues(left)) or ends_with_agency(left, "(/")


def ends_with_name(left: str) -> bool:
    """Whether it ends with such a credit, and that with a name."""
    return any(map(str.strip, behind_cues(left))) or ends_with_agency(left, "(/")


def ends_with_agency_of_credit(left: str) -> bool:
    """Whether it ends with the credit of a picture, and that with the name of an agency."""
    return any(map(str.strip, behind_cues(left))) and ends_with_agency(left, " (/:,©")


def waits_for_the_end(stays: str, choice: Choice) -> bool:
    """Whether the last word of what stays left of a hit would be a hit if it stood at the end of the line."""
    before, _, last = stays[-KEPT_LENGTH:].rstrip(" ").rpartition(" ")
    word = inline().words.get(last)
    is_such = word is not None and word.needs_credit and choice.has(word.language)
    return is_such and ends_with_name(before[-LEFT_LENGTH:].rstrip(" "))


def behind_cues(left: str) -> list[str]:
    """What is behind each cue, if no sentence ends there."""
    found = (left.rpartition(cue) for cue in inline().credit_cues)
    return [behind for _, cue, behind in found if cue and not re.search("[.!?]", behind)]


def ends_with_agency(left: str, before: str) -> bool:
    """Whether it ends with the name of an agency, right behind one of these characters."""
    bare = left.removesuffix(")")
    names = [name for name in inline().agencies if bare.endswith(name)]
    return any(bare.removesuffix(name).endswith(tuple(before)) for name in names)


def without(line: str, hits: list[Hit]) -> str:
    """`line` without the hits that go, each with the space behind it, or at the end of the line the one before it."""
    left = ""
    done = 0
    for hit in (hit for hit in hits if hit.is_gone):
        left += line[done : hit.start]
        done = hit.end
        if line.startswith(" ", done):
            done += not hit.is_glued
        elif done == len(line):
            left = left.removesuffix(" ")
    return left + line[done:]
