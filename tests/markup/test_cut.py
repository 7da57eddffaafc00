"""Tags that nothing ends, and bare tags of raw content: docs/reference/markup.md, 1.6 to 1.9."""

import pytest

import strigil
from strigil import strip_ads, to_text

PAGE = "<!DOCTYPE html><html><body><p>The text.</p>"

TEXT = {
    "a comparison": "a<b",
    "in a sentence": "The rule holds for i<s and fails in all other cases.",
    "at the start of a sentence": "We need a<b for all cases. Then more.",
    "with a space": "We need a <b for all cases",
    "without words behind it": "where p<q",
    "a long name": "if time <table then stop",
    "a name alone": "count<section",
    "words with punctuation": "is u<small, or is it? No.",
    "assignments": "if a<b x=5 and y=6 then",
    "another one": "a<b c<i d<s e",
    "an end tag": "we write </b and so on",
    "a heart": "I </3 you",
    "a smiley": "a<b :) and so on",
    "brackets": "a<b (see below)",
    "operands": "a<b x=5 and y=6 so it is",
    "a quote": 'if a<b "then" we go',
    "many words": "a<b " + "is less than what follows, " * 400,
    "a cut name of nobody": "x <foo",
    "what is not yet a name": "x <",
}


@pytest.mark.parametrize("text", TEXT.values(), ids=TEXT)
def test_text(text, side):
    assert side.to_text(text) == text.strip()
    assert side.strip_ads(text) == text
    assert side.clean(text) == text.strip()


IN_A_PAGE = {
    "a comparison": "if a<b",
    "and words": "if x<p then it goes on",
    "known words are no proof": "where x<p for start",
    "a long text": "if x<p then " + "it goes on, " * 1000,
    "in two places": "if x<p then i<s and so on",
    "a digit": "1<b",
    "operands of one letter": "if x <y r=3 then",
    "brackets": "some <b (see below)",
    "a handle": "some <b @john said so",
}


@pytest.mark.parametrize("text", IN_A_PAGE.values(), ids=IN_A_PAGE)
def test_text_in_a_page(text, side):
    assert side.to_text(PAGE + "<p>" + text) == f"The text.\n{text.strip()}"


CUT = {
    "a link": '<a href="http://exam',
    "an image": '<img src=x alt="ca',
    "a value of many words": '<img src="x.png" alt="A dog that runs over a field, and a ca',
    "no value yet": "<a href",
    "an empty value": "<a href=",
    "a quote": "<p class='",
    "two": "<p class='a b' id=x st",
    "a name alone": "<div",
    "a cut name": "<di",
    "a cut end tag": "</di",
    "an end tag": "</p",
    "an end tag and a space": "</p ",
    "no name yet": "<",
    "no name of an end tag yet": "</",
    "behind the name": "<div ",
    "a known name": "<input disabled",
    "a cut attribute": "<div cl",
    "a family": "<div data-x",
    "an event": "<div onclick",
    "an unknown name and a known one": '<div foo class="x',
    "a dashed element": "<my-element",
    "a link that closes": '<a href="x"',
    "a slash": "<br /",
    "a path": "<path d=",
    "a circle": "<circle cx=5 r=",
    "a property of SVG": "<text text-anchor=middle font-si",
    "a gradient": "<linearGradient gradientUni",
    "RDFa": "<div typeof",
    "RDFa and a value": "<div resource=x",
    "Vue": "<div :class=x @cli",
    "Alpine": "<div x-on:click=go @click",
    "Angular": "<div *ngIf=a [title]=b (click)=",
    "two ways": "<input [(ngModel)]=na",
    "Lit": "<input .value=x ?disabled=",
    "Svelte": "<button on:click=",
    "Google": "<a jsname=",
    "a data URI": "<img src='data:image/png;base64," + "iVBORw0KGgo" * 1000,
    "a style": '<div style="' + "color: red; margin: 0 auto; " * 100,
}


@pytest.mark.parametrize("cut", CUT.values(), ids=CUT)
def test_cut_tags(cut, side):
    assert side.to_text(PAGE + cut) == "The text."
    assert side.to_text(PAGE + "<p>Hello" + cut) == "The text.\nHello"
    assert side.to_text("<p>Hello</p> " + cut) == "Hello"


@pytest.mark.parametrize("cut", ['<a href="http://exam', "<img src=x alt='ca", "</p"])
def test_cut_tags_of_a_fragment(cut, side):
    assert side.to_text("Hello" + cut) == "Hello"


