"""A form filled on paper is typed in: the very version, at once, and nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.kernel import clock
from casework.screening import queries
from casework.screening.domain.answers import Reply, Source
from casework.screening.loader import current_instrument
from casework.screening.paper.sheet import printed_code, sheet
from casework.screening.paper.typed import shown
from tests.integration.screening.conftest import PROVINCE, STRONG, given

CODE = printed_code(current_instrument("labour_inspection"))
MEETING = {"met-day": "14", "met-month": "11", "met-year": "2026", "hour": "14:30"}
HEAD = {"code": CODE, "province": PROVINCE, **MEETING}
SHEET = sheet(current_instrument("labour_inspection"))


@pytest.fixture
def inspector(sqlite_app, client_as):
    return client_as("owner_inspector")


def typed_from(answers):
    """What somebody types who has these answers on paper."""
    return {
        f"a-{line.question.id}": shown(line, answers.get(line.question.id)) for line in SHEET.lines
    }


def begun(inspector, **changed):
    """A paper form taken up; gives the address of its answers."""
    form = inspector.get("/s/paper/new").form("idempotency_key")
    return inspector.post("/s/paper/new", form.filled({**HEAD, **changed}), 303).location


def sent(inspector, path, typed, status=303):
    form = inspector.get(path).form("idempotency_key")
    return inspector.post(path, form.filled(typed), status)


def kept(field, path):
    return field.see(path.split("/")[2], lambda one: dict(queries.interview_of(one).responses))


def met_at(field, path):
    return field.see(path.split("/")[2], lambda one: one.answers.reveal().met_at)


def test_a_form_typed_in_is_the_form_filled_on_the_screen(quick_field, inspector):
    path = begun(inspector)
    notes = f"{SHEET.by_question['papers'].number}: {STRONG['papers'].note}"
    answer = sent(inspector, path, {**typed_from(STRONG), "notes": notes})
    assert answer.location.endswith("/check")
    assert kept(quick_field, path) == STRONG
    check = inspector.get(answer.location)
    inspector.post(answer.location, check.form("idempotency_key").fields, 303)
    on_screen = quick_field.sent(STRONG)
    found = [
        quick_field.see(reference, lambda one: one.result.reveal().band)
        for reference in (path.split("/")[2], on_screen)
    ]
    assert found[0] is found[1]


def test_the_meeting_is_kept_on_a_moroccan_clock_and_counts_for_the_rules(quick_field, inspector):
    path = begun(inspector)
    kept_at = met_at(quick_field, path)
    assert kept_at.astimezone(clock.MOROCCO).isoformat()[:16] == "2026-11-14T14:30"
    answers = quick_field.see(path.split("/")[2], lambda one: one.answers.reveal())
    assert answers.met_on(datetime(2026, 11, 16, tzinfo=UTC).date(), clock.MOROCCO).day == 14


def test_the_code_opens_the_very_version_that_was_printed(quick_field, inspector):
    short = current_instrument("labour_short")
    path = begun(inspector, code=short.content_hash[:8].upper())
    stored = quick_field.see(path.split("/")[2], lambda one: one.instrument_hash)
    assert stored == short.content_hash
    assert f'name="a-{list(short.questions)[-1].id}"' in inspector.get(path).text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"code": ""}, "Remplissez"),
        ({"code": "labour_inspection v1"}, "Aucune fiche n’a ce code"),
        ({"code": "00000000"}, "Aucune fiche n’a ce code"),
        ({"hour": "25:00"}, "Écrivez l’heure"),
        ({"hour": ""}, "Remplissez"),
        ({"met-day": "31", "met-month": "2"}, "date"),
        ({"met-year": "2027"}, "après aujourd’hui"),
        ({"met-day": "16", "hour": "23:59"}, "ne peut pas être dans le futur"),
        ({"province": ""}, "Choisissez"),
        ({"province": "01.000"}, "Choisissez"),
    ],
)
def test_what_stands_at_the_head_is_checked_and_nothing_begins(inspector, changed, message):
    form = inspector.get("/s/paper/new").form("idempotency_key")
    answer = inspector.post("/s/paper/new", form.filled({**HEAD, **changed}), 422)
    assert message in answer.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "/s/F-" not in inspector.get("/s").text
    again = {**HEAD, **changed}
    for name in ("code", "hour", "met-day"):
        assert answer.form("idempotency_key").fields[name] == [again[name]]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"a-rest_day": "7"}, "Tapez l’un de ces codes"),
        ({"a-rest_day": "12"}, "Une seule réponse"),
        ({"a-age": "vingt"}, "nombre entier"),
        ({"a-own_view": "a" * 501}, "500 caractères"),
        ({"a-sex": "1.2"}, "comment vous le savez"),
        ({"a-rest_day": "1\u0000"}, "ne peuvent pas être affichés"),
        ({"notes": "999: rien"}, "Pas de question à note"),
        ({"notes": "25: " + "a" * 300}, "280 caractères"),
        ({"hour": "midi"}, "Écrivez l’heure"),
        # the person does not wish to be asked, and is asked
        ({"a-safe_to_talk": "1", "a-consent_screening": "2", "a-rest_day": "1"}, "Demandé"),
        ({"a-age": "40", "a-child_school": "1"}, "Demandé seulement si moins de 18 ans"),
    ],
)
def test_what_does_not_fit_is_said_at_its_line_and_all_that_was_typed_stays(
    quick_field, inspector, typed, message
):
    path = begun(inspector)
    typed = {"a-sector": "3", "a-papers": "3.23", **typed}
    answer = sent(inspector, path, typed, 422)
    assert message in answer.text.replace("\u202f", " ").replace("\u00a0", " ")
    back = answer.form("idempotency_key").fields
    for name, value in typed.items():
        assert back[name] == [value.replace("\u0000", back[name][0][1:])], name
    assert kept(quick_field, path) == {}


def test_typing_goes_on_where_it_was_left(quick_field, inspector):
    path = begun(inspector)
    sent(inspector, path, {"a-rest_day": "1.2", "a-age": "27"})
    fields = inspector.get(path).form("idempotency_key").fields
    assert fields["a-rest_day"] == ["1.2"]
    assert fields["a-age"] == ["27"]
    assert kept(quick_field, path)["rest_day"].sources == {Source.OBSERVED}
    sent(inspector, path, {"a-rest_day": ""})
    assert "rest_day" not in kept(quick_field, path)


def test_another_window_is_never_overwritten_unseen(quick_field, inspector):
    path = begun(inspector)
    form = inspector.get(path).form("idempotency_key")
    sent(inspector, path, {"a-rest_day": "1"})
    answer = inspector.post(path, form.filled({"a-rest_day": "2"}), 409)
    assert answer.form("idempotency_key").fields["a-rest_day"] == ["2"]
    assert kept(quick_field, path)["rest_day"].reply is Reply.YES
    inspector.post(path, answer.form("idempotency_key").fields, 303)
    assert kept(quick_field, path)["rest_day"].reply is Reply.NO


def test_a_form_sent_twice_is_kept_once(quick_field, inspector):
    form = inspector.get("/s/paper/new").form("idempotency_key").filled(HEAD)
    first, second = (inspector.post("/s/paper/new", form, 303).location for _ in range(2))
    assert first == second


def test_a_name_in_a_note_is_warned_of_once(inspector):
    path = begun(inspector)
    number = SHEET.by_question["hours"].number
    typed = {"a-hours": "3", "notes": f"{number}: M. Alami le dit"}
    answer = sent(inspector, path, typed)
    assert answer.location.endswith("look=note")
    page = inspector.get(answer.location)
    assert "semblent contenir un nom" in page.text
    assert sent(inspector, answer.location, {}).location.endswith("/check")


def test_a_danger_on_paper_leads_by_the_numbers_to_call(inspector):
    path = begun(inspector)
    assert sent(inspector, path, {"a-danger_injury": "1"}).location.endswith("/danger")


def test_a_draft_of_the_screen_asks_for_the_code_of_its_own_version(quick_field, inspector):
    reference = quick_field.draft({})
    path = f"/s/{reference}/paper"
    other = current_instrument("labour_short").content_hash[:8]
    answer = sent(inspector, path, {**MEETING, "code": other}, 422)
    assert "celui d’une autre fiche" in answer.text
    sent(inspector, path, {**MEETING, "code": CODE})
    assert met_at(quick_field, path) is not None


def test_what_was_sent_is_no_longer_typed_in(quick_field, inspector):
    reference = quick_field.sent()
    assert inspector.get(f"/s/{reference}/paper", 303).location.endswith("/result")


def test_the_page_is_light(quick_field, inspector):
    import gzip

    page = inspector.get(begun(inspector))
    assert len(gzip.compress(page.text.encode())) < 20_000


def test_a_meeting_of_yesterday_is_older_than_the_draft(quick_field, inspector, clock):
    path = begun(inspector, **{"met-day": "15"})
    assert clock.now() - met_at(quick_field, path) > timedelta(hours=12)


def test_a_private_home_is_refused_beside_its_line_and_the_typed_answers_stay(inspector):
    path = begun(inspector)
    at_home = {**STRONG, "setting": given("workplace"), "sector": given("domestic_work")}
    page = sent(inspector, path, typed_from(at_home), 422)
    field = page.text.split('id="a-setting-error"', 1)[1].split("</label>", 1)[0]
    assert "domicile privé" in field
    typed = typed_from(at_home)
    again = page.form("idempotency_key")
    assert again.fields["a-sector"] == [typed["a-sector"]]
    at_office = typed_from({**at_home, "setting": given("office")})
    assert sent(inspector, path, at_office).location.endswith("/check")
