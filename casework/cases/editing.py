"""Who else has a form of this case open, and who saved last: from the trace, which knows both."""

from datetime import timedelta

from casework.accounts.queries import user_displays
from casework.audit.queries import Written, events_of
from casework.cases.models import Case
from casework.kernel import clock
from casework.policy import Actor
from casework.web.meanwhile import Change

EDITS = "edit_"
LOOKED_AT = (
    "CaseRead",
    "CardsOpened",
    "ReferralListed",
    "ReferralRead",
    "AccessRefused",
    "TaskReassigned",
)
STILL_OPEN = timedelta(minutes=20)
BACK = 40


def last_change(case: Case) -> Change | None:
    """Who changed the file last, and when."""
    newest = next(iter(events_of("case", case.id, without=LOOKED_AT, limit=1)), None)
    return _named(newest) if newest else None


def also_editing(case: Case, part: str, actor: Actor) -> Change | None:
    """Somebody else who opened this form in the last minutes, and wrote nothing into the file
    since."""
    since = clock.now() - STILL_OPEN
    busy: set[object] = {actor.user_id, None}
    for event in events_of("case", case.id, limit=BACK):
        if event.at < since:
            return None
        if event.actor_id in busy:
            continue
        if event.kind == "CaseRead" and event.code("part") == part:
            return _named(event)
        if event.kind not in LOOKED_AT:
            busy.add(event.actor_id)
    return None


def _named(event: Written) -> Change | None:
    name = user_displays([event.actor_id]).get(event.actor_id) if event.actor_id else None
    return Change(name, event.at) if name else None
