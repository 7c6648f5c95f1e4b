"""The words of reintegration: goals, grants, visits, outcomes, refusals."""

from typing import Any

from casework.kernel.refusals import GateClosed
from casework.reintegration.domain import grants as g
from casework.reintegration.domain import refusals
from casework.reintegration.domain.lists import MONTHS, visit_task
from casework.web.errors import explain
from casework.web.languages import _l, _lp

DIMENSIONS = {
    "economic": _lp("reintegration", "Economic"),
    "social": _lp("reintegration", "Social"),
    "psychosocial": _lp("reintegration", "Psychosocial"),
}
GOAL_STATES = {
    "planned": _lp("goal", "Planned"),
    "under_way": _lp("goal", "Under way"),
    "reached": _lp("goal", "Reached"),
    "set_aside": _lp("goal", "Set aside"),
}
GOAL_TONES = {"under_way": "blue", "reached": "green"}
GRANT_STATES = {
    g.PROPOSED: _lp("grant", "Proposed"),
    g.APPROVED: _lp("grant", "Approved"),
    g.PAID: _lp("grant", "Paid"),
    g.CANCELLED: _lp("grant", "Cancelled"),
}
GRANT_TONES = {g.PROPOSED: "ochre", g.APPROVED: "blue", g.PAID: "green"}
GRANT_ACTIONS = {
    "propose": _l("Grant proposed"),
    "approve": _l("Approve the grant"),
    "pay": _l("Pay an instalment"),
    "settle": _l("Grant paid in full"),
    "cancel": _l("Cancel the grant"),
    "take_back": _l("Take the instalment back"),
    "risk_changed": _l("Cancelled because the risk changed"),
}
GATES = {
    "G-EYES": _l("Somebody other than the proposer says yes"),
    "G-SIGNED": _l("The reintegration plan was agreed and signed"),
    "G-CALM": _l("No risk of the person is high now"),
}
OUTCOMES = {
    "progressing": _lp("outcome", "Going forward"),
    "stalled": _lp("outcome", "At a standstill"),
    "relapsed": _lp("outcome", "Fallen back"),
    "remigrated": _lp("outcome", "Left the country again"),
    "retrafficked": _lp("outcome", "Exploited again"),
    "lost": _lp("outcome", "Contact lost"),
}
OUTCOME_TONES = {"progressing": "green", "stalled": "ochre", "relapsed": "ochre",
                 "retrafficked": "brick"}  # fmt: skip
SIGNED = {
    "written": _l("Signed on paper"),
    "oral_recorded": _l("Spoken, with a recording"),
    "witnessed": _l("Spoken, before a witness"),
}
GROUPS = {
    "closely": _l("Presumed or identified victim, or child: months 1, 3, 6, 9 and 12"),
    "others": _l("Somebody else: months 3, 6 and 12"),
}
KINDS = {"goods": _l("Goods or a service, paid to the supplier"), "cash": _l("Money")}
ALL_THREE = _l("All three together")
NOT_APPLICABLE = _l("Does not apply")
TASKS = {
    **{
        visit_task(month): _l("Reintegration: visit of month %(month)s", month=month)
        for month in MONTHS["closely"]
    },
    "approve_grant": _l("Decide on a reintegration grant"),
}
DONE = {
    "reintegration_begun": _l("The visits are in the agenda. Next: a goal in each dimension."),
    "reintegration_saved": _l("Saved. What was written before stays in the history."),
    "reintegration_signed": _l("The plan counts for the case from now on."),
    "grant_proposed": _l("The grant is proposed."),
    "grant_approved": _l("The grant is approved. Each instalment needs its evidence."),
    "grant_charged": _l("The instalment is charged to the budget line."),
    "grant_taken_back": _l("The instalment is taken back. Its amount can be paid again."),
    "grant_cancelled": _l("The grant is cancelled. Nothing more is paid."),
}
TEXTS: dict[type[Any], Any] = {
    refusals.NotThere: _l("A reintegration begins while the person is helped or has returned."),
    refusals.ReturnUnderWay: _l(
        "A return is under way: the reintegration begins after the arrival, or once it was stopped."
    ),
    refusals.CountedTooEarly: _l(
        "Visits count from the day of arrival at the earliest; without a return, from the day the "
        "case was opened."
    ),
    refusals.BegunAlready: _l("The reintegration of this case has begun already."),
    refusals.VisitedTooSeldom: _l(
        "A child and a presumed or identified victim are visited in months 1, 3, 6, 9 and 12."
    ),
    refusals.DimensionMissing: _l(
        "Write a goal in each dimension first: economic, social, psychosocial."
    ),
    refusals.DayAhead: _l("What happened cannot have happened after today."),
    refusals.VisitedTooSoon: _l(
        "The visit of a month is made once the one before it was due. The overview says from when."
    ),
    refusals.VisitCountedAlready: _l(
        "A visit counts for one month only: that of a later month is of a later day."
    ),
    refusals.GoalUnknown: _l("This goal is not on record. Open the plan again."),
    refusals.SafetyUnasked: _l("Say whether the person is safe: every visit asks it."),
    refusals.WorriesMissing: _l("Write what is known of the danger."),
    refusals.NothingAnswered: _l("Nothing was answered. Answer at least one question."),
    refusals.CashUnreasoned: _l("Say why money, and not goods."),
    refusals.CashAboveCap: _l(
        "All money of one reintegration stays at 5,000 dirhams or less. Give goods instead."
    ),
    refusals.QuoteMissing: _l("Give the supplier and the reference of the quote."),
    refusals.BeyondGrant: _l("This is more than what is left of the grant."),
    refusals.InstalmentsDone: _l(
        "All agreed instalments are paid. Take one back, or cancel what is left."
    ),
    refusals.NoSuchInstalment: _l("This instalment was taken back already. Open the grant again."),
    refusals.OtherCurrency: _l("Pay in the currency of the grant."),
}


def register_texts() -> None:
    """One text for each refusal; for a closed gate, what is missing."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)
    for arrow in g.TABLE:
        for gate in arrow.gates:
            missing = _l("Still missing: %(what)s.", what=GATES[gate])
            explain(GateClosed, missing, gate=gate, action=arrow.action)
