"""What the tests of the demo look at: rows as they are stored, people opened, pages."""

from datetime import datetime
from uuid import UUID

from flask import Flask
from sqlalchemy import text

from casework.accounts.queries import user_named
from casework.accounts.service import open_session
from casework.cases import queries as cases
from casework.cases.domain.identity import Identity
from casework.db import db, unit_of_work
from tests.client import Page, SanadClient
from tests.integration.demo.conftest import today


def values(app: Flask, question: str) -> list:
    """The first column of a query."""
    with app.app_context():
        return list(db.session.scalars(text(question)))


def moments(app: Flask, question: str) -> list[datetime]:
    """The same, as moments in UTC without a zone, whichever store they come from."""
    found = values(app, question)
    read = [datetime.fromisoformat(one) if isinstance(one, str) else one for one in found]
    return [one.replace(tzinfo=None) for one in read]


def identities(app: Flask) -> list[Identity]:
    """Every identity of a country, opened, in the order of names."""
    with app.app_context():
        ids = [UUID(str(one)) for one in db.session.scalars(text('SELECT id FROM "case"'))]
        people = [cases.person_of(cases.case_by_id(one)) for one in ids]
        known = [person.identity.reveal() for person in people if person and person.identity]
    return sorted(known, key=lambda one: (one.spoken_name, one.phone))


def browse(app: Flask, username: str, path: str, language: str = "fr") -> Page:
    """What somebody of the country sees on the day of loading."""
    with today():
        with app.app_context(), unit_of_work():
            user = user_named(username)
            assert user is not None
            user.language = language
            token = open_session(user)
        return SanadClient(app, token, language).get(path)
