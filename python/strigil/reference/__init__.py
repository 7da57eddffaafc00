"""The twin: what strigil does, in slow and obvious Python.

It follows the rules of docs/reference page by page, one module a stage, and the compiled core must agree with it on
every input. It works on whole strings and needs only the standard library.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar, Unpack, overload

from . import invisible, references, surrogates, unicode, whitespace
from .ads import Judge, Rules, checked_rules, checked_url, judge
from .arguments import (
    bytes_of,
    checked_blank_lines,
    checked_choice,
    checked_flag,
    checked_levels,
    checked_text,
    checked_texts,
    checked_threads,
    checked_urls,
)
from .edits import Marked, apply
from .furniture import strip_furniture
from .inline_labels import strip_ad_labels, without_labels
from .invisible import strip_invisible
from .label_table import LEVELS, Choice, Level, checked_languages
from .layout import HIDDEN, PARAGRAPH_GAPS, Hidden, ParagraphGap, laid_out, to_text
from .lines import Line, marked_lines
from .markup import Ways, ad_edits, strip_ads, text_and_marks
from .references import Decoding, decoded, unescape
from .scan import scan
from .unicode import is_normalized, normalize
from .whitespace import Folding, LineBreaks, Spaces, collapse_whitespace

__all__ = [
    "PRESETS",
    "Cleaner",
    "Options",
    "Rules",
    "clean",
    "collapse_whitespace",
    "is_normalized",
    "normalize",
    "scan",
    "strip_ad_labels",
    "strip_ads",
    "strip_invisible",
    "to_text",
    "unescape",
]

if TYPE_CHECKING:
    from typing_extensions import Buffer

# What a cleaner takes, and gives back as the same type.
Item = TypeVar("Item", str, bytes, None, str | None, bytes | None, str | bytes, str | bytes | None)


class Options(TypedDict, total=False):
    """The options of a cleaner; a preset is a choice of all of them."""

    markup: Literal["text", "keep", "literal"]
    ads: Literal["built-in"] | None
    rules: Rules | None
    url: str | None
    hidden: Hidden
    paragraph_gap: ParagraphGap
    labels: Level | None
    languages: Iterable[str] | None
    furniture: bool
    entities: references.Mode | None
    levels: references.Levels
    keep: str
    unicode: unicode.Form | None
    invisible: invisible.Policy | None
    whitespace: whitespace.Layout | None
    spaces: Spaces
    linebreaks: LineBreaks
    max_blank_lines: int
    surrogates: Literal["replace", "error"]


# The options that have choices; the others are checked one by one.
CHOICES: dict[str, tuple[str | None, ...]] = {
    "markup": ("text", "keep", "literal"),
    "ads": ("built-in", None),
    "hidden": HIDDEN,
    "paragraph_gap": PARAGRAPH_GAPS,
    "labels": (*LEVELS, None),
    "entities": (*references.MODES, None),
    "unicode": (*unicode.FORMS, None),
    "invisible": (*invisible.POLICIES, None),
    "whitespace": (*whitespace.LAYOUTS, None),
    "spaces": whitespace.SPACES,
    "linebreaks": whitespace.LINE_BREAKS,
    "surrogates": ("replace", "error"),
}

PRESETS: dict[str, Options] = {
    "web": {
        "markup": "text",
        "ads": "built-in",
        "rules": None,
        "url": None,
        "hidden": "keep",
        "paragraph_gap": "line",
        "labels": "safe",
        "languages": None,
        "furniture": False,
        "entities": "html",
        "levels": 1,
        "keep": "",
        "unicode": "NFC",
        "invisible": "safe",
        "whitespace": "paragraphs",
        "spaces": "ascii",
        "linebreaks": "unix",
        "max_blank_lines": 1,
        "surrogates": "replace",
    },
    "text": {
        "markup": "literal",
        "ads": None,
        "rules": None,
        "url": None,
        "hidden": "keep",
        "paragraph_gap": "line",
        "labels": "safe",
        "languages": None,
        "furniture": False,
        "entities": "text",
        "levels": 1,
        "keep": "",
        "unicode": "NFC",
        "invisible": "safe",
        "whitespace": "paragraphs",
        "spaces": "ascii",
        "linebreaks": "unix",
        "max_blank_lines": 1,
        "surrogates": "replace",
    },
    "html": {
        "markup": "keep",
        "ads": "built-in",
        "rules": None,
        "url": None,
        "hidden": "keep",
        "paragraph_gap": "line",
        "labels": None,
        "languages": None,
        "furniture": False,
        "entities": None,
        "levels": 1,
        "keep": "",
        "unicode": None,
        "invisible": None,
        "whitespace": None,
        "spaces": "ascii",
        "linebreaks": "unix",
        "max_blank_lines": 1,
        "surrogates": "replace",
    },
}


class Cleaner:
    """All stages in their order, with the options of a preset unless others are given.

    Raises ValueError for an unknown preset, option or value, TypeError for a wrong type of `keep`, `rules` or `url`.

    >>> cleaner = Cleaner("web", whitespace="inline")
    >>> cleaner("<p>Fish &amp; chips</p><p>- Advertisement -</p>")
    'Fish & chips'
    """

    def __init__(self, preset: str = "web", **options: Unpack[Options]) -> None:
        checked_choice(preset, PRESETS, "preset")
        for name, value in options.items():
            checked_option(name, value)
        self.options: Options = {**PRESETS[preset], **options}

    @overload
    def __call__(self, text: str, /, url: str | None = None) -> str: ...
    @overload
    def __call__(self, text: "Buffer", /, url: str | None = None) -> bytes: ...
    @overload
    def __call__(self, text: None, /, url: str | None = None) -> None: ...
    def __call__(self, text: "str | Buffer | None", /, url: str | None = None) -> str | bytes | None:
        """The clean form of `text`; of bytes as UTF-8, where ill-formed parts become U+FFFD; None for None.

        Any row of bytes is taken as bytes: a bytearray, a memoryview or another buffer. `url` stands in for the
        cleaner's own. Raises TypeError for any other type, and with `surrogates="error"` ValueError for a lone
        surrogate.
        """
        if checked_url(url) is not None:
            return Cleaner("web", **{**self.options, "url": url})(text)
        if text is None:
            return None
        data = bytes_of(text)
        if data is not None:
            return self.cleaned(data.decode("utf-8", "replace")).encode()
        return self.cleaned(checked_text(text))

    # An empty list is one of both kinds.
    @overload
    def batch(  # pyright: ignore[reportOverlappingOverload]
        self, texts: Iterable[Item], *, urls: Iterable[str | None] | None = None, threads: int = 1
    ) -> list[Item]: ...
    @overload
    def batch(
        self, texts: "Iterable[Buffer]", *, urls: Iterable[str | None] | None = None, threads: int = 1
    ) -> list[bytes]: ...
    def batch(
        self,
        texts: "Iterable[str | Buffer | None]",
        *,
        urls: Iterable[str | None] | None = None,
        threads: int = 1,
    ) -> Sequence[str | bytes | None]:
        """What the call gives for each of `texts`, with the url beside it in `urls`, if there are any.

        `threads` may be any whole number from 1 on; this is one thread, whatever it says. Raises what the call does,
        TypeError if `texts` is one text, ValueError for any other number of threads, or of urls than of texts.

        >>> Cleaner("text").batch(["Fish &amp; chips", None, b"Tea  at noon"])
        ['Fish & chips', None, b'Tea at noon']
        """
        checked_threads(threads)
        texts = checked_texts(texts)
        if urls is None:
            return [self(text) for text in texts]
        return [self(text, url) for text, url in zip(texts, checked_urls(urls), strict=True)]

    def cleaned(self, text: str) -> str:
        """`text` after all stages."""
        options = self.options
        text = surrogates.rejected(text) if options.get("surrogates") == "error" else surrogates.replaced(text)
        marked = self.without_markup(text)
        if policy := options.get("invisible"):
            marked = invisible.cleaned(marked, policy)
        if form := options.get("unicode"):
            marked = marked.edited(unicode.edits(marked.text, form))
        how = self.folding()
        has_lines = bool(options.get("labels") or options.get("furniture"))
        has_cells = options.get("markup") == "text"
        if how and how.layout == "inline" and has_lines:
            # Labels and furniture are lines, which are joined once these are gone.
            lines = how._replace(layout="paragraphs", linebreaks="unix")
            folded = marked.edited(whitespace.edits(marked, lines, has_cells=has_cells))
            plain = Marked.plain(self.without_labels(folded))
            return plain.edited(whitespace.edits(plain, how)).text
        if how:
            marked = marked.edited(whitespace.edits(marked, how, has_cells=has_cells))
        return self.without_labels(marked)

    def without_markup(self, text: str) -> Marked:
        """`text` after the stages `markup`, `references` and `layout`."""
        markup, how, judge = self.options.get("markup"), self.decoding(), self.judge()
        ways = Ways(markup == "text", self.options.get("hidden", "keep"), self.options.get("paragraph_gap", "line"))
        if markup == "text":
            return laid_out(text_and_marks(text, judge, ways), how)
        if markup == "keep":
            text = apply(text, ad_edits(text, judge, ways))
        return Marked.plain(decoded([text], how)[0] if how else text)

    def judge(self) -> Judge | None:
        """What says which elements are those of ads, if these go."""
        options = self.options
        return judge(checked_rules(options.get("rules")), options.get("url")) if options.get("ads") else None

    def without_labels(self, marked: Marked) -> str:
        """The text after the stages `labels`, `inline labels` and `furniture`."""
        level, languages = self.options.get("labels"), checked_languages(self.options.get("languages"))
        lines: list[Line] | None = None
        if level:
            lines = without_labels(marked, Choice(level, languages, checked_rules(self.options.get("rules")).labels))
        if self.options.get("furniture"):
            lines = strip_furniture(marked_lines(marked) if lines is None else lines, languages)
        return marked.text if lines is None else "\n".join(line.text for line in lines)

    def decoding(self) -> Decoding | None:
        """How the stage `references` decodes, if it does."""
        if mode := self.options.get("entities"):
            return Decoding(mode, self.options.get("levels", 1), self.options.get("keep", ""))
        return None

    def folding(self) -> Folding | None:
        """How the stage `whitespace` folds, if it does."""
        options = self.options
        if layout := options.get("whitespace"):
            spaces, linebreaks = options.get("spaces", "ascii"), options.get("linebreaks", "unix")
            return Folding(layout, spaces, linebreaks, options.get("max_blank_lines", 1))
        return None


def checked_option(name: str, value: object) -> None:
    """ValueError or TypeError unless there is an option `name` that may have this value."""
    checked_choice(name, PRESETS["web"], "option")
    if name == "levels":
        checked_levels(value)
    elif name == "keep":
        checked_text(value, name)
    elif name == "max_blank_lines":
        checked_blank_lines(value)
    elif name == "rules":
        checked_rules(value)
    elif name == "url":
        checked_url(value)
    elif name == "languages":
        checked_languages(value)
    elif name == "furniture":
        checked_flag(value, name)
    else:
        checked_choice(value, CHOICES[name], name)


@overload
def clean(text: str, /, preset: str = "web", **options: Unpack[Options]) -> str: ...
@overload
def clean(text: "Buffer", /, preset: str = "web", **options: Unpack[Options]) -> bytes: ...
@overload
def clean(text: None, /, preset: str = "web", **options: Unpack[Options]) -> None: ...
def clean(text: "str | Buffer | None", /, preset: str = "web", **options: Unpack[Options]) -> str | bytes | None:
    r"""The clean form of `text`: `Cleaner(preset, **options)(text)`, and raises what that does.

    >>> clean("<p>Fish &amp; chips</p><p>- Advertisement -</p><p>Two  pounds</p>")
    'Fish & chips\nTwo pounds'
    >>> clean("Fish &amp; <b>chips</b>", "text")
    'Fish & <b>chips</b>'
    """
    return Cleaner(preset, **options)(text)
