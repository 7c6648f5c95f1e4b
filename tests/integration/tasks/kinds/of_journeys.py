"""Every kind of deadline of a return and of a reintegration."""

from datetime import timedelta
from uuid import UUID

from casework.kernel import clock
from casework.reintegration import service as reintegration
from casework.reintegration.domain.lists import Part as Step
from casework.reintegration.domain.records import Visit
from casework.returns.domain.lists import OPTIONS, Part
from casework.returns.domain.records import Arrival, Counselling, Paper
from tests.integration.tasks.kinds.world import (
    AT_ONCE,
    SLOWLY,
    STAYS,
    THREE_DAYS,
    Act,
    Kind,
    World,
    nothing,
)


def counsel(w: World, ref: str) -> None:
    """Every option is explained."""
    w.home.keep(ref, Part.COUNSELLING, Counselling(w.home.today(), "fr", OPTIONS, "no", alone=True))


def passport(state: str, days: int = 0) -> Act:
    """A paper was asked for, and is asked for again on a day; or is there."""

    def act(w: World, ref: str) -> None:
        today = w.home.today()
        remind = today + timedelta(days=days) if days else None
        end = today + timedelta(days=300) if state == "obtained" else None
        w.home.keep(ref, Part.DOCUMENTS, Paper("passport", state, today, end, remind))

    return act


def rest(w: World, ref: str) -> None:
    """The person wants it to rest, and then to go on."""
    w.home.step(ref, "pause")
    w.home.step(ref, "resume")


def gone(w: World) -> str:
    """Somebody who left: chosen two days after the counselling, a journey three days later."""
    steps = clock.SteppedClock(clock.now())
    with clock.use(steps):
        return w.home.departed(steps)


def booked(w: World) -> str:
    """Somebody whose journey is booked: it leaves five days and an hour from now."""
    steps = clock.SteppedClock(clock.now())
    with clock.use(steps):
        return w.home.booked(steps)


def leaves(w: World, ref: str) -> None:
    """The day of the journey has come, and they are gone."""
    steps = clock.SteppedClock(clock.now() + timedelta(hours=49))
    with clock.use(steps):
        w.home.leave(ref, steps)


def arrives(w: World, ref: str) -> None:
    """The partner confirms the arrival."""
    there = Arrival(clock.now() + timedelta(days=7), "Bureau d'accueil", True)
    w.later(timedelta(days=8), lambda: w.home.keep(ref, Part.ARRIVAL, there))


def dear(w: World) -> str:
    """A grant that two people decide on; gives the reference and the grant."""
    ref = w.home.begun()
    w.home.signed(ref)
    return f"{ref} {w.home.grant(ref)}"


def approved(w: World, both: str) -> None:
    """A focal point approves."""
    ref, grant = both.split()
    w.home.with_grant(ref, UUID(grant), reintegration.approve, "focal_point")


def reminded(w: World) -> str:
    """A return that was chosen after two days; a consulate that is asked again in ten days."""
    steps = clock.SteppedClock(clock.now())
    with clock.use(steps):
        code = w.home.planned()
        w.home.consent(code, "P6")
        ref = w.home.chosen(steps, code)
        passport("asked", 10)(w, ref)
    return ref


def begun(w: World) -> str:
    """Somebody begins again here."""
    return w.home.begun()


def seen_at(month: int) -> Act:
    """The visit of a month, in the weeks before it is due."""

    def visit(w: World, ref: str) -> None:
        w.home.write(ref, Step.VISIT, Visit(w.home.today(), month, True, True, True))

    def act(w: World, ref: str) -> None:
        w.later(timedelta(days=30 * month - 10), lambda: visit(w, ref))

    return act


KINDS = (
    Kind("return", "counsel_return", ("2027-02-19 10:00", "2027-03-26 10:00"), SLOWLY,
         lambda w: w.home.asked(), rest, counsel),
    Kind("return", "remind_document_passport", ("2027-02-17 23:59", "2027-03-24 23:59"), STAYS,
         reminded, rest, passport("obtained")),
    Kind("return", "note_departure", ("2027-02-11 10:00", "2027-03-18 12:00"), AT_ONCE, booked,
         rest, leaves),
    Kind("return", "confirm_arrival", ("2027-02-13 19:00", "2027-03-20 21:00"), AT_ONCE, gone,
         nothing, arrives),
    *(Kind("reintegration", f"reintegration_visit_{month}", due, SLOWLY, begun,
           lambda w, ref: w.home.answered(ref), seen_at(month))
      for month, due in {
          1: ("2027-03-05 23:59", "2027-04-12 23:59"), 3: ("2027-05-05 23:59", "2027-06-12 23:59"),
          6: ("2027-08-05 23:59", "2027-09-12 23:59"), 9: ("2027-11-05 23:59", "2027-12-12 23:59"),
          12: ("2028-02-05 23:59", "2028-03-12 23:59"),
      }.items()),
    Kind("grant", "approve_grant", THREE_DAYS, SLOWLY, dear, nothing, approved),
)  # fmt: skip
