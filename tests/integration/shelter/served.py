"""Houses behind a real server: a home of its own on each store, people who are signed in, and forms
that are sent as their browsers send them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from casework.accounts.models import User, UserRegion
from casework.accounts.service import open_session
from casework.cases import service as cases
from casework.db import db, unit_of_work
from casework.kernel import clock
from tests.engines import PostgresqlStore
from tests.factories import actor_named, add_account, organisation_named, user_named
from tests.faults.site import Browser, Served, Site, furnish, new_key
from tests.integration.cases.conftest import ADULT
from tests.integration.shelter.conftest import Shelter


class Town:
    """A served Sanad with a shelter in it."""

    def __init__(self, site: Site) -> None:
        self.site, self.app = site, site.app()
        self.shelter = Shelter(self.app)

    def let_go(self) -> None:
        """Leave the database to the server."""
        with self.app.app_context():
            db.engine.dispose()

    def askers(self, count: int) -> list[tuple[str, str]]:
        """So many caseworkers, each with a session and a case of their own: (token, code)."""
        found: list[tuple[str, str]] = self.shelter.do(
            lambda: [_asker(number) for number in range(count)]
        )
        return found

    def session(self, persona: str) -> str:
        """A session of somebody of the cast."""
        return str(self.shelter.do(lambda: open_session(user_named(persona))))


def _asker(number: int) -> tuple[str, str]:
    user = User(
        username=f"asker-{number}", display_name=f"Essai {number}", role="caseworker",
        organisation_id=organisation_named("association").id, national=False, language="fr",
        made_at=clock.now(), powers_since=clock.now() - timedelta(days=4),
        regions=[UserRegion(region="MA-06")],
    )  # fmt: skip
    add_account(user)
    focal = actor_named("focal_point")
    case = cases.open_case(
        screening_id=None, search="no_name", region="MA-06", priority="P1", card=ADULT, actor=focal
    )
    cases.assign(case, user.id, focal)
    return open_session(user), case.code


class Prepared:
    """A form that stands open in somebody's browser, to be sent once."""

    def __init__(self, server: Served, token: str, path: str, having: str) -> None:
        self._browser: Browser = server.browser(token)
        self._browser.learn(path, having)

    def send(self, path: str, typed: dict[str, str]) -> Any:
        """Send it."""
        return self._browser.submit(new_key(), path, typed)


def asked_of(unit: UUID) -> dict[str, str]:
    """What a caseworker types who wants this house tonight."""
    return {
        "unit": str(unit), "night": "tonight", "sex": "female", "age_band": "25-34",
        "kind": "emergency", "urgent_reason": "Personne dehors cette nuit.",
    }  # fmt: skip


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def town(request: pytest.FixtureRequest, workshop: Path) -> Iterator[Town]:
    """On each store in turn, by the machine's own clock."""
    url = ""
    if request.param == "postgresql":
        address: Callable[[str], str] = request.getfixturevalue("postgresql")
        url = PostgresqlStore(address, "sanad_served").url
    home = workshop / f"served-{request.param}"
    furnish(home, url)
    made = Town(Site(home, url))
    yield made
    made.let_go()


def rows(town: Town, look: Callable[[], Any]) -> Any:
    """Read something, in a unit of work of its own."""
    with town.app.app_context(), unit_of_work():
        return look()
