"""The report that a person may ask for: who read their file, when and why, in plain words.

Law 09-08, articles 5 and 7, gives everybody the right to know who received what concerns them. It
names organisations and functions, not workers: they too can be put in danger. It does not say what
the file is about: the paper may be found by somebody else.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from casework.accounts.names import role_name
from casework.accounts.queries import organisation_names, user
from casework.audit.queries import Written, events_of
from casework.cases import labels
from casework.cases.queries import Case
from casework.kernel.clock import MOROCCO
from casework.papers.blocks import Bullets, Heading, Paper, Paragraph, Table
from casework.web.formats import long_date
from casework.web.languages import _, _l, within

SAID = {
    "CaseRead": _l("Your file was read"),
    "IdentityRevealed": _l("Your name was shown"),
    "UrgentAccessOpened": _l("Your file was opened in an emergency"),
    "RestrictedFileOpened": _l("Your file was opened again after it was closed"),
    "ReferralSent": _l("Information about you was sent"),
    "ReferralListed": _l("A few words of what was sent were seen"),
    "ReferralRead": _l("What was sent was read"),
    "ExportMade": _l("A copy was made"),
}
MOST = 2000
KEEP = _l("Keep this paper where nobody else finds it, or leave it with us.")


@dataclass(frozen=True)
class Sight:
    """One line: a day, who (organisation and function), what, why."""

    day: date
    who: str
    what: str
    why: str


def sights(case: Case, language: str) -> list[Sight]:
    """Every reading of the file, the newest first; the same on one day is one line."""
    found = [_sight(one, language) for one in events_of("case", case.id, kinds=SAID, limit=MOST)]
    return [sight for sight, _same in groupby(found)]


def report(case: Case, language: str) -> Paper:
    """The report as a paper in French or Arabic."""
    with within(language):
        lines = sights(case, language)
        rows = tuple((long_date(one.day), one.who, one.what, one.why or "–") for one in lines)
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
                Table(
                    head=(_("Day"), _("Who"), _("What"), _("Why")), rows=rows, shares=(3, 5, 4, 4)
                ),
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


def _sight(one: Written, language: str) -> Sight:
    return Sight(
        one.at.astimezone(MOROCCO).date(),
        _who(one.actor_id, language),
        str(SAID[one.kind]) + _to(one, language),
        _why(one),
    )


def _who(actor_id: UUID | None, language: str) -> str:
    found = user(actor_id) if actor_id else None
    if found is None:
        return _("Automatic step")
    house = organisation_names([found.organisation_id], language)
    return f"{house.get(found.organisation_id, '')}, {role_name(found.role)}"


def _to(one: Written, language: str) -> str:
    recipient = one.said.get("recipient_id")
    if one.kind != "ReferralSent" or not recipient:
        return ""
    name = organisation_names([UUID(str(recipient))], language)
    return ": " + next(iter(name.values()), "")


def _why(one: Written) -> str:
    words: dict[str, Any] = {**labels.REVEAL_REASONS, **labels.COMPARISON, **labels.URGENT_REASONS}
    reason = one.code("reason")
    if one.kind == "IdentityRevealed" and reason == "other":
        return _("Reason written in the file")
    return str(words.get(reason, ""))
