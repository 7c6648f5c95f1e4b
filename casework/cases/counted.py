"""What is counted of cases, exactly, for those who may open them; and who carries how many."""

from flask import url_for

from casework.accounts.queries import user_displays
from casework.cases.labels import PRIORITIES
from casework.cases.queries.workload import open_by_priority, unassigned, workload
from casework.counters import Block, Count, register_block
from casework.policy import Actor, Role
from casework.web.languages import _, _l, _n


def register() -> None:
    """Cases for caseworkers and focal points; the load of each caseworker for those who share the
    work out. Never of whom the cases are."""
    both = (Role.CASEWORKER, Role.FOCAL_POINT)
    register_block(both, Block("cases", _l("Open cases"), open_cases, place=20))
    says = _l("Cases of your regions, by code. No number here is about a person helped.")
    load = Block("load", _l("Load of each caseworker"), loads, says, place=25)
    register_block([Role.FOCAL_POINT], load)


def open_cases(actor: Actor) -> list[Count]:
    """By priority; for a focal point also what nobody has yet."""
    there = url_for("cases.list_cases")
    found = open_by_priority(actor)
    counts = [Count(_("All together"), sum(found.values()), there)]
    counts += [Count(PRIORITIES[priority], number, there) for priority, number in found.items()]
    if actor.role is Role.FOCAL_POINT:
        counts.append(Count(_("Without a caseworker"), unassigned(actor), there, late=True))
    return counts


def loads(actor: Actor) -> list[Count]:
    """Each caseworker with open cases in the regions, with what is late."""
    found = workload(actor)
    names = user_displays([load.user_id for load in found])
    return [
        Count(
            names.get(load.user_id, ""),
            load.cases,
            url_for("cases.team", who=load.user_id),
            _n("%(num)s late deadline", "%(num)s late deadlines", load.late) if load.late else "",
        )
        for load in found
    ]
