"""The tasks before the first real person, and when each is done.

A task is done when everything that can be looked at is so, and, where it takes a person's word
(the periods were settled with the authority, the questionnaires were read by a lawyer), that word
was given. Nobody can give it for something that a look shows not to be done.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from casework.kernel.ids import ALPHABET
from casework.kernel.refusals import NotFound, Refusal

GROUPS, LETTERS = 5, 5
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


class Task(StrEnum):
    """What is done before the first real person, in order."""

    ACCOUNT = "account"
    KEYS = "keys"
    NAME = "name"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    NUMBERS = "numbers"
    QUESTIONNAIRES = "questionnaires"
    RULES = "rules"
    BACKUPS = "backups"
    MAIL = "mail"
    CHECKS = "checks"


CONFIRMED = frozenset({Task.QUESTIONNAIRES, Task.RULES, Task.MAIL})
"""Tasks that need somebody's word."""


class CodeNotRight(Refusal):
    """Not the code on the console of this server."""

    field = "code"


class SignInFirst(Refusal):
    """Somebody has an account here already: the code alone makes no further one."""


class SetupClosed(NotFound):
    """This installation is set up, or was never to be."""


class NotDoneYet(Refusal):
    """Something of this task, or another task, is not done."""


class MailNotTaken(Refusal):
    """The mail server did not take the trial letter."""

    field = "address"


class NotReady(Refusal):
    """No real people are entered before the set-up is done."""

    status = 403


@dataclass(frozen=True)
class Fact:
    """One thing that was looked at, and the numbers to say of it."""

    key: str
    done: bool
    told: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """How far one task is."""

    task: Task
    facts: Sequence[Fact] = ()
    confirmed_at: datetime | None = None

    @property
    def looked(self) -> bool:
        """Whether everything that can be looked at is so."""
        return all(fact.done for fact in self.facts)

    @property
    def asks(self) -> bool:
        """Whether somebody's word is needed."""
        return self.task in CONFIRMED

    @property
    def done(self) -> bool:
        """Whether nothing is left of it."""
        return self.looked and (not self.asks or self.confirmed_at is not None)


def new_code() -> str:
    """125 random bits, to be typed from a console: five groups of five letters and digits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)


def typed_code(text: str) -> str:
    """The code as it was made: hyphens, spaces, case and look-alikes are forgiven."""
    plain = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_LOOKALIKES)
    return "-".join(plain[at : at + LETTERS] for at in range(0, len(plain), LETTERS))
