"""Elements whose accessible name is an ad label, and containers of single sites (docs/reference/ads.md)."""

import pytest

GOES = {
    "an ad's region": '<div aria-label="Advertisement"><a>Buy soup now</a></div>',
    "a frame": '<iframe aria-label="Advertisement" src="/x">y</iframe>',
    "an aside, French": '<aside aria-label="Publicité"><a href="/s">Soupe</a></aside>',
    "a container, Japanese": '<div aria-label="広告"><a href="/s">茶</a></div>',
    "among threads": '<div class="related-threads-ad-container"><p>Soup</p></div>',
    "of a newspaper": '<div class="ifq-adv"><p>Zuppa</p></div>',
    "links that somebody paid for": '<div id="sponsored-links"><a href="/s">Soup</a></div>',
    "a sponsor without words, beside an ad": '<div class="sponsor"><img src="s"><ins class="adsbygoogle"></ins></div>',
}


@pytest.mark.parametrize("element", GOES.values(), ids=GOES)
def test_it_goes(element, side):
    assert side.clean(f"<p>Rain.</p>{element}<p>Snow.</p>") == "Rain.\nSnow."


STAYS = {
    "a link to the ad department": '<a aria-label="Advertisement" href="/media">Media kit</a>',
    "a button": '<p><button aria-label="Advertisement">Close</button></p>',
    "navigation": '<nav aria-label="Advertisement"><a href="/media">Media kit</a></nav>',
    "a section of a glossary": '<section aria-label="Advertisement"><h2>Advertisement</h2><p>A notice.</p></section>',
    "a display": '<div aria-label="Anzeige">12,4 V</div>',
    "a notice": '<div aria-label="Annonce">La mairie ferme à midi.</div>',
    "another name": '<div aria-label="Advertisement settings">Cookies</div>',
    "an article": '<div aria-label="Advertisement"><h1>On advertising</h1><p>It began in 1704.</p></div>',
    "a text": f'<div aria-label="Advertisement"><p>{"It began in 1704. " * 9}</p></div>',
    "sponsors of a club": '<div class="sponsor"><p>Our sponsor is the bakery.</p></div>',
    "a class of a dictionary": '<span class="adv">quickly</span>',
    "adverbs": '<div class="adv"><p>quickly, gladly</p></div>',
}


@pytest.mark.parametrize("element", STAYS.values(), ids=STAYS)
def test_it_stays(element, side):
    page = f"<p>Rain.</p>{element}<p>Snow.</p>"
    assert side.clean(page) == side.clean(page, ads=None)
