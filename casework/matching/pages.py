"""What the pages about a pair show, put together for their templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from markupsafe import Markup

from casework.accounts.queries import user_displays
from casework.cases import queries as cases
from casework.kernel.workflow import possible
from casework.matching import labels, queries
from casework.matching.domain import BOTH_FILES, FOUR_EYES, TABLE, State, four_eyes
from casework.policy import Actor, Permission
from casework.web.codes import region_name
from casework.web.formats import bdi, code
from casework.web.languages import _
from casework.workflow.service import history


@dataclass(frozen=True)
class Row:
    """A pair in a list: by its reference and the codes of its files."""

    reference: str
    codes: Markup
    regions: str
    state: Any
    tone: str
    asked: bool
    made_at: Any


@dataclass(frozen=True)
class File:
    """One of the two files; `href` only where the reader may open it."""

    role: Any
    code: str
    region: str
    href: str | None
    leads: bool


@dataclass(frozen=True)
class Listed:
    """A spelling in a list, with who added it and who took it back."""

    row: Any
    added_by: str
    withdrawn_by: str


def spellings(found: Sequence[Any]) -> list[Listed]:
    """The lines of the list of spellings; a command of the installation has no name."""
    ids = (id for row in found for id in (row.added_by_id, row.withdrawn_by_id))
    names = user_displays(id for id in ids if id)
    nobody = _("Command of the installation")
    return [
        Listed(row, names.get(row.added_by_id, nobody), names.get(row.withdrawn_by_id, ""))
        for row in found
    ]


def rows(found: Sequence[Any]) -> list[Row]:
    """The lines of a list of pairs."""
    codes = cases.codes_of(id for one in found for id in (one.case_id, one.earlier_case_id) if id)
    return [
        Row(
            reference=one.reference,
            codes=Markup(" · ").join(
                code(codes[id]) for id in (one.case_id, one.earlier_case_id) if id
            ),
            regions=" · ".join(region_name(region) for region in one.regions),
            state=labels.STATES[one.state],
            tone=labels.TONES[one.state],
            asked=one.asked_at is not None,
            made_at=one.asked_at or one.made_at,
        )
        for one in found
    ]


def files(review: Any, actor: Actor) -> list[File]:
    """The two files of a pair, the earlier first."""
    both = [(labels.LEADS["earlier"], review.earlier_case_id, review.earlier_region)]
    if review.case_id:
        both.append((labels.LEADS["newer"], review.case_id, review.region))
    codes = cases.codes_of(id for _role, id, _region in both)
    mine = cases.case_scope(actor, [id for _role, id, _region in both])
    return [
        File(
            role,
            codes[id],
            region_name(region),
            url_for("cases.case_file", code=codes[id]) if id in mine else None,
            leads=review.leading_id == id and review.state != State.LINKED,
        )
        for role, id, region in both
    ]


def parts(review: Any, actor: Actor) -> list[tuple[Any, Any, str]]:
    """In what the two agree: part, word, tone."""
    alike = queries.alike_of(review, actor)
    found = [
        (name, labels.part_word(part, word), labels.AGREE_TONES[word])
        for part, name in labels.PARTS.items()
        if (word := getattr(alike, part))
    ]
    if alike.exchanged:
        found.append((_("Given and family name"), labels.AGREES["exchanged"], "ochre"))
    return found


def actions(review: Any, actor: Actor) -> list[str]:
    """What this focal point may do now: the arrows of the table whose gates would open."""
    closed = set()
    if review.case_id is None:
        closed.add(BOTH_FILES)
    if not four_eyes(review.proposed_by_id, actor.user_id):
        closed.add(FOUR_EYES)
    arrows = possible(TABLE, review.state, [Permission.MATCH_REVIEW])
    return [arrow.action for arrow in arrows if not closed & set(arrow.gates)]


def events(review: Any) -> list[dict[str, Any]]:
    """What happened to the pair, newest first, with the reasons given."""
    steps = history("match", review.id)
    names = user_displays(step.actor_id for step in steps)
    return [
        {
            "at": step.at,
            "title": labels.TIMELINE[step.action],
            "detail": _detail(step, names),
            "state": "done",
        }
        for step in reversed(steps)
    ]


def _detail(step: Any, names: Any) -> Any:
    by = names.get(step.actor_id, "") if step.actor_id else ""
    words = step.reason.reveal().text if step.reason else ""
    return Markup(" · ").join(bdi(part) for part in (by, words) if part)


def whose(review: Any) -> list[tuple[str, Any]]:
    """The two files for the choice of a caseworker."""
    ids: dict[str, UUID] = {"newer": review.case_id, "earlier": review.earlier_case_id}
    codes = cases.codes_of(ids.values())
    return [
        (key, Markup("{} {}").format(labels.LEADS[key], code(codes[id]))) for key, id in ids.items()
    ]
