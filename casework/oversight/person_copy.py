"""What is kept about a person, for that person: everything in plain words, in French or Arabic, on
paper or as a file that another programme can read.

Law 09-08, article 7: whoever proves who they are is told, in an understandable form, which data
are processed and where they come from. Left out is what speaks of other people, and what could put
somebody in danger: notes in free words, the risk assessment, the code word, the address of a house,
reports of which the person must not be told, the names of those who work here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from casework.accounts.queries import organisation_names
from casework.cases import labels
from casework.cases.domain.identity import Identity, SafeContact
from casework.cases.queries import (
    Case,
    card_of,
    closures_of,
    duties_of,
    ledger,
    notes_of,
    person_of,
    safe_contact_of,
    statuses_of,
    today,
)
from casework.kernel.clock import MOROCCO
from casework.oversight.person_report import CUT, sights
from casework.papers.blocks import Bullets, Facts, Heading, Notice, Paper, Paragraph
from casework.web.codes import region_name
from casework.web.formats import long_date
from casework.web.languages import _, _p, current_locale, within

Rows = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """One part: a word for programmes, its title, its lines."""

    key: str
    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Further:
    key: str
    title: Any
    rows: Callable[[Case, str], Rows]
    place: int


_further: dict[str, _Further] = {}


def register_part(key: str, title: Any, rows: Callable[[Case, str], Rows], *, place: int) -> None:
    """Features say here what of theirs is told to the person, in the language of the caller."""
    _further[key] = _Further(key, title, rows, place)


def parts(case: Case, language: str) -> list[Part]:
    """All that is told, part by part, in the language of the caller's block."""
    made: tuple[tuple[str, str, Callable[[], Rows]], ...] = (
        ("identity", _("Who you are"), lambda: _identity(case)),
        ("contact", _("How we may reach you"), lambda: _contact(safe_contact_of(case))),
        ("file", _("Your file in short"), lambda: _file(case, language)),
        ("agreements", _("What you were asked, and what you answered"),
         lambda: _agreements(case, language)),
        ("status", _("What was decided about your status"), lambda: _statuses(case)),
        ("reports", _("Reports that the law required"), lambda: _reports(case)),
        *_of_features(case, language),
        ("notes", _("Notes about you"), lambda: _notes(case)),
        ("sights", _("Who read your file or received something of it"),
         lambda: _sights(case, language)),
    )  # fmt: skip
    return [Part(key, title, tuple(rows())) for key, title, rows in made]


def _of_features(case: Case, language: str) -> Iterable[tuple[str, str, Callable[[], Rows]]]:
    for one in sorted(_further.values(), key=lambda one: one.place):
        yield one.key, str(one.title), partial(one.rows, case, language)


def as_plain(case: Case, language: str) -> dict[str, Any]:
    """The same for programmes: parts by key, each a list of what and its value."""
    with within(language):
        return {
            "format": "sanad-person-copy/1",
            "language": language,
            "code": case.code,
            "made_on": today().isoformat(),
            "parts": {
                part.key: [{"what": what, "value": value} for what, value in part.rows]
                for part in parts(case, language)
            },
            "left_out": list(_left_out()),
        }


def paper(case: Case, language: str) -> Paper:
    """The same on paper."""
    with within(language):
        blocks: list[Any] = [
            Paragraph(
                _(
                    "This paper is yours. It says what is kept about you, where it comes from and "
                    "who saw it."
                )
            )
        ]
        for part in parts(case, language):
            blocks.append(Heading(part.title))
            blocks.append(Facts(part.rows) if part.rows else Paragraph(_("Nothing is written.")))
        blocks += [
            Heading(_("What is not on this paper")),
            Bullets(tuple(_left_out())),
            Heading(_("What you can do")),
            Bullets(_rights()),
            Notice(_("This paper says who you are. Keep it where nobody else finds it, or leave it "
                     "with us.")),
        ]  # fmt: skip
        return Paper(
            title=_("What is kept about you"),
            language=language,
            code=case.code,
            blocks=tuple(blocks),
            envelope=(_("To be handed to the person"),),
        )


