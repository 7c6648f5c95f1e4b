"""Reads of conferences and links, each through the case or the invitation that lets somebody in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from casework.accounts.queries import organisation_name
from casework.accounts.tampering import case_found_changed
from casework.cases.domain.consent import Purpose, said_no
from casework.cases.domain.pathway import CLOSED
from casework.cases.queries import (
    Case,
    case_by_code,
    case_by_id,
    case_scope,
    codes_of,
    groups_agreed,
    said_by_person,
)
from casework.cases.service import conflicts_of
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Resource
from casework.together.domain.conference import OPEN_STATES, AttendanceEnded, Minutes, Prepared
from casework.together.domain.links import CONFIRMED, ENDED, PROPOSED, Linked
from casework.together.models import CaseLink, Conference, Invitation
from casework.together.sealing import conference_fits, invitation_fits
from casework.web.languages import current_language

DISCLOSING = "A"


@dataclass(frozen=True)
class ConferenceOfCase:
    """A conference seen by those who work its case, which decides."""

    case: Case
    row: Conference

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()

    @property
    def prepared(self) -> Prepared:
        """What was prepared."""
        return prepared_of(self.row)

    @property
    def minutes(self) -> Minutes | None:
        """What was decided, once it was held."""
        return self.row.minutes.reveal() if self.row.minutes else None


@dataclass(frozen=True)
class InvitationOfCase(ConferenceOfCase):
    """One invitation, for those who work the case."""

    invitation: Invitation


@dataclass(frozen=True)
class DecisionOfCase(ConferenceOfCase):
    """One decision of a conference, for those who work the case."""

    decision_id: UUID


@dataclass(frozen=True)
class Attended:
    """A conference seen by somebody who is invited and may look now."""

    case: Case
    row: Conference
    organisation_id: UUID

    def resource(self) -> Resource:
        """The invitation lets them in, and discloses no more than its conference shares."""
        return Resource(
            kind="conference", recipient_organisation_id=self.organisation_id, stage=DISCLOSING
        )


@dataclass(frozen=True)
class LinkOfCase:
    """A link seen from one of its two cases. `other` is the code of the other one, where this
    reader may learn it."""

    case: Case
    row: CaseLink
    other: str | None

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()

    @property
    def linked(self) -> Linked:
        """What binds the two."""
        return self.row.linked.reveal() if self.row.linked else Linked("")


@dataclass(frozen=True)
class ConflictOfCase:
    """A conflict of interest and its case, which decides."""

    case: Case
    row: Any

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


def conferences_of(case: Case) -> list[ConferenceOfCase]:
    """The conferences of a case, the latest first."""
    rows = select(Conference).where(Conference.case_id == case.id)
    found = db.session.scalars(rows.order_by(Conference.begins_at.desc(), Conference.id))
    return [ConferenceOfCase(case, row) for row in found]


def conference_of(actor: Actor, code: str, ref: str) -> ConferenceOfCase | None:
    """One conference of a case the actor may know of."""
    case = case_by_code(actor, code)
    if case is None:
        return None
    wanted = Conference.case_id == case.id, Conference.reference == ref
    row = db.session.scalar(select(Conference).where(*wanted))
    return ConferenceOfCase(case, row) if row is not None else None


def invitation_of(
    actor: Actor, code: str, ref: str, invitation_id: UUID
) -> InvitationOfCase | None:
    """One invitation to such a conference."""
    found = conference_of(actor, code, ref)
    row = db.session.get(Invitation, invitation_id) if found is not None else None
    if found is None or row is None or row.conference_id != found.row.id:
        return None
    return InvitationOfCase(found.case, found.row, row)


def decision_of(actor: Actor, code: str, ref: str, decision_id: UUID) -> DecisionOfCase | None:
    """One decision of such a conference."""
    found = conference_of(actor, code, ref)
    minutes = found.minutes if found is not None else None
    if found is None or minutes is None:
        return None
    known = {one.id for one in minutes.decisions}
    return DecisionOfCase(found.case, found.row, decision_id) if decision_id in known else None


def invitations_of(conference_id: UUID) -> Sequence[Invitation]:
    """Everybody who was invited, in the order they were."""
    rows = select(Invitation).where(Invitation.conference_id == conference_id)
    return db.session.scalars(rows.order_by(Invitation.invited_at, Invitation.id)).all()


def standing_invitations(case_id: UUID, organisation_id: UUID | None) -> list[Invitation]:
    """The invitations that let an organisation (or anybody: None) look, now or later. One to an
    anonymous conference is among them: whoever sees a code and a card is told of the person."""
    rows = (
        select(Invitation)
        .join(Conference, Conference.id == Invitation.conference_id)
        .where(Conference.case_id == case_id, Conference.state.in_(OPEN_STATES))
        .where(Invitation.ended_at.is_(None), Conference.closes_at > clock.now())
    )
    if organisation_id is not None:
        rows = rows.where(Invitation.organisation_id == organisation_id)
    return list(db.session.scalars(rows.order_by(Invitation.id)))


def ever_let_in(case_id: UUID, organisation_id: UUID | None) -> list[tuple[UUID, str]]:
    """Each organisation (or this one) that could at some time look at a conference, anonymous or
    not, with the reference of it. One that was postponed was open before its new days."""
    rows = (
        select(Invitation, Conference)
        .join(Conference, Conference.id == Invitation.conference_id)
        .where(Conference.case_id == case_id)
    )
    if organisation_id is not None:
        rows = rows.where(Invitation.organisation_id == organisation_id)
    found = db.session.execute(rows.order_by(Conference.begins_at, Invitation.id)).all()
    return [(one.organisation_id, row.reference) for one, row in found if _could_look(one, row)]


def _could_look(invitation: Invitation, row: Conference) -> bool:
    ended, before = invitation.ended_at, prepared_of(row)
    if row.opens_at <= clock.now() and (ended is None or ended > row.opens_at):
        return True
    if before.opened_from is None or before.opened_until is None:
        return False
    begun = ended is None or ended > before.opened_from
    return begun and invitation.invited_at < before.opened_until


def attended(actor: Actor, ref: str) -> Attended | None:
    """The conference, if the actor is invited, may look at this very moment, and the person still
    agrees to it."""
    row = db.session.scalar(_invited(actor).where(Conference.reference == ref))
    found = _let_in(actor, row) if row is not None else None
    if found is None:
        _say_it_ended(actor, ref)
    return found


def _say_it_ended(actor: Actor, ref: str) -> None:
    """Whoever was let in once is told that this is over, and whom to ask."""
    row = db.session.scalar(
        _named(actor).where(Conference.reference == ref, Conference.opens_at <= clock.now())
    )
    case = case_by_id(row.case_id) if row is not None and _as_sealed(actor, row) else None
    if case is not None and actor.user_id not in case.conflicted_ids():
        convener = organisation_name(case.organisation_id, current_language())
        raise AttendanceEnded(reference=ref, organisation=convener)


def attending(actor: Actor, limit: int) -> list[Attended]:
    """The conferences the actor may look at now, the next first."""
    rows = db.session.scalars(_invited(actor).order_by(Conference.begins_at).limit(limit))
    found = [_let_in(actor, row) for row in rows]
    return [one for one in found if one is not None]


def _named(actor: Actor) -> Select[Any]:
    """The conferences to which this actor was invited at some time."""
    whom = or_(Invitation.user_id.is_(None), Invitation.user_id == actor.user_id)
    return (
        select(Conference)
        .join(Invitation, Invitation.conference_id == Conference.id)
        .where(Invitation.organisation_id == actor.organisation_id, whom)
    )


def _invited(actor: Actor) -> Select[Any]:
    at = clock.now()
    return (
        _named(actor)
        .where(Invitation.ended_at.is_(None), Conference.state.in_(OPEN_STATES))
        .where(Conference.opens_at <= at, Conference.closes_at > at)
    )


def _as_sealed(actor: Actor, row: Conference) -> bool:
    """Whether it was Sanad that invited them, and said when."""
    one = db.session.scalar(
        select(Invitation).where(
            Invitation.conference_id == row.id,
            Invitation.organisation_id == actor.organisation_id,
        )
    )
    if one is not None and conference_fits(row) and invitation_fits(one):
        return True
    case_found_changed(row.case_id, "conference")
    return False


def _let_in(actor: Actor, row: Conference) -> Attended | None:
    if not _as_sealed(actor, row):
        return None
    case = case_by_id(row.case_id)
    agreed = not refused(case, actor.organisation_id) and (
        row.anonymised or not beyond(case, prepared_of(row), actor.organisation_id)
    )
    closed = CLOSED in (case.state, case_by_id(case.merged_into_id or case.id).state)
    barred = closed or actor.user_id in case.conflicted_ids()
    return Attended(case, row, actor.organisation_id) if agreed and not barred else None


def prepared_of(row: Conference) -> Prepared:
    """What was prepared."""
    return row.prepared.reveal() if row.prepared else Prepared("")


def refused(case: Case, organisation_id: UUID | None) -> bool:
    """Whether the person's last word on this organisation, or on a case at all, was a no: then not
    even the code and the card are shown."""
    return said_no(said_by_person(case), (Purpose.SERVICE, organisation_id))


def beyond(case: Case, prepared: Prepared, organisation_id: UUID) -> frozenset[str]:
    """The data groups that it tells and the person does not agree, today, that this organisation be
    told."""
    return prepared.told - groups_agreed(case, Purpose.SERVICE, organisation_id)


def links_of(case: Case, actor: Actor) -> list[LinkOfCase]:
    """The links of a case, as this reader may know them. A proposal is seen only from the side that
    made it; what was rejected or ended, by nobody but its own side."""
    mine = select(CaseLink).where(CaseLink.case_id == case.id, CaseLink.state != ENDED)
    found = [_own(case, row, actor) for row in db.session.scalars(mine.order_by(CaseLink.id))]
    theirs = select(CaseLink).where(CaseLink.other_case_id == case.id)
    rows = db.session.scalars(theirs.where(CaseLink.state == CONFIRMED).order_by(CaseLink.id))
    return [*found, *(_mirrored(case, row, actor) for row in rows)]


def link_of(actor: Actor, code: str, link_id: UUID) -> LinkOfCase | None:
    """One link of a case that the actor may know of."""
    case = case_by_code(actor, code)
    if case is None:
        return None
    return next((one for one in links_of(case, actor) if one.row.id == link_id), None)


def link_between(case_id: UUID, code: str) -> CaseLink | None:
    """The link that this case has, or had, with that code."""
    found = select(CaseLink).where(CaseLink.case_id == case_id, CaseLink.other_code == code)
    return db.session.scalar(found)


def proposals(actor: Actor, limit: int) -> list[LinkOfCase]:
    """The proposals that wait for a focal point, in the cases they may know of."""
    rows = select(CaseLink).where(CaseLink.state == PROPOSED).order_by(CaseLink.proposed_at)
    found = list(db.session.scalars(rows.limit(200)))
    codes = case_scope(actor, [row.case_id for row in found])
    seen = [row for row in found if row.case_id in codes and row.proposed_by_id != actor.user_id]
    return [LinkOfCase(case_by_id(row.case_id), row, row.other_code) for row in seen[:limit]]


def conflict_of(actor: Actor, code: str, conflict_id: UUID) -> ConflictOfCase | None:
    """One conflict of a case that the actor may know of."""
    case = case_by_code(actor, code)
    rows = conflicts_of(case) if case is not None else []
    found = next((row for row in rows if row.id == conflict_id), None)
    return ConflictOfCase(case, found) if case is not None and found is not None else None


def _own(case: Case, row: CaseLink, actor: Actor) -> LinkOfCase:
    entitled = row.code_shown or row.proposed_by_id == actor.user_id
    known = entitled or case_by_code(actor, row.other_code) is not None
    return LinkOfCase(case, row, row.other_code if known else None)


def _mirrored(case: Case, row: CaseLink, actor: Actor) -> LinkOfCase:
    codes = codes_of([row.case_id]) if row.code_shown else case_scope(actor, [row.case_id])
    return LinkOfCase(case, row, codes.get(row.case_id))
