"""Who may look at a conference, and when: under seals that nobody makes without keys.

Those of a time before are sealed once, where the trace says that the conference was prepared and
the organisation invited.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import select

from casework.accounts import seals
from casework.accounts.domain.refusals import RowTampered
from casework.accounts.tampering import case_found_changed
from casework.audit.queries import every_event_of
from casework.db import db
from casework.kernel import clock
from casework.together.domain.conference import OPEN_STATES
from casework.together.models import Conference, Invitation

INVITING = ("invited", "uninvited")


def seal_conference(row: Conference) -> None:
    """Of which case, when those invited may look, and whether it tells who it is."""
    row.seal = seals.made("conference", *_conference(row))


def seal_invitation(row: Invitation) -> None:
    """Who was invited to what, and whether that ended."""
    row.seal = seals.made("invitation", *_invitation(row))


def conference_fits(row: Conference) -> bool:
    """Whether Sanad wrote when it opens and closes."""
    return seals.fits(row.seal, "conference", *_conference(row))


def invitation_fits(row: Invitation) -> bool:
    """Whether Sanad invited them."""
    return seals.fits(row.seal, "invitation", *_invitation(row))


def refuse_touched(row: Conference) -> None:
    """Nobody is invited to what somebody else than Sanad opened."""
    if not conference_fits(row):
        case_found_changed(row.case_id, "conference")
        raise RowTampered()


def touched_conferences() -> Iterator[UUID]:
    """The cases of which somebody could see something if seals were not looked at, or sees it by an
    older row that still fits: the trace says who was invited last."""
    rows = (
        select(Conference, Invitation)
        .join(Invitation, Invitation.conference_id == Conference.id)
        .where(Conference.state.in_(OPEN_STATES), Conference.closes_at > clock.now())
        .where(Invitation.ended_at.is_(None))
    )
    found = db.session.execute(rows).all()
    said = _said({row.case_id for row, _one in found})
    for row, one in found:
        invited = said.get((row.id, one.organisation_id)) == "invited"
        if not (conference_fits(row) and invitation_fits(one) and invited):
            yield row.case_id


def seal_earlier() -> int:
    """Those of a time before seals: how many were sealed."""
    rows = select(Conference).where(Conference.seal.is_(None))
    conferences = {row.id: row for row in db.session.scalars(rows)}
    said = _said({row.case_id for row in conferences.values()})
    convened = {conference_id for conference_id, _house in said}
    known = [row for row in conferences.values() if row.id in convened]
    for row in known:
        seal_conference(row)
    unsealed = select(Invitation).where(Invitation.seal.is_(None))
    invited = [one for one in db.session.scalars(unsealed) if _as_said(one, said)]
    for one in invited:
        seal_invitation(one)
    return len(known) + len(invited)


def _as_said(one: Invitation, said: dict[tuple[UUID, UUID | None], str]) -> bool:
    last = said.get((one.conference_id, one.organisation_id))
    return last is not None and (one.ended_at is not None or last == "invited")


def _said(case_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID | None], str]:
    """What was said last of each conference, and of each organisation and it."""
    found: dict[tuple[UUID, UUID | None], str] = {}
    for case_id in case_ids:
        for one in every_event_of("case", case_id, ("ConferenceChanged",)):
            house, what = one.code("organisation_id"), one.code("what")
            key = UUID(one.code("conference_id")), UUID(house) if house else None
            if not house or what in INVITING:
                found.setdefault(key, what)
    return found


def _conference(row: Conference) -> tuple[object, ...]:
    return row.id, row.case_id, row.opens_at, row.closes_at, bool(row.anonymised)


def _invitation(row: Invitation) -> tuple[object, ...]:
    return row.conference_id, row.organisation_id, row.user_id, row.ended_at
