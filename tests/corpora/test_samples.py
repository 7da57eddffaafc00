"""Small pages of our own, of the kinds that the corpora hold: these run everywhere."""

import pytest

import strigil
from measures import is_minus_spans
from options import PRESETS
from shared_data import SAMPLES, read, samples
from strigil import Cleaner, reference

FILES = samples()


def test_there_are_some():
    assert len(FILES) >= 4


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_laws(path, preset):
    source, cleaner = read(path), Cleaner(preset)
    expected = cleaner(source)
    assert reference.clean(source, preset) == expected
    for chunks in (source, source.encode()):
        for size in (1, 3, 100):
            pieces = [chunks[at : at + size] for at in range(0, len(chunks), size)]
            assert "".join(cleaner.stream().over(pieces)) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_strip_ads_takes_whole_spans(path):
    source = read(path)
    assert is_minus_spans(strigil.strip_ads(source), source)


EXPECTED = {
    "overescaped.html": """\
Village mill turns again after forty years

The wheel turned on Friday, the miller said.
“We grind rye (and oats) again”, she said.
The mill in May.
Bread is sold on Sundays.

LEAVE A REPLY""",
    "flattened.txt": """\
logo
The harbour town builds a second pier

The harbour town builds a second pier

Work on the pier began on Monday, the mayor said. It will take two years.
The old pier is closed.
Ferries leave from the north quay until spring. 'We have room for both,' a captain said.

Related

The town paper

time9 minutes ago

• The town paper

A crab was seen on the pier 2 The pier in winter Credit: AP 2 The crab Credit: \
The Cove Agency Mayor Ida Lund said: \
"It is a big crab." But she laughed. The crab left in the evening. Children came to see it. \
The first advertisement for the ferry hung there for years.

An Advertisement Standards board will meet in June.""",
    "page.html": """\
Home
News
Salt and pepper
One spoon of salt — café style, 3 < 4.
Café and naïvely\xa0so.
Next line.
1\t2
3\t4
  keep   this
\tas it is
a
b
The advertisement was inserted well.
a <b> c
The end
Unclosed""",
    "unclosed.html": """\
First.
Second, in a slot that never ends. 雨が降る。 한국어 텍스트 नमस्ते
Third &lt;b&gt; € \x81 \ufffd ¬it; È&CHcy;
Fourth bold""",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_reader_gets(name):
    text = strigil.clean(read(SAMPLES / name))
    if name == "page.html":
        # The white-space stage folds no-break spaces, which the markup stage keeps, and leaves the TABs of cells.
        assert strigil.clean(read(SAMPLES / name), whitespace=None) == EXPECTED[name]
        assert text == EXPECTED[name].replace("\xa0", " ")
    else:
        assert text == EXPECTED[name]
