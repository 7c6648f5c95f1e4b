"""What somebody may learn of people they have no business with, by looking for them: a sentence."""

import logging
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.accounts.queries import user_displays
from casework.audit.models import AuditEvent
from casework.db import Base, db
from casework.jobs.models import OutboxMessage
from casework.matching.models import MatchSearch
from casework.matching.service import searching
from tests.at_once import at_once
from tests.factories import actor_named
from tests.integration.matching.conftest import FIRST, SAME, STRANGER, TYPED, House, search_of

CANARIES = ("Canari", "998877", "99 88 77", "واتارا")
OF_THE_REQUEST = re.compile(
    r'name="(csrf_token|idempotency_key)" value="[^"]*"|/earlier/search/[0-9a-f-]{36}'
    r"|MA-\d\d-[0-9A-Z]{4}-[0-9A-Z]"
)
OTHER = replace(STRANGER, given_name="Awa", family_name="Canaritraore", spoken_name="Awa")


def _same(text: str) -> str:
    """The page without what belongs to its own request and to the reader's own file."""
    return OF_THE_REQUEST.sub("", text)


def test_answer_is_the_same_whichever_and_however_many_records_match(quick_house, client_as):
    quick_house.file("caseworker", FIRST)
    quick_house.file("caseworker", replace(FIRST, spoken_name="Mohamed"))
    quick_house.file("caseworker", OTHER, region="MA-09")
    worker = client_as("caseworker_elsewhere")
    both = {**TYPED, "birth-year": "1998"}
    one = {**TYPED, "given_name": "Awa", "family_name": "Canaritraore", "birth-year": "2001"}
    pages = [worker.get(worker.submit("/earlier/search", typed).location) for typed in (both, one)]
    first, second = (_same(page.text) for page in pages)
    assert "Un dossier antérieur est possible" in first
    assert first == second
    assert len(pages[0].response.data) == len(pages[1].response.data)


def test_answer_to_the_stranger_holds_no_code_reference_name_or_number(quick_house, client_as):
    earlier, newer, ref = quick_house.both()
    worker = client_as("caseworker_elsewhere")
    shown = [worker.get(path).text for path in (f"/c/{newer}", f"/c/{newer}/earlier", "/", "/c")]
    worker.submit(f"/c/{newer}/earlier", {})
    shown += [worker.get(path).text for path in (f"/c/{newer}", f"/c/{newer}/earlier")]
    shown.append(worker.get(worker.submit("/earlier/search", TYPED).location).text)
    text = "".join(shown)
    assert earlier not in text
    assert ref not in text
    assert not [one for one in CANARIES if one in text]


def test_focal_point_sees_words_and_codes_never_a_value(quick_house, client_as):
    _earlier, _newer, ref = quick_house.both()
    quick_house.judge(ref, "propose_merge", leading="newer")
    focal = client_as("second_focal_point")
    paths = ("/", "/earlier", f"/earlier/{ref}", f"/earlier/{ref}/confirm_merge",
             f"/earlier/{ref}/ask")  # fmt: skip
    text = "".join(focal.get(path).text for path in paths)
    assert not [one for one in (*CANARIES, "1998", "Mohamed", "محمد") if one in text]


def test_earlier_caseworker_is_not_told_that_somebody_looked(quick_house, client_as):
    earlier, newer, ref = quick_house.both()
    text = "".join(client_as("caseworker").get(path).text for path in ("/", f"/c/{earlier}"))
    assert newer not in text
    assert ref not in text
    assert "dossier antérieur" not in text.replace("Chercher un dossier antérieur", "")


def test_no_value_is_in_a_row_an_event_or_a_letter_on_either_store(house, client_as):
    _earlier, newer, ref = house.both()
    worker = client_as("caseworker_elsewhere")
    worker.submit(f"/c/{newer}/earlier", {})
    worker.submit(worker.submit("/earlier/search", TYPED).location, {})
    house.judge(ref, "propose_merge", leading="newer")
    with house.app.app_context():
        rows = {
            name: repr(db.session.execute(table.select()).all())
            for name, table in Base.metadata.tables.items()
        }
        assert db.session.query(OutboxMessage).count() >= 0
        kinds = {row.kind for row in db.session.query(AuditEvent)}
    found = {name: one for name, text in rows.items() for one in CANARIES if one in text}
    assert found == {}
    assert {"PersonSearched", "EarlierRecordAsked", "MatchStepTaken"} <= kinds


