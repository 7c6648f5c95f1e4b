"""A list narrowed by what lies sealed: status, level of risk, last contact. By the person's own
files alone, page by page, and always as the records of each file say."""

import re
from datetime import timedelta

import pytest

from casework.audit.chain import said
from casework.audit.models import AuditEvent
from casework.cases import service
from casework.cases.domain.closure import ContactAttempt
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import VictimStatus
from casework.cases.domain.summary import CaseSummary
from casework.cases.models import Case
from casework.cases.queries import cases_page, listing, summed_up, today
from casework.cases.service.summary import sum_up_earlier
from casework.db import db, unit_of_work
from tests.factories import actor_named

WORKER = "caseworker"


def _looks(app):
    """How many files each answer looked into, as the trace has it."""
    with app.app_context():
        rows = db.session.query(AuditEvent).filter_by(kind="CardsOpened").order_by(AuditEvent.at)
        found = [said(row.body) for row in rows]
        db.session.close()
    return [one["count"] for one in found if one["page"] == "summaries"]


def _decide(case, status):
    formal = {"reference": "J-1", "evidence": "judgment"}
    body = "court" if status in ("identified", "not_victim") else "ngo"
    found = VictimStatus(status, body, today(), **(formal if body == "court" else {}))
    service.record_victim_status(case, found, actor_named(WORKER))


def _note(case, kind="call", corrects=None):
    text = NoteText(kind, "Parlé.", correction="Erreur." if corrects else "")
    return service.write_note(case, text, actor_named(WORKER), corrects=corrects).id


@pytest.fixture
def files(desk, clock):
    """One identified at high risk, one potential at low risk, one of which nothing is known."""
    with desk.in_one():
        high, low, bare = (desk.assigned() for _ in range(3))
        desk.risk(high, 3)
        desk.risk(low, 1)
        desk.on(high, lambda case: _decide(case, "identified"))
        desk.on(low, lambda case: _decide(case, "possible"))
        desk.on(low, _note)
    return {"high": high, "low": low, "bare": bare}


def _shown(client_as, files, query, persona=WORKER):
    page = client_as(persona).get(f"/c?{query}").text
    return {name for name, code in files.items() if f"/c/{code}" in page}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=confirmed", {"high"}),
        ("status=potential", {"low"}),
        ("status=none", {"bare"}),
        ("status=dismissed", set()),
        ("risk=high", {"high"}),
        ("risk=low&status=potential", {"low"}),
        ("risk=low&status=confirmed", set()),
        ("status=identified", {"high", "low", "bare"}),
        ("sort=contact", {"high", "low", "bare"}),
    ],
)
def test_list_is_narrowed_by_what_is_sealed(files, client_as, query, found):
    assert _shown(client_as, files, query) == found


def test_a_high_risk_stays_in_sight_when_its_assessment_is_over(files, client_as, clock):
    clock.advance(timedelta(days=60))
    page = client_as(WORKER).get("/c?risk=high").text
    assert f"/c/{files['high']}" in page and "Risques à réévaluer" in page


def test_nobody_finds_files_of_others_by_what_is_in_them(files, client_as):
    for query in ("status=confirmed", "risk=high", "status=none", "sort=contact"):
        assert not _shown(client_as, files, query, "colleague_caseworker")
        assert not _shown(client_as, files, query, "caseworker_elsewhere")
    empty = client_as("colleague_caseworker").get("/c?status=confirmed&risk=high").text
    assert "Sans «" not in empty  # nothing is hidden that could be theirs


def test_a_focal_point_cannot_ask_what_is_in_the_files(files, client_as):
    for query in ("status=confirmed", "risk=high", "sort=contact"):
        assert _shown(client_as, files, query, "focal_point") == set(files)
    page = client_as("focal_point").get("/c?risk=high").text
    for word in ("Victime identifiée", "Risque élevé", "Dernier contact"):
        assert word not in page


def test_how_many_files_were_opened_is_written_down_and_strangers_files_are_not(
    files, client_as, desk
):
    client_as("colleague_caseworker").get("/c?risk=high")
    assert _looks(desk.app) == []
    client_as(WORKER).get("/c?risk=high")
    assert _looks(desk.app) == [3]


