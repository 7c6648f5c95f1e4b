"""What a real case file tells the statistics besides its person, and that asking again agrees."""

from dataclasses import replace
from fractions import Fraction

import pytest

from casework.cases import service as cases
from casework.cases.domain.records import LegalDuty
from casework.cases.queries import today
from casework.db import unit_of_work
from casework.facts import service as facts
from casework.planning import service as planning
from casework.planning.domain.needs import Need, Needs
from casework.statistics.domain.lattice import Table
from casework.statistics.domain.periods import Period
from tests.factories import actor_named
from tests.integration.cases.conftest import ADULT, IN_WORDS
from tests.integration.referrals.conftest import Office

NOVEMBER = Period.parse("2026-11")
FILE = ("urgent_contact", "consent", "interpreter", "closure", "legal_aid", "needs")


@pytest.fixture
def office(app):
    return Office(app)


def told(office) -> dict[str, list[str]]:
    """What the one fact of a case says of its file, dimension by dimension."""
    tables = [Table("case", (name,), "month", Fraction(1)) for name in FILE]
    with office.app.app_context(), unit_of_work():
        counts = facts.count(NOVEMBER, tables)
    return {name: [cell for (cell,), n in counts[f"case.{name}"].items() if n] for name in FILE}


def test_a_file_tells_consent_interpreter_proceedings_and_needs_as_they_are_written(office):
    code = office.assigned(replace(ADULT, interpreter="needed"))
    before = told(office)
    assert before["consent"] == before["interpreter"] == before["needs"] == ["unknown"]
    assert before["legal_aid"] == ["no_proceedings"]
    assert before["closure"] == ["open"]
    office.consent(code, circumstance=replace(IN_WORDS, interpreter="no"))
    assert told(office)["interpreter"] == ["missing"]
    office.consent(code, "P8", circumstance=replace(IN_WORDS, interpreter="yes"))
    needs = Needs((Need("HEALTH", "met", today_of(office)), Need("FOOD", "met", today_of(office))))
    office.on(code, lambda case: planning.record_needs(case, needs, actor_named("caseworker")))

    def report(case):
        duty = LegalDuty("penal_code_448_7", today(), authority="Parquet", content="Dit.")
        cases.record_legal_duty(case, duty, True, actor_named("caseworker"))

    office.on(code, report)
    after = told(office)
    assert (after["consent"], after["interpreter"]) == (["given"], ["found"])
    assert (after["legal_aid"], after["needs"]) == (["without_lawyer"], ["half_or_more"])
    with office.app.app_context(), unit_of_work():
        again = facts.rebuild()
    assert (again.changed, again.added) == (0, 0)


def today_of(office):
    with office.app.app_context():
        return today()
