"""Labels of many languages: what goes alone, and what needs a cue (docs/reference/labels.md, sections 2 and 4)."""

import pytest

from fragments import LABELS

SURE = {
    "an article goes on, Swedish": "Artikeln fortsätter efter annonsen",
    "an article goes on, in capitals": "ARTIKELN FORTSÄTTER UNDER ANNONSEN",
    "an article goes on, Norwegian": "Saken fortsetter under annonsen.",
    "an article goes on, Dutch": "(Tekst gaat verder onder de advertentie)",
    "an article goes on, German": "– Weiterlesen nach der Werbung –",
    "an article goes on, German, shorter": "Weiter nach der Anzeige",
    "an article goes on, German, another": "Artikel wird nach der Anzeige fortgesetzt",
    "an article goes on, Spanish": "CONTINÚA DESPUÉS DE LA PUBLICIDAD",
    "an article goes on, Italian": "L’articolo prosegue sotto ↓",
    "an article goes on, Portuguese": "Continua após o anúncio",
    "an article goes on, French": "La suite de l’article après la publicité",
    "an article goes on, Polish": "Dalsza część artykułu znajduje się pod materiałem wideo",
    "an article goes on, Finnish": "Artikkeli jatkuu mainoksen alla",
    "an article goes on, Turkish": "Haber devam ediyor",
    "an article goes on, Korean": "광고 후 계속됩니다",
    "an article goes on, Indonesian": "SCROLL UNTUK MELANJUTKAN",
    "a label and a line that the article goes on": "Advertisement. Scroll to continue reading.",
    "the same of another language": "Anzeige. Weiterlesen nach der Anzeige.",
    "the same without the label": "Scroll to continue reading",
    "an ellipsis": "請繼續往下閱讀...",
    "an ellipsis of one character": "請繼續往下閱讀…",
    "an ellipsis apart": "請繼續往下閱讀 ……",
    "an ellipsis in brackets": "（請繼續往下閱讀...）",
    "an ellipsis and an arrow": "請繼續往下閱讀... ↓",
    "a button, Russian": "Скрыть рекламу",
    "a label and its button, Russian": "Реклама Скрыть рекламу",
    "a button, Japanese": "広告をスキップ",
    "a button, Czech": "Přeskočit reklamu",
    "a button, Hindi": "विज्ञापन छोड़ें",
    "who sells it, Chinese": "由谷歌提供的广告",
    "text ads, Persian": "تبلیغ متنی",
    "links, English": "Sponsor Links",
}


@pytest.mark.parametrize("line", SURE.values(), ids=SURE)
def test_a_sure_label_goes(line, side):
    assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.") == "Rain.\nSnow."


AMBIGUOUS = {
    "af": "Geborg", "am": "የተከፈለበት ማስታወቂያ", "az": "Reklam", "ckb": "ڕیکلام", "cy": "Hysbysebion", "eu": "Iragarkia",
    "fil": "Patalastas", "fo": "Lýsing", "fy": "Advertinsje", "ga": "Urraithe", "gl": "Anuncio", "gu": "જાહેરાતો",
    "hy": "Գովազդ", "ka": "რეკლამა", "km": "បានឧបត្ថម្ភ", "kn": "ಜಾಹಿರಾತು", "ku": "Sponsorkirî", "lb": "Reklamm",
    "lo": "ໄດ້ຮັບການສະໜັບສະໜູນ", "ml": "പരസ്യം", "mn": "Зар сурталчилгаа", "mr": "जाहिरात", "my": "ပံ့ပိုးထားသည်",
    "or": "ପ୍ରଯୋଜିତ", "pa": "ਇਸ਼ਤਿਹਾਰ", "si": "දැන්වීම්", "sw": "Tangazo", "te": "ప్రకటనలు", "uz": "Reklama",
}  # fmt: skip


@pytest.mark.parametrize("word", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_an_ambiguous_word_needs_a_cue(word, side):
    assert side.strip_ad_labels(f"Rain.\n{word}\nSnow.") == f"Rain.\n{word}\nSnow."
    assert side.strip_ad_labels(f"Rain.\n{word}\nSnow.\n{word}\nHail.") == "Rain.\nSnow.\nHail."
    assert side.strip_ad_labels(f"Rain.\n[{word}]\nSnow.") == "Rain.\nSnow."
    assert side.strip_ad_labels(f"Rain.\nAdvertisement\n{word}\nSnow.") == "Rain.\nSnow."


@pytest.mark.parametrize(("code", "word"), AMBIGUOUS.items())
def test_a_language_has_its_word(code, word, side):
    text = f"Rain.\n{word}\nSnow.\n{word}\nHail."
    assert side.strip_ad_labels(text, languages=[code]) == "Rain.\nSnow.\nHail."
    assert side.strip_ad_labels(text, languages=["en"]) == text


INNOCENT = {
    "a button that a sentence names": "Скрыть рекламу можно в настройках.",
    "a sentence that starts alike": "Artikeln fortsätter under hösten.",
    "an ellipsis that another text ends with": "廣告收入減少...",
    "no ellipsis": "請繼續往下閱讀",
    "two dots": "請繼續往下閱讀..",
    "a full stop of its script": "請繼續往下閱讀。",
    "a story, not the article": "La storia continua dopo la pubblicità del bando.",
    "it reads on": "Scroll to continue reading chapter two.",
}


@pytest.mark.parametrize("line", INNOCENT.values(), ids=INNOCENT)
def test_what_only_looks_like_one_stays(line, side):
    assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.") == f"Rain.\n{line}\nSnow."


@pytest.mark.parametrize("row", LABELS["label"], ids=lambda row: f"{row['language']} {row['level']} {row['text'][0]}")
def test_each_text_of_each_row_goes(row, side):
    for text in row["text"]:
        written = text.upper() if row["case"] == "upper" else text
        assert side.strip_ad_labels(f"Rain.\n[{written}]\nSnow.") == "Rain.\nSnow."


def test_each_row_says_where_its_texts_were_seen():
    assert all(row["source"] for row in LABELS["label"])
