"""Where markup begins and ends: docs/reference/markup.md, section 1. Read off the text that is left."""

import pytest

from strigil import to_text

LITERAL = {
    "a comparison": "if a < b and c > d",
    "a heart": "I <3 rain",
    "no element": "if x <y and z> 1",
    "a type": "vector<int> v",
    "an unknown name": "<tea>cake</tea>",
    "an underscore without a dash": "<my_tag>x",
    "a dash at the end": "<x->y",
    "an attribute without quotes": "<tea hot=yes>cake",
    "a quote that is no value": 'if x <y and z = "b" >c',
    "no name before the equals sign": "a <tea = 'c'> d",
    "an end tag of an unknown name": "a</tea>b",
    "a quote too far away": "a<tea " + "b" * 254 + "='c'>d",
    "a cut attribute": "a<tea cake",
    "a cut tag where no other is": "a<p class",
    "the same after its name": "a<p b",
    "the same that is a name": "a<div",
    "two less-than signs": "a << b <<= c",
    "at the end": "x<",
    "an end tag at the end": "x</",
    "a cut name": "x<di",
    "a cut name in an end tag": "x</di",
    "a name of 257 bytes": "<x-" + "y" * 255 + ">",
    "an escaped letter": "<&#112;>x",
    "a space": "a < p>b",
    "a no-break space ends no name": "<p\xa0x>y",
    "a reference that is no separator": "<p&nbsp;x>y",
    "a separator without its semicolon": "<p&Tab x>y",
    "nothing closes": "a]]>b",
}


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL)
def test_literal(text, side):
    assert side.to_text(text) == text.replace("&#112;", "p").replace("&nbsp;", "\xa0")


