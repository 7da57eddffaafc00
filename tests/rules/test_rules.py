"""`Rules`: how they are made, joined, compared and handed over (docs/reference/ads.md)."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import strigil
from own_rules import filters, loaded, system, table

PAGE = '1<div class="wpcnt">a</div>2<div class="own">b</div>3<div class="listed">c</div>4<div class="side-ad">Ad</div>5'
OWN = system("A", {"class": "own"})


def made(side):
    """A `Rules` of each kind, new each time."""
    return {
        "built-in": side.Rules(),
        "without names": side.Rules(names=False),
        "own": loaded(side, OWN),
        "list": filters(side, "##.listed"),
        "own and list": loaded(side, OWN) | filters(side, "##.listed"),
        "list and own": filters(side, "##.listed") | loaded(side, OWN),
        "all": side.Rules() | loaded(side, OWN) | filters(side, "##.listed"),
        "twice": filters(side, "##.listed") | filters(side, "##.listed"),
    }


LEFT = {
    "built-in": '12<div class="own">b</div>3<div class="listed">c</div>45',
    "without names": '12<div class="own">b</div>3<div class="listed">c</div>4<div class="side-ad">Ad</div>5',
    "own": '1<div class="wpcnt">a</div>23<div class="listed">c</div>4<div class="side-ad">Ad</div>5',
    "list": '1<div class="wpcnt">a</div>2<div class="own">b</div>34<div class="side-ad">Ad</div>5',
    "own and list": '1<div class="wpcnt">a</div>234<div class="side-ad">Ad</div>5',
    "list and own": '1<div class="wpcnt">a</div>234<div class="side-ad">Ad</div>5',
    "all": "12345",
    "twice": '1<div class="wpcnt">a</div>2<div class="own">b</div>34<div class="side-ad">Ad</div>5',
}
KINDS = list(LEFT)


@pytest.mark.parametrize("kind", KINDS)
def test_what_they_say(kind, side):
    rules = made(side)[kind]
    assert side.strip_ads(PAGE, rules=rules) == LEFT[kind]
    assert side.Cleaner("html", rules=rules)(PAGE) == LEFT[kind]
    assert side.clean(PAGE, "html", rules=rules) == LEFT[kind]


def test_none_means_the_built_in_ones(side):
    assert side.strip_ads(PAGE) == side.strip_ads(PAGE, rules=None) == LEFT["built-in"]
    assert side.clean(PAGE, "html") == side.clean(PAGE, "html", rules=None) == LEFT["built-in"]


def test_without_the_stage_they_say_nothing(side):
    rules = filters(side, "##.listed")
    assert side.clean(PAGE, "html", ads=None, rules=rules) == PAGE
    assert side.clean(PAGE, "text", rules=rules) == PAGE
    assert side.clean(PAGE, ads=None, rules=rules) == side.clean(PAGE, ads=None)


@pytest.mark.parametrize("kind", KINDS)
def test_equal_ones(kind, side):
    rules = made(side)
    same = made(side)[kind]
    assert rules[kind] == same
    assert hash(rules[kind]) == hash(same)
    assert [name for name in KINDS if rules[name] == same] == [kind]
    assert rules[kind] != kind
    assert rules[kind] is not None


@pytest.mark.parametrize("kind", KINDS)
def test_pickled(kind, side):
    rules = made(side)[kind]
    again = pickle.loads(pickle.dumps(rules))  # noqa: S301
    assert again == rules
    assert hash(again) == hash(rules)
    assert again.skipped == rules.skipped
    assert side.strip_ads(PAGE, rules=again) == LEFT[kind]


def test_a_file_may_go_when_its_rules_are_made(tmp_path, side):
    own, listed = tmp_path / "own.toml", tmp_path / "list.txt"
    own.write_text(OWN, encoding="utf-8")
    listed.write_text("##.listed\n", encoding="utf-8")
    rules = side.Rules.load(own) | side.Rules.from_filter_list(listed)
    own.unlink()
    listed.unlink()
    assert side.strip_ads(PAGE, rules=pickle.loads(pickle.dumps(rules))) == LEFT["own and list"]  # noqa: S301
    assert rules == loaded(side, OWN) | filters(side, "##.listed")


@pytest.mark.parametrize("as_path", [str, Path], ids=["str", "path"])
def test_paths(as_path, tmp_path, side):
    (tmp_path / "ü x.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "ü x.txt").write_text("##.listed", encoding="utf-8")
    assert side.Rules.load(as_path(tmp_path / "ü x.toml")) == loaded(side, OWN)
    assert side.Rules.from_filter_list(as_path(tmp_path / "ü x.txt")) == side.Rules.from_filter_list("##.listed")


@pytest.mark.parametrize("text", ["##.listed", "a.com##.x", "#@#.listed", "\n", "\r", "a\n", "! no rule\n"])
def test_texts(text, side):
    assert side.Rules.from_filter_list(text).skipped == {}


def test_what_is_no_text_is_a_path(tmp_path, monkeypatch, side):
    monkeypatch.chdir(tmp_path)
    for name in ("list.txt", "", "||ads.example^", "#?#.x", "a.com"):
        with pytest.raises(OSError, match=r".*"):
            side.Rules.from_filter_list(name)
    with pytest.raises(OSError, match=r".*"):
        side.Rules.load("own.toml")
    with pytest.raises(OSError, match=r".*"):
        side.Rules.load(tmp_path)


def test_a_file_list_that_is_not_utf8(tmp_path, side):
    (tmp_path / "list.txt").write_bytes(b"##.\xff\n##.listed\n##.\xc3\x28\n")
    rules = side.Rules.from_filter_list(tmp_path / "list.txt")
    assert side.strip_ads(PAGE, rules=rules) == LEFT["list"]
    assert rules.skipped == {"malformed": 1}
    assert side.strip_ads("<b class=\ufffd>x</b>y", rules=rules) == "y"


def test_lone_surrogates_in_a_list(side):
    rules = side.Rules.from_filter_list("##.\ud800\n##.listed")
    assert side.strip_ads("<b class=\ufffd>x</b>y", rules=rules) == "y"
    assert side.strip_ads(PAGE, rules=rules, url="\udfff") == LEFT["list"]


@pytest.mark.parametrize("value", [1, b"##.x", ["##.x"], None, object()], ids=lambda value: type(value).__name__)
def test_types_of_sources(value, side):
    with pytest.raises(TypeError):
        side.Rules.load(value)
    with pytest.raises(TypeError):
        side.Rules.from_filter_list(value)


@pytest.mark.parametrize("value", [1, "##.x", {}, True, object()], ids=lambda value: type(value).__name__)
def test_types_of_rules(value, side):
    for call in (
        lambda: side.strip_ads("x", rules=value),
        lambda: side.clean("x", rules=value),
        lambda: side.Cleaner("text", rules=value),
        lambda: side.Rules() | value,
        lambda: value | side.Rules(),
    ):
        with pytest.raises(TypeError):
            call()


@pytest.mark.parametrize("value", [1, b"example.com", ["x"], object()], ids=lambda value: type(value).__name__)
def test_types_of_urls(value, side):
    for call in (
        lambda: side.strip_ads("x", url=value),
        lambda: side.clean("x", url=value),
        lambda: side.Cleaner("text", url=value),
    ):
        with pytest.raises(TypeError):
            call()


def test_signatures(side):
    for call in (
        lambda: side.Rules(False),  # noqa: FBT003
        lambda: side.Rules(names=None),
        lambda: side.Rules(names="no"),
        lambda: side.Rules(name=True),
        side.Rules.load,
        side.Rules.from_filter_list,
        lambda: side.strip_ads("x", side.Rules()),
    ):
        with pytest.raises(TypeError):
            call()


def test_they_never_change(side):
    rules = side.Rules()
    for name in ("skipped", "names", "other"):
        with pytest.raises(AttributeError):
            setattr(rules, name, {})
    rules = filters(side, "##.a:has(b)")
    rules.skipped.clear()
    assert rules.skipped == {":has()": 1}


def test_skipped_is_summed(side):
    one, other = filters(side, "##.a:has(b)", "##a + b"), filters(side, "##.a:has(b)", "##.x")
    assert (side.Rules() | one | other | loaded(side, OWN)).skipped == {":has()": 2, "sibling": 1}
    assert side.Rules().skipped == {}


def test_joined_lists_are_one_list(side):
    """A veto, a table of names and an exception hold for what the other side brought."""
    names = loaded(side, table("names", tokens=["foo"]))
    no_names = loaded(side, table("names", not_with=["bar"], not_before=["my"]) + system("D", {"class": "old-*"}))
    page = "".join(f"<p class={name}>Advertisement</p>" for name in ("foo", "foo-bar", "my-foo", "old-foo"))
    assert side.strip_ads(page, rules=names) == ""
    for rules in (names | no_names, no_names | names):
        assert side.strip_ads(page, rules=rules) == page[len("<p class=foo>Advertisement</p>") :]
    scripts = loaded(side, system("D", {"class": "none"}, scripts=["go()"]))
    maybe = loaded(side, system("C", {"class": "maybe"}))
    page = "1<div class=maybe><script>go()</script></div>2"
    assert side.strip_ads(page, rules=maybe) == page
    assert side.strip_ads(page, rules=maybe | scripts) == "12"


def test_cleaners_know_their_rules():
    rules = filters(strigil, "a.com##.listed")
    cleaner = strigil.Cleaner("html", rules=rules, url="https://a.com/")
    assert cleaner(PAGE) == LEFT["list"]
    assert cleaner == strigil.Cleaner("html", rules=filters(strigil, "a.com##.listed"), url="https://a.com/")
    assert hash(cleaner) == hash(
        strigil.Cleaner("html", rules=filters(strigil, "a.com##.listed"), url="https://a.com/")
    )
    assert cleaner != strigil.Cleaner("html", rules=rules)
    assert cleaner != strigil.Cleaner("html", url="https://a.com/")
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner  # noqa: S301
    assert pickle.loads(pickle.dumps(cleaner))(PAGE) == LEFT["list"]  # noqa: S301
    assert "".join(cleaner.stream().over(PAGE)) == LEFT["list"]
    assert cleaner.batch([PAGE, None, PAGE.encode()], threads=2) == [LEFT["list"], None, LEFT["list"].encode()]


def test_ten_threads():
    def run(number):
        kind = KINDS[number % len(KINDS)]
        return all(strigil.strip_ads(PAGE, rules=rules[kind]) == LEFT[kind] for _ in range(50))

    rules = made(strigil)
    with ThreadPoolExecutor(10) as pool:
        assert all(pool.map(run, range(40)))
