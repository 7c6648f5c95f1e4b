"""The blueprint, and the two ways a page of the file is shown."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import CaseRead
from casework.cases.editing import EDITS, also_editing, last_change
from casework.cases.queries import Case
from casework.web.forms import Form, submit
from casework.web.guard import signed_in_actor
from casework.web.meanwhile import Change, Fill

blueprint = Blueprint("cases", __name__)


def page(template: str, case: Case, tab: str, **shown: Any) -> str:
    """A page of the file; that it was read is written down."""
    record_read(CaseRead(case_id=case.id, part=tab), signed_in_actor())
    return render_template(template, case=case, tab=tab, **shown)


def form_page(
    template: str,
    case: Case,
    tab: str,
    form: Form,
    act: Callable[[], Any],
    then: str,
    show: Fill | None = None,
    previous: Fill | None = None,
    **shown: Any,
) -> Any:
    """A form of the file. `then` is the address to go to when it was carried out. With `show` or
    `previous` (see `submit`), two people who change the same thing see each other's words."""
    actor, part = signed_in_actor(), tab
    if show or previous:
        part = EDITS + str(request.endpoint).rpartition(".")[2]
        shown["also_editing"] = also_editing(case, part, actor)
    reading = CaseRead(case_id=case.id, part=part)
    if request.method == "GET":
        record_read(reading, actor)
    return submit(
        form,
        template,
        act,
        lambda _result: then,
        row=case,
        show=show,
        previous=previous,
        last_change=lambda: _compared(case, reading),
        case=case,
        tab=tab,
        **shown,
    )


def _compared(case: Case, reading: CaseRead) -> Change | None:
    """What is on record is shown beside what was typed: that is a reading too."""
    record_read(reading, signed_in_actor())
    return last_change(case)


def of(case: Case, endpoint: str, **more: Any) -> str:
    """The address of another page of the same file."""
    return url_for(f"cases.{endpoint}", code=case.code, **more)
