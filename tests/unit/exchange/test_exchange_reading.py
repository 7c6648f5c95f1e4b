"""A form that others wrote becomes a draft, and what could not be carried over is told."""

import datetime
from pathlib import Path

import pytest

from casework.exchange.domain.form import SheetRow, Sheets
from casework.exchange.domain.reading import draft_of
from casework.exchange.domain.remarks import Why
from casework.exchange.spreadsheet import read_form
from casework.screening.loader import before_other_forms, indicator_standard
from casework.screening.loader.documents import read_document

TODAY = datetime.date(2026, 11, 16)
NOTHING_BEFORE = {"sections": [], "observation_only_if": {"answered": "none"}}
HTCDS = Path(__file__).parents[2] / "fixtures" / "htcds" / "htcds_xlsform.xlsx"


def sheets(survey, choices=(), **more):
    """The sheets of a form written as lists of rows."""
    every = {"survey": survey, "choices": choices, **more}
    return Sheets(
        {
            name: tuple(SheetRow(number, row) for number, row in enumerate(rows, 2))
            for name, rows in every.items()
        }
    )


def asked(kind, name, **cells):
    return {"type": kind, "name": name, "label": name.title(), **cells}


def draft(survey, choices=(), **more):
    return draft_of(sheets(survey, choices, **more), "en", "form", TODAY, NOTHING_BEFORE)


def standard_form():
    return draft_of(
        read_form(HTCDS.read_bytes()), "en", "htcds_xlsform", TODAY, before_other_forms()
    )


def told(made):
    return {(remark.row, remark.why) for remark in made.remarks}


def questions(made):
    return [one for section in made.document["sections"] for one in section["questions"]]


LIST = [{"list_name": "c", "name": name, "label": name.title()} for name in ("red", "blue")]


def test_the_standard_form_of_case_data_is_read_whole():
    made = standard_form()
    assert made.questions == 31
    theirs = [one for one in questions(made) if one["id"][:4] in ("con_", "prs_", "vic_", "cas_")]
    kinds = [one.get("kind", "yes_no") for one in theirs]
    assert (kinds.count("text"), kinds.count("choice"), kinds.count("choices")) == (18, 6, 5)
    countries = next(one for one in questions(made) if one["id"] == "prs_citizenship")
    assert len(countries["options"]) > 240
    assert made.document["use"] == "survey"
    left_out = {one.name: one.why for one in made.remarks if one.row in (2, 3, 35)}
    assert left_out == {
        "start": Why.OF_THE_DEVICE, "end": Why.OF_THE_DEVICE, "__version__": Why.COMPUTED,
    }  # fmt: skip
    dates = [one["id"] for one in questions(made) if one.get("kind") == "date"]
    assert "prs_birthdate" in dates
    identity = {one.name for one in made.remarks if one.why is Why.IDENTITY}
    assert {"prs_First_Name", "prs_Birthdate", "prs_HomePhone", "prs_Email"} <= identity
    kept_apart = {one["id"] for one in questions(made) if one.get("sensitivity") == "identity"}
    assert kept_apart == {name.lower() for name in identity}


def test_before_a_form_from_elsewhere_stand_safety_agreement_and_the_age_group():
    ours = before_other_forms()["sections"]
    asked_first = [one["id"] for page in ours for one in page["questions"]]
    assert asked_first[0] == "safe_to_talk" and asked_first[-3] == "age_group"
    clashing = draft_of(
        sheets([asked("text", "age_group"), {"type": "begin group", "name": "safety"},
                asked("text", "more"), {"type": "end group"}]),
        "en", "form", TODAY, before_other_forms(),
    )  # fmt: skip
    assert [page["id"] for page in clashing.document["sections"]] == [
        "safety", "agreement", "person", "part_1", "safety_2",
    ]  # fmt: skip
    assert [one["id"] for one in questions(clashing)][-2:] == ["age_group_2", "more"]
    assert clashing.questions == 2, "those of the form itself"


def test_a_draft_of_a_foreign_form_has_no_fault_of_form():
    made = standard_form()
    instrument, faults = read_document(made.document, indicator_standard())
    assert faults == []
    assert instrument.languages == ("en",)


def test_pages_hold_at_most_eight_and_follow_ups_stand_later():
    survey = [asked("text", f"q{number}") for number in range(9)]
    survey += [asked("select_one c", "colour"), asked("text", "why", relevant="${colour} = 'red'")]
    made = draft(survey, LIST)
    sizes = [len(section["questions"]) for section in made.document["sections"]]
    assert sizes == [8, 2, 1]
    assert questions(made)[-1]["show_if"] == {"eq": ["colour", "red"]}
    assert made.remarks == ()


def test_groups_become_pages_with_their_words_and_conditions():
    survey = [
        asked("select_one c", "colour"),
        {
            "type": "begin_group", "name": "More", "label::French": "Suite",
            "relevant": "${colour}='red'",
        },
        asked("note", "n", label="Mind the gap"),
        asked("integer", "age"),
        {"type": "end group"},
        asked("text", "last"),
    ]  # fmt: skip
    made = draft(survey, LIST)
    page = made.document["sections"][1]
    assert (page["id"], page["title"]) == ("more", {"fr": "Suite"})
    assert page["show_if"] == {"eq": ["colour", "red"]}
    assert page["guidance"] == {"en": "Mind the gap"}
    assert page["questions"][0]["kind"] == "number"
    assert told(made) == {(4, Why.NOTE_MOVED)}


