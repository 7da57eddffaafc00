"""General names are weak evidence: what they never take, and what bears them out (docs/reference/ads.md, section 3)."""

import pytest

from own_rules import loaded, table

AWAY = '<a href="https://shop.example/tea">'

# What a person wrote, in elements that have the word of an ad in a name.
KEPT = {
    "a section with a heading": [
        '<section id="microsoft-advertising"><h2>Microsoft Advertising</h2><p>Set the token first.</p></section>',
        '<div class="section" id="ads"><h3>Ads</h3><p>See <a href="https://docs.example/ads">the docs</a>.</p></div>',
        '<section id="advertising"><h2>Advertising</h2><p>We never sell data.</p><script>a()</script></section>',
        '<div id="publicidad"><h4>Publicidad</h4><p>El país planea una campaña.</p><iframe src="/m"></iframe></div>',
        '<aside id="werbung-im-netz"><h6>Werbung im Netz</h6><p>Was erlaubt ist.</p></aside>',
        '<div class="ad"><div><div><h2>Rain</h2></div></div><p>It fell all night.</p><script></script></div>',
        '<section id="ad"><h2>Ad</h2><p>Active Directory holds users.</p></section>',
    ],
    "a part of a table": [
        '<table><tr><td class="ad">Mehmet</td><td>12</td></tr></table>',
        '<table><thead class="ads"><tr><th>Ad</th></tr></thead><tr><td>Zeynep</td></tr></table>',
        '<table><tr class="ad-row"><td>Andorra</td><td>AD</td></tr></table>',
        '<table><tr><th id="AD">AD</th><td>Andorra</td></tr></table>',
        '<table class="ads"><tr><td>Bike</td><td>90</td></tr></table>',
        '<table><caption class="advertising">Spending, in millions</caption><tr><td>7</td></tr></table>',
        '<table><tbody id="ad"><tr><td>Ad</td><td>Sun</td></tr></tbody></table>',
        f'<table id="ads"><tr><td>{AWAY}Tea</a> is cheap</td></tr></table>',
    ],
    "a term": [
        '<dl><dt id="ad">Ad</dt><dd>A paid notice.</dd></dl>',
        '<dl><dt class="advert">advert</dt><dd class="advert">see: ad</dd></dl>',
        '<dl><dd id="adsense">A program of Google.<script>x()</script></dd></dl>',
        '<figure><img src="a.png"><figcaption class="ad">Advertisement</figcaption></figure>',
        '<details><summary class="ads">Advertising</summary>We show none.</details>',
    ],
    "an item among items": [
        '<ul><li id="AD">Andorra</li><li id="AE">Emirates</li></ul>',
        '<ul><li class="advertising"><a href="/advertising">Advertising</a></li><li>About</li></ul>',
        f'<ul><li class="ads">{AWAY}Ads</a></li><li>News</li></ul>',
        '<ol><li class="ad">Bike, 90</li><li class="ad">Tent, 40</li></ol>',
        '<menu><li id="werbung">Werbung</li><li id="film">Film</li></menu>',
        '<ul><li class="publicidad">Publicidad</li><li>Deportes</li></ul>',
    ],
    "a field of a form": [
        '<form class="ad"><p>Name of the group</p></form>',
        '<label class="google-ad">Where did you see us?</label>',
        '<select><option id="AD">Andorra</option><option id="ad">Advertisement</option></select>',
        '<fieldset id="ads"><legend class="ads">Advertising</legend>Show fewer</fieldset>',
        '<button class="ad">Publish</button>',
        '<textarea id="ad">My text</textarea>',
        '<div id="field_3_gf-google-ad">Where did you hear of us?</div>',
    ],
    "what is called content": [
        '<div class="post-content with-x ads">The bridge is open.</div>',
        f'<div class="ad-injected article__body">The {AWAY}bridge</a> is open.</div>',
        '<div id="articleBody" class="ads">The bridge is open.</div>',
        '<div class="ad StoryBody_story-content__x7Yz9">The bridge is open.<script></script></div>',
        '<section class="ads td-post-content">The bridge is open.<iframe></iframe></section>',
        '<div class="ads"><div class="entry-content">The bridge is open.<script></script></div></div>',
        f'<div class="ad-wrapper"><div><p id="story">The {AWAY}bridge</a> is open.</p></div></div>',
        '<div id="advert"><section class="hentry"><p>The bridge is open.</p></section><iframe></iframe></div>',
        '<div class="ad"><div class="mw-parser-output">The bridge is open.<script>f()</script></div></div>',
        f'<div class="ArticleBody_root__xYz12 ad-injected">The {AWAY}bridge</a> is open.</div>',
        f'<div class="rich-text ads">The {AWAY}bridge</a> is open.</div>',
        f'<div class="ad-zone"><div class="c-RichText_root"><p>The {AWAY}bridge</a> is open.</p></div></div>',
        f'<div class="ad-zone"><div class="prose"><p>The {AWAY}bridge</a> is open.</p></div></div>',
        f'<div class="zn-body__paragraph ad">The {AWAY}bridge</a> is open.</div>',
        f'<div class="contenido ads">The {AWAY}bridge</a> is open.</div>',
    ],
    "what another attribute calls content": [
        f'<div class="ads" itemprop="articleBody">The {AWAY}bridge</a> is open.</div>',
        f'<div class="ad-zone"><div itemprop="name text">The {AWAY}bridge</a> is open.</div></div>',
        f'<div class="ad-zone"><div property="schema:articleBody">The {AWAY}bridge</a> is open.</div></div>',
        f'<div class="ads" property="http://schema.org/reviewBody">The {AWAY}bridge</a> is open.</div>',
        f'<section class="ads" PROPERTY="content:encoded">The {AWAY}bridge</a> is open.</section>',
        f'<div class="ad-wrapper" role="main">The {AWAY}bridge</a> is open.</div>',
        f'<div id="ads"><div role="article">The {AWAY}bridge</a> is open.</div></div>',
        f'<section id="ads"><p role="heading">Ads</p><p>See {AWAY}tea</a></p></section>',
    ],
    "a paragraph with an id": [
        f'<p id="ads">We sell none, says the {AWAY}maker of tea</a>.</p>',
        f'<p class="ad">Buy tea {AWAY}here</a></p>',
        f'<blockquote id="advertising">Half of it is wasted, {AWAY}he said</a>.</blockquote>',
        f'<div class="glossary-entry" id="ads"><dfn>Ads</dfn> are notices, see {AWAY}here</a>.</div>',
        f'<div id="advertising"><p><dfn>Advertising</dfn>: see {AWAY}there</a>.</p></div>',
    ],
    "Turkish names": [
        f'<div class="film-ad">{AWAY}Kış Uykusu</a></div>',
        f'<span class="okul-ad">{AWAY}Fen Lisesi</a></span>',
        f'<div class="ders_ad">{AWAY}Fizik</a></div>',
        f'<div id="txtAd">{AWAY}Ayşe</a></div>',
        f'<div id="lblAd">{AWAY}Ayşe</a></div>',
        f'<div class="takma-ad">{AWAY}Ayşe</a></div>',
        '<div class="ad-soyad">Ayşe Demir</div>',
        '<div class="kullanici-ad">Ayşe</div>',
        '<p id="urunAd">Çay bardağı</p>',
        f'<div class="yazarAd">{AWAY}Orhan Veli</a></div>',
        '<p class="ad_soyad">Ayşe Demir<script>x()</script></p>',
        '<div class="dosya_ad">rapor.pdf</div>',
        '<div class="ad">Mehmet Yılmaz</div>',
        '<p class="musteriAd">Ayşe</p>',
    ],
    "classified advertisements": [
        '<div class="advert"><h3>Sofa</h3><p>Hardly used, 80 euro.</p></div>',
        f'<div class="job-ad">Baker wanted, {AWAY}apply</a></div>',
        '<div class="ad"><p>Canoe, two seats</p><span>300 €</span></div>',
        f'<div class="sale-ads">{AWAY}Mountain bike</a>, 150 €</div>',
        f'<div class="car-advert">Van, 2009, {AWAY}see</a></div>',
        f'<div class="vacancyAd">{AWAY}Nurse</a>, nights</div>',
        '<div id="ad-4711"><h4>Kittens</h4><p>Born in May.</p></div>',
    ],
    "names that machines made": [
        f'<p class="card-module__title___AdGy0">After {AWAY}High School</a></p>',
        f'<p class="card-module__title___3-Ad">After {AWAY}High School</a></p>',
        f'<p class="Card_title__AdGyu">After {AWAY}High School</a></p>',
        f'<p class="_title_AdGyu_12">After {AWAY}High School</a></p>',
        f'<p class="sc-AdBcde">After {AWAY}High School</a></p>',
        f'<p class="sc-AdBc gKqZ">After {AWAY}High School</a></p>',
        f'<p id="input_iL1ET_BuAd">After {AWAY}High School</a></p>',
        f'<p id="shopify-block-AdTBORUNhUjFqNXBmd">After {AWAY}High School</a></p>',
        f'<p id="block-AXhRdTqNXAdUjFqNB">After {AWAY}High School</a></p>',
        f'<p id="x-12345678-ad34-4c5d-9e1f-0a1b2c3d4e5f">After {AWAY}High School</a></p>',
        f'<p class="css-1adx svelte-1xAd9">After {AWAY}High School</a></p>',
        f'<p class="qAdXe">After {AWAY}High School</a></p>',
        f'<p id="_r_ad_">After {AWAY}High School</a></p>',
        f'<p id="_R_2ad_">After {AWAY}High School</a></p>',
        f'<div id="radix-_r_ad_">After {AWAY}High School</a></div>',
        f'<div id="react-aria-_r_ads_">After {AWAY}High School</a></div>',
        f'<div id="headlessui-panel-_r_ad_">After {AWAY}High School</a></div>',
        f'<div id="u_0_ad">After {AWAY}High School</a></div>',
        f'<b id="docs-internal-guid-ad93-7fff">After {AWAY}High School</a></b>',
    ],
    "what a site says of ads": [
        '<div class="adv-place-ad"><a href="https://shop.example/">Place an ad</a></div>',
        '<div class="instoryEmailAdTerms">By signing up you agree to our <a href="//x.example">terms</a>.</div>',
        '<div class="ad-free-offer">Read without ads.<script>x()</script></div>',
        '<div class="cookie-advertising">Partners show you ads.<script>x()</script></div>',
        '<div id="consent-ads">May we show <a href="https://iab.example">ads</a>?</div>',
        '<div class="custom-ad">Subscribe to go without</div>',
        '<div class="ad-privacy-settings">Choose <a href="https://iab.example">here</a></div>',
    ],
    "words without a second sign": [
        '<div class="ad">Rain fell all night.</div>',
        '<div class="ads-box">Rain <a href="/rain">fell</a> all night.</div>',
        '<div class="ad"><p>Rain</p><div class="side-ad">fell</div></div>',
        '<div class="ad">Rain fell.<script type="application/ld+json">{}</script></div>',
        '<div class="ad">Rain fell.<a name="x" href="#x">Up</a><img src="//x.example/a.png"></div>',
        '<div class="ad">Rain fell.<button>Close</button></div>',
        '<button><div class="ad">Buy</div></button>',
    ],
}

