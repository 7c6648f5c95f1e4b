"""A filled form that puts the meeting in a private home becomes no screening."""

from casework.exchange.domain.answering import Fault
from casework.exchange.texts import FAULTS

HOME = {
    "part_context/sector": "domestic_work",
    "part_context/setting": "workplace",
    "part_context/age_group": "adult",
}


def test_an_importer_cannot_bring_a_meeting_in_a_private_home(desk):
    office = HOME | {"part_context/setting": "office"}
    rows = [desk.filled(1) | HOME, desk.filled(2) | office]
    counts, remarks = desk.bring(rows)
    assert counts == (1, 0, 1)
    assert "1 at_home setting" in remarks
    assert Fault.AT_HOME in FAULTS
