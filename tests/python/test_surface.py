"""What the package offers is what the stub says, in the core and in the twin."""

import ast
import importlib.metadata
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import strigil
from strigil import _strigil, reference

STUB = ast.parse(Path(strigil.__file__).with_name("_strigil.pyi").read_text(encoding="utf-8"))
# Of these, Python knows no parameters when they are compiled.
SLOTS = {"__call__", "__hash__", "__eq__", "__or__"}


def public(body):
    """The names that a part of the stub defines, each with its last definition: overloads differ in types only."""
    found = {}
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.AnnAssign):
            found[node.target.id] = node
    return {name: node for name, node in found.items() if not name.startswith("_") or name == "__version__"}


NAMES = public(STUB.body)
FUNCTIONS = {name: node for name, node in NAMES.items() if isinstance(node, ast.FunctionDef)}
CLASSES = {name: node for name, node in NAMES.items() if isinstance(node, ast.ClassDef)}


def of_stub(node, *, method=False):
    """Kinds and names of the parameters, and which have a default."""
    arguments = node.args
    positional = [(inspect.Parameter.POSITIONAL_ONLY, argument) for argument in arguments.posonlyargs]
    positional += [(inspect.Parameter.POSITIONAL_OR_KEYWORD, argument) for argument in arguments.args]
    optional = len(positional) - len(arguments.defaults)
    found = [(kind, argument.arg, index >= optional) for index, (kind, argument) in enumerate(positional)][method:]
    found += [
        (inspect.Parameter.KEYWORD_ONLY, argument.arg, default is not None)
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    return found + ([(inspect.Parameter.VAR_KEYWORD, arguments.kwarg.arg, False)] if arguments.kwarg else [])


def of_runtime(function, *, method=False):
    parameters = list(inspect.signature(function).parameters.values())[method:]
    return [(parameter.kind, parameter.name, parameter.default is not parameter.empty) for parameter in parameters]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there(name):
    assert getattr(_strigil, name) is getattr(strigil, name)
    assert name in strigil.__all__


def test_there_is_nothing_else():
    extension = {name for name in dir(_strigil) if not name.startswith("_")}
    assert extension == {name for name in NAMES if not name.startswith("_")}
    assert set(strigil.__all__) == set(NAMES)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions(name):
    assert of_runtime(getattr(strigil, name)) == of_stub(FUNCTIONS[name])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_of_the_twin(name):
    function = getattr(reference, name)
    assert of_runtime(function) == of_stub(FUNCTIONS[name])
    assert name in reference.__all__


def test_defaults():
    for name, node in FUNCTIONS.items():
        stub = [ast.literal_eval(default) for default in [*node.args.defaults, *node.args.kw_defaults]]
        for module in (strigil, reference):
            parameters = inspect.signature(getattr(module, name)).parameters.values()
            assert [parameter.default for parameter in parameters if parameter.default is not parameter.empty] == stub


@pytest.mark.parametrize("name", CLASSES)
def test_classes(name):
    runtime = getattr(strigil, name)
    members = {node.name: node for node in CLASSES[name].body if isinstance(node, ast.FunctionDef)}
    for member, node in members.items():
        is_property = any(
            isinstance(decorator, ast.Name) and decorator.id == "property" for decorator in node.decorator_list
        )
        if member == "__new__":
            assert of_runtime(runtime) == of_stub(node, method=True)
        elif member in SLOTS or is_property:
            assert hasattr(runtime, member)
        else:
            function = getattr(runtime, member)
            is_bound = getattr(function, "__self__", None) is runtime
            assert of_runtime(function, method=not is_bound) == of_stub(node, method=True)
    assert {member for member in vars(runtime) if not member.startswith("_")} == {
        member for member in members if not member.startswith("_")
    }


@pytest.mark.parametrize("name", [*FUNCTIONS, *CLASSES])
def test_everything_is_documented(name):
    thing = getattr(strigil, name)
    text = inspect.getdoc(thing) or ""
    summary = text.partition("\n\n")[0]
    assert re.fullmatch(r"[A-Z\"`*].*\.", summary, re.DOTALL)
    assert name == "Stream" or ">>> " in text
    for member, value in vars(thing).items() if inspect.isclass(thing) else ():
        assert member.startswith("_") or inspect.getdoc(value)


@pytest.mark.parametrize("member", ["__new__", "load", "from_filter_list"])
def test_rules_of_the_twin(member):
    nodes = {node.name: node for node in CLASSES["Rules"].body if isinstance(node, ast.FunctionDef)}
    function = reference.Rules if member == "__new__" else getattr(reference.Rules, member)
    assert of_runtime(function) == of_stub(nodes[member], method=True)


def test_the_twin_loads_itself():
    code = """
import sys, strigil
assert "strigil.reference" not in sys.modules
assert "reference" in dir(strigil)
assert not hasattr(strigil, "refrence")
assert strigil.reference.clean("a &amp; b") == "a & b"
assert strigil.reference is sys.modules["strigil.reference"]
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_versions():
    assert strigil.__version__ == importlib.metadata.version("strigil")
    assert re.fullmatch(r"\d+\.\d+\.\d+", strigil.unidata_version)
