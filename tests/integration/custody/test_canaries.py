"""Every key is tried on what was sealed under it: a wrong or missing one is named before a record
is needed."""

import os
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from casework.audit.chain import KEYS
from casework.audit.queries import events_of
from casework.custody import canaries
from casework.custody.domain import Outcome
from casework.db import db, unit_of_work
from casework.encryption import Keyring, Root, create_data_key, use_keyring
from casework.encryption.providers.changes import (
    new_material,
    with_newest_kek,
    with_newest_match,
    with_waiting_kek,
    with_waiting_match,
)
from casework.encryption.providers.memory import MaterialProvider
from casework.health import checks
from casework.health.domain import Verdict
from casework.health.service import look


def tried(material):
    """How each key of this keyring comes out that did not open."""
    with use_keyring(Keyring(MaterialProvider(material))), unit_of_work():
        return {one.key: one.outcome for one in canaries.try_keys(None)}


def other(material, **changed):
    return replace(material, **changed)


@pytest.fixture
def first(small):
    made = new_material()
    with use_keyring(Keyring(MaterialProvider(made))), unit_of_work():
        create_data_key("case", uuid4())
    assert tried(made) == {}
    assert len(canaries.trials()) == 1 + len(Root)
    db.session.rollback()
    return made


def test_another_key_under_the_same_number_is_found_for_each_kind_of_key(first):
    wrong = other(first, keks={first.current: os.urandom(32)})
    assert tried(wrong) == {first.current: Outcome.WRONG}
    for root in Root:
        bent = other(first, roots={**first.roots, root: os.urandom(32)})
        named = "match-1" if root is Root.MATCH else root.value
        assert tried(bent) == {named: Outcome.WRONG}
    assert tried(first) == {}


def test_an_older_key_is_tried_for_as_long_as_something_hangs_on_it(first):
    renewed = with_newest_kek(with_waiting_kek(with_newest_match(with_waiting_match(first))))
    assert tried(renewed) == {}
    assert {one.key for one in canaries.trials()} >= {first.current, renewed.current, "match-2"}
    lost = other(
        renewed,
        keks={renewed.current: renewed.keks[renewed.current]},
        canaries={renewed.current: renewed.canaries[renewed.current]},
        made={},
    )
    assert tried(lost) == {first.current: Outcome.MISSING}
    wrong = other(renewed, keks={**renewed.keks, first.current: os.urandom(32)})
    assert tried(wrong) == {first.current: Outcome.WRONG}


def test_an_older_key_without_a_canary_is_tried_on_a_record(small):
    old = new_material()
    with use_keyring(Keyring(MaterialProvider(old))), unit_of_work():
        create_data_key("case", uuid4())
    renewed = with_newest_kek(with_waiting_kek(old))
    assert tried(renewed) == {}
    wrong = other(renewed, keks={**renewed.keks, old.current: os.urandom(32)})
    assert tried(wrong) == {old.current: Outcome.WRONG}


def test_the_worker_tries_once_a_day_and_health_says_what_is_shut(first, small):
    clock = small.extensions["test-clock"]
    with use_keyring(Keyring(MaterialProvider(first))):
        assert canaries.try_when_due() == 0
        before = len(events_of(KEYS.kind, KEYS.id, kinds=("KeysTried",)))
        clock.advance(timedelta(hours=25))
        assert canaries.try_when_due() == 0
        assert len(events_of(KEYS.kind, KEYS.id, kinds=("KeysTried",))) == before + 1
        assert look([checks.keys_open])[0].verdict is Verdict.PASS
        clock.advance(timedelta(hours=49))
        assert look([checks.keys_open])[0].advice == "keys_tried_late"
    wrong = other(first, roots={**first.roots, Root.AUDIT: os.urandom(32)})
    with use_keyring(Keyring(MaterialProvider(wrong))):
        assert canaries.try_when_due() == 1
        (found,) = look([checks.keys_open])
    assert (found.verdict, found.told) == (Verdict.FAIL, {"what": "audit"})


def test_an_administrator_tries_all_keys_from_the_page(app, client_as):
    client = client_as("administrator")
    assert "pas encore essayée" in client.get("/a/keys").text
    page = client.get("/a/keys")
    (form,) = [one for one in page.forms() if one.action == "/a/keys/try"]
    client.post(form.action, form.filled({}))
    page = client.get("/a/keys").text
    assert "pas encore essayée" not in page
    assert "Une clé n’ouvre pas" not in page
    with app.app_context(), unit_of_work() as session:
        session.execute(canaries.KeyCanary.__table__.update().values(sealed=b"x" * 60))
    client.post(form.action, form.filled({}))
    page = client.get("/a/keys").text
    assert "Une clé n’ouvre pas" in page.partition('role="alert"')[2]
    assert "Une clé n’ouvre pas" in client.get("/").text
    with app.app_context():
        told = events_of(KEYS.kind, KEYS.id, kinds=("KeysTried",), limit=1)[0]
    assert told.said["failed"] == told.said["count"] > 5
