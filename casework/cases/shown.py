"""The list of the home page that says to whom else an identity of one's cases was shown."""

from flask import url_for

from casework.accounts.queries import user_displays
from casework.cases import labels, queries
from casework.policy import Actor
from casework.web.formats import moment_words
from casework.web.languages import _l
from casework.web.navigation import MOST_ROWS, WorkList, WorkRow, WorkRows


def _shown_to_others(actor: Actor) -> WorkRows:
    """Who else was shown an identity of the actor's cases within a week, and why."""
    found = queries.shown_to_others(actor, MOST_ROWS + 1)
    names = user_displays(row.user_id for row in found)
    rows = [
        WorkRow(
            title=names.get(row.user_id, ""),
            href=url_for("cases.access", code=row.code),
            code=row.code,
            detail=labels.SHOWN_FOR.get(row.reason, ""),
            when=moment_words(row.given_at),
        )
        for row in found[:MOST_ROWS]
    ]
    return WorkRows(rows, total=len(found))


SHOWN = WorkList("shown", _l("Identity shown to others"), _shown_to_others, place=45, aside=True)
