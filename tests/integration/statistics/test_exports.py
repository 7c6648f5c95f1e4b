"""Files: asked for with a reason, the same numbers in every format, nothing that runs."""

import ast
import csv
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import hxl
import pytest
from markupsafe import escape
from openpyxl import load_workbook
from sqlalchemy import text

from casework.accounts.domain.second_factor import FRESH_FOR
from casework.audit.catalogue import StatisticsExported
from casework.audit.queries import events_of
from casework.db import db, unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.facts import service as facts
from casework.statistics import jobs, service
from casework.statistics.catalogue import VIEWS
from casework.statistics.domain.periods import Period
from casework.statistics.exports.contents import YEARLY, Report
from casework.statistics.exports.holds import columns_of_files
from casework.statistics.exports.making import VALID_SECONDS
from casework.statistics.measured_error import measured_errors
from casework.statistics.published import Query, published
from casework.web.languages import within
from tests.attacks.statistics_country import register
from tests.factories import user_named
from tests.integration.accounts.passwords import PASSWORD, give_password
from tests.integration.statistics.conftest import export, rows_of
from tests.printed import Printed, flat

CSV = [one for one in Report if one not in (Report.WORKBOOK, Report.PAPER_FR, Report.PAPER_AR)]


@pytest.fixture(scope="module")
def frozen_home(frozen):
    return frozen("2025-01", 22, 400)


def test_every_report_is_made_and_named_by_codes_alone(analyst):
    for report in Report:
        answer = export(analyst, report)
        name = answer.headers["Content-Disposition"]
        assert re.fullmatch(r'attachment; filename="sanad-[a-z-]+-2025\.(csv|xlsx|pdf)"', name)
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert len(answer.data) > 500
        if answer.mimetype == "application/pdf":
            assert answer.data.startswith(b"%PDF-")


def test_every_file_has_a_head_with_period_rules_reason_and_releases(analyst):
    for report in (one for one in CSV if one is not Report.HXL):
        head = {row[0]: row[1] for row in rows_of(export(analyst, report))[:9] if len(row) > 1}
        assert head["Period"] == "2025"
        assert "once" in head["Rules"]
        assert head["Reason given"] == "Supervision by the commission"
        code = "TRAINING.PUBLIC.2025" if report is Report.PUBLIC else "TRAINING.CASE.2025"
        assert code in head["Releases"].split()


def test_the_workbook_shows_the_same_numbers_as_the_tables_and_holds_no_formula(analyst):
    book = load_workbook(io.BytesIO(export(analyst, Report.WORKBOOK).data))
    assert len(book.sheetnames) > 30
    written = [tuple(row) for row in rows_of(export(analyst, Report.TABLES))]
    for sheet in book.worksheets[1:]:
        for row in list(sheet.iter_rows())[1:]:
            assert all(cell.data_type != "f" for cell in row)
            values = tuple(str(cell.value) for cell in row if cell.value is not None)
            assert values in written


def test_an_arabic_workbook_runs_from_right_to_left(country, client_as):
    browser = client_as("analyst", "ar")
    book = load_workbook(io.BytesIO(export(browser, Report.WORKBOOK).data))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert "القواعد" in book.sheetnames[0]


def test_hxl_tags_stand_in_the_second_row_and_every_value_has_its_code(analyst):
    """By the rule of HXL 1.1: a row of hashtags, each `#word` with `+attributes`, or empty."""
    _heading, tags, *values = rows_of(export(analyst, Report.HXL))
    tag = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
    assert all(tag.fullmatch(one) for one in tags)
    assert len(values) > 600
    number = tags.index("#indicator+value+num")
    shown = tags.index("#description+value+shown")
    for row in values:
        assert row[shown] == (row[number] or "< 5")
    dashboard = analyst.get("/m/table.csv?table=case.sex&period=2025").text
    sexes = [row for row in values if row[1] == "case.sex"]
    assert all(f",{row[3]},{row[shown]}," in dashboard for row in sexes)


