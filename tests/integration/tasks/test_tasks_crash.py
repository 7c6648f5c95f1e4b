"""The machine dies between a deadline and the letter that says it: nothing is lost or said twice.

The death is real: a child process does the work and ends itself (`os._exit`) at the given point, so
that nothing is rolled back, closed or told by anybody but the operating system.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from casework.db import db, unit_of_work
from casework.jobs import outbox
from casework.jobs.mail import Address
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import SteppedClock, now
from casework.tasks import firing
from casework.tasks.models import Task
from casework.tasks.service import open_task
from tests.factories import user_named
from tests.integration.jobs.mailbox import Mailbox, open_mailbox

KILLED = 9


@pytest.fixture
def box(app: Flask) -> Iterator[Mailbox]:
    settings, lookup = app.extensions["settings"], list(outbox._lookup)
    outbox.register_addresses(lambda *to: [Address("ines@example.ma", "fr")])
    with open_mailbox() as found:
        app.extensions["settings"] = replace(settings, smtp_url=found.url)
        yield found
    outbox._lookup[:] = lookup
    app.extensions["settings"] = settings


@pytest.fixture
def due(app: Flask, box: Mailbox, clock: SteppedClock) -> UUID:
    """A deadline that has just passed; that it was set is told already."""
    with app.app_context():
        with unit_of_work():
            worker = user_named("caseworker").id
            task = open_task(
                "trial", uuid4(), "plan", now() + timedelta(hours=1), assignee_id=worker
            )
        outbox.dispatch()
    box.letters.clear()
    clock.advance(timedelta(hours=1))
    return task


def dies(app: Flask, act: Callable[[], object], *, at: Callable[[], object]) -> None:
    """Do it in a child that dies when it comes to `at`, which it must."""
    with app.app_context():
        db.engine.dispose()
    child = os.fork()
    if not child:  # pragma: no cover - lives elsewhere
        try:
            with app.app_context():
                at()
                act()
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == KILLED


def death(*_told: object, **_named: object) -> None:
    os._exit(KILLED)


def put(module: object, name: str) -> Callable[[], None]:
    """Death stands in the place of a function; in the child only."""
    return lambda: setattr(module, name, death)


def after_it(module: object, name: str) -> Callable[[], None]:
    """Death comes right after a function did its work."""

    def replace_it() -> None:
        does = getattr(module, name)

        def done(*told: object) -> None:
            does(*told)
            death()

        setattr(module, name, done)

    return replace_it


def state(app: Flask, task_id: UUID) -> tuple[bool, int]:
    """Whether the deadline counts as said, and how many messages wait."""
    with app.app_context():
        said = db.session.get_one(Task, task_id).fired_at is not None
        waiting = db.session.query(OutboxMessage).filter_by(sent_at=None).count()
        db.session.close()
    return said, waiting


def goes_on(app: Flask, clock: SteppedClock) -> None:
    """The machine is up again: everything comes round, for a good while."""
    with app.app_context():
        for _round in range(4):
            firing.pass_deadlines()
            outbox.dispatch()
            clock.advance(timedelta(minutes=5))


def test_dying_while_it_is_written_leaves_it_to_be_said(app, due, box, clock) -> None:
    dies(app, firing.pass_deadlines, at=put(firing, "post"))
    assert state(app, due) == (False, 0)
    goes_on(app, clock)
    assert len(box.letters) == 1


def test_dying_between_the_deadline_and_the_letter_loses_and_doubles_nothing(
    app, due, box, clock
) -> None:
    dies(app, firing.pass_deadlines, at=after_it(firing, "fire_due"))
    assert state(app, due) == (False, 0)  # not committed yet
    dies(app, lambda: (firing.pass_deadlines(), death()), at=lambda: None)
    assert state(app, due) == (True, 1)
    goes_on(app, clock)
    assert len(box.letters) == 1
    assert state(app, due) == (True, 0)


def test_dying_before_the_mail_server_has_it_only_delays_it(app, due, box, clock) -> None:
    with app.app_context():
        firing.pass_deadlines()
    dies(app, outbox.dispatch, at=put(outbox, "deliver"))
    assert box.letters == []
    goes_on(app, clock)
    assert len(box.letters) == 1


def test_dying_after_the_mail_server_has_it_sends_the_very_same_letter(
    app, due, box, clock
) -> None:
    """SMTP cannot tell whether a letter was taken when the line breaks (RFC 5321, 4.5.3): it is
    handed over again under its own name, and known by it."""
    with app.app_context():
        firing.pass_deadlines()
    dies(app, outbox.dispatch, at=after_it(outbox, "deliver"))
    assert len(box.letters) == 1
    goes_on(app, clock)
    assert len({letter["Message-ID"] for letter in box.letters}) == 1
    assert state(app, due) == (True, 0)


def test_a_deadline_that_is_said_again_later_is_another_letter(app, due, box, clock) -> None:
    goes_on(app, clock)
    with app.app_context():
        with unit_of_work():
            outbox.post("task", due, user_id=user_named("caseworker").id)
        outbox.dispatch()
    assert len({letter["Message-ID"] for letter in box.letters}) == len(box.letters) == 2
