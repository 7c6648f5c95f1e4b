"""Whatever is typed into the forms of a screening: a message beside the field, what was typed kept,
nothing half-written."""

import pytest

from casework.screening import queries

MEGABYTE = "x" * 1_000_000
ARABIC = "جوازات السفر محفوظة في مكتب المسؤول"
MARKUP = "<script>alert(1)</script> & <b>note</b>"
BIDI = "note\u202egnp.exe\u2066"


@pytest.fixture
def inspector(sqlite_app, client_as):
    return client_as("owner_inspector")


@pytest.fixture
def draft(quick_field, inspector):
    return quick_field.draft()


def posted(browser, path, typed, status=303):
    form = browser.get(path).form("idempotency_key")
    return browser.post(path, form.filled(typed), status)


def kept(field, reference):
    return field.see(reference, lambda one: dict(queries.interview_of(one).responses))


def version(field, reference):
    return field.see(reference, lambda one: one.version)


@pytest.mark.parametrize(
    ("page", "typed", "message"),
    [
        ("freedom", {"a-papers": "stolen"}, "Choisissez l’une des réponses"),
        ("work", {"a-bad_conditions": "maybe"}, "Choisissez l’une des réponses"),
        ("recruitment", {"a-how_came": ["brought", "flown"]}, "Choisissez l’une des réponses"),
        ("recruitment", {"a-untrue_work": ["job", "none"]}, "Cette réponse va seule"),
        ("recruitment", {"a-untrue_work": ["job", "unknown"]}, "Cette réponse va seule"),
        ("context", {"a-age": "340"}, "nombre entier"),
        ("context", {"a-age": "-3"}, "nombre entier"),
        ("context", {"a-age": "vingt"}, "nombre entier"),
        ("context", {"a-sector": "ZZ"}, "Choisissez l’une des réponses"),
        ("freedom", {"how-papers": ["heard"]}, "Choisissez l’une des réponses"),
        ("freedom", {"note-papers": "a" * 281}, "280\u00a0caractères"),
        ("freedom", {"note-papers": "a\x00b"}, "ne peuvent pas être affichés"),
        ("wishes", {"a-own_view": "a" * 501}, "500\u00a0caractères"),
        ("wishes", {"else-own_view": "later"}, "Choisissez l’une des réponses"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_written(
    quick_field, inspector, draft, page, typed, message
):
    before, at = kept(quick_field, draft), version(quick_field, draft)
    answer = posted(inspector, f"/s/{draft}/{page}", {**typed, "leaving": "next"}, 422)
    assert message in answer.text and "Il y a un problème" in answer.text
    assert (kept(quick_field, draft), version(quick_field, draft)) == (before, at)


def test_what_was_typed_is_kept_when_something_beside_it_is_wrong(quick_field, inspector, draft):
    typed = {"note-papers": "a" * 300, "a-go_out": "no", "how-go_out": ["observed"]}
    page = posted(inspector, f"/s/{draft}/freedom", typed, 422)
    form = page.form("leaving")
    assert form.fields["note-papers"] == ["a" * 300]
    assert form.fields["a-go_out"] == ["no"] and form.fields["how-go_out"] == ["observed"]


def test_a_megabyte_is_refused_and_nothing_is_written(quick_field, inspector, draft):
    before = kept(quick_field, draft)
    form = inspector.get(f"/s/{draft}/freedom").form("leaving")
    answer = inspector.http.post(
        f"/s/{draft}/freedom",
        data=form.filled({"note-papers": MEGABYTE}),
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code in (413, 422)
    assert kept(quick_field, draft) == before


def test_arabic_markup_and_bidirectional_text_are_kept_as_text(quick_field, inspector, draft):
    for typed, stored in ((ARABIC, ARABIC), (MARKUP, MARKUP), (BIDI, "notegnp.exe")):
        posted(inspector, f"/s/{draft}/freedom", {"note-papers": typed, "leaving": "quit"})
        assert kept(quick_field, draft)["papers"].note == stored
        page = inspector.get(f"/s/{draft}/check").text
        assert "<script>alert" not in page and "\u202e" not in page
    posted(inspector, f"/s/{draft}/wishes", {"a-own_view": ARABIC, "leaving": "quit"})
    assert ARABIC in inspector.get(f"/s/{draft}/check").text


@pytest.mark.parametrize(
    "note",
    [
        "Appeler le 06 12 34 56 78",
        "La personne s’appelle Amina",
        "vu avec Mme Bennani",
        "le gérant, Hassan Alaoui, garde tout",
        "CIN AB123456",
        "تدعى فاطمة",
    ],
)
def test_a_note_that_names_somebody_is_kept_and_its_writer_warned_once(
    quick_field, inspector, draft, note
):
    here = f"/s/{draft}/freedom"
    back = posted(inspector, here, {"note-papers": note, "leaving": "next"}).location
    assert back == f"{here}?look=note"
    page = inspector.get(back)
    assert "Cette note semble contenir un nom ou un numéro" in page.text
    assert kept(quick_field, draft)["papers"].note == note
    onward = inspector.post(back, page.form("leaving").filled({"leaving": "next"})).location
    assert onward == f"/s/{draft}/threats"


@pytest.mark.parametrize(
    "note",
    ["Passeports dans le bureau du contremaître.", "Payée 1200 dirhams par mois", ARABIC,
     "Atelier à Aïn Sebaâ. Les portes ferment à 22:00."],
)  # fmt: skip
def test_an_ordinary_note_is_not_questioned(inspector, draft, note):
    onward = posted(inspector, f"/s/{draft}/freedom", {"note-papers": note, "leaving": "next"})
    assert onward.location == f"/s/{draft}/threats"


def test_danger_is_reached_even_from_a_page_with_a_fault(quick_field, inspector, draft):
    typed = {"note-papers": "a" * 999, "a-go_out": "yes", "leaving": "danger"}
    assert posted(inspector, f"/s/{draft}/freedom", typed).location == f"/s/{draft}/danger"
    answers = kept(quick_field, draft)
    assert answers["go_out"].reply == "yes" and "canarinote" in answers["papers"].note


@pytest.mark.parametrize("typed", [{}, {"province": "99.999"}, {"province": "09.001"}])
def test_a_screening_cannot_begin_outside_the_regions_of_its_author(quick_field, inspector, typed):
    page = posted(inspector, "/s/new", typed, 422)
    assert "Il y a un problème" in page.text
    assert inspector.get("/s").text.count('class="code"') == 0


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choisissez l’une des réponses"),
        ({"band": "F", "reason": "Raison"}, "Choisissez l’une des réponses"),
        ({"band": "Z", "reason": "Raison"}, "Choisissez l’une des réponses"),
        ({"band": "A", "reason": ""}, "demande un motif"),
        ({"band": "A", "reason": "a" * 501}, "500\u00a0caractères"),
    ],
)
def test_raising_says_what_is_missing_and_keeps_what_was_typed(
    quick_field, inspector, typed, message
):
    from tests.integration.screening.conftest import AT_RISK

    reference = quick_field.sent(AT_RISK)
    page = posted(inspector, f"/s/{reference}/raise", typed, 422)
    assert message in page.text
    assert page.form("reason").fields["reason"] == [typed.get("reason", "")]
    assert quick_field.band(reference) == "E"


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("lower", {"band": "E"}),
        ("lower", {"band": "A", "reason": "Raison"}),
        ("raise", {"band": "A", "reason": "Raison"}),
    ],
)
def test_a_focal_point_is_told_what_is_missing(quick_field, client_as, path, typed):
    reference = quick_field.sent()
    page = posted(client_as("focal_point"), f"/q/{reference}/{path}", typed, 422)
    assert "Il y a un problème" in page.text
    assert quick_field.band(reference) == "A"


