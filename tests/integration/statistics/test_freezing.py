"""Freezing periods: in order, once, with its cost and its digest written down."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from casework import audit
from casework.audit.catalogue import CaseRead
from casework.audit.releases import kept_releases
from casework.audit.sealing import seal_checkpoint
from casework.db import db, unit_of_work
from casework.jobs.registry import JOBS, ROUNDS
from casework.kernel.ids import new_id
from casework.statistics import jobs, service
from casework.statistics.domain.lattice import tables_of
from casework.statistics.domain.periods import Period
from casework.statistics.freeze import LostWithRestore
from casework.statistics.models import PublishedCell, Release
from casework.statistics.published import NotPublished, Query, Why, published
from tests.attacks.statistics_country import fictional_country, register
from tests.tampering import drop_triggers

QUARTER = Period.parse("2026-Q3")
AUGUST, SEPTEMBER = Period.parse("2026-08"), Period.parse("2026-09")
NOVEMBER = Period.parse("2026-11")
FROZEN_BY_MID_NOVEMBER = [
    *("2026-01", "2026-02", "2026-03", "2026-Q1", "2026-04", "2026-05", "2026-06", "2026-Q2"),
    *("2026-07", "2026-08", "2026-09", "2026-Q3", "2026-10"),
]


@pytest.fixture
def two_months(app):
    with app.app_context():
        with unit_of_work():
            register(fictional_country(AUGUST, 2, 60))
        yield app


def frozen() -> list[str]:
    return sorted(db.session.scalars(select(Release.period)))


def test_the_worker_freezes_everything_due_from_the_first_quarter_on(two_months):
    assert [period.label for period in service.due()] == FROZEN_BY_MID_NOVEMBER
    assert jobs.freeze_due() == 13
    assert frozen() == sorted(FROZEN_BY_MID_NOVEMBER)
    assert jobs.freeze_due() == 0
    assert "statistics.freeze" in ROUNDS


def test_nothing_is_due_before_the_first_case(app):
    with app.app_context():
        assert service.due() == []


def test_a_release_holds_every_cell_of_its_tables_the_empty_ones_too(two_months):
    jobs.freeze_due()
    cells = db.session.execute(
        select(PublishedCell.table, PublishedCell.cell)
        .join(Release)
        .where(Release.period == "2026-Q3")
    )
    expected = {(t.name, "|".join(cell)) for t in tables_of(QUARTER, "case") for cell in t.cells()}
    assert {tuple(row) for row in cells} == expected


def test_the_ledger_holds_what_each_release_cost(two_months):
    jobs.freeze_due()
    spent = service.budget()
    assert float(spent.most) == pytest.approx(0.9722, abs=1e-4)
    assert len(spent.entries) == 10 + 3 * 6


def test_the_audit_holds_the_digest_and_finds_an_altered_cell(two_months):
    jobs.freeze_due()
    assert service.altered() == []
    with unit_of_work():
        dropped = "DROP TRIGGER statistics_cell_no_update"
        on = "" if db.engine.dialect.name == "sqlite" else " ON statistics_cell"
        db.session.execute(text(dropped + on))
        db.session.execute(
            text(
                "UPDATE statistics_cell SET value = value + 1 WHERE cell = 'MA-06' "
                "AND release_id IN (SELECT id FROM statistics_release WHERE period = '2026-Q3')"
            )
        )
    assert service.altered() == ["TRAINING.CASE.2026-Q3"]


def test_a_release_that_the_log_holds_is_not_drawn_again_and_is_missed(two_months):
    jobs.freeze_due()
    tables = ("statistics_budget", "statistics_cell", "statistics_release")
    with unit_of_work():
        drop_triggers(db.session.connection(), tables)
        for table in tables:
            db.session.execute(text(f"DELETE FROM {table}"))
    for copy in kept_releases().folder.iterdir():
        copy.unlink()
    assert frozen() == service.due() == []
    assert jobs.freeze_due() == 0
    with pytest.raises(LostWithRestore):
        jobs.freeze_one(AUGUST)
    said = two_months.test_cli_runner().invoke(args=["statistics", "verify"])
    assert said.exit_code == 1
    assert said.output.count("published, and not in the database any more") == 13
    assert published(Query("case.total", (AUGUST,))) == NotPublished(Why.LOST)
    assert published(Query("case.total", (NOVEMBER,))) == NotPublished(Why.NOT_YET)
    with unit_of_work():  # also when the table that the dashboards ask was emptied: from the log
        drop_triggers(db.session.connection(), ["statistics_drawn"])
        db.session.execute(text("DELETE FROM statistics_drawn"))
    assert jobs.freeze_due() == 0
    assert published(Query("case.total", (AUGUST,))) == NotPublished(Why.LOST)


def test_a_failed_freeze_leaves_nothing_behind(two_months, monkeypatch):
    sources = two_months.extensions[service.EXTENSION]

    def broken(code: str, digest: str) -> None:
        raise RuntimeError("the audit is not there")

    handed = replace(sources, record=broken)
    monkeypatch.setitem(two_months.extensions, service.EXTENSION, handed)
    with pytest.raises(RuntimeError), unit_of_work():
        service.freeze_period(SEPTEMBER)
    assert frozen() == []
    assert service.budget().entries == ()


def test_the_command_freezes_one_period_or_all_and_says_what_it_costs(two_months):
    run = two_months.test_cli_runner().invoke
    one = run(args=["statistics", "freeze", "--period", "2026-01"])
    assert (one.exit_code, one.output.startswith("case 2026-01 frozen")) == (0, True)
    assert run(args=["statistics", "freeze"]).output == "12 periods frozen\n"
    assert run(args=["statistics", "freeze"]).output == "nothing is due\n"
    assert run(args=["statistics", "verify"]).exit_code == 0
    budget = run(args=["statistics", "budget"]).output
    assert "case.region" in budget
    assert "rho 0.9722 of 2.5" in budget


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("2026-11", "This period is still open"),
        ("2026-Q3", "The months of a quarter are frozen before it"),
        ("last week", "A period is a month"),
    ],
)
def test_the_command_says_in_words_why_it_refuses(two_months, label, said):
    result = two_months.test_cli_runner().invoke(args=["statistics", "freeze", "--period", label])
    assert result.exit_code == 1
    assert said in result.output


def test_a_clock_that_was_set_ahead_publishes_nothing_by_itself_for_a_day(two_months, clock):
    """What is published of months to come could never be taken back."""
    by_itself = JOBS["statistics.freeze"].function
    seal_now()
    clock.advance(timedelta(days=400))
    seal_now()
    assert by_itself() == 0 and frozen() == []
    clock.advance(timedelta(hours=23))
    seal_now()
    assert by_itself() == 0 and frozen() == []
    clock.advance(timedelta(hours=2))
    assert by_itself() > 13


def seal_now() -> None:
    """Something happened, and was sealed."""
    with unit_of_work():
        audit.record(CaseRead(case_id=new_id()), None)
    seal_checkpoint()
