"""Attacks on the dashboard over HTTP: differences, repeats, late changes, questions that nobody may
ask. The reader of these tests is an insider with every page and every file."""

import csv
import logging
import random
import re
from dataclasses import replace

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DatabaseError

from casework import create_app
from casework.db import db, unit_of_work
from casework.facts import service as facts
from casework.facts.models import Fact
from casework.policy import Role
from casework.statistics import service
from casework.statistics.domain import budget
from casework.statistics.domain.lattice import BY_NAME, LATTICE, tables_of
from casework.statistics.domain.periods import Period
from casework.statistics.domain.protected import SMALL
from casework.statistics.freeze import AlreadyFrozen, NotYetDue, PartsMissing
from casework.statistics.published import Answer, NotPublished, Query, Why, published
from tests.attacks.statistics_country import fictional_case, fictional_country, register
from tests.client import SanadClient
from tests.personas import PERSONAS, SIGNED_OUT

APRIL, JULY, SEPTEMBER = (Period.parse(label) for label in ("2026-04", "2026-07", "2026-09"))
QUARTERS = [Period.parse("2026-Q2"), Period.parse("2026-Q3")]
TABLES = tuple(
    f"case.{name}"
    for name in (
        *("region", "exploitation", "sex", "majority"),
        *("age_band", "nationality_group", "state"),
    )
)
HEAD = 8  # whose numbers, rules, releases, reason, period, reader, number, names of columns
OUTSIDE = (
    "/m?from=2026-07-01&to=2026-07-02",
    "/m?period=2026-07",
    "/m?period=2026-07-01",
    "/m?period=2026-Q3&period=2026-Q2",
    "/m?period=2026-Q3&sex=female",
    "/m?view=people&period=2026-Q3",
    "/m?view=cases",
    "/m?of=country",
    "/m/indicators?period=2026-Q4",
    "/m/indicators?of=simulated&sex=female",
    "/m/organisation?period=2026-09-14",
    "/m?of=simulated&of=country",
    "/m/table.csv?table=case.region_group_sex&period=2026-Q3",
    "/m/table.csv?table=case.region_exploitation&period=2025",
    "/m/table.csv?table=public.sex&period=2025",
    "/m/table.csv?table=case.total&period=2026-Q3",
    "/m?region=MA-06&age=9-17",
    "/m?region=MA-99",
    "/m?organisation=1",
    "/m/table.csv?table=case.sex&period=2026-Q3&region=MA-06",
    "/m/table.csv?table=case.region_sex&period=2026-Q3",
    "/m/table.csv?table=case.sex&period=2026-09",
    "/m/table.csv?table=case.sex&period=2026-Q4",
    "/m/table.csv?table=case.cases&period=2026-Q3",
    "/m/table.csv?table=case.sex",
)


@pytest.fixture
def country(sqlite_app):
    """Facts of April to October 2026, frozen as of mid-November."""
    with sqlite_app.app_context():
        with unit_of_work():
            register(fictional_country(APRIL, 7, 320))
        with unit_of_work():
            service.freeze_due()
    return sqlite_app


@pytest.fixture
def analyst(country, client_as) -> SanadClient:
    return client_as("analyst").say_why()


def every_answer(browser: SanadClient) -> dict[str, str]:
    """Every page and file an analyst can open, without what differs by session."""
    pages = ["/m", "/m?region=MA-06", *(f"/m?period={quarter.label}" for quarter in QUARTERS)]
    files = [
        f"/m/table.csv?table={table}&period={quarter.label}"
        for quarter in QUARTERS
        for table in ("case.months", *TABLES)
    ]
    return {path: _main(browser.get(path).text) for path in pages + files}


def _main(page: str) -> str:
    """The main part of a page; a file as it is."""
    found = re.search(r"<main.*</main>", page, re.S)
    return found.group() if found else page


def lines(browser: SanadClient, table: str, period: Period) -> dict[str, tuple[int, int]]:
    """A file as bounds of each value: "< 5" is 0 to 4."""
    text_ = browser.get(f"/m/table.csv?table={table}&period={period.label}").text
    rows = list(csv.reader(text_.removeprefix("\ufeff").splitlines()))[HEAD:]
    return {row[1]: _bounds(row[3]) for row in rows}


def _bounds(shown: str) -> tuple[int, int]:
    if shown == "< 5":
        return 0, SMALL - 1
    assert re.fullmatch(r"\d+", shown), shown
    return int(shown), int(shown)


