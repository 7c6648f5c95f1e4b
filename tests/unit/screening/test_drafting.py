"""New versions: written from an old one, edited, compared, tried; conditions as rows and text."""

import dataclasses
import datetime
import json

import pytest

from casework.screening.domain.conditions import ConditionRefused, parse_condition
from casework.screening.domain.drafting import editing
from casework.screening.domain.drafting.difference import How, difference
from casework.screening.domain.drafting.examples import (
    ExampleRefused,
    answers_in,
    example_of,
    response_to,
)
from casework.screening.domain.drafting.rows import rows_of, tree_of_rows
from casework.screening.domain.drafting.trial import try_on
from casework.screening.domain.drafting.writing import document_of, tree_of, without_purpose
from casework.screening.loader import (
    current_instrument,
    indicator_standard,
    offers,
    published_instruments,
    purposes_of_earlier,
    shipped_examples,
    sources,
)
from casework.screening.loader.conditions import read_condition, written
from casework.screening.loader.documents import canonical, read_document

ALL = list(published_instruments().values())
V1 = current_instrument("labour_inspection")
DAY = datetime.date(2026, 11, 16)


def read(document):
    return read_document(json.loads(canonical(document)), indicator_standard())


def edited(change):
    """The first version with a change to its document, read again."""
    instrument, _faults = read(change(document_of(V1, purposes_of_earlier(V1.id))))
    return instrument


def with_question(id, **changes):
    return edited(lambda document: editing.with_question(document, id, changes))


def found(old, new):
    return [
        (one.how, one.part, one.question or one.section, one.of) for one in difference(old, new)
    ]


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: f"{one.id}-{one.version}")
def test_a_questionnaire_written_as_a_document_reads_the_same(instrument):
    again, faults = read(document_of(instrument))
    assert faults == []
    assert dataclasses.replace(again, content_hash=instrument.content_hash) == instrument


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: f"{one.id}-{one.version}")
def test_every_question_serves_a_decision_somebody_named(instrument):
    named = purposes_of_earlier(instrument.id)
    assert [q.id for q in without_purpose(instrument) if q.id not in named] == []
    copied, _faults = read(document_of(instrument, named))
    assert without_purpose(copied) == ()


def test_the_first_version_names_no_purpose_for_five_of_its_questions():
    assert len(without_purpose(V1)) == 5


def test_nothing_differs_between_a_version_and_itself():
    assert difference(V1, V1) == ()


@pytest.mark.parametrize(("changes", "what"), [
    ({"text": {"fr": "x", "ar": "y", "en": "z"}}, [(How.CHANGED, "text", "papers", "")] * 3),
    ({"feeds": None}, [(How.CHANGED, "feeds", "papers", "kept")]),
    ({"required": True}, [(How.CHANGED, "required", "papers", "")]),
    ({"show_if": {"eq": ["hours", "up_to_8"]}}, [(How.CHANGED, "show_if", "papers", "")]),
    ({"purpose": "safety"}, [(How.CHANGED, "purpose", "papers", "")]),
])  # fmt: skip
def test_every_changed_part_of_a_question_is_told(changes, what):
    assert found(edited(lambda one: one), with_question("papers", **changes)) == what


def test_questions_added_removed_and_moved_are_told_once_each():
    same = edited(lambda one: one)
    less = edited(lambda one: editing.without_question(one, "training"))
    assert found(same, less) == [(How.REMOVED, "question", "training", "")]
    assert found(less, same) == [(How.ADDED, "question", "training", "")]
    twice = editing.with_question_moved
    moved = edited(lambda one: twice(twice(one, "papers", 1), "papers", 1))
    assert found(same, moved) == [(How.MOVED, "question", "papers", "")]
    paged = edited(lambda one: editing.with_section_moved(one, "money", -1))
    (told,) = found(same, paged)
    assert told in {(How.MOVED, "section", one, "") for one in ("money", "situation_used")}


def test_a_question_moved_beyond_its_page_goes_to_the_next_one():
    document = document_of(V1)
    last = document["sections"][3]["questions"][-1]["id"]
    there = editing.with_question_moved(document, last, 1)
    assert editing.page_of(there, last)["id"] == document["sections"][4]["id"]
    assert document == document_of(V1), "the document given stays as it was"


