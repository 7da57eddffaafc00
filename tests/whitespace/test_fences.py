"""Layout `paragraphs` leaves code alone: text of `pre`, and what stands in fences."""

import pytest

import strigil
from options import only
from strigil import collapse_whitespace

CODE = "def f(x):\n\tif  x:\n\n\n\n        return\xa0x  \n"


@pytest.mark.parametrize("ticks", ["```", "````", "`" * 20])
@pytest.mark.parametrize("info", ["", "python", " python  x ", "~~~", " {.py}"])
def test_a_fence(ticks, info):
    line = f"{ticks}{info}"
    folded = " ".join(line.split())
    text = f"a  b\n\n\n\n  {line}\n{CODE}{ticks}\n\n\n\nc  d\n"
    assert collapse_whitespace(text) == f"a b\n\n{folded}\n{CODE}{ticks}\n\nc d"
    assert collapse_whitespace(text, max_blank_lines=0) == f"a b\n{folded}\n{CODE}{ticks}\nc d"
    assert collapse_whitespace(text, layout="lines").split("\n")[-1] == "c d"
    assert collapse_whitespace(text, layout="lines") == "\n".join(
        " ".join(line.split()) for line in text.splitlines() if line.split()
    )
    assert collapse_whitespace(text, layout="inline") == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What opens a fence.
        ("```\n  a", "```\n  a"),
        (" \t\xa0```\n  a", "```\n  a"),
        ("b\u2028```\n  a", "b\n```\n  a"),
        ("b\r```\r  a", "b\n```\n  a"),
        ("``` x \n  a", "``` x\n  a"),
        ("``` x \t \n\n\n\n  a", "``` x\n\n\n\n  a"),
        ("```\u2029 a", "```\n a"),
        ("```\r\n  a", "```\n  a"),
        ("```\r\n\r\n  a", "```\n\n  a"),
        ("```\n\r  a", "```\n\n  a"),
        # What opens none.
        ("``\n  a", "``\na"),
        ("b ```\n  a", "b ```\na"),
        ("``` x`y\n  a", "``` x`y\na"),
        ("```x```\n  a", "```x```\na"),
        ("``` `\n  a", "``` `\na"),
        ("~~~\n  a", "~~~\na"),
        ("\v``\u200b`\n  a", "``\u200b`\na"),
        ("```\v\f x  y", "``` x y"),
        # What ends one.
        ("```\n  a\n```\n  b", "```\n  a\n```\nb"),
        ("```\n  a\n \t```` \n  b", "```\n  a\n \t````\nb"),
        ("```\n  a\r```\r\n\r\n\r\n  b", "```\n  a\n```\n\nb"),
        ("```\n  a\x85```\u2028  b", "```\n  a\x85```\nb"),
        ("```\n```\n  b", "```\n```\nb"),
        ("```\n  a\n```", "```\n  a\n```"),
        ("```\n  a\n```  ", "```\n  a\n```"),
        ("```\n  a\n``` \n \n", "```\n  a\n```"),
        # What ends none.
        ("````\n  a\n```\n  b", "````\n  a\n```\n  b"),
        ("```\n  a\n``` x\n  b", "```\n  a\n``` x\n  b"),
        ("```\n  a\n```  `\n  b", "```\n  a\n```  `\n  b"),
        ("```\n  a\nx ```\n  b", "```\n  a\nx ```\n  b"),
        ("```\n  a\n~~~\n  b", "```\n  a\n~~~\n  b"),
        # The next one.
        ("```\n  a\n```\n  b\n```\n  c", "```\n  a\n```\nb\n```\n  c"),
        ("```\n  a\n```\n\n\n  ````x\n  c", "```\n  a\n```\n\n````x\n  c"),
        # The end of the text.
        ("```", "```"),
        ("```\n", "```"),
        ("```\r\n", "```"),
        ("``` x  \n", "``` x"),
        ("```\n\n", "```\n\n"),
        ("```\n \t", "```\n \t"),
        ("```\n  a  \n\n", "```\n  a  \n\n"),
        ("```\n\r", "```\n\n"),
        ("```\r\r\n", "```\n\n"),
    ],
)
def test_where_fences_are(text, expected):
    assert collapse_whitespace(text) == expected
    assert collapse_whitespace(expected) is expected
    cleaner = strigil.Cleaner(**only(whitespace="paragraphs"))
    assert cleaner(text) == "".join(cleaner.stream().over(text)) == expected
    for character in ("ß", "雨", "🍵", "\udfff"):
        assert collapse_whitespace(f"{character}\n{text}") == f"{character}\n{expected.lstrip()}"


def test_line_ends_in_code():
    text = "```\r\n a\r\n\r b\x85 c\u2028 d\n\r\n```\r\nx"
    assert collapse_whitespace(text) == "```\n a\n\n b\x85 c\u2028 d\n\n```\nx"
    assert collapse_whitespace(text, linebreaks="keep") is text


