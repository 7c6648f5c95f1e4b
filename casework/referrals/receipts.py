"""Who opened what was sent, and when: read from the log, which nobody can change."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit.queries import events_of
from casework.referrals.models import Referral

MOST = 1000


@dataclass(frozen=True)
class Receipt:
    """One person there who read a stage: first and last time, and how often."""

    reader: str
    stage: str
    first: datetime
    last: datetime
    times: int


def receipts_of(referral: Referral) -> list[Receipt]:
    """The readers of a referral, in the order in which they first opened it."""
    events = events_of("case", referral.case_id, kinds=("ReferralRead",), limit=MOST)
    mine = [one for one in events if one.code("referral_id") == str(referral.id)]
    seen: dict[tuple[UUID | None, str], list[datetime]] = {}
    for one in reversed(mine):
        seen.setdefault((one.actor_id, one.code("stage")), []).append(one.at)
    names = accounts.user_displays({one.actor_id for one in mine})
    return [
        Receipt(names.get(who, "") if who else "", stage, at[0], at[-1], len(at))
        for (who, stage), at in seen.items()
    ]
