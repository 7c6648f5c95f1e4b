"""The two locks between numbers and pages."""

import pathlib
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from casework.statistics.domain.protected import BareNumberError, ProtectedCount, ProtectedRate
from casework.statistics.file_cells import (
    Margin,
    PerInhabitants,
    ToSum,
    cells,
    csv_file,
    with_margin,
)
from casework.statistics.numbers import margin, protected, refuse_bare_numbers

COUNT = ProtectedCount(42, Fraction(4), date(2026, 10, 14))
TEMPLATES = pathlib.Path(__file__).parents[3] / "templates" / "statistics"


@dataclass(frozen=True)
class Shown:
    words: str
    value: object


@pytest.mark.parametrize("bare", [7, 0, 4.5, "7", None, Fraction(7), True])
def test_the_filter_shows_no_bare_number(bare):
    with pytest.raises(BareNumberError):
        protected(bare)
    with pytest.raises(BareNumberError):
        margin(bare)


@pytest.mark.parametrize(
    "bare", [7, 4.5, Fraction(7), date(2026, 1, 1), object(), {7: "words"}, {"words": 7}]
)
def test_a_page_is_not_rendered_with_a_bare_number_anywhere_in_it(bare):
    for place in (
        bare,
        [bare],
        ("words", (bare,)),
        Shown("words", bare),
        {"page": Shown("", bare)},
    ):
        with pytest.raises(BareNumberError):
            refuse_bare_numbers({"shown": place})


def test_a_page_of_words_and_protected_numbers_passes():
    refuse_bare_numbers({"a": "words", "b": [COUNT, True, None], "c": Shown("", (COUNT,))})
    refuse_bare_numbers({"d": ProtectedRate(COUNT, COUNT)})


@pytest.mark.parametrize("bare", [7, 4.5, Fraction(7), None, True, date(2026, 1, 1)])
def test_no_file_is_written_with_a_bare_number_anywhere_in_it(bare):
    for cell in (bare, Margin(bare), ToSum(bare), PerInhabitants(bare)):
        with pytest.raises(BareNumberError):
            cells(("words", COUNT, cell))
        with pytest.raises(BareNumberError):
            csv_file([("words",), (cell,)])
    with pytest.raises(BareNumberError):
        with_margin(bare)


def test_a_file_writes_a_count_its_margin_and_its_value_to_sum():
    small = ProtectedCount(3, Fraction(4), COUNT.frozen_on)
    assert cells(("a", COUNT, Margin(COUNT), ToSum(COUNT))) == ("a", "42", "4", "42")
    assert cells((small, ToSum(small), PerInhabitants(small))) == ("< 5", "", "")


def test_no_file_reaches_inside_a_protected_number():
    """Its value and its margin are taken by the one writer alone."""
    inside = re.compile(
        r"count\.value|band_95|\.variance|str\((line\.)?(count|cell)|\{(line\.)?count"
    )
    package = pathlib.Path("casework/statistics")
    found = [
        f"{path.name}: {line}"
        for path in (*(package / "exports").glob("*.py"), package / "table_file.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if inside.search(line)
    ]
    assert found == []


def test_a_refusal_names_the_kind_and_never_the_number():
    with pytest.raises(BareNumberError, match=r"^int$"):
        protected(7411)


def test_no_template_reaches_inside_a_protected_number():
    inside = re.compile(r"\.(value|variance|low|high|drawn|band_95|percent|bounds)\b|\|\s*int\b")
    found = [
        f"{path.name}: {line}"
        for path in TEMPLATES.glob("*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if inside.search(line)
    ]
    assert not found
