"""Deadlines in somebody's own calendar: that something is due and when, never what or for whom.

A calendar program cannot sign in, so the address itself is the secret: 256 random bits, of which
only the hash is kept, and which its owner can end or renew at any moment. It is sealed to its
owner: nobody who writes rows makes one of somebody else. Whoever finds the address, or reads the
calendar over a shoulder, learns the hours at which somebody has something to do.
"""

import secrets
from collections import Counter
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import delete, select

from casework.accounts import seals
from casework.accounts.queries import actor_of
from casework.accounts.tokens import digest_of, keyed
from casework.audit import record
from casework.audit.catalogue import CalendarFeedChanged
from casework.db import db
from casework.kernel.clock import now
from casework.policy import Actor
from casework.tasks import queries
from casework.tasks.models import CalendarFeed
from casework.web.languages import LOCALES, _n

BACK, AHEAD = timedelta(days=14), timedelta(days=180)
SHORTEST = timedelta(minutes=15)


def open_feed(actor: Actor) -> str:
    """Make the actor's secret address; the one before stops working. Shown once, never again."""
    _end(actor)
    token = secrets.token_urlsafe(32)
    digest = digest_of(token)
    row = CalendarFeed(user_id=actor.user_id, token_hash=digest, made_at=now())
    row.seal = seals.made("calendar", digest, actor.user_id)
    db.session.add(row)
    db.session.flush()
    record(CalendarFeedChanged(user_id=actor.user_id, what="opened"), actor)
    return token


def close_feed(actor: Actor) -> None:
    """End the address: calendars that read it find nothing from now on."""
    _end(actor)
    record(CalendarFeedChanged(user_id=actor.user_id, what="closed"), actor)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The actor's address, if there is one; the secret in it is not known any more."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == actor.user_id))


def calendar_behind(token: str) -> bytes | None:
    """The calendar (RFC 5545) behind a secret address; None for an unknown or ended one, and when
    the account or its organisation is closed, or Sanad did not make the address."""
    row = db.session.scalar(select(CalendarFeed).where(CalendarFeed.token_hash == digest_of(token)))
    if row is None or not seals.fits(row.seal, "calendar", row.token_hash, row.user_id):
        return None
    found = actor_of(row.user_id)
    if found is None:
        return None
    actor, language = found
    due = Counter(one.due_at for one in queries.between(actor, now() - BACK, now() + AHEAD))
    with force_locale(LOCALES.get(language or "", LOCALES["fr"])):
        return _written(row, due)


def _written(row: CalendarFeed, due: "Counter[datetime]") -> bytes:
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Sanad//FR")
    calendar.add("version", "2.0")
    address = current_app.extensions["settings"].base_url
    for moment, items in sorted(due.items()):
        event = Event()
        event.add("uid", f"{keyed('feed', row.id.hex, moment.isoformat()).hex()}@sanad")
        event.add("dtstamp", row.made_at)
        event.add("dtstart", moment)
        event.add("dtend", moment + SHORTEST)
        event.add("summary", _items(items))
        event.add("url", f"{address}/t")
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _items(items: int) -> str:
    return _n("%(num)s item to deal with", "%(num)s items to deal with", items)


def _end(actor: Actor) -> None:
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == actor.user_id))
