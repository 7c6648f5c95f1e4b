"""What the person takes back ends for whoever was invited to a conference."""

from collections.abc import Iterable
from uuid import UUID

from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.withdrawals import Loss, Question
from casework.db import db
from casework.policy import Actor
from casework.together import queries
from casework.together.models import Conference, Invitation
from casework.together.service.conferences import end


def losses(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Who would no longer see what a conference shares, if this were withdrawn."""
    for invitation in _resting_on(case_id, question):
        yield _loss(invitation)


def shared(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Whoever could ever look at a conference, whether it is over by now or not."""
    purpose, recipient_id = question
    if purpose == Purpose.CASE or (purpose == Purpose.SERVICE and recipient_id is not None):
        whom = None if purpose == Purpose.CASE else recipient_id
        for organisation_id, reference_ in queries.ever_let_in(case_id, whom):
            yield Loss(organisation_id, reference_, "conference")


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """End those invitations, in the transaction of the withdrawal."""
    for invitation in _resting_on(case_id, question):
        end(db.session.get_one(Conference, invitation.conference_id), invitation, actor)


def end_beyond(
    case_id: UUID, question: Question, groups: frozenset[str], actor: Actor
) -> Iterable[Loss]:
    """Who agrees to less ends the invitations to what tells more."""
    if question[0] != Purpose.SERVICE:
        return []
    over = [one for one in _resting_on(case_id, question) if not _needs_agreed(one) <= groups]
    lost = [_loss(one) for one in over]
    for invitation in over:
        end(db.session.get_one(Conference, invitation.conference_id), invitation, actor)
    return lost


def _loss(invitation: Invitation) -> Loss:
    row = db.session.get_one(Conference, invitation.conference_id)
    told = frozenset({"profile"}) if row.anonymised else queries.prepared_of(row).told
    groups = tuple(group for group in DATA_GROUPS if group in told)
    return Loss(invitation.organisation_id, row.reference, "conference", groups)


def _needs_agreed(invitation: Invitation) -> frozenset[str]:
    """What must have been agreed to for it; for an anonymous conference nothing, short of a no."""
    row = db.session.get_one(Conference, invitation.conference_id)
    return frozenset() if row.anonymised else queries.prepared_of(row).told


def _resting_on(case_id: UUID, question: Question) -> list[Invitation]:
    purpose, recipient_id = question
    if purpose == Purpose.CASE:
        return queries.standing_invitations(case_id, None)
    if purpose == Purpose.SERVICE and recipient_id is not None:
        return queries.standing_invitations(case_id, recipient_id)
    return []
