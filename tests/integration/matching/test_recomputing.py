"""Spellings that staff keep on a page: they count at once, on every node, and for earlier records
once the worker has made the tokens anew."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casework.audit.models import AuditEvent
from casework.cases import queries as cases
from casework.db import db
from casework.encryption.matching import candidates, search_tokens, spellings
from casework.jobs.registry import run
from casework.kernel.refusals import NotPermitted
from casework.matching import queries, service
from casework.matching.cli import match
from casework.matching.service.spellings import (
    NotAReading,
    NotASpelling,
    SpellingKnown,
    WithdrawnAlready,
)
from tests.at_once import at_once
from tests.factories import actor_named
from tests.integration.matching.conftest import FIRST

ZIZOU = replace(FIRST, spoken_name="Zizou Kone", given_name="Zizou", family_name="Kone", phone="")
ZINEDINE = replace(ZIZOU, given_name="Zinedine", birth=None, nationality="", sex="unknown")
ADMIN = "administrator"


@pytest.fixture(autouse=True)
def _only_ours() -> Iterator[None]:
    """Afterwards only the shipped list is used again."""
    yield
    spellings.forget()


def _found(house):
    with house.app.app_context():
        spellings.keep_up(db.session)
        return candidates(db.session, search_tokens(cases.particulars_of(ZINEDINE)))


def _add(house, spelling="Zizou", reading="Zinédine", by=ADMIN):
    return house.do(lambda: service.add_spelling(spelling, reading, actor_named(by)).id)


def _withdraw(house, spelling_id):
    def act():
        row = db.session.get(spellings.Spelling, spelling_id)
        service.withdraw_spelling(row, actor_named(ADMIN))

    house.do(act)


def test_administrator_adds_a_spelling_and_takes_it_back_on_a_page_that_says_who_and_when(
    quick_house, client_as
):
    admin = client_as(ADMIN)
    assert "Aucune graphie" in admin.get("/a/spellings").text
    admin.submit("/a/spellings/new", {"spelling": "Zizou", "reading": "Zinédine"})
    page = admin.get("/a/spellings").text
    for words in ("zizou", "zinedine", "16 nov. 2026", "mise à jour en cours"):
        assert words in page
    run(quick_house.app, service.RECOMPUTE)
    assert "mise à jour en cours" not in admin.get("/a/spellings").text
    with quick_house.app.app_context():
        spelling = queries.spellings()[0].id
    admin.submit(f"/a/spellings/{spelling}/withdraw", {})
    page = admin.get("/a/spellings").text
    assert "Aucune graphie" in page
    assert "zizou" in page
    admin.get(f"/a/spellings/{spelling}/withdraw", 404)


def test_spelling_counts_without_a_restart_and_for_earlier_records_once_the_worker_was_there(
    house,
):
    house.file("caseworker", ZIZOU)
    spelling = _add(house)
    assert _found(house) == []
    run(house.app, service.RECOMPUTE)
    assert len(_found(house)) == 1
    house.file("caseworker_elsewhere", ZIZOU)
    assert len(_found(house)) == 2
    _withdraw(house, spelling)
    run(house.app, service.RECOMPUTE)
    assert _found(house) == []
    with house.app.app_context():
        kinds = [row.kind for row in db.session.query(AuditEvent)]
        assert not queries.being_recomputed()
    assert (kinds.count("SpellingChanged"), kinds.count("TokensRecomputed")) == (2, 2)


def test_another_node_uses_the_new_list_with_its_next_search(house):
    house.file("caseworker", ZIZOU)
    with house.app.app_context():
        spellings.keep_up(db.session)
    here = spellings._known[0]
    _add(house)
    run(house.app, service.RECOMPUTE)
    spellings._known[0] = here  # as a node that has not asked since
    assert len(_found(house)) == 1


@pytest.mark.parametrize(
    ("spelling", "reading", "refused"),
    [
        ("", "mohamed", NotASpelling),
        ("abd el", "abdel", NotASpelling),
        ("=cmd()", "mohamed", NotASpelling),
        ("a" * 61, "mohamed", NotASpelling),
        ("mo7amed", "mohamed", NotASpelling),
        ("muh", "", NotAReading),
        ("muh", "MUH", NotAReading),
        ("muh", "moh<b>", NotAReading),
    ],
)
def test_what_is_no_spelling_or_no_name_is_refused(quick_house, spelling, reading, refused):
    with pytest.raises(refused):
        _add(quick_house, spelling, reading)


def test_nobody_but_the_administrator_changes_the_list(quick_house):
    for persona in ("focal_point", "caseworker", "dpo", "analyst"):
        with pytest.raises(NotPermitted):
            _add(quick_house, by=persona)


def test_spelling_added_or_taken_back_twice_at_once_is_refused_in_words(house, monkeypatch):
    acts = [lambda: _add(house), lambda: _add(house)]
    assert at_once(house.app, monkeypatch, acts, service.spellings, "as_listed") == [
        SpellingKnown.__name__,
        "done",
    ]
    with house.app.app_context():
        [row] = queries.spellings()
    acts = [lambda: _withdraw(house, row.id)] * 2
    assert at_once(house.app, monkeypatch, acts, service.spellings, "hold") == [
        WithdrawnAlready.__name__,
        "done",
    ]


def test_installation_brings_in_its_list_by_a_command_whole_or_not_at_all(quick_house, tmp_path):
    runner = quick_house.app.test_cli_runner()
    file = tmp_path / "ours.csv"
    file.write_text("# ours\nZizou,zinedine\nmuh,mohamed\n", encoding="utf-8-sig")
    assert runner.invoke(match, ["spellings", str(file)]).output == "2 of 2 spellings are new\n"
    file.write_text("zizou,zinedine\nbroken\n", encoding="utf-8")
    assert runner.invoke(match, ["spellings", str(file)]).exit_code == 2
    file.write_text("zizou,zineb\nmimi,mohamed\n", encoding="utf-8")
    assert runner.invoke(match, ["spellings", str(file)]).output == "1 of 2 spellings are new\n"
    ran = runner.invoke(match, ["recompute"])
    assert (ran.exit_code, ran.output) == (0, "0 persons have new tokens\n")
    with quick_house.app.app_context():
        assert [row.spelling for row in queries.spellings()] == ["mimi", "muh", "zizou"]
