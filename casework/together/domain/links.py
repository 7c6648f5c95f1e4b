"""Two cases that belong together: the same recruitment, the same family. A link, never a merger.

Whoever works one of them learns that a link of some kind exists, and the code of the other only
when a focal point says that both teams need it, or when they may know of the other case anyway.
"""

from dataclasses import dataclass

from casework.kernel.ids import normalise_code
from casework.kernel.refusals import Refusal
from casework.kernel.workflow import START, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

KINDS = ("co_victim", "parent_child", "sibling", "couple", "other_family", "household")
PROPOSED, CONFIRMED, REJECTED, ENDED = "proposed", "confirmed", "rejected", "ended"

TABLE: Table = (
    T("propose", START, PROPOSED, P.CASE_SKELETON),
    T("confirm", PROPOSED, CONFIRMED, P.CASE_TRIAGE),
    T("reject", PROPOSED, REJECTED, P.CASE_TRIAGE, needs_reason=True),
    T("end", CONFIRMED, ENDED, P.CASE_TRIAGE, needs_reason=True),
)


class NotACode(Refusal):
    """What was typed is no code of a case."""

    field = "other"


class SameCase(Refusal):
    """A case is not linked to itself."""

    field = "other"


class LinkedAlready(Refusal):
    """The two cases are linked, or a proposal waits."""

    field = "other"


class OutOfReach(Refusal):
    """The code leads to no case that this focal point may know of: they cannot confirm the link."""

    status = 409


@dataclass(frozen=True)
class Linked:
    """What binds the two cases, in a code and perhaps in words; sealed."""

    kind: str
    words: str = ""


def code_of(typed: str, own: str) -> str:
    """The code as it stands in the database. Whether such a case exists is not said here."""
    code = normalise_code(typed)
    if code is None or not code.startswith("MA-"):
        raise NotACode()
    if code == own:
        raise SameCase()
    return code
