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
from casework.kernel.clock import MOROCCO
from casework.papers.blocks import Bullets, Heading, Paper, Paragraph, Table
from casework.web.formats import long_date
from casework.web.languages import _, _l, within

MOST = 2000
CUT = _l("The newest lines stand here. There are earlier ones: ask us for them.")
KEEP = _l("Keep this paper where nobody else finds it, or leave it with us.")


@dataclass(frozen=True)
class Sight:
    """One line: a day, who (organisation and function), what, why."""

    day: date
    who: str
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
    lines = dict.fromkeys(_sight(one, language) for one in [*found.values()][:MOST])
    return list(lines), len(found) > MOST


def _same(one: Written) -> tuple[Any, ...]:
    day = one.at.astimezone(MOROCCO).date()
    return day, one.actor_id, one.kind, one.code("reason"), one.code("recipient_id")


def report(case: Case, language: str) -> Paper:
    """The report as a paper in French or Arabic."""
    with within(language):
        lines, cut = sights(case, language)
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


def _sight(one: Written, language: str) -> Sight:
    return Sight(
        one.at.astimezone(MOROCCO).date(),
        _who(one.actor_id, language),
        str(TOLD[one.kind]) + _to(one, language),
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