def test_the_library_of_hxl_reads_the_file_and_finds_regions_and_values(analyst):
    """libhxl itself, as humanitarian tools use it: tags, rows by query, numbers to sum."""
    content = export(analyst, Report.HXL).get_data(as_text=True).removeprefix("\ufeff")
    found = hxl.data(list(csv.reader(io.StringIO(content)))).cache()
    assert {"#adm1+code", "#date+period", "#indicator+value+num"} <= {*found.display_tags}
    faults = []
    found.validate(callback=faults.append)
    wrong = [f"{one.message}: {one.value}" for one in faults if one.rule.severity == "error"]
    assert wrong == []
    sexes = list(found.with_rows("#meta+table=case.sex"))
    listed = csv.reader(io.StringIO(analyst.get("/m/table.csv?table=case.sex&period=2025").text))
    shown = {row[2]: row[3] for row in listed if len(row) > 3}
    assert {row.get("#indicator+name"): row.get("#description+shown") for row in sexes}.items() <= (
        shown.items()
    )
    agadir = list(found.with_rows("#meta+table=case.region").with_rows("#adm1+code=MA-09"))
    assert [row.get("#adm1+name") for row in agadir] == ["Souss-Massa"]
    women = next(row.get("#indicator+value+num") for row in sexes)
    assert women.isdigit()


def test_the_public_release_is_rounded_and_hides_what_is_small(analyst):
    rows = rows_of(export(analyst, Report.PUBLIC))
    rules = next(row[1] for row in rows if row[:1] == ["Rules"])
    assert "rounded to 5" in rules and "parts may add up to a little more or less" in rules
    values = [row[3] for row in rows if len(row) == 6]
    values = [value for value in values if not value.startswith("Cases")]
    assert len(values) > 100
    assert all(value == "< 10" or int(value) % 5 == 0 for value in values)
    assert "< 10" in values


def test_a_file_asks_for_a_reason_and_is_written_down(analyst, country):
    answer = analyst.submit("/m/export", {"report": "tables", "period": "2025", "reason": ""}, 422)
    assert 'id="reason"' in answer.text
    export(analyst, Report.TABLES, reason="research")
    with country.app_context():
        actor = user_named("analyst").id
        events = events_of("user", actor, kinds=(StatisticsExported.__name__,), limit=50)
    assert [event.code("reason") for event in events] == ["research"]


@pytest.mark.parametrize("report", sorted(YEARLY))
def test_a_report_of_whole_years_is_refused_for_a_quarter(analyst, report):
    page = analyst.submit(
        "/m/export", {"report": report.value, "period": "2026-Q3", "reason": "answer"}, 422
    )
    assert "This file is made of whole years" in page.text


def test_a_ticket_is_for_one_person_and_a_quarter_of_an_hour(
    analyst, client_as, country, monkeypatch
):
    asked = {"report": "tables", "period": "2025", "reason": "answer"}
    where = analyst.submit("/m/export", asked, 303).response.headers["Location"]
    client_as("national_focal_point").get(where, 404)
    analyst.get(where[:-2] + "zz", 404)
    monkeypatch.setattr("casework.statistics.exports.making.VALID_SECONDS", -1)
    analyst.get(where, 404)
    assert VALID_SECONDS == 900


def test_only_those_who_may_see_the_whole_country_take_files_of_it(country, client_as):
    for persona in ("focal_point", "caseworker", "administrator"):
        client_as(persona).get("/m/export", 403)


def tickets(browser) -> dict[str, str]:
    """The address of every file, asked for once."""
    asked = {"period": "2025", "reason": "supervision"}
    return {
        one.value: browser.submit("/m/export", {"report": one.value, **asked}, 303).location
        for one in Report
    }


def without_copy(answer) -> list[list[str]]:
    """A file of text without what says whose copy it is and which: two rows of its head, and of
    HXL, which has no head, a column."""
    rows = [row for row in rows_of(answer) if row[:1] not in (["Made for"], ["Number of the copy"])]
    places = [place for place, tag in enumerate(rows[1]) if tag == "#meta+copy"]
    return [[one for at, one in enumerate(row) if at not in places] for row in rows]


