"""The presets, the options, and combinations of them."""

from hypothesis import strategies as st

PRESETS = ("web", "text", "html")

CHOICES = {
    "markup": ("text", "keep", "literal"),
    "ads": ("built-in", None),
    "labels": ("safe", "strict", None),
    "languages": (None, ["en"], ["de", "pl", "zh-Hant"]),
    "furniture": (False, True),
    "hidden": ("keep", "drop"),
    "paragraph_gap": ("line", "blank"),
    "entities": ("html", "attribute", "text", None),
    "levels": (1, 2, 3, "auto"),
    "keep": ("", "<>&", "é<"),
    "unicode": ("NFC", "NFD", "NFKC", "NFKD", None),
    "invisible": ("safe", "security", "all", None),
    "whitespace": ("paragraphs", "lines", "inline", None),
    "spaces": ("ascii", "keep-typographic", "keep", "keep-indent"),
    "linebreaks": ("unix", "keep"),
    "max_blank_lines": (0, 1, 2, 255),
}

OFF = {"markup": "literal", "furniture": False, "hidden": "keep", "paragraph_gap": "line"} | dict.fromkeys(
    ("ads", "labels", "entities", "unicode", "invisible", "whitespace")
)

# The options that take one of a few values; the others take many, or are flags.
OPEN = ("levels", "keep", "max_blank_lines", "languages", "furniture")
CLOSED = {name: values for name, values in CHOICES.items() if name not in OPEN}

MODES = ("html", "attribute", "text")
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
LAYOUTS = ("paragraphs", "lines", "inline")
POLICIES = ("safe", "security", "all")
SPACES = ("ascii", "keep-typographic", "keep")
LINE_BREAKS = ("unix", "keep")

# Ways to fold white space: each option with each layout, and all of them.
FOLDINGS = {
    **{layout: {"layout": layout} for layout in LAYOUTS},
    **{f"{layout}, typographic": {"layout": layout, "spaces": "keep-typographic"} for layout in LAYOUTS},
    **{f"{layout}, indentation": {"layout": layout, "spaces": "keep-indent"} for layout in LAYOUTS},
    **{f"{layout}, keep": {"layout": layout, "spaces": "keep", "linebreaks": "keep"} for layout in LAYOUTS},
    "no blank line": {"max_blank_lines": 0},
    "three blank lines": {"max_blank_lines": 3},
    "three blank lines, keep": {"max_blank_lines": 3, "linebreaks": "keep"},
}


def only(**options):
    """The options of a cleaner in which all stages are off but these."""
    return OFF | options


def folded(layout="paragraphs", **options):
    """The options of a cleaner that only folds white space."""
    return only(whitespace=layout, **options)


SINGLE = {
    "nothing": OFF,
    "utf8 to markup text": only(markup="text"),
    "markup text": only(markup="text", ads="built-in"),
    "markup keep": only(markup="keep", ads="built-in"),
    "markup text, as a browser shows it": only(markup="text", hidden="drop", paragraph_gap="blank"),
    "markup keep, hidden dropped": only(markup="keep", hidden="drop"),
    "references html": only(entities="html"),
    "references attribute": only(entities="attribute"),
    "references text": only(entities="text"),
    "references twice": only(entities="html", levels=2),
    "references auto": only(entities="html", levels="auto"),
    "references kept": only(entities="html", levels=3, keep="<>&"),
    "markup text, references auto": only(markup="text", entities="html", levels="auto"),
    **{f"unicode {form}": only(unicode=form) for form in FORMS},
    **{f"invisible {policy}": only(invisible=policy) for policy in POLICIES},
    **{f"whitespace {name}": folded(**folding) for name, folding in FOLDINGS.items()},
    "markup text, whitespace paragraphs": only(markup="text", whitespace="paragraphs"),
    "markup text, whitespace keep": only(
        markup="text", whitespace="paragraphs", spaces="keep", linebreaks="keep", max_blank_lines=2
    ),
    "labels": only(labels="safe"),
    "labels strict": only(labels="strict"),
    "labels of a language": only(labels="safe", languages=["en", "de"]),
    "furniture": only(furniture=True),
    "markup text, furniture": only(markup="text", furniture=True),
    "labels and furniture": only(labels="safe", furniture=True),
    "markup text, labels and furniture": only(markup="text", whitespace="paragraphs", labels="strict", furniture=True),
}


def overrides():
    """Some options, to override those of a preset."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in CHOICES.items()})
