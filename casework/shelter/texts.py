"""The words of shelters: states, places, reasons, and how their refusals read."""

from typing import Any

from casework.directory.codes import region_name
from casework.shelter.domain import refusals
from casework.shelter.domain.limits import Kind
from casework.shelter.domain.needs import Band, Profile
from casework.shelter.domain.records import IncidentType, Leaving
from casework.shelter.domain.track import EndReason, ExitReason, StayState
from casework.web.errors import explain
from casework.web.formats import bdi
from casework.web.languages import _l, _lp

S = StayState
STATES = {
    S.REQUESTED: _lp("stay", "Waits for a place"),
    S.RESERVED: _lp("stay", "Place held"),
    S.ADMITTED: _lp("stay", "In the house"),
    S.ABSENT: _lp("stay", "Away"),
    S.EXITED: _lp("stay", "Has left"),
    S.CANCELLED: _lp("stay", "Did not come about"),
}
TONES = {S.REQUESTED: "blue", S.RESERVED: "ochre", S.ADMITTED: "green", S.ABSENT: "brick"}
PLACES = {
    "free": _lp("place", "Free"),
    "held": _lp("place", "Held"),
    "taken": _lp("place", "Taken"),
    "away": _lp("place", "Away"),
    "out": _lp("place", "Out of use"),
}
TILES = {"free": "free", "held": "held", "taken": "occ", "away": "held", "out": "out"}
ICONS = {"free": "check", "held": "clock", "taken": "person", "away": "alert", "out": "no"}
PROFILES = {
    Profile.WOMEN.value: _lp("room", "Women"),
    Profile.MEN.value: _lp("room", "Men"),
    Profile.MOTHERS.value: _lp("room", "Mothers with children"),
    Profile.GIRLS.value: _lp("room", "Girls"),
    Profile.BOYS.value: _lp("room", "Boys"),
    Profile.FAMILIES.value: _lp("room", "Families and siblings"),
    Profile.LGBTI.value: _lp("room", "Safe for LGBTI people"),
}
BANDS = {
    Band.YES: _lp("places", "Places: yes"),
    Band.FEW: _lp("places", "Places: few"),
    Band.NO: _lp("places", "Places: no"),
}
BAND_TONES = {Band.YES: "green", Band.FEW: "ochre", Band.NO: ""}
REGIMES = {
    "open": _l("Open: people come and go"),
    "protected": _l("Protected: going out is agreed for safety"),
}
REGIME_SHORT = {"open": _lp("regime", "Open"), "protected": _lp("regime", "Protected")}
CARE = {
    "medical": _lp("care", "Medical"),
    "psychological": _lp("care", "Psychological"),
    "children": _lp("care", "Young children"),
    "pregnancy": _lp("care", "Pregnancy"),
    "disability": _lp("care", "Disability"),
    "addiction": _lp("care", "Addiction"),
    "legal": _lp("care", "Legal aid"),
}
KINDS = {
    Kind.EMERGENCY.value: _lp("stay", "Emergency"),
    Kind.TRANSITIONAL.value: _lp("stay", "Transitional"),
}
OUT_REASONS = {
    "cleaning": _l("To be cleaned"),
    "repair": _l("To be repaired"),
    "isolation": _l("Kept empty for health reasons"),
    "staff": _l("Not enough staff"),
}
E = EndReason
END_REASONS = {
    E.NO_SHOW.value: _l("The person did not come to the house"),
    E.FULL.value: _l("No place is left"),
    E.NOT_SUITED.value: _l("No room here suits the person"),
    E.NOT_SAFE_HERE.value: _l("It is not safe here for the person"),
    E.PERSON_REFUSED.value: _l("The person does not want this place"),
    E.OTHER_PLACE.value: _l("Another place was found"),
    E.MISTAKE.value: _l("Asked for by mistake"),
}
SYSTEM_REASONS = {
    "hold_over": _l("The time of the hold was over"),
    "away_72_hours": _l("Away for 72 hours: the place was given back"),
}
X = ExitReason
EXITS = {
    X.OWN_HOME.value: _lp("exit", "Own home"),
    X.FAMILY.value: _lp("exit", "Family"),
    X.OTHER_SHELTER.value: _lp("exit", "Another shelter"),
    X.HOSPITAL.value: _lp("exit", "Hospital"),
    X.RETURN.value: _lp("exit", "Return to the country of origin"),
    X.LEFT.value: _lp("exit", "Left by own choice"),
    X.EXCLUDED.value: _lp("exit", "Excluded: the decision will be reviewed"),
    X.DETENTION.value: _lp("exit", "Detained: this is an incident"),
    X.UNKNOWN.value: _lp("exit", "Not known"),
}
NO_PLAN = {
    "refused": _lp("exit plan", "They want none"),
    "gone": _lp("exit plan", "They are gone: nobody could plan with them"),
    "unsafe": _lp("exit plan", "A written plan would put them in danger"),
}
NO_CONTACT = {
    "refused": _lp("safe contact", "They want not to be reached"),
    "gone": _lp("safe contact", "They are gone: nobody could ask"),
    "unsafe": _lp("safe contact", "Any contact would put them in danger"),
}
SAFETY = {
    "safe": _l("Feels safe here"),
    "afraid": _l("Is afraid"),
    "threat_near": _l("Somebody who threatens them may be near"),
}
HEALTH = {
    "fine": _l("Nothing that needs care now"),
    "soon": _l("Care in the next days"),
    "at_once": _l("Care at once"),
}
PAPERS = {
    "with_person": _l("The person keeps their papers"),
    "receipt": _l("Kept here at their wish: a receipt was given"),
    "none": _l("They have none with them"),
}
HEARD = {
    "read": _l("They read them"),
    "read_aloud": _l("They were read aloud"),
    "interpreter": _l("An interpreter read them"),
    "sign": _l("In sign language"),
}
CARE_KINDS = {
    "daily": _lp("care", "Daily life"),
    "health": _lp("care", "Health"),
    "psychological": _lp("care", "Psychological support"),
    "children": _lp("care", "Children and school"),
    "legal": _lp("care", "Legal steps"),
    "contact": _lp("care", "Contact with the caseworker"),
}
I = IncidentType  # noqa: E741 - as short as the others
INCIDENTS = {
    I.THREAT.value: _lp("incident", "Threat by whoever exploited the person"),
    I.BREACH.value: _lp("incident", "The address became known"),
    I.SELF_HARM.value: _lp("incident", "Self-harm"),
    I.VIOLENCE.value: _lp("incident", "Violence"),
    I.STAFF_ABUSE.value: _lp("incident", "Abuse by somebody of the staff"),
    I.CHILD_RISK.value: _lp("incident", "A child at risk"),
    I.HEALTH.value: _lp("incident", "Medical emergency"),
    I.MISSING.value: _lp("incident", "Somebody is missing"),
    I.FIRE.value: _lp("incident", "Fire"),
}
SEVERITIES = {
    "1": _l("1: settled on the spot"),
    "2": _l("2: to be followed"),
    "3": _l("3: grave, tell the duty officer within the hour"),
    "4": _l("4: a life or the whole house is in danger"),
}
STEPS = {
    "reserve": _l("Give a place"),
    "keep": _l("Hold two hours more"),
    "admit": _l("The person is here"),
    "intake": _l("Do the intake"),
    "move": _l("Change the room"),
    "absent": _l("Note an absence"),
    "back": _l("The person is back"),
    "exit": _l("Note that they leave"),
    "release": _l("Free the place"),
    "escort": _l("Say who brings the person"),
    "extend": _l("Ask for more time"),
}
HISTORY = {
    "request": _lp("stay", "A place was asked for"),
    "hold": _lp("stay", "A place was held"),
    "reserve": _lp("stay", "A place was held"),
    "keep": _lp("stay", "The hold was prolonged"),
    "expire": _lp("stay", "The hold ended"),
    "withdraw": _lp("stay", "No place is needed any more"),
    "release": _lp("stay", "The house cannot"),
    "revoke": _lp("stay", "The request ended"),
    "admit": _lp("stay", "Arrived"),
    "move": _lp("stay", "Changed the room"),
    "absent": _lp("stay", "Away unplanned"),
    "back": _lp("stay", "Came back"),
    "exit": _lp("stay", "Left the house"),
    "give_up_place": _lp("stay", "The place was given back"),
}
TASKS = {
    "complete_intake": _l("Do the intake of somebody who arrived"),
    "review_stay": _l("Decide how a stay goes on"),
    "heed_stay": _l("Read what the shelter reports"),
    "keep_apart": _l("Somebody cannot stay where they are placed: find another room or house"),
    "decide_extension": _l("Answer: more time in the shelter"),
    "heed_incident": _l("A grave incident in a shelter"),
    "follow_incident": _l("Follow up an incident"),
}
INTAKE_PARTS = {
    "safety": SAFETY, "health": HEALTH, "papers": PAPERS, "heard": HEARD
}  # fmt: skip


