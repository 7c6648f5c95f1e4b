"""The words of conferences, links and conflicts, and how refusals read."""

from collections.abc import Mapping
from typing import Any

from casework.kernel.refusals import Refusal
from casework.together.domain import conference, links
from casework.web.errors import explain
from casework.web.languages import _l, _lp

STATES: Mapping[str, Any] = {
    "planned": _lp("conference", "Planned"),
    "held": _lp("conference", "Held"),
    "cancelled": _lp("conference", "Cancelled"),
}
TONES = {"planned": "blue", "held": "green", "cancelled": ""}
LINK_KINDS: Mapping[str, Any] = {
    "co_victim": _lp("link", "Met in the same situation"),
    "parent_child": _lp("link", "Parent and child"),
    "sibling": _lp("link", "Brothers and sisters"),
    "couple": _lp("link", "Couple"),
    "other_family": _lp("link", "Other family"),
    "household": _lp("link", "Same household"),
}
LINK_STATES: Mapping[str, Any] = {
    "proposed": _lp("link", "Waits for a focal point"),
    "confirmed": _lp("link", "Confirmed"),
    "rejected": _lp("link", "Not confirmed"),
    "ended": _lp("link", "Ended"),
}
LINK_TONES = {"proposed": "ochre", "confirmed": "green"}
DONE = {
    "conference_kept": _l("The conference is prepared. Next: whom to invite."),
    "invited": _l("Invited. They see what you share while the conference is open."),
    "uninvited": _l("The invitation ended. They see nothing of it any more."),
    "conference_held": _l("The minutes are kept. Decisions with a day are among the deadlines."),
    "conference_cancelled": _l("Cancelled. Nobody sees anything of it any more."),
    "carried_out": _l("Recorded."),
    "link_proposed": _l("A focal point looks at your proposal."),
    "link_decided": _l("Recorded. Both files stay apart."),
    "conflict_declared": _l("Declared. The case is out of reach for this person from now on."),
    "conflict_ended": _l("The conflict of interest is ended."),
}
TEXTS: Mapping[type[Refusal], Any] = {
    conference.AttendanceEnded: _l(
        "Conference %(reference)s: your access to it has ended, and nothing of it is shown any "
        "more. If you need to know more, ask whoever convened it: %(organisation)s."
    ),
    conference.MomentOutOfRange: _l("Choose a moment ahead, within six months."),
    conference.SaidNo: _l(
        "The person said no: this organisation is not invited, not even to an anonymous conference."
    ),
    conference.NotAgreedToShare: _l(
        "The person has not agreed that this organisation be told anything. Ask them first, or "
        "make the conference anonymous."
    ),
    conference.BeyondAgreed: _l(
        "The person has not agreed that an organisation invited be told all that this conference "
        "tells. Tell less, or ask them."
    ),
    conference.InvitedAlready: _l("This organisation is invited already."),
    conference.NothingDecided: _l("Write who was there, and what was decided or why nothing was."),
    conference.HeldTooEarly: _l("Minutes are written once the conference has begun."),
    conference.NoSuchDecision: _l("The conference took no such decision."),
    links.NotACode: _l("Write a code such as MA-26-7KQ4-M."),
    links.SameCase: _l("This is the code of this case. Write the code of the other one."),
    links.LinkedAlready: _l("These two cases are linked, or a proposal was made already."),
    links.OutOfReach: _l("This code leads to no case of your regions. You can only reject it."),
}


def register_texts() -> None:
    """One text for each refusal."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