# The same words on what is an ad.
GONE = {
    "nothing in it": [
        '<div class="ad-slot"></div>',
        '<div id="ad"><div class="inner"><!-- slot --></div></div>',
        '<ul class="ads"><li></li></ul>',
        '<li class="ad"></li>',
        '<table class="ad"><tr><td></td></tr></table>',
        '<aside class="advertisement"><script>x()</script></aside>',
    ],
    "labels": [
        '<div class="ad">Advertisement</div>',
        '<div class="ads"><span>Anzeige</span><iframe></iframe></div>',
        '<div class="ad-wrapper"><div class="content">Publicidad</div></div>',
        '<div class="advert"><h4>Advertisement</h4></div>',
        '<table class="reklama"><tr><td>Reklama</td></tr></table>',
        '<ul class="ads"><li>Sponsored</li></ul>',
        '<span class="ad">Ad</span>',
        '<ul><li class="ad">Advertisement<script>x()</script></li></ul>'.removeprefix("<ul>").removesuffix("</ul>"),
    ],
    "labels and buttons": [
        '<div class="ad">Advertisement <button>Not now, thanks</button></div>',
        '<div class="ad"><span>×</span></div>',
        '<div class="ad-close"><b>Close</b> Advertisement</div>',
        '<div id="bottom-ad"><a href="#">X</a></div>',
        '<div class="adbox">Werbung <i>Schließen</i></div>',
        '<div class="ad">Advertisement<em>Report this ad</em></div>',
        '<div class="ad"><p>Advertisement</p><p>…</p><p>|</p></div>',
        '<div class="reklama"><span>Zamknij</span>Reklama</div>',
        '<div class="ads"><span>ЗАКРЫТЬ</span></div>',
    ],
    "a picture alone": [
        '<div class="ad"><img src="a.png" alt="Tea"></div>',
        '<div class="ad"><a href="/go"><picture><source srcset="a.webp"><img src="a.png"></picture></a></div>',
        '<p class="advert"><a href="/go"><svg></svg></a></p>',
        '<section class="ads"><figure><img src="a.png"></figure></section>',
        '<ins class="ad"><img src="a.png"></ins>',
    ],
    "links alone": [
        f'<p class="ad">{AWAY}Buy tea</a></p>',
        f'<p id="ads">{AWAY}Buy tea</a> | {AWAY}Buy <b>coffee</b></a></p>',
        f'<p class="ads"><span>Advertisement</span> {AWAY}Buy tea</a></p>',
        f'<blockquote class="ad"><p>{AWAY}Buy tea</a></p></blockquote>',
        f'<p class="ad">{AWAY}<span class="side-ad">Buy tea</span></a></p>',
    ],
    "words with a second sign": [
        '<p class="ad">Buy tea<script src="/x.js"></script></p>',
        f'<div class="banner-ad">Buy tea {AWAY}here</a></div>',
        f'<div class="top-ad">Buy tea {AWAY}here</a></div>',
        f'<div class="ad" role="complementary" itemprop="image">Buy tea {AWAY}here</a></div>',
        f'<div class="ad">{AWAY}Buy tea</a></div>',
        '<div class="ad">Buy tea <a href="//shop.example">here</a></div>',
        '<div class="ad">Buy tea<script src="/x.js"></script></div>',
        '<div class="ad">Buy tea<script>x()</script></div>',
        '<div class="ad"><iframe src="/x"></iframe>Buy tea</div>',
        '<div class="ad">Buy tea<ins class="adsbygoogle"></ins></div>',
        '<div class="ad"><div class="inner-ad">Buy tea</div><script></script></div>',
        '<div class="ad">Buy tea<map><area href="https://shop.example"></map></div>',
        '<div class="Button_ad__x7Yz">Buy tea<iframe></iframe></div>',
        '<div class="styles__ad--3kD9f">Buy tea<iframe></iframe></div>',
        '<div class="AdSlot-sc-1a86yj7-0 jTHBEi">Buy tea<iframe></iframe></div>',
        '<div class="css-1dgm0zi-Advert">Buy tea<iframe></iframe></div>',
        '<div class="ad"><div class="wpcnt"><h3>You may like</h3></div>Buy tea<script></script></div>',
    ],
}


