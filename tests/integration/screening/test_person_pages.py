"""What is turned towards the person: their language, nothing else, and a no as easy as a yes."""

import re
from dataclasses import replace

import pytest

from casework.screening import queries
from casework.screening.domain.answers import Reply, Response
from casework.screening.loader import current_instrument
from casework.screening.loader.person_words import person_words
from tests.integration.screening.conftest import SAFE, given

ALONE = {**SAFE, "interview_language": given("spanish"), "interpreter": given("not_needed")}
PURPOSES = ("screening", "storage", "service_referral", "family_contact", "statistics")


@pytest.fixture
def inspector(sqlite_app, client_as):
    return client_as("owner_inspector")


@pytest.fixture
def draft(quick_field):
    return quick_field.draft(ALONE)


def of(draft, page):
    return f"/s/{draft}/person/{page}"


def touched(inspector, path, answer, status=303):
    form = inspector.get(path).form("answer")
    return inspector.post(path, form.filled({"answer": answer}), status)


def kept(field, reference, purpose):
    held = field.see(reference, lambda one: dict(queries.interview_of(one).responses))
    return held.get(f"consent_{purpose}")


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page.text))


def test_the_way_goes_from_the_introduction_to_what_happens_next(quick_field, inspector, draft):
    spanish = person_words()["es"].adult
    page = inspector.get(of(draft, "introduction"))
    assert spanish.introduction.title in page.text
    assert 'lang="es" dir="ltr"' in page.text
    assert '<a class="skip" href="#main" lang="fr" dir="ltr">' in page.text  # read to nobody else
    assert of(draft, "limits") in page.text
    page = inspector.get(of(draft, "limits"))
    assert all(point in page.text for point in spanish.limits.points)
    assert of(draft, "screening") in page.text
    following = [*PURPOSES[1:], "next"]
    for purpose, after in zip(PURPOSES, following, strict=True):
        assert touched(inspector, of(draft, purpose), "yes").location.endswith(of(draft, after))
        assert kept(quick_field, draft, purpose) == Response(Reply.YES)
    assert spanish.next.title in inspector.get(of(draft, "next")).text


def test_the_answers_are_those_of_the_page_of_the_interview(quick_field, inspector, draft):
    for purpose, answer in zip(PURPOSES, ("yes", "no", "later", "yes", "no"), strict=True):
        touched(inspector, of(draft, purpose), answer)
    fields = inspector.get(f"/s/{draft}/agreement").form("a-consent_screening").fields
    marked = [fields[f"a-consent_{purpose}"] for purpose in PURPOSES]
    assert marked == [["yes"], ["no"], ["not_asked"], ["yes"], ["no"]]
    assert quick_field.see(draft, lambda one: one.state) == "S01"


def test_a_no_takes_one_touch_and_nothing_more_is_asked(quick_field, inspector, draft):
    answer = touched(inspector, of(draft, "screening"), "no")
    assert answer.location.endswith(of(draft, "next"))
    assert kept(quick_field, draft, "screening") == Response(Reply.NO)
    page = inspector.get(answer.location)
    assert person_words()["es"].adult.refused.title in page.text
    assert quick_field.see(draft, lambda one: queries.interview_of(one).is_observation_only)


def test_yes_and_no_are_equal_buttons_and_none_is_chosen(inspector, draft):
    page = inspector.get(of(draft, "screening"))
    buttons = re.findall(r'<button class="([^"]*)" name="answer" value="(\w+)">', page.text)
    assert [value for _look, value in buttons] == ["yes", "no", "later"]
    assert len({look for look, _value in buttons}) == 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_of_anybody_is_on_the_page(sqlite_app, client_as, draft, language):
    inspector = client_as("owner_inspector", language)
    for name in ("introduction", "limits", "screening", "next"):
        page = inspector.get(of(draft, name))
        shown = words_of(page)
        assert draft not in shown
        assert "<nav" not in page.text
        assert 'action="/hide" data-hide' in page.text
        assert "Sanad" not in re.sub(r"<title>.*?</title>", "", page.text).split("<main")[1]
        assert not re.search(r"traite|victim|trata", shown.lower())
        assert 'class="person"' in page.text


@pytest.mark.parametrize(
    ("spoken", "language"),
    [("darija", "ar"), ("french", "fr"), ("english", "en"), ("spanish", "es")],
)
def test_the_language_is_that_of_the_interview_whatever_the_interviewer_reads(
    quick_field, client_as, spoken, language
):
    reference = quick_field.draft({**ALONE, "interview_language": given(spoken)})
    inspector = client_as("owner_inspector", "fr" if language != "fr" else "ar")
    page = inspector.get(of(reference, "screening"))
    words = person_words()[language]
    assert f'<html lang="{language}" dir="{words.direction}"' in page.text
    assert f">{words.buttons.no}</button>" in page.text
    # the question that counts is the one of the instrument, where it knows the language
    asked = current_instrument().by_id["consent_screening"].read_aloud
    title = words.adult.purposes["screening"].title if language == "es" else asked.within(language)
    assert title in page.text


def test_one_question_for_asking_and_keeping_is_asked_as_both(sqlite_app, inspector, quick_field):
    from tests.integration.screening.test_transcription import begun

    path = begun(inspector, code=current_instrument("labour_short").content_hash[:8])
    reference = path.split("/")[2]
    spanish = inspector.get(of(reference, "screening") + "?language=es")
    assert person_words()["es"].adult.screening_and_storage.title in spanish.text
    assert inspector.get(of(reference, "storage") + "?language=es", 303)


WITHOUT = {
    "amazigh": "pas encore de pages dans la langue de cet entretien",
    "other": "Touchez la langue de la personne si elle figure ici",
}


