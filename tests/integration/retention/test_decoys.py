"""A decoy is the file of an invented person: every opening gives alarm, and no number counts it."""

import pytest
from sqlalchemy import func, select

from casework.db import db
from casework.facts.models import Fact
from casework.facts.service import CLOSED, rebuild


def counted(archive):
    """How many facts there are to count."""
    with archive.app.app_context():
        found = db.session.scalar(select(func.count()).where(Fact.kind != CLOSED))
        db.session.close()
        return found


def marked(client_as, code, what="decoy", status=303):
    client_as("dpo").submit(
        "/a/audit/watched", {"code": code, "what": what}, status, containing="code"
    )


def test_a_decoy_is_in_no_number_also_when_all_facts_are_asked_for_again(
    archive, client_as
) -> None:
    archive.closed()
    before = counted(archive)
    code = archive.closed()
    assert counted(archive) > before
    marked(client_as, code)
    assert counted(archive) == before
    archive.run(rebuild)
    assert counted(archive) == before
    client_as("caseworker").get(f"/c/{code}")
    assert "Dossier surveillé ouvert" in client_as("dpo").get("/a/audit/unusual").text


@pytest.mark.parametrize("what", ["watch", "leave"])
def test_a_real_file_that_is_watched_stays_in_the_numbers(quick_archive, client_as, what) -> None:
    code = quick_archive.closed()
    before = counted(quick_archive)
    marked(client_as, code, what)
    assert counted(quick_archive) == before


def test_a_file_that_somebody_works_with_is_no_decoy(quick_archive, client_as) -> None:
    code = quick_archive.assigned()
    before = counted(quick_archive)
    marked(client_as, code, status=422)
    assert counted(quick_archive) == before
