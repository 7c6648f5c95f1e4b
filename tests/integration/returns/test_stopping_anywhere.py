"""Pausing and stopping from each of the thirteen steps, by the buttons on the page: the case goes
on as it was. The table is written by hand from the steps of a return."""

from datetime import timedelta

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.consent import Purpose
from casework.db import db
from casework.kernel import clock as clocks
from casework.planning import queries as planning
from casework.returns.domain.lists import OPTIONS, Part
from casework.returns.domain.records import (
    Arrival,
    Choice,
    Counselling,
    Departure,
    Eligibility,
    Fitness,
    Paper,
    Project,
    Travel,
)
from casework.tasks.queries import open_tasks
from tests.factories import actor_named
from tests.integration.returns.conftest import risks
from tests.integration.returns.test_return_walk import press


def counsel(bureau, ref):
    told = Counselling(bureau.today(), "fr", OPTIONS, "no", alone=True)
    bureau.keep(ref, Part.COUNSELLING, told)


def find_eligible(bureau, ref):
    bureau.keep(ref, Part.ELIGIBILITY, Eligibility(bureau.today(), ("stranded",)))


def choose(bureau, ref):
    own = Choice(bureau.today(), True, True, True, "certain", "written")
    bureau.keep(ref, Part.CHOICE, own)
    bureau.step(ref, "choose")


def get_papers(bureau, ref):
    for kind in ("passport", "exit_authorisation"):
        bureau.keep(ref, Part.DOCUMENTS, Paper(kind, "obtained", bureau.today()))


def weigh(bureau, ref):
    bureau.keep(ref, Part.RISK, risks(bureau.today(), 1))

    def start(seat):
        cases.step(seat.case, "start_return", actor_named("caseworker"))

    bureau.seated(ref, start)


def nothing(bureau, ref):
    """The family of a child is written in the case file."""


def see_a_doctor(bureau, ref):
    bureau.keep(ref, Part.FITNESS, Fitness(clocks.now(), "fit", "Dr Essai"))


def plan_ahead(bureau, ref):
    made = Project(bureau.today(), "Un atelier", minor=9_500_00, currency="MAD")
    bureau.keep(ref, Part.PROJECT, made)


def book(bureau, ref):
    leaves = clocks.now() + timedelta(hours=1)
    made = Travel(leaves, leaves + timedelta(hours=9), "Casablanca - Abidjan", "none", "Bureau",
                  bureau.today())  # fmt: skip
    bureau.keep(ref, Part.TRAVEL, made)
    bureau.step(ref, "book")


def confirm(bureau, ref):
    bureau.keep(ref, Part.DEPARTURE, Departure(clocks.now(), "written", confirmed=True))


def depart_and_arrive(bureau, ref):
    bureau.step(ref, "depart")
    bureau.keep(ref, Part.ARRIVAL, Arrival(clocks.now(), "le bureau", True))


STEPS = (
    # the thirteen steps: what is done in each, where the return then stands, and the case
    ("request", nothing, "asked", "S11"),
    ("counselling", counsel, "counselled", "S11"),
    ("eligibility", find_eligible, "eligible", "S11"),
    ("choice", choose, "chosen", "S11"),
    ("documents", get_papers, "chosen", "S11"),
    ("risk", weigh, "chosen", "S12"),
    ("family", nothing, "chosen", "S12"),
    ("fitness", see_a_doctor, "chosen", "S12"),
    ("project", plan_ahead, "chosen", "S12"),
    ("travel", book, "booked", "S12"),
    ("departure", confirm, "booked", "S12"),
    ("arrival", depart_and_arrive, "arrived", "S13"),
    ("monitoring", nothing, "arrived", "S13"),
)
BOARDED = ("arrival", "monitoring")


def whole(bureau, code):
    """What the case is beside its returns."""

    def look(case):
        tasks = sorted(one.kind for one in open_tasks("case", case.id))
        agreed = case_queries.has_consent(case.id, Purpose.RETURN)
        plan = planning.plan_agreed(case.id)
        return case.state, case.priority, case.assignee_id, tasks, agreed, plan

    return bureau.on(code, look)


def open_of_returns(bureau):
    from casework.tasks.models import Task

    with bureau.app.app_context():
        found = db.session.query(Task).filter_by(owner_kind="return", done_at=None).count()
        db.session.close()
    return found


def test_the_table_names_the_thirteen_steps():
    assert [name for name, *_ in STEPS] == [part.value for part in Part]


def test_stopping_from_every_step_leaves_the_case_whole(quick_bureau, client_as, clock):
    code = quick_bureau.planned()
    before = whole(quick_bureau, code)
    for last, (name, _act, state, of_case) in enumerate(STEPS):
        if name in BOARDED:
            continue
        ref = quick_bureau.asked(code)
        walk(quick_bureau, ref, clock, STEPS[: last + 1])
        assert quick_bureau.stands(ref) == (state, of_case), name
        worker = client_as("caseworker")
        answer = press(worker, ref, "stop")
        assert answer.location.endswith(f"/j/{ref}?done=return_stopped"), name
        assert quick_bureau.stands(ref) == ("stopped", "S11"), name
        assert whole(quick_bureau, code) == before, name
        assert open_of_returns(quick_bureau) == 0, name
        assert "rien n’est perdu" in worker.get(answer.location).text.casefold(), name
        worker.get(f"/c/{code}")


def test_pausing_at_every_step_keeps_everything_where_it_is(quick_bureau, client_as, clock):
    code = quick_bureau.planned()
    before = whole(quick_bureau, code)
    ref = quick_bureau.asked(code)
    for name, act, state, of_case in STEPS:
        walk(quick_bureau, ref, clock, [(name, act, state, of_case)])
        if name in BOARDED:
            continue
        worker = client_as("caseworker")
        press(worker, ref, "pause")
        assert "repos depuis" in worker.get(f"/j/{ref}").text, name
        assert quick_bureau.stands(ref) == (state, of_case), name
        of_now = whole(quick_bureau, code)
        assert (of_now[0], of_now[1:3], of_now[4:]) == (of_case, before[1:3], before[4:]), name
        press(worker, ref, "resume")
        assert "repos depuis" not in worker.get(f"/j/{ref}").text, name
    assert quick_bureau.stands(ref) == ("arrived", "S13")


@pytest.mark.parametrize("action", ["stop", "pause"])
def test_once_on_board_nothing_can_be_stopped_any_more(quick_bureau, client_as, clock, action):
    ref = quick_bureau.asked()
    walk(quick_bureau, ref, clock, STEPS[:11])
    worker = client_as("caseworker")
    page = worker.get(f"/j/{ref}")
    form = next(form for form in page.forms() if form.action.endswith(f"/{action}"))
    quick_bureau.step(ref, "depart")
    worker.post(form.action, form.filled({}), 409)
    assert quick_bureau.stands(ref) == ("departed", "S12")
    assert f"/{action}" not in worker.get(f"/j/{ref}").text


def walk(bureau, ref, clock, steps):
    for name, act, _state, _of_case in steps:
        if name == "choice":
            clock.advance(timedelta(hours=49))
        if name == "arrival":
            clock.advance(timedelta(hours=6))
        act(bureau, ref)
