"""The words of visits and labour records: codes, refusals, deadlines."""

from casework.kernel.refusals import GateClosed
from casework.visits.domain import labour
from casework.visits.domain.entry import Place, PrivateHome, Setting
from casework.visits.domain.records import (
    InTheFuture,
    LegalForm,
    NotAColleague,
    OutsideYourRegions,
    VisitClosed,
)
from casework.visits.domain.track import CLOSED, OPEN
from casework.web.errors import explain
from casework.web.languages import _l, _lp
from casework.web.navigation import register_done

SETTINGS = {
    Setting.SITE_VISIT: _l("Visit on site"),
    Setting.OFFICE: _l("At the office, on request"),
    Setting.SUMMONS: _l("At the office, by summons"),
}
PLACES = {
    Place.ESTABLISHMENT: _l("Establishment (company, farm, site, workshop)"),
    Place.HOUSEHOLD: _l("Private home"),
}
VISIT_STATES = {OPEN: _lp("visit", "Open"), CLOSED: _lp("visit", "Closed")}
LEGAL_FORMS = {
    LegalForm.COMPANY: _l("Company"),
    LegalForm.SOLE_TRADER: _l("Sole trader or auto-entrepreneur"),
    LegalForm.COOPERATIVE: _l("Cooperative"),
    LegalForm.ASSOCIATION: _lp("employer", "Association"),
    LegalForm.INDIVIDUAL: _l("Private employer"),
    LegalForm.UNKNOWN: _lp("employer", "Not known"),
}
LABOUR_STATES = {
    labour.OBSERVED: _l("What was observed"),
    labour.NOTIFIED: _l("Formal notice given"),
    labour.CONCILIATION: _l("Conciliation called"),
    labour.REPORTED: _l("Report drawn up"),
    labour.SENT: _l("Report sent"),
    labour.CLOSED: _lp("labour", "Closed"),
}
LABOUR_TONES = {
    labour.OBSERVED: "ochre",
    labour.NOTIFIED: "blue",
    labour.CONCILIATION: "blue",
    labour.REPORTED: "teal",
    labour.SENT: "teal",
    labour.CLOSED: "",
}
OUTCOMES = {
    labour.Outcome.COMPLIED: _l("The employer complied"),
    labour.Outcome.SETTLED: _l("Agreement signed by both sides"),
    labour.Outcome.NOT_SETTLED: _l("No agreement"),
    labour.Outcome.NO_INFRACTION: _l("No infraction after verification"),
    labour.Outcome.OTHER_AUTHORITY: _l("Handed to another authority"),
    labour.Outcome.CONVICTED: _l("The court found the infractions proved"),
    labour.Outcome.NOT_CONVICTED: _l("The court did not"),
}
COPIES = {
    labour.Copy.COURT: _l("To the court, through the provincial delegate"),
    labour.Copy.DIRECTORATE: _l("To the central labour directorate"),
    labour.Copy.FILE: _l("In the file of the establishment"),
}
HOW_AGREED = {
    labour.HowAgreed.SIGNED: _l("In writing, signed"),
    labour.HowAgreed.BEFORE_WITNESS: _l("In words, before a witness"),
}
WHY_SHOWN = {
    "conciliation": _l("To call the person to the conciliation"),
    "report": _l("To write the person into the report"),
    "correction": _l("To correct what is written"),
}
ACTIONS = {
    "take_up": _l("Take it up"),
    "give_notice": _l("Give a formal notice"),
    "invite": _l("Call to a conciliation"),
    "report": _l("Draw up a report"),
    "send_copies": _l("Note that the copies were sent"),
    "close": _l("Close with an outcome"),
    "reopen": _l("Open again"),
}
TASKS = {
    labour.ACT.task: _l("Decide what follows the observations"),
    labour.CHECK.task: _l("Check what was done after the notice"),
    labour.HOLD.task: _l("Hold the conciliation"),
    labour.COPIES.task: _l("Send the three copies of the report"),
}
DONE = {
    "visit_begun": _l("The visit is open. Note what concerns everybody, then meet people alone."),
    "visit_saved": _l("Saved. It goes into each interview that begins from now on."),
    "employer_saved": _l("The employer is sealed apart from the visit."),
    "visit_closed": _l("The visit is closed."),
    "visit_reopened": _l("The visit is open again."),
    "labour_opened": _l("The labour record is open. It holds nothing about the people met."),
    "labour_saved": _l("Saved in the labour record."),
    "labour_moved": _l("Recorded. The deadline that follows is among your tasks."),
    "complainant_saved": _l("The complainant is recorded, with their agreement."),
    "complainant_removed": _l("The name is gone from the record."),
}


def register_texts() -> None:
    """How refusals read, and what was just done."""
    explain(
        PrivateHome,
        _l(
            "A private home is not an establishment: it cannot be visited. Choose a meeting at the "
            "office, on request or by summons."
        ),
    )
    explain(OutsideYourRegions, _l("Choose a province of one of the regions where you work."))
    explain(InTheFuture, _l("A visit is recorded when it has begun: choose an hour that has come."))
    explain(NotAColleague, _l("Choose an inspector of your own organisation."))
    explain(VisitClosed, _l("This visit is closed. Open it again to add to it."))
    explain(
        labour.NoticeTooShort,
        _l(
            "For hygiene and safety a formal notice lasts at least %(days)s days, unless danger is "
            "imminent (Labour Code, art. 540 to 542)."
        ),
    )
    explain(labour.OutcomeNotPossible, _l("Choose an outcome of the list."))
    explain(labour.UnknownInfraction, _l("Choose infractions of the list."))
    explain(GateClosed, _l("Write the name of the employer first."), gate="G-EMPLOYER")
    explain(GateClosed, _l("Note at least one infraction first."), gate="G-INFRACTION")
    explain(
        GateClosed,
        _l("For hygiene and safety a report comes after a formal notice whose time is over."),
        gate="G-NOTICE",
    )
    explain(GateClosed, _l("A report goes out in three copies: tick all three."), gate="G-COPIES")
    for key, text in DONE.items():
        register_done(key, text)