def test_a_focal_point_cannot_decide_the_own_request(quick_field, client_as):
    reference = quick_field.lowering()
    own, other = client_as("focal_point"), client_as("second_focal_point")
    assert "decide" not in own.get(f"/q/{reference}").text
    posted(own, f"/q/{reference}/decide", {"answer": "approve"}, 403)
    assert quick_field.band(reference) == "A"
    page = posted(other, f"/q/{reference}/decide", {"answer": "refuse", "reason": ""}, 422)
    assert "demande un motif" in page.text
    posted(other, f"/q/{reference}/decide", {"answer": "approve", "reason": ""})
    assert quick_field.band(reference) == "E"


def test_a_stale_page_of_a_focal_point_changes_nothing(quick_field, client_as):
    reference = quick_field.sent()
    focal = client_as("focal_point")
    old = focal.get(f"/q/{reference}/confirm").form("idempotency_key")
    posted(client_as("second_focal_point"), f"/q/{reference}/lower", {"band": "E", "reason": "R"})
    focal.post(f"/q/{reference}/confirm", old.filled({}), 409)
    assert quick_field.state(reference) == "S02"


def test_confirming_twice_by_the_same_form_is_done_once(quick_field, client_as):
    reference = quick_field.sent()
    focal = client_as("focal_point")
    form = focal.get(f"/q/{reference}/confirm").form("idempotency_key").filled({})
    first, second = (focal.post(f"/q/{reference}/confirm", form) for _ in range(2))
    assert first.location == second.location
    assert quick_field.state(reference) == "S05"
