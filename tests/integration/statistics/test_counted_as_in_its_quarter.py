"""Cases move between the freeze of their quarter and that of their year; the numbers still agree.

A table of a year adds up to what its quarters published, so it counts each case as it was counted
then: also one that was corrected, closed, asked for again or erased in between.
"""

import uuid
from dataclasses import dataclass

import pytest
from sqlalchemy import update

from casework.cases import service as cases
from casework.db import db, unit_of_work
from casework.demo.fictional_country import Span, as_its_quarter_closed, fictional_cases
from casework.facts import service as facts
from casework.facts.domain import CLASSES, KINDS
from casework.facts.models import Fact
from casework.kernel.clock import SteppedClock, use
from casework.statistics import jobs, kept, service
from casework.statistics.domain.lattice import BY_NAME, tables_of
from casework.statistics.domain.periods import Period
from casework.statistics.measured_error import measured_errors
from casework.statistics.published import Query, published
from tests.attacks.statistics_country import exact, in_country, register
from tests.conftest import START
from tests.factories import actor_named
from tests.integration.cases.conftest import ADULT
from tests.integration.statistics.conftest import BEFORE_THE_YEAR
from tests.tampering import drop_triggers

YEAR = Period.parse("2025")
QUARTER = Period.parse("2025-Q2")
MOVED = {
    "region": "MA-06", "sex": "female", "age_band": "unknown", "nationality_group": "moroccan",
    "exploitation": "unknown", "state": "assessment", "status": "presumed",
}  # fmt: skip
"""A case as its quarter closes; later its stage, form, age and status are other ones."""
LATER = {**MOVED, "age_band": "9-17", "exploitation": "begging", "state": "closed",
         "status": "identified"}  # fmt: skip
STATE, STATUS = BY_NAME["case.exploitation_state"], BY_NAME["case.status"]


@dataclass(frozen=True)
class ByAge:
    """A table of adults and children, whose ages were counted in bands."""

    name: str = "case.exploitation_sex_majority"
    kind: str = "case"
    dimensions: tuple[str, ...] = ("exploitation", "sex", "majority")


def put(case, said, month=QUARTER.starts):
    with unit_of_work():
        facts.put("case", case, month, said)


def in_the_year():
    """Every cell of the year that holds somebody, of a table of stages and of one of statuses."""
    counts = facts.count(YEAR, [STATE, STATUS, ByAge()])
    return {cell for cells in counts.values() for cell, count in cells.items() if count}


AS_IN_THE_QUARTER = {("unknown", "assessment"), ("unknown", "female", "unknown")}


@pytest.fixture
def counted_case(app):
    """A case of 2025 whose quarter was counted, and which moved afterwards."""
    case = uuid.uuid4()
    with app.app_context():
        put(case, MOVED)
        with unit_of_work():
            facts.count_for_good(QUARTER, [BY_NAME["case.state"], BY_NAME["case.exploitation"],
                                           BY_NAME["case.age_band"]])  # fmt: skip
        put(case, LATER)
        yield case


def test_a_case_that_moved_is_counted_in_its_year_as_in_its_quarter_and_else_as_it_is(counted_case):
    assert in_the_year() == {*AS_IN_THE_QUARTER, ("identified",)}


def test_a_case_whose_quarter_was_not_counted_for_good_is_counted_as_it_is(app):
    with app.app_context():
        case = uuid.uuid4()
        put(case, MOVED)
        facts.count(QUARTER, [BY_NAME["case.state"]])
        put(case, LATER)
        assert in_the_year() == {("begging", "closed"), ("identified",),
                                 ("begging", "female", "child")}  # fmt: skip


@pytest.fixture
def quarter_only_outside(app, monkeypatch):
    """The freeze of a quarter fails once its copy was written: neither the release nor what its
    facts were counted by is in the database."""

    def and_then_fail(releases, keep=kept.keep_before):
        keep(releases)
        if releases[0].period == QUARTER.label:
            raise ConnectionError

    with app.app_context(), use(SteppedClock(BEFORE_THE_YEAR)):
        case = uuid.uuid4()
        put(case, MOVED)
        with monkeypatch.context() as failing, pytest.raises(ConnectionError):
            failing.setattr(kept, "keep_before", and_then_fail)
            jobs.freeze_due()
        assert QUARTER not in service.frozen("case")
        yield case


