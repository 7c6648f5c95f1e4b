"""A questionnaire is changed on pages: a copy, a change, what differs, a test run, four eyes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.accounts.models import User
from casework.accounts.service import open_session
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted
from casework.screening import library
from casework.screening.administration import queries, service
from casework.screening.administration.models import InstrumentVersion
from casework.screening.administration.published import by_hash
from casework.screening.administration.refusals import DocumentRefused
from casework.screening.domain.drafting import editing
from casework.screening.domain.drafting.writing import document_of
from casework.screening.models import Screening
from tests.client import SanadClient
from tests.factories import actor_named, add_account, user_named

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
            add_account(second)
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
    where = {"province": "06.141", "instrument": "labour_inspection"}
    made = inspector.submit("/s/new", where)
    return inspector.get(made.location, 303).location


def proposed(author, reader="national_focal_point"):
    """The draft of version 2, proposed to somebody; the whole is in the hands of the reader."""
    page = author.get(f"{V2}/propose")
    with author.http.application.app_context():
        id = str(user_named(reader).id)
    form = page.form("reader")
    return author.post(f"{V2}/propose", form.filled({"reader": id}))


def test_a_difference_names_the_answer_in_the_reader_s_language(client_as):
    author = client_as("administrator")
    press(author, V1, "/1/copy")
    author.submit(f"{V2}/question/rest_day", {"no_feeds": "EX05"}, containing="text_fr")
    page = author.get(f"{V2}/differences").text
    assert "Indicateurs <q>Non</q>" in page


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
    for language, own in (
        ("ar", "يحتفظ"),
        ("fr", "papiers"),
        ("en", "Who holds your papers today?"),
    ):
        assert own in author.get(f"{V2}/preview?page=11&language={language}").text
    both = author.get(f"{V2}/differences").text
    assert "Who holds your papers today?" in both
    trial = author.get(f"{V2}/trial").text
    assert "Building site: passport kept, debt, cannot go out" in trial
    assert "1 example ends otherwise than before." in trial
    assert "Signs that go away:" in trial
    before = begin(inspector)
    proposed(author)
    author.post(f"{V2}/publish", decision(author, V2, "publish"), 403)
    second = second_administrator
    assert "Who holds your papers today?" in second.get(f"{V2}/publish").text
    second.submit(f"{V2}/publish", {"answer": "publish"}, containing="answer")
    with app.app_context():
        current = library.current("labour_inspection")
        assert (current.version, current.by_id["papers"].text.en) == (
            "2", "Who holds your papers today?",
        )  # fmt: skip
        assert current.by_id["hours"].show_if is not None
    assert versions_of_screenings(app) == ["1"]
    begin(inspector)
    assert versions_of_screenings(app) == ["1", "2"]
    inspector.get(before)
    author.get(V1)


def decision(client, address, answer, **more):
    """What a reader's form would send, whoever sends it."""
    page = client.get(address).form("csrf_token")
    with client.http.application.app_context():
        row = db.session.query(InstrumentVersion).order_by(InstrumentVersion.number.desc()).first()
        known = {"version": str(row.version), "read": row.content_hash}
    return {"csrf_token": page.fields["csrf_token"], "answer": answer, **known, **more}


def versions_of_screenings(app):
    """The versions that screenings were begun with, in order."""
    with app.app_context():
        found = db.session.query(Screening.instrument_version).order_by(Screening.started_at)
        return sorted(version for (version,) in found)


def drafted(app, instrument="labour_inspection"):
    """A draft of the administrator of the cast; its number."""
    with app.app_context(), unit_of_work():
        made = service.copy_version(library.current(instrument), actor_named("administrator"))
        return made.number


def published(app, change=lambda one: one):
    """A version changed and published by the two of the cast."""
    number = drafted(app)
    with app.app_context(), unit_of_work():
        author, reader = actor_named("administrator"), actor_named("national_focal_point")
        page = queries.version_page(author, "labour_inspection", str(number))
        service.save_draft(page.row, change(document_of(page.instrument)), author, 1)
        page = queries.version_page(author, "labour_inspection", str(number))
        service.propose(page, reader.user_id, author, page.row.version)
        service.publish(page.row, page.row.content_hash, reader, page.row.version)
        return page.row.id


