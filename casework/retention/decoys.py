"""A decoy is in no number: the facts of the file and of all that hangs on it are left out."""

from uuid import UUID

from casework.facts.service import leave_out
from casework.journal.refusals import NotADecoy
from casework.retention import subjects
from casework.retention.erasing import all_of, roots_of


def count_no_more(record_id: UUID) -> None:
    """Leave a closed case out of everything that is not published yet. Refused while somebody works
    with the file: nobody works with an invented person."""
    subject = subjects.subject("case", record_id)
    if subject is None or subject.ended is None:
        raise NotADecoy()
    found = all_of(roots_of(subject))
    leave_out(found.all_ids(), found.ids.get("case", ()))
