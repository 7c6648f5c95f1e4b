"""The words of a screening: answers, sources, states, bands; and how its refusals read."""

from typing import Any

from casework.kernel.refusals import GateClosed
from casework.screening.domain.answers import Answer, Source
from casework.screening.domain.assessment import Act
from casework.screening.domain.entry import MetAtHome
from casework.screening.domain.finding import Priority
from casework.screening.domain.indicators import Profile, Strength
from casework.screening.domain.instrument import Level, Manner, Use
from casework.screening.domain.offering import Setting
from casework.screening.domain.record import (
    AlreadySent,
    BandNotHigher,
    BandNotLower,
    DraftChanged,
    LoweringPending,
    MetLater,
)
from casework.screening.domain.track import DRAFT, FLAGGED, NOT_INDICATED, SCREENED, WATCH
from casework.screening.library import InstrumentAltered, InstrumentUnknown
from casework.screening.service.draft import NotInYourRegions
from casework.web.errors import explain
from casework.web.languages import _l, _lp
from casework.web.navigation import register_done

Labels = tuple[tuple[str, Any], ...]

_UNKNOWN = ("unknown", _l("Does not know"))
_DECLINED = ("declined", _l("Prefers not to answer"))
NOT_ASKED = ("not_asked", _l("Not asked"))

SAID: dict[Manner, Labels] = {
    Manner.ASK: (("yes", _l("Yes")), ("no", _l("No")), _UNKNOWN, _DECLINED, NOT_ASKED),
    Manner.OBSERVE: (
        ("yes", _l("Yes")),
        ("no", _l("No")),
        ("unknown", _l("Cannot tell")),
        ("not_asked", _l("Not looked at")),
    ),
    Manner.RECORD: (
        ("yes", _l("Yes")),
        ("no", _l("No")),
        ("unknown", _l("Not known")),
        ("not_asked", _l("Not asked")),
    ),
}
# For what is not answered by yes or no. Leaving a question empty is "not asked" as well.
INSTEAD: dict[Manner, Labels] = {
    Manner.ASK: (_UNKNOWN, _DECLINED),
    Manner.OBSERVE: (("unknown", _l("Cannot tell")),),
    Manner.RECORD: (("unknown", _l("Not known")),),
}
YES_NO: Labels = SAID[Manner.ASK][:2]
AGREED: Labels = (("yes", _l("Agrees")), ("no", _l("Refuses")), NOT_ASKED)

HOW = _l("How do you know?")
NOTE = _l("Short factual note")
NUMBER = _l("Or else")
ALONE = _l("This answer stands alone: untick the others, or untick it.")
SOURCES: Labels = (
    (Source.STATED.value, _l("stated by the person")),
    (Source.OBSERVED.value, _l("observed")),
    (Source.DOCUMENT.value, _l("seen in a document")),
    (Source.THIRD_PARTY.value, _l("said by somebody else")),
)
EVIDENCE = {
    Answer.YES_STATED: _l("stated by the person"),
    Answer.YES_OBSERVED: _l("observed"),
    Answer.YES_DOCUMENT: _l("seen in a document"),
    Answer.YES_THIRD_PARTY: _l("said by somebody else"),
}

STATES = {
    DRAFT: _l("Draft"),
    SCREENED: _l("Sent"),
    NOT_INDICATED: _l("Received, no follow-up planned"),
    WATCH: _l("Received, see the person again"),
    FLAGGED: _l("Received"),
}
ACCEPTED = _lp("form", "Accepted")
TONES = {DRAFT: "ochre", SCREENED: "blue", NOT_INDICATED: "", WATCH: "ochre", FLAGGED: "teal"}

PRIORITIES = {
    Priority.P1: _l("P1, immediate danger: the same day"),
    Priority.P2: _l("P2, high: within 72 hours"),
    Priority.P3: _l("P3, medium: within 7 days"),
    Priority.P4: _l("P4, low: within 14 days"),
}
DECISIONS = {
    None: _l("waiting"),
    "approved": _l("in force"),
    "refused": _l("refused"),
    "settled": _l("settled by confirming"),
}
STRENGTHS = {
    Strength.STRONG: _lp("sign", "strong"),
    Strength.MEDIUM: _lp("sign", "medium"),
    Strength.WEAK: _lp("sign", "weak"),
}
ELEMENTS = {"act": _l("Act"), "means": _l("Means"), "purpose": _l("Purpose")}
RUNNING = {"means": _lp("running note", "means"), "purpose": _lp("running note", "purpose")}
_PRESENCE = {
    "present": _lp("element", "present"),
    "possible": _lp("element", "possibly present"),
    "not_noted": _lp("element", "not noted"),
    "not_explored": _lp("element", "not explored"),
}
PRESENCE = {
    "act": _PRESENCE,
    "means": {
        "present": _lp("the means", "present"),
        "possible": _lp("the means", "possibly present"),
        "not_noted": _lp("the means", "not noted"),
        "not_explored": _lp("the means", "not explored"),
    },
    "purpose": _PRESENCE,
}
ACTS = {
    Act.RECRUITMENT: _l("recruited"),
    Act.TRANSPORT: _l("brought there"),
    Act.TRANSFER: _l("passed on from somebody else"),
    Act.HARBOURING: _l("housed there"),
    Act.RECEIPT: _l("received there"),
    Act.INTERMEDIARY: _l("through an intermediary"),
}
AGE_BANDS = {
    "0-8": _l("under 9"),
    "9-17": _l("9 to 17"),
    "18-24": _l("18 to 24"),
    "25-34": _l("25 to 34"),
    "35-44": _l("35 to 44"),
    "45+": _l("45 or more"),
    "unknown": _l("age not known"),
}
AGE_DOUBT = _l("may be under 18")
LANGUAGES = {
    "ary": _l("Darija"),
    "ber": _l("Tamazight"),
    "fr": _l("French"),
    "en": _l("English"),
    "es": _l("Spanish"),
    "other": _l("another language"),
}
EXPLOITATIONS = {
    "sexual": _l("sexual exploitation"),
    "agriculture": _l("work in agriculture"),
    "domestic_work": _l("domestic work"),
    "other_work": _l("other work"),
    "begging": _l("begging"),
    "criminal_activity": _l("illicit activities"),
    "other_form": _l("another form"),
    "unknown": _l("form not known"),
}
SEXES = {"female": _l("woman or girl"), "male": _l("man or boy"), "unknown": _l("sex not known")}

