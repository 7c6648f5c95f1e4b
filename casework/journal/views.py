"""The journal: the trace for the administrator and the data protection officer."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for

from casework.accounts.queries import user, user_named
from casework.audit import record_read
from casework.audit.catalogue import JournalRead
from casework.audit.queries import Place
from casework.audit.sealing import last_checkpoint
from casework.journal.queries import Question, page
from casework.journal.texts import GROUPS
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("journal", __name__)
NOBODY = UUID(int=0)
ASKED = ("person", "group", "first", "last")


@blueprint.get("/a/audit")
@guard(Permission.JOURNAL_READ)
def journal() -> str:
    """Who did what, newest first. Reading it is written down too."""
    question = _asked()
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
        checkpoint=last_checkpoint(),
        older=url_for("journal.journal", **older) if found.older else None,
    )


def _asked() -> Question:
    """The question of the address. An unknown person did nothing; a date that is none is not
    asked."""
    typed = request.args.get("person", "").strip().casefold()
    person = user_named(typed) if typed.isprintable() and typed else None
    return Question(
        user_id=person.id if person else NOBODY if typed else None,
        group=request.args.get("group", ""),
        first=_day("first"),
        last=_day("last"),
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
