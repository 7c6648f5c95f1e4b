"""What is wrong with a questionnaire: a sentence for whoever writes files, with its place and code
for whoever edits on a page."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = {
    "repeated": "the id is given %(times)s times",
    "meaning": "should stand once for %(items)s",
    "size": "should hold 1 to %(most)s questions",
    "options": "options belong to choice and choices, and to nothing else",
    "no_answer": "%(answer)s is not one of its answers",
    "no_indicator": "%(code)s is not an indicator",
    "wrong_kind": "%(meaning)s should be %(kind)s",
    "wrong_option": "%(option)s is not a code of %(meaning)s",
    "not_earlier": "%(question)s is not on an earlier page",
    "no_question": "there is no question %(question)s",
    "not_an_answer": "%(value)s is not an answer to %(question)s",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault lies: of which kind (section, question, meaning, top) and under which id."""

    kind: str
    id: str
    words: str = ""

    def __str__(self) -> str:
        return self.words or f"{self.kind} {self.id}"


class Fault(str):
    """The sentence, with its place, its code and what fills it."""

    place: Place
    code: str
    values: dict[str, str | int]


def fault(place: Place, code: str, /, **values: str | int) -> Fault:
    """A fault at a place, in the words of its code."""
    found = Fault(f"{place}: {SENTENCES[code] % values}")
    found.place, found.code, found.values = place, code, values
    return found
