"""The words of children's records, recovery, measures, permits, the safety plan, deletion."""

from typing import Any

from casework.cases.domain.protection import NORM, RecoveryRule
from casework.cases.labels.words import Words
from casework.web.languages import _l, _lp

ENTRIES: Words = {
    "guardian": _l("Guardian"),
    "authority": _l("Decision of an authority"),
    "bia": _l("Best-interests assessment"),
    "bid": _l("Best-interests determination"),
    "age": _l("Age assessment"),
    "tracing": _l("Search for the family"),
    "family_assessment": _l("Assessment of the family"),
    "reception": _l("Reception on arrival"),
    "safety_plan": _l("Safety plan"),
    "recovery": _l("Recovery and reflection period"),
    "measure": _l("Protection measure"),
    "permit": _l("Stay permit"),
    "non_removal": _l("Protection from removal"),
}
ENTRY_INTROS: Words = {
    "guardian": _l("A child alone gets a guardian, if need be a provisional one, within 24 hours."),
    "authority": _l(
        "What the prosecutor or the juvenile judge decided to protect the child. With a guardian "
        "and a risk assessment, the focal point can then refer the child the same day."
    ),
    "bia": _l(
        "One trained worker looks at what is best for the child: within 72 hours, or seven days "
        "when the situation is stable, and again before each important step."
    ),
    "bid": _l(
        "Several people decide together, after an assessment, before any lasting solution: "
        "staying, joining the family, returning, or living apart from the parents."
    ),
    "age": _l(
        "Whoever may be under 18 is protected as a child. An age assessment is the last resort, "
        "made by several disciplines, with consent; in doubt the person remains a child."
    ),
    "tracing": _l(
        "A family is searched for when the child wants it or is not sure, the contact was agreed "
        "to, and nobody is put in danger."
    ),
    "family_assessment": _l("Before a child goes to a family, a service looks at it."),
    "reception": _l("No child travels before somebody confirmed who receives them."),
    "safety_plan": _l("Made with the person, in their words. What is empty is left out in print."),
    "recovery": _l(
        "Time to recover and to think, without any duty. It never depends on testimony, and "
        "nobody asks for one."
    ),
    "measure": _l("What an authority was asked for, or decided, to protect the person."),
    "permit": _l("The right to stay: asked for, granted, refused or over."),
    "non_removal": _l("Whether the person may not be removed from the country."),
}
NORM_BASIS = _l(
    "Council of Europe Convention on action against trafficking in human beings, art. 13"
)


def basis_words(rule: RecoveryRule) -> Any:
    """The text a length rests on: the norm in the reader's language, another as it was typed."""
    return NORM_BASIS if rule == NORM else rule.basis


