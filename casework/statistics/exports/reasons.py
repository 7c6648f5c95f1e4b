"""The reason for which somebody takes the tables of the pages as files.

Asked once and good for a quarter of an hour, as long as a proof that they are there: whoever takes
ten tables for one report says so once. It lies in the log, with each table that was taken for it,
and nowhere else: not in the browser, nor in the address of a file.
"""

from datetime import timedelta

from casework.audit import record
from casework.audit.catalogue import StatisticsReasonGiven
from casework.audit.queries import events_of, every_event_of
from casework.kernel.clock import now
from casework.policy import Actor

from .forms import REASONS

GOOD_FOR = timedelta(minutes=15)
KINDS = (StatisticsReasonGiven.__name__,)


def give(reason: str, actor: Actor) -> None:
    """Write down for which reason this person takes tables from now on."""
    record(StatisticsReasonGiven(reason=reason), actor)


def given(actor: Actor) -> str:
    """The reason that is good still; nothing when none was given, or too long ago."""
    newest = events_of("user", actor.user_id, kinds=KINDS, limit=1)
    if not newest or now() - newest[0].at > GOOD_FOR:
        return ""
    reason = newest[0].code("reason")
    return reason if reason in REASONS else ""


def how_many(actor: Actor) -> int:
    """How many reasons this person ever gave; the newest has this number."""
    return sum(1 for _one in every_event_of("user", actor.user_id, KINDS))