def cases(kinds):
    return [
        pytest.param(page, id=f"{kind} {number}") for kind, pages in kinds.items() for number, page in enumerate(pages)
    ]


@pytest.mark.parametrize("page", cases(KEPT))
def test_kept(page, side):
    page = f"<p>1</p>{page}<p>2</p>"
    assert side.strip_ads(page, rules=side.Rules()) == side.strip_ads(page, rules=side.Rules(names=False))


@pytest.mark.parametrize("page", cases(GONE))
def test_gone(page, side):
    assert side.strip_ads(f"1{page}2") == "12"


PAGES = {
    "none is known": ("", None, True),
    "a url": ("", "https://www.shop.example/news", False),
    "a url below": ("", "https://blog.shop.example/", False),
    "a url above": ("", "https://example/", False),
    "another url": ("", "https://news.example/", True),
    "a url that ends the same": ("", "https://op.example/", True),
    "a canonical link": ('<link rel="CANONICAL x" href="https://shop.example/news">', None, False),
    "another canonical link": ('<link rel="canonical" href="//news.example/">', None, True),
    "another link": ('<link rel="icon" href="//shop.example/">', None, True),
    "a base": ('<base href="https://www.shop.example/">', None, False),
    "a base without a host": ('<base href="/x"><base href="//shop.example">', None, False),
    "the first that has a host": ('<base href="//news.example"><base href="//shop.example">', None, True),
    "a url before a base": ('<base href="//shop.example">', "https://news.example/", True),
}


