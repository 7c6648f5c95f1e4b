"""What the pages of referrals show: rows, lines of a packet, forms filled with what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts import queries as accounts
from casework.cases import labels
from casework.cases.domain.consent import DATA_GROUPS
from casework.cases.queries import case_by_code, case_scope, groups_agreed
from casework.directory.codes import region_name, service_name
from casework.kernel.refusals import StaleVersion
from casework.kernel.workflow import possible
from casework.policy import Actor, Resource, decide
from casework.policy import Permission as P
from casework.referrals import queries, service
from casework.referrals.addressing import alternatives_to
from casework.referrals.agreement import asked_by_law, consent_to, question_of
from casework.referrals.domain.packet import (
    OF_PERSON,
    Item,
    Packet,
    Share,
    groups_chosen,
    hiding,
)
from casework.referrals.domain.questions import Topic
from casework.referrals.domain.recipients import items_of, template_for
from casework.referrals.domain.track import TABLE, WAITING, ReferralState, stage_of
from casework.referrals.follow_ups import follow_ups_of
from casework.referrals.forms import AcceptForm, ByHandForm, SharingForm
from casework.referrals.inboxes import has_inbox
from casework.referrals.models import Referral
from casework.referrals.questions import awaits, thread
from casework.referrals.receipts import receipts_of
from casework.referrals.texts import (
    BY_HAND_STEPS,
    CANCEL_REASONS,
    DECLINE_REASONS,
    GROUNDS,
    ITEMS,
    NEVER,
    SEVERAL,
    STATES,
    STEPS,
    TONES,
    TOPICS,
    URGENCIES,
    URGENCY_SHORT,
)
from casework.referrals.wording import line_value
from casework.web.guard import decide_role, signed_in_actor
from casework.web.languages import current_language
from casework.workflow.service import history

S = ReferralState
NOT_KNOWN = "unknown"
OTHERS_ASKED = (S.REJECTED, S.NO_RESPONSE, S.PERSON_NO_SHOW)
BY_HAND_STATES = (S.SENT, S.RECEIVED, S.ACCEPTED, S.IN_PROGRESS)
SEVERAL_STEPS = {"waiting": ("accept", "decline"), "active": ("start", "deliver")}


@dataclass(frozen=True)
class Sent:
    """A referral seen from its sender's side: what one may do is decided on the case."""

    case: Any
    referral: Referral

    def resource(self) -> Resource:
        """The case decides."""
        found: Resource = self.case.resource()
        return found

    def url(self, endpoint: str) -> str:
        """The address of one of its pages."""
        return url_for(f"referrals.{endpoint}", code=self.case.code, ref=self.referral.reference)

    def open_draft(self) -> Referral:
        """The referral, refused when it was sent or dropped meanwhile."""
        if self.referral.state != S.DRAFT:
            raise StaleVersion()
        return self.referral

    def consent(self) -> Any:
        """The person's consent to tell this recipient, if there is one today."""
        return consent_to(self.referral, self.case)

    def to_agree(self) -> dict[str, Any]:
        """Which data groups it tells, in order, which of them the person has not agreed to, and
        whether a report that the law asks for stands in for the agreement."""
        prepared, kind = self.referral.preparation, self.referral.recipient_kind
        assert prepared is not None  # noqa: S101 - written by prepare
        told = groups_chosen(prepared.reveal(), template_for(kind))
        agreed = groups_agreed(self.case, *question_of(self.referral))
        return {
            "told": [one for one in DATA_GROUPS if one in told],
            "beyond": [labels.DATA_GROUPS[one] for one in DATA_GROUPS if one in told - agreed],
            "question": question_of(self.referral),
            "by_law": asked_by_law(self.referral, self.case),
        }

    def may_be_told(self) -> bool:
        """Whether all that was chosen rests on the person's agreement, or on a report that the law
        asks for."""
        stands = self.to_agree()
        return bool(stands["by_law"] or (self.consent() and not stands["beyond"]))

    @property
    def recipient(self) -> str:
        """The recipient's name, in the reader's language."""
        return organisation_name(self.referral.recipient_organisation_id)

    @property
    def service_name(self) -> str:
        """The service asked for."""
        return service_name(self.referral.service)


@dataclass(frozen=True)
class SentStep:
    """A sent referral and the step somebody wants to take with it."""

    sent: Sent
    action: str

    def resource(self) -> Resource:
        """The case decides."""
        return self.sent.resource()


