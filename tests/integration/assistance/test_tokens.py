"""Repeat tokens: they cannot be turned back, not compared across projects, and end with theirs."""

import hmac
from datetime import timedelta
from hashlib import sha256

import pytest

from casework.assistance import queries, service
from casework.assistance.domain.refusals import TokensDestroyed
from casework.assistance.models import ProjectSecret, RepeatToken
from casework.db import db
from casework.encryption.data_keys import DataKey
from casework.kernel.refusals import NotPermitted
from tests.factories import actor_named

PHONES = [f"06610000{n:02d}" for n in range(30)]


def look(store, reference, known_by):
    return store.on(reference, lambda row, actor: service.look(row, known_by, actor))


def tokens(store):
    with store.app.app_context():
        found = [bytes(one) for (one,) in db.session.query(RepeatToken.token)]
        db.session.close()
    return found


def test_whoever_holds_the_database_cannot_turn_a_token_back(quick_store):
    reference = quick_store.planned()
    for phone in PHONES:
        look(quick_store, reference, phone)
    project = quick_store.on(reference, lambda row, actor: row.project_id)
    found = set(tokens(quick_store))
    assert len(found) == len(PHONES)
    for key in (b"", project.bytes, str(project).encode(), project.hex.encode()):
        for phone in PHONES:  # every telephone is tried: without the secret none fits
            assert hmac.digest(key, phone.encode(), sha256)[:16] not in found
            assert sha256(key + phone.encode()).digest()[:16] not in found
    home = quick_store.app.extensions["settings"].home
    raw = b"".join(file.read_bytes() for file in home.glob("sanad.sqlite*"))
    assert not any(phone.encode() in raw for phone in PHONES)


def test_tokens_of_two_projects_have_nothing_in_common(quick_store):
    here, there = quick_store.planned(), quick_store.planned(quick_store.project("AUTRE"))
    for phone in PHONES:
        look(quick_store, here, phone)
        assert look(quick_store, there, phone) == "first"
    found = tokens(quick_store)
    assert len(set(found)) == len(found) == 2 * len(PHONES)


def test_after_the_end_even_the_master_key_opens_no_secret(quick_store):
    reference = quick_store.planned()
    look(quick_store, reference, PHONES[0])
    project = quick_store.on(reference, lambda row, actor: row.project_id)
    quick_store.on(reference, lambda row, actor: service.destroy(row.project_id, actor))
    with quick_store.app.app_context():
        kept = db.session.query(DataKey).filter_by(owner_kind="project", owner_id=project).all()
        assert kept == []
        assert db.session.query(ProjectSecret).one().secret_blob is None
        db.session.close()
    assert tokens(quick_store) == []


def test_only_whoever_leads_a_project_ends_its_tokens(quick_store, client_as):
    reference = quick_store.planned()
    look(quick_store, reference, PHONES[0])

    def act():
        row = queries.operation(actor_named("distribution_officer"), reference)
        service.destroy(row.project_id, actor_named("caseworker"))

    with pytest.raises(NotPermitted):
        quick_store.do(act)
    officer = client_as("distribution_officer", "ar")
    assert f"/x/{reference}/tokens" in officer.get(f"/x/{reference}").text
    officer.submit(f"/x/{reference}/tokens", {}, containing="version")
    assert tokens(quick_store) == []


def test_a_day_after_its_last_a_project_knows_nobody_any_more(quick_store, clock):
    reference = quick_store.planned()
    look(quick_store, reference, PHONES[0])
    assert quick_store.do(service.destroy_ended) == 0
    clock.advance(timedelta(days=500))  # the project ended with 2027
    with pytest.raises(TokensDestroyed):
        look(quick_store, reference, PHONES[0])
    assert len(tokens(quick_store)) == 1
    assert quick_store.do(service.destroy_ended) == 1
    assert tokens(quick_store) == []
    assert quick_store.do(service.destroy_ended) == 0
