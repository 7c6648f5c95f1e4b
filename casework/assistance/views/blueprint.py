"""The blueprint, and the way a form of a distribution is carried out."""

from typing import Any

from flask import Blueprint, url_for

from casework.assistance.pages import WORDS, Operation
from casework.funding import texts as funding_words
from casework.funding.formats import money
from casework.web.forms import Form, submit

blueprint = Blueprint("assistance", __name__)
blueprint.context_processor(lambda: {**WORDS, "money": money, "funding_words": funding_words})


def of_operation(
    row: Operation, form: Form, template: str, act: Any, done: str, **shown: Any
) -> Any:
    """A form of a distribution: back to its page when it is done."""
    there = url_for("assistance.operation", reference=row.reference, done=done)
    return submit(
        form,
        f"assistance/{template}.html",
        act=act,
        then=lambda _done: there,
        row=row,
        **{"operation": row, **shown},
    )
