"""A version beside another: what differs, and what the same answers become in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from casework.kernel import clock
from casework.policy import Permission
from casework.screening.administration import queries
from casework.screening.administration.examples import examples_for
from casework.screening.administration.queries import VersionPage
from casework.screening.administration.views.blueprint import blueprint
from casework.screening.administration.views.lists import version_for
from casework.screening.domain.drafting.difference import Change, difference
from casework.screening.domain.drafting.trial import Trial, try_on
from casework.screening.domain.instrument import Instrument, Question, Section
from casework.screening.loader import indicator_standard
from casework.web.guard import guard, signed_in_actor


@dataclass(frozen=True)
class Group:
    """What differs at one place: the whole, a page, or a question."""

    section: Section | None
    question: Question | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side; `old` is None for the first of its kind."""

    old: Instrument | None
    new: Instrument
    groups: tuple[Group, ...]
    trials: tuple[Trial, ...]
    runs: bool

    @property
    def count(self) -> int:
        """How many differences there are."""
        return sum(len(group.changes) for group in self.groups)

    @property
    def outcomes(self) -> int:
        """How many of the examples end otherwise."""
        return sum(trial.changes for trial in self.trials)


def comparison(page: VersionPage, other: Instrument | None) -> Comparison:
    """A version beside another. Only a version without faults is tried on answers."""
    runs = other is not None and not page.faults
    on = clock.now().astimezone(clock.MOROCCO).date()
    standard = indicator_standard()
    trials = [
        try_on(example, other, page.instrument, standard, on)
        for example in (examples_for(page.instrument.id) if runs else ())
        if other is not None
    ]
    groups = tuple(_groups(other, page.instrument)) if other else ()
    return Comparison(other, page.instrument, groups, tuple(trials), runs)


def compared(page: VersionPage) -> Comparison:
    """The version of the page beside the one asked for, else the one that is offered."""
    chosen = request.args.get("with", "")
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 7 and chosen != page.number:
        found = queries.version_page(signed_in_actor(), page.instrument.id, chosen)
        if found is not None:
            return comparison(page, found.instrument)
    return comparison(page, queries.compared_with(page))


@blueprint.get("/<id>/<int:number>/differences")
@guard(Permission.INSTRUMENT_READ, load=version_for)
def differences(page: VersionPage) -> str:
    """What differs, part by part, old beside new."""
    return _side_by_side("instruments/differences.html", page)


@blueprint.get("/<id>/<int:number>/trial")
@guard(Permission.INSTRUMENT_READ, load=version_for)
def trial(page: VersionPage) -> str:
    """What the same answers become in both versions."""
    return _side_by_side("instruments/trial.html", page)


def _side_by_side(template: str, page: VersionPage) -> str:
    others = [one for one in queries.versions_of(page.instrument.id) if one.number != page.number]
    return render_template(
        template,
        page=page,
        both=compared(page),
        others=[(one.number, one.number) for one in others],
    )


def _groups(old: Instrument, new: Instrument) -> Any:
    found: dict[tuple[str, str], list[Change]] = {}
    for change in difference(old, new):
        found.setdefault((change.section, change.question), []).append(change)
    sections = {section.id: section for section in (*old.sections, *new.sections)}
    questions = {**old.by_id, **new.by_id}
    for (section, question), changes in found.items():
        yield Group(sections.get(section), questions.get(question), tuple(changes))
