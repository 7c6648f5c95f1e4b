"""Two administrators have the keys renewed from the page, and the worker does it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casework.cases.models import Person
from casework.custody import renewing, service
from casework.custody.domain import KeyLine, State
from casework.custody.models import RenewalAsked
from casework.db import db, unit_of_work
from casework.encryption import current_keyring, data_keys_by_kek
from casework.kernel.refusals import SecondPersonNeeded
from tests.factories import actor_named
from tests.integration.accounts.second_administrator import second_administrator
from tests.integration.cases.conftest import Desk

ASK = "/a/keys/renew/files"


def waiting(app):
    with app.app_context():
        found = [(one.what, one.confirmed) for one in renewing.waiting()]
        db.session.close()
    return found


def carried_out(app):
    with app.app_context():
        done = renewing.carry_out()
        keks = (current_keyring().current_kek_id, dict(data_keys_by_kek()))
        db.session.close()
    return done, keks


def test_two_administrators_renew_and_every_record_still_opens(app, client_as) -> None:
    desk = Desk(app)
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    with app.app_context():
        service.move_data_keys()  # a rotation that an earlier test left half done comes first
        before = current_keyring().current_kek_id
        db.session.close()
    first, second = client_as("administrator"), second_administrator(app)
    confirm(first, ASK)
    page = first.get("/a/keys").text
    assert "Attend un autre administrateur" in page
    assert "/confirm" not in page
    assert carried_out(app)[0] == 0  # nobody confirmed it yet
    confirm(second)
    assert waiting(app) == [("files", True)]
    done, (current, held) = carried_out(app)
    assert done == 1
    assert current != before
    assert set(held) == {current}
    with app.app_context():
        assert db.session.query(Person).one().identity.reveal().family_name == "Zubaydawi"
        db.session.close()
    assert waiting(app) == []
    assert carried_out(app)[0] == 0
    assert "Renouvellement de clés" in client_as("dpo").get("/a/audit").text


def confirm(client, what="confirm") -> None:
    page = client.get("/a/keys")
    (form,) = [one for one in page.forms() if one.action.endswith(what)]
    client.post(form.action, form.filled({}))


def test_who_asked_confirms_nothing_and_may_take_it_back(sqlite_app, client_as) -> None:
    first = client_as("administrator")
    with sqlite_app.app_context():
        with unit_of_work():
            row = renewing.ask("match", actor_named("administrator"))
            renewal_id = row.id
        with pytest.raises(SecondPersonNeeded), unit_of_work():
            found = db.session.get(RenewalAsked, renewal_id)
            renewing.decide(found, actor_named("administrator"), confirmed=True)
        with pytest.raises(renewing.RenewalWaits), unit_of_work():
            renewing.ask("match", actor_named("administrator"))
        db.session.close()
    confirm(first, "refuse")
    assert waiting(sqlite_app) == []


def test_the_page_tells_what_hangs_on_a_key_to_the_nearest_hundred_and_when_it_is_due(
    sqlite_app, client_as
):
    """An exact number would say each day how many files were opened."""
    made = datetime(2026, 11, 16, tzinfo=UTC)
    line = KeyLine("2026-11", State.CURRENT, 3213, made)
    assert (line.about, replace(line, holds=49).about, replace(line, holds=50).about) == (
        3200, 0, 100,
    )  # fmt: skip
    assert line.renew_before == made + timedelta(days=31)
    assert replace(line, state=State.FORMER).renew_before is None
    Desk(sqlite_app).assigned()
    page = client_as("administrator").get("/a/keys").text
    assert "moins de 50" in page
    assert "à renouveler avant le" in page
