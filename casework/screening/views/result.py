"""What a sent screening points to, why, and what to do now; and raising it with a reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, url_for

from casework.accounts import queries as accounts
from casework.audit import record_read
from casework.audit.catalogue import ScreeningRead
from casework.directory.queries import contacts_for
from casework.directory.texts import contact_name
from casework.policy import Permission
from casework.screening import queries, service
from casework.screening.domain.finding import Band, Finding
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Result
from casework.screening.domain.track import DRAFT, SCREENED
from casework.screening.forms import FurtherForm, RaiseForm
from casework.screening.loader import indicator_standard, outcomes
from casework.screening.queries import Screening
from casework.screening.revisions import correction_draft
from casework.screening.views.blueprint import blueprint
from casework.screening.views.deeper import deeper
from casework.screening.views.finding import Element, elements
from casework.screening.views.further import further_than
from casework.screening.views.uses import use_of
from casework.screening.views.versions import versions_of
from casework.screening.views.words import band_label, local, state_tag
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

CALLS_FOCAL_POINT = frozenset({"alert_focal_point", "call_focal_point"})
NUMBERS_OF = {
    "protect_now": ("POLICE", "GENDARMERIE", "AMBULANCE"),
    "give_numbers": ("TRAFFICKING_LINE", "CHILD_LINE"),
    "child_protection": ("CHILD_LINE",),
    # where no organisation of a focal point has a public number
    "alert_focal_point": ("TRAFFICKING_LINE",),
    "call_focal_point": ("TRAFFICKING_LINE",),
}
NEEDS_DIRECTORY = frozenset({"offer_services", "prepare_referral"})


@dataclass(frozen=True)
class Number:
    """A number to call from a step."""

    name: str
    number: str


@dataclass(frozen=True)
class ToDo:
    """One step to take now, with the numbers it needs, or the way to the directory."""

    text: str
    numbers: tuple[Number, ...]
    directory: bool


@dataclass(frozen=True)
class Shown:
    """A finding as the result page and the queue show it."""

    interview: Interview
    finding: Finding
    band: Band
    heading: str
    sentences: tuple[str, ...]
    steps: tuple[ToDo, ...]
    elements: tuple[Element, ...]
    protections: tuple[str, ...]
    answered: int
    askable: int
    incomplete: bool
    unverified: bool


@blueprint.get("/s/<reference>/result")
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def result(screening: Screening) -> Any:
    """What one's own screening points to, why, and what to do now."""
    if screening.state == DRAFT:
        return redirect(url_for(".resume", reference=screening.reference), code=303)
    return render_template(
        "screening/result.html",
        screening=screening,
        shown=(found := shown(screening)),
        use=use_of(screening, found.interview, found.finding),
        further=further_than(screening),
        further_form=FurtherForm(),
        state=state_tag(screening),
        changes=queries.band_changes(screening),
        deeper=deeper(screening, found.interview, found.finding, found.band),
        versions=versions_of(screening),
        writing=correction_draft(screening) is not None,
        may_raise=screening.state == SCREENED and bool(screening.result.reveal().higher()),
    )


@blueprint.route("/s/<reference>/raise", methods=["GET", "POST"])
@guard(Permission.SCREENING_WRITE, load=queries.own_screening)
def raise_own(screening: Screening) -> Any:
    """My judgement differs: a higher level, with the reason; both are kept."""
    return judged(screening, RaiseForm(), Result.higher, service.raise_band, "raise", "band_raised")


def judged(
    screening: Screening,
    form: Form,
    levels: Callable[[Result], Iterable[Band]],
    note: Callable[..., object],
    page: str,
    done: str,
) -> Any:
    """Another judgement of one's own screening than the level computed, with its reason."""
    if screening.state != SCREENED:
        return redirect(url_for(".resume", reference=screening.reference), code=303)
    present = opened_result(screening)
    form.band.choices = labelled(levels(present))
    return submit(
        form,
        f"screening/{page}.html",
        act=lambda: note(
            screening, Band(form.band.data), form.reason.data, signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: url_for(".result", reference=screening.reference, done=done),
        row=screening,
        screening=screening,
        present=band_label(present.band),
    )  # fmt: skip


def opened_result(screening: Screening) -> Result:
    """The finding and the band in force; that it was looked at is written down."""
    record_read(ScreeningRead(screening_id=screening.id, part="finding"), signed_in_actor())
    result: Result = screening.result.reveal()
    return result


def shown(screening: Screening) -> Shown:
    """Open a sent screening and put its finding into words. The reading is written down."""
    interview, result = queries.interview_of(screening), opened_result(screening)
    finding, listed = result.finding, indicator_standard().lists[result.finding.profile]
    heading, rest, *more = _sentences(result)
    asked = [question for question in interview.visible if question in interview.responses]
    return Shown(
        interview=interview,
        finding=finding,
        band=result.band,
        heading=heading,
        sentences=(rest, *more) if rest else tuple(more),
        steps=tuple(_steps(result, screening.region, interview.instrument.first_step)),
        elements=elements(finding, interview),
        protections=tuple(local(one.text) for one in outcomes().protections_for(finding)),
        answered=sum(interview.responses[id].reply.value != "not_asked" for id in asked),
        askable=len(interview.visible),
        incomplete=outcomes().is_incomplete(result.in_force),
        unverified=any(reason.code in listed.unverified for reason in finding.reasons),
    )


def labelled(bands: Iterable[Band]) -> list[tuple[str, str]]:
    """Bands as choices."""
    return [(band.value, band_label(band)) for band in bands]


def _sentences(result: Result) -> tuple[str, ...]:
    """The first sentence, what follows it, and whatever else is to be said first."""
    first, *more = (local(text) for text in outcomes().sentences(result.in_force))
    heading, _stop, rest = first.partition(". ")
    return (f"{heading}." if rest else heading, rest, *more)


def _steps(result: Result, region: str, first: str | None) -> Iterator[ToDo]:
    published: dict[str, Any] = {}
    for contact in contacts_for(region):
        published.setdefault(contact.kind, contact)
    for action in outcomes().actions(result.in_force, first):
        kinds = NUMBERS_OF.get(action.code, ())
        numbers = focal_numbers(region) if action.code in CALLS_FOCAL_POINT else []
        numbers = numbers or [_number(published[kind]) for kind in kinds if kind in published]
        yield ToDo(local(action.text), tuple(numbers), action.code in NEEDS_DIRECTORY)


def _number(contact: Any) -> Number:
    return Number(str(contact_name(contact.kind, contact.name)), contact.number)


def focal_numbers(region: str) -> list[Number]:
    """The public numbers of the organisations whose focal points answer for a region."""
    people = accounts.focal_points(region) or accounts.national_focal_points()
    houses = {person.organisation.id: person.organisation for person in people}
    return [
        Number(house.name_in(current_language()), house.public_phone)
        for house in houses.values()
        if house.public_phone
    ]
