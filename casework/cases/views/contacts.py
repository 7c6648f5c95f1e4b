"""Attempts to reach the person, while the case is open."""

from typing import Any

from casework.accounts.queries import user_displays
from casework.cases.domain.closure import silence
from casework.cases.forms.closing import AttemptForm
from casework.cases.queries import Case, attempt_records, case_by_code, safe_contact_of
from casework.cases.service import record_attempt
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/c/<code>/contacts", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def contacts(case: Case) -> Any:
    """What was tried to reach the person, and a form for one more attempt."""
    form, known = AttemptForm(), attempt_records(case.id)
    return form_page(
        "cases/contacts.html",
        case,
        "contacts",
        form,
        act=lambda: record_attempt(case, form.attempt(), signed_in_actor()),
        then=of(case, "contacts", done="record_kept"),
        attempts=known,
        silence=silence([attempt for _row, attempt in known]),
        names=user_displays([row.recorded_by_id for row, _attempt in known]),
        contact=safe_contact_of(case),
    )
