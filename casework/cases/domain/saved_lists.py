"""A list of cases that somebody keeps for themselves: a name, and what narrows it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casework.kernel.refusals import Refusal

MOST = 20
NAME_LIMIT = 40


class TooManyLists(Refusal):
    """Somebody keeps `MOST` lists at most."""

    field = "name"


class NameTaken(Refusal):
    """Somebody has a list of this name already."""

    field = "name"


class NothingChosen(Refusal):
    """A list that nothing narrows is the list of all."""

    field = "name"


@dataclass(frozen=True)
class SavedFilters:
    """The name in its owner's words, and the choices by the names of their filters; sealed, because
    words may name somebody and what is looked for again and again says something too."""

    name: str
    chosen: tuple[tuple[str, str], ...]

    @property
    def filters(self) -> dict[str, str]:
        """The choices as the list takes them."""
        return dict(self.chosen)


def check_name(name: str, others: Iterable[str]) -> None:
    """Refuse a name that another list of the same person has, written large or small."""
    if name.casefold() in {other.casefold() for other in others}:
        raise NameTaken()


def kept(name: str, chosen: Mapping[str, str]) -> SavedFilters:
    """A list to keep; refused when nothing narrows it."""
    if not chosen:
        raise NothingChosen()
    return SavedFilters(name, tuple(sorted(chosen.items())))
