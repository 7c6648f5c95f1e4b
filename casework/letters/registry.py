"""Which letters there are. Each says about what it can be written now, and writes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from casework.cases.queries import Case
from casework.papers.blocks import Paper


@dataclass(frozen=True)
class Subject:
    """What a letter is about: a reference (empty: the case itself) and its words."""

    about: str = ""
    label: Any = ""


Subjects = Callable[[Case], Iterable[Subject]]
Compose = Callable[[Case, str, str], Paper]

THE_CASE = (Subject(),)


@dataclass(frozen=True)
class Letter:
    """One kind of letter. `subjects(case)`: about what it can be printed now (nothing: not at
    all); `compose(case, about, language)` writes it in French or Arabic."""

    key: str
    label: Any
    hint: Any
    compose: Compose
    subjects: Subjects = lambda case: THE_CASE
    place: int = 50


_letters: dict[str, Letter] = {}


def register_letter(letter: Letter) -> None:
    """Add a letter to those of a case."""
    _letters[letter.key] = letter


def letters() -> list[Letter]:
    """All letters, in order."""
    return sorted(_letters.values(), key=lambda letter: letter.place)


def letter_of(key: str) -> Letter | None:
    """The letter of a key."""
    return _letters.get(key)