@pytest.mark.parametrize("statement", [
    "update instrument_version set document = '{}'",
    "update instrument_version set state = 'draft'",
    "delete from instrument_version",
])  # fmt: skip
def test_a_published_version_cannot_be_changed_by_any_statement(app, statement):
    published(app)
    with app.app_context():
        with pytest.raises(DBAPIError), unit_of_work() as session:
            session.execute(text(statement))
        assert library.current("labour_inspection").version == "2"


def test_what_the_hash_does_not_confirm_is_not_offered(sqlite_app):
    id = published(sqlite_app, lambda one: {**one, "source": "another source"})
    with sqlite_app.app_context():
        by_hash.cache_clear()
        row = db.session.get(InstrumentVersion, id)
        hash = row.content_hash
        with unit_of_work() as session:
            session.execute(text("drop trigger instrument_version_no_update"))
            session.execute(
                text(
                    "update instrument_version set document = replace(document, 'another', 'other')"
                )
            )
        by_hash.cache_clear()
        with pytest.raises(library.InstrumentAltered):
            library.version_of("labour_inspection", "2", hash)


def test_a_withdrawn_version_is_offered_no_more_and_stays_readable(sqlite_app, client_as):
    published(sqlite_app, lambda one: {**one, "source": "withdrawn soon"})
    author = client_as("administrator", "en")
    author.submit(f"{V2}/withdraw", {"reason": "Essai"})
    with sqlite_app.app_context():
        assert library.current("labour_inspection").version == "1"
        row = db.session.query(InstrumentVersion).one()
        found = library.version_of("labour_inspection", "2", row.content_hash)
        assert found.source == "withdrawn soon"
    assert "Essai" in author.get(V2).text
    author.post(f"{V2}/withdraw", author.get(V1).form("csrf_token").filled({"reason": "x"}), 409)


def test_a_draft_without_arabic_is_not_begun_in_arabic_and_old_answers_say_their_language(
    sqlite_app, client_as
):
    words = {"fr": "Qui garde vos papiers ?", "en": "Who keeps your papers?"}
    published(sqlite_app, lambda one: editing.with_question(one, "papers", {"text": words}))
    page = client_as("owner_inspector", "ar").get("/s/new").text
    assert 'value="labour_inspection"' not in page
    assert "غير متاح بعد" in page
    assert 'value="labour_inspection"' in client_as("owner_inspector", "fr").get("/s/new").text
    shown = client_as("administrator", "ar").get(f"{V2}/preview?page=11").text
    assert '<span lang="fr" dir="ltr">Qui garde vos papiers ?</span>' in shown


def test_what_is_typed_with_a_fault_is_kept_and_said_beside_its_field(sqlite_app, client_as):
    drafted(sqlite_app)
    author = client_as("administrator", "en")
    typed = {"c_tree": "{eval: 1}", "o2_feeds": "<script>", "text_fr": "Gardé"}
    page = author.submit(f"{V2}/question/papers", typed, 422, containing="text_fr")
    assert "This is not a condition" in page.text
    assert "Write codes separated by spaces" in page.text
    assert "Gardé" in page.text
    assert "<script>" not in page.text


def test_a_draft_may_hold_faults_and_is_then_not_proposed(sqlite_app, client_as):
    drafted(sqlite_app)
    author = client_as("administrator", "en")
    author.submit(f"{V2}/question/papers", {"o2_feeds": "XX99"}, containing="text_fr")
    assert "XX99 is not an indicator" in author.get(f"{V2}/question/papers").text
    author.submit(f"{V2}/question/debrief", {"purpose": ""}, containing="text_fr")
    assert "Nothing is done with this answer" in author.get(f"{V2}/question/debrief").text
    page = author.get(f"{V2}/propose").text
    assert "XX99" in page
    assert 'name="reader"' not in page
    with sqlite_app.app_context():
        reader = str(user_named("national_focal_point").id)
    sent = {**decision(author, V2, ""), "reader": reader}
    assert "Mend what is noted" in author.post(f"{V2}/propose", sent, 409).text


