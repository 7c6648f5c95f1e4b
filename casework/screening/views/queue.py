"""The queue of the focal point: what waits, and one screening read-only.

No identity is here to be seen: a screening holds none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from markupsafe import Markup

from casework.accounts.queries import user_displays
from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.cases.queries import codes_of
from casework.policy import Actor, Permission
from casework.screening import queries, service
from casework.screening.domain.track import NOT_INDICATED, SCREENED, WATCH
from casework.screening.queries import BandChange, Screening
from casework.screening.revisions import revisions_of
from casework.screening.texts import DECISIONS
from casework.screening.views.answering import reviewed
from casework.screening.views.blueprint import blueprint
from casework.screening.views.deeper import deeper
from casework.screening.views.result import shown
from casework.screening.views.uses import use_of
from casework.screening.views.versions import versions_of
from casework.screening.views.words import band_label, is_waiting_for_triage
from casework.web.formats import bdi
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import _

READ = Permission.SCREENING_READ


@dataclass(frozen=True)
class Change:
    """One change of the band, as the focal point reads it."""

    direction: str
    source: str
    target: str
    reason: str
    answer: str
    by: str
    at: Any
    decision: str | None
    decided_by: str

    @property
    def words(self) -> tuple[str, ...]:
        """Who asked, why, and what was answered by whom."""
        return self.by, self.reason, self.decided_by, self.answer


@blueprint.get("/q")
@guard(Permission.SCREENING_QUEUE)
def queue() -> str:
    """What waits for a focal point of my regions: the most urgent first, then by deadline."""
    page = queries.queue_page(signed_in_actor(), after=request.args.get("after", ""))
    return render_template("screening/queue.html", page=page)


@blueprint.get("/q/<reference>")
@guard(READ, load=queries.sent_screening)
def item(screening: Screening) -> str:
    """One screening, read-only: the finding with its reasons, the answers, what may be done."""
    actor = signed_in_actor()
    record_read(ScreeningRead(screening_id=screening.id, part="answers"), actor)
    found = shown(screening)
    return render_template(
        "screening/item.html",
        screening=screening,
        shown=found,
        use=use_of(screening, found.interview, found.finding),
        sections=list(reviewed(found.interview, screening.answers.reveal().left)),
        changes=(found_changes := changes(screening)),
        events=events(found_changes),
        versions=versions_of(screening),
        deeper=deeper(screening, found.interview, found.finding, found.band),
        case_code=codes_of([screening.case_id]).get(screening.case_id)
        if screening.case_id else None,
        card=screening.card.reveal(),
        acts=acts(screening, actor),
    )  # fmt: skip


@blueprint.get("/q/<reference>/reporter")
@guard(READ, load=queries.sent_screening)
def reporter(screening: Screening) -> str:
    """How to reach whoever reported: apart from the answers, and each sight is written down."""
    contact = service.contact_of(screening)
    if not contact:
        abort(404)
    record_read(ScreeningRead(screening_id=screening.id, part="reporter"), signed_in_actor())
    return render_template("screening/reporter.html", screening=screening, contact=contact)


def changes(screening: Screening) -> list[Change]:
    """Every change of the level that was asked for, opened, with who and why."""
    rows = queries.band_changes(screening)
    names = user_displays([row.requested_by_id for row in rows])
    names |= user_displays([row.decided_by_id for row in rows])
    return [change_of(row, names) for row in rows]


def acts(screening: Screening, actor: Actor) -> list[str]:
    """What this focal point may do now, the first of them being the usual step."""
    pending = queries.pending_lowering(screening)
    decides = pending and actor.user_id not in (pending.requested_by_id, screening.author_id)
    first = ["decide_lowering"] if decides else []
    if any(one.standing == "addition" for one in revisions_of(screening)):
        first.append("read_correction")
    if is_waiting_for_triage(screening):
        return [*first, "triage"]
    result = screening.result.reveal()
    if screening.state in (NOT_INDICATED, WATCH):
        return [*first, "raise_level"]
    if screening.state != SCREENED:
        return first
    found = [*first, "confirm"]
    if result.higher():
        found.append("raise_level")
    if result.lower() and pending is None and actor.user_id != screening.author_id:
        found.append("ask_lowering")
    return found


def events(found: Sequence[Change]) -> list[dict[str, Any]]:
    """Changes of the level as the lines of a timeline, the newest first."""
    return [
        {
            "at": change.at,
            "title": _("%(source)s → %(target)s", source=change.source, target=change.target),
            "detail": Markup(" · ").join(bdi(part) for part in change.words if part),
            "mark": DECISIONS[change.decision],
            "state": "current" if change.decision is None else "done",
        }
        for change in reversed(found)
    ]


def change_of(row: BandChange, names: Any) -> Change:
    terms = row.terms.reveal()
    return Change(
        direction=row.direction,
        source=band_label(terms.source),
        target=band_label(terms.target),
        reason=terms.reason,
        answer=terms.answer,
        by=names.get(row.requested_by_id, ""),
        at=row.requested_at,
        decision=row.decision,
        decided_by=names.get(row.decided_by_id, ""),
    )
