"""Who the person is and how to reach them safely: what is sealed most carefully."""

from dataclasses import dataclass
from datetime import date

from casework.kernel.refusals import Conflict, Refusal

DOCUMENT_KINDS = ("national_id", "passport", "residence_permit", "consular_card", "asylum", "other")
YES_NO_UNKNOWN = ("yes", "no", "unknown")


class NotADate(Refusal):
    """A day that no calendar has, or one still to come."""

    field = "birth"


class IdentityBeforeConsent(Conflict):
    """A name is written down only once the person agreed to a case (P2) or the law requires a
    report."""


class RevealReasonMissing(Refusal):
    """The identity is shown for a reason from the list, or one in at least ten characters."""

    field = "words"


MOST_A_DAY = 40
"""Of so many different people somebody is shown the identity within 24 hours; twice what raises an
alarm, and more than anybody meets in a day. The same people may be looked at again."""


class TooManyIdentities(Refusal):
    """The identities of so many people within a day are the most."""

    status = 429


@dataclass(frozen=True)
class PartialDate:
    """A birth date as far as it is known: a year, perhaps a month, perhaps a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise NotADate()
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise NotADate() from None

    def age_on(self, today: date) -> int:
        """Completed years. What is unknown counts as late in the year: the younger age stands."""
        born_by = (self.month or 12, self.day or 31)
        had_birthday = (today.month, today.day) >= born_by
        return today.year - self.year - (0 if had_birthday else 1)


def born(year: int, month: int | None, day: int | None, today: date) -> PartialDate:
    """A birth date; refused when it lies ahead or more than 120 years back."""
    birth = PartialDate(year, month, day)
    if not today.year - 120 <= year or date(year, month or 1, day or 1) > today:
        raise NotADate()
    return birth


@dataclass(frozen=True)
class Document:
    """A document that names the person."""

    kind: str
    number: str


@dataclass(frozen=True)
class Identity:
    """The name as spoken, and as on the document (given and family name, which is how two people
    are told apart), with what else tells them apart.

    `nationality` is an ISO 3166-1 alpha-2 code or empty; `sex` female, male or unknown.
    """

    spoken_name: str
    given_name: str = ""
    family_name: str = ""
    birth: PartialDate | None = None
    sex: str = "unknown"
    nationality: str = ""
    documents: tuple[Document, ...] = ()
    phone: str = ""

    @property
    def name_parts(self) -> tuple[str, str]:
        """Given and family name; without a document, the spoken name split after its first
        word."""
        if self.given_name or self.family_name:
            return self.given_name, self.family_name
        first, _, rest = self.spoken_name.partition(" ")
        return first, rest


@dataclass(frozen=True)
class Alias:
    """The name used instead of the person's own with those who need not know it."""

    name: str


@dataclass(frozen=True)
class SafeContact:
    """How to reach the person without putting them in danger, and what never to do."""

    phone: str = ""
    hours: str = ""
    calls: str = "unknown"
    messages: str = "unknown"
    code_word: str = ""
    instructions: tuple[str, ...] = ()

    @property
    def masked_phone(self) -> str:
        """The last two digits, enough to tell two numbers apart."""
        digits = [letter for letter in self.phone if letter.isdigit()]
        return f"•• •• •• •• {''.join(digits[-2:])}" if len(digits) > 3 else ""
