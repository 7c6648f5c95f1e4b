"""What each step of a referral leaves in the trace."""

from collections.abc import Callable, Mapping
from typing import Any

from casework.audit import catalogue
from casework.kernel.workflow import Transition
from casework.referrals.models import Referral


def event_of(row: Referral, arrow: Transition) -> Any:
    """The event of one step."""
    ids: dict[str, Any] = {"case_id": row.case_id, "referral_id": row.id}
    reason = row.answer_reason
    made: Mapping[str, Callable[[], Any]] = {
        "send": lambda: catalogue.ReferralSent(
            **ids, service=row.service, recipient_id=row.recipient_organisation_id
        ),
        "receive": lambda: catalogue.ReferralReceived(**ids),
        "expire": lambda: catalogue.ReferralExpired(**ids),
        "cancel": lambda: catalogue.ReferralCancelled(**ids, reason=reason or "unsaid"),
        "discard": lambda: catalogue.ReferralCancelled(**ids, reason="discarded"),
        "withdraw": lambda: catalogue.ReferralCancelled(**ids, reason="consent_withdrawn"),
    }
    answered = lambda: catalogue.ReferralAnswered(  # noqa: E731
        **ids, answer=arrow.action, reason=reason
    )
    return made.get(arrow.action, answered)()
