"""What the journal puts on the pages that belong to all, and its jobs."""

from flask import url_for

from casework.accounts.queries import user_displays
from casework.audit.queries import last_verified
from casework.audit.standing import Verified, verified
from casework.journal import checkpoints, telling, verifying
from casework.journal.fault_words import FAULTS
from casework.journal.forms import EXPORT_REASONS
from casework.journal.refusals import NoSuchFile, NotADecoy, NothingToExport, TooMuchToExport
from casework.journal.texts import STREAMS, UNUSUAL
from casework.journal.unusual import Kind
from casework.policy import Actor, Role
from casework.web.codes import register_words
from casework.web.errors import explain
from casework.web.formats import moment_words
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


def register() -> None:
    """Navigation, the list of the home page, words, jobs."""
    for role in (Role.ADMINISTRATOR, Role.DPO):
        register_navigation(role, [NavItem(_l("Journal"), "journal.journal", "list", 88)])
        broken = WorkList("log_touched", _l("The journal was touched"), touched, 1, edge="late")
        register_work_list(role, broken)
    for role in (Role.DPO, Role.FOCAL_POINT):
        listed = WorkList("alarms", _l("Alarms"), told, place=14, edge="soon")
        register_work_list(role, listed)
    for role in Role:
        mine = WorkList(
            "own_alarms", _l("Somebody may hold your password"), guessed, place=1, edge="late"
        )
        register_work_list(role, mine)
    register_done("watched_kept", _l("Saved."))
    register_done("verification_asked", _l("Asked for. The worker goes through the whole journal."))
    register_words("LogVerified", kind=FAULTS, stream=STREAMS)
    explain(NotADecoy, _l("Only a closed case can be a decoy: somebody works with this file."))
    explain(NoSuchFile, _l("No file has this code. Check the last sign: it catches slips."))
    explain(NothingToExport, _l("No event answers this question. Go back and widen it."))
    explain(TooMuchToExport, _l("This is too much for one file. Go back and choose fewer days."))
    register_words("JournalExported", reason=EXPORT_REASONS)
    telling.register_jobs()
    checkpoints.register_jobs()
    verifying.register_jobs()


def guessed(actor: Actor) -> WorkRows:
    """What to do about a second factor that was guessed at."""
    rows = [
        WorkRow(
            title=_("Wrong codes after the right password"),
            href=url_for("own.password"),
            detail=_("If it was not you, choose another password now."),
            when=one.day.isoformat(),
        )
        for one in telling.guessed_at(actor)[:MOST_ROWS]
    ]
    return WorkRows(rows, len(rows))


def touched(actor: Actor) -> WorkRows:
    """That the last verification found the journal broken, until one finds it whole."""
    last = last_verified()
    if verified(last) is not Verified.TOUCHED or last is None:
        return WorkRows()
    row = WorkRow(
        title=_("See where it is broken, and what to do"),
        href=url_for("journal.journal"),
        when=moment_words(last.at),
    )
    return WorkRows([row], 1)


def told(actor: Actor) -> WorkRows:
    """The alarms of the last days."""
    rows = telling.told_to(actor)
    people = user_displays(one.user_id for one in rows[:MOST_ROWS])
    return WorkRows(
        [
            WorkRow(
                title=UNUSUAL[Kind(one.kind)],
                href=url_for("alarms.alarms"),
                detail=people.get(one.user_id, "") if one.user_id else "",
                when=one.day.isoformat(),
            )
            for one in rows[:MOST_ROWS]
        ],
        len(rows),
        url_for("alarms.alarms"),
    )
