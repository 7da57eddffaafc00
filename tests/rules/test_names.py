"""General names: their words, and all that only looks like one (docs/reference/ads.md, section 3)."""

import pytest

import strigil
from own_rules import filters, loaded, system, table

BLOCK = ["div", "p", "section", "aside", "ul", "ins", "x-y", "o:p", "hr"]
INLINE = ["span", "a", "b", "iframe", "script", "svg", "del", "table"]
NEVER = [
    "html", "head", "body", "main", "article", "h1", "h2", "h6", "header", "nav", "caption", "colgroup", "thead",
    "tbody", "tfoot", "tr", "td", "th", "dt", "dd", "figcaption", "summary", "form", "fieldset", "legend", "label",
    "select", "datalist", "optgroup", "option", "textarea", "button", "output", "meter", "progress",
]  # fmt: skip
# It bears out a name.
SIGN = "<iframe></iframe>"


def own(side, **others):
    lists = {"tokens": ["ad", "werbung"], "not_with": ["no", "left"], "not_before": ["tag-", "post"], **others}
    return loaded(side, table("names", **lists))


def stays(side, name, rules):
    """Whether short elements with this class and with this id stay; both do, or none."""
    by_class = side.strip_ads(f'1<div class="x {name} y">a{SIGN}</div>2', rules=rules) != "12"
    assert by_class == (side.strip_ads(f'1<div id="{name}">a{SIGN}</div>2', rules=rules) != "12")
    return by_class


HITS = [
    "ad", "AD", "Ad", "side-ad", "ad_side", "sideAd", "adSide", "AdSide", "SIDE-AD", "ad123", "x" * 61 + "-ad",
    "2-ad", "ad2", "ad-300", "side-ad12x-ad", "-ad-", "__ad__", "ad--x", "x1-ad", "werbung7", "x:y-ad", "a.b_ad",
    "tagAd", "xtag-ad", "a-post-ad", "5daaa-ad", "123456-ad", "deadbe-ad", "5daaag-ad", "5daaaf-x-ad", "5daaaf--ad",
    "ad-5daaaf",
]  # fmt: skip
NO_HITS = [
    "ADSide", "sideADBox", "ad1234", "x1Ad", "R8xAd", "aB2cAd", "x" * 62 + "-ad", "é" * 31 + "-ad", "a", "aD", "ads",
    "add", "header", "shadow", "1ad", "sc-1ad8e", "ad8e", "ad2x", "ADslot", "xAD2x", "adé", "éad", "ad.x", "ad:x",
    "x.ad", "no-ad", "adNo", "ad-left", "leftAd2", "ad-no3", "tag-ad", "tag-x-ad", "Tag-ad", "post-ad", "postAd",
    "poster-ad", "12", "-", "1-2", "aDx", "a-d", "x_5daaaf-ad", "5DAAAF_AD12", "5daaaf-0-ad",
    "7c9b2f4e-4c5d-4f00-ad34-0a1b2c3d4e5f",
]  # fmt: skip


@pytest.mark.parametrize("name", HITS)
def test_hits(name, side):
    assert not stays(side, name, own(side))


@pytest.mark.parametrize("name", NO_HITS)
def test_no_hits(name, side):
    assert stays(side, name, own(side))


def test_a_list_may_be_absent(side):
    rules = loaded(side, table("names", tokens=["ad"]))
    assert [name for name in ("ad", "no-ad", "tag-ad") if stays(side, name, rules)] == []
    rules = loaded(side, table("names", not_with=["x"], not_before=["y"]))
    assert stays(side, "ad", rules)


def test_one_name_that_hits_is_enough(side):
    rules = own(side)
    assert side.strip_ads(f"1<p class='no-ad x ad'>a{SIGN}</p>2", rules=rules) == "12"
    assert side.strip_ads(f"1<p class=no-ad id=ad>a{SIGN}</p>2", rules=rules) == "12"
    assert side.strip_ads("1<p class=no-ad id=no-ad>a</p>2", rules=rules) == "1<p class=no-ad id=no-ad>a</p>2"
    assert (
        side.strip_ads("1<p data-ad=ad title=ad name=ad>a</p>2", rules=rules)
        == "1<p data-ad=ad title=ad name=ad>a</p>2"
    )


VETOES = {
    "a class": ([{"class": "my-ad"}], ["class=my-ad"], ["id=my-ad", "class=My-ad", "class=my-ad2"]),
    "a pattern": ([{"class": "*-ad"}], ["class=my-ad", "class=-ad"], ["id=my-ad", "class=ad"]),
    "an id": ([{"id": "my-ad"}], ["id=my-ad"], ["class=my-ad"]),
    "an id pattern": ([{"id": "ad[0-9]"}], ["id=ad7"], ["id=ad", "class=ad7"]),
    "two": ([{"id": "ad"}, {"class": "ad"}], ["id=ad", "class=ad", "id=ad class=ad"], ["id=ad2 class=ad"]),
    "a class with another condition": (
        [{"class": "ad", "tag": "p"}, {"class": "ad", "id": "x"}],
        [],
        ["class=ad", "class=ad id=x"],
    ),
    "a tag": ([{"tag": "p"}, {"attr": "class"}], [], ["class=ad"]),
}


@pytest.mark.parametrize(("matches", "stay", "go"), VETOES.values(), ids=VETOES)
def test_tier_d(matches, stay, go, side):
    rules = own(side) | loaded(side, system("D", *matches))
    for attributes in stay:
        page = f"1<p {attributes}>a{SIGN}</p>2"
        assert side.strip_ads(page, rules=rules) == page
    for attributes in go:
        assert side.strip_ads(f"1<p {attributes}>a{SIGN}</p>2", rules=rules) == "12"


