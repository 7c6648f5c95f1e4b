"""The words of voluntary returns: parts, steps, gates, code lists, refusals."""

from typing import Any

from casework.kernel.refusals import GateClosed
from casework.returns.domain import refusals
from casework.returns.domain import track as t
from casework.returns.domain.lists import Part
from casework.web.errors import explain
from casework.web.languages import _l, _lp

STATES = {
    t.ASKED: _lp("return", "Asked for"),
    t.COUNSELLED: _lp("return", "Counselled"),
    t.ELIGIBLE: _lp("return", "Can be supported"),
    t.CHOSEN: _lp("return", "Chosen freely"),
    t.BOOKED: _lp("return", "Journey booked"),
    t.DEPARTED: _lp("return", "On the way"),
    t.ARRIVED: _lp("return", "Arrived"),
    t.STOPPED: _lp("return", "Stopped by the person"),
    t.ENDED: _lp("return", "Ended"),
}
TONES = {t.DEPARTED: "blue", t.ARRIVED: "green", t.BOOKED: "teal", t.CHOSEN: "teal"}
PARTS = {
    Part.REQUEST: _l("Request"),
    Part.COUNSELLING: _l("Information and counselling"),
    Part.ELIGIBILITY: _l("Vulnerability and support"),
    Part.CHOICE: _l("Free and informed decision"),
    Part.DOCUMENTS: _l("Travel documents and exit authorisation"),
    Part.RISK: _l("Risks in both countries"),
    Part.FAMILY: _l("Family of the child"),
    Part.FITNESS: _l("Health and fitness to travel"),
    Part.PROJECT: _l("Project after the return"),
    Part.TRAVEL: _l("Journey, escort, reception"),
    Part.DEPARTURE: _l("Departure, will confirmed"),
    Part.ARRIVAL: _l("Arrival"),
    Part.MONITORING: _l("Reintegration and follow-up"),
}
ABOUT = {
    Part.REQUEST: _l("Who asked, through which channel, for how many people."),
    Part.COUNSELLING: _l("Every option, returning being only one, in a language understood."),
    Part.ELIGIBILITY: _l("What makes the person vulnerable, and what the programme can do."),
    Part.CHOICE: _l("Without pressure, informed, alone, 48 hours after the counselling."),
    Part.DOCUMENTS: _l("The consulate only with agreement, never for an asylum seeker or refugee."),
    Part.RISK: _l(
        "Here and there, before and after measures. Nobody returns into a risk nothing reduces."
    ),
    Part.FAMILY: _l(
        "Only for a child: assessed, suitable, and who receives. Kept in the case file."
    ),
    Part.FITNESS: _l("A doctor's word holds 10 days, 72 hours after a recent illness."),
    Part.PROJECT: _l("What the person wants to do afterwards, in their own words."),
    Part.TRAVEL: _l("The receiving partner says yes before anybody leaves."),
    Part.DEPARTURE: _l("The will is asked once more, for this journey, in the 7 days before it."),
    Part.ARRIVAL: _l("Confirmed within 72 hours; silence is treated as danger."),
    Part.MONITORING: _l("Kept in the plan of reintegration."),
}
ACTIONS = {
    "ask": _l("Return asked for"),
    "counsel": _l("Counselling is complete"),
    "find_eligible": _l("The programme can support it"),
    "choose": _l("Record the free decision"),
    "book": _l("Book the journey"),
    "unbook": _l("Cancel the booking"),
    "depart": _l("The person has left"),
    "arrive": _l("The person has arrived"),
    "pause": _l("Pause"),
    "resume": _l("Go on"),
    "stop": _l("Stop the return"),
    "withdraw": _l("Stopped: the agreement was withdrawn or the case closed"),
    "end": _l("End the return for another reason"),
    "break_off": _l("The person did not arrive"),
}
HAPPENED = {
    **ACTIONS,
    "choose": _l("The decision was recorded"),
    "book": _l("The journey was booked"),
    "unbook": _l("The booking was cancelled"),
    "pause": _l("Paused"),
    "resume": _l("Taken up again"),
    "stop": _l("Stopped by the person"),
    "end": _l("Ended for another reason"),
}
"""The same steps, once they are history."""
CONSEQUENCES = {
    "choose": _l("The decision counts from now on. It can be taken back until boarding."),
    "book": _l("Tickets may be bought. Stopping stays possible, without cost to the person."),
    "unbook": _l("The journey is cancelled, the decision stays."),
    "depart": _l("The arrival has to be confirmed within 72 hours of the hour planned."),
}
GATES = {
    "G-RUNNING": _l("The return does not rest"),
    "G-PAUSED": _l("The return rests"),
    "G-COUNSEL": _l("Every option was explained"),
    "G-ELIGIBLE": _l("Vulnerabilities were looked at"),
    "G-CONSENT(P7)": _l("The person agrees to the return (consent in the case file)"),
    "G-REFLECTION": _l("48 hours lie between the counselling and the decision"),
    "G-VOL": _l("A free and informed decision, by somebody able to decide"),
    "G-HOUR": _l("The hour of boarding has come"),
    "G-VOL(again)": _l("The will was confirmed for this journey, in the 7 days before it"),
    "G-ASYLUM": _l("No asylum file, or the warning was read and signed"),
    "G-ASYLUM(asked)": _l("It is known whether there is an asylum file"),
    "G-GUARD": _l("For a child: a guardian, not suspected, agrees and the child was heard"),
    "G-BID": _l("For a child: the best interests were determined, and the child goes back"),
    "G-FAMILY": _l("For a child: the family was found suitable, and somebody receives"),
    "G-RISK": _l(
        "Risks assessed in the last 30 days: none stays high, none medium without measures"
    ),
    "G-RISK(leaving)": _l(
        "Risks assessed in the 30 days before the journey: "
        "none stays high, none medium without measures"
    ),
    "G-PAPERS": _l("Travel document and exit authorisation are valid on the day"),
    "G-PROJECT": _l("The project after the return is written"),
    "G-PARTNER": _l("The receiving partner has accepted, and the journey lies ahead"),
    "G-PARTNER(leaving)": _l("The receiving partner has accepted"),
    "G-STARTED": _l("The case itself has turned to a return"),
    "G-FIT": _l("A doctor found the person fit, and it still holds when the journey leaves"),
    "G-ARRIVED": _l("The arrival was confirmed"),
}
WHO_OPENS = {
    "G-RUNNING": _l("Whoever runs the return, with “Go on”, when the person wants it."),
    "G-PROJECT": _l("The person, with whoever runs the return."),
    "G-CONSENT(P7)": _l("The caseworker records it with the person."),
    "G-REFLECTION": _l("Only time opens this; what was decided sooner is asked again."),
    "G-VOL": _l("The person, alone with whoever runs the return."),
    "G-HOUR": _l("Only time opens this; another day or hour is written as a new journey."),
    "G-VOL(again)": _l(
        "The person, asked again after every change of the journey and after every rest."
    ),
    "G-ASYLUM": _l("The person, after talking to UNHCR if they wish."),
    "G-GUARD": _l("The guardian or the juvenile judge."),
    "G-BID": _l("The panel that determines the best interests."),
    "G-FAMILY": _l("Whoever assesses the family; the caseworker records it in the case file."),
    "G-RISK": _l("Whoever runs the return, with measures that reduce the risk."),
    "G-RISK(leaving)": _l("Whoever runs the return, with measures that reduce the risk."),
    "G-PAPERS": _l("The consulate and the Moroccan authorities."),
    "G-PARTNER": _l("The receiving partner."),
    "G-PARTNER(leaving)": _l("The receiving partner."),
    "G-STARTED": _l("The caseworker, with the step “Begin the voluntary return”."),
    "G-FIT": _l("A doctor."),
}
WHO_TAKES = {
    "counsel": _l("Whoever runs the return, with the person."),
    "find_eligible": _l("Whoever runs the return, with the person."),
    "choose": _l("The person, alone with whoever runs the return."),
    "book": _l("Whoever runs the return, once every condition is met."),
    "depart": _l("The person, until boarding."),
}
"""Who takes a step that lies before another."""
CHANNELS = {
    "office": _l("At the office"),
    "outreach": _l("Met during outreach"),
    "hotline": _l("By telephone"),
    "partner": _l("Through a partner"),
    "consulate": _l("Through a consulate"),
    "online": _l("In writing or online"),
}
OPTIONS = {
    "stay_and_permit": _l("Staying, and a residence permit"),
    "asylum": _l("Asking for asylum"),
    "local_support": _l("Help and integration here"),
    "family_reunification": _l("Joining family elsewhere"),
    "return": _l("Returning, and help afterwards"),
}
VULNERABILITIES = {
    "victim_of_trafficking": _l("Was exploited or trafficked"),
    "unaccompanied_child": _l("Child without family"),
    "victim_of_violence": _l("Suffered violence"),
    "medical": _l("Serious illness"),
    "pregnant": _l("Pregnancy"),
    "single_parent": _l("Alone with children"),
    "elderly": _l("Older person"),
    "disability": _l("Disability"),
    "stranded": _l("Stranded, without means"),
}
CAPACITIES = {
    "certain": _l("Yes, without doubt"),
    "assessed": _l("Yes, after an assessment by professionals"),
    "doubtful": _l("In doubt"),
}
DOCUMENTS = {
    "passport": _l("Passport"),
    "laissez_passer": _l("Laissez-passer"),
    "civil_status": _l("Civil status document"),
    "exit_authorisation": _l("Exit authorisation"),
    "transit_visa": _l("Transit visa"),
}
DOCUMENT_STATES = {
    "asked": _l("Asked for"),
    "obtained": _l("Obtained"),
    "refused": _l("Refused"),
    "not_needed": _l("Not needed"),
}
COUNTRIES = {"here": _l("in Morocco"), "there": _l("in the country of return")}
IN_COUNTRIES = {"here": _l("In Morocco"), "there": _l("In the country of return")}
RISK_ITEMS = {
    "traffickers": _l("Those who exploited the person"),
    "family": _l("The family"),
    "community": _l("The community, rejection"),
    "retrafficking": _l("Being exploited again"),
    "health": _l("Health and care"),
    "legal": _l("Police, courts, papers"),
}
LEVELS = {"0": _lp("risk", "None"), "1": _lp("risk", "Low"), "2": _lp("risk", "Medium"),
          "3": _lp("risk", "High")}  # fmt: skip
