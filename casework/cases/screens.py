"""The screens that the person sees: one question each, in their language, large, nothing else.

What is asked travels in the address as codes; nothing about the person does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from casework.accounts.queries import organisation_names
from casework.cases import labels
from casework.cases.domain.consent import (
    DATA_GROUPS,
    TELLS,
    Answer,
    Circumstance,
    GroupsMissing,
    GuardianMissing,
    How,
    Purpose,
    RecipientMissing,
    Said,
)
from casework.cases.forms.consents import ASKED
from casework.cases.models import Case
from casework.cases.queries import card_of
from casework.kernel.refusals import Refusal
from casework.web.formats import isolated
from casework.web.languages import DEFAULT, LANGUAGES, _, _l, current_language


class NoAnswer(Refusal):
    """The screen came back without one of its three answers."""


@dataclass(frozen=True)
class Plan:
    """What is asked, in which order, of what, and how the answers are given."""

    purposes: tuple[str, ...]
    recipient_id: UUID | None
    groups: tuple[str, ...]
    how: str
    language: str
    interpreter: str
    screen: str
    explained: str

    @classmethod
    def read(cls, asked: Any) -> "Plan":
        """From an address; what no list has is left out."""
        return cls(
            purposes=tuple(code for code in ASKED if code in asked.getlist("purposes")),
            recipient_id=_uuid(asked.get("recipient")),
            groups=tuple(code for code in DATA_GROUPS if code in asked.getlist("groups")),
            how=_one_of(tuple(How), asked.get("how"), How.ORAL.value),
            language=_one_of(labels.LANGUAGES, asked.get("language"), "other"),
            interpreter=_one_of(("yes", "no"), asked.get("interpreter"), "no"),
            screen=_one_of(LANGUAGES, asked.get("screen"), DEFAULT),
            explained=_one_of(labels.EXPLAINERS, asked.get("explained"), "self"),
        )

    def query(self) -> dict[str, Any]:
        """For the address of the next screen."""
        return {
            "purposes": self.purposes,
            "recipient": self.recipient_id,
            "groups": self.groups or None,
            "how": self.how,
            "language": self.language,
            "interpreter": self.interpreter,
            "screen": self.screen,
            "explained": self.explained,
        }

    def after(self, purpose: str) -> str | None:
        """The next question, if there is one."""
        place = self.purposes.index(purpose) + 1
        return self.purposes[place] if place < len(self.purposes) else None

    def place(self, purpose: str) -> str:
        """2 of 4."""
        return _(
            "%(number)s of %(all)s",
            number=self.purposes.index(purpose) + 1,
            all=len(self.purposes),
        )

    def said(self, purpose: str, answer: str, until: date) -> Said:
        """The line of the ledger for an answer."""
        recipient = self.recipient_id if purpose == Purpose.SERVICE else None
        return Said(purpose, answer, recipient, until if answer == Answer.GIVEN else None)

    def circumstance(self, purpose: str) -> Circumstance:
        """How the answer was given."""
        groups = self.groups if purpose in TELLS else ()
        return Circumstance(
            self.how, self.language, self.interpreter, groups, explained_by=self.explained
        )


@dataclass(frozen=True)
class Question:
    """One screen: the question, what it means in a few lines, and what it does not mean."""

    title: str
    intro: str
    lines: Sequence[Any]
    after: str
    icon: str


QUESTIONS: Mapping[str, tuple[Any, Any, tuple[Any, ...], str]] = {
    "P2": (
        _l("Do you want us to open a file to help you?"),
        _l("This means:"),
        (
            _l("We write down what you need"),
            _l("Only the people who help you read it"),
            _l("Your name is kept apart, under lock"),
        ),
        "file",
    ),
    "P3": (
        _l("Do you want us to talk with %(organisation)s for you?"),
        _l("We will tell them only this:"),
        (),
        "talk",
    ),
    "P4": (
        _l("Do you want us to speak with the police or the courts?"),
        _l("This means:"),
        (
            _l("They may ask you questions"),
            _l("You may have somebody with you"),
            _l("If the law makes us report a danger, we tell you"),
        ),
        "shield",
    ),
    "P5": (
        _l("Do you want us to contact your family?"),
        _l("This means:"),
        (_l("You say whom we may contact"), _l("You say what we may tell them")),
        "users",
    ),
    "P6": (
        _l("Do you want us to contact the consulate of your country?"),
        _l("This means:"),
        (_l("They learn your name"), _l("They may help with your documents")),
        "building",
    ),
    "P7": (
        _l("Do you want to go back to your country, with help?"),
        _l("This means:"),
        (
            _l("We prepare the journey with you"),
            _l("You may stop at any moment, until you board"),
        ),
        "send",
    ),
    "P8": (
        _l("May we count you in our numbers?"),
        _l("This means:"),
        (_l("Only numbers, without your name"), _l("Nobody can recognise you in them")),
        "chart",
    ),
    "P9": (
        _l("Do you want to speak to the media or give testimony?"),
        _l("This means:"),
        (_l("People may recognise you"), _l("Help goes on if you say no")),
        "talk",
    ),
    "PP": (
        _l("May we keep a photo of you in your file?"),
        _l("This means:"),
        (
            _l("Nobody outside sees it: it is for neither the media nor a publication"),
            _l("If you take this back, the photo is destroyed"),
            _l("Help goes on if you say no"),
        ),
        "file",
    ),
}


def prepare(case: Case, wanted: Mapping[str, Any]) -> Plan:
    """A plan for the screens. A child is not asked alone; sharing names its recipient."""
    if card_of(case).child:
        raise GuardianMissing()
    purposes = tuple(wanted["purposes"])
    if Purpose.SERVICE in purposes and not wanted["recipient"]:
        raise RecipientMissing()
    if TELLS & {*purposes} and not wanted["groups"]:
        raise GroupsMissing()
    return Plan(
        purposes=purposes,
        recipient_id=_uuid(wanted["recipient"]),
        groups=tuple(wanted["groups"] or ()),
        how=wanted["how"],
        language=wanted["language"],
        interpreter=wanted["interpreter"],
        screen=wanted["screen"],
        explained=wanted["explained"],
    )


def question(purpose: str, plan: Plan) -> Question:
    """The screen of one purpose, in the language of the page."""
    title, intro, lines, icon = QUESTIONS[purpose]
    told = tuple(labels.DATA_GROUPS_SAID[group] for group in plan.groups)
    if purpose == Purpose.SERVICE:
        lines, title = told, title % {"organisation": isolated(_recipient(plan))}
    elif purpose in TELLS:
        lines = (*lines, *(_("We tell them: %(what)s", what=one) for one in told))
    return Question(str(title), str(intro), lines, _closing(purpose, plan), icon)


def _closing(purpose: str, plan: Plan) -> str:
    free = _(
        "You can say no, or change your mind later. Urgent help does not depend on your answer."
    )
    if purpose == Purpose.SERVICE and "identity" not in plan.groups:
        return _("We will not give your name.") + " " + free
    return free


def _recipient(plan: Plan) -> str:
    names = organisation_names([plan.recipient_id], current_language())
    return next(iter(names.values()), _("this organisation"))


def _one_of(codes: Collection[str], wanted: str | None, otherwise: str) -> str:
    return wanted if wanted is not None and wanted in codes else otherwise


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None
