"""Another administrator beside the one of the cast."""

from flask import Flask

from casework.accounts.models import User
from casework.accounts.service import open_session
from casework.db import unit_of_work
from casework.kernel import clock
from tests.client import SanadClient
from tests.factories import add_account, user_named


def second_administrator(app: Flask) -> SanadClient:
    """A browser of theirs, signed in."""
    with app.app_context(), unit_of_work():
        first = user_named("administrator")
        other = User(
            username="second.administrator",
            display_name="Essai Second Administrator",
            role=first.role,
            organisation_id=first.organisation_id,
            language="fr",
            made_at=clock.now(),
        )
        add_account(other)
        return SanadClient(app, open_session(other), "fr")