def every_answer(browser, files: dict[str, str]) -> dict[str, object]:
    """Every dashboard, without what belongs to the session; every file that was asked for, as
    bytes; and the files of text as they are asked for anew, without what names the copy."""
    found: dict[str, object] = {}
    for view in VIEWS:
        for period in ("2025", *(("2026-Q3",) if view == "overview" else ())):
            page = browser.get(f"/m?view={view}&period={period}").text
            found[f"{view} {period}"] = re.search(r"<main.*</main>", page, re.S).group().encode()
    main = re.search(r"<main.*</main>", browser.get("/m/indicators").text, re.S)
    found["indicators"] = main.group().encode()
    for name, where in files.items():
        answer = browser.http.get(where, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 200
        found[name] = answer.data
    found.update({f"{one.value} anew": without_copy(export(browser, one)) for one in CSV})
    return found


def test_a_late_changed_or_erased_record_changes_no_dashboard_and_no_file(analyst, country):
    """Of every kind of record, in closed periods, and over a restart of the whole application."""
    files = tickets(analyst)
    first = every_answer(analyst, files)
    with country.app_context():
        handed = list(fictional_country(Span(Period.parse("2025-03").starts, 3), 60, seed=99))
        changed = list(fictional_country(Span(Period.parse("2025-01").starts, 22), 400))[::7]
        with unit_of_work():
            register(handed)
            register(replace(one, classes=flipped(one)) for one in changed)
        with unit_of_work():
            facts.detach([one.owner_id for one in changed[::3]])
            db.session.execute(text("DELETE FROM fact WHERE kind = 'referral'"))
        assert jobs.freeze_due() == 0
        db.engine.dispose()
    assert every_answer(analyst, files) == first


def flipped(one) -> dict[str, str]:
    """The same record, its region another."""
    return {**one.classes, "region": "MA-12" if one.classes["region"] != "MA-12" else "MA-01"}


def test_the_generator_of_the_noise_is_the_operating_system_alone():
    """No module of statistics or facts imports a generator that could be predicted."""
    for path in (*Path("casework/statistics").rglob("*.py"), *Path("casework/facts").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom) and not node.level
                else []
            )
        }
        assert not imported & {"random", "numpy", "scipy"}, path


def test_a_country_can_be_simulated_once_and_lies_beside_the_real_one(sqlite_app, client_as):
    run = sqlite_app.test_cli_runner().invoke
    said = run(args=["statistics", "simulate", "--cases", "60", "--years", "1"]).output
    assert "60 cases" in said
    assert "There is a simulated country already" in run(args=["statistics", "simulate"]).output
    analyst = client_as("analyst", "en")
    assert "Simulated country." in analyst.get("/m?of=simulated").text
    assert "Nothing is published yet." in analyst.get("/m").text
    for report in Report:
        answer = export(analyst, report, of="?of=simulated")
        is_of_nobody_real(report, answer, "simulated", "Simulated country: nobody real")
    error_is_measured(sqlite_app, analyst, said)
    analyst.say_why()
    table = analyst.get("/m/table.csv?table=case.sex&period=2025&of=simulated").response
    name = table.headers["Content-Disposition"]
    assert 'filename="sanad-fictif-simulated-case-sex-2025.csv"' in name
    assert rows_of(table)[0] == ["Whose numbers", "Simulated country: nobody real"]


def error_is_measured(app, analyst, said: str) -> None:
    """The command and the page tell the same error, and it is that of the published cells."""
    page = analyst.get("/m/measured-error").text
    told = re.search(r"case\.sex +3 cells +mean +([\d.]+) +± +(\d+) +within +(\d+) %", said)
    with app.test_request_context("/"):
        year = Period.parse("2025")
        one = next(one for one in measured_errors(year) if one.table.name == "case.sex")
        true = service.true_counts_of_the_fiction(year, [one.table])["case.sex"]
        shown = published(Query("case.sex", (year,), lattice="simulated")).cells
    assert sum(true.values()) > 10
    mean = sum(abs(shown[cell].value - true[cell]) for cell in true) / 3
    assert told.groups() == (f"{mean:.2f}", str(shown["female",].band_95), str(one.within))
    row = re.search(r"<tr><th scope=\"row\">Cases</th><td>Sex</td>.*?</tr>", page).group()
    assert f'<td class="num">{f"{mean:.1f}".removesuffix(".0")}</td>' in row
    assert f"{one.within}%" in row
    assert re.search(r"referral\.service, together +1 cells +mean", said)
    indicators = analyst.get("/m/indicators?of=simulated").text
    assert "Simulated country: nobody real" in indicators
    assert "of=simulated" in indicators
    assert "of=simulated" not in analyst.get("/m/indicators").text
    analyst.get("/m/indicators?of=elsewhere", 422)


def test_every_file_of_a_demonstration_says_that_nobody_in_it_is_real(analyst):
    """In its name, in its head, across its pages; and no country stands beside its numbers."""
    whose = "Demonstration: nobody real"
    for report in Report:
        is_of_nobody_real(report, export(analyst, report), "training", whose)
    table = analyst.get("/m/table.csv?table=case.sex&period=2025").response
    name = table.headers["Content-Disposition"]
    assert 'filename="sanad-fictif-training-case-sex-2025.csv"' in name
    head = dict(rows_of(table)[:3])
    assert head["Whose numbers"] == whose
    assert "once" in head["Rules"]
    quarters = (
        "2025-Q1",
        "2025-Q2",
        "2025-Q3",
        "2025-Q4",
    )
    assert head["Releases"] == " ".join(f"TRAINING.CASE.{one}" for one in quarters)
    crossed = analyst.get("/m/table.csv?table=case.sex_age_band&period=2025").response
    assert dict(rows_of(crossed)[:3])["Releases"] == "TRAINING.CASE.2025"
    months = analyst.get("/m/table.csv?table=case.months&period=2025-Q4").response
    named = dict(rows_of(months)[:3])["Releases"].split()
    assert {"TRAINING.CASE.2025-10", "TRAINING.CASE.2025-12"} < set(named)
    assert "TRAINING.CASE.2025-Q4" not in named
    for page in ("/m?period=2025", "/m/indicators"):
        assert whose in analyst.get(page).text


