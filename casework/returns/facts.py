"""Facts follow: what may be counted of a voluntary return, from the day it is asked for."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from casework.cases import queries as cases
from casework.cases.service.facts import on_facts
from casework.db import db
from casework.facts.domain import Handed, days_class
from casework.facts.providers import handed_by, register_provider
from casework.facts.service import follow
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.returns.domain import track
from casework.returns.models import ReturnFile
from casework.workflow.service import history, on_step

_STAGE = {
    **dict.fromkeys((track.ASKED, track.COUNSELLED), "requested"),
    **dict.fromkeys((track.ELIGIBLE, track.CHOSEN, track.BOOKED), "eligible"),
    **dict.fromkeys((track.DEPARTED, track.ARRIVED), "departed"),
}
_ENDED = {"not_eligible": "not_eligible", "risk_too_high": "stopped_by_risk"}
"""Ended by others before boarding; for any other reason (the person died, or else) it is `ended`:
nobody changed their mind."""


def hand_over(file: ReturnFile) -> None:
    """Tell the statistics of a return, as it stands when the transaction commits."""
    follow(file.id, lambda: [handed(file)])


def handed(file: ReturnFile) -> Handed:
    """The fact of a return. Who left has departed, whatever became of the journey. Whoever changed
    their mind before boarding did so before or after return was found possible."""
    card = cases.card_of(cases.case_by_id(file.case_id))
    steps = history("return", file.id)
    left = next((step.at for step in steps if step.target == track.DEPARTED), None)
    found = any(step.target == track.ELIGIBLE for step in steps)
    reason = next((step.reason_code for step in reversed(steps) if step.reason_code), None)
    said = {
        "region": file.region,
        "sex": card.sex,
        "age_band": card.age_band,
        "nationality_group": card.nationality_group,
        "return_stage": "departed" if left else _stage(file.state, reason or "", found),
        "departure_time": days_class((left - file.opened_at).days if left else None),
    }
    month = file.opened_at.astimezone(clock.MOROCCO).date().replace(day=1)
    return Handed("return", file.id, month, said, file.case_id)


def _stage(state: str, reason: str, found_possible: bool) -> str:
    if state == track.STOPPED:
        return "withdrawn" if found_possible else "withdrawn_early"
    return _STAGE.get(state) or _ENDED.get(reason, "ended")


def every_return() -> Iterator[Handed]:
    """All returns again, the oldest first."""
    files = select(ReturnFile).order_by(ReturnFile.opened_at, ReturnFile.id)
    return handed_by(db.session.scalars(files), lambda file: [handed(file)])


def _after_step(file: ReturnFile, arrow: Transition, actor: Actor | None) -> None:
    hand_over(file)


def _after_case(case_id: UUID) -> None:
    files = select(ReturnFile).where(ReturnFile.case_id == case_id)
    for file in db.session.scalars(files.order_by(ReturnFile.opened_at, ReturnFile.id)):
        hand_over(file)


def register() -> None:
    """Follow returns, and answer when all are asked for again."""
    on_step("return", _after_step)
    on_facts(_after_case)
    register_provider("return", every_return)
