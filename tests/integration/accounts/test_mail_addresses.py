"""Whoever wants it is told by mail that something waits: an address of their own, and no more."""

from dataclasses import replace
from uuid import uuid4

import pytest

from casework.accounts.queries.letters import addresses
from casework.audit.models import AuditEvent
from casework.db import db, unit_of_work
from casework.jobs import outbox
from casework.jobs.mail import Address
from casework.jobs.models import OutboxMessage
from tests.factories import organisation_named, user_named
from tests.integration.jobs.mailbox import open_mailbox

MINE = "n.alaoui@example.ma"


def told(app, **to):
    with app.app_context():
        found = addresses(to.get("user_id"), to.get("organisation_id"))
        db.session.close()
        return list(found)


def save(client, address, status=303):
    return client.submit("/me/letters", {"address": address}, status)


def test_somebody_gives_an_address_changes_it_and_takes_it_back(app, client_as):
    worker = client_as("caseworker")
    with app.app_context():
        mine = user_named("caseworker")
        who, house = mine.id, mine.organisation_id
        mine_speaks = mine.language or "fr"
    assert told(app, user_id=who) == []
    save(worker, MINE)
    assert MINE in worker.get("/me").text
    assert told(app, user_id=who) == [Address(MINE, mine_speaks)]
    assert told(app, organisation_id=house) == [Address(MINE, mine_speaks)]
    assert told(app, user_id=uuid4()) == []
    save(worker, "")
    assert told(app, user_id=who) == []


@pytest.mark.parametrize(
    "typed", ["n.alaoui", "a@b", "a b@example.ma", "a@example.ma, b@example.ma", "<a@example.ma>",
              "نور@مثال.المغرب", "a@example.ma\r\nBcc: b@example.ma", "x" * 200 + "@example.ma"]
)  # fmt: skip
def test_what_is_no_address_is_refused_beside_the_field_and_kept(sqlite_app, client_as, typed):
    page = save(client_as("caseworker"), typed, 422).text
    assert 'aria-invalid="true"' in page
    with sqlite_app.app_context():
        assert user_named("caseworker").mail_address is None


def test_the_trace_says_that_an_address_changed_and_never_which(sqlite_app, client_as):
    save(client_as("caseworker"), MINE)
    with sqlite_app.app_context():
        written = [repr(vars(row)) for row in db.session.query(AuditEvent)]
    assert any("AccountChanged" in one for one in written)
    assert not any("alaoui" in one for one in written)


def test_a_letter_leaves_for_whoever_gave_an_address_and_the_rest_is_in_the_application(
    sqlite_app, client_as
):
    save(client_as("caseworker"), MINE)
    kept = sqlite_app.extensions["settings"]
    with open_mailbox() as box, sqlite_app.app_context():
        sqlite_app.extensions["settings"] = replace(kept, smtp_url=box.url)
        with unit_of_work():
            outbox.post("task", uuid4(), user_id=user_named("caseworker").id)
            outbox.post("task", uuid4(), user_id=user_named("owner_inspector").id)
        outbox.dispatch()
        ways = sorted(row.way for row in db.session.query(OutboxMessage) if row.way)
        sqlite_app.extensions["settings"] = kept
    assert ways == ["app", "mail"]
    (letter,) = box.letters
    assert letter["To"] == MINE


def test_a_closed_account_is_told_nothing(sqlite_app, client_as):
    save(client_as("caseworker"), MINE)
    with sqlite_app.app_context():
        with unit_of_work():
            mine = user_named("caseworker")
            mine.disabled_at = mine.made_at
        assert list(addresses(user_named("caseworker").id, None)) == []
        assert list(addresses(None, organisation_named("association").id)) == []
