"""Whoever saw a conference that was postponed after that is asked to delete it as well."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases.queries import deletions_of
from casework.cases.service import withdraw_consent
from casework.kernel import clock as clocks
from casework.together import service
from casework.together.domain.conference import window
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.together.conftest import SHARED


def postponed(table, code, ref, days=20):
    at = clocks.now() + timedelta(days=days)
    new = window(at, 2, 2, clocks.now())
    worker = table.office.actor("caseworker")
    prepared = replace(SHARED, topic="Plus tard")
    table.at(code, ref, lambda case, row: service.prepare(case, row, at, new, prepared, worker))


def asked_after_a_no(table, code):
    def no(case):
        withdraw_consent(case, ("P2", None), IN_WORDS, actor_named("caseworker"))

    table.office.on(code, no)
    return table.office.see(code, lambda case: [one.shared_as for one in deletions_of(case.id)])


@pytest.mark.parametrize("times", [1, 2])
def test_who_saw_it_before_is_asked_though_it_lies_ahead_again(table, client_as, clock, times):
    code, ref = table.open()
    clock.advance(timedelta(hours=1))
    client_as("shelter").get(f"/cf/{ref}")
    for _each in range(times):
        postponed(table, code, ref)
    client_as("shelter").get(f"/cf/{ref}", 404)
    page = client_as("caseworker").get(f"/c/{code}/consent/withdraw?purpose=P2").text
    assert ref in page
    assert asked_after_a_no(table, code) == [ref]


def test_who_was_invited_to_the_new_days_alone_or_to_none_that_began_is_not_asked(table, clock):
    code = table.office.informed()
    table.office.consent(code, "P3", recipient_id=table.office.house())
    opened, ahead = table.convened(code), table.convened(code, days=9)
    table.invited(code, ahead)
    clock.advance(timedelta(hours=1))
    for ref in (opened, ahead):
        postponed(table, code, ref)
    clock.advance(timedelta(hours=1))
    table.invited(code, opened)
    assert asked_after_a_no(table, code) == []
