"""CPython's own tests of `html.unescape`, run against ours."""

import html
import unittest

import pytest


def cpython_tests():
    """Those tests, as the running interpreter has them. Some distributions leave its test package out."""
    tests = pytest.importorskip(
        "test.test_html", reason="this Python has no test.test_html: CPython's own tests of html.unescape left out"
    )
    cases = unittest.defaultTestLoader.loadTestsFromModule(tests)
    return unittest.TestSuite(case for suite in cases for case in suite if "unescape" in case.id().rpartition(".")[2])


def test_unescape(side, monkeypatch):
    tests = cpython_tests()
    monkeypatch.setattr(html, "unescape", side.unescape)
    result = unittest.TestResult()
    tests.run(result)
    assert result.testsRun > 0
    assert [text for _, text in result.failures + result.errors] == []


def test_it_is_ours_that_is_tested(monkeypatch):
    tests = cpython_tests()
    monkeypatch.setattr(html, "unescape", str)
    result = unittest.TestResult()
    tests.run(result)
    assert result.failures
