"""Mode "attribute" is the HTML Standard's rule for attribute values, written out once more here."""

import re
from html.entities import html5

from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import references, values, words

WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
LEGACY = sorted((name for name in html5 if not name.endswith(";")), key=len, reverse=True)
REFERENCE = re.compile(r"&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([A-Za-z0-9]+)(?=(;?)))")


def standard(text):
    """Sections 13.2.5.72 to 13.2.5.80, for a value whose quotes are gone."""
    out, at = [], 0
    while found := REFERENCE.search(text, at):
        out.append(text[at : found.start()])
        decimal, hexadecimal, name, semicolon = found.groups()
        at = found.end()
        if name is None:
            number = int(decimal.lstrip("0")[:20] or "0") if decimal else int(hexadecimal, 16)
            out.append(character(number))
        elif semicolon and f"{name};" in html5:
            out.append(html5[f"{name};"])
            at += 1
        else:
            legacy = next((prefix for prefix in LEGACY if name.startswith(prefix)), None)
            follower = "" if legacy is None else (name[len(legacy) :] + text[at : at + 1])[:1]
            if legacy is None or re.fullmatch(r"[=A-Za-z0-9]", follower):
                out.append("&" + name)
            else:
                out.append(html5[legacy])
    return "".join(out) + text[at:]


def character(number):
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    return WINDOWS_1252.get(number) or chr(number)


@examples(1000)
@given(st.lists(st.one_of(references, references, values, words), max_size=8).map("".join))
def test_documents(text):
    assert strigil.unescape(text, mode="attribute") == standard(text)


def test_every_name():
    for name in html5:
        for after in ("", ";", "=", "a", "1", " ", "-", "&", "é", "=;"):
            text = f"?&{name}{after}"
            assert strigil.unescape(text, mode="attribute") == standard(text)


def test_text_mode_wants_the_semicolon_and_nothing_else_differs():
    for name in html5:
        bare = name.removesuffix(";")
        text = f"&{bare}; &{bare} &{bare}x"
        decoded = html5.get(f"{bare};", f"&{bare};")
        assert strigil.unescape(text, mode="text") == f"{decoded} &{bare} &{bare}x"
