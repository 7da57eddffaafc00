"""The laws with rules of one's own and filter lists."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import cut, documents, places
from measures import is_minus_spans, lag
from options import PRESETS
from rule_fragments import filter_lists, made, pages, recipes, rows, urls
from strigil import reference


@examples(1500)
@given(page=st.one_of(pages, pages, pages, documents), recipe=recipes, url=urls)
def test_twin(page, recipe, url):
    rules, same_rules = made(strigil, recipe), made(reference, recipe)
    note("\n".join(text for _, text in recipe))
    assert rules.skipped == same_rules.skipped
    assert strigil.strip_ads(page, rules=rules, url=url) == reference.strip_ads(page, rules=same_rules, url=url)


@examples(400)
@given(page=pages, recipe=recipes, url=urls, preset=st.sampled_from(PRESETS))
def test_twin_of_cleaners(page, recipe, url, preset):
    rules, same_rules = made(strigil, recipe), made(reference, recipe)
    expected = reference.clean(page, preset, rules=same_rules, url=url)
    assert strigil.clean(page, preset, rules=rules, url=url) == expected


@examples(150)
@given(documents=st.lists(pages, min_size=2, max_size=8), recipe=recipes, url=urls)
def test_one_page_after_another(documents, recipe, url):
    """What came before makes no difference."""
    rules, same_rules = made(strigil, recipe), made(reference, recipe)
    cleaner = strigil.Cleaner("html", rules=rules, url=url)
    for page in documents:
        expected = reference.strip_ads(page, rules=same_rules, url=url)
        assert strigil.strip_ads(page, rules=rules, url=url) == cleaner(page) == expected


@examples(600)
@given(text=filter_lists)
def test_skipped(text):
    assert made(strigil, [("list", text)]).skipped == made(reference, [("list", text)]).skipped


@examples(400)
@given(
    text=st.text(st.sampled_from("#@?$%.a[]=\"'\\:()>+~, *b1-|^\n!{}not"), max_size=30),
    sign=st.sampled_from(["##", "#@#"]),
)
def test_any_text_is_a_list(text, sign):
    recipe = [("list", f"##.b\n{sign}{text}")]
    assert made(strigil, recipe).skipped == made(reference, recipe).skipped
    page = "<b class=b>1</b><a class=a>2</a>"
    assert strigil.strip_ads(page, rules=made(strigil, recipe)) == reference.strip_ads(
        page, rules=made(reference, recipe)
    )


@examples(300)
@given(text=st.text(max_size=60), url=st.text(st.sampled_from("htps:/.comx@?#\\ 1é~"), max_size=20))
def test_total(text, url):
    rules = strigil.Rules.from_filter_list(text + "\n")
    assert rules.skipped == reference.Rules.from_filter_list(text + "\n").skipped
    rules = strigil.Rules.from_filter_list("x.com##.x\n~x.com##.y\nc.om##.z\n##.w")
    same_rules = reference.Rules.from_filter_list("x.com##.x\n~x.com##.y\nc.om##.z\n##.w")
    page = "".join(f"<b class={name}>{name}</b>" for name in "wxyz")
    assert strigil.strip_ads(page, rules=rules, url=url) == reference.strip_ads(page, rules=same_rules, url=url)


@examples(300)
@given(page=pages, recipe=recipes, url=urls, places=places, preset=st.sampled_from(PRESETS))
def test_cut(page, recipe, url, places, preset):
    cleaner = strigil.Cleaner(preset, rules=made(strigil, recipe), url=url)
    expected = cleaner(page)
    for chunks in (cut(page, places), page):
        assert "".join(cleaner.stream().over(chunks)) == expected


@examples(300)
@given(page=pages, recipe=recipes, url=urls)
def test_subsequence_and_same(page, recipe, url):
    rules = made(strigil, recipe)
    left = strigil.strip_ads(page, rules=rules, url=url)
    assert is_minus_spans(left, page)
    assert left is page or left != page
    assert left == strigil.clean(page, "html", rules=rules, url=url)


@examples(60)
@given(page=pages, recipe=recipes, url=urls, preset=st.sampled_from(PRESETS))
def test_bound(page, recipe, url, preset):
    cleaner = strigil.Cleaner(preset, rules=made(strigil, recipe), url=url)
    assert lag(cleaner, [page[at : at + 16] for at in range(0, len(page), 16)]) <= cleaner.max_pending


@examples(100)
@given(one=recipes, other=recipes)
def test_equal_means_the_same_sources(one, other):
    for side in (strigil, reference):
        first, second = made(side, one), made(side, other)
        assert (first == second) == (one == other)
        assert first == made(side, one)
        assert hash(first) == hash(made(side, one))
        assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301
        assert first | second == made(side, [*one, *other])
        counts = [first.skipped, second.skipped]
        assert (first | second).skipped == {
            reason: sum(count.get(reason, 0) for count in counts) for reason in {*counts[0], *counts[1]}
        }


@examples(20)
@given(recipe=recipes, documents=st.lists(pages, min_size=1, max_size=5))
def test_threads(recipe, documents):
    rules = made(strigil, recipe)
    expected = [strigil.strip_ads(page, rules=rules) for page in documents]
    with ThreadPoolExecutor(10) as pool:
        for results in pool.map(lambda _: [strigil.strip_ads(page, rules=rules) for page in documents], range(20)):
            assert results == expected


@pytest.mark.parametrize("tier", ["A", "B", "C", "D", "unwrap"])
@examples(40)
@given(text=rows, page=pages)
def test_one_tier(tier, text, page):
    """Rows that are all of one tier: none hides the others."""
    for other in ("A", "B", "C", "D", "unwrap"):
        text = text.replace(f'tier = "{other}"', f'tier = "{tier}"')
    recipe = [("rows", text)]
    assert strigil.strip_ads(page, rules=made(strigil, recipe)) == reference.strip_ads(
        page, rules=made(reference, recipe)
    )
