"""CPython's own tests of `unicodedata.normalize`, run against ours."""

import unicodedata
import unittest

import pytest

import strigil

# Those of them that normalise, and need no download: the lines of NormalizationTest.txt are in test_conformance.py.
NAMES = {"test_pr29", "test_issue10254", "test_issue29456", "test_edge_cases", "test_bug_5828", "test_bug_1704793"}


def cpython_tests():
    """Those tests, as the running interpreter has them. Some distributions leave its test package out."""
    tests = pytest.importorskip(
        "test.test_unicodedata",
        reason="this Python has no test.test_unicodedata: CPython's own tests of unicodedata.normalize left out",
    )
    cases = unittest.defaultTestLoader.loadTestsFromModule(tests)
    return unittest.TestSuite(case for suite in cases for case in suite if case.id().rpartition(".")[2] in NAMES)


def test_normalize(monkeypatch):
    tests = cpython_tests()
    monkeypatch.setattr(unicodedata, "normalize", strigil.normalize)
    monkeypatch.setattr(unicodedata, "is_normalized", strigil.is_normalized)
    result = unittest.TestResult()
    tests.run(result)
    assert result.testsRun >= 4
    assert [text for _, text in result.failures + result.errors] == []


def test_it_is_ours_that_is_tested(monkeypatch):
    tests = cpython_tests()
    monkeypatch.setattr(unicodedata, "normalize", lambda *arguments: arguments[-1])
    result = unittest.TestResult()
    tests.run(result)
    assert result.failures
