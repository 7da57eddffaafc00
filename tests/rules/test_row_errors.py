"""Files of rules that are not right: the error says where and what (docs/reference/ads.md, section 1)."""

import re

import pytest

from own_rules import system, table

START = '[[system]]\nname = "x"\ntier = "A"\n'
RIGHT = START + 'match = [{ class = "a" }]\n'

# text, line, field, choices
ERRORS = {
    "unknown table": ("[systems]\n", 1, "systems", ["system", "names"]),
    "unknown key": ("# rules\n\nnam = 1\n", 3, "nam", ["system", "names"]),
    "version": ("\nversion = 2\n", 2, "version", ["1"]),
    "version of another type": ('version = "1"\n', 1, "version", ["1"]),
    "version as a float": ("version = 1.0\n", 1, "version", ["1"]),
    "version as a bool": ("version = true\n", 1, "version", ["1"]),
    "one system": ('[system]\nname = "x"\n', 1, "system", []),
    "system of another type": ("system = 1\n", 1, "system", []),
    "systems of another type": ("system = [1]\n", 1, "system", []),
    "unknown key of a system": (RIGHT + "tires = 1\n", 5, "tires", ["name", "tier", "match", "scripts", "source"]),
    "no name": ('\n[[system]]\ntier = "A"\nmatch = [{ class = "a" }]\n', 2, "name", []),
    "no tier": ('[[system]]\nname = "x"\nmatch = [{ class = "a" }]\n', 1, "tier", []),
    "no match": (START, 1, "match", []),
    "nothing": (RIGHT + "\n[[system]]\n", 6, "name", []),
    "name of another type": ('[[system]]\nname = 1\ntier = "A"\nmatch = [{ class = "a" }]\n', 2, "name", []),
    "empty name": ('[[system]]\nname = ""\ntier = "A"\nmatch = [{ class = "a" }]\n', 2, "name", []),
    "tier": (RIGHT.replace('"A"', '"E"'), 3, "tier", ["A", "B", "C", "D", "unwrap"]),
    "tier in another case": (RIGHT.replace('"A"', '"a"'), 3, "tier", ["A", "B", "C", "D", "unwrap"]),
    "tier of another type": (RIGHT.replace('"A"', "1"), 3, "tier", []),
    "second system": (RIGHT + RIGHT.replace('"A"', '"E"'), 7, "tier", ["A", "B", "C", "D", "unwrap"]),
    "source of another type": (RIGHT + "source = 1\n", 5, "source", []),
    "empty source": (RIGHT + 'source = ""\n', 5, "source", []),
    "match of another type": (START + 'match = { class = "a" }\n', 4, "match", []),
    "matches of another type": (START + 'match = ["a"]\n', 4, "match", []),
    "empty match": (START + "match = []\n", 4, "match", []),
    "no condition": (START + "match = [{}]\n", 4, "match", ["tag", "class", "id", "attr", "host"]),
    "no condition in a later match": (START + 'match = [\n  { class = "a" },\n  {},\n]\n', 6, "match", []),
    "unknown condition": (
        START + 'match = [\n  { class = "a" }, # b\n  { tag = "c", clas = "d" },\n]\n',
        6,
        "clas",
        ["tag", "class", "id", "attr", "value", "host"],
    ),
    "unknown condition in a table of its own": (START + '[[system.match]]\nclass = "a"\nname = "b"\n', 6, "name", []),
    "tag in upper case": (START + 'match = [{ tag = "DIV" }]\n', 4, "tag", []),
    "attr in upper case": (START + 'match = [{ attr = "Data" }]\n', 4, "attr", []),
    "host in upper case": (START + 'match = [{ host = "A.com" }]\n', 4, "host", []),
    "condition of another type": (START + "match = [{ id = 1 }]\n", 4, "id", []),
    "conditions of another type": (START + 'match = [{ class = ["a"] }]\n', 4, "class", []),
    "two classes": (START + 'match = [{ class = "a b" }]\n', 4, "class", []),
    **{
        f"empty {name}": (START + f'match = [\n{{ {name} = "" }}]\n', 5, name, [])
        for name in ("tag", "class", "id", "attr", "host")
    },
    **{
        f"a bracket in {name}": (START + f'match = [{{ attr = "x", {name} = "a[b]" }}]\n', 4, name, [])
        for name in ("class", "id", "value")
    },
    "half of a digit": (START + 'match = [{ id = "a[0-9" }]\n', 4, "id", []),
    "value alone": (START + 'match = [{ value = "a" }]\n', 4, "value", []),
    "value without attr": (START + 'match = [{ tag = "a", value = "b" }]\n', 4, "value", []),
    "scripts of another type": (RIGHT + 'scripts = "go"\n', 5, "scripts", []),
    "a script of another type": (RIGHT + 'scripts = ["go", 1]\n', 5, "scripts", []),
    "no scripts": (RIGHT + "scripts = []\n", 5, "scripts", []),
    "empty script": (RIGHT + 'scripts = [""]\n', 5, "scripts", []),
    "names of another type": ("names = 1\n", 1, "names", []),
    "two tables of names": ("[[names]]\n[[names]]\n", 1, "names", []),
    "unknown key of names": (RIGHT + "\n[names]\ntoken = []\n", 7, "token", ["tokens", "not_with", "not_before"]),
    **{
        f"{field} of another type": (f'[names]\n{field} = "ad"\n', 2, field, [])
        for field in ("tokens", "not_with", "not_before")
    },
    **{
        f"capitals in {field}": (f'[names]\n{field} = ["ad", "Ads"]\n', 2, field, [])
        for field in ("tokens", "not_with", "not_before")
    },
    **{
        f"empty string in {field}": (f'[names]\n{field} = [""]\n', 2, field, [])
        for field in ("tokens", "not_with", "not_before")
    },
    "behind a text of several lines": (
        RIGHT + 'source = """\n[[system]]\ntier = "E"\n"""\n[names]\n  tokens = 1\n',
        10,
        "tokens",
        [],
    ),
}


def caught(side, tmp_path, data):
    path = tmp_path / "my rules.toml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(ValueError) as error:  # noqa: PT011
        side.Rules.load(path)
    assert str(path) in str(error.value)
    return str(error.value).replace(str(path), "")


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_file_line_field_and_choices(error, tmp_path, side):
    text, line, field, choices = error
    message = caught(side, tmp_path, text)
    assert f"line {line}" in re.findall(r"line \d+", message), message
    for name in (field, *choices):
        assert re.search(rf"\b{name}\b", message), message


SYNTAX = {
    "no value": ("version = 1\nname =\n", 2),
    "no end": ('[[system]]\nname = "x\n', 2),
    "a key twice": (RIGHT + 'tier = "B"\n', 5),
    "no TOML": ("##.ad\n<p>\n", 2),
    "not UTF-8": (b"version = 1\n# \xff\n", 2),
}


@pytest.mark.parametrize(("text", "line"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_toml(text, line, tmp_path, side):
    assert f"line {line}" in re.findall(r"line \d+", caught(side, tmp_path, text))


@pytest.mark.parametrize("field", ["tokens", "not_with", "not_before"])
def test_what_is_right(field, tmp_path, side):
    path = tmp_path / "own.toml"
    path.write_text(
        table("names", **{field: ["é", "x-"]}) + system("unwrap", {"attr": "x", "value": ""}, source="me"),
        encoding="utf-8",
    )
    assert side.Rules.load(path).skipped == {}
