"""The words for the classes of facts, one list for each dimension, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from casework.web.languages import _lp

Words = Mapping[str, Any]

_NOT_KNOWN = _lp("class", "Not known")

_SOURCE: Words = {
    "inspection": _lp("class", "Labour inspection"),
    "police_justice": _lp("class", "Police and justice"),
    "health": _lp("class", "Health services"),
    "social_services": _lp("class", "Social services"),
    "association": _lp("class", "Associations and shelters"),
    "other": _lp("class", "Other bodies"),
    "unknown": _NOT_KNOWN,
}
_STATUS: Words = {
    "presumed": _lp("class", "Presumed victims"),
    "identified": _lp("class", "Identified victims"),
    "not_victim": _lp("class", "Found not to be victims"),
    "unknown": _NOT_KNOWN,
}
_ELAPSED: Words = {
    "24h": _lp("class", "Within 24 hours"),
    "72h": _lp("class", "24 to 72 hours"),
    "7d": _lp("class", "3 to 7 days"),
    "30d": _lp("class", "7 to 30 days"),
    "more": _lp("class", "More than 30 days"),
    "not_yet": _lp("class", "Not yet when counted"),
}
_PLAN: Words = {
    "10d": _lp("class", "Within 10 days"),
    "later": _lp("class", "Later"),
    "not_yet": _lp("class", "Not yet when counted"),
}
_BAND: Words = {
    "A": _lp("class", "A: immediate danger"),
    "B": _lp("class", "B: strong signs"),
    "C": _lp("class", "C: some signs"),
    "D": _lp("class", "D: labour law matter"),
    "E": _lp("class", "E: few signs, watched"),
    "F": _lp("class", "F: no sign"),
}
_SECTOR: Words = {
    "agriculture": _lp("class", "Farming and fishing"),
    "industry": _lp("class", "Industry and mining"),
    "construction": _lp("class", "Building"),
    "trade_transport": _lp("class", "Trade and transport"),
    "hospitality": _lp("class", "Hotels and restaurants"),
    "domestic_work": _lp("class", "Domestic work"),
    "other_services": _lp("class", "Other services"),
    "unknown": _NOT_KNOWN,
}
_ASKED: Words = {
    "90-100": _lp("class", "90 to 100 % asked"),
    "70-89": _lp("class", "70 to 89 % asked"),
    "50-69": _lp("class", "50 to 69 % asked"),
    "0-49": _lp("class", "Less than half asked"),
}
_REACH: Words = {
    "screened": _lp("class", "Screened"),
    "flagged": _lp("class", "With signs"),
    "case": _lp("class", "Case opened"),
    "referred": _lp("class", "Referred"),
    "accepted": _lp("class", "Taken on by a service"),
    "followed": _lp("class", "Followed further"),
}
_OUTCOME: Words = {
    "confirmed": _lp("class", "Confirmed as victims"),
    "not_victim": _lp("class", "Found not to be victims"),
    "undecided": _lp("class", "Not decided"),
}
_SERVICE: Words = {
    "shelter": _lp("class", "Shelter"),
    "material": _lp("class", "Food, clothes, transport"),
    "health": _lp("class", "Health care"),
    "psychosocial": _lp("class", "Psychosocial support"),
    "legal": _lp("class", "Legal help"),
    "documents": _lp("class", "Papers and stay"),
    "work_education": _lp("class", "Work and learning"),
    "return": _lp("class", "Return, reintegration"),
    "other": _lp("class", "Other service"),
}
_ANSWER: Words = {
    "waiting": _lp("class", "Answer awaited"),
    "accepted": _lp("class", "Accepted"),
    "delivered": _lp("class", "Service given"),
    "declined": _lp("class", "Declined"),
    "no_answer": _lp("class", "No answer in time"),
    "withdrawn": _lp("class", "Withdrawn"),
}
_STAY_LENGTH: Words = {
    "7d": _lp("class", "Up to 7 nights"),
    "30d": _lp("class", "8 to 30 nights"),
    "90d": _lp("class", "31 to 90 nights"),
    "180d": _lp("class", "91 to 180 nights"),
    "more": _lp("class", "More than 180 nights"),
    "ongoing": _lp("class", "Still there when counted"),
}
_EXIT: Words = {
    "planned": _lp("class", "Planned departure"),
    "own_wish": _lp("class", "Left by their own wish"),
    "moved": _lp("class", "Moved to another shelter"),
    "lost_contact": _lp("class", "Contact lost"),
    "other": _lp("class", "Other"),
    "ongoing": _lp("class", "Still there when counted"),
}
_RETURN_STAGE: Words = {
    "requested": _lp("class", "Asked for"),
    "eligible": _lp("class", "Found possible"),
    "departed": _lp("class", "Departed"),
    "withdrawn_early": _lp("class", "Changed their mind before it was found possible"),
    "withdrawn": _lp("class", "Changed their mind after it was found possible"),
    "stopped_by_risk": _lp("class", "Stopped because of risk"),
    "not_eligible": _lp("class", "Found not possible"),
    "ended": _lp("class", "Ended before departure for another reason"),
}
_DEPARTURE_TIME: Words = {
    "30d": _lp("class", "Within 30 days"),
    "60d": _lp("class", "31 to 60 days"),
    "90d": _lp("class", "61 to 90 days"),
    "180d": _lp("class", "91 to 180 days"),
    "more": _lp("class", "More than 180 days"),
    "not_yet": _lp("class", "Not yet when counted"),
}
_SURVEY_SCORE: Words = {
    "below_half": _lp("class", "Below one half"),
    "half_or_more": _lp("class", "One half or more"),
    "unknown": _NOT_KNOWN,
}
_SURVEY_CHANGE: Words = {
    "better": _lp("class", "Better than before"),
    "same": _lp("class", "As before"),
    "worse": _lp("class", "Worse than before"),
    "first_only": _lp("class", "First survey only"),
}

_URGENT_CONTACT: Words = {
    "24h": _lp("class", "Urgent, met within 24 hours"),
    "later": _lp("class", "Urgent, met later or not yet"),
    "not_urgent": _lp("class", "Never of the first priority"),
    "unknown": _NOT_KNOWN,
}
_CONSENT: Words = {
    "given": _lp("class", "Agreed to a case file"),
    "refused": _lp("class", "Said no, or took it back"),
    "unknown": _lp("class", "Not asked, or left open"),
}
_INTERPRETER: Words = {
    "not_needed": _lp("class", "No interpreter needed"),
    "found": _lp("class", "Interpreter needed and found"),
    "missing": _lp("class", "Interpreter needed and missing"),
    "unknown": _NOT_KNOWN,
}
_CLOSURE: Words = {
    "open": _lp("class", "Still open when counted"),
    "goals_met": _lp("class", "Goals met"),
    "moved_on": _lp("class", "Gone home, reunited or in other care"),
    "own_wish": _lp("class", "At the person's own wish"),
    "lost_contact": _lp("class", "Contact lost"),
    "not_victim": _lp("class", "Found not to be victims"),
    "other": _lp("class", "Other"),
    "unknown": _NOT_KNOWN,
}
_LEGAL_AID: Words = {
    "with_lawyer": _lp("class", "In proceedings, with a lawyer"),
    "without_lawyer": _lp("class", "In proceedings, without a lawyer"),
    "no_proceedings": _lp("class", "No proceedings known"),
    "unknown": _NOT_KNOWN,
}
_NEEDS: Words = {
    "half_or_more": _lp("class", "Half of their needs met, or more"),
    "below_half": _lp("class", "Less than half of their needs met"),
    "no_need": _lp("class", "Looked at, no need found"),
    "unknown": _lp("class", "Needs not looked at"),
}
_FORMS: Words = {
    "one": _lp("class", "One form"),
    "several": _lp("class", "Two forms or more"),
    "unknown": _lp("class", "No form noted"),
}

MORE_CLASSES: Mapping[str, Words] = {
    "source": _SOURCE,
    "status": _STATUS,
    "plan": _PLAN,
    "band": _BAND,
    "sector": _SECTOR,
    "asked": _ASKED,
    "reach": _REACH,
    "outcome": _OUTCOME,
    "service": _SERVICE,
    "answer": _ANSWER,
    "stay_length": _STAY_LENGTH,
    "exit": _EXIT,
    "return_stage": _RETURN_STAGE,
    "departure_time": _DEPARTURE_TIME,
    "survey_score": _SURVEY_SCORE,
    "survey_change": _SURVEY_CHANGE,
    "body": _SOURCE,
    "first_contact": _ELAPSED,
    "triage_time": _ELAPSED,
    "answer_time": _ELAPSED,
    "urgent_contact": _URGENT_CONTACT,
    "consent": _CONSENT,
    "interpreter": _INTERPRETER,
    "closure": _CLOSURE,
    "legal_aid": _LEGAL_AID,
    "needs": _NEEDS,
    "forms": _FORMS,
}
SMALLEST = _lp("class", "Four smallest regions")
