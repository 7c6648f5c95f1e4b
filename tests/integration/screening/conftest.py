"""Screenings at every place of their track, made by the same services as the pages."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.screening import library, queries, service
from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.interview import Interview
from casework.screening.models import Screening
from tests.factories import actor_named
from tests.personas import CASABLANCA

PROVINCE = "06.141"
NOTE = "Passeports rangés dans le bureau, canarinote."
VIEW = "La personne a peur pour ses enfants, canariavis."

YES, NO = Response(Reply.YES), Response(Reply.NO)
DANGERS = (
    "injury", "threat_today", "trafficker_near", "child_danger", "suicidal", "locked_in",
    "asks_help",
)  # fmt: skip
SAFE = {"safe_to_talk": YES, **{f"danger_{item}": NO for item in DANGERS}}


def given(*options: str, note: str = "", sources: frozenset[Source] = frozenset()) -> Response:
    """One or several options."""
    return Response(Reply.GIVEN, options=options, note=note, sources=sources)


BARE = {
    **SAFE,
    "interview_language": given("darija"),
    "interpreter": given("not_needed"),
    "consent_screening": YES,
    "age": Response(Reply.GIVEN, number=34),
    "age_group": given("adult"),
    "sex": given("female"),
    "nationality_group": given("moroccan"),
    "sector": given("C"),
}
# Deceived before, exploited and held now: band A, and confinement makes it urgent.
STRONG = {
    **BARE,
    "exploitation": given("forced_labour"),
    "how_came": given("brought"),
    "untrue_work": given("job", "pay"),
    "hours": given("more_than_10"),
    "pay": given("unpaid"),
    "papers": given("kept", note=NOTE, sources=frozenset({Source.OBSERVED})),
    "go_out": NO,
    "own_view": Response(Reply.GIVEN, text=VIEW),
}
# As strong, but nobody is kept from going out: band A without urgency.
CALM = {**STRONG, "go_out": YES, "hurt": YES, "threat_hurt": YES}
# A strong indicator, no exploitation: at risk.
AT_RISK = {**BARE, "untrue_work": given("job")}

CONTACT = "06 00 00 77 77, après 18 h, canaricontact."
REPORT: dict[str, Response] = {
    **{f"danger_{item}": NO for item in DANGERS},
    "reporter": given("witness"),
    "age_group": given("adult"),
    "reporter_contact": Response(Reply.GIVEN, text=CONTACT),
}

CLOSING = service.Answered(reason="La personne est partie, canaricloture.")

Answers = Mapping[str, Response]


class Field:
    """Whoever meets people, and the focal points who answer them."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def on(self, reference: str, act: Callable[[Screening], Any]) -> Any:
        """Run `act(screening)` in one unit of work."""
        with self.app.app_context(), unit_of_work():
            return act(self._named(reference))

    def see(self, reference: str, look: Callable[[Screening], Any]) -> Any:
        """What `look(screening)` finds."""
        with self.app.app_context():
            found = look(self._named(reference))
            db.session.close()
            return found

    def draft(
        self,
        answers: Answers = STRONG,
        author: str = "owner_inspector",
        instrument: str = "labour_inspection",
    ) -> str:
        """A draft with these answers; gives its reference."""
        with self.app.app_context(), unit_of_work():
            asked = library.current(instrument)
            actor = actor_named(author)
            made = service.begin(CASABLANCA, PROVINCE, actor, instrument=asked)
            reference = made.reference
        self.fill(reference, answers, author)
        return reference

    def reported(self, answers: Answers = REPORT) -> str:
        """A report that was received and sent; gives its reference."""
        reference = self.draft(answers, instrument="report_received")
        author = "owner_inspector"
        self.on(reference, lambda one: service.send(one, actor_named(author), one.version))
        return reference

    def fill(self, reference: str, answers: Answers, author: str = "owner_inspector") -> None:
        """Put answers into a draft, page by page."""

        def save(screening: Screening) -> None:
            interview = Interview(queries.instrument_of(screening), answers)
            for section in interview.sections:
                on_page = [question.id for question in section.questions if question.id in answers]
                marked = {id: answers[id] for id in on_page}
                service.save_section(
                    screening, section, marked, actor_named(author), screening.version
                )

        self.on(reference, save)

    def sent(self, answers: Answers = STRONG, author: str = "owner_inspector") -> str:
        """A screening sent; gives its reference."""
        reference = self.draft(answers, author)
        self.on(reference, lambda one: service.send(one, actor_named(author), one.version))
        return reference

    def confirmed(self, answers: Answers = STRONG) -> str:
        """One that a focal point confirmed, with a reason where too little was asked."""
        reference = self.sent(answers)
        focal = "focal_point"
        self.on(
            reference, lambda one: service.confirm(one, actor_named(focal), one.version, CLOSING)
        )
        return reference

    def flagged(self) -> str:
        """One that waits for its risk level."""
        return self.confirmed(STRONG)

    def triaged(self) -> str:
        """One that a case opened from."""
        reference = self.flagged()
        self.on(
            reference,
            lambda one: service.triage(
                one, Priority.P1, "", actor_named("focal_point"), one.version
            ),
        )
        return reference

    def lowering(self, answers: Answers = STRONG) -> str:
        """One whose lowering `focal_point` asked for."""
        reference = self.sent(answers)
        self.on(
            reference,
            lambda one: service.ask_lowering(
                one, Band.E, "Ancien emploi, canariraison.", actor_named("focal_point"), one.version
            ),
        )
        return reference

    def late_draft(self) -> str:
        """A draft that was not sent in time."""
        reference = self.draft(AT_RISK)

        def set_back(one: Screening) -> None:
            one.due_at = clock.now() - timedelta(hours=1)

        self.on(reference, set_back)
        return reference

    def state(self, reference: str) -> str:
        """Where it stands."""
        return str(self.see(reference, lambda one: one.state))

    def band(self, reference: str) -> str:
        """The band in force."""
        return str(self.see(reference, lambda one: one.result.reveal().band))

    @staticmethod
    def _named(reference: str) -> Screening:
        return db.session.query(Screening).filter_by(reference=reference).one()


@pytest.fixture
def field(app: Any) -> Field:
    """On each store in turn."""
    return Field(app)


@pytest.fixture
def quick_field(sqlite_app: Any) -> Field:
    """On SQLite only."""
    return Field(sqlite_app)
