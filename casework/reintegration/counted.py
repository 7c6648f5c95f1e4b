"""Visits after a return, counted exactly for those who make them: made on time, of those due."""

from flask import url_for

from casework.cases.queries import case_scope, today
from casework.counters import Block, Count, register_block
from casework.policy import Actor, Role
from casework.reintegration import queries
from casework.tasks.queries import in_time
from casework.web.languages import _, _l


def register() -> None:
    """For whoever runs the return before it, and for the caseworkers of the case."""
    says = _l("Visits of your own reintegrations that fell due in the present year.")
    block = Block("visits", _l("Follow-up visits"), visits, says, place=45)
    register_block((Role.RETURN_OFFICER, Role.CASEWORKER), block)


def visits(actor: Actor) -> list[Count]:
    """How many fell due, how many of them were made in time, and the share."""
    files = queries.of_officer(actor) if actor.role is Role.RETURN_OFFICER else _of_cases(actor)
    due, kept = in_time("reintegration", {file.id for file in files}, today().year)
    if not due:
        return []
    there = "reintegration.files" if actor.role is Role.RETURN_OFFICER else "cases.list_cases"
    href = url_for(there)
    return [
        Count(_("Visits due"), due, href),
        Count(_("Made in time"), kept, href),
        Count(_("Follow-up on time"), round(100 * kept / due), href, unit="%"),
    ]


def _of_cases(actor: Actor) -> list[queries.ReintegrationFile]:
    files = queries.under_way()
    mine = case_scope(actor, {file.case_id for file in files})
    return [file for file in files if file.case_id in mine]