def is_of_nobody_real(report: Report, answer, lattice: str, told: str) -> None:
    """Its name, its releases and its head say so; no country stands beside its numbers."""
    name = answer.headers["Content-Disposition"]
    assert f'filename="sanad-fictif-{lattice}-' in name
    if answer.mimetype == "application/pdf":
        printed = flat(Printed(answer.data).text)
        assert lattice.upper() in printed  # Arabic pages turn codes around
        assert ("FICTIF" if report is Report.PAPER_FR else "خيا") in printed
        return
    if report is Report.WORKBOOK:
        book = load_workbook(io.BytesIO(answer.data))
        rows = [[str(cell.value) for cell in row] for row in book.worksheets[0].iter_rows()]
    else:
        rows = rows_of(answer)
    if report is Report.HXL:
        tags, first = rows[1], rows[2]
        found = dict(zip(tags, first, strict=True))
        assert "MAR" not in {row[tags.index("#country+code")] for row in rows[2:]}
        assert "once" in found["#meta+rules"]
        assert found["#meta+reason"] == "Supervision by the commission"
        whose, releases = found["#meta+whose"], found["#meta+release"]
    else:
        head = {row[0]: row[1] for row in rows[:9] if len(row) > 1}
        whose, releases = head["Whose numbers"], head["Releases"]
    assert whose == told
    assert releases
    assert all(code.startswith(f"{lattice.upper()}.") for code in releases.split())


def test_a_session_older_than_a_quarter_of_an_hour_is_asked_again_before_a_file(
    country, client_as, clock
):
    """What was typed is kept; without the proof no file is made and nothing is written down."""
    give_password(country, "analyst")
    browser = client_as("analyst", "en")
    typed = {"report": "tables", "period": "2025", "reason": "research"}
    form = browser.get("/m/export").form("report")
    clock.advance(FRESH_FOR + timedelta(seconds=1))
    asked = browser.post("/m/export", form.filled(typed), 403)
    kept = asked.form("proof_password")
    assert browser.post(kept.action, kept.filled({"proof_password": "wrong"}), 422)
    with country.app_context():
        actor = user_named("analyst").id
        assert not events_of("user", actor, kinds=(StatisticsExported.__name__,), limit=5)
    fetched = browser.post(kept.action, kept.filled({"proof_password": PASSWORD}))
    assert fetched.location.startswith("/m/export/")
    assert "2025" in browser.get(fetched.location).text


def test_a_file_says_for_whom_it_was_made_and_which_copy_it_is_but_not_the_public_one(
    analyst,
):
    first, second = (export(analyst, Report.TABLES) for _again in range(2))
    copies = [dict(row[:2] for row in rows_of(one)[:11] if len(row) > 1) for one in (first, second)]
    assert [one["Number of the copy"] for one in copies] == ["1", "2"]
    assert copies[0]["Made for"] and copies[0]["Made for"] == copies[1]["Made for"]
    rules = load_workbook(io.BytesIO(export(analyst, Report.WORKBOOK).data)).worksheets[0]
    said = {row[0]: row[1] for row in rules.iter_rows(max_col=2, values_only=True)}
    assert (said["Made for"], said["Number of the copy"]) == (copies[0]["Made for"], "3")
    assert rows_of(export(analyst, Report.HXL))[2][-1] == f"{copies[0]['Made for']}, 4"
    assert copies[0]["Made for"] not in export(analyst, Report.PUBLIC).get_data(as_text=True)


def test_what_a_file_holds_and_by_which_rules_stands_before_it_is_asked_for(analyst, country):
    page = analyst.get("/m/export").text
    form = page.index('name="reason"')
    assert page.index("below 5 it is written") < page.index("Columns of each file") < form
    with country.test_request_context(), within("en"):
        files = columns_of_files()
    assert len(files) == len(Report)
    for title, held in files:
        assert page.count(str(escape(title))) >= 2 and str(escape(held)) in page
