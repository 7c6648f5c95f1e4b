"""What becomes of fictional referrals: answered or not, begun, delivered, taken back."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from casework.accounts.queries import organisations_offering
from casework.cases import service as cases
from casework.cases.domain.consent import Purpose
from casework.demo import records
from casework.demo.life import Kept, Life, World
from casework.policy import Actor
from casework.referrals import ending, queries, service
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.domain.track import ENDED, CancelReason, DeclineReason
from casework.referrals.service import Addressed

FIRST = ("SHELTER",) * 6 + ("PSY_FIRST", "PSY_FIRST", "MED_PRIMARY", "MED_PRIMARY", "LEGAL_INFO")
DECLINES = (DeclineReason.FULL, DeclineReason.FULL, DeclineReason.SEX_OR_AGE, DeclineReason.OTHER)
TAKEN_BACK = tuple(one for one in CancelReason if one is not CancelReason.PERSON_CHANGED_MIND)
TEXTS = {Item.SAFE_CONTACT: "Bureau de l'association, 9 h à 17 h (démo)"}
NEVER_ANSWERED = ("received", "by_hand", "no_response")
EXPIRY = timedelta(minutes=10)
LATELY = (4200, 4400)
BY_HAND, DECLINED, NEVER, MISSING = 0.05, 0.13, 0.05, 0.06
EMERGENCY, ROUTINE = "emergency", "routine"


class ReferralStories:
    """The referrals of the country. `helped` goes on with a life that somebody took on."""

    def __init__(self, world: World, helped: Callable[[Life], None]) -> None:
        self._world, self._helped = world, helped
        self._offered: dict[tuple[str, str], list[UUID]] = {}

    def refer(self, life: Life, service: str = "") -> None:
        """Ask one organisation for one service; what comes of it is drawn."""
        case, actor = self._world.case(life), self._world.worker(life)
        if case.state not in ("S07", "S10", "S11", "S12"):
            return
        wanted = service or life.service or life.chance.choice(FIRST)
        recipient = self._recipient(case, wanted, life)
        if recipient is None:
            if case.state == "S07":
                self.help_directly(life)
            return
        records.agree(case, life, actor, Purpose.SERVICE, recipient)
        life.asked.add((wanted, recipient))
        urgency = EMERGENCY if case.priority == "P1" and case.state == "S07" else ROUTINE
        referral = _prepared(case, wanted, recipient, urgency, actor)
        if life.stop == "draft":
            return
        self._send(life, referral, case, actor)

    def help_directly(self, life: Life) -> None:
        """The own organisation gives what is needed."""
        cases.step(self._world.case(life), "help_directly", self._world.worker(life))
        self._helped(life)

    def _recipient(self, case: Any, wanted: str, life: Life) -> UUID | None:
        """An organisation that offers it in the region, is not the own and is not asked already."""
        offering = self._not_asked(case, wanted, life)
        by_hand = [one for one in offering if self._world.country.staff(one) is None]
        if by_hand and (life.stop == "by_hand" or (not life.stop and life.draw(BY_HAND))):
            return by_hand[0]
        others = [one for one in offering if one not in by_hand]
        return life.chance.choice(others) if others else None

    def _not_asked(self, case: Any, wanted: str, life: Life) -> list[UUID]:
        return [
            one
            for one in self._offering(wanted, case.region)
            if one != case.organisation_id and (wanted, one) not in life.asked
        ]

    def _offering(self, wanted: str, region: str) -> list[UUID]:
        """Who offers it there; nothing of that changes while the story is told."""
        if (wanted, region) not in self._offered:
            found = organisations_offering(wanted, region)
            self._offered[wanted, region] = [one.id for one in found]
        return self._offered[wanted, region]

    def _send(self, life: Life, referral: Any, case: Any, actor: Actor) -> None:
        service.send(referral, case, actor, referral.version)
        ref = Kept.of(referral)
        life.waiting_for.add(ref)
        self._world.running.add(ref)
        expiry = partial(self._expire, life, ref, referral.service)
        self._world.simulation.at(referral.due_at + EXPIRY, expiry)
        if life.stop in NEVER_ANSWERED or self._stays_silent(life, referral, case):
            return
        by_hand = self._world.country.staff(referral.recipient_organisation_id) is None
        if by_hand or life.stop == "cancelled":
            self._world.then(life, 6, 60, partial(self._take_back, ref=ref))
        else:
            self._world.then(life, 1, 20, partial(self._answer, ref=ref))

    def _stays_silent(self, life: Life, referral: Any, case: Any) -> bool:
        """Now and then, where somebody else can be asked: else that nobody answered would stay
        somebody's task for months."""
        if life.stop or not life.draw(NEVER):
            return False
        others = self._not_asked(case, referral.service, life)
        return any(self._world.country.staff(one) is not None for one in others)

    def _found(self, ref: Kept, *states: str) -> Any:
        found = ref.row()
        if found.state in ENDED:
            self._world.running.discard(ref)
        return found if found.state in states else None

    def _staff(self, referral: Any) -> Actor:
        found = self._world.country.staff(referral.recipient_organisation_id)
        assert found is not None  # noqa: S101 - only those with accounts are asked to act
        return found

    def _answer(self, life: Life, ref: Kept) -> None:
        referral = self._found(ref, "received")
        if referral is None:
            return
        life.waiting_for.discard(ref)
        staff = self._staff(referral)
        if not life.stop and life.draw(DECLINED):
            reason = life.chance.choice(DECLINES).value
            service.decline(referral, reason, "", staff, referral.version)
            self._world.running.discard(ref)
            self._try_again(life)
            return
        service.accept(referral, staff, referral.version)
        self._helped(life)
        if life.stop != "accepted":
            self._world.then(life, 4, 40, partial(self._arrive, ref=ref))

    def _try_again(self, life: Life, service: str = "") -> None:
        case = self._world.case(life)
        if case.state == "S07" and not life.stop:
            records.assess_risk(case, life, self._world.worker(life))
            self._world.then(life, 2, 30, partial(self.refer, service=service))

    def _expire(self, life: Life, ref: Kept, wanted: str) -> None:
        """Time is over: what the worker does every five minutes."""
        if ref not in life.waiting_for:
            return
        life.waiting_for.discard(ref)
        self._world.running.discard(ref)
        ending.expire_due()
        self._try_again(life, wanted)
        if not life.stop and self._world.case(life).state != "S07":
            self._world.then(life, 8, 40, partial(self.refer, service=wanted))

    def _take_back(self, life: Life, ref: Kept) -> None:
        referral = self._found(ref, "sent", "received", "accepted", "in_progress")
        if referral is None:
            return
        life.waiting_for.discard(ref)
        reason = life.chance.choice(TAKEN_BACK).value
        case, actor = self._world.case(life), self._world.worker(life)
        service.take_back(referral, case, "cancel", reason, actor, referral.version)
        self._world.running.discard(ref)
        life.stop = life.stop.removeprefix("cancelled")
        self._try_again(life)

    def _arrive(self, life: Life, ref: Kept) -> None:
        referral = self._found(ref, "accepted")
        if referral is None:
            return
        missing = not life.stop and life.draw(MISSING)
        action = "no_show" if missing else "start"
        service.advance(referral, action, self._staff(referral), referral.version)
        if missing or life.stop == "in_progress":
            return
        span = LATELY if life.stop == "delivered" else (300, 2000)
        self._world.then(life, *span, partial(self._deliver, ref=ref))

    def _deliver(self, life: Life, ref: Kept) -> None:
        referral = self._found(ref, "in_progress")
        if referral is not None:
            service.advance(referral, "deliver", self._staff(referral), referral.version)
            if life.stop != "delivered":
                self._world.then(life, 10, 120, partial(self._close, ref=ref))

    def _close(self, life: Life, ref: Kept) -> None:
        referral = self._found(ref, "delivered")
        if referral is not None:
            case, actor = self._world.case(life), self._world.worker(life)
            service.take_back(referral, case, "close", None, actor, referral.version)
            self._world.running.discard(ref)

    def finish(self, life: Life) -> bool:
        """End what still runs, so that a case can be closed; False while an answer is awaited."""
        for referral in queries.referrals_of(life.case_id):
            if referral.state in ("sent", "received", "accepted"):
                return False
            if referral.state == "in_progress":
                service.advance(referral, "deliver", self._staff(referral), referral.version)
            self._close(life, Kept.of(referral))
        return True


def _prepared(case: Any, wanted: str, recipient: Any, urgency: str, actor: Actor) -> Any:
    """A draft that says what will be shared."""
    referral = service.prepare(case, Addressed(wanted, recipient, urgency), actor)
    service.choose(referral, Preparation(wanted, urgency, texts=TEXTS), referral.version)
    return referral
