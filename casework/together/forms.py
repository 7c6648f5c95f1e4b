"""Forms of conferences, links and conflicts of interest."""

import re
from datetime import datetime, time
from typing import Any
from uuid import UUID

from wtforms import ValidationError

from casework.accounts.queries import organisations_in, users_of_organisation
from casework.cases import labels
from casework.kernel.clock import MOROCCO
from casework.kernel.ids import new_id
from casework.policy import Actor
from casework.together import texts
from casework.together.domain.conference import (
    LONGEST_AFTER,
    LONGEST_BEFORE,
    MOST_DECISIONS,
    Decision,
    Minutes,
    Prepared,
)
from casework.together.domain.links import Linked
from casework.web.fields import DayMonthYear, PartialDate, Whole, YesNo
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import _, _l, _lp, current_language

_TIME = re.compile(r"([01]?\d|2[0-3])\s*[:hH.]\s*([0-5]\d)")
ORGANISATION, PERSON = "o.", "p."
WITHOUT_NAMES = _l("Write “the person”, without names or numbers.")


class ConferenceForm(Form):
    """When, about what, and what those invited read."""

    on = DayMonthYear(_lp("conference", "Day"), partial=False, past=False, needed=True)
    at = TextLine(_l("Time (Moroccan time)"), limit=8, needed=True, hint=_l("For example 14:30."))
    place = TextLine(_l("Where, or how"), hint=_l("A room, a call. No address of a shelter."))
    topic = TextLine(_l("What it is about"), needed=True, hint=WITHOUT_NAMES)
    agenda = TextBlock(_l("Agenda, one point a line"), limit=600)
    shared = TextBlock(
        _l("What you share with those invited"),
        limit=1500,
        hint=_l("Only what they need to help. Never a name, a number, an address."),
    )
    groups = Choices(
        _l("What it tells of the person"),
        labels.choices(labels.DATA_GROUPS),
        hint=_l("No more than the person agreed that those invited be told."),
    )
    anonymised = YesNo(
        _l("Is the conference anonymous?"),
        hint=_l(
            "Then those invited see the code and the card only, and no consent is needed; nobody "
            "is invited whom the person said no to."
        ),
    )
    before = Whole(_l("They may look how many days before"), high=LONGEST_BEFORE, needed=True)
    after = Whole(_l("And how many days after"), high=LONGEST_AFTER, needed=True)

    def validate_at(self, field: Any) -> None:
        """A time of the day, as people write it."""
        if field.data and not _TIME.fullmatch(field.data):
            raise ValidationError(_("Write a time such as 14:30."))

    def begins_at(self) -> datetime:
        """The moment it begins."""
        found = _TIME.fullmatch(self.at.data)
        hour, minute = (int(found[1]), int(found[2])) if found else (0, 0)
        return datetime.combine(self.on.data.earliest(), time(hour, minute), MOROCCO)

    def shown(self) -> tuple[int, int]:
        """Days before and after."""
        return self.before.data, self.after.data

    def prepared(self) -> Prepared:
        """What was typed."""
        points = (self.agenda.data or "").splitlines()
        return Prepared(
            topic=self.topic.data,
            agenda=tuple(point.strip() for point in points if point.strip()),
            shared=self.shared.data or "",
            place=self.place.data or "",
            groups=tuple(self.groups.data or ()),
        )

    def show(self, row: Any, prepared: Prepared) -> None:
        """What stands now."""
        local = row.begins_at.astimezone(MOROCCO)
        self.on.process_data(PartialDate(local.year, local.month, local.day))
        self.at.data = f"{local:%H:%M}"
        self.place.data, self.topic.data = prepared.place, prepared.topic
        self.agenda.data, self.shared.data = "\n".join(prepared.agenda), prepared.shared
        self.anonymised.data = row.anonymised
        self.groups.data = list(prepared.groups)
        self.before.data = (row.begins_at - row.opens_at).days
        self.after.data = (row.closes_at - row.begins_at).days


