"""What the set-up puts on the pages of everybody."""

from flask import url_for

from casework.policy import Actor, Role
from casework.setup import texts
from casework.setup.domain import (
    CodeNotRight,
    MailNotTaken,
    NotDoneYet,
    NotReady,
    SetupClosed,
    SignInFirst,
)
from casework.setup.looking import standings
from casework.setup.queries import own_setup
from casework.web.codes import register_words
from casework.web.errors import explain
from casework.web.languages import _l
from casework.web.navigation import (
    MOST_ROWS,
    WorkList,
    WorkRow,
    WorkRows,
    register_done,
    register_work_list,
)

REFUSED = {
    CodeNotRight: _l("This is not the code on the console. Read it again; a newer one ends it."),
    SignInFirst: _l("Somebody has an account here already. Sign in as administrator first."),
    SetupClosed: _l("This installation is set up. There is nothing here any more."),
    NotDoneYet: _l("Something is not done yet. The lines below say what."),
    MailNotTaken: _l("The mail server did not take the letter. Check SANAD_SMTP_URL, try again."),
    NotReady: _l(
        "This installation is still being prepared: no real person may be entered yet. The "
        "directory and the urgent numbers are open to you."
    ),
}


def register() -> None:
    """The list of its person, words of success and of refusal."""
    register_words("SetupChanged", task=texts.TITLES)
    tasks = WorkList("setup", _l("Set-up of this installation"), _rows, place=1)
    register_work_list(Role.ADMINISTRATOR, tasks)
    register_done("setup_task", _l("Noted. On with the next task."))
    register_done(
        "setup_finished", _l("Sanad is ready. From now on real people may be entered here.")
    )
    for refusal, text in REFUSED.items():
        explain(refusal, text)


def _rows(actor: Actor) -> WorkRows:
    row = own_setup(actor)
    left = [one for one in standings(row) if not one.done] if row else []
    if row is None:
        return WorkRows()
    if not left:
        return WorkRows([WorkRow(title=_l("Close the set-up"), href=url_for("setup.tasks"))], 1)
    rows = [
        WorkRow(title=texts.TITLES[one.task], href=url_for("setup.task", task=one.task))
        for one in left
    ]
    return WorkRows(rows[:MOST_ROWS], len(rows), url_for("setup.tasks"))
