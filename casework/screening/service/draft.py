"""A screening in progress: begun, saved page by page, or thrown away by whoever began it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import ScreeningDeleted, ScreeningSaved, ScreeningStarted
from casework.db import db, free_code, hold
from casework.encryption import create_data_key, destroy_data_key
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted, Refusal
from casework.policy import Actor, Permission, decide
from casework.screening import library
from casework.screening.domain.answers import Response
from casework.screening.domain.beginning import settled_pages
from casework.screening.domain.card import card_of, is_pressing
from casework.screening.domain.deadlines import send_by
from casework.screening.domain.entry import refuse_private_home
from casework.screening.domain.finding import Priority
from casework.screening.domain.instrument import Instrument, Section
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import AlreadySent, Answers, DraftChanged, MetLater
from casework.screening.domain.track import DRAFT, FINISH_DRAFT
from casework.screening.models import Screening
from casework.screening.queries import instrument_of
from casework.screening.service.reporter import forget_reporter, keep_apart
from casework.screening.service.steps import TRACK, due_by
from casework.tasks.domain import add_days
from casework.tasks.service import complete_tasks
from casework.workflow.service import due, note_start

SEVERAL = "several"  # what the trace says where more than one page was kept at once


class NotInYourRegions(Refusal):
    """A screening belongs to a region where its author works."""

    field = "province"


def begin(
    region: str,
    province: str,
    actor: Actor,
    again: Screening | None = None,
    *,
    instrument: Instrument | None = None,
    visit_id: UUID | None = None,
    carried: Mapping[str, Response] | None = None,
    known: Mapping[str, Response] | None = None,
) -> Screening:
    """Begin a screening of somebody found in this province, under its own data key.

    `again` is an earlier one of the actor's own that this one repeats; `instrument` the version of
    the questionnaire, the newest of the labour inspection unless given; `carried` what is answered
    already because it was noted for everybody at a visit; `known` because this person said it
    before, or because the setting says it. Refused outside the actor's regions, and
    to whoever does not screen.
    """
    if not decide(actor, Permission.SCREENING_START).allowed:
        raise NotPermitted()
    if not (actor.national or region in actor.regions):
        raise NotInYourRegions(region=region)
    instrument = instrument or library.current(library.LABOUR_INSPECTION)
    screening = _new(region, instrument, actor, visit_id)
    create_data_key("screening", screening.id)
    earlier = again.reference if again else ""
    for_all = dict(carried or {})
    left = settled_pages(instrument, known) if known else ()
    responses = {**(known or {}), **for_all}
    _write(screening, Answers(province, responses, left, earlier, for_all))
    db.session.add(screening)
    note_start(TRACK, screening, "begin", actor)
    record(ScreeningStarted(screening_id=screening.id, instrument=instrument.id), actor)
    _open_deadline(screening)
    return screening


def _new(region: str, instrument: Instrument, actor: Actor, visit_id: UUID | None) -> Screening:
    return Screening(
        id=new_id(),
        reference=free_code(Screening.reference, lambda: reference("F")),
        author_id=actor.user_id,
        organisation_id=actor.organisation_id,
        region=region,
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_hash=instrument.content_hash,
        started_at=clock.now(),
        saved_at=clock.now(),
        due_at=due(FINISH_DRAFT.span),
        state=DRAFT,
        version=1,
        visit_id=visit_id,
    )


def save_section(
    screening: Screening,
    section: Section,
    marked: Mapping[str, Response | None],
    actor: Actor,
    expected_version: int,
    *,
    unfinished: bool = False,
) -> Interview:
    """Keep what was marked on one page as it is left; None clears an answer. An unfinished page
    is the one on which the draft is taken up again.

    Refused once the screening was sent, and when another window saved it in the meantime
    (DraftChanged): then nothing is written.
    """
    pages = [(section, marked)]
    interview = transcribe(screening, pages, actor, expected_version, unfinished=unfinished)
    if not unfinished:
        refuse_private_home(interview, section)
    return interview


def transcribe(
    screening: Screening,
    pages: Sequence[tuple[Section, Mapping[str, Response | None]]],
    actor: Actor,
    expected_version: int,
    *,
    unfinished: bool = False,
    met_at: datetime | None = None,
) -> Interview:
    """Keep several pages at once, in order, as from a form that was filled on paper. `met_at` is
    the moment of the meeting that stands on it; refused (MetLater) when it has not come."""
    locked(screening, actor, expected_version)
    if met_at is not None and met_at > clock.now():
        raise MetLater()
    answers = screening.answers.reveal()
    if met_at is not None:
        answers = replace(answers, met_at=met_at)
    for section, marked in pages:
        answers = _with_page(answers, section, marked, unfinished)
    interview = _write(screening, answers)
    screening.saved_at = clock.now()
    screening.version += 1
    _mark_danger(screening, interview)
    # one act, one event: a whole form typed in at once is not nine
    named = pages[0][0].id if len(pages) == 1 else SEVERAL
    record(ScreeningSaved(screening_id=screening.id, section=named), actor)
    return interview


def _with_page(
    answers: Answers,
    section: Section,
    marked: Mapping[str, Response | None],
    unfinished: bool,
) -> Answers:
    kept = {id: said for id, said in answers.responses.items() if id not in marked}
    kept |= {id: said for id, said in marked.items() if said is not None}
    left = tuple(page for page in answers.left if page != section.id)
    left = left if unfinished else (*left, section.id)
    return replace(answers, responses=kept, left=left)


def discard(screening: Screening, actor: Actor, expected_version: int) -> None:
    """Throw a draft away: its key is destroyed and its row deleted. Only the trace stays."""
    locked(screening, actor, expected_version)
    complete_tasks("screening", screening.id)
    record(ScreeningDeleted(screening_id=screening.id), actor)
    forget_reporter(screening)
    destroy_data_key("screening", screening.id)
    db.session.delete(screening)
    db.session.flush()


def locked(screening: Screening, actor: Actor, expected_version: int) -> None:
    """Lock a draft of the actor's own at the version that was shown, or refuse."""
    hold(screening)
    if not decide(actor, Permission.SCREENING_WRITE, screening.resource()).allowed:
        raise NotPermitted()
    if screening.state != DRAFT:
        raise AlreadySent()
    if screening.version != expected_version:
        raise DraftChanged()


def _write(screening: Screening, answers: Answers) -> Interview:
    answers = keep_apart(screening, answers)
    interview = Interview(instrument_of(screening), answers.responses)
    screening.answers = answers
    screening.card = card_of(answers, interview)
    return interview


def _mark_danger(screening: Screening, interview: Interview) -> None:
    """An item of danger makes even a draft urgent, so that its author is reminded the same day; so
    does a report of what cannot wait until tomorrow."""
    priority = Priority.P1.value if is_pressing(interview) else None
    if priority != screening.priority:
        screening.priority = priority
        _open_deadline(screening)


def _open_deadline(screening: Screening) -> None:
    now = clock.now()
    urgent = screening.priority == Priority.P1.value
    moment = send_by(screening.started_at, now, urgent, add_days(now, 0))
    due_by(screening, FINISH_DRAFT.task, moment)
