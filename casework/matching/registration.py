"""What matching puts on the pages that belong to all, and on the case file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases.following import register_following
from casework.cases.panels import Extra, register_notices
from casework.cases.queries import Case, case_scope
from casework.cases.service import on_identity
from casework.jobs import register_job, register_periodic
from casework.kernel.refusals import GateClosed
from casework.matching import domain, labels, pages, queries
from casework.matching.service import (
    COMPARE,
    RECOMPUTE,
    TURNS,
    catch_up,
    follow_identity,
    forget_searches,
    recompute,
    spellings,
    tasks_of_worker,
)
from casework.policy import Actor, Role
from casework.tasks.owners import Described, register_climbing, register_owner_kind
from casework.web.codes import register_words
from casework.web.errors import explain
from casework.web.languages import _, _l
from casework.web.navigation import (
    MOST_ROWS,
    Action,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_done,
    register_work_list,
)

DONE = {
    "earlier_asked": _l("The focal point was asked. Go on meanwhile: help does not wait."),
    "match_settled": _l("Recorded, with your reason."),
    "comparison_asked": _l("The caseworker was asked to compare. Their answer will stand here."),
    "spelling_added": _l(
        "The spelling counts from now on, everywhere. Earlier records are being brought up to date."
    ),
    "spelling_withdrawn": _l(
        "The spelling no longer counts. Earlier records are being brought up to date."
    ),
    "comparison_answered": _l("Thank you. The focal point decides; both names are hidden again."),
}
TEXTS = {
    domain.TooManySearches: _l(
        "You searched 30 times within an hour. Wait a while; in an emergency help first, the name "
        "can wait."
    ),
    domain.TooLittleToSearch: _l(
        "Write a given and a family name, or a telephone, or the number of a document."
    ),
    domain.NothingToAsk: _l("Nothing is left to ask: the focal point has answered."),
    domain.NobodyToAsk: _l("Nobody is assigned to this file: ask the caseworker of the other one."),
}
SPELLING_TEXTS = {
    spellings.NotASpelling: _l("Write one word in letters only, 60 at most."),
    spellings.NotAReading: _l(
        "Write a name in letters only, 60 at most, and another than the spelling."
    ),
    spellings.SpellingKnown: _l("This spelling stands on the list already: take it back first."),
    spellings.ListFull: _l("The list holds 2,000 spellings: take back what is not needed."),
    spellings.WithdrawnAlready: _l("Somebody took this spelling back meanwhile."),
}
SECOND_PERSON = _l("You proposed this yourself: another focal point must decide.")


def register() -> None:
    """Everything matching hands to others."""
    states = {"source": labels.STATES, "target": labels.STATES}
    register_words("MatchStepTaken", action=labels.TIMELINE, **states)
    register_words("PersonSearched", reason=labels.REASONS)
    on_identity(follow_identity)
    register_following(tasks_of_worker)
    register_notices(lines_of_case)
    register_periodic("matching.forget", timedelta(days=1), forget_searches)
    register_job(RECOMPUTE, recompute, in_unit=False)
    register_periodic("matching.catch_up", timedelta(minutes=15), catch_up, in_unit=False)
    register_owner_kind("match", describe)
    register_climbing(COMPARE, *TURNS)
    for key, text in DONE.items():
        register_done(key, text)
    for refusal, text in {**TEXTS, **SPELLING_TEXTS}.items():
        explain(refusal, text)
    for action in ("confirm_merge", "confirm_undo"):
        explain(GateClosed, SECOND_PERSON, gate=domain.FOUR_EYES, action=action)
    explain(
        GateClosed,
        _l("Only two open files can be merged: the newer one is not open yet."),
        gate=domain.BOTH_FILES,
    )
    register_action(
        Role.CASEWORKER,
        Action(_l("Look for an earlier record"), "matching.search", "search", "alt", place=29),
    )
    register_action(
        Role.ADMINISTRATOR,
        Action(_l("Spellings of names"), "matching.spellings", "search", "alt", place=87),
    )
    register_action(
        Role.FOCAL_POINT,
        Action(_l("Possible earlier records"), "matching.reviews", "search", "alt", place=35),
    )
    register_work_list(
        Role.FOCAL_POINT, WorkList("earlier", _l("Possible earlier records"), to_judge, place=35)
    )


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """The comparisons a caseworker was asked for. What focal points judge has a list of its own,
    and stands there; overdue, it stands among deadlines too."""
    found = queries.scope(actor, {task.owner_id for task in tasks})
    endpoint = "matching.review" if actor.role is Role.FOCAL_POINT else "matching.compare"
    return {
        task.id: Described(
            labels.task_words(task.kind),
            found[task.owner_id].reference,
            url_for(endpoint, ref=found[task.owner_id].reference),
        )
        for task in tasks
        if task.owner_id in found
    }


def to_judge(actor: Actor) -> WorkRows:
    """The pairs that wait in the regions, what was asked first."""
    shown = pages.rows(queries.reviews(actor, limit=MOST_ROWS))
    return WorkRows(
        [
            WorkRow(
                title=row.state,
                href=url_for("matching.review", ref=row.reference),
                detail=row.regions,
                code=row.reference,
                tag=_("asked") if row.asked else "",
                tone="ochre",
            )
            for row in shown
        ],
        total=queries.how_many(actor),
        see_all=url_for("matching.reviews"),
    )


def lines_of_case(case: Case, actor: Actor) -> Iterator[Extra]:
    """On the file: for who works it, one neutral sentence; for its focal point, its pairs."""
    if actor.role is Role.FOCAL_POINT:
        for row in pages.rows(queries.of_case(case.id, either_side=True)):
            href = url_for("matching.review", ref=row.reference)
            yield Extra(row.state, href, detail=_("Possible earlier record"), code=row.reference)
        return
    standing = queries.standing_of_case(case, actor)
    if standing.word != "none" or standing.own:
        yield Extra(labels.NOTICES[standing.word], url_for("matching.of_case", code=case.code))
    if case.merged_into_id is not None:
        yield _merged(case, actor)


def _merged(case: Case, actor: Actor) -> Extra:
    leading = case.merged_into_id
    assert leading is not None  # noqa: S101 - asked by the caller
    mine = case_scope(actor, [leading])
    code = mine.get(leading, "")
    href = url_for("cases.case_file", code=code) if code else ""
    return Extra(_("Merged into the file that leads"), href, code=code)
