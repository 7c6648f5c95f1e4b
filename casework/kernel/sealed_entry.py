"""A record sealed under the name of its part: the shape returns and reintegration both keep."""

from dataclasses import fields
from enum import StrEnum
from typing import Any, Self


class SealedEntry:
    """Base of a frozen dataclass with one field for each part, named by the part's code, of which
    exactly one is filled. A part without a field is refused with a TypeError."""

    @classmethod
    def of(cls, part: StrEnum, recorded: Any) -> Self:
        """The entry that holds this record."""
        kept: dict[str, Any] = {part.value: recorded}
        return cls(**kept)

    @property
    def recorded(self) -> Any:
        """The record in it."""
        found = (getattr(self, one.name) for one in fields(self))  # type: ignore[arg-type]
        return next(one for one in found if one is not None)
