"""Reads of what was imported, and of the versions that forms are made of."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from casework.db import db
from casework.encryption import Root, current_keyring
from casework.exchange.models import ImportedSubmission, SubmissionImport
from casework.policy import Actor
from casework.screening.administration import published
from casework.screening.domain.instrument import Instrument
from casework.screening.loader import published_instruments

PURPOSE = "exchange/submission/v1"
AT_ONCE = 500


def versions() -> dict[str, Instrument]:
    """Every published version by `id@version`: those of the software, then those of this place."""
    here, _withdrawn = published.register()
    own = (published.by_hash(one) for hashes in here.values() for one in hashes)
    every = (*published_instruments().values(), *own)
    return {f"{one.id}@{one.version}": one for one in every}


def version(id: str, number: str) -> Instrument | None:
    """One published version; None when there is none."""
    return versions().get(f"{id}@{number}")


def own_import(actor: Actor, import_id: UUID) -> SubmissionImport | None:
    """An import of the actor's own."""
    found = db.session.get(SubmissionImport, import_id)
    return found if found is not None and found.author_id == actor.user_id else None


def digest_of(instrument: Instrument, identifier: str) -> bytes:
    """What is kept of an identifier: keyed, and of one questionnaire only."""
    content = f"{instrument.id}|{identifier}".encode()
    return current_keyring().mac(Root.FILES, PURPOSE, content)


def already_imported(digests: Iterable[bytes]) -> set[bytes]:
    """Those of some digests that are known."""
    asked, found = list(digests), set[bytes]()
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        known = select(ImportedSubmission.digest).where(ImportedSubmission.digest.in_(some))
        found.update(db.session.scalars(known))
    return found
