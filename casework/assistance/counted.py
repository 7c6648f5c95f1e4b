"""Training and goods, counted exactly: they are about no person helped. Who was reached by a
distribution is counted for its own team alone (`reach`)."""

from uuid import UUID

from flask import url_for

from casework.assistance import reach
from casework.assistance.texts import AUDIENCES, CATEGORIES
from casework.cases.queries import today
from casework.counters import About, Block, Count, register_about, register_block
from casework.funding import queries as funding
from casework.policy import Actor, Role
from casework.web.languages import _, _l, _n


def register() -> None:
    """The whole country for who supervises, their own organisation for who runs programmes."""
    readers = (Role.ANALYST, Role.FOCAL_POINT, Role.DISTRIBUTION_OFFICER)
    says = _l("People who took part, in the present year. Somebody who came twice counts twice.")
    training = Block("training", _l("Reach of training"), trained, says, place=60)
    register_block(readers, training)
    says = _l("Whom they reached, and what that cost for each person, stands on the page behind.")
    mine = Block("reach", _l("Distributions of your projects"), reached, says, place=62)
    register_block([Role.DISTRIBUTION_OFFICER], mine)
    says = _l("Things, not people. Whom a distribution reached is known to its own team alone.")
    register_about(About("programmes", _l("Training and goods"), _of_organisation, place=30))
    register_block(readers, Block("goods", _l("Distributions and goods"), given, says, place=65))


def _of_organisation(organisation_id: UUID) -> list[Count]:
    """Training and distributions of one organisation in the present year."""
    year = today().year
    sessions = reach.trained_in(year, organisation_id)
    done = reach.done_in(year, organisation_id)
    people = sum(one.people for one in sessions.values())
    held = sum(one.sessions for one in sessions.values())
    counts = [Count(_("Staff trained"), people, note=_sessions(held))] if sessions else []
    counts += [Count(_("Distributions done"), len(done))] if done else []
    return counts + [
        Count(CATEGORIES[category], number, note=unit)
        for (category, unit), number in reach.goods_given(done).items()
    ]


def trained(actor: Actor) -> list[Count]:
    """Who took part in training in the present year, by kind of body."""
    found = reach.trained_in(today().year, _organisation(actor))
    if not found:
        return []
    whole = sum(one.people for one in found.values())
    sessions = sum(one.sessions for one in found.values())
    return [Count(_("All together"), whole, note=_sessions(sessions))] + [
        Count(AUDIENCES[audience], one.people, note=_sessions(one.sessions))
        for audience, one in found.items()
    ]


def reached(actor: Actor) -> list[Count]:
    """Each project in which the own organisation distributed, with the way to whom it reached."""
    done = reach.done_by_project(actor)
    return [
        Count(project.title, done[project.id], url_for("assistance.reach", code=project.code))
        for project in funding.projects(actor)
        if done.get(project.id)
    ]


def given(actor: Actor) -> list[Count]:
    """Distributions done in the present year, and the goods they gave."""
    year, organisation_id = today().year, _organisation(actor)
    done = reach.done_in(year, organisation_id)
    if not done:
        return []
    return [Count(_("Distributions done"), len(done))] + [
        Count(CATEGORIES[category], number, note=unit)
        for (category, unit), number in reach.goods_given(done).items()
    ]


def _sessions(number: int) -> str:
    return _n("%(num)s session", "%(num)s sessions", number)


def _organisation(actor: Actor) -> UUID | None:
    return actor.organisation_id if actor.role is Role.DISTRIBUTION_OFFICER else None
