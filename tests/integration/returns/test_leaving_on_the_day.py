"""Nobody is noted as gone before they board, nor for one they did not say yes to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.kernel import clock as clocks
from casework.kernel.refusals import GateClosed
from casework.returns import queries
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Departure, Fitness
from tests.integration.returns.test_refused_on_the_page import refused
from tests.integration.returns.test_return_walk import press


def ready(bureau, reference):
    """A doctor said yes today, and so did the person."""
    now = clocks.now()
    bureau.keep(reference, Part.FITNESS, Fitness(now, "fit", "Dr Essai"))
    bureau.keep(reference, Part.DEPARTURE, Departure(now, "written", confirmed=True))


def missing(bureau, reference):
    """The condition that keeps the person here."""
    with pytest.raises(GateClosed) as refusal:
        bureau.step(reference, "depart")
    return refusal.value.codes["gate"]


def journey(bureau, reference, **changed):
    """The journey is written anew."""

    def act(seat):
        return queries.contents(seat.file.id).opened[Part.TRAVEL].travel

    found = bureau.seated(reference, act)
    bureau.keep(reference, Part.TRAVEL, replace(found, **changed))


def test_before_boarding_the_page_says_that_its_hour_has_not_come(quick_bureau, client_as, clock):
    reference = quick_bureau.booked(clock)
    ready(quick_bureau, reference)
    worker = client_as("caseworker")
    page = refused(worker, reference, "depart")
    assert "L’heure de l’embarquement est arrivée" in page and "Seul le temps" in page
    assert quick_bureau.stands(reference) == ("booked", "S12")
    clock.advance(timedelta(days=2, hours=22, minutes=50))
    refused(client_as("caseworker"), reference, "depart")
    clock.advance(timedelta(minutes=10))
    client_as("caseworker").submit(f"/j/{reference}/step/depart", {})
    assert quick_bureau.stands(reference) == ("departed", "S12")


def test_a_finding_that_wears_out_before_the_journey_opens_nothing(quick_bureau, clock):
    reference = quick_bureau.booked(clock)
    short = Fitness(clocks.now() - timedelta(hours=1), "fit", "Dr Essai", short=True)
    quick_bureau.keep(reference, Part.FITNESS, short)
    clock.advance(timedelta(days=2, hours=23))
    now = clocks.now()
    quick_bureau.keep(reference, Part.DEPARTURE, Departure(now, "written", confirmed=True))
    assert missing(quick_bureau, reference) == "G-FIT"


@pytest.mark.parametrize("changed", [
    {"route": "Rabat - Dakar - Abidjan"},
    {"escort": "medical"},
    {"partner": "sa famille"},
])  # fmt: skip
def test_the_will_is_asked_again_once_the_journey_is_another(quick_bureau, clock, changed):
    reference = quick_bureau.booked(clock)
    clock.advance(timedelta(days=3))
    ready(quick_bureau, reference)
    clock.advance(timedelta(seconds=80))
    before = clocks.now() - timedelta(minutes=2)
    journey(quick_bureau, reference, name_on_ticket="Comme au passeport", departs_at=before)
    assert missing(quick_bureau, reference) == "G-VOL(again)"
    journey(quick_bureau, reference, departs_at=clocks.now() + timedelta(hours=1), **changed)
    clock.advance(timedelta(minutes=1))
    early = clocks.now() - timedelta(minutes=2)
    quick_bureau.keep(reference, Part.DEPARTURE, Departure(early, "written", confirmed=True))
    assert missing(quick_bureau, reference) == "G-VOL(again)"
    ready(quick_bureau, reference)
    quick_bureau.step(reference, "depart")


def test_the_ticket_alone_asks_nobody_again(quick_bureau, clock):
    reference = quick_bureau.booked(clock)
    clock.advance(timedelta(days=3))
    ready(quick_bureau, reference)
    clock.advance(timedelta(minutes=2))
    journey(quick_bureau, reference, name_on_ticket="Comme au passeport")
    quick_bureau.step(reference, "depart")
    assert quick_bureau.stands(reference) == ("departed", "S12")


def test_the_will_is_asked_again_after_a_rest(quick_bureau, client_as, clock):
    reference = quick_bureau.booked(clock)
    clock.advance(timedelta(days=3, hours=-1))
    ready(quick_bureau, reference)
    worker = client_as("caseworker")
    press(worker, reference, "pause")
    clock.advance(timedelta(minutes=10))
    press(worker, reference, "resume")
    page = refused(worker, reference, "depart")
    assert "après chaque changement du voyage et après chaque pause" in page
    clock.advance(timedelta(minutes=1))
    ready(quick_bureau, reference)
    quick_bureau.step(reference, "depart")
    assert quick_bureau.stands(reference) == ("departed", "S12")


def test_a_booking_is_cancelled_on_the_page_and_the_decision_stays(quick_bureau, client_as, clock):
    reference = quick_bureau.booked(clock)
    clock.advance(timedelta(days=2, hours=23))
    ready(quick_bureau, reference)
    worker = client_as("caseworker")
    page = worker.get(f"/j/{reference}/step/unbook")
    assert "la décision demeure" in page.text
    worker.submit(f"/j/{reference}/step/unbook", {})
    assert quick_bureau.stands(reference) == ("chosen", "S12")
    page = worker.get(f"/j/{reference}")
    assert "La réservation a été annulée" in page.text and "/step/book" in page.text
    clock.advance(timedelta(minutes=5))
    quick_bureau.step(reference, "book")
    assert missing(quick_bureau, reference) == "G-VOL(again)"
