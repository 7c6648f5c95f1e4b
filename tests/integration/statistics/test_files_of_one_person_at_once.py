"""Several files of one person, at the same moment and to the end: one bound, whoever is first."""

import contextvars
import threading
import uuid
from datetime import date

import pytest
from sqlalchemy import func, select

from casework.cases.models import Case
from casework.cases.service.merging import merge_into
from casework.db import db, unit_of_work
from casework.facts import service as facts
from casework.retention.erasing import erase
from casework.retention.subjects import subject
from tests.factories import actor_named
from tests.integration.cases.conftest import case_named
from tests.integration.statistics.conftest import kinds

MONTH = date(2026, 9, 1)
STAY = {"region": "MA-06", "sex": "female", "age_band": "25-34", "stay_length": "30d",
        "exit": "planned"}  # fmt: skip
A_MOMENT = 1.0
"""Seconds: long enough for an act that waits for nobody to be done."""


def stay_told(case):
    facts.put("stay", uuid.uuid4(), MONTH, STAY, person_id=case.id)


def merged(desk, code, leading):
    desk.on(code, lambda case: merge_into(case, case_named(leading), actor_named("focal_point")))


def at_once(desk, first, then):
    """`then` is begun on a connection of its own while `first` has written and not committed."""
    second = threading.Thread(target=contextvars.copy_context().run, args=(then,))
    with desk.app.app_context():
        with unit_of_work():
            first()
            facts.first_month("stay")  # what was said of facts is written
            second.start()
            second.join(A_MOMENT)
        db.session.close()
    second.join(30)
    assert not second.is_alive()


def test_two_acts_at_once_in_two_files_of_one_person_count_one_row(desk):
    old, leading = desk.agreed(), desk.agreed()
    merged(desk, old, leading)
    at_once(desk, lambda: stay_told(case_named(old)), lambda: desk.on(leading, stay_told))
    assert kinds(desk) == {"case": 1, "stay": 1}


def test_a_row_that_comes_while_two_files_are_merged_finds_the_bound_of_both(desk):
    old, leading = desk.agreed(), desk.agreed()
    desk.on(leading, stay_told)

    def merge():
        merge_into(case_named(old), case_named(leading), actor_named("focal_point"))

    at_once(desk, merge, lambda: desk.on(old, stay_told))
    assert kinds(desk) == {"case": 1, "stay": 1}


def test_a_merge_that_comes_while_a_row_is_written_seals_it(desk):
    old, leading = desk.agreed(), desk.agreed()
    desk.on(leading, stay_told)
    at_once(desk, lambda: stay_told(case_named(old)), lambda: merged(desk, old, leading))
    assert kinds(desk) == {"case": 1, "stay": 1}


@pytest.mark.parametrize("erased", [0, 1, 2])
def test_of_three_files_of_one_person_none_is_erased_alone_and_the_person_stays_counted_once(
    quick_desk, erased
):
    """So none is left that could be parted from another, and counted again for who was."""
    codes = [quick_desk.agreed() for _ in range(3)]
    for code in codes:
        quick_desk.on(code, stay_told)
    for code in codes[1:]:
        merged(quick_desk, code, codes[0])
    assert kinds(quick_desk) == {"case": 1, "stay": 1}
    ids = [quick_desk.see(code, lambda case: case.id) for code in codes]
    with quick_desk.app.app_context(), unit_of_work():
        alone = subject("case", ids[erased])
        assert (alone is None) is (erased != 0)  # of a file that was merged, the one that leads is
        erase(subject("case", ids[0]))
        assert db.session.scalar(select(func.count()).select_from(Case)) == 0
    with quick_desk.app.app_context(), unit_of_work():
        assert facts.rebuild().added == 0
    assert kinds(quick_desk) == {"case": 1, "stay": 1}
