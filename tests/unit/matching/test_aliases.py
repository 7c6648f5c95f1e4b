"""The list of spellings that staff may add to."""

from collections.abc import Iterator

import pytest

from casework.encryption.matching import Particulars, aliases
from casework.encryption.matching.aliases import AliasesRefused, read_aliases, shipped
from casework.encryption.matching.normalise import as_listed


@pytest.fixture(autouse=True)
def _only_ours() -> Iterator[None]:
    """Afterwards only the shipped list is used again."""
    yield
    aliases.use({})


def _code(name: str) -> str:
    return Particulars(given=name).codes[0]


def test_shipped_list_can_be_read_and_brings_spellings_together() -> None:
    assert shipped()["med"] == "mohamed"
    assert _code("Med") == _code("محمد")


def test_spelling_added_by_staff_counts_on_top_of_the_shipped_ones() -> None:
    assert _code("Zizou") != _code("Zinedine")
    aliases.use({"zizou": "zinedine", "med": "mehdi"})
    assert _code("Zizou") == _code("Zinedine")
    assert _code("Med") == _code("Mehdi")
    assert _code("Mohd") == _code("Mohamed")


@pytest.mark.parametrize(
    ("written", "listed"),
    [("Ousmâne", "ousmane"), ("أوسمان", "اوسمان"), ("El Hadj", "el hadj"), ("فاطِمة", "فاطمة")],
)
def test_spelling_is_listed_as_names_are_looked_up(written: str, listed: str) -> None:
    assert as_listed(written) == listed


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("med", "line 1"),
        ("# x\n\nmed,mohamed,x", "line 3"),
        ("med,", "line 1"),
        ("med,m0hamed", "letters only"),
        ("abd el,abd", "one word"),
        (f"{'a' * 61},b", "60 at most"),
        ("med,mohamed\nMED,ahmed", "earlier line"),
        ("=cmd(),x", "letters only"),
    ],
)
def test_line_that_is_no_spelling_is_refused(text: str, fault: str) -> None:
    with pytest.raises(AliasesRefused, match=fault):
        read_aliases(text)
