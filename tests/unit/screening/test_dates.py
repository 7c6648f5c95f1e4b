"""Dates as answers: as far as they are known, on the page, on paper and in other tools' files."""

import pytest

from casework.exchange.domain.answering import Fault as Refused
from casework.exchange.domain.answering import RowRefused, response_of
from casework.screening.domain.answers import Reply
from casework.screening.domain.dates import as_date, parts_of
from casework.screening.domain.drafting.examples import response_to
from casework.screening.domain.instrument import Kind, Manner, Question, Sensitivity, Text
from casework.screening.paper.sheet import Line, marks
from casework.screening.paper.typed import Fault, NotUnderstood, read, shown

SINCE = Question(
    "since", Kind.DATE, Text("Depuis ?", "منذ؟", "Since?"), Manner.ASK, Sensitivity.SPECIAL
)
LINE = Line(7, SINCE, marks(SINCE))


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ((1998, 3, 25), "1998-03-25"),
        ((1998, 3), "1998-03"),
        ((1998,), "1998"),
        ((2024, 2, 29), "2024-02-29"),
        ((2023, 2, 29), None),
        ((1899,), None),
        ((2101,), None),
        ((1998, None, 25), None),
        ((1998, 13), None),
        ((1998, 0), None),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(parts, kept):
    assert as_date(*parts) == kept


@pytest.mark.parametrize("text", ["", "98", "1998-3", "1998-02-30", "25/03/1998", "١٩٩٨", "1998-"])
def test_what_is_no_date_as_it_is_kept_is_none(text):
    assert parts_of(text) is None


@pytest.mark.parametrize(
    ("typed", "kept", "again"),
    [
        ("25/03/1998", "1998-03-25", "25/03/1998"),
        ("25-3-1998", "1998-03-25", "25/03/1998"),
        ("3/1998", "1998-03", "03/1998"),
        ("1998", "1998", "1998"),
        ("٢٥/٣/١٩٩٨", "1998-03-25", "25/03/1998"),
    ],
)
def test_a_date_on_paper_is_typed_and_shown_again(typed, kept, again):
    response = read(LINE, typed)
    assert response is not None
    assert response.text == kept
    assert shown(LINE, response) == again


@pytest.mark.parametrize("typed", ["31/02/1998", "25/03", "98", "1776", "yesterday", "2/3/98/1"])
def test_what_is_no_date_is_refused_on_its_line(typed):
    with pytest.raises(NotUnderstood) as refused:
        read(LINE, typed)
    assert refused.value.fault is Fault.DATE


def test_a_date_not_known_is_typed_as_for_a_number():
    unknown = read(LINE, ".8")
    assert unknown is not None
    assert unknown.reply is Reply.UNKNOWN


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("1998-03-25", "1998-03-25"),
        ("1998-03-25T00:00:00.000+01:00", "1998-03-25"),
        ("1998-03-25 00:00:00", "1998-03-25"),
        ("1998", "1998"),
    ],
)
def test_a_date_of_another_tool_is_read(cell, kept):
    response = response_of(SINCE, {"": cell})
    assert response is not None
    assert response.text == kept


@pytest.mark.parametrize("cell", ["25/03/1998", "1998-02-30", "=1+1", "44280", "x" * 5000])
def test_a_cell_that_is_no_date_is_refused(cell):
    with pytest.raises(RowRefused) as refused:
        response_of(SINCE, {"": cell})
    assert refused.value.fault is Refused.NOT_A_DATE


def test_an_example_may_answer_with_a_date():
    answered = response_to(SINCE, "1998-03, document")
    assert answered is not None
    assert answered.text == "1998-03"
    assert response_to(SINCE, "1998-13") is None
