"""The pages on which forms come in and go out, as a browser uses them."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest

from casework.db import db
from casework.screening.administration.models import InstrumentVersion
from casework.screening.models import Screening
from tests.integration.exchange.conftest import upload

HTCDS = Path(__file__).parents[2] / "fixtures" / "htcds" / "htcds_xlsform.xlsx"
FORM, FILLED = "/a/instruments/import", "/s/import"


def bring_form(client, content, name="form.xlsx", status=303, **typed):
    return client.submit(FORM, {"file": upload(content, name), "language": "en", **typed}, status)


def bring_filled(client, content, status=303, **typed):
    fields = {"file": upload(content, "x.json"), "instrument": "labour_inspection@1", **typed}
    return client.submit(FILLED, fields, status)


def test_the_standard_form_of_case_data_becomes_a_draft_that_renders(sqlite_app, client_as):
    admin = client_as("administrator")
    done = bring_form(admin, HTCDS.read_bytes(), "htcds_xlsform.xlsx")
    assert done.location.startswith("/a/instruments/htcds_xlsform/1/import")
    report = admin.get(done.location)
    assert re.search(r">\s*45\s*<", report.text), "31, after our 14 on safety and age"
    assert "prs_Birthdate" in report.text
    draft = "/a/instruments/htcds_xlsform/1"
    assert admin.get(draft).text.count("/htcds_xlsform/1/page/part_") >= 4
    shown = "".join(
        admin.get(f"{draft}/preview?language=en&page={number}").text for number in (4, 5, 6, 7)
    )
    for words in ("Salutation", "Birthdate", "Methods of Control", "Incoming Referral Details"):
        assert words in shown


def test_a_question_of_an_imported_form_is_saved(sqlite_app, client_as):
    admin = client_as("administrator")
    bring_form(admin, HTCDS.read_bytes(), "htcds_xlsform.xlsx")
    place = "/a/instruments/htcds_xlsform/1/question/prs_salutation"
    admin.submit(place, {"text_fr": "Civilité"})
    with sqlite_app.app_context():
        (row,) = db.session.query(InstrumentVersion).filter_by(instrument_id="htcds_xlsform")
        pages = {page["id"]: page for page in json.loads(row.document)["sections"]}
        questions = pages["part_1"]["questions"]
        db.session.close()
    (salutation,) = [one for one in questions if one["id"] == "prs_salutation"]
    assert salutation["text"] == {"en": "Salutation", "fr": "Civilité"}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_file_that_is_refused_is_told_beside_its_field(sqlite_app, client_as, language):
    admin = client_as("administrator", language)
    page = bring_form(admin, b"not a workbook", status=422)
    words = {"fr": "classeur", "ar": "مصنف", "en": "workbook"}
    error = re.search(r'id="file-error".*?</p>', page.text, re.S)
    assert words[language] in error[0]
    assert bring_form(admin, b"", status=422).text.count('class="err"') >= 1


def test_a_form_without_a_question_makes_no_draft(sqlite_app, client_as):
    admin = client_as("administrator")
    content = HTCDS.read_bytes()[:4000]
    bring_form(admin, content, status=422)
    with sqlite_app.app_context():
        assert db.session.query(InstrumentVersion).count() == 0
        db.session.close()


def test_the_forms_of_a_version_are_files_that_run_nothing(sqlite_app, client_as):
    admin = client_as("administrator")
    for ending, begins in (("xlsx", b"PK"), ("xml", b"<")):
        answer = admin.http.get(f"/a/instruments/labour_short/1/form.{ending}")
        assert answer.status_code == 200
        assert answer.data.startswith(begins)
        name = f'attachment; filename="sanad-labour_short-1.{ending}"'
        assert answer.headers["Content-Disposition"] == name
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert admin.http.get("/a/instruments/labour_short/99/form.xlsx").status_code == 404


def test_a_form_that_went_out_comes_back_as_the_next_version(sqlite_app, client_as):
    admin = client_as("administrator")
    content = admin.http.get("/a/instruments/labour_short/1/form.xlsx").data
    done = bring_form(admin, content)
    assert done.location.startswith("/a/instruments/labour_short/2/import")
    assert "note green" in admin.get(done.location).text
    assert 'class="err"' not in admin.get("/a/instruments/labour_short/2/differences").text


def test_filled_forms_come_in_and_each_row_is_told(desk, client_as):
    owner = client_as("owner_inspector")
    bad = desk.filled(2) | {"part_context/sex": "canarirobot"}
    content = json.dumps([desk.filled(1), bad, desk.filled(3)]).encode()
    done = bring_filled(owner, content)
    page = owner.get(done.location)
    facts = re.findall(r"<dd[^>]*>(\d+)</dd>", page.text)
    assert facts == ["3", "2", "0", "1"]
    assert "canarirobot" not in page.text
    assert owner.get("/s").text.count("F-") >= 2
    again = owner.get(bring_filled(owner, content).location)
    assert re.findall(r"<dd[^>]*>(\d+)</dd>", again.text) == ["3", "0", "2", "1"]
    client_as("other_inspector").get(done.location, 404)


def test_the_same_page_sent_twice_imports_once_and_another_file_is_not_swallowed(desk, client_as):
    owner = client_as("owner_inspector")
    form = owner.get(FILLED).form("file")

    def send(rows, status):
        typed = {
            "file": upload(json.dumps(rows).encode(), "x.json"),
            "instrument": "labour_inspection@1",
        }
        return owner.post(FILLED, form.filled(typed), status)

    first = send([desk.filled(1)], 303)
    assert send([desk.filled(1)], 303).location == first.location
    send([desk.filled(2)], 422)
    with desk.app.app_context():
        assert db.session.query(Screening).count() == 1
        db.session.close()


def test_more_than_a_page_takes_is_refused_with_the_number(desk, client_as):
    rows = [{"sex": "male", "meta/instanceID": str(number)} for number in range(201)]
    page = bring_filled(client_as("owner_inspector"), json.dumps(rows).encode(), status=422)
    assert "200" in re.search(r'id="file-error".*?</p>', page.text, re.S)[0]


def test_a_file_beyond_every_limit_is_refused_before_it_is_read(sqlite_app, client_as):
    admin = client_as("administrator")
    form = admin.get(FORM).form("file")
    typed = {"file": (BytesIO(bytes(3_000_000)), "x.xlsx"), "language": "en"}
    admin.post(FORM, form.filled(typed), 413)


def test_commands_write_forms_and_import_what_was_filled_in(desk, tmp_path):
    runner = desk.app.test_cli_runner()
    for ending in ("xlsx", "xml"):
        target = tmp_path / f"form.{ending}"
        named = ["--instrument", "labour_short@1"]
        assert runner.invoke(args=["exchange", "export", str(target), *named]).exit_code == 0
        assert target.stat().st_size > 10_000
    file = tmp_path / "filled.json"
    file.write_text(json.dumps([desk.filled(1), desk.filled(2) | {"name": "x"}]))
    call = ["exchange", "import-submissions", str(file), "--instrument", "labour_inspection@1"]
    done = runner.invoke(args=[*call, "--as", "owner_inspector", "--province", "06.141"])
    assert done.exit_code == 0, done.output
    first, second = done.output.splitlines()[:2]
    assert first == "2 rows: 1 imported, 0 imported before, 1 refused"
    assert second.startswith("row 2: Column ")
    again = runner.invoke(args=[*call, "--as", "owner_inspector"])
    assert again.output.startswith("2 rows: 0 imported, 1 imported before, 1 refused")
    for wrong in (
        ["--as", "nobody"],
        ["--as", "administrator"],
        ["--as", "owner_inspector", "--province", "9"],
    ):
        assert runner.invoke(args=[*call, *wrong]).exit_code != 0
