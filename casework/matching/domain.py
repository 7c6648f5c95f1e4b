"""Two files that may be one person's: what is known of the pair, and who may settle it. Pure.

Nothing merges by itself. A focal point judges by words (same sound, one year apart), never by
names; a merge and its undoing take two of them, and both files keep their content.
"""

from dataclasses import dataclass
from enum import StrEnum

from casework.kernel.refusals import Conflict, Refusal
from casework.kernel.workflow import START, Transition
from casework.policy import Permission

SEARCHES_AN_HOUR = 30
MOST_KEPT = 5
SEARCH_REASONS = ("report_received", "came_forward", "sent_by_others", "other")
AT_IDENTITY = "identity"
BOTH_FILES = "G-BOTH"
FOUR_EYES = "G-4EYES"


class TooManySearches(Refusal):
    """Thirty searches an hour are work; more are a way to find out who is known."""

    status = 429


class NothingToAsk(Conflict):
    """No earlier record waits for an answer of the focal point any more."""


class TooLittleToSearch(Refusal):
    """A search needs a given and a family name, or a telephone, or a document."""

    field = "given_name"


class NobodyToAsk(Conflict):
    """The file has no caseworker who could compare."""

    field = "whose"


class State(StrEnum):
    """Where a pair stands."""

    OPEN = "open"
    LINKED = "linked"
    SEPARATED = "separated"
    MERGE_PROPOSED = "merge_proposed"
    MERGED = "merged"
    UNDO_PROPOSED = "undo_proposed"
    LAPSED = "lapsed"


class Answer(StrEnum):
    """What a caseworker says who saw both identities."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_SAY = "cannot_say"


S = State
JUDGE = Permission.MATCH_REVIEW
SYSTEM = Permission.SYSTEM_STEP
TO_JUDGE = (S.OPEN, S.LINKED)
TO_CONFIRM = (S.MERGE_PROPOSED, S.UNDO_PROPOSED)
SETTLED = (S.LINKED, S.SEPARATED, S.MERGED, S.LAPSED)
FOUND_AGAIN_FROM = (S.SEPARATED, S.LAPSED, S.LINKED)
SAME_PERSON = (S.LINKED, S.MERGED, S.MERGE_PROPOSED, S.UNDO_PROPOSED)


def _judged(action: str, source: State, target: State, *gates: str) -> Transition:
    return Transition(action, source, target, JUDGE, gates=gates, needs_reason=True)


TABLE: tuple[Transition, ...] = (
    Transition("find", START, S.OPEN, SYSTEM),
    _judged("link", S.OPEN, S.LINKED),
    *(_judged("separate", source, S.SEPARATED) for source in TO_JUDGE),
    *(_judged("propose_merge", source, S.MERGE_PROPOSED, BOTH_FILES) for source in TO_JUDGE),
    _judged("confirm_merge", S.MERGE_PROPOSED, S.MERGED, FOUR_EYES),
    _judged("refuse_merge", S.MERGE_PROPOSED, S.OPEN),
    _judged("propose_undo", S.MERGED, S.UNDO_PROPOSED),
    _judged("confirm_undo", S.UNDO_PROPOSED, S.LINKED, FOUR_EYES),
    _judged("refuse_undo", S.UNDO_PROPOSED, S.MERGED),
    Transition("lapse", S.OPEN, S.LAPSED, SYSTEM),
    *(Transition("find_again", source, S.OPEN, SYSTEM) for source in FOUND_AGAIN_FROM),
)
ACTIONS = tuple(dict.fromkeys(one.action for one in TABLE if one.permission == JUDGE))


@dataclass(frozen=True)
class Alike:
    """In what two descriptions agree, as words; whether strongly; and a digest of what was
    compared, so that a pair once separated comes back only when an identity changed."""

    given: str
    family: str
    exchanged: bool
    birth_year: str
    birth_day: str
    sex: str
    nationality: str
    phone: str
    document: str
    strong: bool
    compared: str


@dataclass(frozen=True)
class FoundCase:
    """A case that a search found, with its region and the agreement."""

    case_id: str
    region: str
    alike: Alike


@dataclass(frozen=True)
class Found:
    """What a search found, the most alike first. At most five."""

    cases: tuple[FoundCase, ...] = ()


@dataclass(frozen=True)
class Compared:
    """What the caseworker answered who compared."""

    answer: str
    words: str = ""


def four_eyes(proposed_by: object, actor: object) -> bool:
    """Whether somebody else decides than proposed."""
    return proposed_by is not None and proposed_by != actor
