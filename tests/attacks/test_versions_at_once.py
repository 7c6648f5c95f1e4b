"""Two administrators at the same moment: one number each, and something is left to screen with."""

from threading import Barrier, Thread

from casework.db import db, unit_of_work
from casework.kernel.refusals import Refusal
from casework.screening import library
from casework.screening.administration import queries, service
from casework.screening.administration.models import InstrumentVersion, InstrumentWithdrawal
from casework.screening.administration.service import drafts, publishing
from casework.screening.domain.instrument import Use
from tests.factories import actor_named


def pages():
    """Every version that could be withdrawn and is screened with."""
    actor = actor_named("administrator")
    found = (queries.version_page(actor, one.id, one.version) for one in library.offered())
    return [page for page in found if page.instrument.use is Use.SCREENING]


def withdraw(page):
    with unit_of_work():
        service.withdraw(page, "Motif.", actor_named("administrator"))


def everything_but(app, count):
    """Withdraw until this many are left; gives them."""
    with app.app_context():
        while len(left := pages()) > count:
            withdraw(left[0])
        return left


def at_once(app, monkeypatch, acts, module=publishing.library, name="offered"):
    """Run them in threads that wait for each other just before this is called."""
    outcomes, both = [], Barrier(len(acts))
    look = getattr(module, name)

    def late(*told):
        try:
            both.wait(2)
        except Exception:
            both.abort()
        return look(*told)

    monkeypatch.setattr(module, name, late)

    def run(act):
        with app.app_context():
            try:
                act()
                outcomes.append("done")
            except Refusal as refused:
                outcomes.append(type(refused).__name__)
            except Exception as failed:
                outcomes.append(f"failed: {type(failed).__name__}")
            finally:
                db.session.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    monkeypatch.undo()
    return sorted(outcomes)


def test_the_last_two_are_not_withdrawn_by_two_at_once(app, monkeypatch):
    left = everything_but(app, 2)
    acts = [lambda page=page: withdraw(page) for page in left]
    assert at_once(app, monkeypatch, acts) == ["LastOffered", "done"]
    with app.app_context():
        assert len(pages()) == 1


def test_the_same_version_withdrawn_twice_at_once_is_refused_in_words(app, monkeypatch):
    page = everything_but(app, 3)[0]
    acts = [lambda: withdraw(page), lambda: withdraw(page)]
    assert at_once(app, monkeypatch, acts) == ["NotPublished", "done"]
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
