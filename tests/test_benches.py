"""The examples in the docstrings of the benches that measure on pages do what they show."""

import doctest
import importlib
from pathlib import Path

import pytest

BENCHES = Path(__file__).parents[1] / "benches"


@pytest.mark.parametrize("name", ["ad_elements", "ads", "label_words", "labels", "pages"])
def test_examples(name, monkeypatch):
    if name.startswith("ad"):
        pytest.importorskip("selectolax")
    monkeypatch.syspath_prepend(BENCHES)
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
