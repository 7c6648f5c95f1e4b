"""What the trace says last of the way into an account: an older row fits its seal, and is over.

Read when a password, a link or a code on paper is used. Whoever changes many other things of the
account in between hides nothing: the events are walked until one of them settles it.
"""

from uuid import UUID

from casework.accounts import seals
from casework.accounts.models import Enrolment, RecoveryCode
from casework.audit.queries import Written, every_event_of

PASSWORDS = ("AccountEnrolled", "PasswordChanged", "AccountDisabled", "SecondFactorChanged")
LINKS = ("AccountEnrolled", "PasswordChanged", "AccountDisabled", "AccountChanged")
CODES = ("RecoveryCodeUsed", "SecondFactorChanged")
CHOSEN = frozenset({"AccountEnrolled", "PasswordChanged"})
ENDED = frozenset({"link", "ministry", "restored"})


def is_chosen_last(user_id: UUID, kept: seals.PasswordHash) -> bool:
    """Whether a password is the one that its owner chose last, and neither closing the account nor
    a reset by two administrators ended it since. Versions of before did not say which it was."""
    for said in every_event_of("user", user_id, PASSWORDS):
        if said.kind in CHOSEN:
            return said.code("password_id") in ("", kept.id)
        if said.kind == "AccountDisabled" or said.code("what") == "reset":
            return False
    return True


def is_made_last(link: Enrolment) -> bool:
    """Whether nothing happened to the way in since this link was made: no other link, no password,
    no closing. Versions of before did not say which link it was."""
    for said in every_event_of("user", link.user_id, LINKS):
        if said.kind != "AccountChanged":
            return False
        if said.code("what") in ENDED:
            return said.code("what") == "link" and said.code("digest") in (
                "",
                link.token_hash.hex(),
            )
    return True


def is_on_paper(code: RecoveryCode, numbers: list[RecoveryCode]) -> bool:
    """Whether a code is of the paper that was made last, `numbers` all that are kept of it, and was
    not used since. Versions of before said neither."""
    for said in every_event_of("user", code.user_id, CODES):
        if said.kind == "RecoveryCodeUsed" and said.code("number") == str(code.number):
            return False
        if said.code("what") == "codes":
            return said.code("digest") in ("", seals.paper_seal(numbers).hex())
        if _ends_paper(said):
            return False
    return True


def _ends_paper(said: Written) -> bool:
    return said.kind == "SecondFactorChanged" and said.code("what") == "reset"