@pytest.mark.parametrize("spaces", ["ascii", "keep-typographic", "keep"])
def test_spaces_in_code_are_not_folded(spaces):
    text = "```\n a\tb\xa0\u3000c" + " " * 1000 + "d\n```\ne"
    assert collapse_whitespace(text, spaces=spaces) is text


@pytest.mark.parametrize("space", [" ", "\u3000"], ids=ascii)
def test_much_white_space_behind_backticks(space):
    """Behind 256 characters of it nothing is held back any more: the line closes no fence."""
    cleaner = strigil.Cleaner(**only(whitespace="paragraphs"))
    for text, expected in (
        (f"```\n a\n```{space * 256}\n b", "```\n a\n```\nb"),
        (f"```\n a\n```{space * 256}x\n b", None),
        (f"```\n a\n```{space * 257}\n b", None),
        (f"```\n a\n```{space * 256}", "```\n a\n```"),
        (f"```\n a\n```{space * 257}", None),
    ):
        assert collapse_whitespace(text) == cleaner(text) == "".join(cleaner.stream().over(text)) == (expected or text)


def test_many_fences():
    text = "x  y\n```\n  a\n```\n" * 10_000
    assert collapse_whitespace(text) == ("x y\n```\n  a\n```\n" * 10_000)[:-1]


def test_backticks_that_are_no_fences():
    text = "`x`  ``y``\t```z``` ` " * 10_000
    assert collapse_whitespace(text) == " ".join(text.split())


@pytest.mark.parametrize("element", ["pre", "listing", "xmp", "textarea"])
def test_preformatted_text(element):
    page = f"<p>a  b</p>\n\n<{element}>\n{CODE}</{element}>\n\n<p>c</p>"
    assert strigil.clean(page) == f"a b\n\n{CODE}\n\nc"
    assert strigil.clean(page, max_blank_lines=0) == f"a b\n{CODE}\nc"
    assert strigil.clean(page, whitespace="lines") == "a b\ndef f(x):\nif x:\nreturn x\nc"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<pre>  a</pre>", "  a"),
        ("<pre>a  \n\n</pre>", "a  \n\n"),
        ("<pre>a  \n\n</pre>  \n", "a  \n\n"),
        ("<pre>a\t</pre>b", "a\t\nb"),
        ("a<pre>\n\n  b</pre>", "a\n\n  b"),
        ("<pre>a&nbsp;</pre><p>b</p>", "a\xa0\nb"),
        ("<pre>a&nbsp; </pre><h2>b  c</h2>&nbsp; d", "a\xa0 \nb c\nd"),
        ("<h2>a&nbsp;<pre> b  c </pre>&nbsp;d</h2>", "a\n b  c \nd"),
        ("<pre>a\r\nb\rc\r</pre>d", "a\nb\nc\n\nd"),
        ("x<textarea>  y  </textarea>&nbsp; z", "x\n  y  \nz"),
        ("<pre> </pre>", " "),
        ("<pre>\n</pre>", ""),
        ("<pre></pre>&nbsp;<p>a", "a"),
        # Backticks in it are no fences.
        ("<pre>```\n</pre>a&nbsp; b", "```\na b"),
        ("<pre>  ```\na</pre>b&nbsp; c", "  ```\na\nb c"),
        ("```\n<pre>\n```\n</pre>&nbsp; c", "```\n```\n\xa0 c"),
        ("```\na\n```<textarea> </textarea>&nbsp; c", "```\na\n```\n \nc"),
        # A fence around it.
        ("```\n<pre>a  b\n\n\n</pre>```\n&nbsp;c", "```\na  b\n\n\n```\nc"),
    ],
)
def test_where_preformatted_text_is(page, expected):
    assert strigil.clean(page, labels=None) == expected
    assert "".join(strigil.Cleaner(labels=None).stream().over(page)) == expected


def test_between_two_preformatted_texts():
    page = "<pre>a  </pre><br><br><br><pre>  b\n\n\n</pre><pre>c</pre>"
    assert strigil.clean(page) == "a  \n\n  b\n\n\nc"
    assert strigil.clean(page, max_blank_lines=0) == "a  \n  b\n\n\nc"


def test_two_carriage_returns_at_the_start():
    """Only one line end is dropped, however the text is cut."""
    for page in ("<pre>&#13;&#13;b", "<pre>\r\rb", "<pre>&#13;\n\rb"):
        assert strigil.clean(page) == "".join(strigil.Cleaner().stream().over(page)) == "\nb"


def test_what_is_counted():
    stream = strigil.Cleaner(**only(whitespace="paragraphs")).stream()
    "".join(stream.over("```\r\na\r\nb\r```\r\n\r\nc"))
    assert stream.counts == {"white space": 4}