def test_a_missing_translation_blocks_that_language_only():
    texts = {"fr": "Qui garde vos papiers ?", "en": "Who keeps your papers?"}
    instrument = with_question("papers", text=texts)
    assert instrument.languages == ("fr", "en")
    text = instrument.by_id["papers"].text
    assert (text.within("ar"), text.shown_in("ar")) == ("Qui garde vos papiers ?", "fr")
    assert V1.languages == ("fr", "ar", "en")


def test_a_question_that_vanished_loses_its_answers_and_its_indicators():
    first = shipped_examples(V1.id)[0]
    example = example_of(first.title.en, first.answers)
    new = edited(lambda one: editing.without_question(one, "papers"))
    trial = try_on(example, V1, new, indicator_standard(), DAY)
    assert (trial.lost, trial.dropped, trial.gained) == (("papers",), ("CD01",), ())
    assert trial.changes
    same = try_on(example, V1, V1, indicator_standard(), DAY)
    assert (same.changes, same.old.lost, same.old.hidden) == (False, (), ())


ENDINGS = {
    "labour_inspection": 4,
    "labour_short": 4,
    "child_minimal": 3,
    "sexual_adult": 3,
    "sexual_child": 2,
    "outreach": 3,
    "observation": 3,
    "prescreen": 2,
    "report_received": 3,
}


@pytest.mark.parametrize("id", ENDINGS)
def test_at_least_five_examples_come_with_every_questionnaire_and_end_differently(id):
    instrument = current_instrument(id)
    examples = [example_of(one.title.en, one.answers) for one in shipped_examples(id)]
    trials = [try_on(one, instrument, instrument, indicator_standard(), DAY) for one in examples]
    assert len(trials) >= 5
    lost = {question for one in trials for question in one.old.lost}
    hidden = {question for one in trials for question in one.old.hidden}
    assert lost <= {"age"}, "the short questionnaire asks for a group of ages only"
    assert hidden <= {"consent_screening"}, "asked of nobody where it is not safe to talk"
    ends = {(one.old.finding.band, one.old.finding.priority) for one in trials}
    assert len(ends) >= ENDINGS[id], "examples that all end alike would show nothing"


def test_examples_come_with_all_that_can_be_chosen():
    assert set(ENDINGS) == set(offers())


def test_answers_of_examples_are_codes_that_their_question_knows():
    assert response_to(V1.by_id["papers"], "kept, observed").options == ("kept",)
    assert response_to(V1.by_id["threshold"], "yes").options == ("yes",)
    assert response_to(V1.by_id["age"], "130") is None
    assert response_to(V1.by_id["papers"], "thrown_away") is None
    assert response_to(V1.by_id["papers"], "kept, me") is None


@pytest.mark.parametrize("line", [
    "papers kept", "papers: ", "PAPERS: kept", "papers: <b>kept</b>", "papers: kept: me",
    "papers: Fatima Zahra", "x: " + "a" * 400, "papers: kept\npapers: me",
])  # fmt: skip
def test_a_line_that_is_no_answer_is_refused(line):
    with pytest.raises(ExampleRefused):
        answers_in(line)


def test_every_condition_of_the_shipped_questionnaires_fits_in_rows_and_on_a_line():
    parts = [part for one in ALL for part in (*one.sections, *one.questions) if part.show_if]
    assert len(parts) > 50
    for part in parts:
        tree = tree_of(part.show_if)
        form = rows_of(tree)
        assert form is not None
        assert parse_condition(tree_of_rows(form)) == part.show_if
        assert read_condition(written(tree)) == tree


@pytest.mark.parametrize("text", [
    "{eval: x}", "[[[[", "{not: " * 300 + "x", "a: &a [*a]", "!!python/object:os.system x",
    "{eq: [one]}", "x" * 3000, "{and: [" * 20 + "{answered: a}" + "]}" * 20,
])  # fmt: skip
def test_what_is_no_condition_is_refused(text):
    with pytest.raises(ConditionRefused):
        read_condition(text)


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: f"{one.id}-{one.version}")
def test_what_a_questionnaire_was_made_from_stands_in_the_three_languages_of_the_pages(instrument):
    said = [instrument.source, *([instrument.validity.source] if instrument.validity else [])]
    for source in said:
        text = sources()[source]
        assert len({text.fr, text.ar, text.en}) == 3