class InviteForm(Form):
    """Whom to invite: an organisation of the region, or one of its people."""

    whom = Choice(_l("Whom to invite"), (), select=True)

    def offer(self, region: str, own: UUID | None) -> None:
        """The organisations of the region with their people, except one's own."""
        language = current_language()
        self.whom.choices = {
            one.name_in(language): [
                (ORGANISATION + str(one.id), _("Anybody of the organisation")),
                *(
                    (f"{PERSON}{one.id}.{user.id}", user.display_name)
                    for user in users_of_organisation(one.id)
                ),
            ]
            for one in organisations_in(region)
            if one.id != own
        }

    def chosen(self) -> tuple[UUID, UUID | None]:
        """The organisation, and the person if one was chosen."""
        kind, _dot, ids = self.whom.data.partition(".")
        organisation, _dot, person = ids.partition(".")
        return UUID(organisation), UUID(person) if kind == "p" else None


class MinutesForm(Form):
    """Who was there, and up to four decisions at once."""

    present = TextBlock(
        _l("Who was there"), limit=400, needed=True, hint=_l("Organisations and roles.")
    )
    words = TextBlock(_l("What was said"), limit=1500, hint=WITHOUT_NAMES)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each decision, for the page."""
        return [(self[f"decided-{n}"], self[f"who-{n}"], self[f"due-{n}"]) for n in DECISIONS_ASKED]

    def minutes(self) -> Minutes:
        """What was typed."""
        decisions = tuple(
            Decision(new_id(), words.data, who.data or "", _day(due))
            for words, who, due in self.rows()
            if words.data
        )
        return Minutes(self.present.data, decisions[:MOST_DECISIONS], self.words.data or "")


DECISIONS_ASKED = (1, 2, 3, 4)
for _n in DECISIONS_ASKED:
    setattr(MinutesForm, f"decided-{_n}", TextLine(_l("Decision %(number)s", number=_n), limit=300))
    setattr(MinutesForm, f"who-{_n}", TextLine(_l("Who does it")))
    setattr(MinutesForm, f"due-{_n}", DayMonthYear(_l("By which day"), partial=False, past=False))


def _day(field: Any) -> Any:
    return field.data.earliest() if field.data else None


class ReasonForm(Form):
    """Why."""

    reason = TextBlock(_lp("step", "Why"), limit=500)


class OutcomeForm(Form):
    """What came of a decision."""

    outcome = TextBlock(_l("What came of it"), limit=500, needed=True)


class LinkForm(Form):
    """Another case that belongs to this one."""

    other = TextLine(_l("Code of the other case"), limit=20, needed=True)
    kind = Choice(_l("What binds the two people?"), labels.choices(texts.LINK_KINDS))
    words = TextBlock(_l("How you know"), limit=500, hint=WITHOUT_NAMES)

    def linked(self) -> Linked:
        """What was typed."""
        return Linked(self.kind.data, self.words.data or "")


class LinkAnswerForm(Form):
    """A focal point answers a proposal, or ends a link."""

    action = Choice(
        _lp("link", "Your decision"),
        (("confirm", _l("Confirm the link")), ("reject", _l("Do not confirm it"))),
    )
    code_shown = YesNo(
        _l("Do both teams need the code of the other case?"),
        needed=False,
        hint=_l("The code alone: neither team can open the other file."),
    )
    reason = TextBlock(_lp("step", "Why"), limit=500)


class ConflictForm(Form):
    """Who has a conflict of interest with the case."""

    person = Choice(_l("Who has the conflict of interest?"), (), select=True)
    words = TextBlock(_l("Why"), limit=300, hint=_l("Without names of others. May stay empty."))

    def offer(self, people: Any, actor: Actor) -> None:
        """Oneself first, then those whom the actor may name."""
        own = (str(actor.user_id), _("Myself"))
        others = [(str(id), name) for id, name in people.items() if id != actor.user_id]
        self.person.choices = [own, *sorted(others, key=lambda one: one[1])]
