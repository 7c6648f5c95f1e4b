"""The list of spellings that staff may add to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.encryption.matching import Particulars
from casework.encryption.matching.aliases import (
    AliasesRefused,
    read_aliases,
    shipped,
    use_aliases_of,
)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home folder of its own; afterwards only the shipped list is used again."""
    yield tmp_path
    (tmp_path / "aliases.csv").unlink(missing_ok=True)
    use_aliases_of(tmp_path)


def _code(name: str) -> str:
    return Particulars(given=name).codes[0]


def test_shipped_list_can_be_read_and_brings_spellings_together() -> None:
    assert shipped()["med"] == "mohamed"
    assert _code("Med") == _code("محمد")


def test_spelling_added_by_staff_counts_from_then_on(home: Path) -> None:
    assert _code("Zizou") != _code("Zinedine")
    (home / "aliases.csv").write_text("# ours\nZizou,zinedine\n", encoding="utf-8-sig")
    use_aliases_of(home)
    assert _code("Zizou") == _code("Zinedine")
    assert _code("Med") == _code("Mohamed")


def test_list_that_cannot_be_read_is_left_out_whole(home: Path) -> None:
    (home / "aliases.csv").write_text("zizou,zinedine\nbroken\n", encoding="utf-8")
    use_aliases_of(home)
    assert _code("Zizou") != _code("Zinedine")
    with pytest.raises(AliasesRefused):
        use_aliases_of(home, strict=True)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("med", "line 1"),
        ("# x\n\nmed,mohamed,x", "line 3"),
        ("med,", "line 1"),
        ("med,m0hamed", "letters only"),
        ("abd el,abd", "one word"),
        (f"{'a' * 61},b", "one word"),
        ("med,mohamed\nMED,ahmed", "earlier line"),
        ("=cmd(),x", "letters only"),
    ],
)
def test_line_that_is_no_spelling_is_refused(text: str, fault: str) -> None:
    with pytest.raises(AliasesRefused, match=fault):
        read_aliases(text)
