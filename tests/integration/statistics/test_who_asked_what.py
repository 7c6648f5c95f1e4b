"""Who asked what, and the fifty indicators."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from markupsafe import escape

from casework.accounts.queries import user_display
from casework.audit import record
from casework.audit.catalogue import StatisticsRead, StatisticsRefused
from casework.audit.queries import events_of
from casework.db import unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.facts.domain import REGIONS
from casework.statistics import jobs
from casework.statistics.domain.periods import Period
from casework.statistics.indicators import INDICATORS
from casework.statistics.measuring import measured
from casework.statistics.questions import MANY_AN_HOUR, MANY_REFUSED, SHOWN, Pattern, Tally
from casework.statistics.tables import KEYS, Asked
from casework.web.languages import within
from tests.attacks.statistics_country import register
from tests.factories import actor_named, user_named

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


def test_every_question_reaches_the_page_of_the_data_protection_officer(sqlite_app, client_as):
    analyst = client_as("analyst")
    analyst.get("/m")
    analyst.get("/m/indicators?of=simulated")
    client_as("national_focal_point").get("/m?region=MA-06")
    for _ in range(MANY_REFUSED):
        analyst.get("/m?from=2026-01-01", 422)
    page = client_as("dpo", "en").get("/m/questions").text
    for asked in (
        "Page: Overview",
        "Page: Overview · Casablanca-Settat",
        "Page: Indicators · Simulated country: nobody real",
        "Refused: a dashboard",
    ):
        assert asked in page
    assert "asked 5 times or more for what is not published" in page
    analyst.get("/m/questions", 403)


def test_whoever_may_see_no_numbers_and_tries_stands_among_those_who_asked(sqlite_app, client_as):
    worker = client_as("caseworker")
    for path in ("/m", "/m/export", "/m/questions", "/m/table.csv?table=case.sex&period=2025"):
        worker.get(path, 403)
    assert refused(sqlite_app, "caseworker") == ["role"] * 4
    page = client_as("dpo", "en").get("/m/questions").text
    assert page.count("<td>Refused: this role sees none of it</td>") == 4


def test_the_page_is_quiet_before_anybody_asked(sqlite_app, client_as):
    assert "Nobody has asked anything yet." in client_as("dpo", "en").get("/m/questions").text


def test_every_refusal_is_written_down_whatever_was_asked(sqlite_app, client_as):
    """An open period, a table of years for a quarter, another region, a file of an unpublished
    period, of no lattice, a ticket of nobody: none is answered, and each stands in the log."""
    analyst = client_as("analyst", "en")
    analyst.get("/m/table.csv?table=case.sex&period=2026-Q4", 422)
    analyst.get("/m/table.csv?table=case.sex_age_band&period=2026-Q3", 422)
    analyst.get("/m/export?of=nowhere", 422)
    analyst.get("/m/export/ticket", 404)
    analyst.get("/m/organisation?organisation=nobody", 404)
    analyst.get("/m/indicators?region=MA-06", 422)
    client_as("focal_point").get("/m?region=MA-12", 403)
    assert refused(sqlite_app, "analyst") == [
        "indicators", "organisation", "ticket", "export", "table", "table"
    ]  # fmt: skip
    assert refused(sqlite_app, "focal_point") == ["dashboard"]


def test_a_refused_file_is_written_down_and_a_forgotten_reason_is_not(sqlite_app, client_as):
    with sqlite_app.app_context():
        with unit_of_work():
            register(fictional_country(Span(Period.parse("2025-01").starts, 21), 100))
        jobs.freeze_due()
    analyst = client_as("analyst", "en")
    asked = {"report": "sdg", "period": "2026-Q3", "reason": ""}
    analyst.submit("/m/export", asked, 422)
    assert refused(sqlite_app, "analyst") == []
    for period in ("2026-Q3", "2026-Q4"):
        analyst.submit("/m/export", {**asked, "period": period, "reason": "answer"}, 422)
    assert refused(sqlite_app, "analyst") == ["export", "export"]
    analyst.submit("/m/export", {**asked, "period": "2025", "reason": "answer"}, 303)
    page = client_as("dpo", "en").get("/m/questions").text
    assert "Answer to a question of parliament or a court" in page
    assert "File asked for: Indicator 16.2.2" in page
    assert "Réponse à une question" in client_as("dpo", "fr").get("/m/questions").text


def refused(app, persona: str) -> list[str]:
    """What the log holds of somebody's refused questions, the newest first."""
    with app.app_context():
        kinds = (StatisticsRefused.__name__,)
        events = events_of("user", user_named(persona).id, kinds=kinds)
    return [event.code("asked") for event in events]


