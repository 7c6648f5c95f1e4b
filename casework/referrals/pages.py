"""What the pages of referrals show: rows, lines of a packet, forms filled with what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts import queries as accounts
from casework.cases.domain.pathway import AWAITING_CONSENT, TRIAGED
from casework.cases.queries import newest_risk
from casework.directory.codes import region_name, service_name
from casework.kernel import clock
from casework.kernel.refusals import StaleVersion
from casework.policy import Actor, Resource
from casework.referrals import queries, service
from casework.referrals.agreement import consent_to
from casework.referrals.domain.packet import Item, Packet, Share, items_of
from casework.referrals.domain.track import WAITING, ReferralState, stage_of
from casework.referrals.forms import AcceptForm, AddressForm, SharingForm
from casework.referrals.models import Referral
from casework.referrals.texts import (
    CANCEL_REASONS,
    DECLINE_REASONS,
    ITEMS,
    NEVER,
    STATES,
    STEPS,
    TONES,
    URGENCIES,
    URGENCY_SHORT,
)
from casework.referrals.wording import line_value
from casework.web.languages import current_language
from casework.workflow.service import history

S = ReferralState


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
    referral = queries.referral_for_recipient(actor, ref)
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


def offer_addresses(form: AddressForm, case: Any, wanted: str) -> str:
    """Fill step 1: the services offered in the region, and who offers the chosen one."""
    services = accounts.services_offered_in(case.region)
    form.service.choices = [(code, service_name(code)) for code in services]
    asked = form.service.data or wanted
    chosen = asked if asked in services else ""
    if chosen and not form.service.data:
        form.service.data = chosen
    offering = accounts.organisations_offering(chosen, case.region) if chosen else []
    language = current_language()
    form.recipient.choices = [
        (str(one.id), one.name_in(language)) for one in offering if one.id != case.organisation_id
    ]
    return chosen


def risk_missing(case: Any) -> bool:
    """Whether a risk assessment is still needed before this case can be referred: said at the first
    step, not at the last."""
    if case.state not in (TRIAGED, AWAITING_CONSENT):
        return False
    newest = newest_risk(case.id)
    return newest is None or newest[0].valid_until <= clock.now()


def sharing_form(form: SharingForm, referral: Referral) -> SharingForm:
    """Fill step 2 with what this service may be told and what was chosen before."""
    form.offer(referral.service)
    if not form.is_submitted() and referral.preparation is not None:
        form.fill(referral.preparation.reveal())
    return form


def needed_of(referral: Referral) -> list[Any]:
    """The items that always travel to this kind of service."""
    written = {Item.SAFE_CONTACT, Item.DEPENDANTS}
    items = items_of(referral.service, Share.NEEDED)
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
    """The sender's page: state, packets, history, what can be done."""
    referral = sent.referral
    before, after = referral.packet_a, referral.packet_b
    return {
        "state": STATES[S(referral.state)],
        "tone": TONES.get(S(referral.state), ""),
        "waiting": referral.state in WAITING,
        "shown": stage_of(referral.state) is not None,
        "before": before.reveal() if before is not None else None,
        "after": after.reveal() if after is not None else None,
        "events": events_of(referral),
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


def inbox_page(actor: Actor, box: str, after: str) -> dict[str, Any]:
    """One page of the inbox."""
    rows = queries.inbox(actor, box, _cursor(actor, after))
    shown: Sequence[queries.InboxRow] = rows[: queries.PAGE]
    return {
        "box": box,
        "rows": [_inbox_row(row) for row in shown],
        "older": shown[-1].reference if len(rows) > queries.PAGE else None,
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
        "sender": organisation_name(referral.sender_organisation_id),
        "service_name": service_name(referral.service),
    }
    if with_form:
        form = AcceptForm()
        form.version.data = referral.version
        shown["form"] = form
    return shown


def _inbox_row(row: queries.InboxRow) -> dict[str, Any]:
    values = dict(packet_lines(row.packet))
    wanted = (Item.SEX, Item.AGE_BAND, Item.LANGUAGES)
    return {
        "reference": row.reference,
        "title": service_name(row.service),
        "urgent": row.priority == "emergency",
        "detail": [values[ITEMS[item]] for item in wanted if ITEMS[item] in values],
        "region": region_name(row.region),
        "state": STATES[S(row.state)],
        "tone": TONES.get(S(row.state), ""),
        "due_at": row.due_at if row.state in WAITING else None,
    }


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
    "referral_timeline": timeline,
}
