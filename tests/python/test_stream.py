"""Streams as objects: feed, finish, over, counts."""

import gc
import weakref

import pytest

import strigil
from options import PRESETS
from strigil import Cleaner, Stream

PIECES = ["<p>Tea &am", "p; ca", "ke</p>", "", "<amp-ad>x</amp", "-ad>ADVERTISE", "MENT<p>Rain", " fell.</p>"]
TEXT = "Tea & cake\nRain fell."


def test_feed_and_finish():
    stream = Cleaner().stream()
    assert isinstance(stream, Stream)
    assert "".join([*map(stream.feed, PIECES), stream.finish()]) == TEXT


def test_over():
    pieces = list(Cleaner().stream().over(PIECES))
    assert "".join(pieces) == TEXT
    assert "" not in pieces


@pytest.mark.parametrize(
    "kind", [list, tuple, iter, lambda pieces: (piece for piece in pieces), lambda pieces: map(str.encode, pieces)]
)
def test_over_any_iterable(kind):
    assert "".join(Cleaner().stream().over(kind(PIECES))) == TEXT


def test_over_is_lazy():
    taken = []

    def source():
        for number in range(1000):
            taken.append(number)
            yield f"<p>{number} {'rain ' * 100}</p>"

    pieces = Cleaner().stream().over(source())
    assert iter(pieces) is pieces
    assert taken == []
    assert next(pieces).startswith("0 rain")
    assert len(taken) < 700
    rest = "".join(pieces)
    assert rest.endswith("999 " + "rain " * 99 + "rain")
    assert next(pieces, None) is None


def test_over_passes_errors_on():
    def source():
        yield "<p>a</p>"
        raise KeyError("mill")

    with pytest.raises(KeyError, match="mill"):
        list(Cleaner().stream().over(source()))


def test_over_nothing():
    assert list(Cleaner().stream().over([])) == []
    assert list(Cleaner().stream().over(["", b""])) == []


def test_a_stream_ends_once():
    stream = Cleaner().stream()
    stream.feed("a")
    assert stream.finish() == "a"
    for call in (stream.finish, lambda: stream.feed("b"), lambda: stream.feed(b""), lambda: list(stream.over(["b"]))):
        with pytest.raises(ValueError, match="ended"):
            call()


def test_over_ends_the_stream():
    stream = Cleaner().stream()
    assert "".join(stream.over(["a ", "b"])) == "a b"
    with pytest.raises(ValueError, match="ended"):
        stream.feed("c")


def test_feed_before_over():
    stream = Cleaner().stream()
    assert stream.feed("a &am") + "".join(stream.over(["p; b"])) == "a & b"


def test_streams_of_one_cleaner_know_nothing_of_each_other():
    cleaner = Cleaner()
    first, second = cleaner.stream(), cleaner.stream()
    first.feed("<!-- ")
    second.feed("a &am")
    first.feed("x -->b")
    assert second.feed("p; c") + second.finish() == "a & c"
    assert first.finish() == "b"


@pytest.mark.parametrize("preset", PRESETS)
def test_feeding_nothing_changes_nothing(preset):
    cleaner = Cleaner(preset)
    stream = cleaner.stream()
    text = "".join(PIECES)
    assert "".join(
        stream.feed(piece) for character in text for piece in ("", character, b"")
    ) + stream.finish() == cleaner(text)


def test_a_character_cut_in_bytes():
    stream = Cleaner().stream()
    assert stream.feed(b"a \xf0\x9f") + stream.feed(b"\x8d") + stream.feed(b"\xb5 b") + stream.finish() == "a 🍵 b"


def test_a_character_cut_by_a_str_is_cut():
    stream = Cleaner().stream()
    assert stream.feed(b"a\xc3") + stream.feed("b") + stream.finish() == "a\ufffdb"


def test_counts():
    stream = Cleaner().stream()
    assert stream.counts == {}
    stream.feed("<p>a &amp; b</p><amp-ad>x</amp-ad>\nADVERTISEMENT\nLearn more\nCredit: AP Advertisement Rain\xad\0")
    stream.finish()
    counts = stream.counts
    assert counts["ad element"] == 1
    assert counts["label line"] == 1
    assert counts["call to action"] == 1
    assert counts["inline label"] == 1
    assert counts["character reference"] == 1
    assert all(isinstance(name, str) and number > 0 for name, number in counts.items())


def test_words():
    stream = Cleaner("text").stream()
    assert stream.words == (0, 0)
    stream.feed("Rain\xa0 fell.\nADVERTISEMENT\nLearn more\nSnow fell. Credit: AP Advertisement Rain")
    stream.finish()
    assert stream.words == (11, 7)


def test_words_do_not_depend_on_labels_alone():
    for preset in PRESETS:
        stream = Cleaner(preset, labels=None).stream()
        stream.feed("Rain  fell.\nADVERTISEMENT")
        stream.finish()
        assert stream.words == (3, 3)


def test_counts_of_clean_text_are_empty():
    for preset in PRESETS:
        stream = Cleaner(preset).stream()
        assert stream.feed("Rain fell.") + stream.finish() == "Rain fell."
        assert stream.counts == {}


def test_counts_do_not_depend_on_the_cut():
    text = "".join(PIECES) * 20
    whole = Cleaner().stream()
    whole.feed(text)
    whole.finish()
    pieces = Cleaner().stream()
    for character in text.encode():
        pieces.feed(bytes([character]))
    pieces.finish()
    assert pieces.counts == whole.counts
    assert pieces.words == whole.words


def test_the_counts_are_a_copy():
    stream = Cleaner().stream()
    stream.feed("&amp;")
    stream.finish()
    stream.counts.clear()
    assert stream.counts != {}


def test_a_stream_comes_from_a_cleaner_only():
    with pytest.raises(TypeError):
        Stream()


def test_nothing_is_kept_alive():
    class Source(list):
        pass

    source = Source(PIECES)
    alive = weakref.ref(source)
    pieces = strigil.Cleaner().stream().over(source)
    next(pieces, None)
    del pieces, source
    gc.collect()
    assert alive() is None
