"""Exports of Kobo and ODK servers, in every shape, as the rows of one questionnaire."""

import datetime
import json

import pytest

from casework.exchange.domain import marks
from casework.exchange.domain.answering import RowRefused
from casework.exchange.domain.submissions import Importer
from casework.exchange.records import read_submissions
from casework.exchange.refusals import NotSubmissions, OtherForm, TooManyRows
from casework.screening.domain.instrument import Kind
from tests.unit.exchange.filling import answered, as_csv, cells

IDENTIFIER = "b5a1c0de-0000-4000-8000-%012d"
TODAY = datetime.date(2026, 11, 16)


@pytest.fixture(scope="session")
def importer(labour):
    """On the day of the tests, in a country of one province."""
    return Importer(labour, {"06.141": "06.141"}, TODAY)


def filled(labour, seed, **more):
    return cells(labour, answered(labour, seed), IDENTIFIER % seed) | more


def bytes_of(content):
    return content if isinstance(content, bytes) else json.dumps(content).encode()


def nested(row):
    """A row with its groups as objects, as OData gives it."""
    found = {}
    for name, text in row.items():
        group, _sign, rest = name.rpartition("/")
        (found.setdefault(group, {}) if group else found)[rest] = text
    return found


def split(row, instrument, yes="1", no="0"):
    """A row with a column for each option of what has several."""
    found = {}
    for name, text in row.items():
        question = instrument.by_id.get(name.rpartition("/")[2])
        if question is None or question.kind is not Kind.CHOICES:
            found[name] = text
            continue
        beside = marks.marks(question, question.options)
        for option in (*(one.id for one in question.options), *beside):
            found[f"{name}/{option}"] = yes if option in text.split() else no
    return found


SHAPES = {
    "kobo json": lambda rows, _: {"count": len(rows), "next": None, "results": rows},
    "a list": lambda rows, _: rows,
    "odata": lambda rows, _: {"@odata.context": "x", "value": [nested(row) for row in rows]},
    "csv with slashes": lambda rows, _: as_csv(rows),
    "csv of kobo": lambda rows, _: as_csv(rows, ";", "\N{ZERO WIDTH NO-BREAK SPACE}"),
    "csv of central": lambda rows, _: as_csv(
        [{name.replace("/", "-"): text for name, text in row.items()} for row in rows]
    ),
    "csv with colons": lambda rows, _: as_csv(
        [{name.replace("/", ":"): text for name, text in row.items()} for row in rows], "\t"
    ),
    "csv without groups": lambda rows, _: as_csv(
        [
            {name if name.startswith("meta") else name.rpartition("/")[2]: text
             for name, text in row.items()}
            for row in rows
        ]
    ),
    "csv, an option a column": lambda rows, form: as_csv([split(row, form) for row in rows]),
    "csv, true and empty": lambda rows, form: as_csv(
        [split(row, form, "True", "") for row in rows]
    ),
    "csv, both ways": lambda rows, form: as_csv([split(row, form) | row for row in rows]),
    "json, an option a key": lambda rows, form: [split(row, form) for row in rows],
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_export_is_read_alike(labour, importer, shape):
    seeds = range(7, 17)
    servers = {"_submission_time": "2026-11-10T09:00", "username": "x", "_id": "7"}
    rows = [filled(labour, seed) | servers for seed in seeds]
    content = bytes_of(SHAPES[shape](rows, labour))
    accepted = [importer.accept(row, "") for row in read_submissions(content, importer.headings)]
    assert [one.interview.responses for one in accepted] == [
        answered(labour, seed) for seed in seeds
    ]
    assert [IDENTIFIER % seed in one.identifiers for seed, one in zip(seeds, accepted, strict=True)]


def test_every_questionnaire_can_be_filled_in_elsewhere(instrument):
    importer = Importer(instrument, {"06.141": "06.141"}, TODAY)
    rows = [cells(instrument, answered(instrument, seed)) for seed in range(12)]
    for seed, row in enumerate(read_submissions(bytes_of(rows), importer.headings)):
        assert importer.accept(row, "").interview.responses == answered(instrument, seed)


REFUSED = {
    "a column that is not asked": ({"person_name": "Fatima"}, "unknown_question"),
    "an option that is not there": ({"part_context/sex": "robot"}, "unknown_option"),
    "a word for a number": ({"part_context/age": "douze"}, "not_a_number"),
    "a number that nobody has": ({"part_context/age": "121"}, "not_a_number"),
    "a negative number": ({"part_context/age": "-3"}, "not_a_number"),
    "an answer that stands alone": ({"part_context/exploitation": "none sexual"}, "not_alone"),
    "a text without end": ({"part_wishes/own_view": "x" * 501}, "too_long"),
    "another version": ({"sanad_instrument": "labour_inspection@1#0"}, "other_version"),
    "no version": ({"sanad_instrument": ""}, "other_version"),
    "a day to come": ({"sanad_day": "2026-11-17"}, "future"),
    "no day": ({"sanad_day": ""}, "no_day"),
    "a day that no calendar has": ({"sanad_day": "2026-02-30"}, "no_day"),
    "no identifier": ({"meta/instanceID": ""}, "no_identifier"),
    "no province": ({"sanad_province": ""}, "no_province"),
    "a province that is none": ({"sanad_province": "atlantis"}, "no_province"),
    "a safety item open": ({"part_safety/danger_injury": ""}, "missing"),
    "no interpreter": ({"part_agreement/interpreter": ""}, "missing"),
    "two answers to one": ({"part_context/sex": "male", "sex": "female"}, "two_answers"),
    "a source that is none": ({"part_work/hours__how": "rumour"}, "unknown_option"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_row_that_could_not_be_typed_in_is_refused_with_its_reason(labour, importer, what):
    changed, reason = REFUSED[what]
    row = filled(labour, 10) | {"part_work/hours": "up_to_8"} | changed
    (read,) = read_submissions(bytes_of([row]), importer.headings)
    with pytest.raises(RowRefused) as refused:
        importer.accept(read, "")
    assert refused.value.fault == reason


BROKEN = {
    "nothing": b"", "spaces": b"  \n", "not json": b"{", "a number": b"[1]", "nan": b'[{"a": NaN}]',
    "deep": b"[" * 100_000, "nested": b'[{"a":' + b'{"b":' * 50 + b"1" + b"}" * 51 + b"]",
    "zeroes": b"a,b\n\x00,1\n", "windows": "é,ü\n1,2\n".encode("cp1252"),
    "a header only": b"sex,age\n",
    "two names": b"sex,sex\nmale,male\n", "a long line": b"sex\nmale,2,3\n",
    "an empty list": b"[]",
    "a workbook": b"PK\x03\x04" + bytes(range(256)) * 9, "digits": b"[" + b"9" * 6000 + b"]",
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_cannot_be_read_is_refused(importer, what):
    with pytest.raises((NotSubmissions, OtherForm)):
        read_submissions(BROKEN[what], importer.headings)


def test_a_file_of_another_form_is_refused(importer):
    with pytest.raises(OtherForm):
        read_submissions(b"Quel est votre nom ?,Age\nX,3\n", importer.headings)
    with pytest.raises(OtherForm):
        read_submissions(b'[{"first": "a", "second": "b"}]', importer.headings)


def test_more_rows_than_are_read_at_once_are_refused(importer):
    for content in (as_csv([{"sex": "male"}] * 12), bytes_of([{"sex": "male"}] * 12)):
        with pytest.raises(TooManyRows):
            read_submissions(content, importer.headings, most=10)