def test_yes_and_no_become_a_question_with_yes_or_no():
    answers = [{"list_name": "yn", "name": name, "label": name} for name in ("yes", "no")]
    made = draft([asked("select_one yn", "agreed", required="true()")], answers)
    (agreed,) = questions(made)
    assert agreed == {
        "id": "agreed", "text": {"en": "Agreed"}, "required": True, "purpose": "service_planning",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("group", "name", "purpose"),
    [
        ("", "vic_Methods_of_Control", "evidence_of_law"),
        ("", "con_Consent", "next_questions"),
        ("", "prs_Title", "service_planning"),
        ("Safety check", "prs_Title", "safety"),
        ("استغلال", "q1", "evidence_of_law"),
        ("Langue et interprète", "q1", "interpreter"),
        ("household", "q1", "service_planning"),
    ],
)
def test_a_question_from_elsewhere_has_the_purpose_of_its_group(group, name, purpose):
    survey = [asked("text", name)]
    if group:
        opened = {"type": "begin group", "name": "g", "label": group}
        survey = [opened, *survey, {"type": "end group"}]
    assert [one["purpose"] for one in questions(draft(survey))] == [purpose]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (asked("geopoint", "where"), Why.NO_SUCH_TYPE),
        (asked("image", "photo"), Why.NO_SUCH_TYPE),
        (asked("rank c", "order"), Why.NO_SUCH_TYPE),
        (asked("calculate", "sum"), Why.COMPUTED),
        (asked("deviceid", "d"), Why.OF_THE_DEVICE),
        (asked("select_one nowhere", "x"), Why.NO_CHOICES),
        (asked("", "empty"), None),
    ],
)
def test_what_a_questionnaire_cannot_ask_is_left_out_and_told(row, why):
    made = draft([asked("text", "kept"), row], LIST)
    assert [one["id"] for one in questions(made)] == ["kept"]
    assert told(made) == ({(3, why)} if why else set())


def test_repeated_questions_are_left_out_and_told():
    survey = [
        asked("text", "kept"), {"type": "begin repeat", "name": "r"}, asked("text", "inner"),
        {"type": "end repeat"}, asked("text", "also"),
    ]  # fmt: skip
    made = draft(survey)
    assert [one["id"] for one in questions(made)] == ["kept", "also"]
    assert told(made) == {(3, Why.REPEATED), (4, Why.REPEATED)}


@pytest.mark.parametrize(
    "relevant",
    ["${age} > 17", "${colour} = 'green'", "${later} = 'red'", "${self} = 'x'", "${age} = '3'"],
)
def test_a_condition_that_cannot_be_asked_is_told(relevant):
    survey = [
        asked("select_one c", "colour"), asked("integer", "age"),
        asked("text", "self", relevant=relevant), asked("select_one c", "later"),
    ]  # fmt: skip
    made = draft(survey, LIST)
    assert "show_if" not in questions(made)[2]
    assert told(made) == {(4, Why.CONDITION)}


def test_names_are_made_to_fit_and_never_collide():
    survey = [
        asked("text", "A-b"), asked("text", "a_b"), asked("text", "9"), asked("text", "السن"),
        asked("text", "x" * 90), asked("text", "x" * 91),
    ]  # fmt: skip
    ids = [one["id"] for one in questions(draft(survey))]
    assert ids == ["a_b", "a_b_2", "q_9", "q", "x" * 40, "x" * 36 + "_2"]


def test_languages_are_known_by_name_or_code_and_others_are_told():
    row = {
        "type": "text", "name": "q", "label::Français (fr)": "F", "label:arabic": "ع",
        "label::English": "E", "label::Wolof (wo)": "W", "hint::French (fr)": "H",
    }  # fmt: skip
    made = draft([row])
    assert questions(made)[0]["text"] == {"fr": "F", "ar": "ع", "en": "E"}
    assert questions(made)[0]["hint"] == {"fr": "H"}
    assert [(one.why, one.name) for one in made.remarks] == [(Why.LANGUAGE, "label::Wolof (wo)")]


def test_columns_and_sheets_that_are_not_read_are_told():
    made = draft([asked("text", "q", constraint=". != ''")], entities=[{"list_name": "people"}])
    assert {(one.sheet, one.why) for one in made.remarks} == {
        ("survey", Why.COLUMN), ("entities", Why.SHEET),
    }  # fmt: skip


def test_a_question_without_words_shows_its_name():
    made = draft([{"type": "text", "name": "q7"}])
    assert questions(made)[0]["text"] == {"en": "q7"}
    assert told(made) == {(2, Why.NO_LABEL)}


def test_a_form_of_our_own_that_was_damaged_is_still_a_draft():
    rows = [asked("text", "q", sanad="{broken"), asked("text", "r", sanad="[1]")]
    told = {"id": '"mine"', "version": '"1"', "title": '{"en": "Mine"}', "use": "{broken"}
    whole = [{"key": key, "value": value} for key, value in told.items()]
    made = draft(rows, sanad=whole)
    assert [one["id"] for one in questions(made)] == ["q", "r"]
    assert made.document["id"] == "mine"


@pytest.mark.parametrize(
    ("kind", "label", "kept_apart"),
    [
        ("text", "ما اسمك؟", True), ("text", "Comment vous appelez-vous ?", True),
        ("text", "Tél.", True), ("text", "رقم هاتفك", True), ("text", "Surnom", True),
        ("text", "Carte nationale", True), ("date", "Date de naissance", True),
        ("integer", "Mobile phone", True), ("integer", "How many mobile workers?", False),
        ("select_one c", "Who keeps your passport?", False), ("text", "What happened then?", False),
    ],
)  # fmt: skip
def test_what_is_written_and_asks_who_somebody_is_is_kept_apart(kind, label, kept_apart):
    made = draft([{"type": kind, "name": "q", "label": label}], LIST)
    (question,) = questions(made)
    assert (question.get("sensitivity") == "identity") is kept_apart
