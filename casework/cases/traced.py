"""What the codes of events about cases and agreements are called in the journal."""

from typing import Any

from casework.cases import labels
from casework.cases.editing import EDITS
from casework.cases.frame import OWN_TABS
from casework.cases.panels import panels, part_word
from casework.web.codes import register_words
from casework.web.languages import _, _l

URGENT_PARTS = {
    "urgent": _l("Emergency access"),
    "urgent_review": _l("Review of an emergency access"),
    "earlier": _l("Earlier records"),
    "plan_paper": _l("Plan, printed"),
}
REVIEWED = {
    "justify": labels.URGENT_ANSWERS["justify"],
    "clarify": labels.URGENT_ANSWERS["clarify"],
    "incident": labels.URGENT_ANSWERS["incident"],
}


def register() -> None:
    """One line an event."""
    states = {"source": labels.STATES, "target": labels.STATES}
    register_words("CaseStepTaken", action=labels.ACTIONS, **states)
    register_words("CaseOpened", search=labels.SEARCHES)
    register_words("CaseRead", part=part_read)
    register_words("CaseFileChanged", part=part_changed)
    register_words("ConsentRecorded", purpose=labels.PURPOSES, answer=labels.CONSENT_ANSWERS)
    register_words("ConsentWithdrawn", purpose=labels.PURPOSES)
    register_words("LegalDutyRecorded", basis=labels.DUTY_BASES)
    register_words("IdentityRevealed", reason=labels.REVEAL_REASONS)
    register_words("GateOverridden", gate=labels.GATES)
    register_words("RestrictedFileOpened", reason=labels.RESTRICTED_REASONS)
    register_words("UrgentAccessOpened", reason=labels.URGENT_REASONS)
    register_words("UrgentAccessReviewed", answer=REVIEWED)


def part_read(part: str) -> Any:
    """A tab of the file, or a form that was open there."""
    if part in URGENT_PARTS:
        return URGENT_PARTS[part]
    tabs = {panel.key: panel.label for panel in (*OWN_TABS, *panels())}
    if part.startswith(EDITS):
        return _("a form was open: %(which)s", which=_form(part.removeprefix(EDITS), tabs))
    return tabs.get(part, "")


def _form(endpoint: str, tabs: dict[str, Any]) -> str:
    words = part_changed(endpoint) or tabs.get(endpoint) or FORMS.get(endpoint, "")
    return str(words or endpoint)


FORMS = {
    "contact": labels.PARTS["safe_contact"],
    "status": labels.PARTS["victim_status"],
    "new_risk": _l("Assess the risk"),
    "write_identity": _l("Record the identity"),
    "entry": _l("Steps and records"),
    "duty": _l("Report required by law"),
    "assign_case": _l("Choose a caseworker"),
    "propose": labels.ACTIONS["propose_closure"],
    "closure": labels.ACTIONS["close"],
}


def part_changed(part: str) -> Any:
    """A part of the file that was written."""
    return part_word(part) or labels.PARTS.get(part) or labels.MILESTONES.get(part, "")
