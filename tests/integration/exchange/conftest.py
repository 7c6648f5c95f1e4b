"""Forms filled in elsewhere, and whoever brings them."""

import json
from io import BytesIO

import pytest

from casework.db import db, unit_of_work
from casework.exchange.models import ImportedSubmission, SubmissionImport
from casework.exchange.queries import digest_of
from casework.exchange.submitting import import_submissions
from casework.screening.loader import current_instrument
from casework.screening.models import Screening
from tests.factories import actor_named
from tests.unit.exchange.filling import answered, cells

IDENTIFIER = "b5a1c0de-0000-4000-8000-%012d"
LABOUR = "labour_inspection"


class Desk:
    """Somebody who imports filled forms."""

    def __init__(self, app):
        self.app = app
        self.instrument = current_instrument(LABOUR)

    def filled(self, seed, **more):
        """The cells of one form, as Kobo writes them."""
        return cells(self.instrument, answered(self.instrument, seed), IDENTIFIER % seed) | more

    def bring(self, content, author="owner_inspector", instrument=None, province="", most=500):
        """Import a file; gives the counts and the remarks."""
        content = content if isinstance(content, bytes) else json.dumps(content).encode()
        with self.app.app_context(), unit_of_work():
            made = import_submissions(
                content, instrument or self.instrument, province, actor_named(author), most
            )
            return (made.added, made.known, made.refused), made.remarks.splitlines()

    def screening(self, seed):
        """What became of one form: its band, its answers and its state."""
        with self.app.app_context():
            digest = digest_of(self.instrument, IDENTIFIER % seed)
            made = db.session.get_one(ImportedSubmission, digest)
            one = db.session.get_one(Screening, made.screening_id)
            found = one.result.reveal().band, one.answers.reveal(), one.state
            db.session.close()
            return found

    def counted(self):
        """How many rows of each table there are."""
        with self.app.app_context():
            tables = (Screening, SubmissionImport, ImportedSubmission)
            found = tuple(db.session.query(table).count() for table in tables)
            db.session.close()
            return found


@pytest.fixture
def desk(sqlite_app):
    """On SQLite."""
    return Desk(sqlite_app)


@pytest.fixture
def any_desk(app):
    """On each store in turn."""
    return Desk(app)


def upload(content, name):
    """A file as a browser sends it."""
    return (BytesIO(content), name)
