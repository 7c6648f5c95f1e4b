"""A return in a file that another one leads goes no further: it can be stopped, and who is on the
way is awaited and arrives."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases.circumstances import told_of
from casework.cases.domain.gates import Told
from casework.cases.domain.pathway import TABLE
from casework.cases.service.writing import CaseMerged
from casework.kernel import clock as clocks
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Arrival, Paper
from casework.returns.domain.refusals import ReturnUnderWay
from casework.returns.service import case_moved
from casework.tasks.queries import open_tasks as case_tasks
from tests.integration.returns.test_return_walk import open_tasks


def frozen(bureau, code):
    """Two focal points merged the file into another one; gives its code."""
    leading = bureau.assigned()
    bureau.merge(code, leading)
    return leading


def code_of(bureau, reference):
    return bureau.seated(reference, lambda seat: seat.case.code)


def test_no_step_is_taken_and_nothing_recorded_any_more_but_it_can_be_stopped(bureau):
    code = bureau.planned()
    reference = bureau.asked(code)
    assert set(open_tasks(bureau)) == {"counsel_return"}
    leading = frozen(bureau, code)
    assert open_tasks(bureau) == {}
    with pytest.raises(CaseMerged):
        bureau.counselled_anew(reference, "no")
    with pytest.raises(CaseMerged):
        bureau.step(reference, "counsel")
    bureau.step(reference, "pause")
    with pytest.raises(CaseMerged):
        bureau.step(reference, "resume")
    bureau.part(code, leading)
    assert set(open_tasks(bureau)) == {"counsel_return"}
    frozen(bureau, code)
    bureau.step(reference, "stop")
    assert bureau.stands(reference)[0] == "stopped"


def test_who_is_on_the_way_is_awaited_and_arrives(quick_bureau, clock):
    reference = quick_bureau.departed(clock)
    frozen(quick_bureau, code_of(quick_bureau, reference))
    assert set(open_tasks(quick_bureau)) == {"confirm_arrival"}
    with pytest.raises(CaseMerged):
        quick_bureau.keep(reference, Part.DOCUMENTS, Paper("passport", "refused", clocks.now()))
    clock.advance(timedelta(hours=10))
    quick_bureau.keep(reference, Part.ARRIVAL, Arrival(clocks.now(), "le bureau", True))
    assert quick_bureau.stands(reference)[0] == "arrived"


def test_no_second_return_is_opened_under_the_leading_file(quick_bureau):
    code, leading = quick_bureau.planned(), quick_bureau.planned()
    quick_bureau.asked(code)
    quick_bureau.merge(code, leading)
    with pytest.raises(ReturnUnderWay):
        quick_bureau.asked(leading)


def test_a_return_that_has_not_begun_ends_when_the_leading_file_is_closed(quick_bureau):
    code = quick_bureau.planned()
    reference = quick_bureau.asked(code)
    leading = frozen(quick_bureau, code)
    over = replace(TABLE[-1], source="S11", action="close", target="S16")
    quick_bureau.on(leading, lambda case: case_moved(case, over, None))
    assert quick_bureau.stands(reference)[0] == "stopped"
    due = quick_bureau.on(code, lambda case: [*case_tasks("case", case.id)])
    assert due == []


def test_the_leading_file_hears_that_the_person_is_on_the_way(quick_bureau, clock):
    leading = frozen(quick_bureau, code_of(quick_bureau, quick_bureau.departed(clock)))
    assert Told.ON_THE_WAY in quick_bureau.on(leading, lambda case: set(told_of(case.id)))
