"""Spellings that the rules do not bring together: those that come with Sanad, and those that staff
who know the names added (`spellings`), which win over them.

Tokens are made with the list, so after a change they are made again for everybody.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

SHIPPED: Final = "aliases.csv"
LONGEST: Final = 60
MOST: Final = 2_000
_NAME: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


class AliasesRefused(ValueError):
    """A line of a list cannot be used; says which and why."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(f"line {line}: {fault}")


def read_aliases(text: str) -> dict[str, str]:
    """Spelling to reading. Refused: a line that is not two names, a spelling of several words, a
    spelling given twice, more than 2,000 lines."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if number > MOST:
            raise AliasesRefused(number, f"more than {MOST:,} lines")
        spelling, reading = _two(number, line)
        if spelling in found:
            raise AliasesRefused(number, "the spelling stands on an earlier line too")
        found[spelling] = reading
    return found


@cache
def shipped() -> Mapping[str, str]:
    """The list that comes with Sanad."""
    return read_aliases(files(__package__).joinpath(SHIPPED).read_text(encoding="utf-8"))


def use(own: Mapping[str, str]) -> None:
    """Use the shipped list with these on top."""
    _in_use[:] = [{**shipped(), **own}]


def aliases() -> Mapping[str, str]:
    """The list in use."""
    if not _in_use:
        use({})
    return _in_use[0]


def as_name(words: str) -> str | None:
    """One or more words as the list holds them: small letters, one space between; None when they
    are not letters only, or too long."""
    name = " ".join(words.split()).casefold()
    letters = "".join(sign for sign in name if not unicodedata.combining(sign))
    return name if _NAME.fullmatch(letters) and len(name) <= LONGEST else None


def _two(number: int, line: str) -> tuple[str, str]:
    halves = [as_name(half) for half in line.split(",")]
    if len(halves) != 2 or halves[0] is None or halves[1] is None or " " in halves[0]:
        fault = f"not `one word,how it is read`, in letters only, {LONGEST} at most"
        raise AliasesRefused(number, fault)
    return halves[0], halves[1]


_in_use: list[Mapping[str, str]] = []