@pytest.mark.parametrize("spoken", sorted(WITHOUT))
def test_a_language_without_words_says_so_and_offers_those_there_are(
    quick_field, inspector, spoken
):
    reference = quick_field.draft({**ALONE, "interview_language": given(spoken)})
    page = inspector.get(of(reference, "introduction"))
    assert WITHOUT[spoken] in page.text
    for words in person_words().values():
        assert words.name in page.text
        assert f"language={words.language}" in page.text
    chosen = inspector.get(of(reference, "introduction") + "?language=es")
    assert "person/limits?language=es" in chosen.text


def test_the_page_of_the_interview_leads_there_and_keeps_what_was_marked(quick_field, inspector):
    reference = quick_field.draft(SAFE)
    path = f"/s/{reference}/agreement"
    form = inspector.get(path).form("a-interview_language")
    typed = {"a-interview_language": "darija", "leaving": "show"}
    answer = inspector.post(path, form.filled(typed), 303)
    assert answer.location.endswith(of(reference, "introduction"))
    assert 'lang="ar" dir="rtl"' in inspector.get(answer.location).text
    assert inspector.get(f"/s/{reference}", 303).location.endswith("/agreement")


def test_an_answer_that_is_none_is_asked_again_in_the_same_language(quick_field, inspector, draft):
    answer = touched(inspector, of(draft, "screening"), "maybe", 422)
    assert person_words()["es"].adult.choose in answer.text
    assert kept(quick_field, draft, "screening") is None


def test_another_window_is_never_overwritten_unseen(quick_field, inspector, draft):
    form = inspector.get(of(draft, "screening")).form("answer")
    touched(inspector, of(draft, "storage"), "no")
    inspector.post(of(draft, "screening"), form.filled({"answer": "yes"}), 409)
    assert kept(quick_field, draft, "screening") is None


def test_where_others_hear_nothing_is_asked(quick_field, inspector):
    reference = quick_field.draft({**ALONE, "safe_to_talk": Response(Reply.NO)})
    assert inspector.get(of(reference, "screening"), 303)
    assert f'href="{of(reference, "next")}"' in inspector.get(of(reference, "limits")).text


def test_after_sending_only_what_is_told_is_left(quick_field, inspector):
    reference = quick_field.sent({**ALONE, "age_group": given("adult")})
    inspector.get(of(reference, "screening"), 303)
    assert person_words()["es"].adult.next.title in inspector.get(of(reference, "next")).text


def test_a_page_that_is_none_is_not_found(inspector, draft):
    assert inspector.http.get(of(draft, "identity")).status_code == 404


YOUNG = {"spanish": "es", "french": "fr", "darija": "ar", "english": "en"}


@pytest.mark.parametrize("spoken", sorted(YOUNG))
def test_a_child_is_spoken_to_as_a_child_on_every_page(quick_field, inspector, spoken):
    words = person_words()[YOUNG[spoken]]
    person = {**ALONE, "interview_language": given(spoken)}
    grown = quick_field.draft({**person, "age_group": given("adult")})
    young = quick_field.draft({**person, "age_group": given("from_15_to_17")})
    screens = {"introduction": "introduction", "limits": "limits", "next": "next"}
    for page, name in screens.items():
        told = inspector.get(of(young, page)).text
        assert getattr(words.child, name).points[0] in told
        assert getattr(words.adult, name).text != getattr(words.child, name).text or name == "next"
        assert getattr(words.adult, name).points[0] in inspector.get(of(grown, page)).text
        assert getattr(words.adult, name).points[0] not in told
    for purpose in PURPOSES:
        assert words.child.purposes[purpose].title in inspector.get(of(young, purpose)).text
    again = touched(inspector, of(young, "screening"), "maybe", 422)
    assert words.child.choose in again.text


def test_a_form_for_children_speaks_to_a_child_before_any_age_is_known(quick_field, inspector):
    reference = quick_field.draft(ALONE, instrument="child_minimal")
    spanish = person_words()["es"].child
    asked = inspector.get(of(reference, "screening")).text
    assert spanish.screening_and_storage.title in asked
    assert spanish.screening_and_storage.after in asked
    french = inspector.get(of(reference, "screening") + "?language=fr").text
    assert "Es-tu d’accord pour me répondre un peu" in french


def test_another_language_of_an_interview_leads_to_a_language_that_was_added(
    quick_field, inspector, monkeypatch
):
    wolof = replace(person_words()["en"], language="wo", name="Wolof", interview=("wo",))
    packs = {**person_words(), "wo": wolof}
    monkeypatch.setattr("casework.screening.views.person.person_words", lambda: packs)
    reference = quick_field.draft({**ALONE, "interview_language": given("other")})
    page = inspector.get(of(reference, "introduction"))
    assert "language=wo" in page.text
    chosen = inspector.http.get(of(reference, "introduction") + "?language=wo")
    assert '<html lang="wo" dir="ltr"' in chosen.text
    assert "person/limits?language=wo" in chosen.text


@pytest.mark.parametrize(
    ("spoken", "told"),
    [
        ("amazigh", "Amazighe\u00a0: cette page n’a pas de texte dans cette langue"),
        ("spanish", "Montrer à la personne\u00a0» l’a dans cette langue"),
        ("darija", ""),
    ],
)
def test_a_form_says_when_what_is_read_aloud_is_in_another_language(
    quick_field, inspector, spoken, told
):
    reference = quick_field.draft({**ALONE, "interview_language": given(spoken)})
    page = inspector.get(f"/s/{reference}/agreement").text
    assert told in page
    assert ("cette page n’a pas de texte dans cette langue" in page) is bool(told)
    languages = f'href="/s/{reference}/person/languages"'
    assert (languages in page) is (spoken == "amazigh")
