"""Every kind of deadline of a house and of those who live in it."""

from datetime import timedelta
from typing import Any

from casework.db import db
from casework.kernel import clock
from casework.shelter import queries as houses
from casework.shelter.domain.records import IncidentReport, Leaving
from casework.shelter.models import Incident
from casework.shelter.service import extensions, incidents
from casework.shelter.service import steps as stays
from tests.factories import actor_named
from tests.integration.shelter.conftest import INTAKE
from tests.integration.tasks.kinds.world import (
    A_WEEK,
    AN_HOUR,
    AT_ONCE,
    SLOWLY,
    TWO_HOURS,
    WORKING,
    Act,
    Kind,
    World,
    nothing,
    then,
)


def lodged(w: World) -> str:
    """Somebody who arrived."""
    return w.shelter.admitted(w.shelter.unit(places=4))


def intake(w: World, ref: str) -> None:
    """The first conversation."""
    w.shelter.step(ref, "complete_intake", INTAKE)


def leaves(reason: str) -> Act:
    """The person leaves."""
    return lambda w, ref: w.shelter.step(ref, "exit_stay", Leaving(reason, "Logement", "Bureau"))


def absent(w: World, ref: str) -> None:
    """Away without a plan."""
    w.shelter.step(ref, "note_absence", clock.now())


def heeded(w: World, ref: str) -> None:
    """Whoever has the case read it."""
    w.shelter.stay(ref, stays.heed)


def more_time(w: World, ref: str) -> None:
    """The house asks for more days."""
    until = w.shelter.look(ref, lambda one: one.until) + timedelta(days=10)
    want = extensions.Asked(until, "emergency", "Audience")
    w.shelter.stay(ref, lambda one: extensions.ask(one, want, actor_named("shelter"), one.version))


def grant_time(w: World, ref: str) -> None:
    """Whoever has the case says yes."""
    w.shelter.stay(
        ref,
        lambda one: extensions.decide(one, True, "Oui", actor_named("caseworker"), one.version),
    )


def apart(w: World) -> str:
    """Somebody comes who must not meet one of the house."""
    s = w.shelter
    unit = s.unit(places=4)
    return s.held(unit, s.agreed(), apart=(s.code_of(s.admitted(unit)),))


def release(w: World, ref: str) -> None:
    """The house gives the place to somebody else."""
    w.shelter.step(ref, "release", "not_safe_here")


def grave(w: World) -> str:
    """An incident that was grave; gives its reference."""
    unit = w.shelter.unit()

    def act() -> str:
        row = houses.unit_for(actor_named("shelter"), unit)
        what = IncidentReport("violence", clock.now())
        return incidents.report(row, 3, what, [], actor_named("shelter")).reference

    return str(w.do(act))


def incident(act: Any) -> Act:
    """Run `act(incident)`."""
    return lambda w, ref: w.do(
        lambda: act(db.session.query(Incident).filter_by(reference=ref).one())
    )


heed = incident(lambda one: incidents.heed(one, actor_named("focal_point")))
close = incident(
    lambda one: incidents.close(one, "Médiation", "", actor_named("shelter"), one.version)
)


KINDS = (
    Kind("stay", "complete_intake", TWO_HOURS, SLOWLY, lodged, absent, intake),
    Kind("stay", "review_stay", ("2027-02-12 12:00", "2027-03-19 12:00"), SLOWLY, lodged, intake,
         leaves("own_home")),
    Kind("stay", "heed_stay", AN_HOUR, AT_ONCE, then(lodged, leaves("unknown")), nothing, heeded),
    Kind("stay", "keep_apart", AN_HOUR, SLOWLY, apart, nothing, release),
    Kind("stay", "decide_extension", WORKING[2], SLOWLY, then(lodged, more_time), intake,
         grant_time),
    Kind("incident", "heed_incident", AN_HOUR, AT_ONCE, grave, close, heed),
    Kind("incident", "follow_incident", A_WEEK, SLOWLY, grave, heed, close),
)  # fmt: skip
