"""Writes python/strigil/rules/characters.toml from the Unicode Character Database.

Usage: generate_characters.py FOLDER

FOLDER is a copy of the database (https://www.unicode.org/Public/<version>/ucd/), with its folders emoji and extracted.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

TARGET = Path(__file__).parent.parent / "python/strigil/rules/characters.toml"

HEADER = """\
# Invisible characters, and the characters beside which they mean something. Read by the Rust build (turned into static
# tables) and by the pure-Python twin. Written by tools/generate_characters.py; what the lists mean is said in
# docs/reference/invisible.md.
#
# Source: the Unicode Character Database, under the Unicode License V3 (LICENSE-UNICODE).
#
# Code points are hexadecimal, ranges include both ends.
"""

# What the classes hold besides what the database says of them.
CLASSES = {
    "control": "0000-0008 000E-001B 007F",
    "c1": "0080-0084 0086-009F",
    "annotation": "FFF9-FFFB",
    "filler": "3164 FFA0",
    "soft_hyphen": "00AD",
    "byte_order_mark": "FEFF",
    "word_joiner": "2060",
    "deprecated": "206A-206F",
    "reserved": "",
    "joiner": "200C-200D",
    "zero_width_space": "200B",
    "selector": "FE00-FE0F E0100-E01EF",
    "tag": "E0001 E0020-E007F",
    "mongolian": "180B-180F",
    "khmer": "17B4-17B5",
    "jamo_filler": "115F-1160",
    "grapheme_joiner": "034F",
    "operator": "2061-2064",
    "shorthand": "1BCA0-1BCA3",
    "musical": "1D173-1D17A",
    "bidi_override": "202D-202E",
    "bidi": "202A-202C 2066-2069",
    "bidi_mark": "061C 200E-200F",
}

# Scripts in which the Standard (version 17, 8.8, 9.1 and 19.3) gives joiners a meaning that no property tells.
MORE_JOINING = {"Hebrew", "Tifinagh", "Old_Hungarian"}
# Line breaking classes of letters between which lines break without a space (UAX #14).
UNSPACED_BREAKS = {"SA", "AK", "AP", "AS", "VF", "VI"}


class Database:
    """The files of a copy of the Unicode Character Database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = re.findall(r"-([\d.]+)\.txt", self.text("Scripts.txt"))[0]

    def text(self, name: str) -> str:
        """A file."""
        return (self.folder / name).read_text("utf-8")

    def fields(self, name: str) -> Iterator[list[str]]:
        """The fields of each line of a file."""
        for line in self.text(name).splitlines():
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) > 1:
                yield fields

    def rows(self, name: str) -> Iterator[tuple[range, str]]:
        """The code points of each line of a file, and what it says of them."""
        for fields in self.fields(name):
            first, _, last = fields[0].partition("..")
            yield range(int(first, 16), int(last or first, 16) + 1), fields[1]

    def values(self, name: str) -> dict[int, str]:
        """The value of a property of each code point that a file gives one."""
        return {code: value for codes, value in self.rows(name) for code in codes}

    def having(self, name: str, *wanted: str) -> set[int]:
        """The code points that have a binary property, or one of these values."""
        return {code for codes, value in self.rows(name) if value in wanted for code in codes}

    def bases(self, name: str, selector: int) -> set[int]:
        """The characters that a file of sequences gives a selector."""
        sequences = (fields[0].split() for fields in self.fields(name))
        return {int(base, 16) for base, *rest in sequences if rest == [f"{selector:04X}"]}


class Scripts:
    """Which scripts a character belongs to."""

    def __init__(self, data: Database) -> None:
        self.data = data
        self.script = data.values("Scripts.txt")
        self.category = data.values("extracted/DerivedGeneralCategory.txt")
        names = {fields[1]: fields[2] for fields in data.fields("PropertyValueAliases.txt") if fields[0] == "sc"}
        extensions = data.values("ScriptExtensions.txt")
        self.extensions = {code: {names[script] for script in value.split()} for code, value in extensions.items()}

    def having(self, name: str, *wanted: str) -> set[str]:
        """The scripts of the characters that have one of these values."""
        scripts = {self.script.get(code, "Unknown") for code in self.data.having(name, *wanted)}
        return scripts - {"Common", "Inherited", "Unknown"}

    def characters(self, scripts: set[str], categories: str) -> set[int]:
        """The characters of these scripts, but not of Latin or Han too, in general categories given by first letter."""
        return {
            code
            for code, category in self.category.items()
            if category[0] in categories
            and (own := self.extensions.get(code, {self.script.get(code, "Unknown")})) & scripts
            and not own & {"Latin", "Han"}
        }