SETTINGS = {
    Setting.WORKPLACE: _l("Workplace"),
    Setting.OFFICE: _l("Office or summons"),
    Setting.SHELTER: _l("Shelter intake"),
    Setting.OUTREACH: _l("Outreach"),
    Setting.BORDER: _l("Border"),
    Setting.REPORT: _l("Report received"),
}
USES = {
    Use.SCREENING: _lp("use", "Screening"),
    Use.OBSERVATION: _l("Observation only"),
    Use.PRESCREEN: _l("Pre-screen"),
    Use.VULNERABILITY: _l("Vulnerability and protection"),
    Use.REPORT: _lp("use", "Report received"),
    Use.SURVEY: _l("Survey"),
}
LEVELS = {
    Level.INDIVIDUAL: _l("The person"),
    Level.HOUSEHOLD: _l("Family and household"),
    Level.COMMUNITY: _l("The community"),
    Level.STRUCTURAL: _l("Rights and services"),
}
SEVERITY = (
    _lp("severity", "no"),
    _lp("severity", "a little"),
    _lp("severity", "clearly"),
    _lp("severity", "very strongly"),
)
PROFILES = {
    Profile.ADULT_LABOUR: _l("List: labour exploitation, adults"),
    Profile.CHILD_LABOUR: _l("List: labour exploitation, children"),
    Profile.ADULT_SEXUAL: _l("List: sexual exploitation, adults"),
    Profile.CHILD_SEXUAL: _l("List: sexual exploitation, children"),
}
WEIGHTS_UNVERIFIED = _l("Weights unverified.")

TASKS = {
    "finish_draft": _l("Finish and send the screening"),
    "confirm_band": _l("Confirm the level of the screening"),
    "decide_lowering": _l("Decide on the lowering of a level"),
    "triage": _l("Set the risk level"),
    "screen_again": _l("Meet the person again"),
}

register_done("draft_saved", _l("Saved. The draft waits for you here."))
register_done("draft_discarded", _l("The draft was thrown away. Nothing of it can be read again."))
register_done("band_raised", _l("The level was raised. Both levels and your reason are kept."))
register_done(
    "lowering_asked",
    _l("Your request waits for a second focal point. Until then the level stays as it is."),
)
register_done("lowering_approved", _l("The level was lowered."))
register_done("lowering_refused", _l("The level stays as it is."))
register_done("screening_confirmed", _l("Confirmed. Whoever screened sees that it was received."))
register_done("case_from_screening", _l("A case is open. Assign it to a caseworker."))
register_done("screening_flagged", _l("Flagged. Set the risk level to open a case."))

explain(
    DraftChanged,
    _l("This draft was changed in another window. Nothing is lost: compare, then send again."),
)
explain(AlreadySent, _l("This screening was sent: it can no longer be changed."))
explain(BandNotHigher, _l("Choose a level higher than the present one."))
explain(BandNotLower, _l("Choose a level lower than the present one."))
explain(LoweringPending, _l("A lowering of this screening waits for a second focal point already."))
explain(
    InstrumentAltered,
    _l("This screening was filled in with another questionnaire. Tell the administrator."),
)
explain(MetLater, _l("The meeting cannot be after now."))
explain(InstrumentUnknown, _l("Choose a form from the list."))
explain(
    MetAtHome,
    _l(
        "A private home is not an establishment: nobody is met there. Invite the person to the "
        "office, by summons or on request, and choose “At the office” here. In danger, press "
        "“Immediate danger”."
    ),
)
explain(NotInYourRegions, _l("Choose a province of a region where you work."))
explain(
    GateClosed,
    _l("The safety check is not finished: answer the safety question and the seven items."),
    gate="G-SAFE",
    action="send",
)
explain(
    GateClosed,
    _l("Give the age, or the age group that seems right. A doubt protects the person."),
    gate="G-AGE",
    action="send",
)
explain(
    GateClosed,
    _l("Say whether an interpreter helped, also when none was needed."),
    gate="G-INTERP",
    action="send",
)
