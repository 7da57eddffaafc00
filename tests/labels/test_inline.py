"""Labels inside a line (docs/reference/labels.md, section 2)."""

import pytest

import strigil
from fragments import LABELS, PHRASES
from strigil import strip_ad_labels

INLINE = LABELS["inline"]
ENGLISH, *OTHERS = INLINE["word"]

CASES = {
    # one alone
    "one alone is not enough": ("Rain fell. Advertisement Snow fell.", "Rain fell. Advertisement Snow fell."),
    "two": ("Rain fell. Advertisement Snow fell. Advertisement Hail fell.", "Rain fell. Snow fell. Hail fell."),
    "three in two cases": (
        "Rain. ADVERTISEMENT Snow.\nHail. Advertisement Sleet.\nFog. ADVERTISEMENT",
        "Rain. Snow.\nHail. Sleet.\nFog.",
    ),
    "a label line before": ("ADVERTISEMENT\nRain. Advertisement Snow.", "Rain. Snow."),
    "a label line behind": ("Rain. Advertisement Snow.\n- Anzeige -\nHail.", "Rain. Snow.\nHail."),
    "a label line far before": (
        "ADVERTISEMENT\n" + "x\n" * 9000 + "Rain. Advertisement Snow.",
        "x\n" * 9000 + "Rain. Snow.",
    ),
    "a label line near behind": (
        "Rain. Advertisement Snow.\n" + "x\n" * 2000 + "ADVERTISEMENT\ny",
        "Rain. Snow.\n" + "x\n" * 2000 + "y",
    ),
    "a label line too far behind": (
        "Rain. Advertisement Snow.\n" + "x\n" * 2100 + "ADVERTISEMENT\ny",
        "Rain. Advertisement Snow.\n" + "x\n" * 2100 + "y",
    ),
    "another too far behind": (
        "Rain. Advertisement Snow.\n" + "x\n" * 2100 + "Fog. Advertisement Hail.",
        "Rain. Advertisement Snow.\n" + "x\n" * 2100 + "Fog. Hail.",
    ),
    "a phrase before": ("Rain. Story continues below advertisement Fog. Advertisement Snow.", "Rain. Fog. Snow."),
    "what is no hit proves nothing": (
        "The Advertisement Rain. Fog. Advertisement Snow.",
        "The Advertisement Rain. Fog. Advertisement Snow.",
    ),
    "a call to action proves nothing": (
        "Learn more\nRain. Advertisement Snow.",
        "Learn more\nRain. Advertisement Snow.",
    ),
    # credits
    "a credit is enough": (
        "The mill. Credit: AP Advertisement Mayor Lund spoke.",
        "The mill. Credit: AP Mayor Lund spoke.",
    ),
    "a credit with a name": ("The mill Photo: Ann Lee Advertisement Mayor Lund", "The mill Photo: Ann Lee Mayor Lund"),
    "an agency in brackets": ("The mill (AP) Advertisement Mayor Lund", "The mill (AP) Mayor Lund"),
    "an agency behind a bracket": ("The mill (Reuters Advertisement Mayor Lund", "The mill (Reuters Mayor Lund"),
    "an agency behind a slash": ("Lea Holm/Getty Images Advertisement Mayor Lund", "Lea Holm/Getty Images Mayor Lund"),
    "an agency behind a slash, and a bracket": ("(Lea Holm/AFP) Advertisement Mayor Lund", "(Lea Holm/AFP) Mayor Lund"),
    "an agency alone": ("The mill AP Advertisement Mayor", "The mill AP Advertisement Mayor"),
    "an agency in a word": ("The mill (xAP Advertisement Mayor", "The mill (xAP Advertisement Mayor"),
    "no agency in brackets": ("The mill (Lund) Advertisement Mayor", "The mill (Lund) Advertisement Mayor"),
    "a sentence ends in the credit": ("Credit: A. Lee Advertisement Mayor", "Credit: A. Lee Advertisement Mayor"),
    "a credit too far away": (f"Credit: {'x' * 60} Advertisement Mayor", f"Credit: {'x' * 60} Advertisement Mayor"),
    "a credit just near enough": (f"Credit: {'x' * 51} Advertisement Mayor", f"Credit: {'x' * 51} Mayor"),
    "a credit one too far": (f"Credit: {'x' * 52} Advertisement Mayor", f"Credit: {'x' * 52} Advertisement Mayor"),
    "a credit of another line": ("Credit: AP\nRain Advertisement Mayor", "Credit: AP\nRain Advertisement Mayor"),
    "a credit proves one without": (
        "Credit: AP Advertisement Rain. Fog fell. Advertisement Snow.",
        "Credit: AP Rain. Fog fell. Snow.",
    ),
    # 1: what stands before. A label line at the start is proof enough for all of these.
    "no sentence has ended": ("ADVERTISEMENT\nRain Advertisement Snow.", "Rain Advertisement Snow."),
    "the line begins": ("ADVERTISEMENT\nAdvertisement Snow fell.", "Snow fell."),
    "the line begins with spaces": ("ADVERTISEMENT\n  Advertisement Snow fell.", "  Snow fell."),
    "an exclamation": ("ADVERTISEMENT\nRain! Advertisement Snow.", "Rain! Snow."),
    "a question": ("ADVERTISEMENT\nRain? Advertisement Snow.", "Rain? Snow."),
    "an ellipsis": ("ADVERTISEMENT\nRain… Advertisement Snow.", "Rain… Snow."),
    "a full stop in Japanese": ("ADVERTISEMENT\n雨。 Advertisement Snow.", "雨。 Snow."),
    "a quotation": ("ADVERTISEMENT\n“Rain.” Advertisement Snow.", "“Rain.” Snow."),
    "a bracket": ("ADVERTISEMENT\n(Rain.)] Advertisement Snow.", "(Rain.)] Snow."),
    "a comma": ("ADVERTISEMENT\nRain, Advertisement Snow.", "Rain, Advertisement Snow."),
    "a colon": ("ADVERTISEMENT\nRain: Advertisement Snow.", "Rain: Advertisement Snow."),
    "two spaces": ("ADVERTISEMENT\nRain.  Advertisement  Snow.", "Rain.   Snow."),
    "no space": ("ADVERTISEMENT\nRain.Advertisement Snow.", "Rain.Advertisement Snow."),
    "a no-break space": ("ADVERTISEMENT\nRain.\xa0Advertisement Snow.", "Rain.\xa0Advertisement Snow."),
    # 2: what stands behind
    "a small letter": ("ADVERTISEMENT\nRain. Advertisement and snow.", "Rain. Advertisement and snow."),
    "a credit and a small letter": ("Credit: AP Advertisement said no.", "Credit: AP Advertisement said no."),
    "a digit": ("ADVERTISEMENT\nRain. Advertisement 3 mills.", "Rain. 3 mills."),
    "a quotation mark": ("ADVERTISEMENT\nRain. Advertisement “Snow.”", "Rain. “Snow.”"),
    "another quotation mark": ("ADVERTISEMENT\nRain. Advertisement „Snow.“", "Rain. „Snow.“"),
    "a capital of another script": ("ADVERTISEMENT\nRain. Advertisement Чай.", "Rain. Чай."),
    "a letter without case": ("ADVERTISEMENT\nRain. Advertisement 雨。", "Rain. Advertisement 雨。"),
    "a bracket behind": ("ADVERTISEMENT\nRain. Advertisement (Snow)", "Rain. Advertisement (Snow)"),
    "a full stop behind": ("ADVERTISEMENT\nRain. Advertisement. Snow.", "Rain. Advertisement. Snow."),
    "the end of the line": ("ADVERTISEMENT\nRain. Advertisement\nsnow.", "Rain.\nsnow."),
    "spaces and the end of the line": ("ADVERTISEMENT\nRain. Advertisement  \nsnow.", "Rain.  \nsnow."),
    "31 spaces": (f"ADVERTISEMENT\nRain. Advertisement{' ' * 31}Snow.", f"Rain. {' ' * 30}Snow."),
    "32 spaces": (f"ADVERTISEMENT\nRain. Advertisement{' ' * 32}Snow.", f"Rain. Advertisement{' ' * 32}Snow."),
    "a longer word": ("ADVERTISEMENT\nRain. Advertisements Snow.", "Rain. Advertisements Snow."),
    "in another case": ("ADVERTISEMENT\nRain. advertisement Snow.", "Rain. advertisement Snow."),
    "title case of a phrase": (
        "Rain. Story Continues Below Advertisement Snow.",
        "Rain. Story Continues Below Advertisement Snow.",
    ),
    # repetition
    "twice in a row": ("ADVERTISEMENT\nRain. Advertisement Advertisement Snow.", "Rain. Snow."),
    "eight in a row": (f"ADVERTISEMENT\nRain. {'Advertisement ' * 8}Snow.", "Rain. Snow."),
    "twice in a row is one hit": ("Rain. Advertisement Advertisement Snow.", "Rain. Advertisement Advertisement Snow."),
    "two, with two spaces between": ("ADVERTISEMENT\n Advertisement  Advertisement Snow.", "  Snow."),
    "two at the end, with two spaces between": ("Credit: Advertisement  Advertisement", "Credit: "),
    "the first of two is in doubt": ("Advertisement ADVERTISEMENT Snow.\nx\nAnzeige", "ADVERTISEMENT Snow.\nx"),
    "the first of two is not": ("Anzeige\nAdvertisement ADVERTISEMENT Snow.", "Snow."),
    # phrases
    "a phrase": ("Rain fell. Story continues below advertisement Snow fell.", "Rain fell. Snow fell."),
    "a phrase anywhere": ("Rain Advertisement Continue reading the main story Snow", "Rain Snow"),
    "a phrase at the end": ("Rain. Article continues after this advertisement", "Rain."),
    "a phrase before a small letter": (
        "Rain. Story continues below advertisement and on.",
        "Rain. Story continues below advertisement and on.",
    ),
    "a phrase before a letter without case": ("Rain. Story continues below advertisement 雨", "Rain. 雨"),
    "a phrase before a full stop": (
        "Story continues below advertisement. Rain",
        "Story continues below advertisement. Rain",
    ),
    "a phrase is longer than its word": ("Rain. Advertisement - Continue Reading Below Snow.", "Rain. Snow."),
    "a phrase right behind a sentence": (
        "Rain fell.Story continues below advertisement Snow fell.",
        "Rain fell. Snow fell.",
    ),
    "a phrase right behind a quotation": (
        "“Rain fell.”Story continues below advertisement Snow fell.",
        "“Rain fell.” Snow fell.",
    ),
    "a phrase right behind a sentence, at the end": ("Rain fell!Story continues below advertisement", "Rain fell!"),
    "a phrase right behind a colon": (
        "It said:Story continues below advertisement Snow fell.",
        "It said:Story continues below advertisement Snow fell.",
    ),
    "a phrase right before a capital": (
        "Rain fell. Story continues below advertisementSnow fell.",
        "Rain fell. Story continues below advertisementSnow fell.",
    ),
    "what a glued phrase leaves is no label": (
        "STORY CONTINUES BELOW ADVERTISEMENT.Story continues below advertisement",
        "STORY CONTINUES BELOW ADVERTISEMENT.Story continues below advertisement",
    ),
    "a word right behind a sentence": (
        "ADVERTISEMENT\nRain fell.Advertisement Snow fell.",
        "Rain fell.Advertisement Snow fell.",
    ),
    "a phrase in a word": ("xStory continues below advertisement Rain", "xStory continues below advertisement Rain"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_text(text, expected, side):
    assert side.strip_ad_labels(text) == expected


@pytest.mark.parametrize("word", [word for row in INLINE["word"] for word in row["sentence"]])
@pytest.mark.parametrize("cue", INLINE["credit_cues"])
def test_every_cue(word, cue):
    assert strip_ad_labels(f"The mill {cue} Ann Lee {word} Mayor Lund") == f"The mill {cue} Ann Lee Mayor Lund"


@pytest.mark.parametrize("agency", INLINE["agencies"])
def test_every_agency(agency):
    for credit in (f"({agency})", f"({agency}", f"/{agency}", f"/{agency})"):
        assert strip_ad_labels(f"The mill {credit} Advertisement Mayor") == f"The mill {credit} Mayor"
    page = f"The mill {agency.replace('/', ' ')} Advertisement Mayor"
    assert strip_ad_labels(page) is page


@pytest.mark.parametrize("before", ENGLISH["not_after"])
def test_every_word_before(before):
    for word in (before, before.upper(), before.title()):
        page = f"Photo: {word} Advertisement Mayor"
        assert strip_ad_labels(page) is page


@pytest.mark.parametrize("behind", ENGLISH["not_before"])
def test_every_word_behind(behind):
    for word in (behind.capitalize(), behind.upper(), f"{behind.capitalize()},", f"{behind.capitalize()}:"):
        page = f"Photo: Ann Lee Advertisement {word} in May"
        assert strip_ad_labels(page) is page
    assert (
        strip_ad_labels(f"Photo: Ann Lee Advertisement {behind.capitalize()}x in May")
        == f"Photo: Ann Lee {behind.capitalize()}x in May"
    )


OF_OTHER_LANGUAGES = {
    "German": ("Der Fluss. Foto: dpa Anzeige", "Der Fluss. Foto: dpa"),
    "German, before a line": ("Foto: dpa Anzeige\nDer Fluss stieg.", "Foto: dpa\nDer Fluss stieg."),
    "German, a name and the end of the line": ("Foto: Lea Holm Anzeige", "Foto: Lea Holm"),
    "German, an agency and a sentence": ("Foto: imago/Holm/dpa Anzeige Der Fluss", "Foto: imago/Holm/dpa Der Fluss"),
    "German, an agency in brackets": (
        "(Foto: picture alliance) Werbung Der Fluss",
        "(Foto: picture alliance) Der Fluss",
    ),
    "German, a dateline at the end": ("Sie schwieg. (dpa) Anzeige", "Sie schwieg. (dpa)"),
    "German, capitals": ("Er kam. ANZEIGE Sie ging. ANZEIGE Es schneite.", "Er kam. Sie ging. Es schneite."),
    "Spanish": ("Foto: EFE Publicidad El alcalde habló.", "Foto: EFE El alcalde habló."),
    "Spanish, capitals": ("PUBLICIDAD\nLlovió. PUBLICIDAD Nevó.", "Llovió. Nevó."),
    "French": ("Photo : AFP Publicité Le maire parle.", "Photo : AFP Le maire parle."),
    "Italian": ("Foto: ANSA Pubblicità", "Foto: ANSA"),
    "Dutch": ("Foto: ANP Advertentie De rivier steeg.", "Foto: ANP De rivier steeg."),
    "Polish": ("Fot. PAP Reklama", "Fot. PAP"),
    "Portuguese": ("Foto: Folhapress Publicidade O rio subiu.", "Foto: Folhapress O rio subiu."),
    "Russian": ("Фото: РИА Новости Реклама Река поднялась.", "Фото: РИА Новости Река поднялась."),
    "of another language than its cue": ("Credit: AP Anzeige", "Credit: AP"),
    "four in a row": ("Foto: dpa Anzeige Anzeige Anzeige Anzeige Der Fluss", "Foto: dpa Der Fluss"),
}


@pytest.mark.parametrize(("text", "expected"), OF_OTHER_LANGUAGES.values(), ids=OF_OTHER_LANGUAGES)
def test_other_languages(text, expected, side):
    assert side.strip_ad_labels(text) == expected


INNOCENT = {
    "no credit": "Er ging. Anzeige Nummer zwei folgte. Anzeige Nummer drei auch.",
    "beside a label": "Er ging. Anzeige Paul schrieb sie.",
    "a name, and a noun behind it": "Foto: Archiv Anzeige Volksstimme",
    "no name": "Foto: Anzeige",
    "no name, and a noun behind it": "Foto: Anzeige Henkel",
    "a caption": "Foto: Die Anzeige von 1912",
    "an article before it": "Foto: dpa/Archiv, eine Anzeige",
    "what it is about": "Foto: dpa Anzeige gegen Unbekannt",
    "what it is about, with a capital": "Foto: dpa Anzeige Nummer drei",
    "a dateline": "Berlin (dpa) Anzeige Nummer drei liegt vor.",
    "an agency that ends a word": "Foto: Teledpa Anzeige Der Fluss",
    "a sentence ends in the credit": "Foto: dpa. Anzeige Der Fluss",
    "Spanish, an article": "Foto: Una Publicidad",
    "Spanish, a kind of it": "Foto: EFE Publicidad Exterior",
    "French, of the land register": "Photo : AFP Publicité foncière",
    "Polish, a title in capitals": "Czytał. REKLAMA I PRAWO. Pisał. REKLAMA I PRAWO.",
    "Russian, capitals behind a sentence": "Он читал. РЕКЛАМА Он писал. РЕКЛАМА Он ушёл.",
}


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_other_languages_stay(text, side):
    assert side.strip_ad_labels(text) == text
    assert side.strip_ad_labels(f"Rain.\nADVERTISEMENT\n{text}") == f"Rain.\n{text}"


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row["language"])
def test_words_beside_a_word(row, side):
    word = row["credit"][0]
    only = {"languages": [row["language"]]}
    assert side.strip_ad_labels(f"Foto: dpa {word} Lund", **only) == "Foto: dpa Lund"
    assert side.strip_ad_labels(f"Foto: dpa {word} Lund", languages=["en"]) == f"Foto: dpa {word} Lund"
    for before in row["not_after"]:
        assert side.strip_ad_labels(f"Foto: dpa, {before} {word}", **only) == f"Foto: dpa, {before} {word}"
    for behind in row["not_before"]:
        page = f"Foto: dpa {word} {behind.capitalize()} Lund"
        assert side.strip_ad_labels(page, **only) == page


@pytest.mark.parametrize("behind", ["Werbung", "ANZEIGE", "Advertisement", "Weiterlesen nach der Anzeige"])
def test_what_would_bring_a_word_to_the_end_of_its_line_stays(behind, side):
    for name in ("Lea Holm", "x" * 54):
        once = side.strip_ad_labels(f"Foto: {name} Anzeige {behind}")
        assert once == f"Foto: {name} Anzeige {behind}"
    assert side.strip_ad_labels(f"Foto: dpa Anzeige {behind}") == "Foto: dpa"


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase(phrase, side):
    assert side.strip_ad_labels(f"The mill {phrase} Mayor Lund") == "The mill Mayor Lund"
    assert side.strip_ad_labels(f"The mill fell.{phrase} Mayor Lund") == "The mill fell. Mayor Lund"
    for page in (
        f"The mill{phrase} Mayor",
        f"The mill {phrase}s Mayor",
        f"The mill {phrase} mayor",
        f"The mill {phrase}.",
    ):
        assert side.strip_ad_labels(page) == page


def test_a_longer_phrase_is_waited_for():
    stream = strigil.Cleaner("text").stream()
    text = stream.feed("x Rain,Advertisement ") + stream.feed("Continue reading the main story Snow.") + stream.finish()
    assert text == "x Rain,Advertisement Continue reading the main story Snow."


@pytest.mark.parametrize("row", LABELS["phrase"], ids=lambda row: row["language"])
def test_a_phrase_is_labels_of_its_language(row, side):
    for text in row["text"]:
        assert side.strip_ad_labels(f"Rain.\n{text}\nSnow.", languages=[row["language"]]) == "Rain.\nSnow."
        assert side.strip_ad_labels(f"Rain. {text} Snow.", languages=[row["language"]]) == "Rain. Snow."
        assert side.strip_ad_labels(f"Rain. {text} Snow.", languages=["ja"]) == f"Rain. {text} Snow."


NEVER = [
    "Ad",
    "Ads",
    "Sponsored",
    "Promoted",
    "Anzeige",
    "Werbung",
    "Publicidad",
    "Publicité",
    "РЕКЛАМА",
    "广告",
    "Advertising",
]


@pytest.mark.parametrize("word", NEVER)
def test_words_that_are_only_labels_as_lines(word):
    assert strip_ad_labels(f"ADVERTISEMENT\nRain. {word} Snow. {word} Hail.") == f"Rain. {word} Snow. {word} Hail."


PROTECTED = {
    "a heading": "<h2>Rain. Advertisement Snow.</h2>",
    "preformatted": "<pre>Rain. Advertisement Snow.</pre>",
    "a textarea": "<textarea>Credit: AP Advertisement Snow.</textarea>",
    "a phrase in a heading": "<h3>Rain Story continues below advertisement Snow</h3>",
}


@pytest.mark.parametrize("page", PROTECTED.values(), ids=PROTECTED)
def test_protected_lines(page, side):
    assert "dvertisement Snow" in side.clean(f"<p>- Advertisement -</p>{page}")


@pytest.mark.parametrize("marks", ["#", "##", "######"])
def test_headings_of_markdown(marks, side):
    text = f"ADVERTISEMENT\n{marks} Rain. Advertisement Snow.\n{marks} Fog Story continues below advertisement Hail"
    assert side.strip_ad_labels(text) == text.removeprefix("ADVERTISEMENT\n")


@pytest.mark.parametrize("marks", ["#######", "#x", "x #", " #"])
def test_no_headings(marks, side):
    assert side.strip_ad_labels(f"ADVERTISEMENT\n{marks} Rain. Advertisement Snow.") == f"{marks} Rain. Snow."


def test_code():
    page = "ADVERTISEMENT\n```\nRain. Advertisement Snow.\n```\nFog. Advertisement Hail."
    assert strip_ad_labels(page) == "```\nRain. Advertisement Snow.\n```\nFog. Hail."


def test_lines_of_markup():
    page = "<p>Rain. <b>Advertisement</b> Snow.</p><p>Fog. Advertisement Hail.</p>"
    assert strigil.clean(page) == "Rain. Snow.\nFog. Hail."


PROSE = [
    "Set the GAP Advertisement Flags, then send a Router Advertisement Prefix option.",
    "An Advertisement Standards board met. The Advertisement Code of May was read.",
    "The advertisement ran for three weeks. An advertisement is no article.",
    "Each WiFi AP Advertisement Interval counts.",
    "Advertisement revenue fell; Advertisement Tax rose.",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose(text):
    assert strip_ad_labels(text) is text
    assert strip_ad_labels(f"{text}\nADVERTISEMENT\nRain.") == f"{text}\nRain."
