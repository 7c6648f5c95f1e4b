"""A case that was closed long ago is only kept. Pure.

From the month of the table of periods on its file is not used any more: it stands in no list, and
whoever had it opens it again only for a reason of the list, for half an hour, which the officer for
data protection is told (Law 09-08, article 3: no further use than the purpose needs).
"""

from datetime import timedelta

from casework.kernel.refusals import Conflict, Refusal

OPEN_FOR = timedelta(minutes=30)
REASONS = ("person_back", "person_asks", "follow_up", "court", "complaint")


class RestrictionReasonMissing(Refusal):
    """A restricted file is opened for a reason of the list."""

    field = "reason"


class NotRestricted(Conflict):
    """The file is in use: it opens as it always does."""
