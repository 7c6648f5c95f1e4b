"""The shapes others ask for: the same numbers, each row at its own stage."""

import csv
import io
import re

import pytest

from casework.facts.domain import CLASSES
from casework.statistics.exports.contents import Report
from casework.statistics.exports.shapes import UNITS, stage_of
from casework.statistics.labels import class_label
from casework.web.languages import within
from tests.integration.statistics.conftest import export, rows_of


@pytest.fixture(scope="module")
def frozen_home(frozen):
    return frozen("2025-01", 22, 400)


def test_the_shapes_of_others_show_the_numbers_of_the_dashboard(analyst):
    listed = csv.reader(io.StringIO(analyst.get("/m/table.csv?table=case.sex&period=2025").text))
    shown = {row[2]: row[3] for row in listed if len(row) > 3}
    for report, before, column in ((Report.IC_TIP, "", (3, 4)), (Report.TIP, "Sex: ", (0, 2))):
        found = {
            row[column[0]]: row[column[1]]
            for row in rows_of(export(analyst, report))
            if len(row) > 3
        }
        for label in ("Women and girls", "Men and boys"):
            assert found[before + label] == shown[label]
    sdg = [row for row in rows_of(export(analyst, Report.SDG)) if len(row) > 4][1:]
    women = next(row for row in sdg if row[4] == "Women and girls")
    assert (women[0], women[5], women[7]) == ("", shown["Women and girls"], "")
    presumed = next(row for row in sdg if row[4] == "Presumed victims")
    assert presumed[7] == f"{int(presumed[5]) * 100_000 / 36_828_330:.2f}"
    assert any("not computable within the budget" in row for row in sdg)


def test_only_a_status_makes_a_row_one_of_victims(analyst):
    """Everybody with a case is not a victim: some were found not to be, others never looked at."""
    ic_tip = [row for row in rows_of(export(analyst, Report.IC_TIP)) if len(row) == 7][1:]
    assert {row[2] for row in ic_tip if row[0] == "victim"} == {"presumed", "identified"}
    coded = [row for row in rows_of(export(analyst, Report.SDG)) if row[:1] == ["16.2.2"]]
    every = [row for row in coded if row[1] == "cases opened, whatever the status"]
    assert coded and not every
    stage = analyst.get("/m?period=2025").text
    assert "presumed victims, whether" not in stage and "found not to be victims" in stage


def test_the_yearly_report_says_of_what_something_is_not_known(analyst):
    rows = [row for row in rows_of(export(analyst, Report.TIP)) if len(row) == 4][1:]
    labels = [row[0] for row in rows]
    assert len(labels) == len(set(labels)) and "Not known" not in labels
    assert {"Sex: Other or not known", "Status of victim: Not known"} <= set(labels)
    requests = {row[1] for row in rows if row[0].startswith("Requests")}
    assert requests == {"requests, for each person one of each kind and four at most"}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_each_row_says_its_own_stage_in_the_language_of_the_reader(country, client_as, language):
    """A row of a status counts at that status; nobody found not to be a victim stands among the
    presumed, and a row of all cases does not pass for one of victims."""
    browser = client_as("analyst", language)
    with country.test_request_context("/"), within(language):
        status = {code: class_label("status", code) for code in CLASSES["status"]}
        every = stage_of("case.sex", "female")
        variable = str(UNITS["victim"][1]["case.status"])
    rows = {
        report: [row for row in rows_of(export(browser, report)) if len(row) == width][1:]
        for report, width in ((Report.IC_TIP, 7), (Report.SDG, 8), (Report.TIP, 4))
    }
    of_status = {row[2]: row[6] for row in rows[Report.IC_TIP] if row[1] == variable}
    assert of_status == status
    others = {row[6] for row in rows[Report.IC_TIP] if row[1] != variable and row[2]}
    assert others == {every}
    assert {row[1] for row in rows[Report.SDG]} == {
        status["identified"], status["presumed"], every
    }  # fmt: skip
    assert all(row[0].endswith(row[1]) for row in rows[Report.TIP][: len(status)])
    assert {row[1] for row in rows[Report.TIP][: len(status)]} == {*status.values()}
    if language != "en":
        english = re.compile(
            r"\b(victim|presumed|identified|stage|value|margin|case|sex|place)s?\b"
        )
        told = [row[:2] + row[-1:] for report in rows.values() for row in report]
        assert not [row for row in told if english.search(" ".join(row))]
