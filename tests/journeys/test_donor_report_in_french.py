"""A donor report, in French: read on the page, downloaded as a spreadsheet and as a paper, opened,
and the same numbers in all three."""

import re
from io import BytesIO

from openpyxl import load_workbook

from tests.journeys.walk import DESK
from tests.printed import Printed, flat

PROJECT = {"code": "BAILLEUR-26", "title": "Aide aux personnes vulnérables", "starts_on-day": "1",
           "starts_on-month": "1", "starts_on-year": "2026", "ends_on-day": "31",
           "ends_on-month": "12", "ends_on-year": "2028"}  # fmt: skip
PLAN = {"title": "Distribution d’essai", "project": "BAILLEUR-26", "kind": "mixed",
        "target": "women", "on-day": "2", "on-month": "11", "on-year": "2026",
        "province": "02.381"}  # fmt: skip
LINES = (
    {"code": "EUR-1", "title": "Kits", "donor": "Bailleur A", "amount": "20 000",
     "currency": "EUR"},
    {"code": "MAD-1", "title": "Transport", "donor": "Bailleur B", "amount": "50000,50",
     "currency": "MAD"},
)  # fmt: skip
DAY = {"on-day": "2", "on-month": "11", "on-year": "2026"}


def fund(officer):
    officer.come_in("distribution_officer")
    officer.visit("/k/new")
    officer.send(PROJECT)
    for line in LINES:
        officer.visit("/k/BAILLEUR-26/line")
        officer.send(line)
    officer.visit("/k/rates")
    officer.send({"currency": "EUR", "day-day": "1", "day-month": "1", "day-year": "2026",
                  "dirhams": "10.84", "source": "Bank Al-Maghrib"})  # fmt: skip


def distribute(officer, second):
    officer.visit("/x/new")
    officer.send(PLAN)
    operation = officer.path
    officer.visit(f"{operation}/step/begin")
    officer.send({}, "main form[method=post] button")
    for kind, quantity in (("received", "45"), ("distributed", "40")):
        officer.visit(f"{operation}/goods")
        officer.send({"kind": kind, "item": "Couvertures", "category": "bedding",
                      "unit": "pièce", "quantity": quantity})  # fmt: skip
    for line, amount, currency in (("EUR-1", "1000", "MAD"), ("MAD-1", "99,90", "MAD")):
        officer.visit(f"{operation}/cost")
        option = officer.page.locator("select[name=line] option", has_text=line).first
        officer.send({"line": str(option.get_attribute("value")), "cost": "goods",
                      "amount": amount, "currency": currency, **DAY})  # fmt: skip
    second.come_in("second_officer")
    for _ in range(2):
        second.visit(operation)
        second.press("form[action$='/sign'] button")
    officer.visit(f"{operation}/step/finish")
    officer.send({}, "main form[method=post] button")


def close(text):
    """Without spaces: a column breaks a line where it ends."""
    return "".join(text.split())


def taken_out(officer, kind):
    """The file, asked for with a reason."""
    officer.page.locator(f"main input[name=kind][value={kind}]").check()
    officer.page.locator("main select[name=reason]").select_option("donor_report")
    return officer.download("main form[method=post] button")


def test_a_donor_report_says_the_same_on_the_page_in_the_sheet_and_on_paper(open_window):
    officer, second = open_window("fr", DESK), open_window("fr", DESK)
    fund(officer)
    distribute(officer, second)
    officer.visit("/k/BAILLEUR-26/report?first=2026-01-01&last=2026-12-31")
    officer.look("donor-report")
    page = flat(officer.text)
    for amount in ("92,25 EUR", "19 907,75 EUR", "99,90 MAD", "49 900,60 MAD"):
        assert amount in page, page  # 1000 MAD at 10,84 are 92,25 EUR
    officer.press("main a[href*='/report/file']")
    officer.look("donor-report-file")
    book = load_workbook(BytesIO(taken_out(officer, "xlsx")))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {92.25, 19907.75, 99.9, 49900.6, 45, 40, 5, "non publié"} <= cells
    paper = close(Printed(taken_out(officer, "pdf")).text)
    amounts = re.findall(r"-?\d[\d ]*,\d\d (?:EUR|MAD)", page)
    assert len(amounts) >= 10
    for said in (*amounts, "Couvertures", "non publié"):
        assert close(said) in paper, said
    assert not officer.faults + second.faults, "\n".join(officer.faults + second.faults)
