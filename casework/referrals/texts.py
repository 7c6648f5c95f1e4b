"""The words of a referral's codes, and how its refusals read."""

from casework.cases.labels import DATA_GROUPS
from casework.kernel.refusals import GateClosed
from casework.referrals.domain import refusals
from casework.referrals.domain.arrival import DayPassed, HoursPassed, WindowUnclear
from casework.referrals.domain.packet import Item
from casework.referrals.domain.questions import Topic
from casework.referrals.domain.track import CancelReason, DeclineReason, ReferralState
from casework.web.errors import explain
from casework.web.languages import _l, _lp

S = ReferralState

STATES = {
    S.DRAFT: _lp("referral", "Draft"),
    S.SENT: _lp("referral", "Sent"),
    S.RECEIVED: _lp("referral", "Received, waiting for an answer"),
    S.ACCEPTED: _lp("referral", "Accepted"),
    S.IN_PROGRESS: _lp("referral", "Help under way"),
    S.DELIVERED: _lp("referral", "Service given"),
    S.CLOSED: _lp("referral", "Finished"),
    S.REJECTED: _lp("referral", "Declined"),
    S.NO_RESPONSE: _lp("referral", "No answer in time"),
    S.CANCELLED: _lp("referral", "Withdrawn"),
    S.PERSON_NO_SHOW: _lp("referral", "The person did not come"),
}
TONES = {
    S.SENT: "blue",
    S.RECEIVED: "blue",
    S.ACCEPTED: "green",
    S.IN_PROGRESS: "teal",
    S.DELIVERED: "green",
    S.REJECTED: "ochre",
    S.NO_RESPONSE: "brick",
    S.PERSON_NO_SHOW: "ochre",
}
URGENCIES = {
    "emergency": _l("Emergency: answer within 24 hours"),
    "routine": _l("Not an emergency: answer within 3 working days"),
}
URGENCY_SHORT = {"emergency": _l("Emergency"), "routine": _l("Not an emergency")}
ITEMS = {
    Item.SEX: _l("Sex"),
    Item.AGE_BAND: _l("Age"),
    Item.LANGUAGES: _l("Languages"),
    Item.INTERPRETER: _l("Interpreter"),
    Item.REGION: _l("Region"),
    Item.DEPENDANTS: _l("With the person"),
    Item.ACCESSIBILITY: _l("Accessibility"),
    Item.MESSAGE: _l("Message"),
    Item.CODE: _l("Case code"),
    Item.ALIAS: _l("Name used"),
    Item.IDENTITY: _l("Identity"),
    Item.DOCUMENTS: _l("Identity papers"),
    Item.SAFE_CONTACT: _l("Contact"),
    Item.ARRIVAL: _l("Arrival"),
    Item.HEALTH_ALERTS: _l("Health"),
    Item.FACTS: _l("Facts"),
    Item.DANGER_PLACE: _l("Where somebody is at risk"),
    Item.SAFETY: _l("Safety"),
}
DEPENDANTS = {
    "none": _l("Nobody"),
    "one_child": _l("One child"),
    "two_children": _l("Two children"),
    "more_children": _l("Three children or more"),
    "adult": _l("Another adult"),
}
ACCESSIBILITY = {
    "none": _l("No need"),
    "step_free": _l("No stairs"),
    "personal_help": _l("Help with daily acts"),
    "hearing": _l("Deaf or hard of hearing"),
    "sight": _l("Blind or low vision"),
    "pregnant": _l("Pregnant or just gave birth"),
}
D = DeclineReason
DECLINE_REASONS = {
    D.FULL.value: _l("No place free"),
    D.OUT_OF_SCOPE.value: _l("Not what we do"),
    D.SEX_OR_AGE.value: _l("We cannot take this sex or age"),
    D.SECURITY.value: _l("Not safe here for the person"),
    D.LANGUAGE.value: _l("Nobody speaks the language"),
    D.MISSING_DOCUMENT.value: _l("A document is missing"),
    D.PERSON_REFUSED.value: _l("The person does not want to come"),
    D.OTHER.value: _l("Another reason"),
}
C = CancelReason
CANCEL_REASONS = {
    C.NEED_ENDED.value: _l("The need has ended"),
    C.OTHER_SERVICE.value: _l("Another service was found"),
    C.PERSON_CHANGED_MIND.value: _l("The person changed their mind"),
    C.SENT_BY_MISTAKE.value: _l("Sent by mistake"),
}
STEPS = {
    "start": _l("The person has arrived"),
    "no_show": _l("The person did not come"),
    "deliver": _l("The service was given"),
    "close": _l("Finish this referral"),
}
PAPER_LANGUAGES = {"fr": _l("French"), "ar": _l("Arabic")}
PURPOSE_NOTICE = _l(
    "This is told for this help alone, with the person’s agreement or because the law or a danger "
    "to life asks for it. Do not copy it and do not pass it on. If you do not help, destroy it."
)
TOPICS = {
    Topic.ARRIVAL: _lp("topic", "When and how the person comes"),
    Topic.WITH_WHOM: _lp("topic", "Who comes with the person"),
    Topic.LANGUAGE: _lp("topic", "Language and interpreter"),
    Topic.NEEDS: _lp("topic", "What is needed exactly"),
    Topic.SAFETY: _lp("topic", "Safety of the welcome"),
    Topic.DOCUMENTS: _lp("topic", "A document"),
    Topic.PROGRESS: _lp("topic", "How the help goes"),
    Topic.OTHER: _lp("topic", "Something else"),
}
GROUNDS = {
    "consent": _lp("ground", "the person’s agreement"),
    "vital_interest": _lp("ground", "danger to life or health"),
    "legal_duty": _lp("ground", "a report that the law asks for"),
}
BY_HAND_STEPS = {
    "note_accepted": _l("They accept"),
    "note_declined": _l("They cannot"),
    "note_started": _l("The person has arrived"),
    "note_no_show": _l("The person did not come"),
    "note_delivered": _l("The service was given"),
}
SEVERAL = {
    "accept": _l("Accept those chosen"),
    "decline": _l("Decline those chosen"),
    "start": _l("They have arrived"),
    "deliver": _l("The service was given"),
    "close": _l("Finish those chosen"),
}
NEVER = (
    _l("Name, birth date, nationality, documents"),
    _l("Answers of the screening and signs that were noted"),
    _l("Notes, other referrals, steps in justice"),
    _l("The place where the person is"),
)
REFUSED = {
    refusals.ConsulateBarred: _l(
        "The consulate of somebody who seeks or has asylum is never told. Protection comes first."
    ),
    refusals.AgreementTakenBack: _l(
        "The person changed their mind: write down that they take back what they agreed to."
    ),
    refusals.IdentityMissing: _l("No identity is recorded. Record it, or take it off the request."),
    refusals.FactsMissing: _l("Write the facts that they need to act."),
    refusals.ReferralEnded: _l(
        "%(service)s, request %(reference)s: it ended, and what was shared with you was taken "
        "back. If you need to know more, ask whoever sent it: %(organisation)s."
    ),
    refusals.NotOfThem: _l(
        "No one person of this name answers requests there. Write the full name, or leave it empty."
    ),
    WindowUnclear: _l("Say the day, and an end that is later than the beginning."),
    DayPassed: _l("This day has passed: choose a later one."),
    HoursPassed: _l("These hours of today are over: choose later ones, or another day."),
    refusals.AnswersThemselves: _l(
        "Somebody of this organisation uses Sanad now: they answer the request themselves."
    ),
    refusals.NothingAsked: _l("There is no question to answer."),
    refusals.NotChosen: _l("Choose at least one request."),
}
TASKS = {
    "answer_referral": _l("Answer the request"),
    "receive_person": _l("Confirm that the person arrived"),
    "report_delivery": _l("Say whether the help was given"),
    "close_referral": _l("Finish the referral: the help was given"),
    "unanswered_referral": _l("It brought no help: find another service"),
    "answer_question": _l("Answer a question about a request"),
    "answer_sender_question": _l("Answer the sender’s question"),
}