def threat_choices() -> list[tuple[str, str]]:
    """Where the danger comes from: a region, or nobody knows."""
    from casework.directory.codes import region_choices

    return [*region_choices(), ("unknown", str(_l("Nobody knows")))]


def region_word(code: str) -> str:
    """A region in the reader's language."""
    return region_name(code)


def leaving_rows(leaving: Leaving) -> list[tuple[Any, Any]]:
    """How somebody left, line by line: the plan and the contact, or why there is none."""
    rows = [
        (_l("Where to"), EXITS[leaving.reason]),
        (_l("Plan"), leaving.plan or NO_PLAN.get(leaving.no_plan, "")),
        (_l("Safe contact"), leaving.safe_contact or NO_CONTACT.get(leaving.no_contact, "")),
        (_l("Why there is none"), leaving.because),
    ]
    return [(label, bdi(said)) for label, said in rows if said]


def register_texts() -> None:
    """How the refusals of shelters read."""
    for refusal, text in (
        (refusals.PlaceTaken, _l("No place is left here: somebody else was given the last one. "
                                 "Choose another house, or the waiting list.")),
        (refusals.HoldOver, _l("The two hours of the hold are over. If the place is still free, "
                               "give it again from the page of the stay.")),
        (refusals.AlreadyLodged, _l("The person has a place, or one is held: give that one up "
                                    "first.")),
        (refusals.TooNear, _l("The risk is high and the danger comes from this region: choose a "
                              "house elsewhere.")),
        (refusals.ThreatUnknown, _l("The risk is high: say from which region the danger comes, or "
                                    "that nobody knows.")),
        (refusals.DangerUnsaid, _l("The risk is high. Whoever has the case first says from which "
                                   "region the danger comes, or that nobody knows: ring them.")),
        (refusals.RoomUnsuited, _l("The rules of the house do not allow this room for this "
                                   "person.")),
        (refusals.MustNotMeet, _l("Somebody in this house must not meet the person: choose another "
                                  "house.")),
        (refusals.MixedHouse, _l("Men who are no relatives do not live under one roof with women "
                                 "and children: open another house for them.")),
        (refusals.ExitPlanMissing, _l("Write what was planned with them, or say why there is no "
                                      "plan.")),
        (refusals.SafeContactMissing, _l("Write how they may be reached safely, or say why they "
                                         "may not.")),
        (refusals.NoneUnreasoned, _l("Say what it rests on that there is no plan or no contact.")),
        (refusals.IntakeIncomplete, _l("Say in which language and how the rules were heard, that "
                                       "the person agreed, and the number of the receipt.")),
        (refusals.RulesMissing, _l("Write the rules of this house first: people agree to them on "
                                   "arrival.")),
        (refusals.NotLater, _l("Choose a day after the one that is granted already.")),
        (refusals.BeyondLimit, _l("A stay of this kind lasts at most %(days)s days, and those of a "
                                  "stay shortly before count.")),
        (refusals.ExtensionWaiting, _l("More time was asked for already: wait for the answer.")),
        (refusals.NothingAsked, _l("No request for more time waits for an answer.")),
        (refusals.PlaceInUse, _l("Somebody has this place, or it is held for them.")),
        (refusals.NotAnEscort, _l("Choose somebody of the house, or whoever has the case.")),
    ):  # fmt: skip
        explain(refusal, text)