def test_a_case_whose_quarter_was_put_back_is_counted_as_when_that_was_done(quarter_only_outside):
    jobs.freeze_due()
    assert QUARTER in service.frozen("case")
    put(quarter_only_outside, LATER)
    assert in_the_year() == {*AS_IN_THE_QUARTER, ("identified",)}


def test_a_fact_that_somebody_moved_keeps_no_quarter_from_being_put_back(quarter_only_outside):
    with unit_of_work() as session:
        drop_triggers(session.connection(), ["fact"])
        session.execute(update(Fact).values(period_month=QUARTER.month_starts()[1]))
    with pytest.raises(facts.FactsMoved):
        jobs.freeze_due()
    assert QUARTER in service.frozen("case")


def test_erasure_leaves_a_case_counted_as_in_its_quarter(counted_case):
    with unit_of_work():
        facts.detach([], [counted_case])
    assert in_the_year() == {*AS_IN_THE_QUARTER, ("identified",)}


def test_a_no_deletes_also_how_a_case_was_counted_and_a_later_yes_counts_it_as_it_is(counted_case):
    with unit_of_work():
        facts.forget([counted_case])
    assert in_the_year() == set()
    put(counted_case, LATER)
    assert ("begging", "closed") in in_the_year()


def test_the_longest_fact_is_as_long_as_any_also_with_how_it_was_counted(app):
    with app.app_context():
        longest = {name: max(CLASSES[name], key=len) for name in KINDS["case"].dimensions}
        put(uuid.uuid4(), longest)
        put(uuid.uuid4(), MOVED)
        with unit_of_work():
            facts.count_for_good(QUARTER, tables_of(QUARTER, "case"))
        put(uuid.uuid4(), MOVED)
        lengths = {len(fact.blob) for fact in db.session.query(Fact)}
        assert len(lengths) == 1


def test_asking_every_feature_again_leaves_what_was_counted_as_it_was(app):
    with app.app_context():
        with unit_of_work():
            opened = cases.open_case(
                screening_id=None, search="no_name", region="MA-06", priority="P2", card=ADULT,
                actor=actor_named("focal_point"),
            )  # fmt: skip
        month = Period.month_of(START.date())
        table, year = BY_NAME["case.state"], month.whole_year
        with unit_of_work():
            before = facts.count_for_good(month, [table])
        put(opened.id, LATER, month.starts)
        assert "1 changed" in app.test_cli_runner().invoke(args=["facts", "rebuild"]).output
        put(opened.id, LATER, month.starts)
        assert facts.count(year, [table]) == before


def test_where_cases_move_every_table_of_the_year_lies_within_the_margin_it_tells(app):
    """400 cases whose stages and forms are others when their year is frozen: counted as they are
    then, two cells in three of a table by stage would lie within the margin that is told."""
    everybody = in_country(fictional_cases(Span(YEAR.starts, 12), 400))
    early = [as_its_quarter_closed(one) for one in everybody]
    with app.app_context(), use(SteppedClock(BEFORE_THE_YEAR)):
        with unit_of_work():
            register(early)
        jobs.freeze_due()
        with unit_of_work():
            register(everybody)
    with app.app_context(), use(SteppedClock(START)):
        jobs.freeze_due()
        off = []
        for name in ("case.region_group_state", "case.exploitation_state"):
            true, answer = exact(early, BY_NAME[name], YEAR), published(Query(name, (YEAR,)))
            off += [abs(answer.cells[cell].value - count) for cell, count in true.items()]
        assert sum(one <= 6 for one in off) / len(off) >= 0.91
        assert sum(off) / len(off) <= 2.1


def test_people_of_the_simulated_country_move_on_before_their_year_is_published(app):
    """Its measured error is that of a country whose cases move, and still within the margin."""
    run = app.test_cli_runner().invoke
    assert run(args=["statistics", "simulate", "--cases=600", "--years=1"]).exit_code == 0
    with app.app_context():
        moving = [one for one in measured_errors(YEAR) if "state" in one.table.dimensions[1:]]
        within = sum(one.within * one.cells for one in moving) / sum(one.cells for one in moving)
        assert within >= 91
