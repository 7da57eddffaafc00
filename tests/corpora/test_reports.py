"""Inputs of the kinds that people have reported, with the right results: what a writer wrote stays."""

import json

import pytest

from shared_data import SHARED, shared

PATH = "data/reports/cases.json"
LEFT_OUT = "the inputs of the kinds that people have reported"
KINDS = ("names-", "eof-tag-", "label-in-structure-", "label-repeat-", "nul-", "control-")
# Paired tags of unknown names: another kind, decided elsewhere.
OTHER = "names-literal-"
# Where there are reasons for both: whether the result is the one that is wanted, and why.
DECIDED = {
    "control-28": (True, "an escape sequence goes whole, and a control that a terminal writes over parts no word"),
    "label-in-structure-37": (True, "a line of a list of words in order is no label"),
}


def cases():
    if not (SHARED / PATH).exists():
        return []
    found = json.loads((SHARED / PATH).read_text(encoding="utf-8"))
    return [case for case in found if case["id"].startswith(KINDS) and not case["id"].startswith(OTHER)]


def is_wanted(side, case):
    """Cells may be parted by a TAB or a space: that is another question."""
    result = side.clean(case["input"], "text" if case["call"] == "text" else "web")
    return result.replace("\t", " ") == case["want"].replace("\t", " ")


def test_there_are_some():
    shared(PATH, LEFT_OUT)
    assert len(cases()) >= 20
    assert {case["call"] for case in cases()} <= {"clean", "text"}


@pytest.mark.parametrize("case", [case for case in cases() if case["verdict"] == "FAIL"], ids=lambda case: case["id"])
def test_what_stays(case, side):
    assert is_wanted(side, case), f"{side.clean(case['input'])!r}, not {case['want']!r}: {case['why']}"


def test_what_was_debated(side):
    """Each entry of the table holds, and each such input has one."""
    shared(PATH, LEFT_OUT)
    debated = {case["id"]: case for case in cases() if case["verdict"] == "DEBATABLE"}
    found = {name: is_wanted(side, case) for name, case in debated.items()}
    assert found == {name: decision for name, (decision, _) in DECIDED.items()}
