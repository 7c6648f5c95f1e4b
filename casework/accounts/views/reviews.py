"""The quarterly access review: each account is still needed, or not."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from casework.accounts import names, service
from casework.accounts.queries import listing
from casework.accounts.queries.factors import kinds_of
from casework.accounts.queries.reviews import open_reviews_for, review_for
from casework.kernel import clock
from casework.policy import Permission, Role
from casework.web.codes import region_name
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

if TYPE_CHECKING:
    from casework.accounts.models import AccessReview

blueprint = Blueprint("access_review", __name__, url_prefix="/access-review")


@blueprint.get("")
@guard(Permission.ACCESS_REVIEWS)
def reviews() -> str:
    """The reviews of this quarter that are not closed, the overdue ones first."""
    actor = signed_in_actor()
    return render_template(
        "accounts/access_reviews.html",
        rows=open_reviews_for(actor),
        me=actor,
        all_open=actor.role is Role.ADMINISTRATOR,
        now=clock.now(),
        language=current_language(),
    )


@blueprint.route("/<uuid:review_id>", methods=["GET", "POST"])
@guard(Permission.ACCESS_REVIEW, load=review_for)
def review(review: "AccessReview") -> Any:
    """Everybody of one organisation, and what each may do. An administrator closes it."""
    actor = signed_in_actor()
    if request.method == "POST" and actor.role is not Role.ADMINISTRATOR:
        return redirect(url_for("access_review.review", review_id=review.id), code=303)
    people = [line.user for line in review.lines]
    return submit(
        Form(),
        "accounts/access_review.html",
        act=lambda: service.close_review(review, actor),
        then=lambda _count: url_for("access_review.reviews", done="review_closed"),
        review=review,
        language=current_language(),
        role_name=names.role_name,
        region_name=region_name,
        factors=kinds_of([one.id for one in people]),
        factor_name=names.factor_name,
        last_seen=listing.last_seen(people),
        me=actor.user_id,
        closes=actor.role is Role.ADMINISTRATOR,
        plain=Form(formdata=None),
    )


class _Asked:
    """One account of one review, and the answer."""

    def __init__(self, review: "AccessReview", line_id: UUID, kept: bool) -> None:
        self.review, self.line_id, self.kept = review, line_id, kept

    def resource(self) -> Any:
        """That of the review."""
        return self.review.resource()


def _line(actor: Any, review_id: UUID, line_id: UUID, answer: str) -> _Asked | None:
    found = review_for(actor, review_id)
    return _Asked(found, line_id, answer == "keep") if found else None


@blueprint.post("/<uuid:review_id>/<uuid:line_id>/<any(keep, withdraw):answer>")
@guard(Permission.ACCESS_REVIEW, load=_line)
def answer(asked: _Asked) -> Response:
    """Still needed, or not."""
    actor = signed_in_actor()
    service.answer_line(asked.review, asked.line_id, asked.kept, actor)
    return make_response(
        redirect(url_for("access_review.review", review_id=asked.review.id), code=303)
    )
