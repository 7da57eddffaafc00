"""Law 2: where a text is cut does not change what comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import byte_documents, cut, documents, places, with_fillers, with_surrogates
from options import PRESETS, SINGLE, overrides
from strigil import Cleaner
from writing import tags


def in_pieces(cleaner, pieces):
    stream = cleaner.stream()
    return "".join([*map(stream.feed, pieces), stream.finish()])


def whole(cleaner, document):
    """What a cleaner gives for the document in one piece, as str."""
    result = cleaner(document)
    return result.decode() if isinstance(result, bytes) else result


@pytest.mark.parametrize("preset", PRESETS)
@examples(400)
@given(document=documents, places=places)
def test_presets(preset, document, places):
    cleaner = Cleaner(preset)
    assert in_pieces(cleaner, cut(document, places)) == cleaner(document)


@examples(900)
@given(document=documents, options=overrides(), preset=st.sampled_from(PRESETS), places=places)
def test_options(document, options, preset, places):
    cleaner = Cleaner(preset, **options)
    assert in_pieces(cleaner, cut(document, places)) == cleaner(document)


@pytest.mark.parametrize("options", SINGLE.values(), ids=SINGLE)
@examples(60)
@given(document=documents)
def test_one_character_each(options, document):
    cleaner = Cleaner(**options)
    assert in_pieces(cleaner, document) == cleaner(document)


@pytest.mark.parametrize("preset", PRESETS)
@examples(400)
@given(document=documents)
def test_one_character_each_through_all_stages(preset, document):
    cleaner = Cleaner(preset)
    assert in_pieces(cleaner, document) == cleaner(document)


@pytest.mark.parametrize("preset", PRESETS)
@examples(150)
@given(document=byte_documents, places=places)
def test_bytes(preset, document, places):
    cleaner = Cleaner(preset)
    assert in_pieces(cleaner, cut(document, places)) == whole(cleaner, document)
    assert in_pieces(cleaner, [document[at : at + 1] for at in range(len(document))]) == whole(cleaner, document)


@examples(100)
@given(document=with_surrogates, preset=st.sampled_from(PRESETS), places=places)
def test_lone_surrogates(document, preset, places):
    cleaner = Cleaner(preset)
    assert in_pieces(cleaner, cut(document, places)) == cleaner(document)


@examples(100)
@given(
    document=with_fillers(2),
    preset=st.sampled_from(PRESETS),
    size=st.sampled_from([1, 7, 63, 1000, 4096, 65_536]),
    places=places,
)
def test_long_stretches(document, preset, size, places):
    cleaner = Cleaner(preset)
    expected = cleaner(document)
    assert in_pieces(cleaner, cut(document, places)) == expected
    assert in_pieces(cleaner, [document[at : at + size] for at in range(0, len(document), size)]) == expected


@examples(50)
@given(document=documents, places=places, kinds=st.lists(st.booleans(), min_size=7, max_size=7))
def test_str_and_bytes_pieces_in_one_stream(document, places, kinds):
    pieces = zip(cut(document, places), kinds, strict=False)
    mixed = [piece.encode() if as_bytes else piece for piece, as_bytes in pieces]
    assert in_pieces(Cleaner(), mixed) == strigil.clean(document)


# Each place of these documents is an edge that some stage has to get right.
EDGES = {
    "references": "a&amp;lt;&notit;&#x80;&#00065;&NotEqualTilde;&#",
    "tags": "<p>a<b class='x>y'>b</b><br/>c<div id&equals;&quot;d&quot;>e<&sol;div>f",
    "raw content": "<script><!--<script></script>--></script>a<style>b</sty</style>c<textarea>d</textarea>",
    "comments": "a<!-- b -->c<!-->d<!--->e<!x>f<?y?>g<![CDATA[h]]>i<!-- j",
    "an ad": 'a<div class="wpcnt">b<p>c</p></div>d<amp-ad/>e<div class=wpcnt>f',
    "labels": "a.\nADVERTISEMENT\nLearn more\n\nb. Advertisement C\n\n- Anzeige -\n",
    "white space": "a \r\n\r\n b\x85c\u2029\u3000d\x1ce\r",
    "combining marks": "e\u0301\u0316 \u1100\u1161\u11a8 q\u0307\u0323 \u212b",
    "controls": "a\0\xad\ufeffb\x01 c\xad",
    "joiners": "می\u200cخ a\u200c\xadب\u200d\u200c\0\u200cب",
    "emoji": "👩🏽\u200d❤\ufe0f\u200d👧 1\ufe0f\u20e3a\ufe0f❤\ufe0e\ufe0f",
    "flags": f"🏴{tags('gbeng.')}\xad🏴{tags('gb.')}x{tags('hi')}",
    "scripts": "ក\u17b4\u200bខ ᠠ\u180b\u180eᠠ\u115f\u1161 葛\U000e0100",
    "directions": "a\u202eb\u2067c\u202c\u2069d\u202ce\u061c",
    "a fence": "a\r\n\n\n``` x \r\n\r  b\r\n ````  \n\n c",
    "verbatim text": "a <pre>\r\n b\r\n\r c &#13;&#10;</pre>  d<pre>e  ",
    "characters of every width": "aé雨🍵",
}


CLEANERS = {
    **{preset: Cleaner(preset) for preset in PRESETS},
    "security": Cleaner("text", invisible="security", spaces="keep", linebreaks="keep", max_blank_lines=2),
    "all": Cleaner(invisible="all", spaces="keep-typographic", max_blank_lines=0),
}


@pytest.mark.parametrize("cleaner", CLEANERS.values(), ids=CLEANERS)
@pytest.mark.parametrize("document", EDGES.values(), ids=EDGES)
def test_every_cut_into_three(document, cleaner):
    for source in (document, document.encode()):
        expected = whole(cleaner, source)
        for first in range(len(source) + 1):
            for second in range(first, len(source) + 1):
                pieces = [source[:first], source[first:second], source[second:]]
                assert in_pieces(cleaner, pieces) == expected, pieces
