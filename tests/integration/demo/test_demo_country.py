"""Two years of a fictional country: everybody, every state, no trace of a real person."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from casework.audit.verification import verify
from casework.cases.domain.pathway import STATES as CASE_STATES
from casework.db import db, unit_of_work
from casework.demo.loader import YEARS
from casework.demo.organisations import REGIONS
from casework.facts import service as facts
from casework.referrals.domain.track import ReferralState
from casework.screening.domain.track import STATES as SCREENING_STATES
from casework.statistics import service as statistics
from tests.integration.demo.conftest import TODAY, WHOLE, today
from tests.integration.demo.looking import identities, moments, values

NOW = TODAY.replace(tzinfo=None)


def test_there_are_exactly_as_many_cases_and_screenings_as_were_asked_for(country: Flask) -> None:
    assert values(country, 'SELECT count(*) FROM "case"') == [WHOLE.cases]
    assert values(country, "SELECT count(*) FROM screening") == [WHOLE.screenings]


@pytest.mark.parametrize(
    ("table", "states"),
    [("screening", SCREENING_STATES), ("case", CASE_STATES), ("referral", ReferralState)],
)
def test_every_state_can_be_seen_today(country: Flask, table: str, states: tuple) -> None:
    assert set(values(country, f'SELECT DISTINCT state FROM "{table}"')) == {*map(str, states)}


def test_cases_are_spread_over_the_two_years_and_all_twelve_regions(country: Flask) -> None:
    opened = moments(country, 'SELECT opened_at FROM "case"')
    eighths = Counter(int((NOW - moment) / (YEARS / 8)) for moment in opened)
    assert sum(eighths.values()) == WHOLE.cases
    assert all(eighths[part] >= WHOLE.cases / 20 for part in range(8))
    assert set(values(country, 'SELECT region FROM "case"')) == set(REGIONS)


def test_every_name_is_marked_and_every_number_cannot_be_dialled(country: Flask) -> None:
    known = identities(country)
    assert len(known) > WHOLE.cases / 2
    for identity in known:
        assert identity.spoken_name.startswith("Démo ")
        assert identity.given_name.startswith("Démo ")
        assert re.fullmatch(r"06 00 00 \d\d \d\d", identity.phone)


def test_the_trace_of_two_years_is_whole_and_sealed(country: Flask) -> None:
    with country.app_context():
        assert verify().whole
    assert country.extensions["unsealed-when-loaded"] == 0
    kinds = set(values(country, "SELECT DISTINCT kind FROM audit_event"))
    assert {"ScreeningSent", "CaseStepTaken", "ReferralAnswered", "IdentityRecorded",
            "StatisticsFrozen", "DemoLoaded"} <= kinds  # fmt: skip


def test_every_closed_month_and_quarter_is_frozen(country: Flask) -> None:
    with country.app_context(), today():
        assert statistics.due() == []
        assert statistics.altered() == []
    labels = set(values(country, "SELECT period FROM statistics_release"))
    assert {"2024-11", "2026-10", "2024-Q4", "2026-Q3"} <= labels
    assert "2026-11" not in labels
    assert "2026-Q4" not in labels


def rows(app: Flask, question: str) -> list:
    with app.app_context():
        return [tuple(row) for row in db.session.execute(text(question))]


def test_the_history_of_a_record_has_no_gap(country: Flask) -> None:
    missing = "SELECT max(seq) - count(*) FROM step_taken GROUP BY owner_kind, owner_id"
    assert set(values(country, missing)) == {0}


def test_nobody_is_told_later_of_what_happened_in_the_story(country: Flask) -> None:
    assert values(country, "SELECT count(*) FROM outbox_message WHERE sent_at IS NULL") == [0]


def test_work_of_long_ago_does_not_wait_any_more(country: Flask) -> None:
    due = moments(country, "SELECT due_at FROM task WHERE done_at IS NULL")
    assert len(due) > 30
    assert min(due) > NOW - timedelta(days=30)
    assert any(moment < NOW for moment in due)


def test_asking_every_feature_again_changes_no_fact(country: Flask) -> None:
    """Every act of two years handed over what it should have: nothing is found out afterwards."""
    with country.app_context(), today(), unit_of_work():
        found = facts.rebuild()
    assert (found.added, found.changed, found.kept) == (0, 0, 0)
    assert found.same > 300
    handed = dict(rows(country, "SELECT kind, count(*) FROM fact GROUP BY kind"))
    (cases,) = values(country, 'SELECT count(*) FROM "case"')
    (sent,) = values(country, "SELECT count(*) FROM screening WHERE sent_at IS NOT NULL")
    (again,) = values(country, "SELECT count(*) FROM screening WHERE seen_again_id IS NOT NULL")
    assert handed["case"] == cases
    assert sent - again <= handed["screening"] <= sent
    assert handed["referral"] > 0 < handed["flag"]
