"""What the journal offers besides being read: to have the whole of it verified now, and to be taken
as a file that proves itself."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from casework.audit.queries import how_many
from casework.journal import exporting, verifying, watching
from casework.journal.asking import Asked, asked_of, kept
from casework.journal.forms import ExportForm
from casework.journal.queries import Question
from casework.journal.texts import GROUPS
from casework.kernel.refusals import Refusal
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("chain", __name__)


@blueprint.post("/a/audit/verify")
@guard(Permission.JOURNAL_VERIFY)
def verify() -> Response:
    """The worker does it: a log of millions of events takes minutes."""
    verifying.ask(signed_in_actor())
    return make_response(redirect(url_for("journal.journal", done="verification_asked"), 303))


@blueprint.route("/a/audit/export", methods=["GET", "POST"])
@guard(Permission.JOURNAL_EXPORT, fresh=True)
def export() -> Response:
    """The events of the question of the address as a signed file, for a reason; kept nowhere."""
    asked, form = asked_of(request.args), ExportForm()
    question = watching.narrowed(asked.question, signed_in_actor(), only=asked.only)
    if request.method == "POST" and form.validate():
        try:
            return _file(exporting.export(asked, question, form.reason.data, signed_in_actor()))
        except Refusal as refusal:
            form.refuse(refusal)
    return make_response(_page(asked, question, form), 422 if request.method == "POST" else 200)


def _page(asked: Asked, question: Question, form: ExportForm) -> str:
    return render_template(
        "journal/export.html",
        asked=asked,
        question=question,
        group=GROUPS[question.group][0] if question.group in GROUPS else "",
        count=how_many(question.asked(), exporting.MOST + 1),
        most=exporting.MOST,
        form=form,
        back=url_for("journal.journal", **kept(request.args)),
    )


def _file(made: bytes) -> Response:
    answer = make_response(made)
    answer.mimetype = "application/x-ndjson"
    name = exporting.file_name()
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
