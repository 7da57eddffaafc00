from collections.abc import Iterable, Iterator
from os import PathLike
from typing import (
    Final,
    Literal,
    Protocol,
    Self,
    TypeAlias,
    TypedDict,
    TypeVar,
    Unpack,
    final,
    overload,
    type_check_only,
)

from typing_extensions import Buffer

_Preset: TypeAlias = Literal["web", "text", "html"]
_Mode: TypeAlias = Literal["html", "attribute", "text"]
_Levels: TypeAlias = int | Literal["auto"]
_Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]
_Level: TypeAlias = Literal["safe", "strict"]
_Policy: TypeAlias = Literal["safe", "security", "all"]
_Hidden: TypeAlias = Literal["keep", "drop"]
_ParagraphGap: TypeAlias = Literal["line", "blank"]
_Layout: TypeAlias = Literal["paragraphs", "lines", "inline"]
_Spaces: TypeAlias = Literal["ascii", "keep-typographic", "keep", "keep-indent"]
_LineBreaks: TypeAlias = Literal["unix", "keep"]

# What a cleaner takes, and gives back as the same type.
_Item = TypeVar("_Item", str, bytes, None, str | None, bytes | None, str | bytes, str | bytes | None)

class _Options(TypedDict, total=False):
    markup: Literal["text", "keep", "literal"]
    ads: Literal["built-in"] | None
    rules: Rules | None
    url: str | None
    hidden: _Hidden
    paragraph_gap: _ParagraphGap
    labels: _Level | None
    languages: Iterable[str] | None
    furniture: bool
    entities: _Mode | None
    levels: _Levels
    keep: str
    unicode: _Form | None
    invisible: _Policy | None
    whitespace: _Layout | None
    spaces: _Spaces
    linebreaks: _LineBreaks
    max_blank_lines: int
    surrogates: Literal["replace", "error"]

class _Scan(TypedDict):
    references: list[int]
    levels: int
    invisible: dict[str, int]
    stripped: dict[str, int]
    hidden: list[str]
    not_nfc: int
    line_ends: dict[str, int]
    label_lines: int

class _HasArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None, /) -> tuple[object, object]: ...

class _HasStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None, /) -> object: ...

_Array = TypeVar("_Array", bound=_HasArray)
_Stream = TypeVar("_Stream", bound=_HasStream)

@final
@type_check_only
class _ArrowArray:
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@final
@type_check_only
class _ArrowStream:
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

__version__: Final[str]
unidata_version: Final[str]

def unescape(text: str, /, *, mode: _Mode = "html", levels: _Levels = 1, keep: str = "") -> str: ...
def normalize(form: _Form, text: str, /) -> str: ...
def is_normalized(form: _Form, text: str, /) -> bool: ...
def collapse_whitespace(
    text: str,
    /,
    *,
    layout: _Layout = "paragraphs",
    spaces: _Spaces = "ascii",
    linebreaks: _LineBreaks = "unix",
    max_blank_lines: int = 1,
) -> str: ...
def strip_invisible(text: str, /, *, policy: _Policy = "safe") -> str: ...
def strip_ads(html: str, /, *, rules: Rules | None = None, url: str | None = None) -> str: ...
def strip_ad_labels(
    text: str, /, *, level: _Level = "safe", languages: Iterable[str] | None = None, rules: Rules | None = None
) -> str: ...
def to_text(html: str, /, *, hidden: _Hidden = "keep", paragraph_gap: _ParagraphGap = "line") -> str: ...
def scan(text: str, /) -> _Scan: ...
@overload
def clean(text: str, /, preset: _Preset = "web", **options: Unpack[_Options]) -> str: ...
@overload
def clean(text: Buffer, /, preset: _Preset = "web", **options: Unpack[_Options]) -> bytes: ...
@overload
def clean(text: None, /, preset: _Preset = "web", **options: Unpack[_Options]) -> None: ...

@final
class Cleaner:
    """Cleans texts by fixed options: hashable and picklable, both by the version of strigil too; for any threads."""

    def __new__(cls, preset: _Preset = "web", **options: Unpack[_Options]) -> Self: ...
    @overload
    def __call__(self, text: str, /, url: str | None = None) -> str:
        """The clean text; `url` stands in for the cleaner's own."""
    @overload
    def __call__(self, text: Buffer, /, url: str | None = None) -> bytes:
        """The clean UTF-8 of `bytes` or of any other row of bytes."""
    @overload
    def __call__(self, text: None, /, url: str | None = None) -> None:
        """None for None, as in lists with missing texts."""
    # An empty list is one of all kinds.
    @overload
    def batch(  # pyright: ignore[reportOverlappingOverload]
        self, texts: Iterable[_Item], *, urls: Iterable[str | None] | None = None, threads: int = 1
    ) -> list[_Item]:
        """What a call gives for each text, with the url beside it."""
    @overload
    def batch(
        self, texts: Iterable[Buffer], *, urls: Iterable[str | None] | None = None, threads: int = 1
    ) -> list[bytes]:
        """The same for rows of bytes."""
    @overload
    def batch(
        self, texts: Iterable[str | Buffer | None], *, urls: Iterable[str | None] | None = None, threads: int = 1
    ) -> list[str | bytes | None]:
        """The same for any mixture."""
    def stream(self) -> Stream: ...
    @overload
    def arrow(self, data: _Array, /, *, threads: int = 1) -> _Array | _ArrowArray: ...
    @overload
    def arrow(self, data: _Stream, /, *, threads: int = 1) -> _Stream | _ArrowStream: ...
    @property
    def max_pending(self) -> int: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class Rules:
    """Which elements are ads: hashable and picklable, both by the version of strigil too."""

    def __new__(cls, *, names: bool = True) -> Self: ...
    @classmethod
    def load(cls, path: str | PathLike[str], /) -> Rules: ...
    @classmethod
    def from_filter_list(cls, source: str | PathLike[str], /) -> Rules: ...
    @property
    def skipped(self) -> dict[str, int]: ...
    def __or__(self, other: Rules, /) -> Rules: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class Stream:
    def feed(self, chunk: str | Buffer, /) -> str:
        """Take the next piece, and give the clean text that is settled by now."""
    def finish(self) -> str: ...
    def over(self, chunks: Iterable[str | Buffer], /) -> Iterator[str]: ...
    @property
    def counts(self) -> dict[str, int]: ...
    @property
    def words(self) -> tuple[int, int]: ...
