"""What is counted of screenings, exactly, for those who may open them."""

from flask import url_for

from casework.counters import Block, Count, register_block
from casework.policy import Actor, Role
from casework.screening import queries
from casework.web.languages import _, _l


def register() -> None:
    """Their own for whoever screens, the queue for focal points."""
    own = Block("screenings", _l("My screenings"), own_screenings, place=15)
    register_block((Role.INSPECTOR, Role.CASEWORKER), own)
    waiting = Block("queue", _l("Screenings to answer"), queue, place=15)
    register_block([Role.FOCAL_POINT], waiting)


def own_screenings(actor: Actor) -> list[Count]:
    """Drafts, and those that were sent and wait for an answer."""
    _rows, drafts = queries.own_drafts(actor, 0)
    there = url_for("screening.own")
    return [
        Count(_("Drafts"), drafts, there),
        Count(_("Sent, answer awaited"), queries.own_awaiting(actor), there),
    ]


def queue(actor: Actor) -> list[Count]:
    """What waits for a focal point, and what has waited too long."""
    _rows, waiting = queries.queue_head(actor, 0)
    there = url_for("screening.queue")
    return [
        Count(_("To answer"), waiting, there),
        Count(_("Answer overdue"), queries.queue_late(actor), there, late=True),
    ]
