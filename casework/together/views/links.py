"""Links between cases: proposing one, and a focal point's answer."""

from typing import Any

from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import form_page
from casework.policy import Permission
from casework.together import queries, service, texts
from casework.together.domain.links import CONFIRMED, PROPOSED
from casework.together.forms import LinkAnswerForm, LinkForm
from casework.together.queries import LinkOfCase
from casework.together.views.blueprint import TAB, blueprint, board_of
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/c/<code>/together/links/new", methods=["GET", "POST"])
@guard(Permission.CASE_SKELETON, load=case_by_code)
def propose(case: Case) -> Any:
    """Say that another case belongs to this one."""
    form = LinkForm()
    return form_page(
        "together/link.html",
        case,
        TAB,
        form,
        act=lambda: service.propose_link(case, form.other.data, form.linked(), signed_in_actor()),
        then=board_of(case, done="link_proposed"),
    )


@blueprint.route("/c/<code>/together/links/<uuid:link_id>", methods=["GET", "POST"])
@guard(Permission.CASE_TRIAGE, load=queries.link_of)
def decide(found: LinkOfCase) -> Any:
    """Confirm, reject, or end a link that was confirmed."""
    form, row = LinkAnswerForm(), found.row
    ends = row.state == CONFIRMED
    if ends:
        del form.action, form.code_shown

    def act() -> None:
        service.decide_link(
            found.case, row, "end" if ends else form.action.data, form.reason.data or "",
            signed_in_actor(), code_shown=not ends and bool(form.code_shown.data),
            expected_version=form.expected_version(),
        )  # fmt: skip

    return submit(
        form,
        "together/decide.html",
        act,
        lambda _done: board_of(found.case, done="link_decided"),
        row=row,
        case=found.case,
        tab=TAB,
        found=found,
        linked=found.linked,
        ends=ends,
        waits=row.state == PROPOSED,
        words=texts,
    )
