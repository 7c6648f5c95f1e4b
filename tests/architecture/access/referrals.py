"""Referrals: the sender is let in by the case, the recipient by the referral and its stage."""

from tests.architecture.access import Access

# Inspectors, analysts, administrators and all who have no part in it: 403 before anything is
# looked up. Caseworkers who do not have the case: it does not exist (404).
SENDER = {"caseworker": 200, "colleague_caseworker": 404, "caseworker_elsewhere": 404}
RECIPIENTS_NOT_ASKED = {
    "other_shelter": 404,
    "provider": 404,
    "return_officer": 404,
    "caseworker": 404,
    "colleague_caseworker": 404,
    "caseworker_elsewhere": 404,
}
RECIPIENT = {"shelter": 200, **RECIPIENTS_NOT_ASKED}


def _sender(status: int) -> dict[str, int]:
    return {**SENDER, "caseworker": status}


def _recipient(status: int) -> dict[str, int]:
    return {**RECIPIENT, "shelter": status}


INBOX = {
    "shelter": 200,
    "other_shelter": 200,
    "provider": 200,
    "return_officer": 200,
    "caseworker": 200,
    "colleague_caseworker": 200,
    "caseworker_elsewhere": 200,
}
CASEWORKERS = {"caseworker": 200, "colleague_caseworker": 200, "caseworker_elsewhere": 200}
OF_CASE = "/c/{case}/referrals"

EXPECTED = {
    "referrals.of_case": Access("GET", OF_CASE, SENDER),
    "referrals.refer": Access("GET", "/c/{case}/refer", SENDER),
    "referrals.refer POST": Access("POST", "/c/{case}/refer", _sender(422)),
    "referrals.share": Access("GET", OF_CASE + "/{draft_referral}/share", SENDER),
    "referrals.share POST": Access("POST", OF_CASE + "/{draft_referral}/share", _sender(422)),
    "referrals.agreement": Access("GET", OF_CASE + "/{draft_referral}/agreement", SENDER),
    "referrals.preview": Access("GET", OF_CASE + "/{draft_referral}/preview", SENDER),
    "referrals.preview POST": Access("POST", OF_CASE + "/{draft_referral}/preview", _sender(409)),
    "referrals.sent": Access("GET", OF_CASE + "/{referral}", SENDER),
    "referrals.cancel": Access("GET", OF_CASE + "/{referral}/cancel", SENDER),
    "referrals.cancel POST": Access("POST", OF_CASE + "/{referral}/cancel", _sender(422)),
    "referrals.end": Access("GET", OF_CASE + "/{draft_referral}/discard", SENDER),
    "referrals.end POST": Access("POST", OF_CASE + "/{draft_referral}/discard", _sender(409)),
    "referrals.packet": Access("GET", OF_CASE + "/{referral}/packet", SENDER),
    "referrals.packet POST": Access("POST", OF_CASE + "/{referral}/packet", _sender(422)),
    "referrals.packet_file": Access("GET", OF_CASE + "/{referral}/packet.pdf", _sender(404)),
    "referrals.note": Access("GET", OF_CASE + "/{referral}/answer", SENDER),
    "referrals.note POST": Access("POST", OF_CASE + "/{referral}/answer", _sender(422)),
    "referrals.ask_recipient": Access("GET", OF_CASE + "/{referral}/ask", SENDER),
    "referrals.ask_recipient POST": Access("POST", OF_CASE + "/{referral}/ask", _sender(422)),
    "referrals.reply_to_recipient": Access("GET", OF_CASE + "/{referral}/reply", SENDER),
    "referrals.reply_to_recipient POST": Access(
        "POST", OF_CASE + "/{referral}/reply", _sender(422)
    ),
    "referrals.ask_sender": Access("GET", "/r/{referral}/ask", RECIPIENT),
    "referrals.ask_sender POST": Access("POST", "/r/{referral}/ask", _recipient(422)),
    "referrals.reply_to_sender": Access("GET", "/r/{referral}/reply", RECIPIENT),
    "referrals.reply_to_sender POST": Access("POST", "/r/{referral}/reply", _recipient(422)),
    "referrals.to_team": Access("POST", "/r/{referral}/team", _recipient(409)),
    "referrals.print_received": Access("GET", "/r/{referral}/print", RECIPIENT),
    "referrals.print_received POST": Access("POST", "/r/{referral}/print", _recipient(422)),
    "referrals.take_received": Access("GET", "/r/{referral}/copies/{unknown}.pdf", _recipient(404)),
    "referrals.several": Access("POST", "/r/several/accept", dict.fromkeys(INBOX, 422)),
    "referrals.delivered": Access("GET", "/r/delivered", CASEWORKERS),
    "referrals.close_delivered": Access("POST", "/r/delivered", dict.fromkeys(CASEWORKERS, 422)),
    "referrals.inbox": Access("GET", "/r", INBOX),
    "referrals.received": Access("GET", "/r/{referral}", RECIPIENT),
    "referrals.accept": Access("POST", "/r/{referral}/accept", _recipient(409)),
    "referrals.decline": Access("GET", "/r/{referral}/decline", RECIPIENT),
    "referrals.decline POST": Access("POST", "/r/{referral}/decline", _recipient(422)),
    "referrals.advance": Access("GET", "/r/{referral}/start", RECIPIENT),
    "referrals.advance POST": Access("POST", "/r/{referral}/start", _recipient(409)),
}
