"""Whether somebody was here before, without knowing who: one-way tokens of one project.

The token is a keyed digest of what the person gives to be known by (a number, a card, a word of
their own), under a random secret of the project that lies sealed under a data key of its own. Two
projects have two secrets, so their tokens never meet. When the project ends, the data key and the
tokens are destroyed: by whoever leads it, or by itself on the day after its last.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select

from casework.assistance.domain.counting import FIRST, REPEAT, VISIT
from casework.assistance.domain.records import Secret
from casework.assistance.domain.refusals import TokensDestroyed
from casework.assistance.models import Operation, ProjectSecret, RepeatToken
from casework.assistance.service.counting import count
from casework.assistance.service.operations import take
from casework.audit import record
from casework.audit.catalogue import FundingChanged, RepeatLooked
from casework.cases.queries import today
from casework.db import db
from casework.encryption import create_data_key, destroy_data_key
from casework.funding import queries as funding
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor

LENGTH = 16
Visit = Literal["first", "repeat"]


def look(row: Operation, known_by: str, actor: Actor) -> Visit:
    """Say whether this project met the person before, note the token if not, and count the visit.
    What was typed is kept nowhere."""
    take(row, actor)
    if funding.ended(row.project_id, today()):
        raise TokensDestroyed()
    token = _token(row.project_id, known_by)
    mine = RepeatToken.project_id == row.project_id
    met = db.session.scalar(select(RepeatToken.id).where(mine, RepeatToken.token == token))
    if met is None:
        db.session.add(RepeatToken(id=new_id(), project_id=row.project_id, token=token))
        db.session.flush()
    visit: Visit = "first" if met is None else "repeat"
    count(row, VISIT, FIRST if met is None else REPEAT, 1, actor)
    record(RepeatLooked(operation_id=row.id), actor)
    return visit


def destroy(project_id: UUID, actor: Actor) -> int:
    """The project is over, says its leader: its secret and its tokens are gone for good. Say how
    many there were."""
    if not funding.leads(project_id, actor):
        raise NotPermitted()
    return _destroy(project_id, actor)


def destroy_ended() -> int:
    """Destroy the tokens of every project whose last day lies behind. Say how many projects."""
    kept = select(ProjectSecret.project_id).where(ProjectSecret.destroyed_at.is_(None))
    over = [one for one in db.session.scalars(kept) if funding.ended(one, today())]
    for project_id in over:
        _destroy(project_id, None)
    return len(over)


def _destroy(project_id: UUID, actor: Actor | None) -> int:
    kept = db.session.get(ProjectSecret, project_id) or pepper_project(project_id)
    gone = db.session.execute(delete(RepeatToken).where(RepeatToken.project_id == project_id))
    if kept.destroyed_at is None:
        destroy_data_key("project", project_id)
        kept.secret, kept.destroyed_at = None, clock.now()
        record(FundingChanged(project_id=project_id, what="ended"), actor)
    db.session.flush()
    return int(gone.rowcount)  # type: ignore[attr-defined]


def pepper_project(project_id: UUID) -> ProjectSecret:
    """Give a project its secret."""
    create_data_key("project", project_id)
    kept = ProjectSecret(project_id=project_id, id=new_id())
    kept.secret = Secret(secrets.token_bytes(32))
    db.session.add(kept)
    db.session.flush()
    return kept


def _token(project_id: UUID, known_by: str) -> bytes:
    kept = db.session.get(ProjectSecret, project_id, with_for_update=True)
    if kept is None:
        kept = pepper_project(project_id)
    if kept.destroyed_at is not None or kept.secret is None:
        raise TokensDestroyed()
    said = "".join(known_by.casefold().split())
    return hmac.digest(kept.secret.reveal().key, said.encode(), sha256)[:LENGTH]
