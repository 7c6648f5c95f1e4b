"""A questionnaire is changed on pages: a copy, a change, what differs, a test run, four eyes."""

import pytest

from casework.accounts.models import User
from casework.accounts.service import open_session
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.screening import library
from tests.client import SanadClient
from tests.factories import user_named

LIST = "/a/instruments"
V1 = f"{LIST}/labour_inspection/1"
V2 = f"{LIST}/labour_inspection/2"


@pytest.fixture
def second_administrator(app) -> SanadClient:
    """Another administrator than the one of the cast."""
    with app.app_context():
        with unit_of_work():
            cast = user_named("administrator")
            second = User(
                username="second_administrator",
                display_name="Essai Second Administrator",
                role="administrator",
                organisation_id=cast.organisation_id,
                national=False,
                language="en",
                made_at=clock.now(),
                regions=[],
            )
            db.session.add(second)
        with unit_of_work():
            return SanadClient(app, open_session(second), "en")


def form_to(page, action):
    """The form of a page that is sent to an address."""
    return next(form for form in page.forms() if form.action.endswith(action))


def press(client, path, action, typed=(), status=303):
    """Send the form of a page whose address ends so."""
    form = form_to(client.get(path), action)
    return client.post(form.action, form.filled(dict(typed)), status)


def begin(inspector):
    """A new screening of the long form; the address of its first page."""
    made = inspector.submit("/s/new?form=labour_inspection", {"province": "MA-06-CAS"})
    return inspector.get(made.location, 303).location


def proposed(author, reader="national_focal_point"):
    """The draft of version 2, proposed to somebody; the whole is in the hands of the reader."""
    page = author.get(f"{V2}/propose")
    with author.http.application.app_context():
        id = str(user_named(reader).id)
    form = page.form("reader")
    return author.post(f"{V2}/propose", form.filled({"reader": id}))


def test_a_version_is_copied_changed_compared_tried_and_published_by_two(
    app, client_as, second_administrator
):
    author = client_as("administrator", "en")
    inspector = client_as("owner_inspector", "en")
    assert "labour_inspection" in author.get(LIST).text
    author.get(f"{LIST}/labour_inspection")
    assert press(author, V1, "/1/copy").location.startswith(V2)
    author.get(V2)
    author.get(f"{V2}/page/freedom")
    author.get(f"{V2}/about")
    changed = {"text_en": "Who holds your papers today?", "o2_feeds": "CD01 CD03"}
    author.submit(f"{V2}/question/papers", changed, containing="text_fr")
    answer = {"c_mode": "any", "c0_question": "sector", "c0_how": "is", "c0_values": "F, A"}
    author.submit(f"{V2}/question/hours", answer, containing="text_fr")
    author.get(f"{V2}/preview?page=11&language=ar")
    both = author.get(f"{V2}/differences").text
    assert "Who holds your papers today?" in both
    author.get(f"{V2}/trial")
    proposed(author)
