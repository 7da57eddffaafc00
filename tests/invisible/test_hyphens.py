"""Words that a soft hyphen parts at a line end (docs/reference/invisible.md, section "Line ends")."""

import pytest

import strigil

JOINS = {
    "a line end": ("Wert\u00ad\npapier", "Wertpapier"),
    "CRLF": ("Wert\u00ad\r\npapier", "Wertpapier"),
    "CR": ("Wert\u00ad\rpapier", "Wertpapier"),
    "indentation": ("Wert\u00ad\n \t papier", "Wertpapier"),
    "spaces before the line end": ("Wert\u00ad  \npapier", "Wertpapier"),
    "a capital": ("WERT\u00ad\nPAPIER", "WERTPAPIER"),
    "an umlaut": ("Ba\u0308\u00ad\ncker, Bä\u00ad\ncker", "Ba\u0308cker, Bäcker"),
    "Greek": ("λό\u00ad\nγος", "λόγος"),
    "an accent of its own": ("cafe\u0301\u00ad\nteria", "cafe\u0301teria"),
    "Malayalam": ("മല\u00ad\nയാളം", "മലയാളം"),
    "twice": ("a\u00ad\nb\u00ad\nc", "abc"),
    "as much white space as may be": (f"a\u00ad\n{' ' * 255}b", "ab"),
}


@pytest.mark.parametrize(("text", "expected"), JOINS.values(), ids=JOINS)
@pytest.mark.parametrize("policy", ["safe", "security", "all"])
def test_a_word_goes_on(text, expected, policy, side):
    assert side.strip_invisible(text, policy=policy) == expected
    assert side.clean(text, "text", unicode=None) == expected


STAYS = {
    "no line end": ("Wert\u00ad papier", "Wert papier"),
    "a blank line": ("Wert\u00ad\n\npapier", "Wert\n\npapier"),
    "a digit": ("Wert\u00ad\n12", "Wert\n12"),
    "a quotation": ("Wert\u00ad\n“papier”", "Wert\n“papier”"),
    "nothing before": ("\u00ad\npapier", "\npapier"),
    "a digit before": ("12\u00ad\npapier", "12\npapier"),
    "another space": ("Wert\u00ad\n\u00a0papier", "Wert\n\u00a0papier"),
    "too much white space": (f"a\u00ad\n{' ' * 256}b", f"a\n{' ' * 256}b"),
    "the end": ("Wert\u00ad\n", "Wert\n"),
    "a hyphen that shows": ("Wert-\npapier", "Wert-\npapier"),
    "wrongly decoded UTF-8": ("aqu\u00c3\u00ad\nla casa", "aqu\u00c3\nla casa"),
    "wrongly decoded Greek": ("\u00ce\u00ad\nx", "\u00ce\nx"),
    "a line separator": ("Wert\u00ad\u2028papier", "Wert\u2028papier"),
}


@pytest.mark.parametrize(("text", "expected"), STAYS.values(), ids=STAYS)
def test_a_line_end_stays(text, expected, side):
    assert side.strip_invisible(text) == expected


PAGES = {
    "a line break": ("<p>Wert\u00ad<br>papier</p>", "Wertpapier"),
    "two paragraphs": ("<p>Wert\u00ad</p><p>papier</p>", "Wertpapier"),
    "white space of markup": ("<p>Wert\u00ad\npapier</p>", "Wert papier"),
    "code": ("<pre>a\u00ad\nb</pre>", "a\nb"),
    "a heading": ("<h2>Wert\u00ad</h2><p>papier</p>", "Wert\npapier"),
}


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_pages(page, expected, side):
    assert side.clean(page) == expected


@pytest.mark.parametrize("at", range(1, 14))
def test_streams(at):
    text = "Wert\u00ad \r\n papier"
    stream = strigil.Cleaner("text").stream()
    assert stream.feed(text[:at]) + stream.feed(text[at:]) + stream.finish() == "Wertpapier"


def test_lone_surrogates(side):
    assert side.strip_invisible("a\u00ad\n\ud800b\u00ad\nc") == "a\n\ud800bc"
