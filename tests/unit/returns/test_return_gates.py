"""The gates of a return, one by one: what opens each, and what keeps it closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework.cases.domain.gates import Told
from casework.kernel.workflow import Verdict
from casework.returns.domain.checks import check
from casework.returns.domain.circumstances import told
from casework.returns.domain.gates import Known, answer, verdicts
from casework.returns.domain.lists import OPTIONS, RISK_ITEMS, Part
from casework.returns.domain.records import (
    Arrival,
    Choice,
    Counselling,
    Departure,
    Eligibility,
    Fitness,
    Paper,
    Project,
    ReturnRisk,
    RiskItem,
    Travel,
)
from casework.returns.domain.refusals import (
    AmountMissing,
    ArrivedBeforeLeaving,
    ArrivesBeforeLeaving,
    ConsulateBarred,
    DayAhead,
    EveryRiskOnce,
    MeasuresMissing,
)
from casework.returns.domain.track import TABLE
from casework.returns.texts import CONSEQUENCES, GATES, WHO_OPENS

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
NOTHING = Known(at=NOW, today=TODAY)
COUNSELLED = Counselling(TODAY, "fr", OPTIONS, "no", alone=True)
FREELY = Choice(TODAY, free=True, informed=True, alone=True, capacity="certain", signed="written")
LEAVING = Departure(NOW - timedelta(days=1), "written", confirmed=True)
FIT = Fitness(NOW - timedelta(days=2), "fit", "Dr Essai")
JOURNEY = Travel(
    NOW + timedelta(days=3), NOW + timedelta(days=4), "Casablanca - Abidjan", "none",
    "Bureau d'accueil", TODAY,
)  # fmt: skip


def risk(after=1, country="there", on=TODAY, items=RISK_ITEMS, before=3, measures="un suivi"):
    return ReturnRisk(on, tuple(
        RiskItem(item, place, before, after if place == country else 0)
        for item in items for place in ("here", "there")
    ), measures)  # fmt: skip


def having(known=NOTHING, **parts):
    newest = {Part(name): record for name, record in parts.items()}
    return replace(known, newest={**known.newest, **newest})


PAPERS = {
    "passport": Paper("passport", "obtained", TODAY, date(2027, 5, 1)),
    "exit_authorisation": Paper("exit_authorisation", "obtained", TODAY),
}
CHILD = replace(NOTHING, child=True)


@pytest.mark.parametrize(("gate", "known"), [
    ("G-RUNNING", NOTHING),
    ("G-PAUSED", replace(NOTHING, paused=True)),
    ("G-COUNSEL", having(counselling=COUNSELLED)),
    ("G-ELIGIBLE", having(eligibility=Eligibility(TODAY, ("stranded",)))),
    ("G-CONSENT(P7)", replace(NOTHING, agreed=True)),
    ("G-REFLECTION", replace(NOTHING, counselled_at=NOW - timedelta(hours=48))),
    ("G-REFLECTION", replace(NOTHING, counselled_at=NOW - timedelta(days=9),
                             chosen_at=NOW - timedelta(days=7))),
    ("G-VOL", having(choice=FREELY)),
    ("G-VOL(again)", having(choice=FREELY, departure=LEAVING)),
    ("G-ASYLUM", having(counselling=COUNSELLED)),
    ("G-ASYLUM", having(counselling=replace(COUNSELLED, asylum="yes"),
                        choice=replace(FREELY, warned=True))),
    ("G-ASYLUM(asked)", having(counselling=replace(COUNSELLED, asylum="yes"))),
    ("G-RISK", having(risk=risk(2))),
    ("G-RISK", having(risk=risk(0, on=TODAY - timedelta(days=30)))),
    ("G-RISK", having(risk=risk(1, before=1))),
    ("G-RISK(leaving)", having(travel=JOURNEY, risk=risk(0, on=TODAY - timedelta(days=27)))),
    ("G-HOUR", having(travel=replace(JOURNEY, departs_at=NOW))),
    ("G-HOUR", having(travel=replace(JOURNEY, departs_at=NOW + timedelta(hours=1)))),
    ("G-HOUR", having(travel=replace(JOURNEY, departs_at=NOW - timedelta(hours=20)))),
    ("G-VOL(again)", having(choice=FREELY, departure=replace(LEAVING, at=NOW - timedelta(days=4)),
                            travel=JOURNEY)),
    ("G-VOL(again)", having(replace(NOTHING, will_from=NOW, asked_again_at=NOW), choice=FREELY,
                            departure=replace(LEAVING, at=NOW), travel=JOURNEY)),
    ("G-FIT", having(fitness=replace(FIT, at=NOW - timedelta(days=7)), travel=JOURNEY)),
    ("G-BID", NOTHING),
    ("G-BID", replace(CHILD, determined=True)),
    ("G-FAMILY", NOTHING),
    ("G-FAMILY", replace(CHILD, family_suitable=True, received_by="sa tante")),
    ("G-GUARD", NOTHING),
    ("G-GUARD", having(replace(CHILD, guardian=True),
                       choice=replace(FREELY, guardian="tuteur", child_view="oui"))),
    ("G-PAPERS", having(replace(NOTHING, papers=PAPERS), travel=JOURNEY)),
    ("G-FIT", having(fitness=FIT)),
    ("G-FIT", having(fitness=replace(FIT, at=NOW - timedelta(days=10)))),
    ("G-PROJECT", having(project=Project(TODAY, "ouvrir un atelier"))),
    ("G-PARTNER", having(travel=JOURNEY)),
    ("G-PARTNER", having(travel=replace(JOURNEY, departs_at=NOW - timedelta(hours=24)))),
    ("G-PARTNER(leaving)", having(travel=replace(JOURNEY, departs_at=NOW - timedelta(days=9)))),
    ("G-STARTED", replace(NOTHING, started=True)),
    ("G-ARRIVED", having(arrival=Arrival(NOW, "le bureau", well=True))),
])  # fmt: skip
def test_gate_opens_with_what_it_asks_for(gate, known):
    assert answer(gate, known)


@pytest.mark.parametrize(("gate", "known"), [
    ("G-RUNNING", replace(NOTHING, paused=True)),
    ("G-PAUSED", NOTHING),
    ("G-COUNSEL", NOTHING),
    ("G-COUNSEL", having(counselling=replace(COUNSELLED, options=("return",)))),
    ("G-ELIGIBLE", NOTHING),
    ("G-CONSENT(P7)", NOTHING),
    ("G-REFLECTION", NOTHING),
    ("G-REFLECTION", replace(NOTHING, counselled_at=NOW - timedelta(hours=47, minutes=59))),
    ("G-REFLECTION", replace(NOTHING, counselled_at=NOW - timedelta(days=9),
                             chosen_at=NOW - timedelta(days=8))),
    ("G-VOL", having(choice=replace(FREELY, free=False))),
    ("G-VOL", having(choice=replace(FREELY, informed=False))),
    ("G-VOL", having(choice=replace(FREELY, alone=False))),
    ("G-VOL", having(choice=replace(FREELY, capacity="doubtful"))),
    ("G-VOL(again)", having(choice=FREELY)),
    ("G-VOL(again)", having(choice=FREELY, departure=replace(LEAVING, confirmed=False))),
    ("G-VOL(again)", having(choice=FREELY,
                            departure=replace(LEAVING, at=NOW - timedelta(days=8)))),
    ("G-ASYLUM", having(counselling=replace(COUNSELLED, asylum="unknown"))),
    ("G-ASYLUM", having(counselling=replace(COUNSELLED, asylum="yes"), choice=FREELY)),
    ("G-ASYLUM", having(replace(NOTHING, asylum="yes"), counselling=COUNSELLED, choice=FREELY)),
    ("G-ASYLUM(asked)", NOTHING),
    ("G-RISK", NOTHING),
    ("G-RISK", having(risk=risk(3))),
    ("G-RISK", having(risk=risk(0, on=TODAY - timedelta(days=31)))),
    ("G-RISK", having(risk=risk(2, before=2))),
    ("G-RISK", having(risk=risk(2, before=1))),
    ("G-RISK", having(risk=risk(2, measures=" "))),
    ("G-RISK", having(risk=risk(0, measures=""))),
    ("G-RISK", having(risk=risk(0, items=RISK_ITEMS[:-1]))),
    ("G-RISK(leaving)", having(travel=JOURNEY, risk=risk(0, on=TODAY - timedelta(days=28)))),
    ("G-RISK(leaving)", having(risk=risk(0, on=TODAY + timedelta(days=1)))),
    ("G-HOUR", having(travel=JOURNEY)),
    ("G-HOUR", having(travel=replace(JOURNEY, departs_at=NOW + timedelta(hours=1, minutes=1)))),
    ("G-VOL(again)", having(choice=FREELY, departure=LEAVING,
                            travel=replace(JOURNEY, departs_at=NOW + timedelta(days=6, hours=1)))),
    ("G-VOL(again)", having(choice=FREELY, departure=LEAVING,
                            travel=replace(JOURNEY, departs_at=NOW - timedelta(days=2)))),
    ("G-VOL(again)", having(replace(NOTHING, will_from=NOW, asked_again_at=NOW), choice=FREELY,
                            departure=replace(LEAVING, at=NOW - timedelta(minutes=1)))),
    ("G-VOL(again)", having(replace(NOTHING, will_from=NOW + timedelta(seconds=9),
                                    asked_again_at=NOW), choice=FREELY,
                            departure=replace(LEAVING, at=NOW), travel=JOURNEY)),
    ("G-FIT", having(fitness=FIT, travel=replace(JOURNEY,
                                                 departs_at=NOW + timedelta(days=8, hours=1)))),
    ("G-FIT", having(fitness=replace(FIT, short=True), travel=replace(
        JOURNEY, departs_at=NOW + timedelta(days=1, hours=1)))),
    ("G-FIT", having(fitness=replace(FIT, at=NOW), travel=replace(
        JOURNEY, departs_at=NOW - timedelta(hours=1)))),
    ("G-BID", CHILD),
    ("G-FAMILY", CHILD),
    ("G-FAMILY", replace(CHILD, received_by="sa tante")),
    ("G-FAMILY", replace(CHILD, family_suitable=True)),
    ("G-GUARD", having(CHILD, choice=replace(FREELY, guardian="t", child_view="oui"))),
    ("G-GUARD", having(replace(CHILD, guardian=True), choice=FREELY)),
    ("G-PAPERS", having(travel=JOURNEY)),
    ("G-PAPERS", having(replace(NOTHING, papers={
        **PAPERS, "passport": Paper("passport", "obtained", TODAY, TODAY)}), travel=JOURNEY)),
    ("G-PAPERS", having(replace(NOTHING, papers={
        **PAPERS, "passport": Paper("passport", "not_needed", TODAY)}), travel=JOURNEY)),
    ("G-PAPERS", having(replace(NOTHING, papers={
        **PAPERS, "exit_authorisation": Paper("exit_authorisation", "asked", TODAY)}),
        travel=JOURNEY)),
    ("G-FIT", NOTHING),
    ("G-FIT", having(fitness=replace(FIT, result="unfit"))),
    ("G-FIT", having(fitness=replace(FIT, at=NOW - timedelta(days=10, minutes=1)))),
    ("G-FIT", having(fitness=replace(FIT, short=True, at=NOW - timedelta(hours=72, minutes=1)))),
    ("G-PROJECT", NOTHING),
    ("G-PARTNER", NOTHING),
    ("G-PARTNER", having(travel=replace(JOURNEY, partner_accepted_on=None))),
    ("G-PARTNER", having(travel=replace(JOURNEY, departs_at=NOW - timedelta(hours=25)))),
    ("G-PARTNER(leaving)", having(travel=replace(JOURNEY, partner_accepted_on=None))),
    ("G-STARTED", NOTHING),
    ("G-ARRIVED", NOTHING),
])  # fmt: skip
def test_gate_stays_closed_while_something_is_missing(gate, known):
    assert not answer(gate, known)


def test_a_risk_here_that_stays_high_does_not_bar_a_return():
    assert answer("G-RISK", having(risk=risk(3, country="here")))


def test_each_risk_that_nothing_lowered_is_named():
    mixed = ReturnRisk(TODAY, (
        RiskItem("traffickers", "there", 3, 2), RiskItem("family", "there", 2, 2),
        RiskItem("health", "there", 1, 1), RiskItem("legal", "there", 3, 3),
        RiskItem("community", "here", 3, 3),
    ), "un suivi")  # fmt: skip
    assert mixed.unreduced == ("family", "legal")
    assert replace(mixed, measures="").unreduced == ("traffickers", "family", "legal")


def test_every_gate_of_the_table_is_tested_above():
    asked = {gate for arrow in TABLE for gate in arrow.gates}
    opened = {mark.args[1][i][0] for mark in test_gate_opens_with_what_it_asks_for.pytestmark
              for i in range(len(mark.args[1]))}  # fmt: skip
    closed = {mark.args[1][i][0] for mark in
              test_gate_stays_closed_while_something_is_missing.pytestmark
              for i in range(len(mark.args[1]))}  # fmt: skip
    assert asked <= opened
    assert asked - closed <= {"G-ASYLUM(asked)"}


@pytest.mark.parametrize(("changed", "same"), [
    ({"name_on_ticket": "X"}, True),
    ({"partner_accepted_on": TODAY - timedelta(days=1)}, True),
    ({"departs_at": NOW}, False),
    ({"arrives_at": NOW}, False),
    ({"route": "Rabat - Abidjan"}, False),
    ({"escort": "medical"}, False),
    ({"partner": "sa famille"}, False),
    ({"transit": "une nuit à Dakar"}, False),
])  # fmt: skip
def test_what_of_a_journey_is_the_persons_to_agree_to(changed, same):
    assert replace(JOURNEY, **changed).same_for_the_person(JOURNEY) is same
    assert not JOURNEY.same_for_the_person(None)


def test_a_journey_just_after_midnight_in_morocco_is_of_that_day():
    night = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    known = having(travel=replace(JOURNEY, departs_at=night))
    assert known.leaves_on == date(2026, 11, 17)


def test_the_right_to_stop_lasts_until_boarding_and_not_only_until_the_day():
    early = datetime(2026, 11, 16, 0, 5, tzinfo=UTC)
    plane = replace(JOURNEY, departs_at=datetime(2026, 11, 16, 22, 0, tzinfo=UTC))
    asked = replace(LEAVING, at=early - timedelta(days=6))
    known = having(replace(NOTHING, at=early), choice=FREELY, departure=asked, travel=plane)
    assert answer("G-VOL(again)", known) and not answer("G-HOUR", known)
    assert not answer("G-HOUR", replace(known, at=datetime(2026, 11, 16, 20, 59, tzinfo=UTC)))
    assert answer("G-HOUR", replace(known, at=datetime(2026, 11, 16, 21, 0, tzinfo=UTC)))


def test_nothing_of_a_return_can_be_overridden():
    book = next(arrow for arrow in TABLE if arrow.action == "book")
    assert set(verdicts(book, NOTHING).values()) <= {Verdict.PASS, Verdict.FAIL}


def test_stopping_and_pausing_ask_for_no_reason_and_no_record_before_boarding():
    for state in ("asked", "counselled", "eligible", "chosen", "booked"):
        stop = next(one for one in TABLE if one.source == state and one.action == "stop")
        pause = next(one for one in TABLE if one.source == state and one.action == "pause")
        assert (stop.gates, stop.needs_reason, stop.target) == ((), False, "stopped")
        assert (pause.gates, pause.needs_reason) == (("G-RUNNING",), False)


def test_a_consulate_is_asked_only_with_agreement_and_never_for_an_asylum_seeker():
    asked = Paper("laissez_passer", "asked", TODAY)
    with pytest.raises(ConsulateBarred):
        check(asked, NOTHING, TODAY)
    agreed = replace(NOTHING, consulate_agreed=True)
    check(asked, agreed, TODAY)
    with pytest.raises(ConsulateBarred):
        check(asked, replace(agreed, asylum="yes"), TODAY)
    with pytest.raises(ConsulateBarred):
        check(asked, having(agreed, counselling=replace(COUNSELLED, asylum="yes")), TODAY)
    check(Paper("exit_authorisation", "asked", TODAY), NOTHING, TODAY)


def test_what_only_a_consulate_issues_is_not_obtained_behind_the_back_of_the_rule():
    issued = Paper("laissez_passer", "obtained", TODAY)
    agreed = replace(NOTHING, consulate_agreed=True)
    check(issued, agreed, TODAY)
    for barred in (NOTHING, replace(agreed, asylum="yes")):
        with pytest.raises(ConsulateBarred):
            check(issued, barred, TODAY)
        check(replace(issued, state="refused"), barred, TODAY)
        check(replace(issued, kind="passport"), barred, TODAY)


@pytest.mark.parametrize(("recorded", "refusal"), [
    (replace(COUNSELLED, on=TODAY + timedelta(days=1)), DayAhead),
    (replace(FIT, at=NOW + timedelta(minutes=1)), DayAhead),
    (Arrival(NOW + timedelta(hours=1), "x", True), DayAhead),
    (risk(0, items=RISK_ITEMS[1:]), EveryRiskOnce),
    (risk(1, measures=" "), MeasuresMissing),
    (Project(TODAY, "un atelier"), AmountMissing),
    (replace(JOURNEY, arrives_at=JOURNEY.departs_at), ArrivesBeforeLeaving),
    (replace(JOURNEY, departs_at=NOW - timedelta(days=2)), ArrivesBeforeLeaving),
])  # fmt: skip
def test_a_record_that_could_not_stand_is_refused(recorded, refusal):
    with pytest.raises(refusal):
        check(recorded, NOTHING, TODAY)


def test_nobody_arrives_before_they_left():
    left = having(departure=Departure(NOW - timedelta(hours=9), "written", confirmed=True))
    check(Arrival(NOW, "x", True), left, TODAY)
    with pytest.raises(ArrivedBeforeLeaving):
        check(Arrival(NOW - timedelta(hours=10), "x", True), left, TODAY)
    gone = having(left, travel=replace(JOURNEY, departs_at=NOW - timedelta(hours=5)))
    check(Arrival(NOW - timedelta(hours=5), "x", True), gone, TODAY)
    with pytest.raises(ArrivedBeforeLeaving):
        check(Arrival(NOW - timedelta(hours=6), "x", True), gone, TODAY)


@pytest.mark.parametrize(("state", "found", "words"), [
    (None, None, {"return_barred"}),
    ("eligible", risk(0), {"return_barred"}),
    ("chosen", None, {"return_barred"}),
    ("chosen", risk(3), {"return_barred"}),
    ("chosen", risk(2), set()),
    ("chosen", risk(2, before=2), {"return_barred"}),
    ("booked", risk(0, measures=""), {"return_barred"}),
    ("booked", risk(2), set()),
    ("departed", risk(2), {"on_the_way"}),
    ("arrived", risk(2), {"return_arrived"}),
    ("stopped", risk(0), {"return_barred"}),
])  # fmt: skip
def test_a_case_turns_to_a_return_only_once_it_was_chosen_and_is_safe_enough(state, found, words):
    assert {word.value for word in told(state, found)} == words


def test_who_had_booked_may_be_on_the_way_once_the_journey_has_left():
    assert list(told("booked", risk(2), left=True)) == [Told.ON_THE_WAY]
    assert list(told("chosen", risk(2), left=True)) == []


def test_every_gate_of_a_step_with_a_page_says_who_can_open_it():
    asked = {gate for arrow in TABLE if arrow.action in CONSEQUENCES for gate in arrow.gates}
    assert asked <= set(GATES)
    assert asked <= set(WHO_OPENS)