def register_texts() -> None:
    """How the refusals of a referral read."""
    for refusal, text in REFUSED.items():
        explain(refusal, text)
    explain(
        refusals.NotOffered,
        _l("This organisation does not offer this service in the region. Choose another one."),
    )
    explain(
        refusals.OwnOrganisation,
        _l("This is your own organisation: help the person directly, without a referral."),
    )
    explain(
        refusals.AlreadyWaiting,
        _l("This organisation already has a request for this service. Wait for its answer."),
    )
    explain(
        refusals.SharingNotAgreed,
        _l("The person has not agreed to this. Ask them first, or, in an emergency, write why it "
           "cannot wait."),
    )  # fmt: skip
    _explain_beyond()
    explain(
        refusals.PersonSaidNo,
        _l(
            "The person said no to this organisation or to a case, and no emergency overrules a "
            "no. Ask them again, or choose another one if they agree. In a danger to life, call "
            "the emergency services; a report that the law asks for has a record of its own."
        ),
    )
    explain(
        refusals.NotEmergency,
        _l("Inform the person and ask for their agreement first. Only an emergency goes before."),
    )
    explain(
        refusals.CaseNotReady,
        _l("Nothing can be referred from the present state of the case."),
    )
    explain(
        GateClosed,
        _l("A first risk assessment that is still valid is needed before referring."),
        gate="G-RISK",
        action="refer",
    )


def _explain_beyond() -> None:
    """One text for each group that was not agreed to."""
    explain(
        refusals.BeyondAgreement,
        _l("The request tells more than the person agreed to. Shorten it, or ask them."),
    )
    for group, what in DATA_GROUPS.items():
        explain(
            refusals.BeyondAgreement,
            _l("The person did not agree that this organisation be told: “%(what)s”. Take it out "
               "of the request, or ask them.", what=what),
            group=group,
        )  # fmt: skip
