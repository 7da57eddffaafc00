"""Tags to text: what lies between two visible characters (docs/reference/markup.md, sections 4 and 5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import examples
from fragments import ELEMENTS, closed, lists, misnested, tables, words
from strigil import to_text

CASES = {
    # blocks
    "paragraphs": ("<p>a</p><p>b c</p>x<br>y", "a\nb c\nx\ny"),
    "paragraphs without ends": ("<p>a<p>b", "a\nb"),
    "headings": ("<h1>a</h1><h2>b</h2>c", "a\nb\nc"),
    "nested blocks are one line end": ("<div><div><p>a</p></div></div><div>b</div>", "a\nb"),
    "white space between blocks": ("<p>a</p>  \t<p>b</p>", "a\nb"),
    "a list": ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
    "a list in a list": ("<ul><li>a<ul><li>b</ul><li>c</ul>", "a\nb\nc"),
    "terms": ("<dl><dt>a<dd>b<dt>c</dl>", "a\nb\nc"),
    "options": ("<select><option>a<option>b</select>", "a\nb"),
    "a rule": ("a<hr>b", "a\nb"),
    "details": ("<details><summary>a</summary>b</details>", "a\nb"),
    "an end of no paragraph": ("a</p>b", "a\nb"),
    "an end tag of nothing": ("a</div>b</li>c</h1>d", "abcd"),
    "the head": ("<html><head><title>t</title><meta x></head><body>a</body></html>", "a"),
    # line breaks
    "one": ("<p>a<br>b</p>", "a\nb"),
    "two": ("<p>a<br><br>b</p>", "a\n\nb"),
    "three are two": ("<p>a<br> <br>\n<br/>b</p>", "a\n\nb"),
    "an end tag": ("a</br>b", "a\nb"),
    "a break and a block": ("<p>a<br></p><p>b</p>", "a\nb"),
    "at the ends": ("<br><p>a</p><br><br>", "a"),
    # inline elements
    "inside a word": ("<p>fo<b>o</b></p>", "foo"),
    "a space outside": ("<p>a <b>b</b> c</p>", "a b c"),
    "a space inside": ("<p>a<b> b </b>c</p>", "a b c"),
    "a space on both sides": ("<p>a <b> b </b> c</p>", "a b c"),
    "a space alone": ("a<span> </span>b", "a b"),
    "an image": ("a<img alt='x'>, b", "a, b"),
    "an opportunity to break": ("a<wbr>b", "ab"),
    "ruby": ("<ruby>雨<rp>(</rp><rt>あめ</rt><rp>)</rp></ruby>", "雨(あめ)"),
    "a link": ("<a href='/'>a</a>, b", "a, b"),
    # tables
    "cells": ("<table><tr><td>1<td>2<tr><th>3</th><td>4</td></tr></table>", "1\t2\n3\t4"),
    "an empty cell": ("<table><tr><td>1<td><td>3</table>", "1\t\t3"),
    "empty cells at the ends": ("<p>a</p><table><tr><td><td>1<td><tr><td>2<td></table>b", "a\n\t1\n2\nb"),
    "a break in a cell": ("<table><tr><td>a<br>b<td>c</table>", "a\nb\tc"),
    "many cells": ("a" + "<td>" * 300 + "b", "a" + "\t" * 256 + "b"),
    "blocks in cells": ("<table><tr><td><p>1</p><td>2</table>", "1\n2"),
    "a caption": ("<table><caption>a</caption><tr><td>1</table>b", "a\n1\nb"),
    "a cell outside a table": ("a<td>b", "a\tb"),
    # white space in blocks
    "collapses": ("<p> a \n\n\t b\r\n</p>", "a b"),
    "no-break space stays": ("<p>a\xa0\xa0 b</p>", "a\xa0\xa0 b"),
    "so does other white space": ("<p>a\u3000b\u2028c</p>", "a\u3000b\u2028c"),
    "a vertical tab is no white space of HTML": ("<p>a\vb</p>", "a\vb"),
    "from references": ("<p>a&NewLine;&Tab;b&#13;c</p>", "a b c"),
    "in a cell": ("<td>a\n\nb", "a b"),
    # white space outside of all blocks
    "lines stay": ("a\nb\n\nc", "a\nb\n\nc"),
    "at most one blank line": ("a\n\n\n\nb", "a\n\nb"),
    "spaces at the ends of lines": ("a \n\t b", "a\nb"),
    "line ends of every system": ("a\r\nb\rc\r\n\r\nd", "a\nb\nc\n\nd"),
    "spaces": ("a  \tb", "a b"),
    "inline elements change nothing": ("a\n<b>b</b> <i>c</i>\nd", "a\nb c\nd"),
    "a dashed element is no block": ("<x-y>a\n\nb</x-y>", "a\n\nb"),
    "line ends from references": ("a&NewLine;&NewLine;b", "a\n\nb"),
    "then a block": ("a\n\n<p>b\nc</p>\n\nd", "a\n\nb c\n\nd"),
    "white space at the ends": ("\n\n a \n\n", "a"),
    "nothing": ("", ""),
    "only marks": ("<p> <br>\n</p>", ""),
    # verbatim
    "pre": ("x<pre>a\n  b\t c</pre>y", "x\na\n  b\t c\ny"),
    "the first line end of pre": ("<pre>\na\n</pre>", "a\n"),
    "only the first": ("<pre>\n\na</pre>", "\na"),
    "with a carriage return": ("<pre>\r\na</pre>", "a"),
    "pre ends with a line end": ("<pre>a\n</pre>b", "a\nb"),
    "spaces at the start": ("<pre>  a</pre>", "  a"),
    "elements in pre": ("<pre>a <b> b </b>\n<i>c</i></pre>", "a  b \nc"),
    "blocks in pre": ("<pre>a<div>b </div>c</pre>", "a\nb \nc"),
    "a line break in pre": ("<pre>a<br>b</pre>", "a\nb"),
    "references in pre": ("<pre>a&NewLine;&lt; b</pre>", "a\n< b"),
    "white space before pre": ("<p>a </p> \n <pre> b</pre>", "a\n b"),
    "a textarea": ("<textarea>\n a\n b</textarea>c", " a\n b\nc"),
}


@pytest.mark.parametrize(
    ("page", "text"), CASES.values(), ids=[f"{number} {name}" for number, name in enumerate(CASES)]
)
def test_page(page, text, side):
    assert side.to_text(page) == text


@pytest.mark.parametrize("name", sorted({*ELEMENTS["known"], *ELEMENTS["formatting"]} - {*ELEMENTS["block"], "time"}))
def test_inline_elements_add_no_spaces(name):
    assert to_text(f"a<{name}>b</{name}>c") == "abc"


@pytest.mark.parametrize(
    "name", sorted(set(ELEMENTS["block"]) - set(ELEMENTS["verbatim"]) - set(ELEMENTS["raw_text"]) - {"frameset"})
)
def test_blocks_break_lines(name):
    # The end tag of `hr` closes nothing.
    assert to_text(f"a<{name}>b</{name}>c") == ("a\nbc" if name == "hr" else "a\nb\nc")


@pytest.mark.parametrize("name", sorted({*ELEMENTS["void"]} - {"br", "hr"}))
def test_void_elements_open_nothing(name):
    space = " " if name in ("img", "input", "keygen") else ""
    assert to_text(f"<p>a<{name}>b</p>c") == f"a{space}b\nc"


@pytest.mark.parametrize("name", ["iframe", "noembed", "noframes", "script", "style", "template", "title"])
def test_elements_that_no_reader_sees(name):
    assert to_text(f"a<{name}>b <i>c</i></{name}>d") == "ad"


@examples(200)
@given(st.lists(st.one_of(closed, tables, lists, misnested, words), max_size=8).map("".join))
def test_what_a_text_looks_like(page):
    text = to_text(page)
    if "<pre" in page or "<textarea" in page:
        return
    assert text == text.strip(" \t\n")
    assert "\n\n\n" not in text
    assert " \n" not in text
    assert "  " not in text
