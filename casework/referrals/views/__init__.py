"""Pages of referrals: the sender's four steps, the recipient's inbox and answer, questions between
them, several at once, and organisations without accounts."""

from casework.referrals.views import by_hand, discussing, printing, receiving, referring, several
from casework.referrals.views.blueprint import blueprint

__all__ = ["blueprint", "by_hand", "discussing", "printing", "receiving", "referring", "several"]
