"""strigil scrapes the dirt off web text: character references, white space, Unicode, ad markup and ad labels.

`clean` and `Cleaner` run all stages in one streaming pass; the other functions are single steps. `strigil.reference` is
the same in slow, plain Python.
"""

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