def test_every_file_holds_whole_numbers_that_can_add_up_to_the_months(analyst):
    for quarter in QUARTERS:
        months = lines(analyst, "case.months", quarter)
        within = [months[month.label] for month in quarter.months()]
        low, high = sum(low for low, _ in within), sum(high for _, high in within)
        for table in TABLES:
            cells = lines(analyst, table, quarter).values()
            assert sum(cell[0] for cell in cells) <= high
            assert sum(cell[1] for cell in cells) >= low


def test_behind_the_door_every_table_adds_up_exactly(country):
    with country.app_context():
        for quarter in QUARTERS:
            whole = published(Query("case.total", (quarter,)))
            assert isinstance(whole, Answer)
            for table in tables_of(quarter, "case"):
                answer = published(Query(table.name, (quarter,)))
                assert isinstance(answer, Answer)
                values = [count.value for count in answer.cells.values()]
                assert sum(values) == whole.total.value
                assert all(type(value) is int and value >= 0 for value in values)


def test_every_range_of_months_gives_one_value_for_a_month(country):
    """August as (July to August) minus July, (August to September) minus September, and so on."""
    months = [APRIL]
    while len(months) < 7:
        months.append(months[-1].next)
    with country.app_context():
        single = {month: _sum((month,)) for month in months}
        for start in range(7):
            for end in range(start + 1, 8):
                whole = _sum(tuple(months[start:end]))
                assert whole == sum(single[month] for month in months[start:end])


def _sum(periods: tuple[Period, ...]) -> int:
    answer = published(Query("case.total", periods))
    assert isinstance(answer, Answer)
    return answer.total.value


def test_asking_again_and_again_gives_the_same_bytes(analyst):
    first = every_answer(analyst)
    assert all(every_answer(analyst) == first for _ in range(3))


def test_a_restart_gives_the_same_bytes(country, analyst, client_as):
    first = every_answer(analyst)
    with country.app_context():
        db.engine.dispose()
    again = create_app(country.extensions["settings"])
    browser = SanadClient(again, None, "fr")
    cookie = analyst.http.get_cookie("sanad")
    browser.http.set_cookie("sanad", cookie.value)
    assert every_answer(browser) == first


def test_a_late_changed_or_erased_case_changes_no_answer(country, analyst):
    first = every_answer(analyst)
    source = random.Random(3)
    late = [fictional_case(source, month, region="MA-12") for month in (APRIL, JULY) * 20]
    changed = fictional_country(APRIL, 7, 320)[:60]
    with country.app_context():
        with unit_of_work():
            register(late)
        before = unknown_status(changed)
        said = {"sex": "unknown", "status": "unknown"}
        with unit_of_work():
            register(replace(one, classes={**one.classes, **said}) for one in changed)
        already = sum(one.classes["status"] == "unknown" for one in changed)
        assert unknown_status(changed) == before + len(changed) - already  # the very same cases
        with unit_of_work():
            db.session.execute(delete(Fact).where(Fact.period_month == SEPTEMBER.starts))
            assert service.freeze_due() == []
    assert every_answer(analyst) == first


def unknown_status(cases) -> int:
    """How many cases of these months are counted with a status that is not known: no quarter counts
    by it, so that it is counted as it is."""
    months = {Period.month_of(case.month) for case in cases}
    table = BY_NAME["case.status"]
    return sum(facts.count(month, [table])[table.name]["unknown",] for month in months)


@pytest.mark.parametrize("persona", ["analyst", "national_focal_point", "focal_point"])
def test_nobody_is_answered_outside_the_lattice(country, client_as, persona):
    browser = client_as(persona)
    for path in OUTSIDE:
        page = browser.get(path, 422)
        assert 'class="kpi"' not in page.text
        assert page.response.mimetype == "text/html"


def test_nobody_else_is_answered_at_all(country, client_as):
    supervisors = (Role.ANALYST, Role.FOCAL_POINT)
    others = [name for name in PERSONAS if PERSONAS[name].role not in supervisors]
    for persona in (*others, SIGNED_OUT):
        browser = client_as(persona)
        for path in ("/m", "/m/table.csv?table=case.sex&period=2026-Q3", *OUTSIDE[:3]):
            page = browser.get(path, 303 if persona == SIGNED_OUT else 403)
            assert 'class="kpi"' not in page.text


def test_a_focal_point_cannot_read_another_region(country, client_as):
    browser = client_as("focal_point")
    browser.get("/m?region=MA-09", 403)
    browser.get("/m/table.csv?table=case.region_quarters&period=2026-Q3&region=MA-09", 403)
    browser.say_why()
    shown = browser.get("/m/table.csv?table=case.region&period=2026-Q3").text
    assert "MA-06" in shown
    assert "MA-09" not in shown