def test_no_value_is_in_the_log_even_when_a_search_is_refused(quick_house, client_as, caplog):
    caplog.set_level(logging.DEBUG)
    worker = client_as("caseworker_elsewhere")
    worker.submit("/earlier/search", TYPED)
    worker.submit("/earlier/search", {**TYPED, "birth-year": "1700"}, 422)
    worker.submit("/earlier/search", {**TYPED, "given_name": "Canari" * 60}, 422)
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert caplog.records
    assert not [one for one in CANARIES if one in text]


def test_search_that_found_nobody_is_stored_as_long_as_one_that_found_somebody(quick_house):
    quick_house.searched()
    quick_house.file("caseworker", FIRST)
    quick_house.searched()
    with quick_house.app.app_context():
        lengths = {len(row.found_blob) for row in db.session.query(MatchSearch)}
    assert len(lengths) == 1


def test_rewriting_an_identity_to_ask_who_is_known_runs_into_the_same_limit(
    quick_house, client_as, clock
):
    code = quick_house.file("caseworker_elsewhere", STRANGER)
    worker = client_as("caseworker_elsewhere")
    form = {"spoken_name": "Moussa Diop", "sex": "male"}
    _show(worker, code)
    page = worker.get(f"/c/{code}/identity/record")
    for number in range(29):
        quick_house.named(code, replace(SAME, family_name=f"Diop{number}"), "caseworker_elsewhere")
    page = worker.get(f"/c/{code}/identity/record")
    sent = worker.post(f"/c/{code}/identity/record", page.form("spoken_name").filled(form), 429)
    assert "30 fois" in sent.text
    clock.advance(timedelta(hours=2))


def _show(worker, code: str) -> None:
    worker.submit(f"/c/{code}/identity", {"reason": "appointment"})


@pytest.mark.parametrize(
    "persona", ["administrator", "analyst", "dpo", "shelter", "owner_inspector"]
)
def test_roles_without_a_part_in_it_reach_no_page_of_it(quick_house, client_as, persona):
    _earlier, newer, ref = quick_house.both()
    stranger = client_as(persona)
    for path in ("/earlier", "/earlier/search", f"/earlier/{ref}", f"/earlier/{ref}/compare",
                 f"/c/{newer}/earlier"):  # fmt: skip
        stranger.get(path, 403)


@pytest.mark.parametrize(
    "path",
    ["/earlier/D-00000", "/earlier/x' OR 1=1", "/earlier/D-AAAAAA/link", "/earlier/search/1"],
)
def test_addresses_made_up_lead_nowhere(quick_house, client_as, path):
    client_as("focal_point").get(path, 404)


@pytest.fixture
def house(app) -> House:
    """On each store in turn."""
    return House(app)


@pytest.fixture
def quick_house(sqlite_app) -> House:
    """On SQLite only."""
    return House(sqlite_app)


def test_two_searches_at_the_same_moment_do_not_pass_the_limit_together(house, monkeypatch):
    for _number in range(29):
        house.do(lambda: db.session.add(search_of("caseworker_elsewhere")))
    acts = [house.searched, house.searched]
    found = at_once(house.app, monkeypatch, acts, searching.queries, "searches_since")
    assert found == ["TooManySearches", "done"]
    with house.app.app_context():
        assert db.session.query(MatchSearch).count() == 30


def test_caseworker_of_the_other_file_learns_neither_of_a_comparison_nor_of_who_made_it(
    quick_house, client_as
):
    earlier, newer, ref = quick_house.both()
    quick_house.asked_to_compare(ref, "newer")
    compares, owner = client_as("caseworker_elsewhere"), client_as("caseworker")
    form = compares.get(f"/earlier/{ref}/compare").forms()
    show = next(one for one in form if one.action.endswith("/compare/show"))
    compares.post(show.action, show.fields)
    with quick_house.app.app_context():
        [name] = user_displays([actor_named("caseworker_elsewhere").user_id]).values()
    for page in ("", "/timeline", "/access"):
        text = owner.get(f"/c/{earlier}{page}").text
        assert page == "" or "vérification par le point focal" in text
        assert "omparaison" not in text
        assert name not in text
    told = client_as("focal_point").get(f"/c/{earlier}/access").text
    assert "Comparaison de deux dossiers" in told
    assert name in told
    assert "Comparaison de deux dossiers" not in compares.get(f"/c/{newer}/access").text
