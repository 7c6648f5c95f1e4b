"""The blueprint, and the two ways a page of the file is shown."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import CaseRead
from casework.cases.queries import Case
from casework.web.forms import Form, submit
from casework.web.guard import signed_in_actor

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
    **shown: Any,
) -> Any:
    """A form of the file. `then` is the address to go to when it was carried out."""
    if request.method == "GET":
        record_read(CaseRead(case_id=case.id, part=tab), signed_in_actor())
    return submit(form, template, act, lambda _result: then, row=case, case=case, tab=tab, **shown)


def of(case: Case, endpoint: str, **more: Any) -> str:
    """The address of another page of the same file."""
    return url_for(f"cases.{endpoint}", code=case.code, **more)