def test_two_windows_do_not_overwrite_each_other_and_nothing_typed_is_lost(sqlite_app, client_as):
    drafted(sqlite_app)
    author = client_as("administrator", "en")
    first = author.get(f"{V2}/question/papers").form("text_fr")
    author.submit(f"{V2}/question/hours", {"text_en": "Hours a day?"}, containing="text_fr")
    late = author.post(f"{V2}/question/papers", first.filled({"text_en": "Typed in vain?"}), 409)
    assert "Typed in vain?" in late.text
    assert "Typed in vain?" not in author.get(f"{V2}/differences").text


def test_only_its_author_changes_a_draft_and_a_published_version_is_changed_by_nobody(
    sqlite_app, client_as
):
    number = drafted(sqlite_app)
    with sqlite_app.app_context(), pytest.raises(NotPermitted), unit_of_work():
        row = db.session.query(InstrumentVersion).filter_by(number=number).one()
        service.save_draft(row, {}, actor_named("national_focal_point"), row.version)
    client_as("focal_point").get(f"{V2}", 403)
    client_as("administrator").get(f"{V1}/question/papers", 404)


def test_a_document_that_is_no_questionnaire_is_refused_whole(sqlite_app):
    with sqlite_app.app_context(), unit_of_work():
        author = actor_named("administrator")
        for document in ({}, {"id": "x" * 4000}, {"id": "a", "sections": [{"from": "x.y"}]}):
            with pytest.raises(DocumentRefused):
                service.create_draft(document, author)
        assert db.session.query(InstrumentVersion).count() == 0
        with pytest.raises(NotPermitted):
            service.create_draft({}, actor_named("owner_inspector"))


def test_numbers_are_not_used_twice(sqlite_app, client_as):
    drafted(sqlite_app)
    author = client_as("administrator", "en")
    author.submit(f"{V2}/discard", {})
    author.get(V2, 404)
    assert drafted(sqlite_app) == 3


def with_dates(document):
    """The questionnaire with a question that asks for a date on a page of its own."""
    asked = {
        "id": "since",
        "kind": "date",
        "manner": "record",
        "purpose": "safety",
        "text": {"fr": "Depuis quand ?", "ar": "منذ متى؟", "en": "Since when?"},
    }
    words = {"fr": "Depuis", "ar": "منذ", "en": "Since"}
    page = {"id": "days", "title": words, "guidance": words, "questions": [asked]}
    document["sections"].insert(1, page)
    return document


def second_page(inspector, begun):
    """The address of the page after the first, which is answered calmly."""
    calm = {"a-safe_to_talk": "yes", "none_else": "y", "leaving": "next"}
    return inspector.submit(begun, calm, containing="leaving").location


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("25", "3", "1998", "25 mars 1998"),
        ("", "3", "1998", "mars 1998"),
        ("", "", "1998", "1998"),
        ("٢٥", "٣", "١٩٩٨", "25 mars 1998"),
        ("31", "2", "1998", None),
        ("", "", "1776", None),
        ("2", "", "1998", None),
    ],
)
def test_a_date_is_asked_for_saved_as_far_as_it_is_known_and_read_again(
    sqlite_app, client_as, day, month, year, words
):
    published(sqlite_app, with_dates)
    inspector = client_as("owner_inspector")
    place = second_page(inspector, begin(inspector))
    typed = {"a-since-day": day, "a-since-month": month, "a-since-year": year}
    if words is None:
        refused = inspector.submit(place, {**typed, "leaving": "next"}, 422, containing="leaving")
        assert 'class="err"' in refused.text
        assert f'value="{year}"' in refused.text
        return
    inspector.submit(place, {**typed, "leaving": "next"}, containing="leaving")
    again = inspector.get(place).form("a-since-year").fields
    shown = [again[f"a-since-{part}"][0] for part in ("day", "month", "year")]
    assert shown == [str(int(part)) if part else "" for part in (day, month, year)]
    checked = inspector.get(place.rsplit("/", 1)[0] + "/check").text
    assert f"<bdi>{words}</bdi>" in checked
