"""The words of the pathway: states, steps, gates, closing."""

from casework.cases.domain.closure import FOLLOW_UP_TASKS
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
        "A prosecutor or a judge decided to protect the child, and a guardian is named. The "
        "caseworker sends the first request the same day; nothing else ends that task."
    ),
    "decline": _l("The person keeps the right to come back at any time. Nothing is asked of them."),
    "reconsider": _l("The person wishes to talk again. The case waits for their answer."),
    "help_directly": _l(
        "Your organisation helps without a referral. A plan is due in 10 days, for a child in 7."
    ),
    "plan": _l("You confirm that the plan was agreed with the person and speaks in their words."),
    "start_return": _l(
        "The person chose to return. They may change their mind at any moment before boarding."
    ),
    "reintegrate": _l("Help goes on with the reintegration plan."),
    "follow_up": _l("Services are finished. Contact goes on, on the channels the person chose."),
    "resume": _l("The plan is taken up again within two working days."),
    "reopen": _l("The case opens again with its history. A focal point sees it within two days."),
    "triage_again": _l("The case starts again from the first conversation, with its history."),
}
STEP_REASONS: Words = {
    "resume": _l("What is the new need?"),
    "reopen": _l("What is new?"),
}

GATES: Words = {
    "G-SAFE(90)": _l("A safety plan was made with the person, or offered, within 90 days"),
    "G-AGE(child)": _l("The person is, or may be, under 18"),
    "G-AGE(adult)": _l("The person is known to be an adult"),
    "G-INTERP": _l("The languages are known, and whether an interpreter is needed"),
    "G-CONSENT(P2)": _l("The person agrees to be helped by a case file"),
    "G-CONSENT(P2, refused)": _l("The person’s refusal was recorded"),
    "G-CONSENT(P3)": _l("The person agrees to share with this organisation"),
    "G-CONSENT(P7)": _l("The person agrees to return"),
    "G-RISK": _l("A risk assessment is up to date"),
    "G-GUARD": _l("For a child: a guardian is named who is not suspected"),
    "G-AUTHORITY": _l("For a child: a prosecutor or a judge decided"),
    "G-BIA(30)": _l("For a child: the best interests were assessed within 30 days"),
    "G-BID": _l("For a child: a durable solution was determined"),
    "G-BID(return)": _l("For a child: a return was determined to be best"),
    "G-DUTY": _l("The duty to report was looked at"),
    "G-ARRIVED": _l("The arrival is confirmed in the return"),
    "G-PLAN": _l("The plan was agreed with the person"),
    "G-PLAN(reintegration)": _l("The reintegration plan was signed"),
    "G-4EYES": _l("Somebody else proposed it"),
    "G-PROPOSED": _l("The caseworker proposed to close"),
    "G-UNDECIDED": _l("Closing was proposed, or the person agrees to a case no more"),
    "G-CLEAR": _l("Nothing stands against closing"),
    "G-TAKEN": _l("An organisation accepted a referral"),
    "G-UNTAKEN": _l("Every referral ended without an acceptance"),
    "G-UNBARRED": _l("The person chose freely, and no high risk stands against the return"),
}
WHO_TAKES: Words = {
    "region:case:open": _lp("takes a step", "A focal point or a caseworker of the region"),
    "assigned:case:work": _lp("takes a step", "The caseworker"),
    "region:case:triage": _lp("takes a step", "A focal point of the region"),
    "region:case:close": _lp("takes a step", "A focal point of the region"),
    "system:workflow:step": _lp("takes a step", "Follows by itself from a referral"),
}
_WITH_PERSON = _lp("opens a gate", "The caseworker, with the person")
_WITH_CHILD = _lp("opens a gate", "The caseworker, with the child and the authority in charge")
OPENED_BY: Words = {
    "G-SAFE": _WITH_PERSON,
    "G-AGE": _lp("opens a gate", "The caseworker, on the card or with the identity"),
    "G-INTERP": _lp("opens a gate", "The caseworker, on the card"),
    "G-CONSENT": _lp("opens a gate", "The person; for a child, also the guardian or a judge"),
    "G-RISK": _WITH_PERSON,
    "G-GUARD": _lp("opens a gate", "A prosecutor or juvenile judge; the caseworker records it"),
    "G-AUTHORITY": _lp("opens a gate", "A prosecutor or juvenile judge; the caseworker records it"),
    "G-BIA": _lp("opens a gate", "A worker trained to talk with children"),
    "G-BID": _lp("opens a gate", "A panel of at least two"),
    "G-DUTY": _lp("opens a gate", "The caseworker, by a report or by saying why none is due"),
    "G-ARRIVED": _lp("opens a gate", "Whoever received the person, in the return"),
    "G-PLAN": _WITH_PERSON,
    "G-4EYES": _lp("opens a gate", "Somebody other than who proposed"),
    "G-PROPOSED": _lp("opens a gate", "The caseworker"),
    "G-UNDECIDED": _lp("opens a gate", "The caseworker, or the person who says no"),
    "G-CLEAR": _lp("opens a gate", "Whoever ends what stands in the way"),
    "G-TAKEN": _lp("opens a gate", "An organisation that accepts"),
    "G-UNTAKEN": _lp("opens a gate", "Follows when nobody accepted"),
    "G-UNBARRED": _lp("opens a gate", "Whoever meets the need that stands in the way"),
}
OVERRIDE_WORDS = _l(
    "The caseworker may pass it for the vital interest of the person, with a reason; a focal point "
    "looks at it within a day."
)
RHYTHM: Words = {
    "P1": _lp("rhythm", "First contact the same day, then every day until it is safe"),
    "P2": _lp(
        "rhythm", "First contact within 72 hours, then every week; plan reviewed after 14 days"
    ),
    "P3": _lp("rhythm", "First contact within 7 days, then every two weeks; plan reviewed monthly"),
    "P4": _lp("rhythm", "First contact within 14 days, then monthly; plan reviewed after 3 months"),
}
BLOCKS: Words = {
    "risk_high": _l("The last risk assessment is high"),
    "risk_unassessed": _l("The case is urgent, and no risk assessment is in force"),
    "risk_urgent": _l("The case is still urgent"),
    "referral_pending": _l("A referral is still open"),
    "stay_open": _l("A stay in a shelter is not finished"),
    "grant_unpaid": _l("A grant is not paid"),
    "on_the_way": _l("The person is on the way back, and the arrival is not confirmed"),
    "child_unsettled": _l("No durable solution was determined for the child"),
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
SEARCHES: Words = {
    "searched": _l("Yes, an earlier record was looked for"),
    "no_name": _l("No: neither a name nor a telephone is known yet"),
    "cannot_wait": _l("No: help cannot wait, the search comes later"),
    "at_identity": _l("No: the caseworker searches when the identity is recorded"),
}
TASKS: Words = {
    "first_contact": _l("Talk with the person for the first time"),
    "ask_consent": _l("Ask the person what they decide"),
    "send_referral": _l("Send the first request for the child"),
    "make_plan": _l("Make the plan with the person"),
    "review_plan": _l("Review the plan with the person"),
    "plan_reintegration": _l("Agree on the reintegration plan"),
    "check_in": _l("Ask the person how they are"),
    "triage_again": _l("Put the reopened case back on its way"),
    "review_urgency": _l("Look at a referral made in an emergency"),
    "answer_closure": _l("Answer the proposal to close"),
    "review_risk": _l("Assess the risk again"),
    **dict.fromkeys(FOLLOW_UP_TASKS, _l("Ask again how the person is, as they chose")),
    "follow_up": _l("Do what was agreed with the person"),
    "assign": _l("Choose a caseworker"),
    "hand_over": _l("Hand over the file of somebody who left"),
    "hear_from": _l("Hear how the person is"),
    "name_guardian": _l("Name a guardian for the child"),
    "assess_interests": _l("Assess the best interests of the child"),
    "review_safety_plan": _l("Look at the safety plan again"),
    "renew_consent": _l("An agreement ends: ask the person again"),
    "recovery_ending": _l("The recovery period ends: say what follows"),
    "permit_ending": _l("A stay permit ends: have it renewed"),
    "measure_ending": _l("A protection measure ends: ask whether it goes on"),
    "search_earlier": _l("Look for an earlier record of the person, when their name is written"),
    "answer_withdrawal": _l("The person agrees to a case no more: propose to close, or ask anew"),
    "answer_danger": _l("Look at a case in immediate danger"),
    "confirm_deletion": _l("Confirm that what was shared is deleted"),
}
KEEP_OR_CLOSE = _l("The person agrees to a case no more: decide whether the case stays open")
"""What `answer_withdrawal` asks of a focal point, once nobody answered the person."""
TASK_ENDPOINTS = {
    "ask_consent": "cases.consent",
    "make_plan": "cases.records",
    "review_plan": "cases.records",
    "plan_reintegration": "cases.records",
    "check_in": "cases.note",
    "answer_closure": "cases.closure",
    "answer_withdrawal": "cases.propose",
    "review_risk": "cases.new_risk",
    **dict.fromkeys(FOLLOW_UP_TASKS, "cases.follow_up"),
    "hand_over": "cases.assign_case",
    "hear_from": "cases.note",
    "name_guardian": "cases.child",
    "assess_interests": "cases.child",
    "review_safety_plan": "cases.risk",
    "renew_consent": "cases.consent",
    "recovery_ending": "cases.protection",
    "permit_ending": "cases.protection",
    "measure_ending": "cases.protection",
    "search_earlier": "cases.write_identity",
}
