"""The words of the pathway: states, steps, gates, closing."""

from casework.cases.labels.words import Words
from casework.web.languages import _l, _lp

STATES: Words = {
    "S06": _lp("case state", "Sorted by urgency"),
    "S07": _lp("case state", "Awaiting consent"),
    "S08": _lp("case state", "Help declined"),
    "S09": _lp("case state", "Referred"),
    "S10": _lp("case state", "Help under way"),
    "S11": _lp("case state", "Plan agreed"),
    "S12": _lp("case state", "Return being prepared"),
    "S13": _lp("case state", "Returned"),
    "S14": _lp("case state", "Reintegration"),
    "S15": _lp("case state", "Follow-up"),
    "S16": _lp("case state", "Closed"),
    "S17": _lp("case state", "Reopened"),
}
STATE_TONES = {"S07": "ochre", "S08": "", "S09": "blue", "S16": "", "S17": "ochre"}

ACTIONS: Words = {
    "inform": _l("The person was informed"),
    "refer_urgent": _l("Refer in an emergency"),
    "refer_child": _l("Protect the child by decision of an authority"),
    "decline": _l("The person declines help"),
    "reconsider": _l("The person comes back"),
    "refer": _l("First referral sent"),
    "help_directly": _l("Help within our organisation"),
    "accept": _l("A referral was accepted"),
    "no_taker": _l("Nobody took the referral"),
    "plan": _l("The plan was agreed with the person"),
    "start_return": _l("Begin the voluntary return"),
    "stop_return": _l("Stop the return"),
    "arrive": _l("The arrival was confirmed"),
    "reintegrate": _l("Begin reintegration"),
    "follow_up": _l("Move to follow-up"),
    "resume": _l("A new need: plan again"),
    "propose_closure": _l("Propose to close the case"),
    "keep_open": _l("Keep the case open"),
    "close": _l("Close the case"),
    "reopen": _l("Reopen the case"),
    "triage_again": _l("Put the case back on its way"),
    "open": _l("Case opened"),
}
CONSEQUENCES: Words = {
    "inform": _l(
        "You confirm that you explained, in a language the person understands, the help that "
        "exists, their rights, and that they may say no. The case then waits for their answer."
    ),
    "refer_child": _l(
        "A guardian is named and the best interests were looked at. Write the reference of the "
        "decision of the prosecutor or the juvenile judge. The case counts as referred."
    ),
    "decline": _l("The person keeps the right to come back at any time. Nothing is asked of them."),
    "reconsider": _l("The person wishes to talk again. The case waits for their answer."),
    "help_directly": _l("Your organisation helps without a referral. A plan is due in 10 days."),
    "plan": _l("You confirm that the plan was agreed with the person and speaks in their words."),
    "start_return": _l(
        "The person chose to return. They may change their mind at any moment before boarding."
    ),
    "stop_return": _l("The person changed their mind or the return stops. No reason is needed."),
    "arrive": _l("You confirm that the arrival of the person was reported to you."),
    "reintegrate": _l("Help goes on with the reintegration plan."),
    "follow_up": _l("Services are finished. Contact goes on, on the channels the person chose."),
    "resume": _l("The plan is taken up again within two working days."),
    "reopen": _l("The case opens again with its history. A focal point sees it within two days."),
    "triage_again": _l("The case starts again from the first conversation, with its history."),
}
STEP_REASONS: Words = {
    "refer_child": _l("Authority and reference of its decision"),
    "resume": _l("What is the new need?"),
    "reopen": _l("What is new?"),
}

GATES: Words = {
    "G-SAFE": _l("A safety plan was made with the person, or offered"),
    "G-AGE(child)": _l("The person is, or may be, under 18"),
    "G-INTERP": _l("The languages are known, and whether an interpreter is needed"),
    "G-CONSENT(P2)": _l("The person agrees to be helped by a case file"),
    "G-CONSENT(P2, refused)": _l("The person’s refusal was recorded"),
    "G-CONSENT(P3)": _l("The person agrees to share with this organisation"),
    "G-CONSENT(P7)": _l("The person agrees to return"),
    "G-RISK": _l("A risk assessment is up to date"),
    "G-GUARD": _l("For a child: a guardian is named"),
    "G-BIA": _l("For a child: the best interests were assessed"),
    "G-BID": _l("For a child: the best interests were determined"),
    "G-DUTY": _l("The duty to report was looked at"),
    "G-FIT": _l("A doctor found the person fit to travel"),
    "G-VOL": _l("The wish to return was confirmed in the last 7 days"),
    "G-PLAN": _l("The plan was agreed with the person"),
    "G-PLAN(reintegration)": _l("The reintegration plan was signed"),
    "G-4EYES": _l("Somebody else proposed it"),
    "G-PROPOSED": _l("The caseworker proposed to close"),
    "G-CLEAR": _l("Nothing stands against closing"),
    "G-TAKEN": _l("An organisation accepted a referral"),
    "G-UNTAKEN": _l("Every referral ended without an acceptance"),
    "G-UNBARRED": _l("No urgent need stands against the return"),
}
BLOCKS: Words = {
    "risk_high": _l("The last risk assessment is high"),
    "referral_pending": _l("A referral is still open"),
    "stay_open": _l("A stay in a shelter is not finished"),
    "grant_unpaid": _l("A grant is not paid"),
}
CLOSURE_REASONS: Words = {
    "goals_met": _l("The goals of the plan are reached"),
    "moved_to_other_provider": _l("Another organisation goes on with the help"),
    "returned_and_monitored": _l("Returned, and followed up there"),
    "reunified": _l("Reunited with the family"),
    "person_withdrew": _l("The person no longer wishes to be helped"),
    "lost_contact": _l("Contact lost after three attempts over 30 days"),
    "refused_all": _l("The person declined every offer"),
    "not_victim_after_assessment": _l("Not a victim, after assessment"),
    "duplicate": _l("Same person as in another case"),
    "deceased": _l("The person died"),
    "transferred_abroad": _l("Handed over to a service abroad"),
    "detained_or_removed": _l("Detained or removed (report this incident)"),
    "no_longer_eligible": _l("No longer entitled to this help"),
}
TASKS: Words = {
    "first_contact": _l("Talk with the person for the first time"),
    "ask_consent": _l("Ask the person what they decide"),
    "make_plan": _l("Make the plan with the person"),
    "review_plan": _l("Review the plan with the person"),
    "plan_reintegration": _l("Agree on the reintegration plan"),
    "check_in": _l("Ask the person how they are"),
    "triage_again": _l("Put the reopened case back on its way"),
    "review_urgency": _l("Look at a referral made in an emergency"),
    "answer_closure": _l("Answer the proposal to close"),
    "review_risk": _l("Assess the risk again"),
    "assign": _l("Choose a caseworker"),
}
TASK_ENDPOINTS = {
    "ask_consent": "cases.consent",
    "make_plan": "cases.records",
    "review_plan": "cases.records",
    "plan_reintegration": "cases.records",
    "check_in": "cases.note",
    "answer_closure": "cases.closure",
    "review_risk": "cases.new_risk",
}
