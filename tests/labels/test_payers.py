"""Lines that say who pays for an advertisement (docs/reference/labels.md, sections 2 and 4)."""

import pytest

import strigil

NUMBER = "ИНН 7701234567"
ERID = "erid: 2VtzqvXyz1"

MARKINGS = [
    f"Реклама. ООО «Ромашка и партнёры», {NUMBER}, {ERID}",
    f"Реклама 16+. ИП Иванов И. И., ИНН 770123456789. {ERID}",
    f"РЕКЛАМА. {ERID}. Рекламодатель: ПАО «Ромашка», {NUMBER}",
    "Реклама. АО «Ромашка». ERID: LjN8KDq59",
    f'Реклама: ООО "РОМАШКА.КОМ (РУ)" {NUMBER}',
    "Реклама. Рекламодатель — АО «Ромашка» (ОГРН: 1117746689840, г. Москва)",
    "Реклама. Рекламодатель: ООО «Ромашка»",
    f"Реклама, Общество с ограниченной ответственностью „Ромашка“, {NUMBER}, romashka.ru",
    f"ООО «Ромашка», {NUMBER}, {ERID}",
    ERID,
    "ERID LjN8KDq59",
    "Erid:LjN8KDq59.",
    "- eri\u00add: LjN8KDq59 -",
    "• Реклама. ЕRID: LjN8KDq59",  # Cyrillic Е
]
NO_MARKINGS = [
    f"Реклама на сайте стоит дорого, {NUMBER}, {ERID}",
    f"Реклама. ООО «Ромашка», {ERID}. Наш курс лучше и дешевле!",
    f"В городе открыли парк. {ERID}",
    "erid: нет",
    "erid: 12345678",
    "erid: abcdefgh",
    "erid: 2Vtzqv",
    "erid=2VtzqvXyz1",
    "ERID 2024",
    "Реклама. ООО «Ромашка»",
    "Реклама. ООО «Ромашка», ИНН 7701",
    f"Реклама «Ромашки, {NUMBER}, {ERID}",
    f"Реклама | ООО «Ромашка» | {ERID}",
    f"### Реклама. {ERID}",
    f"Реклама. {ERID}, ООО " + "Ромашка " * 17,
]


@pytest.mark.parametrize("line", MARKINGS)
def test_markings(line, side):
    assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.") == "Rain.\nSnow."
    assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.", languages=["ru"]) == "Rain.\nSnow."
    assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.", languages=["en"]) == f"Rain.\n{line}\nSnow."
    assert side.strip_ad_labels(f"Rain.\n```\n{line}\n```") == f"Rain.\n```\n{line}\n```"


@pytest.mark.parametrize("line", NO_MARKINGS)
def test_no_markings(line, side):
    assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.") == f"Rain.\n{line}\nSnow."
    assert side.strip_ad_labels(f"Rain.\nADVERTISEMENT\n{line}\nSnow.") == f"Rain.\n{line}\nSnow."


def test_a_marking_is_a_label(side):
    text = f"Rain.\n{ERID}\nПодробнее\nSponsored by Acme\nSnow."
    assert side.strip_ad_labels(text) == "Rain.\nSponsored by Acme\nSnow."
    assert side.strip_ad_labels(f"Rain.\nSponsored\n{ERID}\nSnow.") == "Rain.\nSnow."
    assert strigil.scan(f"Rain.\n{ERID}")["label_lines"] == 1


CREDITS = [
    "Sponsored by Acme",
    "SPONSORED BY: THE BANK OF ACME",
    "Presented by Acme & Sons",
    "Paid for by Acme.com",
    "[Brought to you by “the best of Acme”]",
    f"Рекламодатель: ООО «Ромашка», {NUMBER}",
    f"ООО «Ромашка», ОГРН 1117746689840, {NUMBER}",
]
NO_CREDITS = [
    "Sponsored by Rep. Jane Doe",
    "Sponsored by Senator Jane Doe",
    "Sponsored by Acme.",
    "Sponsored by Acme and hosted in the old town hall",
    "Presented by our own reporter",
    "Paid for by The Friends of the Acme Foundation of Greater Acmeville",
    "• Sponsored by Acme",
    "The race is sponsored by Acme",
    "Рекламодатель: ООО «Ромашка»",
    "ООО «Ромашка» и её склад, ИНН 7701234567",
]


@pytest.mark.parametrize("line", CREDITS)
def test_credits(line, side):
    for text, expected in [
        (f"Rain.\n{line}\nSnow.", f"Rain.\n{line}\nSnow."),
        (f"Rain.\nADVERTISEMENT\n{line}\nSnow.", "Rain.\nSnow."),
        (f"Rain.\n{line}\n\n[Promoted]\nSnow.", "Rain.\n\nSnow."),
        (f"Rain.\nADVERTISEMENT\n\n\n{line}\nSnow.", f"Rain.\n\n{line}\nSnow."),
        (f"Rain.\nPromoted\n{line}\nPromoted\nSnow.", f"Rain.\n{line}\nSnow."),
        (f"Rain.\nADVERTISEMENT\n{line}\nLearn more\nSnow.", "Rain.\nLearn more\nSnow."),
    ]:
        assert side.strip_ad_labels(text) == expected
    assert side.strip_ad_labels(f"ADVERTISEMENT\n{line}", languages=["de"]) == f"ADVERTISEMENT\n{line}"


@pytest.mark.parametrize("line", NO_CREDITS)
def test_no_credits(line, side):
    assert side.strip_ad_labels(f"Rain.\nADVERTISEMENT\n{line}\nSnow.") == f"Rain.\n{line}\nSnow."


def test_counts():
    stream = strigil.Cleaner("text").stream()
    stream.feed(f"Rain.\nADVERTISEMENT\nSponsored by Acme\nSnow.\n{ERID}\nHail.")
    stream.finish()
    assert stream.counts["label line"] == 2
    assert stream.counts["call to action"] == 1


@pytest.mark.parametrize(
    "line",
    [
        f"Advertisement Реклама. ООО «Ромашка», {NUMBER}",
        f"Реклама. SCROLL TO CONTINUE WITH CONTENT {ERID}",
    ],
)
def test_nothing_more_goes_the_second_time(line, side):
    once = side.strip_ad_labels(f"Rain. Advertisement Snow.\nAdvertisement\n{line}")
    assert side.strip_ad_labels(once) == once
