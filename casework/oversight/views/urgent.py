"""Emergency access to a file that is not one's own, and its review by somebody else."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.audit import record_read
from casework.audit.catalogue import CaseRead
from casework.cases import labels, timeline
from casework.cases.queries import alias_of, case_by_code, codes_of, safe_contact_of
from casework.cases.service import identity_shown
from casework.kernel.refusals import NotFound
from casework.oversight import queries, service
from casework.oversight.forms import ReviewForm, UrgentForm
from casework.policy import Permission, decide
from casework.web.errors import explanation, page
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.headers import reloaded_at
from casework.workflow.service import history

if TYPE_CHECKING:
    from casework.oversight.models import UrgentAccess

blueprint = Blueprint("oversight", __name__)


@blueprint.route("/c/<code>/urgent-access", methods=["GET", "POST"])
@guard(Permission.CASE_URGENT, load=queries.door)
def urgent(door: queries.Door) -> Any:
    """Ask why; then the file, to read only, for 30 minutes."""
    actor = signed_in_actor()
    if case_by_code(actor, door.code) is not None:
        return redirect(url_for("cases.case_file", code=door.code), code=303)
    access = queries.open_access(door.case, actor) if door.case else None
    if access is not None and request.method == "GET":
        return _read_only(door, access)
    form, nowhere = UrgentForm(), []

    def act() -> None:
        if service.open_urgent(door, form.reason.data, form.words.data, actor) is None:
            nowhere.append(NotFound())

    answer = submit(
        form,
        "oversight/urgent.html",
        act=act,
        then=lambda _done: url_for("oversight.urgent", code=door.code),
        code=door.code,
    )
    # not raised: that it was tried stays written
    return page(NotFound.status, explanation(nowhere[0])) if nowhere else answer


@blueprint.post("/c/<code>/urgent-access/end")
@guard(Permission.CASE_URGENT, load=queries.door)
def end_urgent(door: queries.Door) -> Response:
    """Done before the time is up."""
    actor = signed_in_actor()
    access = queries.open_access(door.case, actor) if door.case else None
    if access is not None:
        service.end_urgent(access, actor)
    return make_response(redirect(url_for("home.home", done="urgent_ended"), code=303))


@blueprint.get("/m/reviews")
@guard(Permission.URGENT_REVIEWS)
def reviews() -> str:
    """Emergency accesses: what waits first, then all of them."""
    actor = signed_in_actor()
    rows = queries.accesses(actor)
    return render_template(
        "oversight/reviews.html",
        rows=rows,
        codes=codes_of(row.case_id for row in rows),
        people=user_displays(row.user_id for row in rows),
        reasons=labels.URGENT_REASONS,
        states=labels.URGENT_STATES,
        tones=labels.URGENT_TONES,
    )


@blueprint.get("/m/reviews/<uuid:access_id>")
@guard(Permission.URGENT_READ_BACK, load=queries.access_for)
def read_review(access: "UrgentAccess") -> str:
    """One emergency access: why, what was read, what was said of it."""
    form = ReviewForm()
    form.version.data = access.version
    return render_template("oversight/review.html", form=form, **_about(access))


@blueprint.post("/m/reviews/<uuid:access_id>")
@guard(Permission.URGENT_REVIEW, load=queries.access_for)
def review(access: "UrgentAccess") -> Any:
    """Say whether it was right."""
    form, actor = ReviewForm(), signed_in_actor()
    return submit(
        form,
        "oversight/review.html",
        act=lambda: service.review(
            access, form.answer.data, form.words.data, actor, form.expected_version()
        ),
        then=lambda _done: url_for("oversight.reviews", done="urgent_reviewed"),
        row=access,
        **_about(access),
    )


def _read_only(door: queries.Door, access: "UrgentAccess") -> Response:
    """What helps in an emergency. Every look at it is written down."""
    case, actor = door.case, signed_in_actor()
    assert case is not None  # noqa: S101 - an access belongs to a case
    record_read(CaseRead(case_id=case.id, part="urgent"), actor)
    shown = render_template(
        "oversight/urgent_file.html",
        case=case,
        access=access,
        shown=identity_shown(case, actor),
        alias=alias_of(case),
        contact=safe_contact_of(case),
        lately=timeline.lately(case, actor),
        plain=Form(formdata=None),
    )
    return reloaded_at(shown, access.ends_at)


def _about(access: "UrgentAccess") -> dict[str, Any]:
    steps = history("urgent_access", access.id)
    record_read(CaseRead(case_id=access.case_id, part="urgent_review"), signed_in_actor())
    return {
        "access": access,
        "code": codes_of([access.case_id]).get(access.case_id, ""),
        "people": user_displays([access.user_id, *(step.actor_id for step in steps)]),
        "steps": [(step, step.reason.reveal().text if step.reason else "") for step in steps],
        "read": queries.what_was_read(access),
        "reasons": labels.URGENT_REASONS,
        "answers": labels.URGENT_ANSWERS,
        "words": labels.READ_WORDS,
        "may_answer": access.state in ("waiting", "to_clarify") and _may_answer(access),
    }


def _may_answer(access: "UrgentAccess") -> bool:
    actor = signed_in_actor()
    allowed = decide(actor, Permission.URGENT_REVIEW, access.resource()).allowed
    return allowed and actor.user_id != access.user_id
