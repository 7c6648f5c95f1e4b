"""A visit with five workers, in Arabic, on a phone."""

from tests.journeys import visiting
from tests.journeys.walk import DESK, PHONE


def test_an_inspector_can_meet_five_workers_at_one_visit_in_arabic(open_window):
    phone, focal = open_window("ar", PHONE), open_window("fr", DESK)
    visit = visiting.begin(phone)
    visiting.note_for_all(phone, visit)
    for number, worker in enumerate(visiting.WORKERS):
        visiting.meet(phone, visit, worker, looked_at=number == 0)
    assert phone.page.locator("main a[href^='/s/F-']").count() == len(visiting.WORKERS)
    phone.look("visit-met")
    visiting.follow_labour_law(phone, visit)
    phone.visit("/")
    phone.look("my-work-visits")
    visiting.see_the_skeleton(focal, visit, visiting.EMPLOYER["ar"])
    faults = phone.faults + focal.faults
    assert not faults, "\n".join(faults)
