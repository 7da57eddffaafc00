"""How much a test tries: a number of examples, multiplied when the environment asks for the heavy suite."""

import os

from hypothesis import settings

HEAVY = os.environ.get("STRIGIL_TESTS") == "heavy"


def examples(usual):
    """The hypothesis settings of a test that usually tries `usual` examples."""
    return settings(max_examples=usual * 50 if HEAVY else usual)
