"""The questionnaires: in three languages, and careful; that of labour inspectors complete."""

import re
from dataclasses import fields, is_dataclass

import pytest

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.assessment import Act
from casework.screening.domain.indicators import Profile
from casework.screening.domain.instrument import LANGUAGES, Manner, Meaning, Text
from casework.screening.domain.interview import Interview
from casework.screening.loader import (
    current_instrument,
    indicator_names,
    indicator_standard,
    offers,
    outcomes,
    published_instruments,
)

ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
NARROW_MARKS = re.compile(r"(?<![\u00a0])[;:?!»%]|«(?!\u00a0)")


def texts_in(value, path=""):
    """Every text below a value, with its path."""
    if isinstance(value, Text):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{path}[{getattr(item, 'id', index)}]")


def all_texts():
    for instrument in published_instruments().values():
        yield from texts_in(instrument, instrument.id)
    yield from texts_in(outcomes(), "outcomes")
    yield from texts_in(dict(indicator_names()), "names")
    yield from texts_in(dict(offers()), "offers")


def test_there_are_texts_everywhere_to_check():
    assert len(list(all_texts())) > 400


def test_every_text_is_there_in_every_language_and_in_its_own_script():
    for path, text in all_texts():
        assert ARABIC.search(text.ar), path
        assert LATIN.sub("", text.ar.replace("CNSS", "")) == text.ar, path
        assert not ARABIC.search(text.fr + text.en), path
        assert text.fr != text.en, path


def test_arabic_uses_western_digits_and_its_own_punctuation():
    for path, text in all_texts():
        assert not re.search(r"[\u0660-\u0669\u06f0-\u06f9]", text.ar), path
        assert not re.search(r"[?;,]", text.ar), path


def test_french_has_a_no_break_space_before_tall_punctuation_and_inside_quotes():
    for path, text in all_texts():
        assert not NARROW_MARKS.search(text.fr), (path, text.fr)
        assert "'" not in text.fr + text.en, path


def test_sentences_are_short_enough_to_be_read_aloud():
    for path, text in all_texts():
        for language in LANGUAGES:
            for sentence in re.split(r"[.?!؟:]\s", text.within(language)):
                assert len(sentence.split()) <= 25, (path, sentence)


@pytest.mark.parametrize(
    "word",
    [
        *("victim of", "illegal migrant", "why did you not", "why didn", "prove", "sorry"),
        *("victime de", "clandestin", "pourquoi n’êtes-vous pas", "preuve que", "désolé"),
        *("هجرة سرية", "لماذا لم", "نأسف"),
    ],
)
def test_no_question_blames_or_asks_for_proof(word):
    for path, text in all_texts():
        assert not any(word in text.within(language).lower() for language in LANGUAGES), path


def fully_asked(profile):
    """An interview in which everything that can be asked of such a person is."""
    exists = {
        question.id: Response(Reply.GIVEN, options=tuple(question.grounds))
        for question in current_instrument().questions
        if question.grounds
    }
    about = {
        Profile.ADULT_LABOUR: {"age_group": "adult"},
        Profile.CHILD_LABOUR: {"age_group": "under_15"},
        Profile.ADULT_SEXUAL: {"age_group": "adult", "exploitation": "sexual"},
        Profile.CHILD_SEXUAL: {"age_group": "under_15", "exploitation": "sexual"},
    }[profile]
    chosen = {id: Response(Reply.GIVEN, options=(option,)) for id, option in about.items()}
    more = {"child_more": Response(Reply.YES)}
    return Interview(current_instrument(), {**exists, **chosen, **more})


@pytest.mark.parametrize("profile", Profile)
def test_every_indicator_of_a_list_can_be_reached_by_a_question(profile):
    interview = fully_asked(profile)
    assert interview.profile is profile
    shown = {
        code
        for question in interview.instrument.questions
        if question.id in interview.visible
        for codes in question.feeds.values()
        for code in codes
    }
    assert indicator_standard().lists[profile].indicators.keys() <= shown


def test_every_act_can_be_recorded():
    recorded = {
        act
        for question in current_instrument().questions
        for acts in question.acts.values()
        for act in acts
    }
    assert recorded == {*Act}


def test_only_a_used_vulnerability_speaks_to_the_two_dimensions_of_abuse():
    """Economic need, family, status and the like describe most poor workers."""
    grounds = {
        code
        for question in current_instrument().questions
        for codes in question.grounds.values()
        for code in codes
    }
    assert grounds == {
        *("VR01", "VR02", "VR03", "VR04", "VR06", "VR09", "VR10", "VR11"),
        *("VR12", "VR13", "VR14", "VR15", "VR16"),
        *("VD01", "VD02", "VD03", "VD04", "VD05", "VD06", "VD07"),
    }
    for question in current_instrument().questions:
        if question.used_of is None:
            assert not grounds & {c for codes in question.feeds.values() for c in codes}


def test_the_form_opens_on_safety_and_seven_items_of_danger_in_order():
    first = current_instrument().sections[0].questions
    assert first[0].meaning is Meaning.SAFE_TO_TALK
    assert [question.item for question in first[1:]] == [
        *("injury", "threat_today", "trafficker_near", "child_danger"),
        *("suicidal", "locked_in", "asks_help"),
    ]
    assert all(question.required for question in first)
    assert not any(question.manner is Manner.ASK for question in first)


def test_the_limits_of_confidentiality_are_read_before_consent_is_asked():
    agreement = current_instrument().sections[1]
    assert agreement.script is not None
    assert "exceptions" in agreement.script.en
    asked = [question.item for question in agreement.questions if question.item]
    assert asked == ["screening", "storage", "service_referral", "family_contact", "statistics"]
    for question in current_instrument().meaning(Meaning.CONSENT):
        assert question.read_aloud is not None


def test_the_form_ends_on_the_person_s_own_view_and_on_what_happens_next():
    last = current_instrument().sections[-1]
    meanings = [question.meaning for question in last.questions]
    assert meanings[:4] == [
        *(Meaning.THRESHOLD, Meaning.SELF_REQUEST, Meaning.OWN_VIEW, Meaning.WISHES)
    ]
    assert last.closing is not None


def test_a_page_holds_at_most_eight_questions_and_has_guidance():
    for section in current_instrument().sections:
        assert 1 <= len(section.questions) <= 8
        assert section.guidance