AUTHORITIES: Words = {
    "prosecutor": _lp("authority", "Prosecutor"),
    "juvenile_judge": _lp("authority", "Juvenile judge"),
    "other_judge": _lp("authority", "Another judge"),
}
GUARDIAN_KINDS: Words = {
    "parent": _lp("guardian", "Parent"),
    "relative": _lp("guardian", "Relative"),
    "provisional": _lp("guardian", "Provisional guardian"),
    "appointed": _lp("guardian", "Guardian named by a court"),
    "institution": _lp("guardian", "Institution"),
}
SOLUTIONS: Words = {
    "local": _lp("solution", "Stay in the country"),
    "reunification": _lp("solution", "Join the family"),
    "return": _lp("solution", "Return to the country of origin"),
    "resettlement": _lp("solution", "Move to a third country"),
    "temporary_care": _lp("solution", "Temporary care"),
    "separation": _lp("solution", "Live apart from the parents"),
}
AGE_RESULTS: Words = {
    "minor": _lp("age", "Under 18"),
    "adult": _lp("age", "18 or over"),
    "undetermined": _lp("age", "Not determined"),
}
FAMILY_RESULTS: Words = {
    "suitable": _lp("family", "Suitable"),
    "unsuitable": _lp("family", "Not suitable"),
    "not_found": _lp("family", "Not found"),
}
WISHES: Words = {
    "yes": _lp("wish", "Yes"),
    "no": _lp("wish", "No"),
    "not_sure": _lp("wish", "Not sure"),
}
MEASURES: Words = {
    "listening_cell": _lp("measure", "Heard in a listening cell"),
    "no_contact_order": _lp("measure", "Ban on contact"),
    "identity_withheld": _lp("measure", "Identity withheld"),
    "address_withheld": _lp("measure", "Address withheld"),
    "police_protection": _lp("measure", "Police protection"),
    "hearing_apart": _lp("measure", "Hearing without confrontation"),
    "reception_centre": _lp("measure", "Reception centre"),
    "legal_aid": _lp("measure", "Legal aid"),
    "orientation": _lp("measure", "Orientation to a service"),
    "other": _lp("measure", "Another measure"),
}
STANDINGS: Words = {
    "requested": _lp("standing", "Asked for"),
    "granted": _lp("standing", "Granted"),
    "refused": _lp("standing", "Refused"),
    "ended": _lp("standing", "Ended"),
}
STANDING_TONES = {"requested": "blue", "granted": "green", "refused": "ochre"}
PERMIT_KINDS: Words = {
    "authorisation": _lp("permit", "Permission to stay"),
    "residence_card": _lp("permit", "Residence card"),
    "receipt": _lp("permit", "Receipt of an application"),
    "visa": _lp("permit", "Visa"),
    "other": _lp("permit", "Another document"),
}
PERMIT_BASES: Words = {
    "proceedings": _lp("permit", "Proceedings under way"),
    "recovery_period": _lp("permit", "Recovery period"),
    "humanitarian": _lp("permit", "Humanitarian ground"),
    "child": _lp("permit", "Protection of a child"),
    "asylum": _lp("permit", "Asylum"),
    "other": _lp("permit", "Another ground"),
}
RECOVERY_ENDS: Words = {
    "over": _lp("recovery", "It came to its end"),
    "person_asks": _lp("recovery", "The person asks for it"),
    "public_order": _lp("recovery", "Public order (Convention, art. 13.3)"),
    "status_claimed_wrongly": _lp("recovery", "Status claimed wrongly (Convention, art. 13.3)"),
}
EVIDENCE: Words = {
    "indications": _lp("evidence", "Indications"),
    "reasonable_grounds": _lp("evidence", "Reasonable grounds"),
    "conclusive_grounds": _lp("evidence", "Conclusive grounds"),
    "judgment": _lp("evidence", "Judgment"),
}
REVIEWS: Words = {
    "asked": _lp("review", "The person asked for a review"),
    "upheld": _lp("review", "Reviewed: the decision stands"),
    "changed": _lp("review", "Reviewed: the decision was changed"),
}
GUARDIANS: Words = {
    "guardian": _lp("consent", "The guardian"),
    "judge": _lp("consent", "A juvenile judge or the prosecutor"),
}
CAPACITIES: Words = {
    "full": _lp("consent", "Alone"),
    "supported": _lp("consent", "With the support of somebody they chose"),
    "represented": _lp("consent", "By a legal representative"),
}
DELETION_ANSWERS: Words = {
    "deleted": _lp("deletion", "Everything was deleted"),
    "returned": _lp("deletion", "Everything was given back to the sender, and nothing was kept"),
    "kept_by_duty": _lp("deletion", "The law obliges us to keep a part"),
}
SAFETY_PARTS: Words = {
    "safe_place": _l("A safe place to go"),
    "safe_contacts": _l("Whom to call, and how"),
    "code_word": _l("Code word"),
    "phone_hygiene": _l("Telephone and accounts: what to change"),
    "if_found": _l("What to do if found"),
    "documents_ready": _l("Documents and money: where they are ready"),
    "who_knows": _l("Who knows the address"),
    "child_collection": _l("Who collects the children, and from where"),
    "emergency_numbers": _l("Emergency numbers"),
}
