"""The blueprint of working together, and its addresses."""

from typing import Any

from flask import Blueprint, url_for

from casework.cases.queries import Case
from casework.together.queries import ConferenceOfCase

blueprint = Blueprint("together", __name__)
TAB = "together"


def board_of(case: Case, **more: Any) -> str:
    """The address of the tab."""
    return url_for("together.board", code=case.code, **more)


def page_of(found: ConferenceOfCase, **more: Any) -> str:
    """The address of one conference, for those who work its case."""
    return url_for("together.conference", code=found.case.code, ref=found.row.reference, **more)