def test_a_pattern_is_seen_behind_thousands_of_other_questions(sqlite_app, client_as, clock):
    """All thirty days are looked at, not the newest questions alone."""
    analyst = client_as("analyst")
    for _ in range(MANY_REFUSED):
        analyst.get("/m?from=2026-01-01", 422)
    clock.advance(timedelta(days=1))
    with sqlite_app.app_context(), unit_of_work():
        other = actor_named("national_focal_point")
        for _ in range(2_100):
            record(StatisticsRead(table="CASE.SEX", period="P2025"), other)
    page = client_as("dpo", "en").get("/m/questions").text
    assert "asked 5 times or more for what is not published" in page
    assert "more than 40 questions within an hour" in page
    assert "Refused: a dashboard" not in page  # no longer among the newest


def test_the_officer_reads_page_after_page_of_one_person_and_of_other_days(
    sqlite_app, client_as, clock
):
    client_as("analyst").get("/m?from=2026-01-01", 422)
    clock.advance(timedelta(days=40))
    officer = client_as("dpo", "en")
    with sqlite_app.app_context(), unit_of_work():
        for _ in range(SHOWN + 3):
            record(StatisticsRead(table="CASE.SEX", period="P2025"), actor_named("analyst"))
    clock.advance(timedelta(minutes=1))
    with sqlite_app.app_context(), unit_of_work():
        other = actor_named("national_focal_point")
        record(StatisticsRead(table="VIEW.MEASURED", period="none"), other)
    first = officer.get("/m/questions").text
    assert first.count("<td>Table: Women and men</td>") == SHOWN - 1
    older = re.search(r'rel="next" href="([^"]+)"', first).group(1).replace("&amp;", "&")
    rest = officer.get(older).text
    assert rest.count("<td>Table: Women and men</td>") == 4
    assert 'rel="next"' not in rest
    of_other = officer.get(f"/m/questions?person={other.user_id}").text
    assert "Page: Measured error" in of_other
    assert "<td>Table: Women and men</td>" not in of_other
    then = officer.get("/m/questions?first=2026-11-01&last=2026-11-30").text
    assert "Refused: a dashboard" in then
    assert "<td>Table: Women and men</td>" not in then
    assert "No question fits." in officer.get("/m/questions?last=2026-11-01").text
    assert officer.get("/m/questions?person=x&first=y&last=9999-12-31&below=z").text


def patterns(asked) -> set[Pattern]:
    tally = Tally()
    for kind, at in asked:
        tally.add(kind, at)
    return tally.patterns


def test_patterns_are_many_questions_refusals_exports_and_the_night():
    ordinary = [("StatisticsRead", NOON + timedelta(minutes=20 * n)) for n in range(30)]
    assert patterns(ordinary) == set()
    many = [("StatisticsRead", NOON + timedelta(seconds=n)) for n in range(MANY_AN_HOUR + 1)]
    assert patterns(many) == {Pattern.MANY}
    assert patterns([("StatisticsExported", NOON - timedelta(days=n)) for n in range(10)]) == {
        Pattern.EXPORTS
    }
    assert patterns([("StatisticsRead", NOON.replace(hour=2))]) == {Pattern.NIGHT}


def test_every_indicator_is_measured_from_a_published_table_or_says_why_not():
    assert sorted(INDICATORS) == list(range(1, 51))
    for one in INDICATORS.values():
        assert (one.measure is None) == bool(str(one.why))
        assert one.measure is None or one.measure.table in KEYS
        assert str(one.name) and str(one.formula) and str(one.not_for)
    computed = {number for number, one in INDICATORS.items() if one.measure}
    exact = {number for number, one in INDICATORS.items() if one.exact}
    assert exact == {25, 28, 34, 43, 44, 45, 46}
    assert set(INDICATORS) - computed - exact == {29, 30, 31, 32, 40, 47}
    for number in set(INDICATORS) - computed - exact:
        assert str(INDICATORS[number].why).startswith("Not computable within the budget")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_all_fifty_say_their_six_fields_and_the_reader_finds_them(sqlite_app, client_as, language):
    """Definition, formula, source, unit, by what it is told apart, what it is not for."""
    with sqlite_app.test_request_context("/"), within(language):
        lines = measured(Asked(Period.parse("2025"), REGIONS), actor_named("analyst"))
        assert len(lines) == 50
        for one in lines:
            fields = (one.name, one.formula, one.source, one.unit, one.by, one.not_for)
            assert all(field.strip() for field in fields), one.number
        wanted = [(one.number, one.source, one.by) for one in lines]
    page = client_as("analyst", language).get("/m/indicators").text
    for number, *words in wanted:
        row = re.search(rf'id="i{number}">.*?</tr>', page, re.S).group()
        assert all(str(escape(word)) in row for word in words), number


def test_the_quality_of_the_data_says_what_it_leaves_out():
    said = str(INDICATORS[49].formula)
    assert "duplicates" in said
    assert "regions" in said


