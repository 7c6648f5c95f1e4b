"""Bad input on every form of the case file: a message beside the field, what was typed is kept,
nothing is half-written."""

import pytest
from sqlalchemy import func, select

from casework.audit.models import AuditEvent
from casework.cases.domain.risk import ITEMS
from casework.db import db
from tests.integration.cases.conftest import ADULT

DAY = {"on-day": "16", "on-month": "11", "on-year": "2026"}
CARD = {
    "sex": "female", "age_band": "25-34", "age_doubt": "no", "languages": ["bm"],
    "interpreter": "needed", "nationality_group": "moroccan", "exploitation": "begging",
    "asylum": "no",
}  # fmt: skip
ASKED = {"how": "oral", "language": "bm", "interpreter": "yes"}
# form → (all that is needed, its text fields, one field of choice, whether a version guards it)
FORMS = {
    "/consent": (
        {"purpose": "P8", "answer": "given", **ASKED}, ("guardian", "child_view"), "purpose", True,
    ),
    "/consent/withdraw?purpose=P2": (ASKED, (), "how", True),
    "/consent/ask": (
        {"purposes": ["P2"], "screen_language": "fr", "explained": "self", **ASKED},
        (), "language", False,
    ),
    "/identity/record": (
        {"spoken_name": "X", "sex": "female"},
        ("spoken_name", "given_name", "family_name", "alias", "document_number", "phone"),
        "sex",
        True,
    ),
    "/identity": ({"reason": "appointment"}, ("words",), "reason", False),
    "/contact": (
        {"calls": "yes", "messages": "no"},
        ("phone", "hours", "code_word", "instructions"),
        "calls",
        True,
    ),
    "/risk/new": (
        {f"{item}_{side}": "1" for item in ITEMS for side in ("likelihood", "impact")},
        ("grounds",),
        "offender_impact",
        True,
    ),
    "/milestones": (
        {"kind": "reintegration_plan", **DAY}, ("authority", "reference"), "kind", False,
    ),
    "/duty": (
        {
            "reported": "yes", "basis": "other", "authority": "Procureur", "content": "Fait.",
            "informed": "yes", **DAY,
        },
        ("authority", "content", "not_informed_because", "identity"),
        "basis",
        False,
    ),
    "/status": (
        {"status": "possible", "body": "ngo", **DAY}, ("grounds", "reference"), "body", False,
    ),
    "/card": (CARD, (), "age_band", True),
    "/contacts": (
        {**DAY, "channel": "call", "outcome": "no_answer"}, ("words",), "channel", False,
    ),
    "/notes": (
        {"kind": "call", "text": "Fait."}, ("text", "with_whom", "next_step"), "kind", False,
    ),
    "/close": (
        {"reason": "goals_met", "words": "Fait.", "informed": "yes", "feedback": "given"},
        ("words", "report"),
        "reason",
        True,
    ),
}  # fmt: skip
BIDI = "نص\u202e عربي <script>alert(1)</script> & \u200fنهاية"
READ_BACK = "نص عربي &lt;script&gt;alert(1)&lt;/script&gt; &amp; نهاية"


@pytest.fixture
def written(quick_desk, client_as, request):
    """A case with consent, its caseworker's browser, and a way to count what was written."""
    code = quick_desk.assigned(ADULT, priority="P3")
    quick_desk.consent(code)
    params = getattr(request.node, "callspec", None)
    if params and params.params.get("form") == "/identity":
        quick_desk.identity(code)

    def count():
        acts = select(func.count()).select_from(AuditEvent)
        acts = acts.where(AuditEvent.stream_kind == "case", AuditEvent.kind != "CaseRead")
        with quick_desk.app.app_context():
            found = db.session.scalar(acts)
            db.session.close()
            return found

    return f"/c/{code}", client_as("caseworker"), count


def filled(browser, path, typed):
    return browser.get(path).form(next(iter(typed))).filled(typed)


def without_answers(form):
    kept = ("csrf_token", "version", "idempotency_key")
    return {name: form[name] for name in kept if name in form}


@pytest.mark.parametrize("form", FORMS)
def test_empty_form_is_refused_with_words_beside_its_fields(written, form):
    case, worker, count = written
    valid, *_rest = FORMS[form]
    before = count()
    page = worker.post(case + form, without_answers(filled(worker, case + form, valid)), 422)
    assert 'class="err"' in page.text
    assert 'role="alert"' in page.text
    assert count() == before