MARKUP = {
    # tags
    "inline": ("fo<b>o</b>", "foo"),
    "upper case": ("fo<B>o</B>", "foo"),
    "a dashed name": ("a<x-y>b</x-y>", "ab"),
    "a name with a colon": ("a<o:p>b</o:p>", "ab"),
    "a name of 256 bytes": ("a<x-" + "y" * 254 + ">b", "ab"),
    "SVG": ("a<svg><path d='x'/><text>b</text></svg>", "ab"),
    "an unknown name with an attribute": ("a<tea hot='yes'>b</tea>c</tea>", "abc"),
    "the same name without": ("<tea>a<tea hot='yes'>b<TEA>c</tea x>", "<tea>abc"),
    "the 65th such name": (
        "".join(f"<t{number} x='y'>" for number in range(65)) + "a</t63>b</t64>",
        "ab</t64>",
    ),
    "its attribute over-escaped": ("a<tea&Tab;hot&equals;&quot;yes&quot;>b", "ab"),
    "its end tag in another case": ('a<tEa hot = "yes">b</TeA>', "ab"),
    "the quote at the last place": ("a<tea " + "b" * 253 + "='c'>d", "ad"),
    "an end in SVG": ("a<svg><title/><text>b</text></svg>c", "abc"),
    "an end in mathematics": ("a<math><mi/>b<style/>c</math>d", "abcd"),
    "an end outside SVG": ("a<svg/><title/>b</title>c", "ac"),
    "no end in a block inside SVG": ("<svg><foreignobject><pre/>a\n\nb</svg>c", "a\n\nbc"),
    "inside math": ("<math><apply><int></apply>b</math>", "b"),
    "after math": ("<math>a</math><int>", "a<int>"),
    "a slash after the name": ("a<b/c>d", "ad"),
    "quotes hide the end": ("<i title='a>b' id=\"c>d\">e", "e"),
    "quotes outside a value hide nothing": ("<i '>a'>b", "a'>b"),
    "no quotes": ("<i title=a'b>c'>d", "c'>d"),
    "an equals sign first": ("<i =a>b", "b"),
    "a less-than sign in a tag": ("a<i <b>c", "ac"),
    "a cut tag": ("<i>a</i><p class", "a"),
    "a cut tag after its name": ("<i>a</i><p ", "a"),
    "a cut tag that is a name": ("<i>a</i><div", "a"),
    "a tag beside letters": ("雨<b>天</b>気", "雨天気"),
    "an end tag with attributes": ("a<b>c</b x='>'>d", "acd"),
    "a plain end tag": ("a</b>c", "ac"),
    # comments and the like
    "a comment": ("a<!-- b > c -->d", "ad"),
    "the shortest comments": ("a<!-->b<!--->c<!---->d", "abcd"),
    "a comment's other end": ("a<!-- b --!>c", "ac"),
    "dashes in a comment": ("a<!-- - -- -> --- -->b", "ab"),
    "a comment in a comment": ("a<!-- <!-- b -->c", "ac"),
    "an element declaration": ("a<!ELEMENT b>c", "ac"),
    "a processing instruction ends at the first sign": ("a<?php b > c", "a c"),
    "a bogus end tag": ("a</ b>c</3>d", "acd"),
    "an empty end tag": ("a</>b", "ab"),
    "a doctype": ("<!DOCTYPE html>a", "a"),
    "quotes hide nothing in a doctype": ("<!doctype html PUBLIC '>'>a", "'>a"),
    "CDATA is read as markup": ("a<![CDATA[ b <b>c</b>]]> d", "a b c d"),
    "CDATA in lower case is a comment": ("a<![cdata[b]]>c", "ac"),
    "the end of CDATA after its end": ("<![CDATA[a]]>b]]>c", "ab]]>c"),
    # raw content
    "a script": ("a<script>if (b < c) '</div>'</script>d", "ad"),
    "a script with a comment": ("<script><!-- a </script>b", "b"),
    "a script in a script": ("<script><!-- <script> a </script> b --></script>c", "c"),
    "a comment ends the script in a script": ("<script><!-- <script> --></script>a", "a"),
    "no end of a script": ("<script>a</scriptx></script >b", "b"),
    "an end of a script in another case": ("<script>a</SCRIPT>b", "b"),
    "an end tag with attributes ends": ("<script>a</script b='c'>d", "d"),
    "a slash ends no script": ("a<script/>b</script>c", "ac"),
    "style": ("a<style>p > b {}</sty</style>c", "ac"),
    "title": ("<title>a <b> &amp;</title>b", "b"),
    "iframe": ("a<iframe><p>b</p></iframe>c", "ac"),
    "textarea is text": ("a<textarea>b <b>c</b> &amp; d</textarea>e", "a\nb <b>c</b> & d\ne"),
    "xmp is text": ("a<xmp><p>b</p></xmp>c", "a\n<p>b</p>\nc"),
    "noscript holds markup": ("<noscript><p>a</p></noscript>b", "a\nb"),
    "template is no text": ("a<template><p>b</p></template>c", "ac"),
    "an over-escaped end of a script": ("a<script>b<&sol;script>c", "ac"),
    "an end of a name that ends a script": ("a<script>b</script&Tab;c>d", "ad"),
    # the end of the input inside a token
    "a quote that never ends": ('a<p title="b>c <b>d</b>', "a\nc d"),
    "after it, quotes hide nothing": ("a<p title=\"b>c <i title='d>e'>f", "a\nc e'>f"),
    "a comment that never ends": ("a<!-- b <b>c</b>", "a b c"),
    "after it, comments are their opening alone": ("a<!-- b <!-- c <!d <?e </ f", "a b c d e </ f"),
    "a doctype that never ends": ("a<!DOCTYPE b", "aDOCTYPE b"),
    "an instruction that never ends": ("a<?b", "ab"),
    "a script that never ends": ("a<script>b\nc", "a"),
    "a script that never ends, up to a blank line": ("a<script>b\n\t \nc <b>d</b>", "a\n\nc d"),
    "with the line ends of Windows": ("a<script>b\r\n\r\nc", "a\n\nc"),
    "one carriage return is no line end there": ("a<script>b\r\rc", "a"),
    "a title that never ends": ("<title>a\n\nb", "b"),
    "after it, the next one is no raw content": ("<style>a\n\nb<style>c<b>d</b>", "bcd"),
    "but other raw content is": ("<style>a\n\nb<script>c</script>d", "bd"),
    "a textarea that never ends": ("a<textarea>b <b>c</b>", "a\nb c"),
    "a comment after an unclosed script": ("<script>a\n\nb<!-- c -->d", "bd"),
}


@pytest.mark.parametrize(("page", "expected"), MARKUP.values(), ids=MARKUP)
def test_markup(page, expected, side):
    assert side.to_text(page) == expected


# Tokens of more than 65,536 bytes are not read again.
LONG = 65_536


@pytest.mark.parametrize("opening", ["<!--", "<!", "<?", "<!DOCTYPE"])
def test_a_long_comment_that_never_ends(opening):
    assert to_text("a" + opening + "c" * (LONG - len(opening))).endswith("cc")
    assert to_text("a" + opening + "c" * (LONG - len(opening) + 1)) == "a"


def test_a_long_tag_that_never_ends():
    tag = "<p title='{}>b"
    assert to_text("a" + tag.format("c" * (LONG - 13))).endswith("a\nb")
    assert to_text("a" + tag.format("c" * LONG)) == "a"


def test_a_long_script_that_never_ends():
    assert to_text("a<script>" + "c" * (LONG - 5) + "\n\nd") == "a\n\nd"
    assert to_text("a<script>" + "c" * LONG + "\n\nd") == "a"


def test_long_tokens_that_end():
    assert to_text(f"a<!--{'c' * LONG * 2}-->b") == "ab"
    assert to_text(f"a<script>{'c' * LONG * 2}</script>b") == "ab"
    assert to_text(f"a<b title='{'>' * LONG * 2}'>b") == "ab"