@dataclass(frozen=True)
class ReceivedStep:
    """A received referral and the step its recipient wants to take."""

    referral: Referral
    action: str

    def resource(self) -> Resource:
        """The referral decides."""
        return self.referral.resource()


def step_of(actor: Actor, ref: str, action: str) -> ReceivedStep | None:
    """The referral of the actor's organisation, with the step."""
    referral = queries.received_referral(actor, ref)
    return ReceivedStep(referral, action) if referral is not None else None


def organisation_name(organisation_id: UUID) -> str:
    """An organisation's name in the reader's language."""
    return accounts.organisation_names([organisation_id], current_language()).get(
        organisation_id, ""
    )


def packet_lines(packet: Packet) -> list[tuple[Any, Any]]:
    """The lines of a packet as the recipient reads them. The preview uses this too, so that the
    two are the same to the letter."""
    return [(ITEMS[line.item], line_value(line)) for line in packet.lines
            if line.item is not Item.MESSAGE]  # fmt: skip


def packet_message(packet: Packet) -> str:
    """The sender's message, shown below the lines."""
    return next((line.text for line in packet.lines if line.item is Item.MESSAGE), "")


def sharing_form(form: SharingForm, referral: Referral) -> SharingForm:
    """Step 2 with what this service may be told."""
    form.offer(referral.recipient_kind)
    return form


def show_shared(form: SharingForm, referral: Referral) -> None:
    """Fill step 2 with what was chosen before."""
    sharing_form(form, referral)
    if referral.preparation is not None:
        form.fill(referral.preparation.reveal())


def needed_of(referral: Referral) -> list[Any]:
    """The items that always travel to this kind of service."""
    written = {Item.SAFE_CONTACT, Item.DEPENDANTS, Item.FACTS, *OF_PERSON}
    items = items_of(referral.recipient_kind, Share.NEEDED)
    return [ITEMS[item] for item in items if item not in written]


def rows_of_case(case: Any) -> list[dict[str, Any]]:
    """The list of a case's referrals."""
    found = queries.referrals_of(case.id)
    names = accounts.organisation_names(
        [one.recipient_organisation_id for one in found], current_language()
    )
    return [
        {
            "reference": one.reference,
            "service": service_name(one.service),
            "recipient": names.get(one.recipient_organisation_id, ""),
            "state": STATES[S(one.state)],
            "tone": TONES.get(S(one.state), ""),
            "due_at": one.due_at if one.state in WAITING else None,
            "at": one.sent_at or one.prepared_at,
        }
        for one in found
    ]


def sent_page(sent: Sent) -> dict[str, Any]:
    """The sender's page: state, packets, history, what can be done. What names the person is said
    to have gone along, and not shown: whoever needs it looks at the identity of the case."""
    referral = sent.referral
    before, after = referral.packet_a, referral.packet_b
    return {
        "state": STATES[S(referral.state)],
        "tone": TONES.get(S(referral.state), ""),
        "waiting": referral.state in WAITING,
        "shown": stage_of(referral.state) is not None,
        "before": hiding(before.reveal()) if before is not None else None,
        "after": hiding(after.reveal()) if after is not None else None,
        "events": events_of(referral),
        "receipts": receipts_of(referral),
        "thread": thread(referral),
        "owes": awaits(referral, from_recipient=False),
        "by_hand": referral.state in BY_HAND_STATES and not has_inbox(referral),
        "alternatives": alternatives_to(sent) if referral.state in OTHERS_ASKED else [],
        "ground": GROUNDS.get(referral.basis or ""),
        "colleague": accounts.user_display(referral.colleague_id),
        "receiver": accounts.user_display(referral.receiver_id),
    }


def events_of(referral: Referral) -> list[dict[str, Any]]:
    """The history of a referral, oldest first, with the words given for the sender."""
    return [
        {
            "at": one.at,
            "state": one.target,
            "reason_code": one.reason_code,
            "words": one.reason.reveal().text if one.reason is not None else "",
        }
        for one in history("referral", referral.id)
    ]


def inbox_page(actor: Actor, box: str, after: str = "", most: int = queries.PAGE) -> dict[str, Any]:
    """One page of the inbox."""
    shown, more = queries.inbox(actor, box, _cursor(actor, after), most)
    return {
        "box": box,
        "steps": SEVERAL_STEPS[box],
        "rows": [_inbox_row(row) for row in shown],
        "older": shown[-1].reference if more else None,
    }


