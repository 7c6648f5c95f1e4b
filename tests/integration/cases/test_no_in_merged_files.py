"""Two files turn out to be one person's: what they refused in one is not asked of them in the
other, neither while the files are one nor after they were parted again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries, service
from casework.cases.domain.closure import ContactAttempt
from casework.cases.domain.consent import renew_task, said_no
from casework.cases.domain.records import Closure, LegalDuty
from casework.cases.service.keeping import ask_by
from casework.tasks.service import complete_tasks
from tests.factories import organisation_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.cases.test_left_in_peace import (
    ANSWER,
    due_in_days,
    keep_open,
    kinds,
)

CONTACT = {"first_contact", "hear_from", "check_in", "make_plan", "review_plan"}


def house(desk) -> object:
    with desk.app.app_context():
        return organisation_named("shelter_house").id


def spoken_with(desk, code: str) -> None:
    reached = ContactAttempt(queries.today(), "call", "reached", "Va bien.")
    worker = desk.actor("caseworker")
    desk.on(code, lambda case: service.record_attempt(case, reached, worker))


def answers(desk, code: str) -> dict:
    lines = desk.see(code, lambda case: queries.ledger(case.id))
    return {line.said.key: (line.answer, line.said_at) for line in lines}


def test_a_no_from_before_is_a_no_in_the_file_that_leads(desk, clock):
    earlier, leading = desk.assigned(), desk.assigned()
    desk.consent(earlier, "P3", "refused", recipient_id=house(desk))
    desk.consent(earlier, "P2", "refused")
    said = clock.now()
    clock.advance(timedelta(days=3))
    desk.merge(earlier, leading)
    carried = answers(desk, leading)
    assert carried[("P2", None)] == ("refused", said)  # on the day it was said
    assert carried[("P3", house(desk))] == ("refused", said)
    assert kinds(desk, leading) & {*CONTACT, ANSWER} == {ANSWER}
    keep_open(desk, leading)  # a case of P2 could not be closed
    assert due_in_days(desk, leading, ANSWER) == 7


def test_a_no_ends_what_was_agreed_in_the_other_file_and_what_it_told(desk, clock):
    leading, earlier = desk.assigned(), desk.assigned()
    desk.consent(leading)
    desk.consent(leading, "P3", recipient_id=house(desk))
    desk.on(leading, lambda case: setattr(case, "state", "S11"))
    desk.on(leading, lambda case: complete_tasks("case", case.id))
    spoken_with(desk, leading)
    clock.advance(timedelta(days=1))
    desk.consent(earlier, "P2", "refused")
    desk.merge(earlier, leading)
    assert answers(desk, leading)[("P2", None)][0] == "withdrawn"
    assert not desk.see(leading, lambda case: queries.has_consent(case.id, "P3", house(desk)))
    assert kinds(desk, leading) & {*CONTACT, ANSWER} == {ANSWER}


def test_what_ends_with_a_no_from_before_ends_on_the_day_of_the_merge(quick_desk, clock):
    leading, earlier = quick_desk.assigned(), quick_desk.assigned()
    quick_desk.consent(leading)
    quick_desk.consent(leading, "P3", recipient_id=house(quick_desk))
    clock.advance(timedelta(days=1))
    said = clock.now()
    quick_desk.consent(earlier, "P2", "refused")
    clock.advance(timedelta(days=3))
    quick_desk.merge(earlier, leading)
    found = answers(quick_desk, leading)
    assert found[("P2", None)] == ("withdrawn", said)
    assert found[("P3", house(quick_desk))] == ("withdrawn", clock.now())


def test_one_deadline_for_all_that_ends_does_not_come_back_when_files_are_parted(quick_desk, clock):
    code, leading = quick_desk.assigned(), quick_desk.assigned()
    quick_desk.on(code, lambda case: ask_by(case, "permit_ending", clock.now()))
    quick_desk.merge(code, leading)
    quick_desk.part(code, leading)
    assert "first_contact" in kinds(quick_desk, code)
    assert "permit_ending" not in kinds(quick_desk, code)


def closing_proposed(desk, code: str) -> None:
    over = Closure("person_withdrew", "Elle ne souhaite pas d’aide.", feedback="given")
    worker = desk.actor("caseworker")
    desk.on(code, lambda case: service.propose_closure(case, over, worker, informed=True))


def test_keeping_open_what_was_proposed_to_close_after_a_carried_no_asks_again_later(quick_desk):
    earlier, leading = quick_desk.assigned(), quick_desk.assigned(priority="P3")
    quick_desk.consent(earlier, "P2", "refused")
    quick_desk.merge(earlier, leading)
    quick_desk.risk(leading)
    closing_proposed(quick_desk, leading)
    keep_open(quick_desk, leading)
    assert due_in_days(quick_desk, leading, ANSWER) == 30


def test_who_is_told_or_heard_from_after_a_carried_no_is_not_pressed(quick_desk):
    earlier, leading = quick_desk.assigned(), quick_desk.assigned()
    quick_desk.consent(earlier, "P2", "refused")
    quick_desk.merge(earlier, leading)
    spoken_with(quick_desk, leading)
    assert kinds(quick_desk, leading) & {*CONTACT, ANSWER} == {ANSWER}
    duty, worker = LegalDuty("penal_code_448_7", queries.today()), quick_desk.actor("caseworker")
    quick_desk.on(leading, lambda case: service.record_legal_duty(case, duty, False, worker))
    quick_desk.on(leading, lambda case: service.step(case, "inform", worker))
    assert kinds(quick_desk, leading) & {*CONTACT, ANSWER} == {ANSWER}


def test_who_said_yes_after_the_no_is_believed(quick_desk, clock):
    earlier, leading = quick_desk.assigned(), quick_desk.assigned()
    quick_desk.consent(earlier, "P2", "refused")
    clock.advance(timedelta(days=90))
    quick_desk.consent(leading)
    quick_desk.merge(earlier, leading)
    assert answers(quick_desk, leading)[("P2", None)][0] == "given"
    assert not said_no(quick_desk.see(leading, queries.said_by_person), ("P2", None))


def test_a_yes_is_not_carried_and_no_words_of_another_organisation_are(quick_desk):
    earlier, leading = quick_desk.assigned(), quick_desk.assigned()
    quick_desk.consent(earlier)
    noted = replace(IN_WORDS, note="Canarimot de l’autre maison.")
    quick_desk.consent(earlier, "P8", "refused", circumstance=noted)
    quick_desk.merge(earlier, leading)
    lines = quick_desk.see(leading, lambda case: queries.ledger(case.id))
    how = quick_desk.see(leading, lambda case: queries.circumstance_of(queries.ledger(case.id)[-1]))
    assert [(line.purpose, line.answer) for line in lines] == [("P8", "refused")]
    assert (how.language, how.note) == ("bm", "")


@pytest.mark.parametrize("state", ["S06", "S07", "S10", "S11", "S15"])
def test_no_contact_is_due_again_when_the_files_are_parted_after_a_no(desk, clock, state):
    code, leading = desk.assigned(), desk.assigned()
    desk.consent(code)
    desk.on(code, lambda case: setattr(case, "state", state))
    desk.on(code, lambda case: complete_tasks("case", case.id))
    spoken_with(desk, code)
    assert kinds(desk, code) & CONTACT
    clock.advance(timedelta(days=1))
    desk.merge(code, leading)
    clock.advance(timedelta(days=1))
    desk.consent(leading, "P2", "refused")
    clock.advance(timedelta(days=1))
    desk.part(code, leading)
    assert kinds(desk, code) & {*CONTACT, ANSWER} == {ANSWER}
    desk.consent(code)
    assert kinds(desk, code) & CONTACT
    assert ANSWER not in kinds(desk, code)


def test_an_agreement_that_was_taken_back_while_the_files_were_one_is_not_asked_for(
    quick_desk, clock
):
    code, leading = quick_desk.assigned(), quick_desk.assigned()
    question = "P3", house(quick_desk)
    quick_desk.consent(code, "P3", recipient_id=question[1])
    quick_desk.on(code, lambda case: ask_by(case, renew_task(question), clock.now()))
    assert renew_task(question) in kinds(quick_desk, code)
    quick_desk.merge(code, leading)
    clock.advance(timedelta(days=1))
    quick_desk.consent(leading, "P3", "refused", recipient_id=question[1])
    quick_desk.part(code, leading)
    assert renew_task(question) not in kinds(quick_desk, code)