TEXTS = [(form, text) for form, (_valid, texts, *_rest) in FORMS.items() for text in texts]


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_a_megabyte_in_one_field_is_refused_and_kept(written, form, text):
    case, worker, count = written
    before = count()
    long = "a" * 1_000_000
    sent = filled(worker, case + form, {**FORMS[form][0], text: long})
    page = worker.post(case + form, sent, 422)
    assert 'class="err"' in page.text
    assert long[:100_000] in page.text
    assert count() == before


@pytest.mark.parametrize("form", FORMS)
def test_answer_that_no_list_has_is_refused(written, form):
    case, worker, count = written
    valid, _texts, choice, _guarded = FORMS[form]
    before = count()
    sent = filled(worker, case + form, {**valid, choice: "<b>xx</b>"})
    page = worker.post(case + form, sent, 422)
    assert 'class="err"' in page.text
    assert "<b>xx</b>" not in page.text
    assert count() == before


COMPARED = ("/identity/record", "/contact", "/risk/new", "/milestones", "/status", "/card")
STALE = [form for form, (*_rest, guarded) in FORMS.items() if guarded and form not in COMPARED]


@pytest.mark.parametrize("form", COMPARED)
def test_a_change_elsewhere_in_the_file_stops_nobody(written, form, quick_desk):
    case, worker, _count = written
    sent = filled(worker, case + form, FORMS[form][0])
    quick_desk.consent(case[3:], "P5", "refused")
    worker.post(case + form, sent)


@pytest.mark.parametrize("form", STALE)
def test_stale_form_is_refused_and_what_was_typed_is_kept(written, form, quick_desk):
    case, worker, count = written
    valid, texts, *_rest = FORMS[form]
    words = {text: "06 12 34 56 78" if text == "phone" else "gardé" for text in texts[:1]}
    sent = filled(worker, case + form, {**valid, **words})
    quick_desk.consent(case[3:], "P5", "refused")
    before = count()
    page = worker.post(case + form, sent, 409)
    assert all(word in page.text for word in words.values())
    assert count() == before


@pytest.mark.parametrize("form", [form for form in FORMS if form != "/consent/ask"])
def test_form_sent_twice_is_carried_out_once(written, form):
    case, worker, count = written
    sent = filled(worker, case + form, FORMS[form][0])
    first = worker.post(case + form, sent)
    once = count()
    second = worker.post(case + form, sent)
    assert (second.location, count()) == (first.location, once)


@pytest.mark.parametrize(
    ("form", "text", "shown_on"),
    [
        ("/notes", "text", "/timeline"),
        ("/contact", "instructions", ""),
        ("/risk/new", "grounds", "/risk"),
        ("/milestones", "authority", "/records"),
        ("/duty", "authority", "/records"),
    ],
)
def test_arabic_and_markup_are_shown_as_text_and_cannot_turn_the_page_around(
    written, form, text, shown_on
):
    case, worker, _count = written
    worker.submit(case + form, {**FORMS[form][0], text: BIDI})
    page = worker.get(case + shown_on)
    assert READ_BACK in page.text
    assert "\u202e" not in page.text


def test_control_characters_are_refused(written):
    case, worker, _count = written
    worker.submit(case + "/notes", {"kind": "call", "text": "a\x07b"}, 422)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ("/milestones", {"on-year": "2027"}),
        ("/milestones", {"on-day": "31", "on-month": "2"}),
        ("/status", {"on-year": ""}),
        ("/duty", {"informed": "no"}),
        ("/consent", {"valid_until-year": "2020"}),
        ("/consent", {"valid_until-year": "2030"}),
        ("/consent", {"purpose": "P3", "recipient": ""}),
        ("/identity/record", {"birth-year": "2026", "birth-month": "12"}),
        ("/identity/record", {"phone": "12"}),
        ("/close", {"informed": "no"}),
        ("/card", {"languages": ["fr", "ar", "en", "es", "wo", "bm", "pt"]}),
    ],
)
def test_answer_that_cannot_be_is_refused_beside_its_field(written, form, wrong):
    case, worker, count = written
    before = count()
    page = worker.submit(case + form, {**FORMS[form][0], **wrong}, 422)
    assert 'class="err"' in page.text
    assert count() == before


def test_step_page_of_an_unknown_step_is_not_found(written):
    case, worker, _count = written
    for action in ("accept", "refer", "close", "nonsense", "open"):
        worker.get(f"{case}/step/{action}", 404)


def test_recipient_that_is_no_organisation_is_not_found(written):
    case, worker, _count = written
    worker.get(f"{case}/consent/withdraw?purpose=P3&recipient=x", 404)
