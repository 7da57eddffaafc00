"""What a person wrote stays, what only looks like an ad too; real ads and labels between go.

The documents are made of kinds that have been mistaken for ads or for markup. Each word has a number, so that one
that is lost, broken, glued to its neighbour or moved is seen.
"""

import random
import re
from dataclasses import dataclass

import pytest

import strigil
from effort import HEAVY
from strigil import Cleaner, reference

# A numbered word with whatever touches it, or a word that might be a label.
TOKEN = re.compile(
    r"\w*[wg]\d+\w*|(?<!\w)(?:advert(?:isement)?s?|anzeige|werbung|reklama?|publicidad|sponsored|ads?|pr|pub)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A piece of a document, what a reader finds in it, and the piece without its ad elements."""

    kind: str
    source: str
    written: str
    without_ads: str


class Writer:
    """Writes numbered words. What it chooses depends on its seed alone."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0

    def one(self, *choices):
        return self.random.choice(choices)

    def word(self, letter="w"):
        self.count += 1
        return f"{letter}{self.count}"

    def words(self, least=1, most=4):
        return " ".join(self.word() for _ in range(self.random.randint(least, most)))

    def sentence(self):
        start = self.one(
            "Rain fell on", "The mill of", "In May", "It was said that", "Ad hoc, they wrote", "Wer baut", "Bu ev"
        )
        return f"{start} {self.words(2, 6)} {self.one('and', 'und', 've', 'or the advertisement for')} {self.words()}."


def part(kind, source, written=None):
    """A part without ads. What is written is what stands between its tags."""
    return Part(kind, source, re.sub(r"<[^>]*>", "\n", source) if written is None else written, source)


# Markup: what looks like an ad

NAMES = (
    "Google Ads",
    "AD groups",
    "Werbung",
    "Advertising",
    "Reklama",
    "Publicidad",
    "Ad blockers",
    "Your ads",
    "Advert",
)


def section(writer):
    heading = f"{writer.one(*NAMES)} {writer.words(1, 2)}"
    slug = heading.lower().replace(" ", "-")
    element, level = writer.one("section", "div", "section", "aside"), writer.one("h2", "h3", "h4")
    return part("section", f'<{element} id="{slug}"><{level}>{heading}</{level}><p>{writer.sentence()}</p></{element}>')


def terms(writer):
    head, body = writer.words(), writer.sentence()
    return part("terms", f"<dl><dt id={writer.one('ad', 'ads', 'advert')}>{head}</dt><dd>{body}</dd></dl>")


def countries(writer):
    items = "".join(f"<li id={code}>{writer.words(1, 2)}</li>" for code in ("AD", "AE", "AF"))
    return part("countries", f"<ul>{items}</ul>")


def turkish_table(writer):
    name = writer.one("ad", "ad-soyad", "soyad-ad", "yazar_ad", "adSoyad")
    heads = f"<tr><th class=sira>{writer.word()}</th><th class={name}>{writer.word()}</th><th>{writer.word()}</th></tr>"
    rows = "".join(f"<tr><td>{writer.word()}</td><td class={name}>{writer.words()}</td></tr>" for _ in range(2))
    return part("Turkish table", f"<table>{heads}{rows}</table>")


def turkish_form(writer):
    element = writer.one("div", "label", "span", "p")
    name = writer.one("ad", "yazar-ad", "adSoyad", "ad-soyad", "kullanici_ad")
    return part(
        "Turkish form",
        f"<div><{element} class={name}>{writer.words(1, 2)}</{element}> <p>{writer.sentence()}</p></div>",
    )


def classified(writer):
    name = writer.one("node node-ad", "job-ad", "featured-ads", "advert", "ad listing", "classified-ad", "ads-list")
    link = f"<h2><a href=/item/7>{writer.words()}</a></h2>"
    head = writer.one(f"<h2>{writer.words()}</h2>", link, f"<p>{writer.words()}</p>")
    return part("classified", f'<div class="{name}">{head}<p>{writer.words()}, {writer.word()} €</p></div>')


def classifieds(writer):
    items = "".join(f"<li class=ad>{writer.words()}, 300 €</li>" for _ in range(3))
    return part("classifieds", f"<ul class=results>{items}</ul>")


def content(writer):
    text = f"<p>{writer.sentence()}</p>"
    source = writer.one(
        f'<div class="entry-content ad-injected">{text}</div>',
        f'<div class="post-content has-ads">{text}</div>',
        f'<div class="ad-free article-body">{text}</div>',
        f'<div id="ad-wrapper"><div id="content">{text}</div></div>',
        f'<div class="ads"><div class="entry-content">{text}</div></div>',
    )
    return part("content", source)


def machine(writer):
    name = writer.one(
        "actionBlock-module__overline___AdGy0",
        "input_iL1ET_BuAd",
        "shopify-block-AdTBORUNhUjFqNXBmd",
        "Card_title__Ad3xQ",
        "css-1ad9zq",
        "sc-Ad7Kx",
    )
    return part("machine-made name", f"<p class={name}>{writer.words()}</p>")


LABELS = ("Advertisement", "ADVERTISEMENT", "Werbung", "Anzeige", "Reklama", "Publicidad", "Sponsored", "Ad")


def siblings(writer):
    """Texts of one kind, one of which reads like a label."""
    texts = [writer.words(1, 2) for _ in range(writer.random.randint(2, 4))]
    texts.insert(writer.random.randint(1, len(texts) - 1), writer.one(*LABELS))
    return texts


def structure(writer):
    texts = siblings(writer)
    around, each = writer.one(
        ("<ul>{}</ul>", "<li>{}</li>"),
        ("<ol>{}</ol>", "<li>{}"),
        ("<nav><ul>{}</ul></nav>", "<li><a href=/x>{}</a></li>"),
        ("<dl>{}</dl>", "<dt>{}</dt><dd>It is a thing.</dd>"),
        ("<table><tr>{}</tr></table>", "<td>{}</td>"),
        ("<table>{}</table>", "<tr><td>{}</td><td>1</td></tr>"),
        ("<select>{}</select>", "<option>{}</option>"),
    )
    return part("structure", around.format("".join(each.format(text) for text in texts)))


def caption(writer):
    label = writer.one(*LABELS)
    return part("caption", f"<figure><img src=a><figcaption>{label}</figcaption></figure><p>{writer.sentence()}</p>")


def talk(writer, line="{}\n", gap=""):
    speakers = writer.one(("AD", "KM"), ("PR", "AD"), ("AD", "JL"))
    lines = []
    for _ in range(writer.random.randint(2, 3)):
        for speaker in speakers:
            lines += [speaker, writer.sentence()]
    return "".join(line.format(text) + (gap if number % 2 else "") for number, text in enumerate(lines))


def dialogue(writer):
    return part("dialogue", talk(writer, "<p>{}</p>"))


def paragraph(writer):
    return part("paragraph", f"<p>{writer.sentence()} {writer.sentence()}</p>")


# Signs that are nothing


def with_signs(writer):
    words = writer.words(3, 5)
    spoilt = {
        "NUL in words": lambda: re.sub(r"w", "w\0", words),
        "escapes": lambda: f"\x1b[{writer.one('31', '1;32', '0')}m{words}\x1b[0m",
        "escapes in words": lambda: re.sub(r"w", "w\x1b[1m", words),
        "soft hyphens": lambda: re.sub(r"w", "w\xad", words),
    }
    kind = writer.one(*spoilt)
    return kind, spoilt[kind](), words


def signs_in_markup(writer):
    kind, source, written = with_signs(writer)
    return part(kind, f"<p>{source}</p>", written)


def signs_in_text(writer):
    kind, source, written = with_signs(writer)
    return part(kind, source, written)


# Real ads and labels


def ad(writer):
    ad_text = writer.one("", writer.word("g"), f"Advertisement {writer.word('g')}")
    return writer.one(
        f"<ins class=adsbygoogle>{ad_text}</ins>",
        f"<div id=div-gpt-ad-7><script>googletag.display('x')</script>{ad_text}</div>",
        f"<div class=wpcnt><div class=wpa>{ad_text}</div></div>",
        f"<amp-ad type=x>{ad_text}</amp-ad>",
        f"<div id=taboola-below>{ad_text}</div>",
    )


def between(writer, ad_source):
    """An ad between paragraphs, or between the words of one."""
    if ad_source.startswith("<div") or writer.random.random() < 0.5:
        start, end = f"<p>{writer.sentence()}</p>", f"<p>{writer.sentence()}</p>"
    else:
        start, end = f"<p>{writer.words()}", f"{writer.words()}</p>"
    written = re.sub(r"<[^>]*>", "\n", f"{start}\n{end}")
    return Part("an ad", start + ad_source + end, written, start + end)


def an_ad(writer):
    return between(writer, ad(writer))


SURE = ("Advertisement", "ADVERTISEMENT", "- Advertisement -", "Advertisements", "Story continues below advertisement")


def a_label(writer):
    label = writer.one("<p>{}</p>", "<div>{}</div>", "<ul><li>{}</li></ul>", "<div><span>{}</span></div>").format(
        writer.one(*SURE)
    )
    start, end = f"<p>{writer.sentence()}</p>", f"<p>{writer.sentence()}</p>"
    return Part("a label", start + label + end, f"{start}\n{end}", start + label + end)


def a_label_line(writer):
    start, end, gap = writer.sentence(), writer.sentence(), writer.one("\n", "\n\n")
    source = f"{start}{gap}{writer.one(*SURE)}{gap}{end}"
    return Part("a label", source, f"{start}\n{end}", source)


# Text


def prose(writer):
    return part("prose", f"{writer.sentence()} {writer.sentence()}")


def dictionary(writer):
    sign = writer.one(" = ", " – ", ": ", "\t")
    texts = [writer.word() + sign + writer.word() for _ in range(3)]
    texts.insert(writer.random.randint(1, 2), f"advertisement{sign}Anzeige")
    return part("dictionary", "\n".join(texts))


def alphabet(writer):
    return part(
        "alphabet", f"{writer.word()}\n\nadverse\nadvertise\nadvertisement\nadvertiser\nadvice\n\n{writer.sentence()}"
    )


def items(writer):
    sign = writer.one("- ", "* ", "• ", "+ ")
    return part("items", "\n".join(sign + text for text in siblings(writer)))


def numbered_items(writer):
    return part("numbered items", "\n".join(f"{number}. {text}" for number, text in enumerate(siblings(writer), 1)))


def dialogue_lines(writer):
    return part("dialogue", talk(writer, gap="\n").strip("\n"))


def answers(writer):
    """Speakers before a colon."""
    speakers = ("AD", "Ad", "PR")
    return part("answers", "\n".join(f"{writer.one(*speakers)}: {writer.words(2, 5)}?" for _ in range(3)))


# What the end of a document cuts. None of it has a `>` behind its `<`.


def cut_comparison(writer):
    names = writer.one("a<b", "i<s", "p<q", "x<code", "n<table", "b<i", "t<time")
    return part("a comparison at the end", f"{writer.words()} holds for {names} in {writer.words(4, 8)}.", None)


def bare(writer):
    name = writer.one("title", "style", "textarea")
    before, after = writer.sentence(), writer.words(4, 8)
    return part(f"a bare {name}", f"{before} The <{name}> element {after}.", f"{before} {after}")


def cut_tag(writer):
    cut = writer.one(
        "<div class=", '<div class="side', "<p", "</p", '<a href="https://example.org/', "<img src='a' alt='b", "<!-"
    )
    text = f"<p>{writer.sentence()}</p>"
    return Part("a cut tag", text + cut, text, text + cut)


MARKUP = (
    section, terms, countries, turkish_table, turkish_form, classified, classifieds, content, machine, structure,
    structure, caption, dialogue, paragraph, signs_in_markup, an_ad, an_ad, a_label,
)  # fmt: skip
TEXT = (
    prose,
    prose,
    dictionary,
    alphabet,
    items,
    numbered_items,
    dialogue_lines,
    answers,
    signs_in_text,
    a_label_line,
    a_label_line,
)


def markup_document(seed):
    writer = Writer(seed)
    parts = [writer.one(*MARKUP)(writer) for _ in range(writer.random.randint(1, 8))]
    if writer.random.random() < 0.2:
        parts.append(writer.one(bare, cut_comparison, cut_tag)(writer))
    return parts


def text_document(seed):
    writer = Writer(seed)
    return [writer.one(*TEXT)(writer) for _ in range(writer.random.randint(1, 8))]


# The laws


def smallest(parts, fails):
    """As few of the parts as fail."""
    for number in range(len(parts) - 1, -1, -1):
        fewer = parts[:number] + parts[number + 1 :]
        if fewer and fails(fewer):
            parts = fewer
    return parts


def check(documents, gap, clean, expected=None):
    """All that is written comes out: each word, in order, whole and alone, and nothing of an ad.

    Says of each kind of document that fails how many do, and shows one.
    """

    def fails(parts):
        result = clean(gap.join(part.source for part in parts))
        if expected:
            return result != expected(parts)
        return TOKEN.findall(result) != [token for part in parts for token in TOKEN.findall(part.written)]

    failures = {}
    for parts in documents:
        if fails(parts):
            few = smallest(parts, fails)
            source = gap.join(part.source for part in few)
            kinds = " beside ".join(part.kind for part in few)
            failures.setdefault(kinds, []).append(f"{source!r} gives {clean(source)!r}")
    shown = [f"{kinds}, {len(found)} times: {min(found, key=len)}" for kinds, found in failures.items()]
    assert not shown, f"{len(shown)} kinds of documents\n" + "\n".join(shown)


def in_pieces(cleaner, size):
    return lambda text: "".join(cleaner.stream().over(text[at : at + size] for at in range(0, len(text), size)))


def numbers(count):
    return range(count * 50 if HEAVY else count)


WEB = {
    "web": Cleaner(),
    "in lines": Cleaner(whitespace="lines"),
    "inline": Cleaner(whitespace="inline"),
    "not folded": Cleaner(whitespace=None),
    "with furniture": Cleaner(furniture=True),
    "security": Cleaner(invisible="security", unicode="NFKC"),
}
TEXTS = {
    "text": Cleaner("text"),
    "web": Cleaner(),
    "inline": Cleaner("text", whitespace="inline"),
    "with furniture": Cleaner("text", furniture=True),
}


@pytest.mark.parametrize("name", WEB)
def test_markup(name):
    check(map(markup_document, numbers(4000)), "\n", WEB[name])


@pytest.mark.parametrize("name", TEXTS)
def test_text(name):
    check(map(text_document, numbers(2000)), "\n\n", TEXTS[name])


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("name", ["web", "inline"])
def test_streams(name, size):
    check(map(markup_document, numbers(600)), "\n", in_pieces(WEB[name], size))
    check(map(text_document, numbers(300)), "\n\n", in_pieces(TEXTS[name], size))


def test_markup_that_stays():
    """The output is the input minus the ads, byte for byte."""

    def without_ads(parts):
        return "\n".join(part.without_ads for part in parts)

    check(map(markup_document, numbers(4000)), "\n", strigil.strip_ads, without_ads)
    check(map(markup_document, numbers(40)), "\n", reference.strip_ads, without_ads)


@pytest.mark.parametrize("options", [{}, {"whitespace": "inline"}], ids=["web", "inline"])
def test_twin(options):
    check(map(markup_document, numbers(60)), "\n", lambda text: reference.clean(text, **options))
    check(map(text_document, numbers(60)), "\n\n", lambda text: reference.clean(text, "text", **options))


@pytest.mark.parametrize("document", [markup_document, text_document])
def test_what_these_tests_see(document):
    """A word less, a word broken, two words glued: each is a failure."""
    parts = document(1)
    text = "\n".join(part.written for part in parts)
    last = TOKEN.findall(text)[-1]

    spoilt = [text.replace(last, ""), text.replace(last, f"{last[0]} {last[1:]}"), f"{text}{last}", text + " w0"]
    for result in spoilt:
        with pytest.raises(AssertionError):
            check([parts], "\n", lambda _, result=result: result)
    check([parts], "\n", lambda _: text)