@pytest.mark.parametrize(("head", "url", "goes"), PAGES.values(), ids=PAGES)
def test_the_host_of_the_page(head, url, goes, side):
    page = f'{head}1<div class="ad">{AWAY}Buy tea</a></div>2'
    assert side.strip_ads(page, url=url) == (f"{head}12" if goes else page)


def test_a_host_is_forgotten_with_its_page(side):
    """A stream that has ended begins anew."""
    cleaner = side.Cleaner("html")
    page = f'1<div class="ad">{AWAY}Buy tea</a></div>2'
    first = f'<base href="//shop.example">{page}'
    assert [cleaner(text) for text in (first, page, first)] == [first, "12", first]


OWN = {
    "content": ('<div class="ad my-text">a<b></b><script></script></div>', {"content": ["my-t*"]}),
    "content with a digit": ('<div class="ad part7">a<script></script></div>', {"content": ["part"]}),
    "content inside": ('<div class="ad"><p class="MyText">a</p><script></script></div>', {"content": ["my-text"]}),
}


@pytest.mark.parametrize(("page", "lists"), OWN.values(), ids=OWN)
def test_own_content(page, lists, side):
    rules = loaded(side, table("names", tokens=["ad"], **lists))
    assert side.strip_ads(page, rules=rules) == page
    assert side.strip_ads(page, rules=loaded(side, table("names", tokens=["ad"]))) == ""


def test_own_controls(side):
    page = "1<div class=ad>Go  <b>away</b> <i>GO AWAY</i></div>2"
    assert side.strip_ads(page, rules=loaded(side, table("names", tokens=["ad"], controls=["go", "away"]))) == page
    rules = loaded(side, table("names", tokens=["ad"], controls=["go", "go away", "away"]))
    assert side.strip_ads(page, rules=rules) == "12"