def _left_out() -> tuple[str, ...]:
    return (
        _("What speaks of other people, and the notes in free words: you can have them read to "
          "you."),
        _("What could put you or somebody else in danger if this paper were found."),
        _("Reports of which the law does not allow us to speak, if there are any."),
    )  # fmt: skip


def _rights() -> tuple[str, ...]:
    return (
        _("You may have anything corrected that is wrong. It costs nothing."),
        _("You may ask for the file to be erased, or object to a use of it."),
        _("You may complain to the national commission for data protection (CNDP)."),
    )


def _identity(case: Case) -> Rows:
    person = person_of(case)
    sealed = person.identity if person else None
    identity: Identity | None = sealed.reveal() if sealed else None
    if identity is None:
        return
    yield _("Name as you say it"), identity.spoken_name
    if identity.given_name or identity.family_name:
        yield _("Name on your document"), f"{identity.given_name} {identity.family_name}".strip()
    if identity.birth:
        yield _("Born"), labels.partial_date(identity.birth)
    yield _("Sex"), str(labels.SEX[identity.sex])
    if identity.nationality:
        yield _("Nationality"), _country(identity.nationality)
    if identity.phone:
        yield _("Phone"), identity.phone
    for document in identity.documents:
        yield str(labels.DOCUMENT_KINDS[document.kind]), document.number


def _contact(contact: SafeContact | None) -> Rows:
    if contact is None:
        return
    for what, value in ((_("Phone"), contact.phone), (_p("contact", "Hours"), contact.hours)):
        if value:
            yield what, value
    yield _("Calls"), str(labels.YES_NO_UNKNOWN[contact.calls])
    yield _("Messages"), str(labels.YES_NO_UNKNOWN[contact.messages])


def _file(case: Case, language: str) -> Rows:
    card = card_of(case)
    yield _("Opened"), long_date(case.opened_at.astimezone(MOROCCO))
    yield _("Region"), region_name(case.region)
    house = organisation_names([case.organisation_id], language)
    if any(house.values()):
        yield _("Organisation"), " ".join(house.values())
    yield _("Age"), str(labels.AGE_BANDS[card.age_band])
    for record, closure in closures_of(case.id):
        closed = long_date(record.closed_at.astimezone(MOROCCO))
        yield _("Closed"), f"{closed}, {labels.CLOSURE_REASONS[closure.reason]}"
    if case.keep_until:
        yield _("Kept until"), long_date(case.keep_until)


def _agreements(case: Case, language: str) -> Rows:
    for line in ledger(case.id):
        whom = " ".join(organisation_names([line.recipient_id], language).values())
        day = long_date(line.said_at.astimezone(MOROCCO))
        what = str(labels.PURPOSES[line.purpose]) + (f" ({whom})" if whom else "")
        yield what, f"{labels.CONSENT_ANSWERS[line.answer]}, {day}"


def _statuses(case: Case) -> Rows:
    for _row, status in statuses_of(case):
        said = (labels.VICTIM_STATUSES[status.status], labels.BODIES[status.body])
        words = [*map(str, said), status.reference]
        yield long_date(status.on), ", ".join(word for word in words if word)


def _reports(case: Case) -> Rows:
    for row, duty in duties_of(case.id):
        if row.reported and duty.informed:
            yield long_date(duty.on), f"{duty.authority}, {labels.DUTY_BASES[duty.basis]}"


def _notes(case: Case) -> Rows:
    count = len(notes_of(case.id))
    if count:
        yield _("How many notes there are"), str(count)


def _sights(case: Case, language: str) -> Rows:
    lines, cut = sights(case, language)
    for one in lines:
        yield long_date(one.day), f"{one.what} {one.why}".strip()
    if cut:
        yield "…", str(CUT)


def _country(code: str) -> str:
    return str(current_locale().territories.get(code, code))
