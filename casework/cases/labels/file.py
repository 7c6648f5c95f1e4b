"""The words of what is recorded: consent, risk, status, milestones, duty, notes, identity."""

from casework.cases.labels.words import Words
from casework.web.languages import _l, _lp

PURPOSES: Words = {
    "P1": _lp("consent", "The first interview"),
    "P2": _lp("consent", "Help by a case file"),
    "P3": _lp("consent", "Sharing with an organisation"),
    "P4": _lp("consent", "Police or justice, beyond what the law requires"),
    "P5": _lp("consent", "Contact with the family"),
    "P6": _lp("consent", "Contact with the consulate"),
    "P7": _lp("consent", "Voluntary return"),
    "P8": _lp("consent", "Numbers without names"),
    "P9": _lp("consent", "Media or testimony"),
    "PP": _lp("consent", "Photos of the person in the file"),
}
CONSENT_ANSWERS: Words = {
    "given": _lp("consent", "Given"),
    "refused": _lp("consent", "Refused"),
    "withdrawn": _lp("consent", "Withdrawn"),
    "later": _lp("consent", "Later"),
    "ended": _lp("consent", "Ended"),
    "anew": _lp("consent", "Given: who decides for the child is asked anew"),
    "not_asked": _lp("consent", "Not asked"),
}
CONSENT_TONES = {
    "given": "green",
    **dict.fromkeys(("refused", "withdrawn", "ended", "anew"), "ochre"),
}
HOW: Words = {
    "oral": _lp("consent", "In words"),
    "written": _lp("consent", "In writing"),
    "witnessed": _lp("consent", "Before a witness"),
}
EXPLAINERS: Words = {
    "self": _lp("explained", "I did"),
    "colleague": _lp("explained", "A colleague of my organisation"),
    "interpreter": _lp("explained", "The interpreter, with me"),
    "mediator": _lp("explained", "A cultural mediator"),
    "lawyer": _lp("explained", "A lawyer"),
}
"""Who explained a question before it was put on the screen; on the form, free text besides."""
LOST: Words = {
    "referral": _lp("lost", "request for help"),
    "conference": _lp("lost", "case conference"),
    "stay": _lp("lost", "place in a shelter"),
    "return": _lp("lost", "voluntary return"),
    "transfer": _lp("lost", "handing over of the case"),
    "document": _lp("lost", "photo of the person"),
}
"""In which way a body was told what it loses when an agreement is taken back."""
DATA_GROUPS: Words = {
    "profile": _lp("data", "Age group, sex, languages"),
    "needs": _lp("data", "What the person needs"),
    "safety": _lp("data", "What to watch for their safety"),
    "contact": _lp("data", "How to reach them safely"),
    "identity": _lp("data", "Their name and documents"),
    "health": _lp("data", "What care needs to know of their health"),
    "facts": _lp("data", "What happened to them"),
    "documents": _lp("data", "Photos and documents"),
}

RISK_ITEMS: Words = {
    "offender": _lp("risk", "Threat from the people who exploit"),
    "community": _lp("risk", "Family or neighbours"),
    "health": _lp("risk", "Health, and harm to oneself"),
    "child": _lp("risk", "Children concerned"),
    "immigration": _lp("risk", "Stay and removal"),
    "digital": _lp("risk", "Telephone and accounts"),
    "help": _lp("risk", "What helping could provoke"),
}
RISK_HINTS: Words = {
    "offender": _l("Near, knows the address, weapons, network, violence before"),
    "community": _l("Rejection, pressure, forced marriage, debt to relatives"),
    "health": _l("Urgent care, medicine that stops, thoughts of suicide"),
    "child": _l("The person is a child, or has children in danger"),
    "immigration": _l("No papers, papers kept by others, risk of removal"),
    "digital": _l("Phone tracked, accounts shared, pictures used as a threat"),
    "help": _l("What may happen if we call, visit or report"),
}
RISK_LEVELS: Words = {
    "0": _lp("risk", "No known risk"),
    "1": _lp("risk", "Low risk"),
    "2": _lp("risk", "Medium risk"),
    "3": _lp("risk", "High risk"),
}
RISK_TONES = {"0": "green", "1": "green", "2": "ochre", "3": "brick"}
LIKELIHOOD: Words = {
    "0": _lp("likelihood", "Unlikely"),
    "1": _lp("likelihood", "Hardly"),
    "2": _lp("likelihood", "Could happen"),
    "3": _lp("likelihood", "Likely"),
}
IMPACT: Words = {
    "0": _lp("impact", "No harm"),
    "1": _lp("impact", "Slight"),
    "2": _lp("impact", "Serious"),
    "3": _lp("impact", "Very serious"),
}