GOES_ON = {
    "references": ("We need a<b for &amp; all", "We need a<b for & all"),
    "after the last tag": ("<i>x</i> need a<b, all", "x need a<b, all"),
    "a quote that hides the rest": ('a<b "c <i>d</i> e', 'a<b "c d e'),
    "an open quote": ('<a title="c <i>d</i> e', "d e"),
    "an open quote and a tag": ('a<p title="b>c <b>d</b>', "a\nc d"),
    "a heart, and tags": ("I </3 you <!-- a -->and </4", "I </3 you and </4"),
    "a tag that ends": ("<p>if x<p then</p> go", "if x<p then\ngo"),
}


@pytest.mark.parametrize(("page", "expected"), GOES_ON.values(), ids=GOES_ON)
def test_reading_goes_on(page, expected, side):
    assert side.to_text(page) == expected


# Of more than 65,536 bytes
PROSE = "Words that a person wrote, and more of them. " * 3000
TAGS = "<p>Words that a person wrote.</p> " * 4000


def test_long_text_after_a_sign(side):
    assert side.to_text("We need a<b for all. " + PROSE) == ("We need a<b for all. " + PROSE).strip()
    assert side.to_text("We need a<b for all. " + PROSE + "<i>x</i> y") == "We need a<b for all. " + PROSE + "x y"
    assert side.to_text("I </3 you. " + PROSE) == ("I </3 you. " + PROSE).strip()


@pytest.mark.parametrize("opening", ['<a title="', "<p class='x", '<a href="http://example.org/ >link text'])
def test_a_quote_that_is_never_closed(opening, side):
    text = side.to_text("<p>Hello</p>" + opening + TAGS)
    assert text.count("Words that a person wrote.") >= 3999
    assert side.to_text('<a title="' + PROSE).count("Words") == 3000


LONG_VALUES = {
    "a data URI": 'src="data:image/png;base64,' + "iVBORw0KGgo" * 20_000 + '"',
    "a data URI without quotes": "src=data:image/png;base64," + "iVBORw0KGgo" * 20_000,
    "JSON": "data-x='{" + '"text": "<p>Some words</p>", ' * 10_000 + "}'",
    "a document": "srcdoc='" + "<p>Some words</p>" * 10_000 + "'",
    "a path": 'd="' + "M12 3 L 4.5 6 " * 10_000 + '"',
    "many attributes": " ".join(f"data-{number}='x y'" for number in range(10_000)),
}


@pytest.mark.parametrize("value", LONG_VALUES.values(), ids=LONG_VALUES)
def test_long_tags(value, side):
    assert side.to_text(f"a<img {value}>b") == "a b"


NAMES = ["title", "style", "textarea", "script", "xmp", "iframe", "noembed", "noframes"]


@pytest.mark.parametrize("name", NAMES)
def test_bare_tags_in_a_sentence(name, side):
    for text in (
        f"Use the <{name}> element. More text.",
        f"<{name}> is an element, and <{name}> needs an end.",
        f"First.\n<{name}>, then (<{name}>) and `<{name}>`",
        f"Nehmen Sie „<{name}>“. Mehr.",
    ):
        assert side.to_text(text) == text
        assert side.strip_ads(text) == text
    assert side.to_text(f"<p>The tag <{name}> is one.</p><p>More</p>") == f"The tag <{name}> is one.\nMore"
    text = f"Use the <{name}> element. {PROSE}"
    assert side.to_text(text) == text.strip()
    assert side.to_text(f"{text}<i>x</i> <{name}> y") == f"{text}x <{name}> y"


SPOKEN_OF = {
    "paragraphs between": "Put <style> in the head.\n\nPara two.\n\nClose it with </style>.",
    "a word between": "Use <script> and </script> around it. More.",
    "each of them": "The <title> element needs its </title> tag, <textarea> its </textarea>, <iframe> its </iframe>.",
    "marks behind it": "Use <script>, or <style>: then </style> and (</script>).",
    "dots": "Wrap it in <style>...</style> tags.",
    "quotes": 'Open with `<style>`, "<script>" or [<title>], close with `</style>`, "</script>" or [</title>].',
    "the start of a line": "Two.\n<style> goes in the head, and\n<script> does, too: see </style> and </script>.",
    "code that follows": "Put <script> in the head:\n\nvar x = 1; foo(x);\n\nand end it with </script>.",
    "Chinese": "请把<style>放在head里，用</style>结束。",
    "Chinese with spaces": "标签 <title> 表示标题，以 </title> 结束。",
    "Russian": "Ставят <title> в начале, а </title> в конце.",
}


