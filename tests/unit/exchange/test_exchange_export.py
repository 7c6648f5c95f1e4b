"""A questionnaire that goes out as a form asks the same, and comes back as it went out."""

import datetime
from io import BytesIO
from xml.etree import ElementTree

import openpyxl

from casework.exchange.domain import marks
from casework.exchange.domain.exporting import form_of
from casework.exchange.domain.reading import draft_of
from casework.exchange.spreadsheet import read_form
from casework.exchange.wording import wording
from casework.exchange.workbook import as_xform, as_xlsx
from casework.screening.domain.drafting.writing import document_of
from casework.screening.domain.instrument import Kind

TODAY = datetime.date(2026, 11, 16)
LABELS = ("label::Français (fr)", "label::العربية (ar)", "label::English (en)")


def test_a_form_that_comes_back_is_the_questionnaire_that_went_out(instrument, form):
    draft = draft_of(read_form(as_xlsx(form)), "fr", "whatever", TODAY, before={})
    assert draft.document == document_of(instrument)
    assert draft.remarks == ()
    assert draft.questions == len(list(instrument.questions))


def test_every_question_is_asked_in_three_languages(instrument, form):
    rows = {row["name"]: row for row in form.survey if "name" in row}
    for question in instrument.questions:
        assert [rows[question.id][label] for label in LABELS] == [
            question.text.fr, question.text.ar, question.text.en,
        ]  # fmt: skip
        if question.hint is not None:
            assert rows[question.id]["hint::العربية (ar)"] == question.hint.ar


def test_every_mark_and_option_can_be_chosen(instrument, form):
    lists = {}
    for row in form.choices:
        lists.setdefault(row["list_name"], []).append(row["name"])
    rows = {row["name"]: row for row in form.survey if "name" in row}
    for question in instrument.questions:
        ending = marks.INSTEAD if question.kind in (Kind.NUMBER, Kind.TEXT) else ""
        of_list = lists[rows[question.id + ending]["type"].split(" ")[1]]
        options = [option.id for option in question.options]
        assert of_list == [*options, *marks.marks(question, question.options)]


def test_the_form_says_which_version_was_filled_in(instrument, form):
    assert form.settings["form_id"] == instrument.id
    assert form.settings["version"] == f"{instrument.version}-{instrument.content_hash[:16]}"
    stamped = next(row for row in form.survey if row.get("name") == marks.STAMP)
    assert instrument.content_hash in stamped["calculation"]


def test_how_one_knows_and_a_note_stand_beside_what_speaks_to_an_indicator(labour):
    names = {row.get("name") for row in form_of(labour, wording()).survey}
    assert {"papers__how", "papers__note", "threshold__note"} <= names
    assert not {"safe_to_talk__how", "threshold__how"} & names


def test_the_xform_has_the_questions_and_the_languages(labour):
    xform = as_xform(form_of(labour, wording()))
    assert ElementTree.fromstring(xform) is not None
    for language in ("Français (fr)", "العربية (ar)", "English (en)"):
        assert f'lang="{language}"' in xform
    for question in labour.questions:
        assert f"/{question.id}" in xform


def test_no_cell_is_a_formula_or_a_link(labour):
    form = form_of(labour, wording())
    hostile = {"type": "note", "name": "n", "label::English (en)": "=cmd|' /C calc'!A0"}
    link = {"type": "note", "name": "m", "label::English (en)": "https://example.org/x"}
    made = type(form)([*form.survey, hostile, link], form.choices, form.settings, form.sanad)
    book = openpyxl.load_workbook(BytesIO(as_xlsx(made)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert not [cell for row in book["survey"].iter_rows() for cell in row if cell.hyperlink]
    assert "=cmd|' /C calc'!A0" in {cell.value for row in book["survey"] for cell in row}
