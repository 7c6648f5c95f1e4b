"""How far a screening led: counted by the furthest step its case came to, never by where it is."""

from datetime import timedelta
from fractions import Fraction

import pytest

from casework.cases import service as cases
from casework.cases.domain.records import Closure, VictimStatus
from casework.cases.queries import codes_of, today
from casework.db import unit_of_work
from casework.facts import service as facts
from casework.kernel import clock
from casework.screening import service
from casework.screening.domain.finding import Priority
from casework.statistics.domain.lattice import Table
from casework.statistics.domain.periods import Period
from casework.workflow.models import add_step
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import Desk
from tests.integration.screening.conftest import Field

NOVEMBER = Period.parse("2026-11")
OUTCOME = Table("flag", ("outcome",), "month", Fraction(1))
REACH = Table("screening", ("reach",), "month", Fraction(1))
ENDED = Closure(
    "not_victim_after_assessment", "Rien ne l’indique.", feedback="given", channels=("call",)
)


@pytest.fixture
def field(sqlite_app):
    return Field(sqlite_app)


def reached(field):
    with field.app.app_context(), unit_of_work():
        counts = facts.count(NOVEMBER, [REACH])["screening.reach"]
    return {step: n for (step,), n in counts.items() if n}


def came_of(field):
    with field.app.app_context(), unit_of_work():
        counts = facts.count(NOVEMBER, [OUTCOME])["flag.outcome"]
    return [outcome for (outcome,), n in counts.items() if n]


def opened(field):
    """A screening from which a case was opened, and the code of the case."""
    reference = field.flagged()
    field.on(reference, lambda one: service.triage(
        one, Priority.P3, "Plus calme.", actor_named("focal_point"), one.version))  # fmt: skip
    return reference, field.see(reference, lambda one: codes_of([one.case_id])[one.case_id])


def close(desk, code):
    worker, focal = desk.actor("caseworker"), desk.actor("focal_point")
    desk.on(code, lambda case: cases.assign(case, user_named("caseworker").id, focal))
    desk.risk(code)
    desk.on(code, lambda case: cases.propose_closure(case, ENDED, worker, informed=True))
    desk.on(code, lambda case: cases.approve_closure(case, focal))


def came_to(field, reference, *states):
    """The history of its case as if it had come to these states."""

    def note(screening):
        for state in states:
            add_step(None, owner_kind="case", owner_id=screening.case_id, action="came",
                     source="S06", target=state, overridden="", reason_code=None, actor_id=None,
                     at=clock.now(), key_kind="case", key_owner_id=screening.case_id)  # fmt: skip

    field.on(reference, note)


def test_a_case_closed_at_once_was_never_taken_on_by_a_service(field):
    _reference, code = opened(field)
    close(Desk(field.app), code)
    assert reached(field) == {"case": 1}


def test_a_case_closed_after_its_follow_up_stays_followed(field):
    reference, code = opened(field)
    came_to(field, reference, "S09", "S10", "S15")
    close(Desk(field.app), code)
    assert reached(field) == {"followed": 1}
    with field.app.app_context(), unit_of_work():
        assert facts.rebuild().changed == 0


@pytest.mark.parametrize(("days", "known"), [(179, "confirmed"), (181, "undecided")])
def test_what_became_of_a_flag_is_what_was_decided_within_half_a_year(field, clock, days, known):
    _reference, code = opened(field)
    desk = Desk(field.app)
    focal = desk.actor("focal_point")
    desk.on(code, lambda case: cases.assign(case, user_named("caseworker").id, focal))
    clock.advance(timedelta(days=days))

    def identify(case):
        decided = VictimStatus("identified", "court", today(), "", "TR-1", "judgment")
        cases.record_victim_status(case, decided, actor_named("caseworker"))

    desk.on(code, identify)
    assert came_of(field) == [known]
