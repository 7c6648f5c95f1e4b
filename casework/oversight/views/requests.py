"""The register of persons' requests, and the copy of what is kept for the person."""

import json
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.audit import record
from casework.audit.catalogue import PersonCopyMade
from casework.cases.queries import Case, case_by_code
from casework.cases.service import note_shown
from casework.kernel import clock
from casework.oversight import person_copy, request_texts, requests
from casework.oversight.forms import AnswerForm, CopyForm, RequestForm
from casework.papers.answers import pdf_answer
from casework.papers.blocks import Copy
from casework.papers.letter import pdf
from casework.policy import Permission
from casework.web.account import signed_in
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

if TYPE_CHECKING:
    from casework.oversight.models import PersonRequest

blueprint = Blueprint("requests", __name__)


@blueprint.route("/c/<code>/access/copy", methods=["GET", "POST"])
@guard(Permission.CASE_READ, load=case_by_code, fresh=True)
def copy(case: Case) -> Any:
    """What is kept about the person, for the person, made in memory and kept nowhere."""
    form = CopyForm()
    if request.method == "POST" and form.validate():
        return _copy(case, form)
    page = render_template("oversight/copy.html", form=form, case=case)
    return make_response(page, 422 if request.method == "POST" else 200)


@blueprint.get("/dpo/requests")
@guard(Permission.PERSON_REQUESTS)
def register() -> str:
    """What waits for an answer, the first due first; what was answered."""
    waiting, answered = requests.waiting_requests(), requests.answered_requests()
    return render_template(
        "oversight/requests.html",
        waiting=waiting,
        answered=answered,
        names=user_displays(one.answered_by_id for one in answered),
        texts=request_texts,
        today=clock.now().astimezone(clock.MOROCCO).date(),
    )


@blueprint.route("/dpo/requests/new", methods=["GET", "POST"])
@guard(Permission.PERSON_REQUESTS)
def new() -> Any:
    """Write a request down."""
    form = RequestForm()
    return submit(
        form,
        "oversight/request_new.html",
        act=lambda: requests.register_request(form.asked(), signed_in_actor()),
        then=lambda _made: url_for(".register", done="request_registered"),
    )


@blueprint.route("/dpo/requests/<int:number>", methods=["GET", "POST"])
@guard(Permission.PERSON_REQUESTS, load=requests.request_for)
def answer(row: "PersonRequest") -> Any:
    """What the person was answered."""
    form = AnswerForm()
    return submit(
        form,
        "oversight/request_answer.html",
        act=lambda: requests.answer_request(
            row, form.answer.data, form.ground.data, signed_in_actor()
        ),
        then=lambda _done: url_for(".register", done="request_answered"),
        one=row,
        texts=request_texts,
    )


def _copy(case: Case, form: CopyForm) -> Response:
    language, actor = form.language.data, signed_in_actor()
    note_shown(case, actor, "copy", "person_asks")
    record(
        PersonCopyMade(
            case_id=case.id, language=language, form=form.form.data, reason=form.reason.data
        ),
        actor,
    )
    if form.form.data == "json":
        plain = json.dumps(person_copy.as_plain(case, language), ensure_ascii=False, indent=1)
        answer = Response(plain, mimetype="application/json")
        answer.headers["Content-Disposition"] = f'attachment; filename="{case.code}.json"'
        return answer
    reader = signed_in()
    printed = Copy(1, reader.organisation if reader else "", clock.now())
    fiction = bool(current_app.extensions["settings"].demo)
    return pdf_answer(pdf(person_copy.paper(case, language), printed, fiction=fiction), case.code)
