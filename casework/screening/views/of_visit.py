"""The people met at one visit: the next one begins here, and the others are told by code or only by
their number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases.panels import Extra
from casework.policy import Actor, Permission, decide
from casework.screening import library, queries, service
from casework.screening.at_visit import known_at, met_at, others_than, visit_id_of
from casework.screening.domain.offering import Setting
from casework.screening.forms import PersonForm
from casework.screening.queries import Screening
from casework.screening.views.begin import hint_of
from casework.screening.views.blueprint import blueprint
from casework.screening.views.words import local, state_tag
from casework.visits import queries as visits
from casework.visits.people import Met, People
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import _n, current_language


@blueprint.route("/v/<reference>/person", methods=["GET", "POST"])
@guard(Permission.VISIT_WORK, load=visits.own_visit)
def begin_at_visit(visit: Any) -> Any:
    """The next person of a visit: at once by the usual questionnaire, or by another one."""
    form, language, actor = PersonForm(), current_language(), signed_in_actor()
    offered = library.for_whom_meets(actor.role.value, Setting.WORKPLACE, language)
    found = {one.id: one for one in offered}
    form.instrument.choices = [(id, local(one.title)) for id, one in found.items()]
    return submit(
        form,
        "screening/begin_at_visit.html",
        act=lambda: service.begin_at(
            visit,
            found.get(form.instrument.data or "") or service.usual_instrument(language),
            actor,
        ),
        then=lambda made: url_for(".resume", reference=made.reference),
        visit=visit,
        hints={one.id: hint_of(one) for one in offered},
    )


@dataclass(frozen=True)
class Around:
    """What a reader may know of those met at the same workplace: how many; perhaps the visit."""

    words: str
    visit: str = ""
    codes: tuple[Met, ...] = ()


class Meetings:
    """How screenings meet the people of a visit (see casework.visits.people)."""

    def counts(self, visit_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        """How many people were met at each of several visits."""
        return met_at(visit_ids)

    def people(self, visit: Any, actor: Actor) -> People:
        """The own screenings; for a focal point those that were sent. Of the others, how many."""
        met = tuple(_met(one, actor) for one in known_at(actor, visit.id))
        return People(met, met_at([visit.id]).get(visit.id, 0) - len(met))

    def next_href(self, visit: Any) -> str:
        """Where the next person's interview begins."""
        return url_for("screening.begin_at_visit", reference=visit.reference)


def around(screening: Screening, actor: Actor) -> Around | None:
    """Those met with somebody: a number; the visit and, for its focal point, codes besides."""
    visit_id = visit_id_of(screening)
    if visit_id is None:
        return None
    visit = visits.visit_by_id(visit_id)
    others = others_than(screening)
    words = others_met(others) if others else ""
    if visit is None or not decide(actor, Permission.VISIT_SKELETON, visit.resource()).allowed:
        return Around(words)
    known = known_at(actor, visit.id)
    return Around(
        words, visit.reference, tuple(_met(one, actor) for one in known if one.id != screening.id)
    )


def others_met(count: int) -> str:
    """How many others, in words."""
    return _n(
        "%(num)s other person met at the same workplace",
        "%(num)s other people met at the same workplace",
        count,
    )


def met_with(case: Any, actor: Actor) -> list[Extra]:
    """On the summary of a case: how many others were met at the same workplace, and no more."""
    screening = queries.screening_of_case(case.id)
    others = others_than(screening) if screening is not None else 0
    return [Extra(others_met(others), "")] if others else []


def _met(screening: Screening, actor: Actor) -> Met:
    mine = screening.author_id == actor.user_id
    place = "screening.resume" if mine else "screening.item"
    return Met(
        screening.reference, url_for(place, reference=screening.reference), *state_tag(screening)
    )


def around_reader(screening: Screening) -> Around | None:
    """For templates: what the reader of this page may know."""
    return around(screening, signed_in_actor())
