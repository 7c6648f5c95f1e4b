"""The classes with which a fact was counted, kept in its seal for the tables of its year.

The tables of a year add up to the lines that its quarters published. Cases move meanwhile: counted
by what they say when the year is frozen, the cells of a table would be pressed onto lines that say
something else, and lie further from every truth than the margin that is told. So a fact is counted
in the year by what it said when its quarter was counted, in every dimension that was counted then,
and by what it says now in all others. One row of one person either way: it costs no privacy.
"""

from collections.abc import Collection

from .domain import KINDS, Classes


def in_short(kind: str, classes: Classes, dimensions: Collection[str]) -> str:
    """The classes of these dimensions as they lie in a seal: in the order of the kind, empty for
    every other dimension."""
    said = (classes[name] if name in dimensions else "" for name in KINDS[kind].dimensions)
    return "|".join(said).rstrip("|")


def as_counted(kind: str, classes: Classes, before: str) -> Classes:
    """What a fact is counted by: as it was `before`, where it was counted, and as it is."""
    if not before:
        return classes
    kept = zip(KINDS[kind].dimensions, before.split("|"), strict=False)
    return {**classes, **{name: said for name, said in kept if said}}
