"""How many documents hypothesis makes: STRIGIL_TESTS=heavy makes fifty times as many."""

import os

import pytest
from hypothesis import HealthCheck, settings

import strigil
import strigil.reference

settings.register_profile(
    "strigil",
    deadline=None,
    print_blob=True,
    # A change is judged by the same documents as the one before it; elsewhere every run tries others.
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
settings.load_profile("strigil")


def pytest_report_header():
    return f"strigil: STRIGIL_TESTS={os.environ.get('STRIGIL_TESTS', 'usual')}"


@pytest.fixture(params=["core", "twin"])
def side(request):
    """The core and the twin, which have the same functions."""
    return strigil if request.param == "core" else strigil.reference
