"""What may be marked for a question beside its options, the same on a page and in a form.

The names of what belongs to a question (how one knows, a note, "unknown" instead of a number) are
its id with an ending that no id has.
"""

from collections.abc import Iterable

from casework.screening.domain.answers import Reply
from casework.screening.domain.instrument import Instrument, Kind, Manner, Meaning, Option, Question

INSTEAD, HOW, NOTE, ALOUD = "__instead", "__how", "__note", "__aloud"
GUIDANCE, SCRIPT, CLOSING = "__guidance", "__script", "__closing"
PROVINCE, DAY, STAMP = "sanad_province", "sanad_day", "sanad_instrument"
PROFILE, CHILD, OBSERVED_ONLY = "sanad_profile", "sanad_child", "sanad_observation_only"
COMPUTED = (PROFILE, CHILD, OBSERVED_ONLY)
OLDEST, MOST, WORDS, NOTE_WORDS = 120, 99_999, 500, 280

YES, NO = Reply.YES.value, Reply.NO.value
UNKNOWN, DECLINED, NOT_ASKED = Reply.UNKNOWN.value, Reply.DECLINED.value, Reply.NOT_ASKED.value


def part(section_id: str) -> str:
    """The name of the group of a section."""
    return f"part_{section_id}"


def stamp(instrument: Instrument) -> str:
    """What every filled form says of its questionnaire: id, version and the hash of its content."""
    return f"{instrument.id}@{instrument.version}#{instrument.content_hash}"


def instead(question: Question) -> tuple[str, ...]:
    """What stands for no answer, save "not asked"."""
    return tuple(reply.value for reply in question.instead)


def marks(question: Question, options: Iterable[Option] = ()) -> tuple[str, ...]:
    """What may be marked beside the options; an option of the same name takes the place."""
    if question.kind is Kind.YES_NO:
        return _of_yes_no(question)
    if question.kind.is_written:
        return instead(question)
    asked = question.kind is Kind.CHOICE and question.manner is Manner.ASK
    taken = {option.id for option in options}
    return tuple(mark for mark in (*instead(question), *(NOT_ASKED,) * asked) if mark not in taken)


def _of_yes_no(question: Question) -> tuple[str, ...]:
    if question.meaning is Meaning.CONSENT:
        return (YES, NO, NOT_ASKED)
    if question.required and question.manner is Manner.RECORD:
        return (YES, NO)
    return (YES, NO, *instead(question), NOT_ASKED)


def alone(question: Question) -> tuple[str, ...]:
    """Of several options: those that stand alone, and the marks that do."""
    exclusive = tuple(option.id for option in question.options if option.exclusive)
    return (*exclusive, *marks(question, question.options))


def has_sources(question: Question) -> bool:
    """Whether one says how one knows: of what speaks to an indicator or an act."""
    return question.manner is not Manner.RECORD and bool(question.feeds or question.acts)


def has_note(question: Question) -> bool:
    """Whether a short note may stand beside the answer."""
    return has_sources(question) or question.meaning is Meaning.THRESHOLD


def highest(question: Question) -> int:
    """The largest number that can be typed."""
    return OLDEST if question.meaning is Meaning.AGE else MOST
