"""The examples in the docstrings and in the README do what they show."""

import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import strigil

README = Path(__file__).parents[1] / "README.md"


def modules():
    """The names of all Python modules of the package."""
    yield "strigil"
    yield from (module.name for module in pkgutil.walk_packages(strigil.__path__, "strigil."))


def public():
    """All that the package offers and the methods of its classes, compiled ones too, which doctest does not find."""
    for name in strigil.__all__:
        thing = getattr(strigil, name)
        yield name, thing
        if inspect.isclass(thing):
            # Compiled classes have their members in another order in each process.
            members = sorted(vars(thing).items())
            yield from ((f"{name}.{member}", value) for member, value in members if not member.startswith("_"))


@pytest.mark.parametrize("name", list(modules()))
def test_module(name):
    assert doctest.testmod(importlib.import_module(name), extraglobs={"strigil": strigil}).failed == 0


@pytest.mark.parametrize(("name", "text"), [(name, inspect.getdoc(thing) or "") for name, thing in public()])
def test_docstring(name, text):
    if ">>> import pyarrow" in text:
        pytest.importorskip("pyarrow")
    run(text, name)


def test_readme():
    assert run(README.read_text(encoding="utf-8"), "README.md") > 0


def run(text, name):
    """Runs the examples in `text` and gives their number."""
    test = doctest.DocTestParser().get_doctest(text, {"strigil": strigil}, name, name, 0)
    report = []
    result = doctest.DocTestRunner().run(test, out=report.append)
    assert not result.failed, "".join(report)
    return result.attempted
