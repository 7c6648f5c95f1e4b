"""Telling the police or a prosecutor is no offer of help: the case goes on as if nobody had been
asked, and is held open by no report that the law asks for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries as cases
from casework.cases import service
from casework.cases.domain.consent import DATA_GROUPS
from casework.cases.domain.records import LegalDuty
from casework.referrals import ending
from casework.referrals import service as referrals
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.service import Addressed
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, organisation_named
from tests.integration.cases.conftest import ADULT, CHILD, IN_WORDS
from tests.integration.referrals.conftest import HERE

TEXTS = {Item.SAFE_CONTACT: "Bureau", Item.FACTS: "Faits utiles."}
ALL = replace(IN_WORDS, data_groups=DATA_GROUPS)


def duty(office, code):
    """The report that the law asks for, made to the station."""
    told = LegalDuty(
        "penal_code_448_7", cases.today(), "Police", "Faits", recipient_id=office.house(HERE)
    )
    worker = office.actor("caseworker")
    office.on(code, lambda case: service.record_legal_duty(case, told, True, worker))


def reported(office, code, urgency="routine"):
    """What the station has to know is sent to it; gives the reference."""

    def send(case):
        worker = actor_named("caseworker")
        to = Addressed("SAFETY", organisation_named(HERE).id, urgency)
        made = referrals.prepare(case, to, worker)
        referrals.choose(made, Preparation("SAFETY", urgency, texts=TEXTS), made.version)
        referrals.send(made, case, worker, made.version, "En danger")
        return made.reference

    return office.on(code, send)


def kinds(office, code):
    return {one.kind for one in office.see(code, lambda case: open_tasks("case", case.id))}


@pytest.mark.parametrize("urgency", ["emergency", "routine"])
@pytest.mark.parametrize("card", [ADULT, CHILD])
def test_report_by_law_leaves_a_case_where_it_is(police, card, urgency):
    code = police.assigned(card)
    duty(police, code)
    ref = reported(police, code, urgency)
    assert police.state(code, ref)[0] == "S06"
    assert {"first_contact"} <= kinds(police, code)
    assert "review_urgency" not in kinds(police, code)  # nobody's consent was passed over


def test_yes_to_telling_the_police_leaves_a_case_where_it_is(police):
    code = police.assigned()
    police.consent(code)
    police.consent(code, "P4", recipient_id=police.house(HERE), circumstance=ALL)
    assert police.state(code, reported(police, code, "emergency"))[0] == "S06"


def test_station_that_accepts_opens_no_help(police):
    code, asked = police.sent()
    duty(police, code)
    report = reported(police, code)
    police.referral(
        code, report, lambda one: referrals.accept(one, actor_named("provider"), one.version)
    )
    assert police.state(code, report) == ("S09", "accepted")
    assert police.state(code, asked) == ("S09", "received")
    assert "make_plan" not in kinds(police, code)


def test_report_that_waits_does_not_keep_a_case_from_asking_anew(police):
    code, asked = police.sent()
    duty(police, code)
    report = reported(police, code)
    police.referral(
        code, asked,
        lambda one: referrals.decline(one, "full", "", actor_named("shelter"), one.version),
    )  # fmt: skip
    assert police.state(code, report) == ("S07", "received")
    assert "ask_consent" in kinds(police, code)


def test_case_closes_beside_a_report_by_law_which_stays_with_whoever_deals_with_it(
    police, client_as, clock
):
    code = police.informed()
    duty(police, code)
    report = reported(police, code)
    police.made_safe(code)
    closing = {"reason": "goals_met", "words": "Fini.", "informed": "yes", "feedback": "given"}
    client_as("caseworker").submit(f"/c/{code}/close", closing, 303, "reason")
    client_as("focal_point").submit(f"/c/{code}/closure", {"decision": "close"})
    assert police.state(code, report) == ("S16", "received")
    assert "Faits utiles" not in client_as("provider").get(f"/r/{report}").text  # stage A
    clock.advance(timedelta(days=10))
    police.do(ending.expire_due)
    assert police.state(code, report) == ("S16", "no_response")
    left = police.referral(code, report, lambda one: open_tasks("referral", one.id))
    assert left == []  # nobody is asked to find another in a closed case
