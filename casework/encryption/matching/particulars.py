"""What is compared of a person, and its coded form."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from casework.encryption.matching.normalise import parts
from casework.encryption.matching.phonetic import readable, skeleton


@dataclass(frozen=True)
class BirthDate:
    """A date of birth as far as it is known. 1 January means "that year" on many documents."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def day_is_known(self) -> bool:
        """Day and month are known, and are not the 1 January that stands for unknown."""
        return bool(self.month and self.day) and (self.month, self.day) != (1, 1)

    @property
    def day_and_month(self) -> str:
        """Smaller number first, so that 3 April and 4 March meet: they are often exchanged."""
        return "-".join(str(number) for number in sorted((self.day or 0, self.month or 0)))


@dataclass(frozen=True, repr=False, eq=False)
class Particulars:
    """Name, date of birth and what else tells people apart, as it was written down."""

    given: str = ""
    family: str = ""
    birth: BirthDate = BirthDate()
    sex: str | None = None
    nationality: str | None = None
    phone: str | None = None
    document: str | None = None

    @cached_property
    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The parts of the given and of the family name."""
        return parts(self.given), parts(self.family)

    @cached_property
    def codes(self) -> tuple[str, str]:
        """Given and family name by sound; empty when there is none."""
        return _code(self.names[0]), _code(self.names[1])

    @cached_property
    def first_code(self) -> str:
        """The first given name alone by sound."""
        return next((code for part in self.names[0] if (code := skeleton(part))), "")

    @cached_property
    def spellings(self) -> tuple[str, str]:
        """Given and family name in one comparable Latin spelling."""
        return _spelling(self.names[0]), _spelling(self.names[1])

    @cached_property
    def phone_digits(self) -> str | None:
        """The last eight digits: the same with and without country code or leading zero."""
        digits = "".join(
            str(unicodedata.digit(sign)) for sign in self.phone or "" if sign.isdecimal()
        )
        return digits[-8:] if len(digits) >= 8 else None

    @cached_property
    def document_number(self) -> str | None:
        """The number in capitals, without spaces and marks."""
        number = unicodedata.normalize("NFKC", self.document or "")
        return "".join(sign for sign in number.upper() if sign.isalnum()) or None

    def __repr__(self) -> str:
        return "<Particulars>"


def _code(names: tuple[str, ...]) -> str:
    code = ""
    for part in names:
        sound = skeleton(part)
        code += sound[1:] if code.endswith(sound[:1]) else sound
    return code or ("A" if names else "")


def _spelling(names: tuple[str, ...]) -> str:
    return "".join(readable(part) for part in names)
