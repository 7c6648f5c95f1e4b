"""A note is followed up soon, and strikes another one only with a reason."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from casework.cases.domain.notes import (
    CorrectionUnexplained,
    FollowUpOutOfRange,
    NoteText,
    check,
    follow_up_task,
)

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize("days", [-1, 367])
def test_follow_up_lies_within_a_year_from_today(days):
    with pytest.raises(FollowUpOutOfRange):
        check(NoteText("call", "Oui", follow_up=TODAY + timedelta(days)), TODAY, corrects=False)


@pytest.mark.parametrize("days", [0, 366])
def test_follow_up_may_be_today_or_a_year_from_now(days):
    check(NoteText("call", "Oui", follow_up=TODAY + timedelta(days)), TODAY, corrects=False)


def test_correction_says_why():
    with pytest.raises(CorrectionUnexplained):
        check(NoteText("call", "Non"), TODAY, corrects=True)
    check(NoteText("call", "Non", correction="Mauvais jour"), TODAY, corrects=True)


def test_each_note_has_a_deadline_of_its_own_that_fits_its_column():
    one, other = follow_up_task(UUID(int=1 << 90)), follow_up_task(UUID(int=2 << 90))
    assert one != other
    assert len(one) <= 40
