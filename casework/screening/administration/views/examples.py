"""Answers that nobody gave, on which versions are compared."""

from __future__ import annotations

import json
from typing import Any

from flask import redirect, render_template, url_for

from casework.policy import Permission
from casework.screening.administration import queries, service
from casework.screening.administration.forms import ExampleForm
from casework.screening.administration.queries import InstrumentExample
from casework.screening.administration.views.blueprint import blueprint
from casework.screening.administration.views.lists import Versions, versions_for
from casework.screening.domain.drafting.examples import answers_in, lines_of
from casework.screening.loader import shipped_examples
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/<id>/examples")
@guard(Permission.INSTRUMENT_READ, load=versions_for)
def examples(found: Versions) -> str:
    """All examples of a questionnaire."""
    return render_template(
        "instruments/examples.html",
        found=found,
        shipped=shipped_examples(found.id),
        made=queries.examples_of(found.id),
    )


@blueprint.route("/<id>/examples/new", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_DRAFT, load=versions_for)
def new_example(found: Versions) -> Any:
    """One more."""
    form = ExampleForm()
    return submit(
        form,
        "instruments/example.html",
        act=lambda: service.add_example(
            found.id, form.title.data, answers_in(form.answers.data), signed_in_actor()
        ),
        then=lambda _row: url_for(".examples", id=found.id, done="example_saved"),
        id=found.id,
        example=None,
    )


@blueprint.route("/examples/<uuid:example_id>", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_DRAFT, load=queries.example_for)
def example(row: InstrumentExample) -> Any:
    """Other answers, or another title."""
    form = ExampleForm(title=row.title, answers=lines_of(json.loads(row.answers)))
    return submit(
        form,
        "instruments/example.html",
        act=lambda: service.change_example(
            row,
            form.title.data,
            answers_in(form.answers.data),
            signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: url_for(".examples", id=row.instrument_id, done="example_saved"),
        row=row,
        id=row.instrument_id,
        example=row,
    )


@blueprint.post("/examples/<uuid:example_id>/remove")
@guard(Permission.INSTRUMENT_DRAFT, load=queries.example_for)
def remove_example(row: InstrumentExample) -> Any:
    """Take an example away."""
    there = url_for(".examples", id=row.instrument_id, done="example_removed")
    service.remove_example(row, signed_in_actor(), Form().expected_version())
    return redirect(there, code=303)
