"""Lists of texts through one cleaner."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import examples
from fragments import byte_documents, documents
from options import PRESETS, overrides
from strigil import Cleaner, reference

TEXTS = ["Fish &amp; chips", None, b"Tea  at noon", "", b"", "雨\0🍵", b"caf\xe9", "\ud800", "Rain fell."]


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("preset", PRESETS)
def test_of_each_text_what_the_call_gives(preset, threads, side):
    cleaner = side.Cleaner(preset)
    texts = TEXTS * 20
    result = cleaner.batch(texts, threads=threads)
    assert type(result) is list
    assert result == [cleaner(text) for text in texts]
    assert list(map(type, result)) == list(map(type, texts))


@examples(100)
@given(
    texts=st.lists(st.one_of(documents, byte_documents, st.none()), max_size=8),
    preset=st.sampled_from(PRESETS),
    options=overrides(),
    threads=st.integers(1, 4),
)
def test_any_texts(texts, preset, options, threads):
    expected = [Cleaner(preset, **options)(text) for text in texts]
    assert Cleaner(preset, **options).batch(texts, threads=threads) == expected
    assert reference.Cleaner(preset, **options).batch(texts, threads=threads) == expected


@pytest.mark.parametrize("kind", [list, tuple, iter, lambda texts: (text for text in texts), dict.fromkeys])
def test_any_iterable(kind, side):
    assert side.Cleaner().batch(kind(["a &amp; b", "c"])) == ["a & b", "c"]


def test_no_texts(side):
    assert side.Cleaner().batch([]) == []


@pytest.mark.parametrize("threads", [1, 3])
def test_what_is_clean_comes_back_as_the_same_object(threads):
    texts = ["Rain fell.", "é 雨 🍵", b"Rain fell.", None] * 50
    result = Cleaner().batch(texts, threads=threads)
    assert all(after is before for before, after in zip(texts, result, strict=True))


def test_many_long_texts():
    texts = [f"<p>{number} &amp; {'rain ' * 20_000}</p>" for number in range(100)]
    assert Cleaner().batch(texts, threads=2) == [Cleaner()(text) for text in texts]


@pytest.mark.parametrize("threads", [0, -1, 1.0, "2", None, False, [1]], ids=repr)
def test_numbers_of_threads(threads, side):
    for texts in ([], ["a"], [1]):
        with pytest.raises(ValueError, match="threads"):
            side.Cleaner().batch(texts, threads=threads)


@pytest.mark.parametrize("value", [1, 1.5, array("I", [1]), ["x"]], ids=lambda value: type(value).__name__)
def test_no_texts_at_all(value, side):
    with pytest.raises(TypeError):
        side.Cleaner().batch(["a", value])
    with pytest.raises(TypeError):
        side.Cleaner().batch(1)


@pytest.mark.parametrize(
    "text",
    ["abc", "", b"abc", bytearray(b"abc"), memoryview(b"abc"), array("B", b"abc")],
    ids=["str", "empty", "bytes", "bytearray", "memoryview", "array"],
)
def test_one_text_is_no_list(text, side):
    with pytest.raises(TypeError, match="texts"):
        side.Cleaner().batch(text)


LISTS = {
    "of one host": "tea.example##.menu",
    "but for one host": "~tea.example##.menu",
    "with an exception": "##.menu\ntea.example#@#.menu",
    "with a host without": "##.menu\n@@||tea.example^$elemhide",
    "for all": "##.menu",
}
MENU = '<p>Tea</p><div class="menu">Order</div>'
URLS = [None, "https://tea.example/a", "https://www.tea.example/b", "https://bread.example/", "", "tea.example"]


@pytest.mark.parametrize("own", [None, "https://tea.example/", "https://bread.example/"])
@pytest.mark.parametrize("name", LISTS)
def test_each_page_has_its_url(name, own, side):
    rules = side.Rules() | side.Rules.from_filter_list(LISTS[name] + "\n")
    cleaner = side.Cleaner("html", rules=rules, url=own)
    expected = [side.Cleaner("html", rules=rules, url=own if url is None else url)(MENU) for url in URLS]
    assert [cleaner(MENU, url) for url in URLS] == expected
    assert [cleaner(MENU.encode(), url=url).decode() for url in URLS] == expected
    assert cleaner.batch([MENU] * len(URLS), urls=URLS) == expected
    assert cleaner.batch(iter([MENU] * len(URLS)), urls=iter(URLS), threads=2) == expected
    assert cleaner(MENU) == expected[0]


def test_a_url_where_none_matters(side):
    for cleaner in (side.Cleaner("text"), side.Cleaner("html"), side.Cleaner("html", ads=None)):
        assert cleaner("a &amp; b", "https://tea.example/") == cleaner("a &amp; b")


def test_wrong_urls(side):
    cleaner = side.Cleaner()
    for urls in (["https://tea.example"], [None] * 3, iter(())):
        with pytest.raises(ValueError, match=r"url|argument 2"):
            cleaner.batch(["a", "b"], urls=urls)
    for urls in ("ab", 1, [b"a", None]):
        with pytest.raises(TypeError):
            cleaner.batch(["a", "b"], urls=urls)
    assert cleaner.batch([], urls=[]) == []


def test_errors_of_the_iterable_pass(side):
    def texts():
        yield "a"
        raise KeyError("mill")

    with pytest.raises(KeyError, match="mill"):
        side.Cleaner().batch(texts())


def test_lone_surrogates_as_an_error(side):
    with pytest.raises(ValueError, match="surrogate"):
        side.Cleaner(surrogates="error").batch(["a", "\ud800"])
