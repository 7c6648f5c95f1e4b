"""The blueprint of planning, and its addresses."""

from typing import Any

from flask import Blueprint, url_for

from casework.cases.queries import Case

blueprint = Blueprint("planning", __name__)
TAB = "plan"


def of(case: Case, endpoint: str, **more: Any) -> str:
    """The address of another page of the plan of the same file."""
    return url_for(f"planning.{endpoint}", code=case.code, **more)
