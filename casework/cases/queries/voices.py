"""Whose word a yes is, where it is to carry something new.

While a guardian is suspected, an authority decides in their place (Palermo Protocol, art. 6.4; CRC,
art. 3 and 18); the yes that one gave before is no ground to tell anybody else.
"""

from datetime import datetime
from uuid import UUID

from casework.cases.domain.children import Guardian
from casework.cases.domain.consent import carries_more
from casework.cases.models import Case, Consent
from casework.cases.queries.file import circumstance_of, consents_for, ledger, today
from casework.cases.queries.records import records_of
from casework.cases.queries.scope import card_of


def agreed_for_more(case: Case, purpose: str, recipient_id: UUID | None = None) -> Consent | None:
    """The line under which something new may be told or done today: agreed to, and by somebody who
    may still speak for the person."""
    line = consents_for(case, purpose, recipient_id)
    return line if line is not None and _carries(case, line) else None


def to_ask_anew(case: Case) -> list[Consent]:
    """The lines in force on which nothing new may rest: who said yes may not speak for the child,
    or the child said it alone."""
    if not card_of(case).child:
        return []
    newest = {line.said.key: line for line in ledger(case.id)}.values()
    return [one for one in newest if one.said.in_force(today()) and not _carries(case, one)]


def _carries(case: Case, line: Consent) -> bool:
    since = suspected_since(case.id) if card_of(case).child else None
    return carries_more(
        circumstance_of(line),
        child=card_of(case).child,
        doubted=since is not None and line.said_at <= since,
    )


def suspected_since(case_id: UUID) -> datetime | None:
    """The moment up to which the word of a guardian carries nothing: when one was last written down
    as suspected who was not cleared since, also once another is named. There is no end to it while
    that one is still the guardian. None where nobody is suspected."""
    cleared: set[str] = set()
    newest = True
    for row, said in records_of(case_id, "guardian"):
        if isinstance(said, Guardian) and said.suspected and said.name not in cleared:
            return (
                datetime.max.replace(tzinfo=row.recorded_at.tzinfo) if newest else row.recorded_at
            )
        if isinstance(said, Guardian):
            cleared.add(said.name)
        newest = False
    return None
