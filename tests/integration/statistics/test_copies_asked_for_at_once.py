"""Two files that one account asks for at the same moment, on each store."""

import contextvars
import threading

from casework.db import db, unit_of_work
from casework.statistics.domain.periods import Period
from casework.statistics.exports import making
from tests.factories import actor_named

YEAR = Period.parse("2025")
A_MOMENT = 1.0
"""Seconds: long enough for an asking that waits for nobody to be done."""


def test_two_askings_at_once_are_two_copies(app, monkeypatch):
    monkeypatch.setattr(making, "published_periods", lambda *asked: (YEAR,))
    tickets = []

    def ask():
        with app.app_context(), unit_of_work():
            analyst = actor_named("analyst")
            tickets.append(making.ask("tables", "2025", "research", "country", analyst))

    second = threading.Thread(target=contextvars.copy_context().run, args=(ask,))
    with app.app_context():
        with unit_of_work():
            analyst = actor_named("analyst")
            tickets.append(making.ask("tables", "2025", "research", "country", analyst))
            second.start()
            second.join(A_MOMENT)
        second.join(30)
        assert [making.export_of(one, analyst).serial for one in tickets] == [1, 2]
        db.session.close()