ESCORTS = {
    "none": _lp("escort", "None"),
    "medical": _lp("escort", "Medical"),
    "social": _lp("escort", "Social"),
    "child": _lp("escort", "For a child"),
}
FITNESS = {
    "fit": _l("Fit"),
    "fit_with_conditions": _l("Fit, with conditions"),
    "unfit": _l("Not fit"),
}
SIGNED = {
    "written": _l("Signed on paper"),
    "oral_recorded": _l("Spoken, with a recording"),
    "witnessed": _l("Spoken, before a witness"),
}
INTERPRETER = {
    "needed": _lp("interpreter", "Present"),
    "not_needed": _lp("interpreter", "Not needed"),
    "unknown": _lp("interpreter", "None found"),
}
YES_NO_UNKNOWN = {"yes": _l("Yes"), "no": _l("No"), "unknown": _l("Not known yet")}
ENDINGS = {
    "not_eligible": _l("The programme cannot support it"),
    "risk_too_high": _l("The risk of returning stays too high"),
    "died": _l("The person died"),
    "other": _lp("ending", "Other"),
}
NEVER_ARRIVED = {
    "turned_back": _l("Turned back at a border or at the airport: the person is in Morocco"),
    "lost": _l("Lost on the way: nobody knows where the person is"),
    "retrafficked": _l("May be exploited again"),
    "died": _l("The person died"),
    "other": _lp("ending", "Other"),
}
WHY_ENDED = {**ENDINGS, **NEVER_ARRIVED}
TASKS = {
    "counsel_return": _l("Explain all options"),
    "note_departure": _l("Write whether the person left"),
    "confirm_arrival": _l("Confirm the arrival"),
    **{
        f"remind_document_{kind}": _l("Ask again: %(document)s", document=words)
        for kind, words in DOCUMENTS.items()
    },
}
DONE = {
    "return_asked": _l("The request is on file. Next: explain every option, without hurry."),
    "return_saved": _l("Saved. The earlier record stays in the history."),
    "return_moved": _l("Recorded. The next part shows below."),
    "return_paused": _l("The return rests. It goes on whenever the person wants, or never."),
    "return_stopped": _l("The return is stopped. Nothing is lost: the case goes on with its plan."),
    "return_broken_off": _l(
        "The end of the journey is on file, and the case goes back to its plan."
    ),
    "return_given_back": _l("Given back: any officer of the organisation may take it up."),
    "return_taken": _l("You answer for this return from now on."),
}
TEXTS: dict[type[Any], Any] = {
    refusals.ReturnUnderWay: _l("This case has a return under way already."),
    refusals.CaseNotPlanned: _l("A return is asked for while the person is being helped."),
    refusals.NotEntrusted: _l(
        "Choose your own organisation, or one that accepted a referral for the return."
    ),
    refusals.OverAlready: _l("This return is over: it can be read, not changed."),
    refusals.NothingToRecord: _l("This part is not recorded at this point of the return."),
    refusals.ConsulateBarred: _l(
        "The consulate is asked only with the person's agreement (P6), and never for an asylum "
        "seeker or a refugee."
    ),
    refusals.DayAhead: _l("What happened cannot have happened after today."),
    refusals.EveryRiskOnce: _l("Look at every risk in both countries, now and with the measures."),
    refusals.AmountMissing: _l("Write the amount agreed on, or why there is none."),
    refusals.MeasuresMissing: _l("A risk becomes lower: write what reduces it."),
    refusals.ArrivedBeforeLeaving: _l("The arrival comes after the departure."),
    refusals.ArrivesBeforeLeaving: _l("The journey lies ahead, and arrives after it leaves."),
}


def register_texts() -> None:
    """One text for each refusal; for a closed gate, what is missing."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
    for arrow in t.TABLE:
        for gate in arrow.gates:
            missing = _l("Still missing: %(what)s.", what=GATES[gate])
            explain(GateClosed, missing, gate=gate, action=arrow.action)
