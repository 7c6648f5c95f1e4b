"""Precision and recall of matching on invented persons (see `tests/match_evaluation.py`)."""

import pytest

from tests.match_evaluation import Measured, evaluate
from tests.sealing import new_keyring


@pytest.fixture(scope="module")
def measured() -> Measured:
    return evaluate(new_keyring())


def test_evaluation_is_large_enough_to_mean_something(measured: Measured) -> None:
    assert measured.pairs >= 120
    assert measured.others >= 2000


def test_sure_matches_are_precise(measured: Measured) -> None:
    assert measured.precision >= 0.94, measured


def test_sure_matches_find_most_persons(measured: Measured) -> None:
    assert measured.recall >= 0.83, measured


def test_review_finds_nearly_all_persons(measured: Measured) -> None:
    assert measured.review_recall >= 0.92, measured