def test_no_page_or_file_names_a_case(country, analyst):
    cases = fictional_country(APRIL, 7, 320)
    everything = "".join(every_answer(analyst).values())
    assert not any(
        str(case.owner_id) in everything or case.owner_id.hex in everything for case in cases
    )


def test_what_was_published_cannot_be_changed_even_in_the_database(app):
    with app.app_context():
        with unit_of_work():
            register(fictional_country(SEPTEMBER, 1, 20))
            service.freeze_period(SEPTEMBER)
        for table in ("statistics_release", "statistics_cell", "statistics_budget"):
            for change in (f"DELETE FROM {table}", f"UPDATE {table} SET release_id = release_id"):
                if table == "statistics_release":
                    change = change.replace("release_id", "kind")
                with pytest.raises(DatabaseError), unit_of_work():
                    db.session.execute(text(change))


def test_a_second_freeze_is_refused_and_changes_nothing(country, analyst):
    first = every_answer(analyst)
    with country.app_context():
        for period in (SEPTEMBER, QUARTERS[1]):
            with pytest.raises(AlreadyFrozen), unit_of_work():
                service.freeze_period(period)
        result = country.test_cli_runner().invoke(
            args=["statistics", "freeze", "--period", "2026-Q3"]
        )
    assert result.exit_code == 1
    assert "never issued again" in result.output
    assert every_answer(analyst) == first


@pytest.mark.parametrize("label", ["2026-11", "2026-12", "2026-Q4"])
def test_an_open_period_is_neither_frozen_nor_shown(country, client_as, label):
    period = Period.parse(label)
    with country.app_context():
        with pytest.raises(NotYetDue), unit_of_work():
            service.freeze_period(period)
        assert published(Query("case.total", (period,))) == NotPublished(Why.NOT_YET)
    page = client_as("analyst", "en").get("/m?period=2026-Q4")
    assert "Not yet published" in page.text
    assert 'class="kpi"' not in page.text


def test_a_quarter_is_not_frozen_before_its_months(sqlite_app):
    with sqlite_app.app_context(), pytest.raises(PartsMissing), unit_of_work():
        register(fictional_country(SEPTEMBER, 1, 20))
        service.freeze_period(SEPTEMBER.quarter)


def test_a_freeze_over_the_budget_is_refused_and_publishes_nothing(sqlite_app, monkeypatch):
    monkeypatch.setattr(budget, "LIMIT", budget.cost(LATTICE[0].variance) / 2)
    with sqlite_app.app_context():
        with pytest.raises(budget.OverBudget), unit_of_work():
            register(fictional_country(SEPTEMBER, 1, 20))
            service.freeze_period(SEPTEMBER)
        assert published(Query("case.total", (SEPTEMBER,))) == NotPublished(Why.NOT_YET)
        assert service.budget().entries == ()


def test_the_exact_count_is_in_no_log_no_error_and_no_trace(sqlite_app, caplog):
    """7,411 cases of one month: the number must be nowhere but in one line of memory."""
    sources = sqlite_app.extensions[service.EXTENSION]
    caplog.set_level(logging.DEBUG)

    def counting(period, tables, lattice):
        return {
            table.name: {cell: 7411 if n == 0 else 0 for n, cell in enumerate(table.cells())}
            for table in tables
        }

    def failing(period, tables, lattice):
        right = counting(period, tables, lattice)
        return {name: {**cells, ("nowhere",): 7411} for name, cells in right.items()}

    def first_month(kind, lattice):
        return SEPTEMBER.starts if kind == "case" else None

    with sqlite_app.app_context():
        for count in (counting, failing):
            handed = replace(sources, count_for_good=count, first_month=first_month)
            sqlite_app.extensions[service.EXTENSION] = handed
            try:
                with unit_of_work():
                    service.freeze_period(SEPTEMBER if count is counting else SEPTEMBER.next)
            except ValueError as failure:
                assert "7411" not in f"{failure} {failure!r}"
        bodies = db.session.execute(text("SELECT body FROM audit_event")).scalars()
        by_itself = re.compile(rb"(?<![0-9a-f])7411(?![0-9a-f])")  # in a digest it is chance
        assert not any(by_itself.search(bytes(body)) for body in bodies)
    sqlite_app.extensions[service.EXTENSION] = sources
    assert "7411" not in caplog.text
