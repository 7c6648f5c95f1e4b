"""Every kind of deadline of what is asked of other bodies: requests, and cases to take over."""

from datetime import timedelta
from typing import Any

from casework.db import db
from casework.referrals import ending, questions
from casework.referrals import queries as referral_queries
from casework.referrals import service as referrals
from casework.transfers import service as transfers
from casework.transfers.models import CaseTransfer
from tests.factories import actor_named
from tests.integration.tasks.kinds.world import (
    AT_ONCE,
    FOUR_HOURS,
    HOURS_24,
    SLOWLY,
    STAYS,
    TWO_HOURS,
    WORKING,
    Act,
    Kind,
    World,
    about_the_case,
    then,
)
from tests.integration.transfers.conftest import proposed


def asked(urgency: str) -> Any:
    """A request that was sent."""
    return lambda w: " ".join(w.sent(urgency))


def of_request(act: Any) -> Act:
    """Run `act(referral)` on the request."""
    return lambda w, both: w.referral(*both.split(), act)


accept = of_request(lambda one: referrals.accept(one, actor_named("shelter"), one.version))
started = of_request(
    lambda one: referrals.advance(one, "start", actor_named("shelter"), one.version)
)
delivered = of_request(
    lambda one: referrals.advance(one, "deliver", actor_named("shelter"), one.version)
)


def finished(w: World, both: str) -> None:
    """Whoever has the case finishes the request."""
    code, ref = both.split()

    def act(case: Any) -> None:
        one = referral_queries.referral_of_case(case.id, ref)
        referrals.take_back(one, case, "close", None, actor_named("caseworker"), one.version)

    w.on(code, act)


shelter_asks = of_request(
    lambda one: questions.ask(one, "needs", "Un lit ?", actor_named("shelter"), from_recipient=True)
)
sender_replies = of_request(
    lambda one: questions.reply(one, "Oui.", actor_named("caseworker"), from_recipient=False)
)
sender_asks = of_request(
    lambda one: questions.ask(
        one, "needs", "Une date ?", actor_named("caseworker"), from_recipient=False
    )
)
shelter_replies = of_request(
    lambda one: questions.reply(one, "Lundi.", actor_named("shelter"), from_recipient=True)
)


def unanswered(urgency: str) -> Any:
    """A request that nobody answered in time."""

    def opens(w: World) -> str:
        both = w.earlier(timedelta(days=20), lambda: " ".join(w.sent(urgency)))
        w.job(ending.expire_due)
        return both

    return opens


def ask_elsewhere(w: World, both: str) -> None:
    """The same is asked of another house."""
    code = both.split()[0]
    w.consent(code)
    w.consent(code, "P3", recipient_id=w.house("other_house"))
    w.risk(code)
    ref = w.prepared(code, to="other_house")
    w.on(code, lambda case: send(case, ref))


def send(case: Any, ref: str) -> None:
    """Send a request that is prepared."""
    one = referral_queries.referral_of_case(case.id, ref)
    referrals.send(one, case, actor_named("caseworker"), one.version)


def handed(w: World) -> str:
    """A case that is proposed to somebody else."""
    return " ".join(proposed(w))


def transfer_of(both: str) -> CaseTransfer:
    """The row of a proposal."""
    return db.session.query(CaseTransfer).filter_by(reference=both.split()[1]).one()


def take_over(w: World, both: str) -> None:
    """The other organisation says no."""

    def act() -> None:
        one = transfer_of(both)
        transfers.decline(one, "full", actor_named("caseworker_elsewhere"), one.version)

    w.do(act)


def not_taken(w: World) -> str:
    """A proposal that nobody answered."""
    both = w.earlier(timedelta(days=20), lambda: handed(w))
    w.job(transfers.expire_due)
    return both


def propose_again(w: World, both: str) -> None:
    """It is proposed anew."""
    to = w.house("other_association")
    code = both.split()[0]
    w.on(code, lambda case: transfers.propose(case, to, "Suite", actor_named("caseworker")))


KINDS = (
    Kind("referral", "answer_referral", WORKING[3], STAYS, asked("routine"), shelter_asks, accept,
         ends=True),
    Kind("referral", "answer_referral", HOURS_24, STAYS, asked("emergency"), shelter_asks, accept,
         ends=True),
    Kind("referral", "receive_person", WORKING[3], SLOWLY, then(asked("routine"), accept),
         shelter_asks, started),
    Kind("referral", "receive_person", HOURS_24, SLOWLY, then(asked("emergency"), accept),
         shelter_asks, started),
    Kind("referral", "report_delivery", HOURS_24, SLOWLY, then(asked("routine"), accept,
         started), shelter_asks, delivered),
    Kind("referral", "close_referral", WORKING[5], SLOWLY, then(asked("routine"), accept, started,
         delivered), about_the_case, finished),
    Kind("referral", "unanswered_referral", HOURS_24, SLOWLY, unanswered("routine"), about_the_case,
         ask_elsewhere),
    Kind("referral", "unanswered_referral", TWO_HOURS, AT_ONCE, unanswered("emergency"),
         about_the_case, ask_elsewhere),
    Kind("referral", "answer_question", WORKING[1], SLOWLY, then(asked("routine"), accept,
         shelter_asks), sender_asks, sender_replies),
    Kind("referral", "answer_question", FOUR_HOURS, SLOWLY, then(asked("emergency"), accept,
         shelter_asks), sender_asks, sender_replies),
    Kind("referral", "answer_sender_question", WORKING[1], SLOWLY, then(asked("routine"), accept,
         sender_asks), shelter_asks, shelter_replies),
    Kind("transfer", "answer_transfer", WORKING[5], STAYS, handed, about_the_case, take_over,
         ends=True),
    Kind("transfer", "transfer_unanswered", WORKING[5], SLOWLY, not_taken, about_the_case,
         propose_again),
)  # fmt: skip
