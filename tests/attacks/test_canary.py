"""Names, phone, address and notes of a seeded case are looked for everywhere they must not be."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.notes import NoteText
from casework.db import Base, db
from casework.statistics.jobs import freeze_due
from tests.factories import actor_named
from tests.integration.cases.conftest import AMINATA, CONTACT
from tests.integration.referrals.conftest import Office

NOTE = NoteText("meeting", "Canarinote : habite 12 rue Canarivoie, voisine Canarivoisine.")
CANARIES = (
    "Canarita", "Zubayda", "Zubaydawi", "CANARY99881", "99 88 77 66", "99887766", "77 66 42",
    "776642", "canaryword", "canarinstruction", "Canarinote", "Canarivoie", "canarimessage",
    "canariarrivee", "Warda",
)  # fmt: skip


def _seed(office: Office) -> tuple[str, str]:
    code, ref = office.sent()
    office.identity(code)
    actor = actor_named

    def fill(case):
        cases.record_safe_contact(case, CONTACT, actor("caseworker"))
        cases.write_note(case, NOTE, actor("caseworker"))
        cases.reveal_identity(case, "planned_call", "", actor("caseworker"))

    office.on(code, fill)
    return code, ref


def _found_in(content: bytes) -> list[str]:
    forms = {
        canary: (canary.encode(), canary.encode("utf-16-le"), canary.lower().encode())
        for canary in CANARIES
    }
    return [canary for canary, written in forms.items() if any(one in content for one in written)]


def test_canaries_are_really_there_for_the_caseworker_who_may_see_them(sqlite_app):
    office = Office(sqlite_app)
    code, _ref = _seed(office)
    shown = office.see(
        code, lambda case: case_queries.person_of(case).identity.reveal().spoken_name
    )
    assert shown == AMINATA.spoken_name


def test_canaries_are_nowhere_in_the_files_of_the_home_folder(sqlite_app):
    _seed(Office(sqlite_app))
    with sqlite_app.app_context():
        path = Path(db.engine.url.database)
    looked_at = [file for file in path.parent.rglob("*") if file.is_file()]
    assert path in looked_at
    assert any(file.name.endswith("-wal") for file in looked_at)
    assert {file.name: _found_in(file.read_bytes()) for file in looked_at} == {
        file.name: [] for file in looked_at
    }


def test_canaries_are_in_no_row_of_any_table_on_either_store(app):
    _seed(Office(app))
    with app.app_context():
        rows = {
            name: repr(db.session.execute(table.select()).all()).encode()
            for name, table in Base.metadata.tables.items()
        }
    assert {name: _found_in(content) for name, content in rows.items() if _found_in(content)} == {}


def test_canaries_are_in_no_log_line_even_when_pages_fail(sqlite_app, client_as, caplog):
    caplog.set_level(logging.DEBUG)
    code, _ref = _seed(Office(sqlite_app))
    worker = client_as("caseworker")
    for path in (f"/c/{code}", f"/c/{code}/timeline", f"/c/{code}/access", f"/c/{code}/referrals"):
        worker.get(path)
    form = worker.get(f"/c/{code}/notes").form("text")
    worker.post(f"/c/{code}/notes", form.filled({"text": "Canarinote " * 2000}), 422)
    worker.get(f"/c/{AMINATA.spoken_name}", 404)
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert caplog.records
    assert _found_in(text.encode()) == []


@pytest.mark.parametrize("persona", ["analyst", "focal_point"])
def test_canaries_and_codes_are_on_no_page_of_a_supervisor(sqlite_app, client_as, clock, persona):
    code, ref = _seed(Office(sqlite_app))
    clock.advance(timedelta(days=60))
    with sqlite_app.app_context():
        freeze_due()
    supervisor = client_as(persona)
    pages = [supervisor.get("/m").text, supervisor.get("/m/how").text, supervisor.get("/").text]
    pages.append(supervisor.get("/m/table.csv?table=month&period=2026", 422).text)
    shown = "".join(pages).encode()
    assert _found_in(shown) == []
    assert ref.encode() not in shown
    if persona == "analyst":
        assert code.encode() not in shown


def test_recipient_of_a_referral_sees_no_canary_but_what_was_sent_to_them(sqlite_app, client_as):
    _code, ref = _seed(Office(sqlite_app))
    page = client_as("shelter").get(f"/r/{ref}").text.encode()
    assert _found_in(page) == ["canarimessage"]
