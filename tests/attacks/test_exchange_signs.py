"""Signs that are no text, where filled forms and questionnaires come in: told, never a failure."""

import json

import pytest

from casework.db import db, unit_of_work
from casework.exchange.domain.exporting import form_of
from casework.exchange.domain.form import Form
from casework.exchange.drafting import import_form
from casework.exchange.wording import wording
from casework.exchange.workbook import as_xlsx
from casework.kernel.refusals import Refusal
from casework.screening.administration.models import InstrumentVersion
from casework.screening.loader import current_instrument
from tests.factories import actor_named
from tests.integration.exchange.conftest import Desk

LONE = '"\\ud800"'


@pytest.mark.parametrize("identifier", ["uuid:\ud800", "\udfff", "b5a1\x00", "x" * 300])
def test_an_identifier_that_no_server_gives_refuses_its_row_and_no_other(sqlite_app, identifier):
    desk = Desk(sqlite_app)
    hostile = desk.filled(1) | {"meta/instanceID": identifier}
    content = json.dumps([hostile, desk.filled(2)]).encode()
    counts, remarks = desk.bring(content)
    assert counts == (1, 0, 1)
    assert remarks[0].split()[:2] == ["1", "no_identifier"]


def own_form(**said):
    """A form of our own whose sheet about the whole was written over."""
    made = form_of(current_instrument("prescreen"), wording())
    rows = [row | {"value": said.get(row["key"], row["value"])} for row in made.sanad]
    return as_xlsx(Form(made.survey, made.choices, made.settings, rows))


@pytest.mark.parametrize("key", ["id", "title", "source", "review", "observation_only_if"])
@pytest.mark.parametrize("value", [LONE, f'{{"fr": {LONE}}}', '{"fr": "a\\u0000b\\u000b"}'])
def test_a_form_that_smuggles_signs_in_is_refused_as_a_form(sqlite_app, key, value):
    with sqlite_app.app_context():
        with pytest.raises(Refusal), unit_of_work():
            import_form(own_form(**{key: value}), "fr", "form.xlsx", actor_named("administrator"))
        assert db.session.query(InstrumentVersion).count() == 0
