"""A return from the first question to the arrival, and every way it is kept from going wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import service as cases
from casework.cases.domain.children import FamilyAssessed, ReceptionConfirmed
from casework.cases.domain.consent import NothingToWithdraw, Purpose
from casework.cases.queries import deletions_of
from casework.db import db
from casework.kernel import clock as clocks
from casework.kernel.refusals import GateClosed, StaleVersion, StepNotPossible
from casework.returns import queries, service
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Arrival, Choice, Departure, Fitness, Request
from casework.returns.domain.refusals import (
    CaseNotPlanned,
    NotEntrusted,
    NothingToRecord,
    OverAlready,
    ReturnUnderWay,
)
from casework.tasks.firing import escalate_due
from casework.tasks.models import Task
from tests.factories import actor_named, organisation_named
from tests.integration.cases.conftest import CHILD, IN_WORDS
from tests.integration.returns.conftest import risks

FORBIDDEN = ("traite", "victime", "الاتجار", "ضحية", "trafficking", "victim", "exploit", "trata",
             "víctima")  # fmt: skip


def refused_at(bureau, reference, action):
    with pytest.raises(GateClosed) as refusal:
        bureau.step(reference, action)
    return refusal.value.codes["gate"]


def press(client, reference, action):
    """Press a button that stands on the return itself."""
    page = client.get(f"/j/{reference}")
    form = next(form for form in page.forms() if form.action.endswith(f"/{action}"))
    return client.post(form.action, form.filled({}))


def open_tasks(bureau):
    with bureau.app.app_context():
        found = db.session.query(Task).filter_by(owner_kind="return", done_at=None).all()
        db.session.close()
    return {task.kind: task for task in found}


def test_a_caseworker_walks_a_return_from_the_question_to_the_arrival(bureau, client_as, clock):
    code = bureau.planned()
    worker = client_as("caseworker")
    page = worker.get(f"/c/{code}/return")
    assert "sans motif" in page.text
    worker.submit(f"/c/{code}/return/ask", {}, status=422, containing="channel")
    answer = worker.submit(
        f"/c/{code}/return/ask",
        {"organisation": worker.get(f"/c/{code}/return/ask").text.split('name="organisation"')[1]
            .split('value="')[1].split('"')[0],
         "on-day": "16", "on-month": "11", "on-year": "2026", "channel": "office",
         "country": "CI", "language": "fr", "household": "0"},
        containing="channel",
    )  # fmt: skip
    reference = answer.location.split("/j/")[1].split("?")[0]
    there = f"/j/{reference}"
    assert "counsel_return" in open_tasks(bureau)
    told = {"on-day": "16", "on-month": "11", "on-year": "2026", "language": "fr",
            "interpreter": "not_needed", "alone": "yes", "asylum": "no",
            "options": ["stay_and_permit", "asylum", "local_support", "family_reunification",
                        "return"]}  # fmt: skip
    worker.submit(f"{there}/part/counselling", told, containing="asylum")
    assert open_tasks(bureau) == {}
    worker.submit(
        f"{there}/part/eligibility",
        {"on-day": "16", "on-month": "11", "on-year": "2026", "vulnerabilities": ["stranded"]},
        containing="vulnerabilities",
    )
    own = {"on-day": "16", "on-month": "11", "on-year": "2026", "alone": "yes", "free": "yes",
           "informed": "yes", "capacity": "certain", "signed": "written"}  # fmt: skip
    worker.submit(f"{there}/part/choice", own, containing="capacity")
    page = worker.submit(f"{there}/step/choose", {}, status=422)
    assert "48 heures" in page.text
    clock.advance(timedelta(hours=49))
    worker = client_as("caseworker")
    page = worker.submit(f"{there}/step/choose", {}, status=422)
    assert "redemandé" in page.text, "it was decided before the time to think was over"
    worker.submit(f"{there}/part/choice", {**own, "on-day": "18"}, containing="capacity")
    worker.submit(f"{there}/step/choose", {})
    assert bureau.stands(reference) == ("chosen", "S11")
    bureau.keep(reference, Part.RISK, risks(bureau.today(), 1))
    page = worker.get(there)
    assert "Décision libre" in page.text


def test_a_return_arrives_and_its_case_follows(bureau, clock):
    reference = bureau.departed(clock)
    assert bureau.stands(reference) == ("departed", "S12")
    task = open_tasks(bureau)["confirm_arrival"]
    planned = clocks.now() + timedelta(hours=9)
    assert (task.priority, task.due_at) == ("P1", planned + timedelta(hours=72))
    clock.advance(timedelta(days=4))
    bureau.keep(reference, Part.ARRIVAL, Arrival(clocks.now(), "le bureau d'accueil", True))
    assert bureau.stands(reference) == ("arrived", "S13")
    assert open_tasks(bureau) == {}
    with pytest.raises(OverAlready):
        bureau.keep(reference, Part.ARRIVAL, Arrival(clocks.now(), "x", True))


def test_silence_after_a_departure_is_treated_as_danger(quick_bureau, clock):
    quick_bureau.departed(clock)
    clock.advance(timedelta(days=3, hours=10))
    assert quick_bureau.do(escalate_due) >= 1
    assert open_tasks(quick_bureau)["confirm_arrival"].level >= 1


def test_booking_waits_for_everything_one_after_the_other(quick_bureau, clock):
    reference = quick_bureau.chosen(clock)
    assert refused_at(quick_bureau, reference, "book") == "G-PAPERS"


def test_booking_before_the_free_choice_is_impossible(quick_bureau):
    reference = quick_bureau.asked()
    quick_bureau.counselled(reference)
    with pytest.raises(StepNotPossible):
        quick_bureau.step(reference, "book")
    assert refused_at(quick_bureau, reference, "choose") == "G-REFLECTION"


def test_nobody_leaves_with_a_stale_fitness_or_an_unreduced_risk(quick_bureau, clock):
    reference = quick_bureau.booked(clock)
    clock.advance(timedelta(days=3))
    assert refused_at(quick_bureau, reference, "depart") == "G-VOL(again)"
    now = clocks.now()
    quick_bureau.keep(reference, Part.DEPARTURE, Departure(now, "written", confirmed=True))
    assert refused_at(quick_bureau, reference, "depart") == "G-FIT"
    old = Fitness(now - timedelta(hours=73), "fit", "Dr Essai", short=True)
    quick_bureau.keep(reference, Part.FITNESS, old)
    assert refused_at(quick_bureau, reference, "depart") == "G-FIT"
    quick_bureau.keep(reference, Part.FITNESS, Fitness(now, "fit", "Dr Essai"))
    quick_bureau.keep(reference, Part.RISK, risks(quick_bureau.today(), 3))
    assert refused_at(quick_bureau, reference, "depart") == "G-RISK(leaving)"


def test_an_open_asylum_file_stops_a_return_until_the_warning_is_signed(quick_bureau, clock):
    reference = quick_bureau.asked()
    quick_bureau.counselled(reference, asylum="yes")
    clock.advance(timedelta(hours=49))
    own = Choice(quick_bureau.today(), True, True, True, "certain", "written")
    quick_bureau.keep(reference, Part.CHOICE, own)
    assert refused_at(quick_bureau, reference, "choose") == "G-ASYLUM"
    warned = Choice(quick_bureau.today(), True, True, True, "certain", "written", warned=True)
    quick_bureau.keep(reference, Part.CHOICE, warned)
    quick_bureau.step(reference, "choose")


def test_a_case_does_not_turn_to_a_return_before_the_choice_and_the_risks(quick_bureau, clock):
    code = quick_bureau.planned()

    def start(case):
        cases.step(case, "start_return", actor_named("caseworker"))

    for _nothing_yet in (None, quick_bureau.asked(code)):
        with pytest.raises(GateClosed) as refusal:
            quick_bureau.on(code, start)
        assert refusal.value.codes["gate"] == "G-UNBARRED"


@pytest.mark.parametrize("point", ["asked", "chosen", "booked"])
def test_stopping_works_from_every_point_and_leaves_the_case_whole(quick_bureau, client_as, clock,
                                                                   point):  # fmt: skip
    made = getattr(quick_bureau, point)
    reference = made() if point == "asked" else made(clock)
    worker = client_as("caseworker")
    answer = press(worker, reference, "stop")
    assert "return_stopped" in answer.location
    assert quick_bureau.stands(reference) == ("stopped", "S11")
    assert open_tasks(quick_bureau) == {}
    assert "/stop" not in worker.get(f"/j/{reference}").text


def test_a_return_rests_and_goes_on_and_nothing_moves_meanwhile(quick_bureau, client_as, clock):
    reference = quick_bureau.booked(clock)
    worker = client_as("caseworker")
    press(worker, reference, "pause")
    assert "repos depuis" in worker.get(f"/j/{reference}").text
    assert refused_at(quick_bureau, reference, "depart") == "G-RUNNING"
    press(worker, reference, "resume")
    assert refused_at(quick_bureau, reference, "depart") != "G-RUNNING"


def test_withdrawing_the_agreement_stops_the_return_at_once(quick_bureau, clock):
    reference = quick_bureau.booked(clock)

    def withdraw(seat):
        question = (Purpose.RETURN, None)
        lost = cases.losses(seat.case, question)
        assert [loss.reference for loss in lost] == [reference]
        cases.withdraw_consent(seat.case, question, IN_WORDS, actor_named("caseworker"))

    quick_bureau.seated(reference, withdraw)
    assert quick_bureau.stands(reference) == ("stopped", "S11")


def test_whoever_ran_a_return_that_ended_is_listed_and_asked_to_delete_it(quick_bureau):
    _code, reference, ref = quick_bureau.entrusted()
    quick_bureau.step(reference, "stop")

    def withdraw(seat):
        question = (Purpose.CASE, None)
        assert reference in [one.reference for one in cases.losses(seat.case, question)]
        cases.withdraw_consent(seat.case, question, IN_WORDS, actor_named("caseworker"))
        return [one.shared_as for one in deletions_of(seat.case.id)]

    assert sorted(quick_bureau.seated(reference, withdraw)) == sorted([reference, ref])


def test_one_return_at_a_time_and_a_new_one_after_stopping(bureau):
    code = bureau.planned()
    reference = bureau.asked(code)
    with pytest.raises(ReturnUnderWay):
        bureau.asked(code)
    bureau.step(reference, "stop")
    assert bureau.asked(code) != reference


def test_a_return_is_asked_for_only_while_the_person_is_helped(quick_bureau):
    with pytest.raises(CaseNotPlanned):
        quick_bureau.asked(quick_bureau.informed())


def test_only_who_accepted_the_referral_runs_a_return_for_another(quick_bureau):
    code = quick_bureau.planned()
    request = Request(quick_bureau.today(), "office", "CI", "fr")
    with pytest.raises(NotEntrusted):
        quick_bureau.on(
            code,
            lambda case: service.open_return(
                case, request, organisation_named("clinic").id, actor_named("caseworker")
            ),
        )


def test_parts_are_recorded_at_their_point_only_and_never_over_a_newer_one(quick_bureau):
    reference = quick_bureau.asked()
    with pytest.raises(NothingToRecord):
        quick_bureau.keep(reference, Part.CHOICE, Choice(
            quick_bureau.today(), True, True, True, "certain", "written"))  # fmt: skip
    with pytest.raises(StaleVersion):
        quick_bureau.seated(
            reference,
            lambda seat: service.keep(
                seat, Part.RISK, risks(quick_bureau.today(), 0), actor_named("caseworker"), 99
            ),
        )


def test_an_officer_takes_the_return_up_and_works_it_without_the_case(quick_bureau, client_as):
    code, reference, _ref = quick_bureau.entrusted()
    officer = client_as("return_officer")
    assert reference in officer.get("/").text
    page = officer.get(f"/j/{reference}")
    assert code not in page.text and "Warda" not in page.text
    officer.get(f"/j/{reference}/part/counselling", 403)
    press(officer, reference, "take")
    officer.get(f"/j/{reference}/part/counselling")
    officer.get(f"/c/{code}", 403)
    client_as("caseworker_elsewhere").get(f"/j/{reference}", 404)


def test_an_officer_loses_sight_when_the_person_withdraws_the_sharing(quick_bureau, client_as):
    code, reference, _ref = quick_bureau.entrusted()
    officer = client_as("return_officer")
    officer.get(f"/j/{reference}")
    question = (Purpose.SERVICE, quick_bureau.house("other_association"))
    page = client_as("caseworker").get(
        f"/c/{code}/consent/withdraw?purpose=P3&recipient={question[1]}"
    )
    assert reference in page.text.partition("Ce qui a été partagé avant")[0]
    quick_bureau.on(
        code,
        lambda case: cases.withdraw_consent(case, question, IN_WORDS, actor_named("caseworker")),
    )
    officer.get(f"/j/{reference}", 404)
    assert reference not in officer.get("/j").text
    assert reference not in officer.get("/").text
    asked = quick_bureau.see(code, lambda case: [one.shared_as for one in deletions_of(case.id)])
    assert reference in asked
    with pytest.raises(NothingToWithdraw):
        quick_bureau.on(
            code,
            lambda case: cases.withdraw_consent(
                case, question, IN_WORDS, actor_named("caseworker")
            ),
        )


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
def test_the_sheet_for_the_traveller_is_neutral_in_every_language(quick_bureau, client_as, clock,
                                                                  language):  # fmt: skip
    reference = quick_bureau.booked(clock)
    page = client_as("caseworker").get(f"/j/{reference}/sheet?in={language}")
    assert f'lang="{language}"' in page.text
    said = page.text.split("<main")[1].casefold()
    assert not [word for word in FORBIDDEN if word in said]
    assert "canariroute" in said


@pytest.mark.parametrize(("spoken", "served"), [("es", "es"), ("ary", "ar"), ("bm", "fr")])
def test_the_sheet_is_in_their_language_or_says_that_an_interpreter_reads_it(
    quick_bureau, client_as, clock, spoken, served
):
    quick_bureau.spoken = spoken
    reference = quick_bureau.booked(clock)
    worker = client_as("caseworker")
    page = worker.get(f"/j/{reference}/sheet").text.split("<main")[1]
    title = {"es": "Mi viaje", "ar": "رحلتي", "fr": "Mon voyage"}[served]
    assert title in page and f'lang="{served}"' in page
    assert ("interprète" in page and "bambara" in page.casefold()) is (spoken == "bm")
    other = worker.get(f"/j/{reference}/sheet?in=en").text.split("<main")[1]
    assert "interprète" in other and "My journey" in other
    assert "dans sa langue" in worker.get(f"/j/{reference}").text


def test_a_return_reads_the_family_of_a_child_from_the_case_file(quick_bureau):
    code = quick_bureau.assigned(CHILD)
    found, received = FamilyAssessed(quick_bureau.today(), "ONG", "unsuitable"), "sa tante"

    def record(said):
        quick_bureau.on(
            code, lambda case: cases.record_family_step(case, said, actor_named("caseworker"))
        )

    def family(case):
        assessed, reception = queries.family_of(case.id)
        return assessed and assessed.result, reception and reception.who_receives

    assert quick_bureau.on(code, family) == (None, None)
    record(found)
    assert quick_bureau.on(code, family) == ("unsuitable", None)
    record(replace(found, result="suitable"))
    record(ReceptionConfirmed(quick_bureau.today(), "ONG", received))
    assert quick_bureau.on(code, family) == ("suitable", received)


def test_nothing_of_a_return_lies_in_clear_in_the_database(quick_bureau, clock):
    reference = quick_bureau.booked(clock)
    home = quick_bureau.app.extensions["settings"].home
    raw = b"".join(file.read_bytes() for file in home.glob("sanad.sqlite*"))
    assert reference.encode() in raw
    for word in (b"canariroute", b"canariprojet", b"canarimesures", b"Abidjan"):
        assert word not in raw
