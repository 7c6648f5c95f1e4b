"""What is refused in a return is refused on the page, with the reason and who can unblock it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.children import Guardian, InterestsDetermined
from casework.kernel import clock as clocks
from casework.returns import service
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Choice, Departure, Fitness, Paper
from casework.returns.domain.refusals import ConsulateBarred
from casework.tasks.firing import escalate_due
from tests.factories import actor_named
from tests.integration.returns.conftest import risks
from tests.integration.returns.test_return_walk import open_tasks

LANGUAGES = ("fr", "ar", "en")


def refused(worker, reference, action, status=422):
    """Press the button of a step that is not possible; gives the text of the answer."""
    there = f"/j/{reference}"
    fields = next(one for one in worker.get(there).forms() if "version" in one.fields).fields
    typed = {name: fields[name] for name in ("version", "csrf_token")}
    return worker.post(f"{there}/step/{action}", typed, status).text


def test_booking_before_the_free_choice_says_whose_choice_it_is(quick_bureau, client_as):
    reference = quick_bureau.asked()
    quick_bureau.counselled(reference)
    worker = client_as("caseworker")
    for page in (worker.get(f"/j/{reference}/step/book").text,
                 refused(worker, reference, "book", 409)):  # fmt: skip
        assert "Enregistrer la décision libre" in page
        assert "La personne, seule avec qui conduit le retour" in page
    assert quick_bureau.stands(reference) == ("eligible", "S11")


def ready_to_leave(bureau, clock):
    reference = bureau.booked(clock)
    clock.advance(timedelta(days=3))
    bureau.keep(reference, Part.DEPARTURE, Departure(clocks.now(), "written", confirmed=True))
    bureau.keep(reference, Part.FITNESS, Fitness(clocks.now(), "fit", "Dr Essai"))
    return reference


def test_leaving_with_a_stale_fitness_is_refused_until_a_doctor_says_yes(
    quick_bureau, client_as, clock
):
    reference = ready_to_leave(quick_bureau, clock)
    old = Fitness(clocks.now() - timedelta(hours=73), "fit", "Dr Essai", short=True)
    quick_bureau.keep(reference, Part.FITNESS, old)
    page = refused(client_as("caseworker"), reference, "depart")
    assert "Un médecin a constaté l’aptitude" in page and ">Un médecin.<" in page
    assert quick_bureau.stands(reference) == ("booked", "S12")
    quick_bureau.keep(reference, Part.FITNESS, Fitness(clocks.now(), "fit", "Dr Essai"))
    quick_bureau.step(reference, "depart")


@pytest.mark.parametrize("level", [2, 3])
def test_leaving_into_a_risk_that_stays_unreduced_is_refused(quick_bureau, client_as, clock, level):
    reference = ready_to_leave(quick_bureau, clock)
    found = risks(quick_bureau.today(), level)
    left = replace(found, items=tuple(replace(one, before=level) for one in found.items))
    quick_bureau.keep(reference, Part.RISK, left)
    worker = client_as("caseworker")
    page = refused(worker, reference, "depart")
    assert "aucun ne reste moyen sans mesures" in page
    assert "avec des mesures qui réduisent le risque" in page
    assert quick_bureau.stands(reference) == ("booked", "S12")
    assert "Reste trop élevé" in worker.get(f"/j/{reference}").text


def test_an_open_asylum_file_is_refused_with_whom_to_talk_to(quick_bureau, client_as, clock):
    reference = quick_bureau.asked()
    quick_bureau.counselled(reference, asylum="yes")
    clock.advance(timedelta(hours=49))
    own = Choice(quick_bureau.today(), True, True, True, "certain", "written")
    quick_bureau.keep(reference, Part.CHOICE, own)
    page = refused(client_as("caseworker"), reference, "choose")
    assert "avertissement" in page and "HCR" in page
    assert quick_bureau.stands(reference) == ("eligible", "S11")


def test_a_child_without_a_determination_does_not_leave(quick_bureau, client_as, clock):
    reference = ready_to_leave(quick_bureau, clock)

    def doubt(seat):
        card = replace(case_queries.card_of(seat.case), age_doubt=True)
        cases.record_card(seat.case, card, actor_named("caseworker"))

    quick_bureau.seated(reference, doubt)
    page = refused(client_as("caseworker"), reference, "depart")
    assert "intérêt supérieur" in page
    for who in ("comité qui détermine", "Le tuteur ou le juge des mineurs"):
        assert who in page
    assert quick_bureau.stands(reference) == ("booked", "S12")


def test_a_child_leaves_by_the_last_determination_and_with_a_guardian_who_is_not_suspected(
    quick_bureau, clock
):
    reference = ready_to_leave(quick_bureau, clock)
    day, panel = quick_bureau.today(), ("Juge", "Assistante sociale")

    def child(seat):
        card = replace(case_queries.card_of(seat.case), age_doubt=True)
        cases.record_card(seat.case, card, actor_named("caseworker"))

    def open_gates(solution, suspected):
        decided = InterestsDetermined(day, panel, solution, "Dit ce qu'elle veut")
        named = Guardian("Tutrice", "provisional", day, "Juge", "MP 7", suspected, "Vue avec eux")

        def act(seat):
            worker = actor_named("caseworker")
            cases.record_guardian(seat.case, named, worker)
            cases.record_interests_determined(seat.case, decided, worker)

        quick_bureau.seated(reference, act)
        found = quick_bureau.seated(reference, service.known)
        return found.determined, found.guardian

    quick_bureau.seated(reference, child)
    quick_bureau.interests(quick_bureau.seated(reference, lambda seat: seat.case.code))
    assert open_gates("return", suspected=False) == (True, True)
    assert open_gates("local", suspected=False) == (False, True), "the last one counts"
    assert open_gates("reunification", suspected=True) == (True, False)


@pytest.mark.parametrize("kind", ["exit_authorisation", "laissez_passer"])
def test_an_office_that_was_asked_is_asked_again_on_the_day_until_it_answers(
    quick_bureau, client_as, clock, kind
):
    code = quick_bureau.planned()
    quick_bureau.consent(code, "P6")
    reference = quick_bureau.chosen(clock, code)
    today, task = quick_bureau.today(), f"remind_document_{kind}"
    later = today + timedelta(days=9)
    worker, there = client_as("caseworker"), f"/j/{reference}/part/documents"
    asked = {
        "kind": kind,
        "state": "asked",
        "reference": "قنصلية 12",
        **{f"on-{part}": str(getattr(today, part)) for part in ("day", "month", "year")},
    }
    again = {f"remind_on-{part}": str(getattr(later, part)) for part in ("day", "month", "year")}
    worker.submit(there, {**asked, **again}, containing="kind")
    due = open_tasks(quick_bureau)[task].due_at
    assert due.astimezone(clocks.MOROCCO).date() == later
    assert "Relancer" in worker.get("/t").text
    clock.advance(timedelta(days=10))
    quick_bureau.do(escalate_due)
    worker = client_as("caseworker")
    worker.get(f"/j/{reference}")
    assert open_tasks(quick_bureau)[task].due_at == due, "looking at it does not meet it"
    sooner = Paper(kind, "asked", quick_bureau.today(), remind_on=later + timedelta(days=5))
    quick_bureau.keep(reference, Part.DOCUMENTS, sooner)
    moved = open_tasks(quick_bureau)[task].due_at
    assert moved.astimezone(clocks.MOROCCO).date() == later + timedelta(days=5)
    quick_bureau.keep(reference, Part.DOCUMENTS, Paper(kind, "obtained", quick_bureau.today()))
    assert task not in open_tasks(quick_bureau)


def test_a_reminder_ends_with_the_return_and_none_is_set_for_a_consulate_that_must_not_know(
    quick_bureau, clock
):
    reference = quick_bureau.chosen(clock)
    day = quick_bureau.today()
    remind = Paper("exit_authorisation", "asked", day, remind_on=day + timedelta(days=3))
    quick_bureau.keep(reference, Part.DOCUMENTS, remind)
    with pytest.raises(ConsulateBarred):
        quick_bureau.keep(reference, Part.DOCUMENTS, replace(remind, kind="passport"))
    assert list(open_tasks(quick_bureau)) == ["remind_document_exit_authorisation"]
    quick_bureau.step(reference, "stop")
    assert open_tasks(quick_bureau) == {}
