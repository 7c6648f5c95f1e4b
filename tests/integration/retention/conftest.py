"""Files at the end of their time, made by the services themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from casework.cases import service as cases
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import Closure
from casework.db import Base, db, unit_of_work
from casework.encryption.data_keys import DataKey
from casework.retention.jobs import give_notices
from casework.retention.models import Erasure
from tests.factories import actor_named
from tests.integration.cases.conftest import ADULT
from tests.integration.documents.conftest import kept_document
from tests.integration.matching.conftest import House

DONE = Closure("goals_met", "Fini, canaricloture.")
FIVE_YEARS = timedelta(days=5 * 365 + 2)


@dataclass
class Archive(House):
    """A house of files: closes them, lets time pass, reads what is left of them."""

    def closed(self, card: Any = ADULT, closure: Closure = DONE) -> str:
        """A file with something of everything, closed today; gives its code."""
        code = self.assigned(card)
        self.consent(code)
        self.identity(code)
        note = NoteText("visit", "Canarinote de la visite.")
        self.on(code, lambda case: cases.write_note(case, note, actor_named("caseworker")))
        kept_document(self.app, code)
        self.made_safe(code)
        self.close(code, closure)
        return code

    def close(self, code: str, closure: Closure = DONE) -> None:
        """Two people close it."""
        worker, focal = self.actor("caseworker"), self.actor("focal_point")
        self.on(code, lambda case: cases.propose_closure(case, closure, worker, informed=True))
        self.on(code, lambda case: cases.approve_closure(case, focal))

    def pass_time(self, by: timedelta) -> None:
        """Time goes on."""
        self.app.extensions["test-clock"].advance(by)

    def notices(self) -> int:
        """The daily job."""
        with self.app.app_context():
            return give_notices()

    def state(self, code: str) -> str | None:
        """Where the erasure of a code stands."""
        with self.app.app_context():
            found = db.session.scalar(select(Erasure.state).where(Erasure.code == code))
            db.session.close()
            return found

    def id_of(self, code: str) -> UUID:
        """The id of a file."""
        return self.see(code, lambda case: case.id)

    def data_keys(self) -> set[tuple[str, UUID]]:
        """All data keys there are."""
        with self.app.app_context():
            rows = db.session.execute(select(DataKey.owner_kind, DataKey.owner_id)).all()
            db.session.close()
            return {(row.owner_kind, row.owner_id) for row in rows}

    def rows(self) -> Mapping[str, int]:
        """How many rows each table has."""
        with self.app.app_context():
            found = {
                name: len(db.session.execute(table.select()).all())
                for name, table in Base.metadata.tables.items()
            }
            db.session.close()
            return found

    def run(self, act: Any) -> Any:
        """Run something in one unit of work."""
        with self.app.app_context(), unit_of_work():
            return act()


@pytest.fixture
def archive(app: Flask) -> Archive:
    """On each store."""
    return Archive(app)


@pytest.fixture
def quick_archive(sqlite_app: Flask) -> Archive:
    """On SQLite only."""
    return Archive(sqlite_app)
