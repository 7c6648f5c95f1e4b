"""The report that a person may ask for: who read their file, when and why, in plain words.

Law 09-08, articles 5 and 7, gives everybody the right to know who received what concerns them. It
names organisations and functions, not workers: they too can be put in danger. It does not say what
the file is about: the paper may be found by somebody else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from casework.accounts.names import role_name
from casework.accounts.queries import organisation_names, user
from casework.audit.queries import Written, every_event_of
from casework.cases import labels
from casework.cases.looking import TOLD
from casework.cases.queries import Case
from casework.cases.readers import Readers, Reason
from casework.kernel.clock import MOROCCO
from casework.papers.blocks import Bullets, Heading, Paper, Paragraph, Table
from casework.web.formats import long_date
from casework.web.languages import _, _l, within

MOST = 2000
CUT = _l("The newest lines stand here. There are earlier ones: ask us for them.")
KEEP = _l("Keep this paper where nobody else finds it, or leave it with us.")


WHY: dict[Reason, Any] = {
    Reason.EMERGENCY: _l("It was an emergency."),
    Reason.KEPT: _l("The file had been closed, and a reason was written down."),
    Reason.FOLLOWS: _l("This person follows your file."),
    Reason.BESIDE: _l("This person follows your file as the second one."),
    Reason.STANDS_IN: _l("This person stands in for whoever follows your file."),
    Reason.INVITED: _l("This person was invited to a meeting about the help for you."),
    Reason.TAKES_OVER: _l("This organisation was asked to follow your file."),
    Reason.COLLEAGUE: _l("This organisation follows your file."),
    Reason.REGION: _l("This person watches over the help in the region."),
    Reason.OFFICER: _l("This person watches over how your data are protected."),
    Reason.JUSTICE: _l("The law asks that this person is told."),
    Reason.ASKED: _l("This organisation was asked to help you."),
}


@dataclass(frozen=True)
class Sight:
    """One line: a day, who (organisation and function) did what, and why."""

    day: date
    what: str
    why: str


def sights(case: Case, language: str) -> tuple[list[Sight], bool]:
    """Every reading of the file, the newest first; the same on one day is one line, so that many
    readings hide none. Second: whether there are more lines than the 2000 that are given."""
    found: dict[Any, Written] = {}
    for one in every_event_of("case", case.id, TOLD):
        if len(found) > MOST:
            break
        found.setdefault(_same(one), one)
    shown = [*found.values()][:MOST]
    readers = Readers(case.id, shown)
    lines = dict.fromkeys(_sight(one, readers, language) for one in shown)
    return list(lines), len(found) > MOST


def _same(one: Written) -> tuple[Any, ...]:
    day = one.at.astimezone(MOROCCO).date()
    return day, one.actor_id, one.kind, one.code("reason"), one.code("recipient_id")


def report(case: Case, language: str) -> Paper:
    """The report as a paper in French or Arabic."""
    with within(language):
        lines, cut = sights(case, language)
        rows = tuple((long_date(one.day), f"{one.what} {one.why}".strip()) for one in lines)
        return Paper(
            title=_("Who read your file"),
            language=language,
            code=case.code,
            blocks=(
                Paragraph(
                    _(
                        "This paper is yours. It says which organisations read the file that "
                        "helps you, on which day and why. Every reading is written down by "
                        "itself and nobody can erase it."
                    )
                ),
                Table(head=(_("Day"), _("Who read it, and why")), rows=rows, shares=(3, 13)),
                *((Paragraph(str(CUT)),) if cut else ()),
                Heading(_("What you can do")),
                Bullets(_rights()),
                Paragraph(
                    _("Keep this paper where nobody else finds it, or leave it with us."),
                    small=True,
                ),
            ),
        )


def _rights() -> tuple[str, ...]:
    return (
        _("You may ask us to explain any line of this paper."),
        _("You may ask to see what is written about you, and to have it corrected."),
        _("You may take back what you agreed to. Urgent help does not depend on it."),
        _("You may complain to the national commission for data protection (CNDP)."),
    )


def _sight(one: Written, readers: Readers, language: str) -> Sight:
    said = str(TOLD[one.kind]) % {"who": _who(one.actor_id, language), "to": _to(one, language)}
    return Sight(one.at.astimezone(MOROCCO).date(), said, _why(one, readers))


def _who(actor_id: UUID | None, language: str) -> str:
    found = user(actor_id) if actor_id else None
    if found is None:
        return _("Automatic step")
    house = organisation_names([found.organisation_id], language)
    return f"{house.get(found.organisation_id, '')} ({role_name(found.role)})"


def _to(one: Written, language: str) -> str:
    recipient = one.said.get("recipient_id")
    name = organisation_names([UUID(str(recipient))], language) if recipient else {}
    return next(iter(name.values()), "") or _("another organisation")


def _why(one: Written, readers: Readers) -> str:
    """The reason that was given, else what they were to the file on that day."""
    words: dict[str, Any] = {**labels.REVEAL_REASONS, **labels.COMPARISON, **labels.URGENT_REASONS}
    given = one.code("reason")
    if one.kind == "IdentityRevealed" and given == "other":
        return _("Reason written in the file.")
    if given in words:
        return _("Reason: %(reason)s.", reason=str(words[given]))
    found = readers.reason(one)
    return str(WHY[found]) if found else ""
