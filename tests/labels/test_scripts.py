"""Scripts of ads that the flattening of a page left in its text (docs/reference/labels.md, section 3)."""

import pytest

from fragments import LABELS
from strigil import strip_ad_labels

CASES = {
    "a line": ('a\nfreestar.config.enabled_slots.push({ placementName: "x", slotId: "x" });\nb', "a\nb"),
    "the whole text": ("googletag.display('x');", ""),
    "at the end": ("a\n\ngoogletag.display('x');", "a"),
    "blank lines around": ("a\n\ngoogletag.display('x');\n\nb", "a\n\nb"),
    "indented": ("a\n \t googletag.display('x');\nb", "a\nb"),
    "with text behind": ("a\ngoogletag.display('x'); Rain fell.\nb", "a\nRain fell.\nb"),
    "two on a line": ("a\ngoogletag.display('x'); _taboola.push({}); Rain\nb", "a\nRain\nb"),
    "over several lines": (
        "a\ngoogletag.cmd.push(function() {\n  googletag.display('div');\n\n});\nb",
        "a\nb",
    ),
    "the queue of the ads": ("a\n(adsbygoogle = window.adsbygoogle || []).push({});\nb", "a\nb"),
    "a variable": ('a\namzn_assoc_placement = "adunit0";\namzn_assoc_title = "x; y";\nb', "a\nb"),
    "a bracket in quotes": ("a\ngoogletag.display('}') ;\nb", "a\nb"),
    "an escaped quote": ("a\ngoogletag.display('\\'}');\nb", "a\nb"),
    "a label behind": ("a\ngoogletag.display('x'); Advertisement\nLearn more\nb", "a\nb"),
    "between a label and its button": ("a\nAdvertisement\ngoogletag.display('x');\nLearn more\nb", "a\nb"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_text(text, expected, side):
    assert side.strip_ad_labels(text) == expected


STAYS = {
    "in a sentence": "Call googletag.display('x'); then wait.",
    "behind a word": "x googletag.display('x');",
    "the name alone": "googletag is a library; use it.",
    "a call that is none": "googletag.cmd.push",
    "no semicolon": "googletag.display('x')\nRain fell.",
    "a bracket that does not fit": "googletag.display('x'});",
    "an open bracket": "googletag.cmd.push(function() {\nRain fell.",
    "an open quote": "googletag.display('x);\nRain';",
    "a comparison": "amzn_assoc_x == 1;",
    "a variable in prose": "amzn_assoc_placement is the id; set it.",
    "a fence": "```\ngoogletag.display('x');\n```",
    "a fence in it": "googletag.cmd.push({\n```\n});\n```",
    "a backtick behind": "googletag.display('x'); ```",
    "far from the start of the line": " " * 257 + "googletag.display('x');",
    "much white space behind": "googletag.display('x');" + " " * 257 + "x",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(text, side):
    assert side.strip_ad_labels(f"a\n{text}\nb") == f"a\n{text}\nb"


@pytest.mark.parametrize("start", LABELS["script"]["calls"])
def test_every_call(start):
    closing = ")" * (start.count("(") - start.count(")"))
    assert strip_ad_labels(f"a\n{start}{{x: [1]}}{closing};\nb") == "a\nb"


@pytest.mark.parametrize("start", LABELS["script"]["variables"])
def test_every_variable(start):
    assert strip_ad_labels(f"a\n{start} = x || [];\nb") == "a\nb"
    assert strip_ad_labels(f"a\n{start}.x_1={{}};\nb") == "a\nb"


@pytest.mark.parametrize(("length", "goes"), [(4096, True), (4097, False)])
@pytest.mark.parametrize("filler", ["x", "é"])
def test_length(length, goes, filler, side):
    head, tail = "googletag.display('", "');"
    room = length - len(head) - len(tail)
    count = room // len(filler.encode())
    text = f"a\n{head}{filler * count}{'x' * (room - count * len(filler.encode()))}{tail}\nb"
    assert side.strip_ad_labels(text) == ("a\nb" if goes else text)


def test_what_is_read_in_vain_stays(side):
    inside = "googletag.cmd.push({\nADVERTISEMENT\nRain. Story continues below advertisement Snow.\n"
    assert side.strip_ad_labels(inside) == inside
    assert side.strip_ad_labels(f"{inside}}}]\nADVERTISEMENT") == f"{inside}}}]"
    long = inside + "x\n" * 2100
    assert side.strip_ad_labels(f"{long}ADVERTISEMENT\nend") == f"{long}end"


@pytest.mark.parametrize("page", ["<pre>{}</pre>", "<h2>{}</h2>", "<textarea>{}</textarea>"])
def test_protected(page, side):
    statement = "googletag.display('x');"
    assert statement in side.clean(page.format(statement))
    assert side.clean(f"<p>a<p>{statement}<p>b") == "a\nb"


def test_no_name_starts_like_what_an_inline_label_stands_before():
    for start in [*LABELS["script"]["calls"], *LABELS["script"]["variables"]]:
        assert start[0].islower() or start[0] in "(_"
