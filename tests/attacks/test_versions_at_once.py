"""Two administrators at the same moment: one number each, and something is left to screen with."""

from casework.db import db, unit_of_work
from casework.screening import library
from casework.screening.administration import queries, service
from casework.screening.administration.models import InstrumentVersion, InstrumentWithdrawal
from casework.screening.administration.service import drafts, publishing
from casework.screening.domain.instrument import Use
from tests.at_once import at_once
from tests.factories import actor_named


def pages():
    """Every version that could be withdrawn and is screened with."""
    actor = actor_named("administrator")
    found = (queries.version_page(actor, one.id, one.version) for one in library.offered())
    screening = [page for page in found if page.instrument.use is Use.SCREENING]
    # where a newer version is withdrawn the one before is offered again: those go first
    return sorted(screening, key=lambda page: -int(page.instrument.version))


def withdraw(page):
    with unit_of_work():
        service.withdraw(page, "Motif.", actor_named("administrator"))


def everything_but(app, count):
    """Withdraw until this many are left; gives them."""
    with app.app_context():
        while len(left := pages()) > count:
            withdraw(left[0])
        return left


def test_the_last_two_are_not_withdrawn_by_two_at_once(app, monkeypatch):
    left = everything_but(app, 2)
    acts = [lambda page=page: withdraw(page) for page in left]
    assert at_once(app, monkeypatch, acts, publishing.library, "offered") == ["LastOffered", "done"]
    with app.app_context():
        assert len(pages()) == 1


def test_the_same_version_withdrawn_twice_at_once_is_refused_in_words(app, monkeypatch):
    page = everything_but(app, 3)[0]
    acts = [lambda: withdraw(page), lambda: withdraw(page)]
    assert at_once(app, monkeypatch, acts, publishing.library, "offered") == [
        "NotPublished",
        "done",
    ]
    with app.app_context():
        before = db.session.query(InstrumentWithdrawal).filter_by(instrument_id=page.instrument.id)
        assert before.count() == 1


def test_two_copies_at_once_have_two_numbers(app, monkeypatch):
    def copy():
        with unit_of_work():
            one = library.current("labour_inspection")
            service.copy_version(one, actor_named("administrator"))

    assert at_once(app, monkeypatch, [copy, copy], drafts, "document_of") == ["done", "done"]
    with app.app_context():
        made = db.session.query(InstrumentVersion).filter_by(instrument_id="labour_inspection")
        assert sorted(row.number for row in made) == [2, 3]
