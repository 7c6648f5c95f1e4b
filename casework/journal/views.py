"""The journal: the trace for the administrator and the data protection officer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from casework.audit import record_read
from casework.audit.catalogue import CheckpointTaken, JournalRead
from casework.audit.queries import Place
from casework.audit.sealing import last_checkpoint
from casework.journal import checkpoints, watching
from casework.journal.asking import NOBODY, Asked, AskForm, address_of, asked_of, day_of, kept
from casework.journal.queries import page
from casework.journal.standing import standing
from casework.journal.texts import GROUPS, MOST, UNUSUAL
from casework.kernel import clock
from casework.kernel.refusals import NotFound
from casework.papers.answers import pdf_answer
from casework.papers.blocks import Copy
from casework.papers.letter import pdf
from casework.papers.setting import LANGUAGES
from casework.policy import Permission, Role
from casework.web.account import signed_in
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

blueprint = Blueprint("journal", __name__)


@blueprint.route("/a/audit", methods=["GET", "POST"])
@guard(Permission.JOURNAL_READ)
def journal() -> Response:
    """Who did what, newest first. Reading it is written down too. A name is typed into the form and
    led on to an address without it."""
    return _asked(".journal", _journal)


def _journal(asked: Asked, form: AskForm) -> str:
    question = watching.narrowed(asked.question, signed_in_actor(), only=asked.only)
    found = page(question, Place.parse(request.args.get("below", "")))
    record_read(JournalRead(count=len(found.rows), user_id=question.user_id), signed_in_actor())
    older = {**kept(request.args), "below": found.older}
    return render_template(
        "journal/journal.html",
        question=question,
        rows=found.rows,
        groups=[(key, label) for key, (label, _kinds) in GROUPS.items()],
        asked=asked,
        form=form,
        chain=standing(),
        older=url_for("journal.journal", **older) if found.older else None,
        export=url_for("chain.export", **kept(request.args)) if found.rows else None,
    )


@blueprint.get("/a/audit/unusual")
@guard(Permission.JOURNAL_READ)
def unusual() -> str:
    """What deserves a second look, by person and day. Looking is written down too."""
    last, days = day_of(request.args, "last") or _today(), _days()
    officer = signed_in_actor().role is Role.DPO
    found = watching.alarms(last, days, secret=officer)
    record_read(JournalRead(count=len(found)), signed_in_actor())
    return render_template(
        "journal/unusual.html",
        rows=found,
        last=last,
        days=days,
        words=UNUSUAL,
        most=MOST,
        officer=officer,
    )


@blueprint.get("/a/audit/checkpoint")
@guard(Permission.JOURNAL_READ)
def checkpoint() -> Response:
    """The newest checkpoint on paper, to be kept where nobody who runs the machine changes it."""
    newest = last_checkpoint()
    if newest is None:
        raise NotFound()
    language, reader = _paper_language(), signed_in()
    record_read(CheckpointTaken(number=newest.number, language=language), signed_in_actor())
    copy = Copy(1, reader.organisation if reader else "", clock.now())
    fiction = bool(current_app.extensions["settings"].demo)
    printed = pdf(checkpoints.paper(newest, language), copy, fiction=fiction)
    return pdf_answer(printed, f"checkpoint-{newest.number}")


@blueprint.route("/a/audit/affected", methods=["GET", "POST"])
@guard(Permission.JOURNAL_READ)
def affected() -> Response:
    """Whose files were opened between two days, by somebody or by anybody."""
    return _asked(".affected", _affected)


def _affected(asked: Asked, form: AskForm) -> str:
    question = replace(asked.question, kinds=watching.reading())
    found = watching.hits(question) if question.first else []
    record_read(JournalRead(count=len(found), user_id=question.user_id), signed_in_actor())
    return render_template(
        "journal/affected.html",
        question=question,
        asked=question.first is not None,
        form=form,
        rows=found,
    )


def _asked(endpoint: str, show: Callable[[Asked, AskForm], str]) -> Response:
    """The page for the question of the address. One that was typed is led on to its address; a name
    of nobody is said beside its field, with what was typed."""
    form = AskForm()
    if request.method != "POST":
        asked = asked_of(request.args)
        form.person.data = asked.person
        return make_response(show(asked, form))
    if form.validate():
        return make_response(redirect(url_for(endpoint, **address_of(form, request.form)), 303))
    asked = asked_of({**request.form, "account": NOBODY.hex})
    return make_response(show(asked, form), 422)


def _today() -> date:
    return clock.now().astimezone(clock.MOROCCO).date()


def _days() -> int:
    typed = request.args.get("days", "")
    good = typed.isascii() and typed.isdigit() and len(typed) < 3
    return min(max(int(typed), 1), watching.MOST_DAYS) if good else watching.DAYS


def _paper_language() -> str:
    return current_language() if current_language() in LANGUAGES else "fr"