def received_page(referral: Referral, actor: Actor, *, with_form: bool = True) -> dict[str, Any]:
    """The recipient's page. Opening it is written down."""
    before, after = service.read_by_recipient(referral, actor)
    shown: dict[str, Any] = {
        "referral": referral,
        "waiting": referral.state in WAITING,
        "state": STATES[S(referral.state)],
        "tone": TONES.get(S(referral.state), ""),
        "before": before,
        "after": after,
        "sender": organisation_name(queries.house_that_asks(referral)),
        "service_name": service_name(referral.service),
        "follow_ups": follow_ups_of(referral, actor),
        "thread": thread(referral),
        "owes": awaits(referral, from_recipient=True),
        "answered_by": accounts.user_display(referral.answered_by_id),
        "receiver": accounts.user_display(referral.receiver_id),
    }
    if with_form:
        form = AcceptForm.offering(service.who_receives(referral))
        form.version.data = referral.version
        shown["form"] = form
    return shown


def _inbox_row(row: queries.InboxRow) -> dict[str, Any]:
    values = dict(packet_lines(row.packet))
    wanted = (Item.SEX, Item.AGE_BAND, Item.LANGUAGES)
    return {
        "reference": row.reference,
        "chosen": f"{row.reference} {row.version}",
        "title": service_name(row.service),
        "urgent": row.priority == "emergency",
        "detail": [values[ITEMS[item]] for item in wanted if ITEMS[item] in values],
        "region": region_name(row.region),
        "state": STATES[S(row.state)],
        "tone": TONES.get(S(row.state), ""),
        "due_at": row.due_at if row.state in WAITING else None,
    }


def delivered_rows(actor: Actor) -> list[dict[str, Any]]:
    """The actor's requests whose service was given and that wait to be finished."""
    found = queries.delivered_of(actor)
    codes = case_scope(actor, [one.case_id for one in found])
    names = accounts.organisation_names(
        [one.recipient_organisation_id for one in found], current_language()
    )
    return [
        {
            "chosen": f"{one.reference} {one.version}",
            "reference": one.reference,
            "case": codes[one.case_id],
            "service": service_name(one.service),
            "recipient": names.get(one.recipient_organisation_id, ""),
        }
        for one in found
        if one.case_id in codes
    ]


def case_of_reference(actor: Actor, ref: str) -> Any:
    """The case of a referral, if the actor may work it; None otherwise."""
    found = queries.case_id_of(ref)
    codes = case_scope(actor, [found]) if found else {}
    case = case_by_code(actor, codes[found]) if found in codes else None
    may = case is not None and decide(actor, P.REFERRAL_SEND, case.resource()).allowed
    return case if may else None


def by_hand_form(form: ByHandForm, referral: Referral) -> ByHandForm:
    """Offer what can be written down now."""
    arrows = possible(TABLE, referral.state, [P.REFERRAL_SEND])
    form.outcome.choices = [
        (arrow.action, BY_HAND_STEPS[arrow.action])
        for arrow in arrows
        if arrow.action in BY_HAND_STEPS
    ]
    return form


def _cursor(actor: Actor, after: str) -> tuple[datetime, UUID] | None:
    last = queries.referral_for_recipient(actor, after) if after else None
    return (last.due_at, last.id) if last is not None and last.due_at is not None else None


def timeline(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The history as the timeline shows it."""
    return [
        {
            "at": event["at"],
            "title": STATES[S(event["state"])],
            "detail": _why(event),
            "state": "done",
        }
        for event in events
    ]


def _why(event: dict[str, Any]) -> str:
    code = event["reason_code"]
    reason = DECLINE_REASONS.get(code) or CANCEL_REASONS.get(code) if code else None
    return " · ".join(str(part) for part in (reason, event["words"]) if part)


WORDS: dict[str, Any] = {
    "packet_lines": packet_lines,
    "packet_message": packet_message,
    "never_shared": lambda: NEVER,
    "urgency_word": lambda code: URGENCY_SHORT[code],
    "urgency_sentence": lambda code: URGENCIES[code],
    "step_word": lambda action: STEPS[action],
    "topic_word": lambda topic: TOPICS[Topic(topic)],
    "several_word": lambda action: SEVERAL[action],
    "can_receive": lambda: decide_role(signed_in_actor(), P.REFERRAL_INBOX),
    "referral_timeline": timeline,
}
