"""Filling an empty demo database: a country, two years of work, the frozen statistics."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from casework.accounts.queries import somebody_exists
from casework.audit import record
from casework.audit.catalogue import DemoLoaded
from casework.audit.copies import copies_folder, copy_checkpoints
from casework.audit.sealing import seal_checkpoint
from casework.db import unit_of_work
from casework.demo import assistance_stories, costs
from casework.demo.case_stories import CaseStories
from casework.demo.country import make_country, make_duty_roster
from casework.demo.directory_entries import make_directory
from casework.demo.intakes import Intakes
from casework.demo.life import World
from casework.demo.met_twice import MeetingsTwice
from casework.demo.screening_stories import ScreeningStories
from casework.demo.shelter_stories import ShelterStories
from casework.demo.simulation import Simulation
from casework.demo.visit_stories import PEOPLE_MET, VisitStories
from casework.demo.working_stories import WorkingStories
from casework.jobs import outbox
from casework.kernel import clock
from casework.statistics.domain.periods import Period
from casework.statistics.jobs import freeze_due
from casework.tasks.firing import escalate_due

YEARS = timedelta(days=730)
SCREENINGS, CASES, SEED = 2000, 600, 2026
SHELTERED = 25


class DatabaseNotEmpty(Exception):
    """Fictional people are never put beside others."""


@dataclass(frozen=True)
class Size:
    """How many screenings and cases, and the seed that fixes the people (never the noise)."""

    screenings: int = SCREENINGS
    cases: int = CASES
    seed: int = SEED

    @classmethod
    def of(cls, cases: int, screenings: int | None, seed: int) -> "Size":
        """As many screenings as go with so many cases, unless the number is given."""
        usual = round(cases * SCREENINGS / CASES)
        return cls(usual if screenings is None else screenings, cases, seed)


def load_if_empty(say: Callable[[str], None]) -> None:
    """Load the usual demo into a database without accounts; leave any other as it is."""
    if not somebody_exists():
        load(Size(), say)


def load(size: Size, say: Callable[[str], None]) -> None:
    """Make the country and let two years pass. Refused when there are accounts already."""
    if somebody_exists():
        raise DatabaseNotEmpty("the database is not empty: demo data is loaded into a new one only")
    say(f"Making a fictional country: {size.screenings} screenings, {size.cases} cases …")
    end = clock.now()
    simulation = Simulation(end - YEARS, end)
    with clock.use(clock.SteppedClock(simulation.start)), unit_of_work():
        country = make_country()
    world = World(simulation, country)
    cases = CaseStories(world, size.cases)
    screenings = ScreeningStories(world, cases, size.seed)
    if visited := size.screenings > 4 * PEOPLE_MET:
        VisitStories(world, screenings, size.seed).plan()
    if size.cases >= SHELTERED:
        ShelterStories(world).plan()
    screenings.plan(size.screenings - visited * PEOPLE_MET)
    Intakes(world, cases, size.seed).plan()
    MeetingsTwice(world).plan()
    WorkingStories(world).plan()
    with _patient_collector():
        simulation.run(freezing_days(simulation), freeze_due, world.take_up_again)
    with clock.use(clock.SteppedClock(end)), unit_of_work():
        make_duty_roster(country)
        make_directory(country)
        assistance_stories.tell(country)
        costs.tell(country)
        escalate_due()
        record(DemoLoaded(screenings=size.screenings, cases=cases.opened), None)
    _settle()
    say(f"Ready: {cases.opened} cases.")


@contextmanager
def _patient_collector() -> Iterator[None]:
    """Two years make many rows that live until the next break: looking through them for rubbish
    after every few hundred new ones finds none and takes its time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def freezing_days(simulation: Simulation) -> list[datetime]:
    """The early morning of each day on which a month, and with it perhaps a quarter, is due."""
    month, days = Period.month_of(simulation.start.date()), list[datetime]()
    while (due := datetime.combine(month.due, time(4), UTC)) < simulation.end:
        days.append(due)
        month = month.next
    return days


def _settle() -> None:
    """What the worker does between two acts, at once for two years: messages, checkpoints."""
    while outbox.dispatch():
        pass
    while seal_checkpoint():
        pass
    copy_checkpoints(copies_folder())
