"""strigil scrapes the dirt off web text: character references, white space, Unicode, ad markup and ad labels.

`clean` and `Cleaner` run all stages in one streaming pass; the other functions are single steps. `strigil.reference` is
the same in slow, plain Python.
"""

from importlib import import_module
from sys import modules
from typing import TYPE_CHECKING

from strigil._strigil import (
    Cleaner,
    Rules,
    Stream,
    __version__,
    clean,
    collapse_whitespace,
    is_normalized,
    normalize,
    scan,
    strip_ad_labels,
    strip_ads,
    strip_invisible,
    to_text,
    unescape,
    unidata_version,
)

__all__ = [
    "Cleaner",
    "Rules",
    "Stream",
    "__version__",
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
    "unidata_version",
]

if TYPE_CHECKING:
    from strigil import reference as reference
else:

    def __getattr__(name: str) -> object:
        """The twin, once it is asked for: few programs need it, and it takes longer to load than all the rest."""
        if name == "reference":
            return import_module("strigil.reference")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=modules[__name__])

    def __dir__() -> list[str]:
        return sorted({*globals(), "reference"})
