"""One bound holds for one person: however often they are screened, and in however many files."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework.cases import service as cases
from casework.cases.queries import codes_of
from casework.cases.service.merging import merge_into, take_apart
from casework.db import db, unit_of_work
from casework.facts import service as facts
from casework.facts.models import Fact
from casework.facts.seals import Seals
from casework.retention.erasing import erase_all
from casework.screening import library, service
from casework.screening.domain.finding import Priority
from casework.screening.service import Answered
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import case_named
from tests.integration.screening.conftest import AT_RISK, CLOSING, PROVINCE, STRONG, Field
from tests.integration.shelter.conftest import Shelter
from tests.integration.statistics.conftest import kinds
from tests.personas import CASABLANCA

MONTH = date(2026, 9, 1)
OWNER, FOCAL = "owner_inspector", "focal_point"


def rebuild(desk):
    with desk.app.app_context(), unit_of_work():
        return facts.rebuild()


def watched(field):
    reference = field.sent(AT_RISK)
    confirm(field, reference, Answered())
    return reference


def again_after(field, earlier, answers):
    """The same person, screened again by the same author: a draft."""
    with field.app.app_context(), unit_of_work():
        before, actor = field._named(earlier), actor_named(OWNER)
        asked = library.current("labour_inspection")
        reference = service.begin(CASABLANCA, PROVINCE, actor, before, instrument=asked).reference
    field.fill(reference, answers)
    return reference


def send(field, reference):
    field.on(reference, lambda one: service.send(one, actor_named(OWNER), one.version))


def confirm(field, reference, answered=CLOSING):
    field.on(reference, lambda one: service.confirm(one, actor_named(FOCAL), one.version, answered))


def erase(field, reference):
    field.on(reference, lambda one: erase_all({"screening": [one.id]}))


@pytest.fixture
def field(app):
    return Field(app)


@pytest.fixture
def quick_field(sqlite_app):
    return Field(sqlite_app)


def test_somebody_screened_again_is_counted_once_whatever_is_done_with_it_later(field):
    second = again_after(field, watched(field), STRONG)
    send(field, second)
    assert kinds(field) == {"screening": 1, "flag": 1}
    confirm(field, second)
    assert kinds(field) == {"screening": 1, "flag": 1}
    again = rebuild(field)
    assert (again.added, again.changed) == (0, 0)


def test_that_stays_so_after_the_first_screening_was_erased(field):
    first = watched(field)
    second = again_after(field, first, STRONG)
    send(field, second)
    third = again_after(field, second, STRONG)
    erase(field, first)
    assert rebuild(field).added == 0
    confirm(field, second)
    send(field, third)
    assert kinds(field) == {"screening": 1, "flag": 1}


def test_a_form_that_goes_on_from_one_without_a_watch_is_the_same_person(quick_field):
    first = quick_field.confirmed()
    send(quick_field, again_after(quick_field, first, STRONG))
    assert kinds(quick_field) == {"screening": 1, "flag": 1}


def test_the_earlier_screening_is_not_counted_beside_the_later_one_either(quick_field):
    first = quick_field.draft(STRONG)
    send(quick_field, again_after(quick_field, first, STRONG))
    send(quick_field, first)
    confirm(quick_field, first)
    assert kinds(quick_field) == {"screening": 1, "flag": 1}


def test_a_row_that_is_over_does_not_show_in_a_stolen_database(quick_field):
    second = again_after(quick_field, watched(quick_field), STRONG)
    send(quick_field, second)
    with quick_field.app.app_context():
        blobs = [bytes(one) for one in db.session.scalars(select(Fact.blob))]
        db.session.close()
    assert len(blobs) == 4
    assert len({len(one) for one in blobs}) == 1


def merge(desk, code, leading):
    desk.on(code, lambda case: merge_into(case, case_named(leading), actor_named(FOCAL)))


def part(desk, code, leading):
    desk.on(code, lambda case: take_apart(case, case_named(leading)))


def stay_told(desk, code):
    """One more stay, told as a house tells it."""
    said = {"region": "MA-06", "sex": "female", "age_band": "25-34", "stay_length": "30d",
            "exit": "planned"}  # fmt: skip

    def tell(case):
        facts.put("stay", uuid.uuid4(), MONTH, said, person_id=case.id)

    desk.on(code, tell)


def test_two_files_of_one_person_share_one_bound_also_once_they_are_apart_again(desk):
    old, leading = desk.agreed(), desk.agreed()
    merge(desk, old, leading)
    stay_told(desk, old)
    stay_told(desk, leading)
    stay_told(desk, old)
    assert kinds(desk) == {"case": 1, "stay": 1}
    part(desk, old, leading)
    stay_told(desk, old)
    assert kinds(desk) == {"case": 2, "stay": 1}
    stay_told(desk, leading)  # told apart from the other, somebody who was never counted
    assert kinds(desk) == {"case": 2, "stay": 2}


def led(field):
    """The code of a case that a screening led to, assigned."""
    reference = field.triaged()
    code = field.see(reference, lambda one: codes_of([one.case_id])[one.case_id])
    Shelter(field.app).on(code, assign)
    return code


def triage(one):
    service.triage(one, Priority.P1, "", actor_named(FOCAL), one.version)


def assign(case):
    cases.assign(case, user_named("caseworker").id, actor_named(FOCAL))


def test_a_no_goes_for_every_file_of_the_person_and_what_led_to_them(app, clock):
    field, desk = Field(app), Shelter(app)
    old, leading = led(field), led(field)
    stay_told(desk, old)
    merge(desk, old, leading)
    assert kinds(desk) == {"case": 1, "flag": 1, "screening": 1, "stay": 1}
    desk.consent(leading, "P8", "refused")
    assert kinds(desk) == {}
    stay_told(desk, old)
    assert rebuild(desk).added == 0
    assert kinds(desk) == {}
    clock.advance(timedelta(days=1))
    desk.consent(leading, "P8", "given")
    assert kinds(desk) == {"case": 1, "flag": 1, "screening": 1}


def test_a_no_said_in_a_file_before_it_was_merged_binds_the_one_that_leads(quick_field, clock):
    desk = Shelter(quick_field.app)
    old, leading = led(quick_field), led(quick_field)
    desk.consent(old, "P8", "refused")
    assert kinds(desk) == {"case": 1, "flag": 1, "screening": 1}
    merge(desk, old, leading)
    assert kinds(desk) == {}
    stay_told(desk, leading)
    assert kinds(desk) == {}
    part(desk, old, leading)
    assert kinds(desk) == {}  # the merge carried the no into the other file
    clock.advance(timedelta(days=1))
    desk.consent(leading, "P8", "given")
    assert kinds(desk) == {"case": 1, "flag": 1, "screening": 1}


@pytest.mark.parametrize("earlier_leads", [True, False])
def test_of_two_files_the_one_registered_first_stays_counted_whoever_leads(
    quick_desk, clock, earlier_leads
):
    earlier = quick_desk.agreed()
    stay_told(quick_desk, earlier)
    clock.advance(timedelta(days=70))  # its month is published
    later = quick_desk.agreed()
    stay_told(quick_desk, later)
    first, second = months_of_cases(quick_desk)
    pair = (later, earlier) if earlier_leads else (earlier, later)
    merge(quick_desk, *pair)
    assert kinds(quick_desk) == {"case": 1, "stay": 1}
    assert months_of_cases(quick_desk) == [first]
    part(quick_desk, *pair)
    assert months_of_cases(quick_desk) == [first, second]


def months_of_cases(desk):
    """The months in which a case is counted."""
    with desk.app.app_context():
        seals = Seals()
        rows = db.session.scalars(select(Fact).where(Fact.kind == "case"))
        found = sorted(row.period_month for row in rows if seals.classes(row))
        db.session.close()
        return found


def request_told(desk, code, service):
    said = {"region": "MA-06", "service": service, "answer": "waiting", "answer_time": "not_yet"}

    def tell(case):
        facts.put("referral", uuid.uuid4(), MONTH, said, person_id=case.id)

    desk.on(code, tell)


def test_two_files_with_the_same_requests_keep_one_of_each_service(quick_desk):
    one, other = quick_desk.agreed(), quick_desk.agreed()
    for code in (one, other):
        request_told(quick_desk, code, "health")
        request_told(quick_desk, code, "legal")
    request_told(quick_desk, other, "legal")
    assert kinds(quick_desk) == {"case": 2, "referral": 4}
    with quick_desk.app.app_context():
        rows = select(Fact.apart).where(Fact.kind == "referral")
        shown = [bytes(one or b"") for one in db.session.scalars(rows)]
        db.session.close()
    assert {len(one) for one in shown} == {32}
    assert len(set(shown)) == 5
    merge(quick_desk, one, other)
    assert kinds(quick_desk) == {"case": 1, "referral": 2}
    request_told(quick_desk, one, "legal")
    assert kinds(quick_desk) == {"case": 1, "referral": 2}


def test_a_no_takes_the_screening_out_that_a_later_one_repeats_and_a_yes_counts_it_again(
    quick_field, clock
):
    first = quick_field.draft(AT_RISK)
    send(quick_field, first)
    second = again_after(quick_field, first, STRONG)
    send(quick_field, second)
    confirm(quick_field, second)
    quick_field.on(second, triage)
    code = quick_field.see(second, lambda one: codes_of([one.case_id])[one.case_id])
    desk = Shelter(quick_field.app)
    desk.on(code, assign)
    assert kinds(desk) == {"case": 1, "flag": 1, "screening": 1}
    desk.consent(code, "P8", "refused")
    assert kinds(desk) == {}
    confirm(quick_field, first, Answered())
    assert rebuild(desk).added == 0
    assert kinds(desk) == {}
    clock.advance(timedelta(days=1))
    desk.consent(code, "P8", "given")
    assert kinds(desk) == {"case": 1, "flag": 1, "screening": 1}


def test_a_yes_said_later_in_the_other_file_lifts_a_no_and_wishing_to_think_does_not(
    quick_desk, clock
):
    no, later, yes = quick_desk.agreed(), quick_desk.agreed(), quick_desk.agreed()
    quick_desk.consent(no, "P8", "refused")
    clock.advance(timedelta(days=1))
    quick_desk.consent(later, "P8", "later")
    merge(quick_desk, no, later)
    assert kinds(quick_desk) == {"case": 1}
    part(quick_desk, no, later)
    quick_desk.consent(yes, "P8", "given")
    merge(quick_desk, no, yes)
    assert kinds(quick_desk) == {"case": 2}


def test_files_merged_before_the_bound_held_for_them_are_brought_under_it_by_a_rebuild(quick_desk):
    old, leading = quick_desk.agreed(), quick_desk.agreed()
    stay_told(quick_desk, old)
    stay_told(quick_desk, leading)
    with quick_desk.app.app_context(), unit_of_work():
        case_named(old).merged_into_id = case_named(leading).id
    assert kinds(quick_desk) == {"case": 2, "stay": 2}
    rebuild(quick_desk)
    assert kinds(quick_desk) == {"case": 1, "stay": 1}
