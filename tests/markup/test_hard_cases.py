"""Pages of the kinds that break cleaners, and the text that a reader of them should get."""

import pytest

import strigil

CASES = {
    "over-escaped WordAds": (
        (
            'Stop.<div class&equals;"wpcnt">&NewLine;&Tab;<div class&equals;"wpa">'
            '<span class&equals;"wpa-about">Advertisements<&sol;span><div class&equals;"u top_amp">'
            '<amp-ad width&equals;"300" type&equals;"pubmine"&NewLine;data-siteid&equals;"7"><&sol;amp-ad>'
            "<&sol;div><&sol;div><&sol;div>Go."
        ),
        "Stop.\nGo.",
    ),
    "a slot that never closes": (
        (
            '<p>Rain.</p><div id="div-gpt-ad-7-0"><script>googletag.display("x</div>")</script>'
            f"<p>Snow {'fell and ' * 350}melted.</p><p>Hail.</p>"
        ),
        f"Rain.\nSnow {'fell and ' * 350}melted.\nHail.",
    ),
    "a slot in a comment that looks closed": (
        "Tea <!-- /77/336x280 >\n<div id='div-gpt-ad-7-0'><script>x</script>\n</div--> cake",
        "Tea cake",
    ),
    "an article about the code of ads": (
        '<p>Write <code>&lt;ins class="adsbygoogle"&gt;&lt;/ins&gt;</code> over &amp;lt;footer&amp;gt;.</p>',
        'Write <ins class="adsbygoogle"></ins> over &lt;footer&gt;.',
    ),
    "classes of state and category": (
        (
            '<div class="site-wrapper has-sidebar has-ad-left">'
            '<article class="post category-ads"><p>Rain fell.</p></article></div>'
        ),
        "Rain fell.",
    ),
    "a title of the house, with no word about ads": (
        (
            '<h4>Rain</h4><div class="td-a-rec td-a-rec-id-content_inline">'
            '<span class="td-adspot-title">Quán trà của chúng tôi</span>'
            '<div class="td-all-devices"></div></div><p>Mưa rơi.</p>'
        ),
        "Rain\nMưa rơi.",
    ),
    "a label after a credit": (
        "The mill burns. Credit: AP Advertisement Mayor Ida Lund said no.",
        "The mill burns. Credit: AP Mayor Ida Lund said no.",
    ),
    "what only looks like a label after a credit": (
        "Read the GAP Advertisement Flags, then send a Router Advertisement Prefix option.",
        "Read the GAP Advertisement Flags, then send a Router Advertisement Prefix option.",
    ),
    "a label and a button; a label and a sentence": (
        "Growing rye is easy. ADVERTISEMENT Learn more about rye.\nADVERTISEMENT\nLearn more\nSow in May.",
        "Growing rye is easy. Learn more about rye.\nSow in May.",
    ),
    "spans in the text, an implied end, a dashed tag that ends itself": (
        (
            '<p>call <span class="skimlinks-unlinked">System.out.println("Rain</span> fell")</p>'
            '<ul><li>a<li class="adthrive-ad">Ad<li>b</ul><amp-ad type="a9" />Tail <ins>inserted</ins> text'
        ),
        'call System.out.println("Rain fell")\na\nb\nTail inserted text',
    ),
    "blocks, spaces and line breaks": ("<p>a</p><p>b c</p>x<br>y", "a\nb c\nx\ny"),
    "no space inside a word": ("<p>fo<b>o</b></p>", "foo"),
    "markup that is no markup": ("Some > than &amp; other <test>", "Some > than & other <test>"),
}


@pytest.mark.parametrize(("page", "expected"), CASES.values(), ids=CASES)
def test_page(page, expected, side):
    assert side.clean(page) == expected


@pytest.mark.parametrize(("page", "expected"), CASES.values(), ids=CASES)
def test_page_as_bytes_in_pieces(page, expected):
    stream, data = strigil.Cleaner().stream(), page.encode()
    assert "".join(stream.over(data[at : at + 3] for at in range(0, len(data), 3))) == expected


KEPT = {
    "substrings of class names": '<div class="gradient header-add adult adapt shadow" id="gdpr-article">x</div>',
    "classes of the whole page": '<body class="has-banner no-sponsor"><main class="promotion">x</main></body>',
    "an aside": "<aside>x</aside>",
    "inserted text": '<ins datetime="2026">x</ins>',
    "a recipe": '<div class="mv-create-card">x</div>',
    "a table of contents": '<div class="ez-toc-container">x</div>',
    "a common class": '<div class="u wpa code-block code-block-1">x</div>',
    "a class in another case": '<div class="outbrain Wpcnt">x</div>',
    "an id of program code": '<div id="ScriptRootCount">x</div>',
    "half of an article": '<div class="ja-teads-inread">x</div>',
    "theme classes": '<div class="td-post-content tdb-block tdi_7">x</div>',
}


@pytest.mark.parametrize("page", KEPT.values(), ids=KEPT)
def test_what_only_looks_like_an_ad(page):
    assert strigil.strip_ads(page) is page
    assert strigil.clean(page) == "x"
