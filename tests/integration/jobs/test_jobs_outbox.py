from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from casework.db import db, unit_of_work
from casework.jobs import outbox
from casework.jobs.mail import Address, sender
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import SteppedClock
from tests.factories import organisation_named, user_named
from tests.integration.jobs.mailbox import Mailbox, open_mailbox

NOWHERE = "smtp://127.0.0.1:1/"


def post(*, user_id: UUID | None = None, organisation_id: UUID | None = None) -> UUID:
    subject_id = uuid4()
    with unit_of_work():
        outbox.post("task", subject_id, user_id=user_id, organisation_id=organisation_id)
    return subject_id


def mail_to(app: Flask, url: str) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=url)


@pytest.fixture(autouse=True)
def addresses(app: Flask) -> Iterator[None]:
    kept_settings, kept = app.extensions["settings"], list(outbox._lookup)

    def lookup(user_id: UUID | None, organisation_id: UUID | None) -> list[Address]:
        if user_id:
            return [Address("ines@example.ma", "ar")]
        return [Address("maison@example.ma", "fr"), Address("garde@example.ma", "fr")]

    outbox.register_addresses(lookup)
    yield
    outbox._lookup[:] = kept
    app.extensions["settings"] = kept_settings


@pytest.fixture
def box(app: Flask) -> Iterator[Mailbox]:
    with open_mailbox() as found:
        mail_to(app, found.url)
        yield found


def ways() -> list[str | None]:
    db.session.rollback()
    return [row.way for row in db.session.query(OutboxMessage).order_by(OutboxMessage.created_at)]


def test_without_a_mail_server_a_message_is_shown_in_the_application_only(app: Flask) -> None:
    with app.app_context():
        post(user_id=user_named("caseworker").id)
        assert outbox.dispatch() == 1
        assert ways() == ["app"]
        assert outbox.dispatch() == 0


def test_a_message_of_an_act_that_failed_is_never_sent(app: Flask, box: Mailbox) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError), unit_of_work():
            outbox.post("task", uuid4(), user_id=user_named("caseworker").id)
            raise RuntimeError
        assert outbox.dispatch() == 0
    assert box.letters == []


def test_a_letter_says_how_many_things_wait_in_the_language_of_its_reader_and_nothing_else(
    app: Flask, box: Mailbox
) -> None:
    with app.app_context():
        user_id = user_named("caseworker").id
        subjects = [post(user_id=user_id), post(user_id=user_id)]
        assert outbox.dispatch() == 2
        assert ways() == ["mail", "mail"]
    (letter,) = box.letters
    assert letter["To"] == "ines@example.ma"
    assert letter["From"] == "nepasrepondre@example.ma"
    assert letter["Subject"] == "لديك عنصران للمعالجة (2)"
    body = letter.get_content()
    assert "http://localhost" in body
    assert not any(str(subject) in letter.as_string() for subject in subjects)


def test_an_organisation_is_written_to_at_all_its_addresses(app: Flask, box: Mailbox) -> None:
    with app.app_context():
        post(organisation_id=organisation_named("shelter_house").id)
        outbox.dispatch()
    assert {letter["To"] for letter in box.letters} == {"maison@example.ma", "garde@example.ma"}
    assert {letter["Subject"] for letter in box.letters} == {"Vous avez 1 élément à traiter"}


def test_a_mail_server_that_does_not_answer_is_tried_again_later(
    app: Flask, clock: SteppedClock
) -> None:
    with app.app_context():
        mail_to(app, NOWHERE)
        post(user_id=user_named("caseworker").id)
        assert outbox.dispatch() == 0
        assert ways() == [None]
        with open_mailbox() as box:
            mail_to(app, box.url)
            assert outbox.dispatch() == 0  # its next try is not due yet
            clock.advance(timedelta(minutes=2))
            assert outbox.dispatch() == 1
            assert len(box.letters) == 1
        assert ways() == ["mail"]


def test_a_message_is_not_tried_for_ever(app: Flask, clock: SteppedClock) -> None:
    with app.app_context():
        mail_to(app, NOWHERE)
        post(user_id=user_named("caseworker").id)
        for _ in range(outbox.TRIES + 2):
            outbox.dispatch()
            clock.advance(timedelta(days=1))
        assert db.session.query(OutboxMessage).one().attempts == outbox.TRIES


def test_a_sender_is_named_even_when_the_address_is_not_given() -> None:
    assert sender("smtps://user:secret@mail.example.ma:465") == "sanad@mail.example.ma"
