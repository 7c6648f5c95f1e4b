"""What stays in the files of others when a case goes: links, which are taken out with it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import or_, select

from casework.cases.queries import codes_of
from casework.db import db
from casework.retention.subjects import Mention, Roots, register_further, register_mentions
from casework.together.domain.links import CONFIRMED
from casework.together.models import CaseLink


def register() -> None:
    """Links with cases that go."""
    register_further("links", links_by_code)
    register_mentions("linked_file", linked_files)


def links_by_code(reached: Mapping[str, Collection[UUID]]) -> Roots:
    """Links that nobody decided on yet name the other case by its code alone: they go with it."""
    codes = codes_of(reached.get("case", ()))
    if not codes:
        return {}
    rows = select(CaseLink.id).where(CaseLink.other_code.in_(codes.values()))
    return {"case_link": set(db.session.scalars(rows))}


def linked_files(cases: Collection[UUID]) -> list[Mention]:
    """The other files of confirmed links: what was written there may name the person."""
    ids = set(cases)
    rows = select(CaseLink.case_id, CaseLink.other_case_id).where(
        CaseLink.state == CONFIRMED,
        or_(CaseLink.case_id.in_(ids), CaseLink.other_case_id.in_(ids)),
    )
    others = {one for row in db.session.execute(rows) for one in row if one} - ids
    return [Mention("linked_file", code=code) for code in sorted(codes_of(others).values())]
