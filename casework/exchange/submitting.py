"""Filled forms of other servers become screenings: all good rows of a file, or nothing of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from casework.audit import record
from casework.audit.catalogue import SubmissionsImported
from casework.db import db
from casework.directory.codes import provinces
from casework.exchange.domain.answering import ON_IMPORTED, Fault, RowRefused
from casework.exchange.domain.submissions import Accepted, Filled, Importer
from casework.exchange.models import ImportedSubmission, SubmissionImport
from casework.exchange.queries import already_imported, digest_of
from casework.exchange.records import ROWS, read_submissions
from casework.kernel import clock
from casework.kernel.refusals import Conflict, NotPermitted
from casework.kernel.workflow import Verdict
from casework.policy import Actor, Permission, decide
from casework.screening import service
from casework.screening.domain.entry import is_met_at_home
from casework.screening.domain.instrument import Instrument, Meaning
from casework.screening.service.sending import gates

LISTED = 1_000
_GATES = {"G-SAFE": Fault.NOT_SAFE, "G-AGE": Fault.NO_AGE, "G-INTERP": Fault.NO_INTERPRETER}


class ImportedMeanwhile(Conflict):
    """Somebody imported some of the same forms at the same moment; nothing was written."""

    field = "file"


@dataclass
class _Sorted:
    """The rows of a file, sorted before anything is written."""

    accepted: list[tuple[Accepted, list[bytes]]] = field(default_factory=list)
    known: int = 0
    refused: int = 0
    remarks: list[tuple[int, Fault, str]] = field(default_factory=list)


def import_submissions(
    content: bytes, instrument: Instrument, province: str, actor: Actor, most: int = ROWS
) -> SubmissionImport:
    """Import the filled forms of one version of a questionnaire as screenings of the actor's own.

    Each row goes through the same services as one typed in, and is sent. `province` stands for
    rows that name none. A row that could not have been typed in is refused and listed; a form that
    was imported before is passed over. A file that cannot be read, or a fault in the middle, leaves
    nothing behind.
    """
    if not decide(actor, Permission.SCREENING_START).allowed:
        raise NotPermitted()
    today = clock.now().astimezone(clock.MOROCCO).date()
    importer = Importer(instrument, {code: code for code in provinces()}, today)
    rows = read_submissions(content, importer.headings, most)
    sorted_ = _sorted(rows, importer, province, actor)
    done = _written(len(rows), sorted_, instrument, actor)
    for accepted, digests in sorted_.accepted:
        _remember(done.id, _screened(accepted, instrument, actor), digests)
    event = SubmissionsImported(
        instrument=instrument.id, count=done.added, known=done.known, refused=done.refused
    )
    record(event, actor)
    return done


def _sorted(rows: Iterable[Filled], importer: Importer, province: str, actor: Actor) -> _Sorted:
    found, seen = _Sorted(), set[bytes]()
    read = []
    for row in rows:
        try:
            accepted = importer.accept(row, province)
            _may_be_sent(accepted, actor)
        except RowRefused as refused:
            found.refused += 1
            found.remarks.append((row.line, refused.fault, refused.where))
        else:
            digests = [digest_of(importer.instrument, one) for one in accepted.identifiers]
            read.append((accepted, digests))
    seen = already_imported(digest for _accepted, digests in read for digest in digests)
    for accepted, digests in read:
        if seen.isdisjoint(digests):
            found.accepted.append((accepted, digests))
            found.remarks += [(accepted.line, fault, where) for fault, where in accepted.remarks]
        else:
            found.known += 1
        seen.update(digests)
    return found


def _may_be_sent(accepted: Accepted, actor: Actor) -> None:
    """What the services would refuse is told before anything is written."""
    region = provinces()[accepted.province].region
    if not (actor.national or region in actor.regions):
        raise RowRefused(Fault.OTHER_REGION)
    for gate, verdict in gates(accepted.interview).items():
        if verdict is Verdict.FAIL:
            raise RowRefused(_GATES[gate])
    if is_met_at_home(accepted.interview):
        (place,) = accepted.interview.instrument.meaning(Meaning.SETTING)
        raise RowRefused(Fault.AT_HOME, place.id)


def _written(rows: int, found: _Sorted, instrument: Instrument, actor: Actor) -> SubmissionImport:
    ordered = sorted(found.remarks, key=lambda remark: (remark[1] in ON_IMPORTED, remark[0]))
    done = SubmissionImport(
        author_id=actor.user_id,
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        made_at=clock.now(),
        rows=rows,
        added=len(found.accepted),
        known=found.known,
        refused=found.refused,
        remarks="\n".join(f"{line} {fault} {where}" for line, fault, where in ordered[:LISTED]),
    )
    db.session.add(done)
    db.session.flush()
    return done


def _screened(accepted: Accepted, instrument: Instrument, actor: Actor) -> UUID:
    region = provinces()[accepted.province].region
    screening = service.begin(region, accepted.province, actor, instrument=instrument)
    met_at = min(_noon(accepted.day), clock.now())
    service.transcribe(screening, accepted.pages, actor, screening.version, met_at=met_at)
    service.send(screening, actor, screening.version)
    made: UUID = screening.id
    return made


def _noon(day: date) -> datetime:
    """The form says the day only."""
    return datetime.combine(day, time(12), clock.MOROCCO)


def _remember(import_id: UUID, screening_id: UUID, digests: Iterable[bytes]) -> None:
    db.session.flush()  # what the rows refer to
    for digest in digests:
        row = ImportedSubmission(digest=digest, import_id=import_id, screening_id=screening_id)
        db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as twice:
        raise ImportedMeanwhile() from twice
