"""The words of the pages that are turned towards the person, in one language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casework.screening.domain.instrument import ConsentPurpose, Review


class Direction(StrEnum):
    """How the language is written."""

    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: a title, what is said, short points, and what is said after them."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """What stands on buttons and around the page."""

    yes: str
    no: str
    later: str
    forward: str
    back: str
    hide: str
    demonstration: str


@dataclass(frozen=True, slots=True)
class Register:
    """All that is said to one kind of reader. `screening_and_storage` is asked where an instrument
    has one question for both; `choose` when no answer was touched."""

    introduction: Screen
    limits: Screen
    purposes: Mapping[ConsentPurpose, Screen]
    screening_and_storage: Screen
    next: Screen
    refused: Screen
    choose: str


@dataclass(frozen=True, slots=True)
class PersonWords:
    """One language: what is said to an adult and to a child. `interview` are the options of the
    instruments that it serves."""

    language: str
    name: str
    direction: Direction
    interview: tuple[str, ...]
    review: Review
    source: str
    adult: Register
    child: Register
    buttons: Buttons


def serving(packs: Iterable[PersonWords], spoken: Collection[str]) -> PersonWords | None:
    """The words for the language an interview is held in; None when no file serves it."""
    return next((pack for pack in packs if not {*pack.interview}.isdisjoint(spoken)), None)
