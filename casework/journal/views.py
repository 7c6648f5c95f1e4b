"""The journal: the trace for the administrator and the data protection officer."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template, request, url_for

from casework.accounts.queries import user, user_called
from casework.audit import record_read
from casework.audit.catalogue import CheckpointTaken, JournalRead
from casework.audit.queries import Place, Span
from casework.audit.sealing import last_checkpoint
from casework.journal import checkpoints, watching
from casework.journal.queries import Question, page, record_of
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
NOBODY = UUID(int=2**128 - 1)  # the stream of the system itself has the first number
ASKED = ("person", "code", "group", "first", "last", "unusual")


@blueprint.get("/a/audit")
@guard(Permission.JOURNAL_READ)
def journal() -> str:
    """Who did what, newest first. Reading it is written down too."""
    question = _asked()
    only = request.args.get("unusual") == "yes"
    if only:
        question = replace(question, spans=_unusual_spans(question))
    found = page(question, Place.parse(request.args.get("below", "")))
    record_read(JournalRead(count=len(found.rows), user_id=question.user_id), signed_in_actor())
    older: dict[str, Any] = {name: request.args.get(name) for name in ASKED}
    older["below"] = found.older
    return render_template(
        "journal/journal.html",
        question=question,
        rows=found.rows,
        groups=[(key, label) for key, (label, _kinds) in GROUPS.items()],
        person=user(question.user_id) if question.user_id else None,
        code=request.args.get("code", "").strip()[:20],
        only=only,
        checkpoint=last_checkpoint(),
        older=url_for("journal.journal", **older) if found.older else None,
    )


@blueprint.get("/a/audit/unusual")
@guard(Permission.JOURNAL_READ)
def unusual() -> str:
    """What deserves a second look, by person and day. Looking is written down too."""
    last, days = _day("last") or _today(), _days()
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


@blueprint.get("/a/audit/affected")
@guard(Permission.JOURNAL_READ)
def affected() -> str:
    """Whose files were opened between two days, by somebody or by anybody."""
    question = replace(_asked(), kinds=watching.reading())
    found = watching.hits(question) if question.first else []
    record_read(JournalRead(count=len(found), user_id=question.user_id), signed_in_actor())
    return render_template(
        "journal/affected.html",
        question=question,
        asked=question.first is not None,
        person=user(question.user_id) if question.user_id else None,
        rows=found,
    )


def _asked() -> Question:
    """The question of the address. An unknown person did nothing; a date that is none is not
    asked."""
    typed = request.args.get("person", "").strip()[:80]
    code = request.args.get("code", "").strip()[:20]
    person = user_called(typed) if typed.isprintable() and typed else None
    return Question(
        user_id=person.id if person else NOBODY if typed else None,
        group=request.args.get("group", ""),
        record=(record_of(code) or NOBODY) if code else None,
        first=_day("first"),
        last=_day("last"),
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _today() -> date:
    return clock.now().astimezone(clock.MOROCCO).date()


def _days() -> int:
    typed = request.args.get("days", "")
    good = typed.isascii() and typed.isdigit() and len(typed) < 3
    return min(max(int(typed), 1), watching.MOST_DAYS) if good else watching.DAYS


def _unusual_spans(question: Question) -> list[Span]:
    """When who did what an alarm was counted from, in the days asked for, or in the last week."""
    last = question.last or _today()
    days = (last - question.first).days + 1 if question.first else watching.DAYS
    return watching.spans(last, days, secret=signed_in_actor().role is Role.DPO)


def _paper_language() -> str:
    return current_language() if current_language() in LANGUAGES else "fr"
