"""What an ad label is, said without strigil: words in use on sites in some forty languages, and a simple folding.

All words count on every page, whatever its language. The kinds are those of the rules: `L0` is a label by itself, `C`
a line that says that the article goes on around an ad, `L1` a word that is a label only with a cue; with decoration at
both ends that cue is there (`decorated`).
"""

import re
import unicodedata
from itertools import product

# In upper case only: in lower case these stand in menus too.
UPPER = {
    *("REKLAMA", "REKLĀMA", "РЕКЛАМА", "REKLAM", "ANNONS", "ANNONSE", "AUGLÝSING", "ADVT", "SISUTURUNDUS"),
}
L0 = {
    *(
        "advertisement",
        "advertisements",
        "skip advertisement",
        "sponsored links",
        "sponsored link",
        "paid advertisement",
    ),
    *(
        "report this ad",
        "about these ads",
        "close ad",
        "anzeige",
        "publicité",
        "liens commerciaux",
        "contenu sponsorisé",
    ),
    *("publicidad", "espacio publicitario", "publicidade", "publicitat", "annuncio pubblicitario"),
    *("contenuto pubblicitario", "advertentie", "reklamy google", "hirdetés", "publicitate", "на правах рекламы"),
    *("oglasno sporočilo", "sponsorlu bağlantılar", "mainos", "mainos alkaa", "تبلیغات متنی", "رپورتاژ آگهی"),
    *("quảng cáo", "广告", "廣告", "スポンサーリンク", "スポンサードリンク", "スポンサード リンク", "광고", "파워링크"),
}
L1 = {
    *(
        "ad",
        "ads",
        "sponsored",
        "promoted",
        "advertising",
        "advertorial",
        "paid content",
        "sponsored content",
        "advt",
        "adv",
    ),
    *(
        "pr",
        "werbung",
        "anzeigen",
        "gesponsert",
        "gesponserte artikel",
        "publireportage",
        "partnerinhalte",
        "sponsoren",
    ),
    *("pub", "annonce", "annonces", "sponsorisé", "partenaires", "publi-info", "anuncio", "patrocinado"),
    *("contenido patrocinado", "anúncio", "conteúdo patrocinado", "conteúdo publicitário", "anunci", "pubblicità"),
    *("sponsorizzato", "contenuto sponsorizzato", "informazione redazionale", "gesponsord", "gesponsorde links"),
    *("topadvertentie", "ingezonden mededeling", "reklama", "artykuł sponsorowany", "sponsorowane", "inzerce"),
    *("támogatóink", "reclame", "sponsor", "реклама", "новости партнёров", "партнёры", "рэклама", "жарнама"),
    *("новини партнерів", "oglas", "sponzorisano", "marketing", "reklāmraksti", "reklaam", "διαφήμιση", "reklam"),
    *("reklamlar", "sponsorlu", "ilan", "ilandır", "annons", "annonser", "annonssamarbete", "sponsrat", "sponsrad"),
    *("samarbete", "annoncer", "reklame", "sponsoreret", "annonse", "annonsørinnhold", "sponsoroitu"),
    *("kaupallinen yhteistyö", "kumppanit", "auglýsing", "إعلان", "اعلان", "إعلانات", "تبلیغات", "تبلیغ", "آگهی"),
    *("ממומן", "פרסומת", "विज्ञापन", "বিজ্ঞাপন", "விளம்பரம்", "اشتہار", "iklan", "โฆษณา", "推广", "赞助", "腾讯广告"),
    *("贊助", "推廣", "促銷內容", "広告", "スポンサー", "宣伝"),
}
C = {
    *(
        " ".join(filter(None, parts))
        for parts in product(
            ("story", "article", "content"),
            ("continues",),
            ("below", "after"),
            ("", "this", "the"),
            ("ad", "advertisement"),
        )
    ),
    *("advertisement - continue reading below", "advertisement continue reading the main story"),
    *("scroll to continue", "scroll to continue with content", "continue reading below"),
    *("la suite après la publicité", "continúa después de la publicidad", "continua após a publicidade"),
    *("continua depois da publicidade", "continua dopo la pubblicità", "dalsza część artykułu pod materiałem wideo"),
    *("dalsza część artykułu pod wideo", "tekst se nastavlja ispod oglasa", "artikeln fortsätter under annonsen"),
    *("artiklen fortsætter efter annoncen", "artiklen fortsætter under annoncen"),
    *("artikkelen fortsetter under annonsen", "jatkuu mainoksen alla", "juttu jatkuu mainoksen jälkeen"),
    "請繼續往下閱讀",
}
CALLS = {
    *("learn more", "shop now", "buy now", "install", "open", "get offer", "sign up", "download", "watch now"),
    *("mehr erfahren", "en savoir plus", "más información", "saiba mais", "dowiedz się więcej", "подробнее"),
    *("詳しくはこちら", "了解更多"),
}

EDGES = re.compile(r"^[\W_]+|[\W_]+$")
RULES = {"Pd", "Pc", "Ps", "Pe", "Pi", "Pf"}
SPACED = re.compile(r"\w(?: \w){3,}")


def core(line: str) -> str:
    """A line without what stands around its words: format characters, decoration, spaces between letters, repeats.

    >>> core("-- R E K L A M A --"), core("【PR】"), core("Sponsored Links Sponsored Links")
    ('REKLAMA', 'PR', 'Sponsored Links')
    """
    text = "".join(char for char in unicodedata.normalize("NFKC", line) if unicodedata.category(char) != "Cf")
    text = EDGES.sub("", " ".join(text.split()))
    if SPACED.fullmatch(text):
        text = text.replace(" ", "")
    words = text.split()
    for size in range(1, len(words) // 2 + 1):
        if words == words[:size] * (len(words) // size):
            return " ".join(words[:size])
    return text


def decorated(line: str) -> bool:
    """Whether dashes, rules or brackets stand at both ends; a bullet or a pipe is that of a menu.

    >>> decorated("- Anzeige -"), decorated("[Anzeige]"), decorated("• Anzeige |"), decorated("Anzeige:")
    (True, True, False, False)
    """
    text = line.strip()
    ends = {text[:1], text[-1:]}
    return all(end in {"*", "=", "~"} or unicodedata.category(end) in RULES for end in ends) if text else False


def kind(line: str) -> str | None:
    """`L0`, `C`, `decorated`, `L1`, or `None` for a line that is no label.

    >>> [kind(line) for line in ("ADVERTISEMENT", "Reklama", "- Reklama -", "Story continues below this ad", "Tea")]
    ['L0', 'L1', 'decorated', 'C', None]
    """
    if len(line) > 120:
        return None
    text = core(line)
    folded = text.casefold()
    if folded in L0 or text in UPPER:
        return "L0"
    if folded in C:
        return "C"
    if folded in L1:
        return "decorated" if decorated(line) else "L1"
    return None


def is_call(line: str) -> bool:
    """Whether a line is the button of an ad: it is next to a label, or the label next to it."""
    return len(line) <= 120 and core(line).casefold() in CALLS