def test_tier_d_is_no_veto_for_rows_and_lists(side):
    rules = loaded(side, system("D", {"class": "x-ad"}) + system("B", {"class": "x-ad"}))
    assert side.strip_ads("1<p class=x-ad>a</p>2", rules=rules) == "12"
    rules = loaded(side, system("D", {"class": "x-ad"})) | filters(side, "##.x-ad")
    assert side.strip_ads("1<p class=x-ad>a</p>2", rules=rules) == "12"


@pytest.mark.parametrize("name", BLOCK)
def test_blocks(name, side):
    end = "" if name == "hr" else f"</{name}>"
    text = "" if name == "hr" else SIGN + "x" * 120
    assert side.strip_ads(f"1<{name} class=ad>{text}{end}2", rules=own(side)) == "12"
    if text:
        page = f"1<{name} class=ad>{text}x{end}2"
        assert side.strip_ads(page, rules=own(side)) == page


@pytest.mark.parametrize("name", INLINE)
def test_inline_elements(name, side):
    rules = own(side)
    for empty in ("", " \n ", "<!-- x -->", "Advertisement", "<b>Anzeige</b>"):
        assert side.strip_ads(f"1<{name} class=ad>{empty}</{name}>2", rules=rules) == "12"
    if name not in ("iframe", "script"):
        page = f"1<{name} class=ad>x</{name}>2"
        assert side.strip_ads(page, rules=rules) == page


@pytest.mark.parametrize("tag", ["<img class=ad src=x>", "<br class=ad />", "<x-y class=ad />"])
def test_single_tags(tag, side):
    assert side.strip_ads(f"1{tag}2", rules=own(side)) == "12"


@pytest.mark.parametrize("name", NEVER)
def test_never_these(name, side):
    page = f"<{name} class=ad id=ad></{name}>"
    assert side.strip_ads(page, rules=own(side)) == page


@pytest.mark.parametrize("tag", ["<input class=ad>", "<col id=ad>"])
def test_never_these_tags(tag, side):
    assert side.strip_ads(f"1{tag}2", rules=own(side)) == f"1{tag}2"


SYSTEM_NAMES = [
    "ad", "ads", "ad-slot", "ad_container", "adBanner", "side-ad", "ad-300x250", "ad1", "ADS", "top_ads_2",
    "widget-ad", "advertisement", "advert-box", "div-ad-wrapper", "adsense-block", "articleAd", "AdSlot",
    "ad--mobile", "werbung-rechts", "publicidad", "reklama-top", "topAd", "gAdsDiv", "gAds",
]  # fmt: skip
# What stands on content: state classes, categories, headings, classified advertising, made-up names.
TRAPS = [
    "has-ad", "has-ads", "has-ad-left", "layoutAdRight", "Page-ad-margins", "ads-enabled", "ads-helper", "isAdPage",
    "no-ads", "no-ad", "ad-free", "category-ads", "category-ad", "tag-ads", "post-ad", "format-ad", "status-ad",
    "type-ad", "TestReport__Section--Ads", "cuerpo-ad", "ad_title", "ad-title", "ad_caption", "product-ad", "ad_item",
    "advertiser", "advertorial", "ad-hoc", "sc-1ad8e", "header", "shadow", "gradient", "badge", "thread", "download",
    "admin", "address", "advanced", "breadcrumb", "loading", "padding", "radio", "add-to-cart", "site-header", "add",
    "adn", "adidas", "banner", "promo", "sponsor", "pub", "leaderboard", "billboard", "native", "mobile-header-add",
    "ads--insertor-avoid", "mvt-exclusion-ads", "rail-exclude-ad", "raptive-ignore-ads",
    "roadmap", "Kleinanzeigen", "anzeige", "annonce", "gpt-4-review", "jpAdLJ", "sc-AdKqZ", "hQoAd",
    "kadence-column12_5daaaf-ad", "7c9b2f4e-ad34-4c5d-9e1f-0a1b2c3d4e5f",
]  # fmt: skip


@pytest.mark.parametrize("name", SYSTEM_NAMES)
def test_built_in_names(name, side):
    assert not stays(side, name, side.Rules())
    assert stays(side, name, side.Rules(names=False))


@pytest.mark.parametrize("name", TRAPS)
def test_traps(name, side):
    assert stays(side, name, side.Rules())


STAY = {
    "the picture of an article": '<img class="block-image-ads hero-image" src=rain.jpg alt=Rain>',
    "a choice of cookies": "<input id=checkbox-advertisement><a id=wt-cli-tab-link-advertisement>Advertisement</a>",
}


@pytest.mark.parametrize("page", STAY.values(), ids=STAY)
def test_known_names_that_are_no_ads(page, side):
    assert side.strip_ads(page) == page


def test_a_pasted_mail_stays(side):
    page = "<div class='ii gt'><div class=adM>Why did it rain?</div>Because<div class=adL>of clouds.</div></div>"
    assert side.strip_ads(page) == page


def test_prose_in_a_wrapper_stays():
    """The names of the tier are no danger to an article, whatever they stand on."""
    text = "Rain fell on the hills all night, and the river rose. " * 4
    for name in SYSTEM_NAMES:
        page = f"<div class='{name}'><p>{text}</p></div>"
        assert strigil.strip_ads(page) is page
        page = f"<p>Rain <span class='{name}'>fell</span> all <a id='{name}'>night</a>.</p>"
        assert strigil.strip_ads(page) is page