def test_an_exact_indicator_is_counted_by_a_block_of_somebody_whom_the_catalogue_leads_there(
    sqlite_app, client_as
):
    readers = {"occupancy": "shelter", "incidents": "shelter", "visits": "return_officer",
               "reach": "distribution_officer", "training": "analyst",
               "labour": "owner_inspector"}  # fmt: skip
    assert set(readers) == {one.exact for one in INDICATORS.values() if one.exact}
    for block, persona in readers.items():
        page = client_as(persona).get("/m/indicators").text
        assert f'href="/m/work#counts-{block}"' in page, persona
    outsider = client_as("analyst").get("/m/indicators").text
    assert "counts-incidents" not in outsider


def test_what_the_budget_still_pays_for_is_computed_for_a_year(sqlite_app, client_as):
    """The indicators that joined last: each with a value, or too small a base, of 600 cases."""
    with sqlite_app.app_context():
        with unit_of_work():
            register(fictional_country(Span(Period.parse("2025-01").starts, 12), 600))
        jobs.freeze_due()
    page = client_as("analyst", "en").get("/m/indicators").text
    for number in (12, 15, 16, 17, 23, 24, 26, 42):
        row = re.search(rf'id="i{number}">.*?</tr>', page, re.S).group()
        assert re.search(r'<b><bdi class="num">\d+', row) or "base too small" in row, number
        assert "/m/table.csv?" in row
    for number in (12, 16, 23, 26):
        row = re.search(rf'id="i{number}">.*?</tr>', page, re.S).group()
        assert '<b><bdi class="num">' in row, number
    each = re.search(r'id="i2">.*?</tr>', page, re.S).group()
    assert re.search(r"about \d+(\.\d)? for each of 2 \(", each)
    closed = re.search(r'id="i41">.*?</tr>', page, re.S).group()
    assert re.search(r"Goals met .{1,3}\d+", closed)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_catalogue_stands_in_every_language_with_its_values(sqlite_app, client_as, language):
    with sqlite_app.app_context():
        with unit_of_work():
            register(fictional_country(Span(Period.parse("2025-01").starts, 12), 300))
        jobs.freeze_due()
    page = client_as("analyst", language).get("/m/indicators").text
    assert len(re.findall(r'<th scope="row" id="i\d+">', page)) == 50
    assert len(re.findall(r"<b><bdi", page)) >= 18
    assert page.count("/m/table.csv?") >= 36


def test_the_catalogue_shows_the_numbers_of_the_dashboard(sqlite_app, client_as):
    with sqlite_app.app_context():
        with unit_of_work():
            register(fictional_country(Span(Period.parse("2025-01").starts, 12), 300))
        jobs.freeze_due()
    analyst = client_as("analyst", "en").say_why()
    table = analyst.get("/m/table.csv?table=case.status&period=2025").text
    identified = next(line.split(",")[3] for line in table.splitlines() if "identified," in line)
    row = re.search(r'id="i7">.*?</tr>', analyst.get("/m/indicators").text, re.S).group()
    assert f">{identified}<" in row


REASON = "/m/table?"
FILE = "/m/table.csv?table=case.sex&period=2025"


def test_a_table_is_taken_for_a_reason_that_holds_a_quarter_of_an_hour(
    sqlite_app, client_as, clock
):
    with sqlite_app.app_context():
        with unit_of_work():
            register(fictional_country(Span(Period.parse("2025-01").starts, 12), 60))
        jobs.freeze_due()
    analyst = client_as("analyst", "en")
    asked = analyst.get(FILE, 303).location
    assert asked.startswith(REASON)
    page = analyst.get(asked)
    assert "Table as a file" in page.text
    again = analyst.submit(asked, {"reason": "curiosity"}, 422)
    assert "Reason" in again.text
    assert analyst.get(FILE, 303).location == asked
    file = analyst.submit(asked, {"reason": "annual_report"}).location
    assert file == FILE
    taken = analyst.get(file).text
    assert taken.startswith("\ufeff")
    with sqlite_app.app_context():
        name = user_display(user_named("analyst").id)
    reason = "\r\nReason given,Annual or international report\r\nPeriod,2025\r\nMade for,"
    assert reason in taken
    assert f"Made for,{name}\r\nNumber of the reason given,1\r\n" in taken
    assert analyst.get(file).text == taken
    assert "reason given,1\r\n" in analyst.get(FILE.replace("sex", "region")).text
    assert client_as("national_focal_point").get(FILE, 303).location.startswith(REASON)
    clock.advance(timedelta(minutes=16))
    elsewhere = client_as("analyst", "en").submit(asked, {"reason": "annual_report"}).location
    assert elsewhere == FILE
    # a reason given in another session opens nothing here, and none is asked before a proof
    assert "/again" in analyst.get(FILE, 303).location
    assert "/again" in analyst.get(asked, 303).location
    listed = client_as("dpo", "en").get("/m/questions").text
    assert listed.count("Annual or international report") == 3
