"""Over-escaped tags: which references count inside a tag, and which never do (docs/reference/markup.md, 1.2)."""

import pytest

from strigil import strip_ads, to_text

SLASHES = ["&sol;", "&#47;", "&#x2f;", "&#x2F;", "&#X2f;", "&#00000047;", "&#x0000002f;"]
NO_SLASHES = ["&sol", "&#47", "&#000000047;", "&#x00000002f;", "&Sol;", "&amp;sol;", "&bsol;", "&#92;"]


@pytest.mark.parametrize("slash", SLASHES)
def test_slash(slash):
    assert strip_ads(f'a<div class="wpcnt">x<{slash}div>b') == "ab"
    assert to_text(f"<p>a<{slash}p>b") == "a\nb"


@pytest.mark.parametrize("slash", NO_SLASHES)
def test_no_slash(slash):
    page = f'a<div class="wpcnt">x<{slash}div>b'
    assert strip_ads(page) is page


def test_a_slash_wants_a_letter_behind_it():
    assert to_text("a<&sol;>b <&sol; p>c <&sol;3>") == "a</>b </ p>c </3>"


EQUALS = [
    "=",
    "&equals;",
    "&#61;",
    "&#x3d;",
    "&#x3D;",
    "&#X3d;",
    "&#00000061;",
    " = ",
    "&Tab;&equals;&NewLine;",
    " &#61;",
]
NO_EQUALS = ["&equals", "&#61", "&#000000061;", "&Equal;", "&equals;&equals;", ":", "&colon;"]


@pytest.mark.parametrize("equals", EQUALS)
def test_equals(equals):
    assert strip_ads(f'a<div class{equals}"wpcnt">x</div>b') == "ab"


@pytest.mark.parametrize("equals", NO_EQUALS)
def test_no_equals(equals):
    page = f'a<div class{equals}"wpcnt">x</div>b'
    assert strip_ads(page) is page


SEPARATORS = [
    "&Tab;",
    "&NewLine;",
    "&#9;",
    "&#10;",
    "&#12;",
    "&#13;",
    "&#32;",
    "&#x20;",
    "&#x9;",
    "&#XA;",
    "&#x0000000d;",
    "&NewLine;&Tab;&Tab;",
    "\t",
    "\f",
    "\r\n",
    "/",
]
NO_SEPARATORS = ["&nbsp;", "&#11;", "&Tab", "&#9", "&ensp;", "&#000000009;", "&#160;"]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_separator(separator):
    assert strip_ads(f'a<div{separator}class="wpcnt">x</div>b') == "ab"
    assert strip_ads(f'a<div hidden{separator}class="wpcnt">x</div>b') == "ab"
    assert strip_ads(f'a<div title="x"{separator}class="wpcnt">x</div>b') == "ab"


@pytest.mark.parametrize("separator", SEPARATORS[:-1])
def test_separator_after_a_value_without_quotes(separator):
    assert strip_ads(f"a<div class=wpcnt{separator}id=x>y</div>b") == "ab"
    assert strip_ads(f"a<div class{separator}={separator}wpcnt{separator}>y</div>b") == "ab"


@pytest.mark.parametrize("separator", NO_SEPARATORS)
def test_no_separator(separator):
    for page in (f'a<div{separator}class="wpcnt">x</div>b', f'a<div hidden{separator}class="wpcnt">x</div>b'):
        assert strip_ads(page) is page


DOUBLE = ["&quot;", "&#34;", "&#x22;", "&#X22;", "&#00000034;"]
SINGLE = ["&apos;", "&#39;", "&#x27;", "&#00000039;"]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [(opening, closing) for quotes in (DOUBLE, SINGLE) for opening in quotes for closing in quotes],
)
def test_quotes(opening, closing):
    assert strip_ads(f"a<div class={opening}u wpcnt{closing}>x</div>b") == "ab"
    assert strip_ads(f"a<div class&equals;{opening}u wpcnt{closing}>x</div>b") == "ab"
    assert strip_ads(f"""a<div title={opening}x > "y" 'z{closing} class=wpcnt>x</div>b""") == "ab"


@pytest.mark.parametrize("page", [
    'a<div class=&quot;u wpcnt">x</div>b',
    "a<div class=&quot;u wpcnt&apos;>x</div>b",
    "a<div class=&quot u wpcnt&quot;>x</div>b",
    "a<div class=x&quot; class=wpcnt&quot;>x</div>b",
    'a<div title="x&quot; class=wpcnt ">x</div>b',
    'a<div title="x&#34; class=wpcnt>y</div>b',
    "a<div &quot;class=&quot;wpcnt&quot;>x</div>b",
    "a<div class=&ldquo;wpcnt&rdquo;>x</div>b",
], ids=range(8))  # fmt: skip
def test_no_quotes(page):
    assert strip_ads(page) is page


NEVER = {
    "an escaped less-than sign": '&lt;div class="wpcnt">x</div>b',
    "a number for it": '&#60;div class="wpcnt">x</div>b',
    "an escaped greater-than sign": 'a<div class="wpcnt"&gt;x&lt;/div&gt;b',
    "escaped markup": "&lt;div class&equals;&quot;wpcnt&quot;&gt;x&lt;&sol;div&gt;",
    "an escaped ampersand": "a<div class&amp;equals;wpcnt>x</div>b",
    "an escaped name": "a<&#100;iv class=wpcnt>x</div>b",
    "an escaped name of an attribute": "a<div cl&#97;ss=wpcnt>x</div>b",
    "the first of two": "a<div class=x class=wpcnt>x</div>b",
}


@pytest.mark.parametrize("page", NEVER.values(), ids=NEVER)
def test_never(page):
    assert strip_ads(page) is page


VALUES = {
    "a number": 'class="wpcn&#116;"',
    "a name": 'id="atatags&hyphen;x" class="wpcnt"',
    "a separator in quotes": 'class="x&Tab;wpcnt&NewLine;"',
    "white space": 'class="\n\twpcnt\r\f"',
    "the attribute's name in upper case": "CLASS=wpcnt",
    "a greater-than sign": 'title="a &gt; b > c" class="wpcnt"',
    "over-escaped, no quotes": "class&equals;wpcnt",
    "decoded once": 'title="&amp;quot;" class="wpcnt"',
}


@pytest.mark.parametrize("attributes", VALUES.values(), ids=VALUES)
def test_values_are_decoded(attributes):
    assert strip_ads(f"a<div {attributes}>x</div>b") == "ab"


def test_an_ampersand_that_is_no_reference_in_an_attribute_stays_one():
    page = "a<div id='div-gpt-ad&copy=1' class='x&amp=1'>b</div>c"
    assert strip_ads(page) == "ac"
    page = "a<div id='atatags&minus1'>b</div>c"
    assert strip_ads(page) is page
