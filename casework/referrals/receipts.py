"""Who saw or opened what was sent, and when: read from the log, which nobody can change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import record_read
from casework.audit.catalogue import ReferralListed
from casework.audit.queries import acts_on, every_event_of
from casework.policy import Actor
from casework.referrals.models import Referral

LISTED = "listed"
READ = ("ReferralListed", "ReferralRead")


@dataclass(frozen=True)
class Receipt:
    """One person there who read a stage, or saw the first lines in a list (`LISTED`): first and
    last time, and how often."""

    reader: str
    stage: str
    first: datetime
    last: datetime
    times: int


def receipts_of(referral: Referral) -> list[Receipt]:
    """The readers of a referral, in the order in which they first saw it: all of them, however
    often somebody looked again since."""
    looks = every_event_of("case", referral.case_id, READ)
    mine = [one for one in looks if one.code("referral_id") == str(referral.id)]
    seen: dict[tuple[UUID | None, str], list[datetime]] = {}
    for one in reversed(mine):
        seen.setdefault((one.actor_id, one.code("stage") or LISTED), []).append(one.at)
    names = accounts.user_displays({one.actor_id for one in mine})
    return [
        Receipt(names.get(who, "") if who else "", stage, at[0], at[-1], len(at))
        for (who, stage), at in seen.items()
    ]


def note_listed(rows: Iterable[tuple[UUID, UUID]], actor: Actor) -> None:
    """The first lines of these requests (case and id) stand in a list: that is written down once
    for each reader, unless they opened it before."""
    found = {id: case_id for case_id, id in rows}
    if not found:
        return
    earlier = acts_on(actor.user_id, "case", {*found.values()}, READ)
    seen = {one.code("referral_id") for one in earlier}
    for id, case_id in found.items():
        if str(id) not in seen:
            record_read(ReferralListed(case_id=case_id, referral_id=id), actor)
