"""Spellings that the rules do not bring together: those shipped, and those of the installation.

Staff who know the names keep `aliases.csv` in the home folder, one line for each spelling:
`spelling,how it is read`. Its lines come after the shipped ones and win over them. Tokens are made
with the list, so after a change they are made again for everybody (`flask match recompute`).
"""

import logging
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Final

OWN: Final = "aliases.csv"
LONGEST: Final = 60
MOST: Final = 2_000
_NAME: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")

log = logging.getLogger(__name__)


class AliasesRefused(ValueError):
    """A line of the list cannot be used; says which and why."""

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


def shipped() -> dict[str, str]:
    """The list that comes with Sanad."""
    return read_aliases(files(__package__).joinpath(OWN).read_text(encoding="utf-8"))


def own_aliases_of(home: Path) -> Path:
    """Where the list of an installation lies."""
    return home / OWN


def use_aliases_of(home: Path, *, strict: bool = False) -> None:
    """Use the installation's list from now on. One that cannot be read is left out whole and
    logged, unless `strict`: half a list would be worse than none."""
    path = own_aliases_of(home)
    _in_use.clear()
    _in_use.update(shipped())
    try:
        if path.exists():
            _in_use.update(read_aliases(path.read_text(encoding="utf-8")))
    except (AliasesRefused, UnicodeDecodeError, OSError) as refused:
        if strict:
            raise
        log.warning("the list of spellings is not used: %s", type(refused).__name__)


def aliases() -> dict[str, str]:
    """The list in use."""
    if not _in_use:
        _in_use.update(shipped())
    return _in_use


def _two(number: int, line: str) -> tuple[str, str]:
    halves = [half.strip().casefold() for half in line.split(",")]
    if len(halves) != 2 or not all(_NAME.fullmatch(_joined(half)) for half in halves):
        raise AliasesRefused(number, "not `spelling,how it is read`, in letters only")
    if " " in halves[0] or max(map(len, halves)) > LONGEST:
        raise AliasesRefused(number, f"a spelling is one word of at most {LONGEST} letters")
    return halves[0], halves[1]


def _joined(name: str) -> str:
    """Without the marks of Arabic vowels, which are no letters of their own."""
    return "".join(sign for sign in name if not unicodedata.combining(sign))


_in_use: dict[str, str] = {}
