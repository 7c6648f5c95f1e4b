"""What fields make of what is typed: clean, bounded, kept, and a message in three languages."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from casework.web.fields import PartialDate
from casework.web.forms import (
    Choice,
    Choices,
    DayMonthYear,
    Form,
    Phone,
    TextBlock,
    TextLine,
    Whole,
    YesNo,
)

TWO = (("a", "A"), ("b", "B"))


class Everything(Form):
    """One field of each kind, all optional."""

    line = TextLine("line", limit=10)
    block = TextBlock("block", limit=20)
    one = Choice("one", TWO, needed=False)
    listed = Choice("listed", TWO, needed=False, select=True)
    many = Choices("many", TWO)
    yes = YesNo("yes", needed=False)
    born = DayMonthYear("born")
    phone = Phone("phone")
    count = Whole("count", low=1, high=9)


class AllNeeded(Form):
    """One field of each kind, all needed."""

    line = TextLine("line", needed=True)
    block = TextBlock("block", needed=True)
    one = Choice("one", TWO)
    listed = Choice("listed", TWO, select=True)
    many = Choices("many", TWO, needed=True)
    yes = YesNo("yes")
    born = DayMonthYear("born", needed=True)
    phone = Phone("phone", needed=True)
    count = Whole("count", low=1, high=9, needed=True)


def _filled(app: Flask, kind: type[Form], language: str = "fr", **typed):
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        with app.test_request_context(
            method="POST", data=MultiDict(typed), headers={"Cookie": f"lang={language}"}
        ):
            form = kind()
            form.validate()
            errors = {name: [str(error) for error in found] for name, found in form.errors.items()}
            return form, errors
    finally:
        app.config["WTF_CSRF_ENABLED"] = True


def test_nothing_typed_is_no_fault_when_nothing_is_needed(sqlite_app):
    _form, errors = _filled(sqlite_app, Everything)
    assert errors == {}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_each_needed_field_says_what_it_wants_when_left_empty(sqlite_app, language):
    _form, errors = _filled(sqlite_app, AllNeeded, language)
    assert set(errors) == {
        "line", "block", "one", "listed", "many", "yes", "born", "phone", "count",
    }  # fmt: skip
    words = " ".join(text for found in errors.values() for text in found)
    assert ("Fill in" in words) is (language == "en")
    assert any("\u0600" <= letter <= "\u06ff" for letter in words) is (language == "ar")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("line", "x" * 11), ("block", "x" * 21), ("line", "a\x00b"), ("line", "two\nlines"),
        ("one", "c"), ("listed", "c"), ("many", "c"), ("phone", "12"), ("phone", "call me"),
        ("count", "0"), ("count", "10"), ("count", "-1"), ("count", "1.5"), ("count", "٣x"),
        ("count", "9" * 40),
    ],
)  # fmt: skip
def test_wrong_value_is_refused_beside_its_field(sqlite_app, field, typed):
    _form, errors = _filled(sqlite_app, Everything, **{field: typed})
    assert list(errors) == [field]


class OfADay(Form):
    """A date that is known to the day."""

    met = DayMonthYear("met", needed=True, partial=False)


@pytest.mark.parametrize("typed", [("", "11", "1998"), ("31", "11", "1998"), ("1", "<b>", "1998")])
def test_day_that_is_not_whole_is_asked_for_without_offering_to_leave_parts_out(sqlite_app, typed):
    parts = dict(zip(("met-day", "met-month", "met-year"), typed, strict=True))
    _form, errors = _filled(sqlite_app, OfADay, **parts)
    assert errors == {"met": ["Écrivez un jour qui existe, par exemple 14 11 2026."]}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("14", "11", "1998"), PartialDate(1998, 11, 14)),
        (("", "3", "1998"), PartialDate(1998, 3)),
        (("", "", "1998"), PartialDate(1998)),
        (("", "", ""), None),
    ],
)
def test_date_may_be_known_in_part(sqlite_app, typed, meant):
    day, month, year = typed
    parts = {"born-day": day, "born-month": month, "born-year": year}
    form, errors = _filled(sqlite_app, Everything, **parts)
    assert (form.born.data, errors) == (meant, {})


@pytest.mark.parametrize(
    "typed",
    [("31", "2", "1998"), ("5", "", "1998"), ("", "13", "1998"), ("", "", "98"), ("x", "1", "1998"),
     ("1", "1", ""), ("1", "1", "2999"), ("", "", "19980")],
)  # fmt: skip
def test_date_that_does_not_exist_is_refused_and_shown_again(sqlite_app, typed):
    day, month, year = typed
    parts = {"born-day": day, "born-month": month, "born-year": year}
    form, errors = _filled(sqlite_app, Everything, **parts)
    assert list(errors) == ["born"]
    assert (form.born.day, form.born.month, form.born.year) == typed


def test_partial_date_begins_with_the_first_day_it_can_mean():
    assert PartialDate(1998, 3).earliest() == date(1998, 3, 1)


@pytest.mark.parametrize("number", ["06 00 00 00 00", "+225 07 00 00 00 00", "(0522) 00-00-00"])
def test_usual_ways_to_write_a_number_are_kept_as_typed(sqlite_app, number):
    form, errors = _filled(sqlite_app, Everything, phone=f" {number} ")
    assert (form.phone.data, errors) == (number, {})


def test_text_is_stripped_composed_and_freed_of_marks_that_turn_it_around(sqlite_app):
    form, errors = _filled(sqlite_app, Everything, line=" e\u0301te\u0301\u202e\u2066 ")
    assert (form.line.data, errors) == ("été", {})


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(
    ["line", "block", "one", "listed", "many", "yes", "born-day", "born-month", "born-year",
     "phone", "count", "version", "idempotency_key"]), st.text(max_size=40)))  # fmt: skip
def test_no_text_in_any_field_breaks_a_form(sqlite_app, typed):
    form, _errors = _filled(sqlite_app, Everything, **typed)
    assert isinstance(form.expected_version(), int)
