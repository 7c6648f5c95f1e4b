"""Emergency accesses, for who opened them, who reviews them and who watches over both."""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from sqlalchemy import func, select

from casework.accounts.tampering import case_found_changed
from casework.audit.queries import Written, events_of, every_event_of
from casework.cases.queries import Case, case_in_regions, case_scope
from casework.db import db
from casework.kernel import clock
from casework.kernel.ids import normalise_code
from casework.oversight.domain import A_DAY, OPEN_FOR, State
from casework.oversight.models import UrgentAccess
from casework.oversight.sealing import access_fits
from casework.policy import Actor, Permission, Resource, Role

PAGE = 50
READ = ("CaseRead", "IdentityRevealed")


@dataclass(frozen=True)
class Door:
    """A code that somebody typed. Whether there is such a file is said only once a reason is given
    and written down: the page is the same for every code."""

    code: str
    case: Case | None
    region: str | None

    def resource(self) -> Resource:
        """Where the file lies; where there is none, the actor's own region."""
        return Resource(kind="case", region=self.case.region if self.case else self.region)


def door(actor: Actor, code: str) -> Door | None:
    """The door behind a well-formed code."""
    wanted = normalise_code(code)
    if wanted is None:
        return None
    return Door(wanted, case_in_regions(actor, wanted), next(iter(sorted(actor.regions)), None))


def open_access(case: Case, actor: Actor) -> UrgentAccess | None:
    """The actor's own emergency access to a case, while it lasts; none that Sanad did not open."""
    found = select(UrgentAccess).where(
        UrgentAccess.case_id == case.id,
        UrgentAccess.user_id == actor.user_id,
        UrgentAccess.ends_at > clock.now(),
    )
    for access in db.session.scalars(found.order_by(UrgentAccess.ends_at.desc())):
        if access_fits(access):
            return access
        case_found_changed(case.id, "urgent_access")
    return None


def opened_lately(actor: Actor) -> int:
    """How many the actor opened within a day, and how many codes they tried that have no file: else
    codes could be tried until one is right."""
    since = clock.now() - A_DAY
    found = select(func.count()).where(
        UrgentAccess.user_id == actor.user_id, UrgentAccess.opened_at > since
    )
    return (db.session.scalar(found) or 0) + _tried_in_vain(actor, since)


def _tried_in_vain(actor: Actor, since: datetime) -> int:
    """However many other pages were refused meanwhile."""
    refused = every_event_of("user", actor.user_id, kinds=("AccessRefused",))
    lately = takewhile(lambda one: one.at > since, refused)
    return sum(one.code("permission") == Permission.CASE_URGENT.value for one in lately)


def access_for(actor: Actor, access_id: UUID) -> UrgentAccess | None:
    """One emergency access, as its reviewers and the data protection officer may know of it."""
    found = db.session.get(UrgentAccess, access_id)
    return found if found and _may_know(actor, found) else None


def accesses(actor: Actor, waiting: bool = False, limit: int = PAGE) -> list[UrgentAccess]:
    """Those that the actor may know of, the newest first; `waiting`: that nobody judged yet, the
    oldest first."""
    found = select(UrgentAccess)
    if actor.role is not Role.DPO and not actor.national:
        found = found.where(UrgentAccess.region.in_(actor.regions))
    if waiting:
        found = found.where(UrgentAccess.state.in_((State.WAITING, State.TO_CLARIFY)))
        found = found.order_by(UrgentAccess.opened_at, UrgentAccess.id)
    else:
        found = found.order_by(UrgentAccess.opened_at.desc(), UrgentAccess.id)
    rows = list(db.session.scalars(found.limit(limit)))
    known = None if actor.role is Role.DPO else case_scope(actor, {one.case_id for one in rows})
    return [one for one in rows if known is None or one.case_id in known]


def what_was_read(access: UrgentAccess) -> list[Written]:
    """What its bearer opened of the case while it lasted, in order."""
    end: datetime = access.opened_at + OPEN_FOR
    found = events_of("case", access.case_id, kinds=READ, limit=500)
    own = [
        one
        for one in found
        if one.actor_id == access.user_id
        and access.opened_at.replace(microsecond=0) <= one.at <= end
    ]
    return own[::-1]


def _may_know(actor: Actor, access: UrgentAccess) -> bool:
    """The officer for data protection knows of all; a focal point of those in cases they may know
    of: not of one with which they have a conflict of interest."""
    return actor.role is Role.DPO or access.case_id in case_scope(actor, [access.case_id])
