"""How long organisations usually take to answer, for those who refer."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role
from casework.referrals.domain.answers import LOOKS_BACK, usual_answer
from casework.referrals.models import Referral


def usual_answers(organisations: Collection[UUID]) -> dict[UUID, str]:
    """The class of each organisation that answered often enough (see `domain.answers`)."""
    sent, answered = Referral.sent_at, Referral.answered_at
    found = select(Referral.recipient_organisation_id, sent, answered).where(
        Referral.recipient_organisation_id.in_(organisations),
        answered.is_not(None),
        sent >= clock.now() - LOOKS_BACK,
    )
    waited: dict[UUID, list[timedelta]] = defaultdict(list)
    for house, began, ended in db.session.execute(found):
        if began is not None and ended is not None:
            waited[house].append(ended - began)
    said = {house: usual_answer(spans) for house, spans in waited.items()}
    return {house: name for house, name in said.items() if name}


def shown_to(actor: Actor, organisations: Collection[UUID]) -> Mapping[UUID, str]:
    """The same for the directory: told to those who send requests, and to nobody else."""
    return usual_answers(organisations) if actor.role is Role.CASEWORKER else {}