def joining_scripts(data: Database, scripts: Scripts) -> set[str]:
    """The scripts in which joiners mean something."""
    syllabic = {value for _, value in data.rows("IndicSyllabicCategory.txt")} - {"Other"}
    indic = scripts.having("IndicSyllabicCategory.txt", *syllabic) - {"Latin"}
    return scripts.having("extracted/DerivedJoiningType.txt", "D", "R", "L", "C") | indic | MORE_JOINING


def classes_of(data: Database, scripts: Scripts) -> dict[str, set[int]]:
    """The invisible characters by class; every default ignorable is in one."""
    assigned = {code for code, category in scripts.category.items() if category != "Cn"}
    ignorable = data.having("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
    classes = {name: parsed(ranges) for name, ranges in CLASSES.items()}
    classes["reserved"] = ignorable - assigned
    if missing := ignorable.difference(*classes.values()):
        raise SystemExit(f"of no class: {listed(missing)}")
    return classes


def sets_of(data: Database, scripts: Scripts, joining: set[str], unspaced: set[str]) -> dict[str, set[int]]:
    """The characters beside which invisible ones mean something."""
    pictographs = data.having("emoji/emoji-data.txt", "Extended_Pictographic")
    emoji = data.having("emoji/emoji-data.txt", "Emoji")
    return {
        "joining": scripts.characters(joining, "LMN"),
        "unspaced": scripts.characters(unspaced, "LMNP"),
        "pictograph": pictographs | data.having("emoji/emoji-data.txt", "Emoji_Modifier"),
        "emoji": emoji | pictographs | data.bases("emoji/emoji-variation-sequences.txt", 0xFE0F),
        "ideograph": data.having("PropList.txt", "Unified_Ideograph"),
        "mongolian_letter": scripts.characters({"Mongolian"}, "LMN"),
        "khmer_letter": scripts.characters({"Khmer"}, "LMN"),
        "jamo": data.having("HangulSyllableType.txt", "L", "V", "T"),
        "shorthand_sign": data.having("Scripts.txt", "Duployan"),
        "musical_sign": data.having("Blocks.txt", "Musical Symbols"),
        **{f"{code:04x}": data.bases("StandardizedVariants.txt", code) for code in range(0xFE00, 0xFE07)},
    }


def parsed(ranges: str) -> set[int]:
    """The code points of ranges as the rules write them."""
    bounds = (entry.split("-") for entry in ranges.split())
    return {code for bound in bounds for code in range(int(bound[0], 16), int(bound[-1], 16) + 1)}


def listed(codes: set[int]) -> str:
    """Code points as ranges."""
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return " ".join(
        f"{start:04X}" if start == end else f"{start:04X}-{end:04X}" for start, end in zip(starts, ends, strict=True)
    )


def entry(name: str, codes: set[int]) -> str:
    """A line of the rules, or several."""
    lines = fill(listed(codes), 112, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    return f'{name} = """\n{lines}\n"""' if "\n" in lines else f'{name} = "{lines.strip()}"'


def comment(name: str, scripts: set[str]) -> str:
    """The line of the rules that names the scripts of a set."""
    text = f"The scripts of {name}: {', '.join(sorted(scripts))}."
    return fill(text, 116, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def main(folder: str) -> None:
    """Writes the rules."""
    data = Database(Path(folder))
    scripts = Scripts(data)
    joining, unspaced = joining_scripts(data, scripts), scripts.having("LineBreak.txt", *UNSPACED_BREAKS) | {"Tibetan"}
    classes = classes_of(data, scripts)
    invisible = set[int]().union(*classes.values())
    comments = {"joining": comment("joining", joining), "unspaced": comment("unspaced", unspaced)}
    parts = [HEADER, f'unicode = "{data.version}"\n', "[classes]"]
    parts += [entry(name, codes) for name, codes in classes.items()]
    parts.append("\n[sets]")
    for name, codes in sets_of(data, scripts, joining, unspaced).items():
        parts += [*filter(None, [comments.get(name)]), entry(name, codes - invisible)]
    TARGET.write_text("\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
