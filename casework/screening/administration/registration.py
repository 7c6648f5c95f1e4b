"""What the administration of questionnaires puts on the pages that belong to all."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from casework.policy import Actor, Permission, Role, decide
from casework.screening.administration import queries, refusals
from casework.screening.administration.service.publishing import OWNER, TO_PUBLISH
from casework.screening.library import NotInThisLanguage
from casework.tasks.owners import Described, register_owner_kind
from casework.web.errors import explain
from casework.web.languages import _, _l
from casework.web.navigation import (
    MOST_ROWS,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_done,
    register_navigation,
    register_work_list,
)

DONE = {
    "instrument_copied": _l("A draft is made. Nobody but you can change it."),
    "instrument_saved": _l("The draft is saved."),
    "instrument_discarded": _l("The draft is thrown away."),
    "instrument_proposed": _l("The version is proposed. Somebody else reads and publishes it."),
    "instrument_taken_back": _l("The version is your draft again."),
    "instrument_published": _l("The version is published. New screenings begin with it."),
    "instrument_sent_back": _l("The version went back to its author, with your reason."),
    "instrument_withdrawn": _l("The version is not offered any more. It stays readable."),
    "example_saved": _l("The example is saved."),
    "example_removed": _l("The example is removed."),
}
REFUSED = {
    NotInThisLanguage: _l(
        "This questionnaire is not yet complete in the language of the page. Change the language "
        "of the page, or choose another questionnaire."
    ),
    refusals.DocumentRefused: _l("This is not a questionnaire, and nothing was kept."),
    refusals.DocumentTooLong: _l("This questionnaire is too long. Nothing was kept."),
    refusals.NotADraft: _l("This version is no draft any more. Make a copy to change it."),
    refusals.NotProposed: _l("Nobody asks to publish this version any more."),
    refusals.StillFaulty: _l("Mend what is noted on this page first: %(count)s."),
    refusals.NoLanguageComplete: _l(
        "No language is complete. Complete the words of one language first."
    ),
    refusals.NotAReader: _l("Choose somebody of the list to read it."),
    refusals.OtherContent: _l("The version changed since you read it. Read it again."),
    refusals.LastOffered: _l(
        "No other questionnaire is left to screen with. Publish another version first."
    ),
    refusals.NotPublished: _l("Only a published version can be withdrawn, and only once."),
    refusals.TooManyExamples: _l("There are %(most)s examples. Remove one first."),
}


def register() -> None:
    """The entry of the bar, work lists of both persons, words."""
    register_navigation(
        Role.ADMINISTRATOR,
        [NavItem(_l("Questionnaires"), "instruments.listed", "list", place=74)],
    )
    for role in (Role.ADMINISTRATOR, Role.FOCAL_POINT):
        register_work_list(
            role, WorkList("instruments", _l("Questionnaires to publish"), _to_publish, place=28)
        )
    register_work_list(
        Role.ADMINISTRATOR,
        WorkList("own_instruments", _l("My drafts of questionnaires"), _mine, place=73),
    )
    register_owner_kind(OWNER, describe)
    for key, text in DONE.items():
        register_done(key, text)
    for refusal, text in REFUSED.items():
        explain(refusal, text)


def describe(tasks: Sequence[Any], actor: Actor) -> Mapping[UUID, Described]:
    """Name the tasks about versions, for those who may read questionnaires."""
    if not decide(actor, Permission.INSTRUMENT_READ).allowed:
        return {}
    rows = queries.rows_by_id(task.owner_id for task in tasks)
    return {
        task.id: Described(
            _("Read and publish a questionnaire")
            if task.kind == TO_PUBLISH
            else _("Go on with a questionnaire that was sent back"),
            _code(rows[task.owner_id]),
            _address(rows[task.owner_id], task.kind == TO_PUBLISH),
        )
        for task in tasks
        if task.owner_id in rows
    }


def _to_publish(actor: Actor) -> WorkRows:
    if not decide(actor, Permission.INSTRUMENT_PUBLISH).allowed:
        return WorkRows()
    found = queries.to_publish(actor)
    shown = [
        WorkRow(_("Read and publish"), _address(row, True), code=_code(row))
        for row in found[:MOST_ROWS]
    ]
    return WorkRows(shown, len(found))


def _mine(actor: Actor) -> WorkRows:
    found = queries.own_drafts(actor)
    shown = [
        WorkRow(
            _("Go on") if row.state == "draft" else _("Waits for a second person"),
            _address(row, False),
            _("sent back: %(reason)s", reason=row.returned) if row.returned else "",
            code=_code(row),
        )
        for row in found[:MOST_ROWS]
    ]
    return WorkRows(shown, len(found), url_for("instruments.listed") if found else None)


def _code(row: Any) -> str:
    return f"{row.instrument_id} {row.number}"


def _address(row: Any, publishing: bool) -> str:
    endpoint = "instruments.publish" if publishing else "instruments.version"
    return url_for(endpoint, id=row.instrument_id, number=row.number)
