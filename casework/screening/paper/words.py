"""The words of a printed or transcribed form, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.papers.texts import FICTION, PAGE
from casework.screening.domain.answers import Reply
from casework.screening.domain.conditions import (
    Answered,
    Condition,
    Every,
    Not,
    OneOf,
    ProfileIs,
    Some,
)
from casework.screening.domain.indicators import Profile
from casework.screening.domain.instrument import Kind, Manner, Meaning
from casework.screening.paper.sheet import SOURCE_CODES, Line, Mark, Part, Sheet, tells
from casework.screening.texts import AGREED, SAID, SOURCES
from casework.web.formats import LEFT_TO_RIGHT, POP
from casework.web.languages import _, _l, current_language

COMMA = {"ar": "، "}
MANNERS = {
    Manner.ASK: _l("to ask"),
    Manner.OBSERVE: _l("to observe"),
    Manner.RECORD: _l("to note"),
}
PRINTED = {
    "fiction": FICTION,
    "day": _l("Date of the meeting"),
    "hour": _l("Hour"),
    "province": _l("Province or prefecture"),
    "reference": _l("Reference (when typed in)"),
    "rules": _l(
        "Write no name, no number, no address. Tick one box a question unless it says several. "
        "Leave what was not asked empty."
    ),
    "several": _l("several boxes may be ticked"),
    "aloud": _l("Read aloud"),
    "sources": _l("How do you know?"),
    "notes": _l("Notes (number of the question, then what was seen; no name):"),
    "page": PAGE,
}


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Says a sheet in the language that is current."""

    sheet: Sheet

    def title(self) -> str:
        """The title, or a neutral one where it says what is suspected."""
        title = self.sheet.instrument.title.within(current_language())
        return _("Meeting form") if tells(title) else title

    def label(self, line: Line, mark: Mark) -> str:
        """The words beside a box."""
        if mark.option is not None:
            return mark.option.text.within(current_language())
        question = line.question
        labels = AGREED if question.meaning is Meaning.CONSENT else SAID[question.manner]
        fitting = dict(SAID[Manner.ASK]) | dict(SAID[question.manner]) | dict(labels)
        return str(fitting[mark.value])

    def line_when(self, line: Line) -> str:
        """When the question is asked: "if yes at 12"; empty when always."""
        ground = line.question.used_of
        parts = [self._when(line.question.show_if)] if line.question.show_if else []
        if ground is not None:
            number = _isolated(self.sheet.by_question[ground].number)
            parts.append(_("only what is ticked at %(number)s", number=number))
        return COMMA.get(current_language(), ", ").join(parts)

    def part_when(self, part: Part) -> str:
        """When a whole section is asked; empty when always."""
        return self._when(part.section.show_if) if part.section.show_if else ""

    def silent(self) -> str:
        """When nothing is asked of the person."""
        when = self._when(self.sheet.instrument.observation_only_if)
        return _("Do not ask anything marked “to ask”: %(condition)s.", condition=when)

    def _when(self, condition: Condition) -> str:
        match condition:
            case OneOf(question, values):
                return self._one_of(question, values)
            case Answered(question):
                number = _isolated(self.sheet.by_question[question].number)
                return _("if %(number)s is answered", number=number)
            case ProfileIs(profiles):
                return _profile(profiles)
            case Every(parts):
                return _(" and ").join(self._when(part) for part in parts)
            case Some(parts):
                return _(" or ").join(self._when(part) for part in parts)
            case Not(part):
                return _("except %(condition)s", condition=self._when(part))

    def _one_of(self, question: str, values: frozenset[str]) -> str:
        line = self.sheet.by_question[question]
        number = _isolated(line.number)
        if values == {Reply.YES.value} and line.question.kind is Kind.YES_NO:
            return _("if yes at %(number)s", number=number)
        if values == {Reply.NO.value} and line.question.kind is Kind.YES_NO:
            return _("if no at %(number)s", number=number)
        codes = [_isolated(mark.code) for mark in line.marks if mark.value in values]
        return _("if %(number)s is %(codes)s", number=number, codes=_(" or ").join(codes))


def sources() -> list[tuple[str, str]]:
    """How one knows: what is typed after the dot, and the words."""
    labels = dict(SOURCES)
    return [(code, str(labels[source.value])) for source, code in SOURCE_CODES.items()]


def _profile(profiles: frozenset[Profile]) -> str:
    children = frozenset(profile for profile in Profile if profile.is_child)
    sexual = frozenset({Profile.ADULT_SEXUAL, Profile.CHILD_SEXUAL})
    names: Mapping[frozenset[Profile], str] = {
        children: _("if under 18"),
        frozenset(Profile) - children: _("if 18 or older"),
        sexual: _("if the exploitation is sexual"),
        frozenset(Profile) - sexual: _("if the exploitation is not sexual"),
    }
    if profiles in names:
        return names[profiles]
    single = {
        Profile.ADULT_LABOUR: _("if 18 or older, exploitation not sexual"),
        Profile.CHILD_LABOUR: _("if under 18, exploitation not sexual"),
        Profile.ADULT_SEXUAL: _("if 18 or older, exploitation sexual"),
        Profile.CHILD_SEXUAL: _("if under 18, exploitation sexual"),
    }
    return _(" or ").join(single[profile] for profile in Profile if profile in profiles)


def _isolated(what: object) -> str:
    """A number or code that no text around it turns round."""
    return f"{LEFT_TO_RIGHT}{what}{POP}"
