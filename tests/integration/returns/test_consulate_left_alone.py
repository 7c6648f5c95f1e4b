"""Nobody is reminded to ask the consulate of somebody who took the agreement back, or who turns out
to seek asylum."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.consent import Purpose
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Paper
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.returns.test_return_walk import open_tasks


def take_the_agreement_back(case):
    question = (Purpose.CONSULATE, None)
    cases.withdraw_consent(case, question, IN_WORDS, actor_named("caseworker"))


def turn_out_to_seek_asylum(case):
    card = replace(case_queries.card_of(case), asylum="yes")
    cases.record_card(case, card, actor_named("caseworker"))


@pytest.mark.parametrize("bar", [take_the_agreement_back, turn_out_to_seek_asylum])
def test_a_reminder_for_the_consulate_ends_and_the_others_stay(quick_bureau, clock, bar):
    code = quick_bureau.planned()
    quick_bureau.consent(code, "P6")
    reference = quick_bureau.chosen(clock, code)
    today = quick_bureau.today()
    for kind in ("laissez_passer", "passport", "exit_authorisation"):
        asked = Paper(kind, "asked", today, remind_on=today + timedelta(days=3))
        quick_bureau.keep(reference, Part.DOCUMENTS, asked)
    assert len(open_tasks(quick_bureau)) == 3
    quick_bureau.on(code, bar)
    assert list(open_tasks(quick_bureau)) == ["remind_document_exit_authorisation"]


def test_asylum_told_at_the_counselling_ends_the_reminder_too(quick_bureau, clock):
    code = quick_bureau.planned()
    quick_bureau.consent(code, "P6")
    reference = quick_bureau.chosen(clock, code)
    today = quick_bureau.today()
    asked = Paper("passport", "asked", today, remind_on=today + timedelta(days=3))
    quick_bureau.keep(reference, Part.DOCUMENTS, asked)
    quick_bureau.counselled_anew(reference, "yes")
    assert open_tasks(quick_bureau) == {}
    assert quick_bureau.see(code, lambda case: case_queries.card_of(case).asylum) == "yes"
    assert not quick_bureau.see(code, lambda case: case_queries.has_consent(case.id, "P6"))
