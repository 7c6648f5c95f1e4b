"""A restricted file: why it is opened again."""

from typing import Any

from flask import redirect

from casework.cases.domain.restriction import OPEN_FOR
from casework.cases.forms.closing import RestrictedForm
from casework.cases.queries import Case, case_by_code
from casework.cases.service import open_restricted
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.policy import Permission, decide
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/c/<code>/restricted", methods=["GET", "POST"])
@guard(Permission.CASE_OPEN_RESTRICTED, load=case_by_code, fresh=True)
def restricted(case: Case) -> Any:
    """Ask why; then the file opens for half an hour."""
    actor, form = signed_in_actor(), RestrictedForm()
    if decide(actor, Permission.CASE_READ, case.resource()).allowed:
        return redirect(of(case, "case_file"), code=303)
    return form_page(
        "cases/restricted.html",
        case,
        "summary",
        form,
        act=lambda: open_restricted(case, form.reason.data, actor),
        then=of(case, "case_file"),
        minutes=int(OPEN_FOR.total_seconds() // 60),
    )