@pytest.mark.parametrize("text", SPOKEN_OF.values(), ids=SPOKEN_OF)
def test_a_sentence_speaks_of_an_element_and_of_its_end(text, side):
    assert side.to_text(text) == text
    assert side.strip_ads(text) == text
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    assert " ".join(side.to_text(paragraphs).split()) == " ".join(text.split())


def test_what_a_sentence_speaks_of_and_what_is_there(side):
    words = "<p>Put <style> in the head, <code><script></code> behind it.</p>"
    page = f"{words}<style>p {{ color: red }}</style><p>End: </style></p>"
    assert side.to_text(page) == "Put <style> in the head, <script> behind it.\nEnd: </style>"


REAL = {
    "a style behind words": "Words <style>.a{color:red}</style> more",
    "a style with spaces": "Words <style> body, h1 { color: red }</style> more",
    "a comment": "Words <style>/* nothing here */</style> more",
    "a script with spaces": "Words <script> var x = 1; </script> more",
    "a call": "Words <script> go(1); </script> more",
    "calls of nothing": "Words <script> new Clock().start(); </script> more",
    "a script on lines of its own": "Words <script>\n// a comment\n(function () { go })()\n</script> more",
    "a quotation": "Words <script>'use strict'; go()</script> more",
    "nothing": "Words <script></script> more",
    "a title at the start": "<title> my page</title>Words more",
    "a title behind a mark": "\ufeff<title>中文</title>Words more",
    "a title on a line of its own": "Words\n<title> my page</title> more",
}


@pytest.mark.parametrize("page", REAL.values(), ids=REAL)
def test_real_elements_behind_words_go(page, side):
    assert side.to_text(page).removeprefix("\ufeff").split() == ["Words", "more"]


CUT_INSIDE = {
    "a script": "<script>var a = 1; call(a",
    "a script on a line of its own": "\n<script>\nvar a = 1; call(a",
    "a script behind words": "Words <script>var a = 1; call(a); if (b) { c = d",
    "a style": "<style>p { color: red; } b {",
    "a style in a sentence": "Words <style>p { color: red; } b {",
    "a script of paragraphs": "<script>\nvar a = 1;\n\nvar b = 2;\n\nif (a < b) { call",
    "a style of paragraphs": "<style type='text/css'>p { color: red; }\n\nb { color",
    "a comment's beginning": "<!-",
    "a doctype's beginning": "<!DOCTY",
    "a title": "<title>My pa",
    "attributes": "Words <style type='text/css'>say what",
    "an iframe": "<iframe>your browser",
}


@pytest.mark.parametrize("cut", CUT_INSIDE.values(), ids=CUT_INSIDE)
def test_pages_that_are_cut_inside(cut, side):
    assert side.to_text(PAGE + cut).removesuffix("\nWords") == "The text."


def test_raw_content_that_ends(side):
    script = "<script>" + "var a = '</p>'; " * 100_000 + "</script>"
    assert side.to_text(f"<p>a</p> {script}<p>b</p>") == "a\nb"
    assert side.to_text(f"<p>a</p><style>{'p { color: red } ' * 10_000}</style>b") == "a\nb"


def test_a_title_that_is_never_closed(side):
    assert side.to_text("<html><head><title>My page<body><p>Text</p>") == "My page\nText"
    assert side.to_text("<html><head><title>My page<body>" + TAGS).count("Words") == 4000


FLOODS = {
    "tags": "a<b " * 100_000,
    "quotes": 'a<b "' * 100_000,
    "hearts": "I </3 " * 70_000,
    "bare tags": "the <title> and " * 30_000,
    "open quotes": '<a title="x y <p>' * 20_000,
    "escapes": "\x1b]0;a" * 60_000,
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("size", [64, 1000, 65_537])
def test_floods_in_pieces(flood, size):
    cleaner = strigil.Cleaner()
    stream = cleaner.stream()
    pieces = (flood[at : at + size] for at in range(0, len(flood), size))
    assert "".join([*map(stream.feed, pieces), stream.finish()]) == cleaner(flood)


def test_no_text_of_a_flood_is_lost():
    assert to_text(FLOODS["tags"]) == FLOODS["tags"].strip()
    assert strip_ads(FLOODS["hearts"]) == FLOODS["hearts"]
