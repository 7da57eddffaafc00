"""Code keeps its white space in the layout "paragraphs": fences of backticks, and the text of `pre`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import examples
from fragments import code, spaced_texts, words
from strigil import clean, collapse_whitespace

# `None` says that nothing changes.
FENCES = {
    "a block": ("```\nif x:\n\n\n    y  =  1\n```", None),
    "with a language": ("Tea.\n\n```py title=x\n\tx\n\n\n\ty\n```\nCake.", None),
    "the lines around it are folded": (
        "a  b\n\n\n\n```  \n  x  \n```  \n\n\n\n c  d ",
        "a b\n\n```\n  x  \n```\n\nc d",
    ),
    "an indented one": ("- Tea\n   ```py\n     x\n   ```\n - Cake", "- Tea\n```py\n     x\n   ```\n- Cake"),
    "first in the text": (" \n\t```\n  x\n```", "```\n  x\n```"),
    "last in the text": ("a\n```\n  x\n  ```  \n ", "a\n```\n  x\n  ```"),
    "longer backticks around shorter ones": (
        "````\n  ```\n  x\n  ```\n  y\n````\n  z",
        "````\n  ```\n  x\n  ```\n  y\n````\nz",
    ),
    "longer backticks close": ("```\n  x\n`````\n  y", "```\n  x\n`````\ny"),
    "text behind backticks closes nothing": ("```\n  x\n``` y\n  z\n```\n  a", "```\n  x\n``` y\n  z\n```\na"),
    "a backtick behind them opens nothing": ("``` `x`\n  y", "``` `x`\ny"),
    "two are no fence": ("``\n  x\n``", "``\nx\n``"),
    "not at the start of a line": ("x ```\n  y", "x ```\ny"),
    "an inline one": ("```x  y```\n  z", "```x y```\nz"),
    "tildes": ("~~~\n  x\n~~~", "~~~\nx\n~~~"),
    "tildes in backticks": ("```\n  ~~~\n  x\n```\n  y", "```\n  ~~~\n  x\n```\ny"),
    "nothing closes it": ("a\n```\n  x\n\n\n\n  y  \n\n", None),
    "nothing in it": ("```\n```\n  x", "```\n```\nx"),
    "blank lines in it": ("```\n\n\n\n```\n  x", "```\n\n\n\n```\nx"),
    "blank lines to the end": ("```\n\n \n", None),
    "the opening line alone": ("a\n```py  \n", "a\n```py"),
    "the opening line at the end": ("a\n```  py", "a\n``` py"),
    "two fences": ("```\n  x\n```\n  y\n```\n  z\n```", "```\n  x\n```\ny\n```\n  z\n```"),
    "a fence is closed before the next": ("```\n  x\n```  \n```\n  y\n", "```\n  x\n```\n```\n  y\n"),
    "white space in front of the closing ones": ("```\nx\n \t```\n  y", "```\nx\n \t```\ny"),
    "CR and CRLF": ("```\r\n  x\r  y\r\n\r\n\r\n```\r\n  z", "```\n  x\n  y\n\n\n```\nz"),
    "other line ends": ("```\x85  x\u2028  y\u2029```\x85  z", "```\n  x\u2028  y\u2029```\nz"),
    "other spaces": (
        "\u3000```\u00a0x\u2003\n\u3000\u00a0y\v\f\n\u2003```\u00a0\n z",
        "``` x\n\u3000\u00a0y\v\f\n\u2003```\nz",
    ),
    "a vertical tab ends no line": ("a\v```\n  x", "a ```\nx"),
    "beside lone surrogates": ("\ud800\n```\n  \udfff\n```", None),
}


@pytest.mark.parametrize(("text", "expected"), FENCES.values(), ids=FENCES)
def test_fences(text, expected, side):
    expected = text if expected is None else expected
    assert side.collapse_whitespace(text) == expected
    assert side.collapse_whitespace(expected) == expected
    if "\ud800" not in text:
        assert side.clean(text, "text") == expected


@pytest.mark.parametrize(("text", "expected"), FENCES.values(), ids=FENCES)
@pytest.mark.parametrize("layout", ["lines", "inline"])
def test_other_layouts_know_no_code(layout, text, expected, side):
    del expected
    lines = text.replace("\r\n", "\n")
    for end in "\r\x85\u2028\u2029":
        lines = lines.replace(end, "\n")
    folded = [" ".join(line.split()) for line in lines.split("\n")]
    between = "\n" if layout == "lines" else " "
    assert side.collapse_whitespace(text, layout=layout) == between.join(line for line in folded if line)


def test_the_options_leave_code_alone(side):
    text = "a\u00a0b\r\n\r\n\r\n```\u3000\r\n\u00a0 x\r\n\r\n\r\n\ry\r\n```\r\n\u00a0\r\n\r\nc\u00a0 d"
    assert side.collapse_whitespace(text, spaces="keep", linebreaks="keep", max_blank_lines=2) == (
        "a\u00a0b\r\n\r\n\r\n```\r\n\u00a0 x\r\n\r\n\r\n\ry\r\n```\r\n\r\n\r\nc\u00a0 d"
    )
    assert side.collapse_whitespace(text, spaces="keep-typographic", max_blank_lines=0) == (
        "a\u00a0b\n```\n\u00a0 x\n\n\n\ny\n```\nc\u00a0d"
    )


def test_long_code(side):
    block = "```\n" + "    x  =  1\n\n\n" * 3000 + "```"
    assert side.collapse_whitespace(f"a  b\n{block}\n  c") == f"a b\n{block}\nc"
    spaces = "```\n" + " " * 100_000 + "x"
    assert side.collapse_whitespace(spaces) == spaces
    ticks = "`" * 5000
    assert side.collapse_whitespace(f"{ticks}\n  x\n{ticks[1:]}\n  y\n{ticks}\n  z") == (
        f"{ticks}\n  x\n{ticks[1:]}\n  y\n{ticks}\nz"
    )


# White space in verbatim elements, and folded around them.
PAGES = {
    "pre": (
        "<p>a  b</p><pre>if x:\n    y  =  1\n\n\n\n    z</pre><p>c  d</p>",
        "a b\nif x:\n    y  =  1\n\n\n\n    z\nc d",
    ),
    "the first line end goes": ("<pre>\n  x</pre>", "  x"),
    "and no more": ("<pre>\n\n  x</pre>", "\n  x"),
    "white space at its start": ("<pre>  x</pre>", "  x"),
    "white space at its end": ("<pre>x  \n\n</pre>", "x  \n\n"),
    "white space at its end, and text": ("<pre>x\n\n\n\n</pre>y", "x\n\n\n\ny"),
    "two in a row": ("<pre>x\n\n\n</pre><pre>  y</pre>", "x\n\n\n  y"),
    "text area": ("<textarea>  a\n\n\n  b</textarea>", "  a\n\n\n  b"),
    "markup in it": ("<pre>  a  <b>b  </b>\n\n\n  c</pre>", "  a  b  \n\n\n  c"),
    "references in it": ("<pre>a&#32;&#32;&#10;&nbsp;\tb</pre>", "a  \n\u00a0\tb"),
    "CR and CRLF": ("<pre>a\r\n  b\r  c&#13;&#10;&#10;&#13;</pre>", "a\n  b\n  c\n\n\n"),
    "other line ends": ("<pre>a\x85\u2028 \u2029b</pre>", "a\x85\u2028 \u2029b"),
    "no-break spaces around it": ("<p>&nbsp;a&nbsp;<pre>&nbsp;x&nbsp;</pre>&nbsp;b", "a\n\u00a0x\u00a0\nb"),
    "a heading is none": ("<h2>a&nbsp;\u2003b\u2028\u2028\u2028c</h2>", "a b\n\nc"),
    "in a heading": ("<h2>a&nbsp; b<pre>  x  </pre></h2>", "a b\n  x  "),
    "a control in it": ("<pre>a \x01  b\x01c</pre>", "a   b c"),
    "an ad element in it": ('<pre>a\n  b<ins class="adsbygoogle"></ins>c  d</pre>', "a\n  b c  d"),
    "only white space": ("<pre> \n </pre>", " \n "),
    "between texts": ("a  b<pre> \n </pre>c  d", "a b\n \n \nc d"),
    "a fence in a paragraph each": ("<p>```</p><p>x &nbsp; y</p><p>```</p><p>a &nbsp; b", "```\nx \u00a0 y\n```\na b"),
    "a fence in it": ("<pre>```\n  x\n```\n  y</pre><p>a &nbsp; b", "```\n  x\n```\n  y\na b"),
    "an ad label under it": ("<pre>  x\n</pre><p>ADVERTISEMENT</p><p>a</p>", "  x\na"),
}


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_pages(page, expected, side):
    assert side.clean(page) == expected


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_pages_in_lines(page, expected, side):
    text = side.clean(page, whitespace="lines", labels=None)
    assert text == side.collapse_whitespace(side.clean(page, whitespace=None, labels=None), layout="lines")
    assert text.split() == expected.split() or "ADVERTISEMENT" in text


def test_pages_with_the_line_ends_they_had(side):
    page = "<p>a\x85&nbsp;\u2028\u2028b</p><pre>\r\n  x\r\n\r\r  y\r\n</pre>c"
    kept = "a\x85\u2028\u2028b\n  x\r\n\r\r  y\r\nc"
    assert side.clean(page, linebreaks="keep", max_blank_lines=9) == kept


def test_literal_text_has_no_elements(side):
    assert side.clean("<pre>  x\n\n\n</pre>", "text") == "<pre> x\n\n</pre>"


@examples(300)
@given(st.one_of(spaced_texts, st.lists(st.one_of(code, words), max_size=8).map("".join)))
def test_again_there_is_nothing_to_do(text):
    once = collapse_whitespace(text)
    assert collapse_whitespace(once) == once


@examples(300)
@given(st.text(" \t\n\r\x85\u3000`xy", max_size=40), st.text(" \t\u3000", max_size=3))
def test_a_fence_keeps_any_code(content, indent):
    content = content.replace("```", "")
    text = f"a\n\n\n\n{indent}````py\n{content}\n{indent}````\n\n\n\nb"
    inside = f"{content}\n".replace("\r\n", "\n").replace("\r", "\n")
    assert collapse_whitespace(text) == f"a\n\n````py\n{inside}{indent}````\n\nb"


@examples(300)
@given(st.text(" \t\n\r\x85\u3000xy", max_size=40))
def test_pre_keeps_any_code(content):
    inside = content.replace("\r\n", "\n").replace("\r", "\n")
    assert clean(f"a<pre>x{content}y</pre>b") == f"a\nx{inside}y\nb"
