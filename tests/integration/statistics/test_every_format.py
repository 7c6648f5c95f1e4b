"""Every format shows the same numbers: every table of every dashboard of a year, in one test."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from openpyxl import load_workbook

from casework.facts.domain import REGIONS
from casework.statistics.catalogue import VIEWS
from casework.statistics.domain.lattice import FOREIGN
from casework.statistics.domain.periods import Period
from casework.statistics.domain.protected import ProtectedCount, total
from casework.statistics.exports.contents import Report
from casework.statistics.exports.shapes import AT_WORK, UNITS
from casework.statistics.tables import COLUMNS, Asked, ShownTable, read_table
from casework.web.languages import within
from tests.integration.statistics.conftest import export, rows_of
from tests.printed import Printed, flat

YEAR = Period.parse("2025")
KEYS = {picture.key: str for view in VIEWS.values() for picture in view.pictures}
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', re.S)
FIRST_VALUE = 3
ACROSS_FROM = 6


@pytest.fixture(scope="module")
def frozen_home(frozen):
    return frozen("2024-01", 34, 700)


@pytest.fixture
def tables(country) -> dict[str, ShownTable]:
    """Every table of every dashboard, as the one door gives it, with words in French."""
    with country.test_request_context("/"), within("fr"):
        found = {key: read_table(key, Asked(YEAR, REGIONS)) for key in KEYS}
    return {key: one for key, one in found.items() if isinstance(one, ShownTable)}


def shown(count: ProtectedCount) -> str:
    return str(count)


def cells_of(table: ShownTable) -> dict[str, list[str]]:
    """Of each line: what is shown of it, and of each of its cells."""
    return {flat(line.label): [shown(line.count), *map(shown, line.cells)] for line in table.lines}


def words(html: str) -> str:
    return flat(unescape(re.sub(r"<[^>]+>", "", html)).replace("\u00a0", " "))


def test_every_format_shows_the_same_numbers_of_every_table(country, client_as, tables):
    assert len(tables) >= 35
    browser = client_as("analyst", "fr")
    wrong = [
        f"{format_}: {key}"
        for format_, found in (
            ("page", of_pages(browser)),
            ("file of a table", of_files(browser, tables)),
            ("all tables (CSV)", of_tables_file(browser)),
            ("workbook", of_workbook(browser)),
            ("HXL", of_hxl(browser, tables)),
            ("PDF", of_paper(browser, tables)),
        )
        for key, table in tables.items()
        if not same(table, found, key)
    ]
    assert not wrong, wrong


def test_page_and_files_say_the_same_day_on_which_the_newest_table_was_frozen(country, client_as):
    browser = client_as("analyst", "fr")
    head = {row[0]: row[1] for row in rows_of(export(browser, Report.TABLES)) if len(row) == 2}
    assert head["Figé le"] == "16 novembre 2026"
    for view in ("overview", "people", "regions"):
        page = words(browser.get(f"/m?view={view}&period=2025").text)
        assert "Estimations protégées, figées le 16 novembre 2026." in page


def same(table: ShownTable, found: dict[str, list[dict[str, list[str]]]], key: str) -> bool:
    """Whether a format has this table, by its key or by its lines."""
    wanted = cells_of(table)
    candidates = found.get(key) or found.get("", [])
    return any(has(one, wanted) for one in candidates)


def has(one: dict[str, list[str]], wanted: dict[str, list[str]]) -> bool:
    return all(one.get(label, [])[: len(values)] == values for label, values in wanted.items())


def of_pages(browser) -> dict[str, list[dict[str, list[str]]]]:
    """Of each figure of each dashboard: its table as lines, the total first."""
    found: dict[str, list[dict[str, list[str]]]] = {}
    for view in VIEWS:
        page = browser.get(f"/m?view={view}&period=2025").text
        for figure in re.findall(r"<figure.*?</figure>", page, re.S):
            key = re.search(r"/m/table\.csv\?table=([^&\"]+)", figure)
            if key is not None:
                lines = dict(_lines(figure))
                found.setdefault(key.group(1), []).append(lines)
    return found


def _lines(figure: str) -> Iterator[tuple[str, list[str]]]:
    heat = 'class="heat"' in figure
    across = 0 if heat else figure.count('<th scope="col" class="r">')
    for label, cells in ROW.findall(figure):
        values = [words(one) for one in re.findall(r"<td.*?>(.*?)</td>", cells, re.S)]
        if heat:
            yield words(label), [values[-1], *values[:-1]]
            continue
        at = next(n for n, value in enumerate(values) if value.startswith("±")) - 1
        assert at < across
        yield words(label), [values[at], *values[:at]]


def of_files(browser, tables) -> dict[str, list[dict[str, list[str]]]]:
    """Each table as the file that stands beside its picture."""
    found = {}
    browser.say_why()
    for key in tables:
        text = browser.get(f"/m/table.csv?table={key}&period=2025").text.removeprefix("\ufeff")
        found[key] = [_of_rows(list(csv.reader(io.StringIO(text)))[7:])]
    return found


def _of_rows(rows: list[list[str]]) -> dict[str, list[str]]:
    return {
        flat(row[2]): [row[FIRST_VALUE], *row[ACROSS_FROM : len(row) - 1]]
        for row in rows
        if len(row) >= ACROSS_FROM
    }


def of_tables_file(browser) -> dict[str, list[dict[str, list[str]]]]:
    """The tables that stand one below the other, each after its heading."""
    blocks: list[list[list[str]]] = [[]]
    for row in rows_of(export(browser, Report.TABLES)):
        if len(row) < ACROSS_FROM:
            blocks.append([])
        else:
            blocks[-1].append(row)
    return {"": [_of_rows(block[1:]) for block in blocks if block]}


def of_workbook(browser) -> dict[str, list[dict[str, list[str]]]]:
    """A sheet for each table."""
    book = load_workbook(io.BytesIO(export(browser, Report.WORKBOOK).data))
    sheets = [
        [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets[1:]
    ]
    return {"": [_of_sheet(rows[2:]) for rows in sheets]}


def _of_sheet(rows: list[list[str]]) -> dict[str, list[str]]:
    """Zero is never written as an empty cell: it is shown as a small number."""
    return _of_rows([row if len(row) > ACROSS_FROM else row[:ACROSS_FROM] for row in rows])


def of_hxl(browser, tables) -> dict[str, list[dict[str, list[str]]]]:
    """A value a row, by table and code."""
    _head, tags, *rows = rows_of(export(browser, Report.HXL))
    at = {tag: place for place, tag in enumerate(tags)}
    said = {
        (row[at["#meta+table"]], row[at["#indicator+code"]]): row[at["#description+value+shown"]]
        for row in rows
    }
    found = {}
    for key, table in tables.items():
        lines = {}
        for line in table.lines:
            codes = [f"{line.code}|{code}" for code in table.across_codes] or [line.code]
            values = [said.get((key, code), "missing") for code in codes]
            whole = [shown(line.count)] if table.across else []  # a sum of its cells, not a row
            lines[flat(line.label)] = whole + values
        found[key] = [lines]
    return found


def of_paper(browser, tables) -> dict[str, list[dict[str, list[str]]]]:
    """What pdftotext would read: each table after its title, its values in their order."""
    text = unbroken(Printed(export(browser, Report.PAPER_FR).data).text)
    found: dict[str, list[dict[str, list[str]]]] = {}
    for key, table in tables.items():
        found[key] = [_printed(text, table)]
    return found


def unbroken(text: str) -> str:
    """A hyphen at the end of a line of a narrow column is read as none."""
    return flat(text).replace("-", "")


def _printed(text: str, table: ShownTable) -> dict[str, list[str]]:
    lines = {}
    turned = len(table.across) > len(table.lines)
    values = [list(map(shown, line.cells)) for line in table.lines]
    rows = [list(row) for row in zip(*values, strict=True)] if turned else values
    labels = table.across if turned else [line.label for line in table.lines]
    if not table.across:
        for line in table.lines:
            said = f"{unbroken(line.label)} {line.count} ± {line.count.band_95}"
            lines[flat(line.label)] = [shown(line.count)] if said in text else ["missing"]
        return lines
    told = all(
        f"{unbroken(label)} {' '.join(row)}" in text
        for label, row in zip(labels, rows, strict=True)
    )
    return cells_of(table) if told and margins_of(table) in text else {}


def margins_of(table: ShownTable) -> str:
    """The margins of a table of the report, as the sentence under it says them."""
    cell, line = table.lines[0].cells[0].band_95, table.lines[0].count.band_95
    return f"Marge (95 fois sur 100) : chaque valeur ± {cell}, une ligne entière ± {line}."


def test_the_classification_and_the_goals_show_the_same_numbers(country, client_as, tables):
    browser = client_as("analyst", "fr")
    ic_tip = {tuple(row[1:3]): row[4:6] for row in rows_of(export(browser, Report.IC_TIP))
              if len(row) == 7}  # fmt: skip
    with country.test_request_context("/"), within("fr"):
        variables = {key: str(word) for _unit, of in UNITS.values() for key, word in of.items()}
        series = {name: str(COLUMNS[name]) for name in ("sex", "majority", "exploitation")}
    assert len(variables) == 7
    for key, variable in variables.items():
        assert {line.code: ic_tip[variable, line.code] for line in tables[key].lines} == said(
            tables[key]
        )
    sdg = {tuple(row[2:4]): row[5:7] for row in rows_of(export(browser, Report.SDG))
           if len(row) == 8}  # fmt: skip
    for name, word in series.items():
        table = tables[f"case.{name}"]
        assert {line.code: sdg[word, line.code] for line in table.lines} == said(table)


def said(table: ShownTable) -> dict[str, list[str]]:
    return {line.code: [shown(line.count), str(line.count.band_95)] for line in table.lines}


def test_the_table_of_the_yearly_report_shows_the_same_numbers(country, client_as, tables):
    rows = [row for row in rows_of(export(client_as("analyst", "fr"), Report.TIP)) if len(row) == 4]
    told = {(row[0], row[2]) for row in rows}
    for key in ("case.status", "case.sex", "case.majority"):
        with country.test_request_context("/"), within("fr"):
            column = str(COLUMNS[key.partition(".")[2]])
        lines = tables[key].lines
        assert {(f"{column}\u00a0: {line.label}", shown(line.count)) for line in lines} <= told
    for key, parts in (("case.exploitation", AT_WORK), ("case.nationality_group", FOREIGN)):
        assert shown(total(tables[key].count(code) for code in parts)) in {row[2] for row in rows}
    services = {(line.label, shown(line.count)) for line in tables["referral.service"].lines}
    assert all(any(label in row[0] and row[2] == n for row in rows) for label, n in services)
