"""The references stage of a cleaner: the option `entities`."""

import pytest
from hypothesis import given

import strigil
from effort import examples
from fragments import documents
from options import MODES, only
from strigil import Cleaner


@pytest.mark.parametrize("mode", MODES)
@examples(100)
@given(text=documents)
def test_the_stage_is_the_function(mode, text):
    assert Cleaner(**only(entities=mode))(text) == strigil.unescape(text, mode=mode)


@pytest.mark.parametrize(
    ("preset", "expected"),
    [("web", "a&b ©=2 &lt;"), ("text", "a&b &copy=2 &lt;"), ("html", "a&amp;b &copy=2 &amp;lt;")],
)
def test_presets(preset, expected):
    assert strigil.clean("a&amp;b &copy=2 &amp;lt;", preset) == expected


def test_none_leaves_references_alone():
    assert strigil.clean("<p>a &amp; b</p>", entities=None) == "a &amp; b"


@pytest.mark.parametrize(
    "between", ["<b>", "</b>", "<!-- -->", "<?x>", "]]>", "<br>", "</nosuch-thing>", "<wbr>", "<![CDATA["]
)
def test_a_reference_does_not_reach_across_markup(between):
    document = f"<![CDATA[<b>&am{between}p;</b>"
    expected = "&am\np;" if between == "<br>" else "&amp;"
    assert strigil.clean(document) == expected


def test_a_result_is_never_markup():
    assert strigil.clean("&lt;p&gt;a&lt;/p&gt; &#60;script>b") == "<p>a</p> <script>b"


def test_white_space_from_references_folds():
    assert strigil.clean("a&nbsp;&NewLine;&Tab;b", "text") == "a\nb"
    assert strigil.clean("<p>a&nbsp;&NewLine;&Tab;b</p>") == "a b"
