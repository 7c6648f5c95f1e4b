"""What was given: one line for each service, by us or by somebody else."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from casework.kernel.refusals import Refusal

MOST_HOURS = 1000
LARGEST_AMOUNT = Decimal(1_000_000)


class AmountOutOfRange(Refusal):
    """An amount in dirhams lies between 0 and a million, with two decimals at most."""

    field = "amount"


@dataclass(frozen=True)
class Given:
    """A service that was given; sealed. `hours` are whole hours, `amount` dirhams as text with two
    decimals; both empty when they mean nothing. `referral` is the reference of the request that
    was delivered, empty for what the caseworker gave or noted."""

    service: str
    on: date
    provider_id: UUID | None = None
    provider: str = ""
    hours: int | None = None
    amount: str = ""
    note: str = ""
    referral: str = ""


def dirhams(text: str) -> str:
    """An amount as typed (`1 250,50`), as it is kept (`1250.50`); empty for nothing. Refused
    (AmountOutOfRange) when it is no amount."""
    plain = text.replace("\u202f", "").replace("\xa0", "").replace(" ", "").replace(",", ".")
    if not plain:
        return ""
    whole, dot, cents = plain.partition(".")
    fits = plain.isascii() and whole.isdigit() and (not dot or (cents.isdigit() and len(cents) < 3))
    if not fits or Decimal(plain) > LARGEST_AMOUNT:
        raise AmountOutOfRange()
    return f"{Decimal(plain):.2f}"
