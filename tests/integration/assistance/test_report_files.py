"""A donor report as a file: asked for with a reason, named in the ledger, the same as the page."""

import re
from datetime import timedelta
from io import BytesIO

from openpyxl import load_workbook

from casework.accounts.domain.second_factor import FRESH_FOR
from casework.funding.domain.money import Money
from tests.integration.accounts.passwords import PASSWORD, give_password
from tests.integration.assistance.test_distributions import charged


def taken_out(officer, kind):
    """A donor report as a file, asked for with a reason."""
    path = "/k/SANTE-MIGRANTS/report/file?first=2016-01-01&last=2026-12-31"
    form = officer.get(path).form("reason")
    return officer.http.post(
        path, data=form.filled({"kind": kind, "reason": "audit"}),
        headers={"Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip


def test_a_donor_report_and_its_files_stand_in_the_ledger_of_questions(quick_store, client_as):
    quick_store.nador()
    officer = client_as("distribution_officer")
    officer.get("/k/SANTE-MIGRANTS/report?first=2016-01-01&last=2026-12-31")
    path = "/k/SANTE-MIGRANTS/report/file?first=2016-01-01&last=2026-12-31"
    refused = officer.submit(path, {"kind": "pdf", "reason": ""}, 422, containing="reason")
    assert 'name="reason"' in refused.text
    taken_out(officer, "pdf")
    asked = re.sub(r"<[^>]+>|\s+", " ", client_as("dpo", "en").get("/m/questions").text)
    assert "Page: Donor report" in asked
    assert "File asked for: Donor report (PDF)" in asked
    assert "Audit of the project" in asked
    assert "2016-01-01 – 2026-12-31" in asked


def test_the_spreadsheet_and_the_paper_of_a_report_say_what_the_page_says(quick_store, client_as):
    quick_store.nador()
    line = quick_store.line("SANTE-MIGRANTS")
    charged(quick_store, line, Money(123_456, "EUR"))
    officer = client_as("distribution_officer")
    page = officer.get("/k/SANTE-MIGRANTS/report?first=2016-01-01&last=2026-12-31")
    assert "1\u202f234,56" in page.text and "37" not in page.text.split("<main")[1]
    sheet = taken_out(officer, "xlsx")
    book = load_workbook(BytesIO(sheet.data))
    values = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert 1234.56 in values and 20000 in values
    assert not any(isinstance(value, str) and value.startswith("=") for value in values)
    about = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows()}
    assert about["Motif indiqué"] == "Audit du projet"
    paper = taken_out(officer, "pdf")
    assert paper.data.startswith(b"%PDF") and paper.headers["Content-Disposition"].startswith(
        "attachment"
    )


def test_a_session_older_than_a_quarter_of_an_hour_proves_itself_before_a_file(
    quick_store, client_as, clock
):
    quick_store.nador()
    give_password(quick_store.app, "distribution_officer")
    officer = client_as("distribution_officer")
    path = "/k/SANTE-MIGRANTS/report/file?first=2016-01-01&last=2026-12-31"
    form = officer.get(path).form("reason")
    clock.advance(FRESH_FOR + timedelta(seconds=1))
    assert officer.get(path, 303).location.startswith("/me/again")
    asked = officer.post(path, form.filled({"kind": "pdf", "reason": "audit"}), 403)
    kept = asked.form("proof_password")
    made = officer.http.post(
        path,
        data=kept.filled({"proof_password": PASSWORD}),
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert made.data.startswith(b"%PDF")
