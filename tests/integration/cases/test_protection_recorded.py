"""Recovery, measures, permits, status: who records them, what follows, what is warned of."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries, service
from casework.cases.domain import protection
from casework.cases.domain.consent import renew_task
from casework.cases.domain.notes import NoteText
from casework.cases.domain.protection import (
    Measure,
    NonRemoval,
    Permit,
    Recovery,
    RecoveryRule,
    ending_task,
)
from casework.cases.domain.records import Closure, LegalDuty, VictimStatus
from casework.cases.jobs import warn_of_endings
from casework.cases.service.protection import RecoveryRuns, RuleFromThatDay
from casework.kernel.refusals import NotFound, NotPermitted
from casework.tasks.firing import pass_deadlines
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, organisation_named

BASIS = "Convention, art. 13"
STATUS = {
    "status": "identified", "body": "court", "evidence": "judgment", "reference": "TR-77",
    "on-day": "16", "on-month": "11", "on-year": "2026",
}  # fmt: skip
CANARY = "canarisignalement"


def worker():
    return actor_named("caseworker")


def kinds(desk, code):
    return {task.kind for task in desk.see(code, lambda case: open_tasks("case", case.id))}


def warned(desk, code):
    """What something is warned of, and how often."""
    return Counter(kind.partition(".")[0] for kind in kinds(desk, code) if "_ending." in kind)


def close(desk, code):
    desk.made_safe(code)
    done = Closure("goals_met", "Fini.", feedback="given")
    desk.on(code, lambda case: service.propose_closure(case, done, worker(), informed=True))
    desk.on(code, lambda case: service.approve_closure(case, actor_named("focal_point")))


def report(desk, code, **more):
    day = queries.today()
    duty = LegalDuty("penal_code_448_7", day, "Procureur", f"Le minimum {CANARY}", **more)
    desk.on(code, lambda case: service.record_legal_duty(case, duty, True, worker()))


def recover(desk, code, days=30):
    period = Recovery(queries.today(), days, BASIS)
    return desk.on(code, lambda case: service.record_recovery(case, period, worker()).thread_id)


def test_recovery_period_is_granted_prolonged_warned_of_and_ended(quick_desk, clock):
    code = quick_desk.assigned()
    thread = recover(quick_desk, code)
    with pytest.raises(RecoveryRuns):
        recover(quick_desk, code)
    start = queries.today()
    clock.advance(timedelta(days=22))
    assert quick_desk.do(warn_of_endings) == 0
    clock.advance(timedelta(days=1))
    assert quick_desk.do(warn_of_endings) == 1
    assert quick_desk.do(warn_of_endings) == 0
    assert warned(quick_desk, code) == {"recovery_ending": 1}
    longer = Recovery(start, 60, BASIS)
    quick_desk.on(code, lambda case: service.change_recovery(case, thread, longer, worker()))
    assert warned(quick_desk, code) == {}
    assert quick_desk.do(warn_of_endings) == 0
    over = Recovery(start, 60, BASIS, ended="person_asks", ended_on=start + timedelta(days=23))
    quick_desk.on(code, lambda case: service.change_recovery(case, thread, over, worker()))
    clock.advance(timedelta(days=40))
    assert quick_desk.do(warn_of_endings) == 0
    said = quick_desk.see(code, lambda case: queries.records_of(case.id, "recovery"))
    assert [one.days for _row, one in said] == [60, 60, 30]


def test_length_is_configuration_from_a_day_ahead(quick_desk, clock, client_as):
    code = quick_desk.assigned()
    rule = RecoveryRule(45, "Loi d'essai", "Bulletin officiel", True)
    tomorrow = queries.today() + timedelta(days=1)
    admin = lambda: actor_named("administrator")  # noqa: E731
    with pytest.raises(RuleFromThatDay):
        quick_desk.do(lambda: service.set_recovery_rule(rule, queries.today(), admin()))
    quick_desk.do(lambda: service.set_recovery_rule(rule, tomorrow, admin()))
    with pytest.raises(RuleFromThatDay):
        quick_desk.do(lambda: service.set_recovery_rule(rule, tomorrow, admin()))
    recover(quick_desk, code)
    clock.advance(timedelta(days=1))
    other = quick_desk.assigned()
    with pytest.raises(protection.RecoveryTooShort):
        recover(quick_desk, other)
    recover(quick_desk, other, 45)
    page = client_as("administrator").get("/a/recovery").text
    assert "Loi d&#39;essai" in page
    assert "45" in page


def test_permit_and_measure_end_with_a_warning_of_their_own(quick_desk, clock):
    code, day = quick_desk.assigned(), queries.today()
    permit = Permit("receipt", "granted", "Wilaya", day, day + timedelta(days=40), "R-1", "child")
    measure = Measure("no_contact_order", "granted", "Juge", day, day + timedelta(days=15), "R-2")
    for decision in (permit, measure):
        quick_desk.on(code, lambda case, one=decision: service.record_decision(case, one, worker()))
    clock.advance(timedelta(days=1))
    assert quick_desk.do(warn_of_endings) == 1
    clock.advance(timedelta(days=9))
    assert quick_desk.do(warn_of_endings) == 1
    assert warned(quick_desk, code) == {"measure_ending": 1, "permit_ending": 1}


def test_second_permit_is_warned_of_beside_the_first_and_each_is_met_by_its_own_renewal(
    quick_desk, clock
):
    code, day = quick_desk.assigned(), queries.today()
    card, receipt = (
        Permit(kind, "granted", "Wilaya", day, day + timedelta(days=days), "R-1", "child")
        for kind, days in (("residence_card", 25), ("receipt", 10))
    )
    record = lambda one, **more: quick_desk.on(  # noqa: E731
        code, lambda case: service.record_decision(case, one, worker(), **more).thread_id
    )
    threads = [record(card)]
    assert quick_desk.do(warn_of_endings) == 1
    threads.append(record(receipt))
    assert (quick_desk.do(warn_of_endings), quick_desk.do(warn_of_endings)) == (1, 0)
    first, second = (ending_task("permit", thread) for thread in threads)
    assert {first, second} <= kinds(quick_desk, code)
    clock.advance(timedelta(days=10, hours=15))  # the receipt has lapsed, the card has not
    with quick_desk.app.app_context():
        pass_deadlines()
    found = quick_desk.see(code, lambda case: open_tasks("case", case.id))
    assert {task.kind for task in found if task.level} & {first, second} == {second}
    renewed = replace(receipt, until=day + timedelta(days=200))
    record(renewed, thread_id=threads[1])
    assert {first, second} & kinds(quick_desk, code) == {first}
    close(quick_desk, code)
    assert warned(quick_desk, code) == {}


def test_consent_that_ends_is_warned_of_fourteen_days_before_and_met_by_asking(quick_desk, clock):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    last = quick_desk.see(code, lambda case: queries.ledger(case.id)[-1].valid_until)
    clock.advance(timedelta(days=(last - queries.today()).days - 15))
    assert quick_desk.do(warn_of_endings) == 0
    clock.advance(timedelta(days=1))
    assert quick_desk.do(warn_of_endings) == 1
    asked = renew_task(("P2", None))
    assert asked in kinds(quick_desk, code)
    quick_desk.consent(code, "P8", answer="refused")
    assert asked in kinds(quick_desk, code)
    clock.advance(timedelta(days=20))  # over: another answer is still none to this question
    quick_desk.consent(code, "P9", answer="refused")
    assert asked in kinds(quick_desk, code)
    quick_desk.consent(code)
    assert asked not in kinds(quick_desk, code)


def test_each_agreement_that_ends_is_asked_for_and_stays_due_until_it_is_answered(
    quick_desk, clock
):
    code = quick_desk.assigned()
    with quick_desk.app.app_context():
        houses = [organisation_named(key).id for key in ("shelter_house", "other_house")]
    quick_desk.consent(code, "P8")
    clock.advance(timedelta(days=3))
    for house in houses:
        quick_desk.consent(code, "P3", recipient_id=house)
    last = quick_desk.see(code, lambda case: queries.ledger(case.id)[-1].valid_until)
    clock.advance(timedelta(days=(last - queries.today()).days - 17))
    assert quick_desk.do(warn_of_endings) == 1
    clock.advance(timedelta(days=3))
    assert (quick_desk.do(warn_of_endings), quick_desk.do(warn_of_endings)) == (2, 0)
    first, *both = (renew_task(one) for one in (("P8", None), *(("P3", one) for one in houses)))
    assert {first, *both} <= kinds(quick_desk, code)
    quick_desk.consent(code, "P3", recipient_id=houses[0])
    assert {first, *both} & kinds(quick_desk, code) == {first, both[1]}
    close(quick_desk, code)
    assert {first, *both} & kinds(quick_desk, code) == set()


def test_thread_of_another_case_is_not_gone_on_with(quick_desk):
    thread = recover(quick_desk, quick_desk.assigned())
    other = quick_desk.assigned()
    period = Recovery(queries.today(), 40, BASIS)
    with pytest.raises(NotFound):
        quick_desk.on(other, lambda case: service.change_recovery(case, thread, period, worker()))


def test_file_says_who_is_not_to_be_removed(quick_desk, client_as):
    code = quick_desk.assigned()
    found = NonRemoval(True, queries.today(), grounds="Enfant")
    quick_desk.on(code, lambda case: service.record_non_removal(case, found, worker()))
    browser = client_as("caseworker")
    assert "À ne pas éloigner" in browser.get(f"/c/{code}").text
    over = NonRemoval(False, queries.today(), "Tribunal")
    quick_desk.on(code, lambda case: service.record_non_removal(case, over, worker()))
    assert "À ne pas éloigner" not in browser.get(f"/c/{code}").text


def test_liaison_reads_the_report_confirms_it_and_records_status_and_measure(quick_desk, client_as):
    code = quick_desk.assigned()
    liaison = client_as("prosecutor_liaison")
    liaison.get(f"/p/{code}", 404)
    report(quick_desk, code, identity="Canaridentite")
    assert code in liaison.get("/").text
    assert code in liaison.get("/p").text
    page = liaison.get(f"/p/{code}").text
    assert CANARY not in page
    assert "Canaridentite" not in page
    opened = liaison.get(f"/p/{code}/report/1").text
    assert CANARY in opened
    assert "Canaridentite" in opened
    liaison.submit(f"/p/{code}/report/1", {}, containing="idempotency_key")
    liaison.submit(f"/p/{code}/status", STATUS)
    measure = {
        "kind": "no_contact_order", "standing": "granted", "authority": "Procureur",
        "reference": "R-5", "since-day": "16", "since-month": "11", "since-year": "2026",
    }  # fmt: skip
    liaison.submit(f"/p/{code}/measure", measure)
    file = client_as("caseworker").get(f"/c/{code}/protection").text
    assert "TR-77" in file
    assert "R-5" in file
    trace = client_as("caseworker").get(f"/c/{code}/access").text
    assert "Signalement prévu par la loi, lu par le parquet" in trace
    for part in ("", "/timeline", "/consent", "/identity", "/risk", "/records", "/child"):
        liaison.get(f"/c/{code}{part}", 403)


def measure(desk, code, standing, thread=None):
    """What a body was asked for or decided, without a last day."""
    found = Measure("legal_aid", standing, "Juge", queries.today(), reference="R-9")
    return desk.on(
        code,
        lambda case: service.record_decision(case, found, worker(), thread_id=thread).thread_id,
    )


def test_only_what_was_asked_for_and_not_decided_in_an_open_case_waits(quick_desk, client_as):
    waiting = lambda: client_as("prosecutor_liaison").get("/").text  # noqa: E731
    decided = quick_desk.assigned()
    for standing in ("granted", "refused", "ended"):
        measure(quick_desk, decided, standing)
    asked, over = quick_desk.assigned(), quick_desk.assigned()
    thread = measure(quick_desk, asked, "requested")
    measure(quick_desk, over, "requested")
    close(quick_desk, over)
    assert [one in waiting() for one in (decided, asked, over)] == [False, True, False]
    measure(quick_desk, asked, "granted", thread)
    assert asked not in waiting()
    measure(quick_desk, asked, "requested", thread)  # asked for again, to go on
    assert asked in waiting()


def test_liaison_sees_nothing_of_the_file_on_its_own_pages(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.identity(code)
    note = NoteText("call", "Canarinote", "Canariavec")
    quick_desk.on(code, lambda case: service.write_note(case, note, worker()))
    report(quick_desk, code)
    liaison = client_as("prosecutor_liaison")
    for path in ("/", "/t", "/p", f"/p/{code}", f"/p/{code}/report/1", f"/p/{code}/status"):
        text = liaison.get(path).text
        for secret in ("Canarinote", "Canariavec", "Canarita", "Zubayda", "CANARY99881"):
            assert secret not in text, (path, secret)


def test_status_is_recorded_by_whoever_works_the_case_or_the_liaison_of_the_region(quick_desk):
    code = quick_desk.assigned()
    decided = VictimStatus("identified", "court", queries.today(), "", "TR-1", "judgment")
    for key in ("focal_point", "analyst", "administrator", "shelter", "colleague_caseworker"):
        with pytest.raises(NotPermitted):
            quick_desk.on(
                code,
                lambda case, key=key: service.record_victim_status(case, decided, actor_named(key)),
            )
    for key in ("caseworker", "prosecutor_liaison"):
        quick_desk.on(
            code,
            lambda case, key=key: service.record_victim_status(case, decided, actor_named(key)),
        )


def test_status_and_consent_and_state_are_three_things(quick_desk):
    """Identified, and refusing every service: neither follows from the other."""
    code = quick_desk.assigned()
    quick_desk.consent(code, answer="refused")
    decided = VictimStatus("identified", "court", queries.today(), "", "TR-1", "judgment")
    quick_desk.on(code, lambda case: service.record_victim_status(case, decided, worker()))
    seen = quick_desk.see(
        code,
        lambda case: (
            case.state,
            queries.newest_status(case).status,
            queries.has_consent(case.id, "P2"),
        ),
    )
    assert seen == ("S06", "identified", False)