VICTIM_STATUSES: Words = {
    "not_assessed": _lp("status", "Status not assessed"),
    "possible": _lp("status", "Potential victim"),
    "identified": _lp("status", "Identified victim"),
    "not_victim": _lp("status", "Not a victim"),
    "inconclusive": _lp("status", "No conclusion"),
}
BODIES: Words = {
    "police": _l("Police or gendarmerie"),
    "ngo": _l("A non-governmental body"),
    "court": _l("Court or prosecution"),
    "other_authority": _l("Another authority"),
    "other": _l("Another body"),
}
MILESTONES: Words = {
    "safety_plan": _l("Safety plan made or offered"),
    "guardian": _l("Guardian named"),
    "authority": _l("Decision of an authority for the child recorded"),
    "bia": _l("Best interests of the child assessed"),
    "bid": _l("Best interests of the child determined"),
    "reintegration_plan": _l("Reintegration plan signed"),
}
DUTY_BASES: Words = {
    "penal_code_448_7": _l("Penal Code, article 448-7 (knowledge of trafficking)"),
    "child_protection": _l("Protection of a child in danger"),
    "other": _l("Another legal basis"),
}
NOTE_KINDS: Words = {
    "contact": _lp("note", "Contact"),
    "visit": _lp("note", "Visit"),
    "meeting": _lp("note", "Conversation"),
    "call": _lp("note", "Call"),
    "accompaniment": _lp("note", "Accompaniment"),
    "decision": _lp("note", "Decision"),
    "other": _lp("note", "Other"),
}
OLD_NOTE_KINDS: Words = {"service": _lp("note", "Service given")}
COMPARISON: Words = {
    "comparison": _l("Comparison of two files, asked by a focal point"),
    "urgent_access": _l("Emergency access"),
}
LEGAL_DUTY: Words = {"legal_duty": _l("Report required by law, read by the prosecution")}
REVEAL_REASONS: Words = {
    "planned_call": _l("Planned call"),
    "official_document": _l("Official document"),
    "appointment": _l("Appointment"),
    "person_asks": _l("The person asks"),
    "other": _l("Another reason (at least 10 characters)"),
}
SHOWN_FOR: Words = {
    **REVEAL_REASONS,
    **COMPARISON,
    **LEGAL_DUTY,
    "comparison": _l("check by the focal point"),
}
DOCUMENT_KINDS: Words = {
    "national_id": _l("National identity card"),
    "passport": _lp("document", "Passport"),
    "residence_permit": _l("Residence permit"),
    "consular_card": _l("Consular card"),
    "asylum": _l("Asylum seeker or refugee document"),
    "other": _lp("document", "Other"),
}
PARTS: Words = {
    "card": _l("Card of the person changed"),
    "safe_contact": _l("Safe contact recorded"),
    "victim_status": _l("Status of victim recorded"),
    "plan": _l("Needs looked at, plan agreed with the person"),
    "urgency_seen": _l("The focal point looked at the emergency"),
    "contact_attempt": _l("Attempt to reach the person"),
    "follow_up": _l("Asked again after closing"),
    "report_received": _l("The prosecution confirmed that the report arrived"),
    "priority": _l("Priority changed"),
    "age": _l("Age assessment recorded"),
    "tracing": _l("Search for the family recorded"),
    "family_assessment": _l("Assessment of the family recorded"),
    "reception": _l("Reception on arrival recorded"),
    "recovery": _l("Recovery period recorded"),
    "measure": _l("Protection measure recorded"),
    "permit": _l("Stay permit recorded"),
    "non_removal": _l("Protection from removal recorded"),
}
DATA_GROUPS_SAID: Words = {
    "profile": _lp("said to the person", "Your age group and the languages you speak"),
    "needs": _lp("said to the person", "What you need"),
    "safety": _lp("said to the person", "What to watch for your safety"),
    "contact": _lp("said to the person", "How to reach you safely"),
    "identity": _lp("said to the person", "Your name and your documents"),
    "health": _lp("said to the person", "What a doctor needs to know"),
    "facts": _lp("said to the person", "What happened to you"),
    "documents": _lp("said to the person", "Your photos and documents"),
}
URGENT_REASONS: Words = {
    "danger": _l("The person is in danger"),
    "health": _l("A medical emergency"),
    "worker_unreachable": _l("The person needs help now and nobody of their file can be reached"),
    "other": _l("Another emergency"),
}
URGENT_ANSWERS: Words = {
    "justify": _l("Justified"),
    "clarify": _l("To clarify"),
    "incident": _l("Not justified: an incident"),
}
URGENT_STATES: Words = {
    "waiting": _l("To review"),
    "to_clarify": _l("To clarify"),
    "justified": _l("Justified"),
    "incident": _l("Not justified: an incident"),
}
URGENT_TONES = {
    "waiting": "ochre",
    "to_clarify": "ochre",
    "justified": "green",
    "incident": "brick",
}
READ_WORDS: Words = {"CaseRead": _l("File opened"), "IdentityRevealed": _l("Identity shown")}

FOUND_CHANGED: Words = {
    "assignment": _l("who works it"),
    "identity": _l("an identity that is shown"),
    "urgent_access": _l("an emergency access"),
    "referral": _l("a referral"),
    "conference": _l("a conference"),
}
"""What lets somebody look into a case, and was found to be written by somebody else than Sanad."""