def test_summary_is_what_the_records_say_after_every_act(files, desk, clock):
    low = files["low"]

    def says(**wanted):
        def look(case):
            assert case.summary.reveal() == summed_up(case)
            return case.summary.reveal()

        found = desk.see(low, look)
        for name, value in wanted.items():
            assert getattr(found, name) == value, name

    first = desk.see(low, lambda case: today())
    says(status="possible", risk=1, last_contact=first)
    clock.advance(timedelta(days=5))
    wrong = desk.on(low, _note)
    says(last_contact=first + timedelta(days=5))
    desk.on(low, lambda case: _note(case, "other", corrects=wrong))
    says(last_contact=first)  # what was struck did not happen
    reached = ContactAttempt(first + timedelta(days=2), "meeting", "reached")
    desk.on(low, lambda case: service.record_attempt(case, reached, actor_named(WORKER)))
    says(last_contact=first + timedelta(days=2))
    desk.on(low, lambda case: _decide(case, "not_victim"))
    desk.risk(low, 2)
    says(status="not_victim", risk=2)


def test_pages_by_last_contact_hold_every_file_once_also_when_one_changes_meanwhile(
    files, desk, clock
):
    with desk.app.app_context():
        actor, chosen = actor_named(WORKER), {"sort": "contact"}
        pages, after = [], ""
        while True:
            page = cases_page(actor, chosen, after=after, size=1)
            pages += [row.code for row in page.rows]
            assert page.total == 3
            if page.older is None:
                break
            after = page.older
        assert sorted(pages) == sorted(files.values()) and pages[-1] == files["low"]
        db.session.close()
    desk.on(pages[0], _note)  # the file at which the next page begins goes to the end
    with desk.app.app_context():
        rest = cases_page(actor_named(WORKER), chosen, after=pages[1], size=5)
        assert pages[0] in {row.code for row in rest.rows}
        db.session.close()


def test_files_from_before_are_read_as_they_are_and_summed_up_by_the_worker(files, desk):
    def forget():
        db.session.query(Case).update({"summary_blob": None})

    desk.do(forget)
    with desk.app.app_context():
        assert cases_page(actor_named(WORKER), {"risk": "high"}).total == 1
        db.session.close()
    with desk.app.app_context(), unit_of_work():
        assert sum_up_earlier() == 3
        assert sum_up_earlier() == 0
    assert desk.see(files["bare"], lambda case: case.summary.reveal()) == CaseSummary()


def test_more_files_than_one_answer_looks_into_are_said_and_none_is_opened(
    files, client_as, desk, monkeypatch
):
    monkeypatch.setattr(listing, "MOST_OPENED", 2)
    page = client_as(WORKER).get("/c?risk=high").text
    assert "trop de dossiers" in page and "/c/MA-" not in page
    assert _looks(desk.app) == []


def test_empty_list_says_which_filter_hides_what(files, client_as):
    page = client_as(WORKER).get("/c?status=confirmed&risk=low").text
    assert re.search(r'href="/c\?risk=low">Sans «[^<]*Statut de victime[^<]*</a>: 1 dossier', page)
    assert re.search(r'href="/c\?status=confirmed">Sans «[^<]*Risque[^<]*</a>: 1 dossier', page)
    assert 'href="/c?all=yes">Effacer les filtres' in page


def test_neither_status_nor_level_is_to_be_seen_in_the_row(files, desk):
    """Two files that say the same, and two that differ, look alike to whoever has the database."""
    with desk.app.app_context():
        rows = db.session.query(Case.summary_blob).all()
        assert len({len(row.summary_blob) for row in rows}) == 1
        assert len({row.summary_blob for row in rows}) == len(rows)
        db.session.close()


def test_a_code_with_a_slip_leads_to_ones_own_file_and_to_nobody_elses(files, client_as):
    code = files["high"]
    wrong = code[:6] + ("0" if code[6] != "0" else "1") + code[7:]
    page = client_as(WORKER).get(f"/c?code={wrong}").text
    assert f'href="/c/{code}"' in page
    other = client_as("colleague_caseworker").get(f"/c?code={wrong}").text
    assert code not in other.replace(wrong, "")
    assert "Aucun de vos dossiers n’a ce code" in other
