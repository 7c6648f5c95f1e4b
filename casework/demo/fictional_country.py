"""A fictional country of facts: what a commission sees before it has seen anybody.

As uneven as real countries are: one region with a quarter of all cases and others with a handful,
rare nationalities, small age groups, more cases every year. The seed fixes the people, never the
noise. Nobody in it has a name, a file or a key: it begins where the features hand facts over, and
from there takes the same way as every real record, through facts, freeze and the one door.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from casework.facts.domain import CLASSES, UNKNOWN, Handed

LATTICE = "simulated"
WEIGHTS: Mapping[str, tuple[float, ...]] = {
    "region": (14, 10, 8, 17, 3, 25, 11, 1.3, 6, 0.9, 0.8, 0.5),
    "nationality_group": (68, 22, 4, 3.5, 1, 1.5),
    "exploitation": (40, 14, 9, 10, 11, 8, 6, 2),
    "age_band": (3, 24, 28, 25, 11, 6, 3),
    "sex": (63, 36, 1),
    "state": (10, 6, 10, 32, 3, 6, 13, 20),
    "source": (38, 18, 8, 9, 22, 4, 1),
    "status": (55, 28, 9, 8),
    "first_contact": (44, 26, 14, 8, 3, 5),
    "plan": (52, 22, 26),
    "sector": (24, 13, 11, 9, 12, 16, 9, 6),
    "body": (52, 10, 8, 11, 15, 3, 1),
    "triage_time": (58, 22, 10, 5, 2, 3),
    "asked": (61, 25, 10, 4),
    "service": (17, 16, 18, 17, 16, 7, 5, 2, 2),
    "answer": (8, 27, 36, 17, 7, 5),
    "answer_time": (38, 27, 15, 9, 2, 9),
    "stay_length": (16, 24, 22, 14, 9, 15),
    "exit": (38, 22, 14, 8, 3, 15),
    "return_stage": (18, 22, 38, 8, 5, 5, 3, 1),
    "departure_time": (6, 14, 22, 24, 8, 26),
    "survey_score": (34, 58, 8),
    "survey_change": (46, 22, 12, 20),
    "urgent_contact": (17, 6, 75, 2),
    "consent": (74, 11, 15),
    "interpreter": (70, 17, 6, 7),
    "closure": (76, 8, 5, 3, 4, 2, 2, 0),
    "legal_aid": (14, 9, 75, 2),
    "needs": (38, 34, 4, 24),
    "forms": (66, 18, 16),
}
_OF_THE_FILE = ("urgent_contact", "consent", "interpreter", "closure", "legal_aid", "needs")
_BANDS_OF_FLAGGED = {"A": 24, "B": 41, "C": 35}
_BANDS_OF_OTHERS = {"D": 46, "E": 22, "F": 32}
_CONFIRMED = {"A": (68, 8, 24), "B": (48, 18, 34), "C": (26, 32, 42)}
_WORK = {"agriculture": "agriculture", "domestic_work": "domestic_work"}
_REACHED_BY = {
    "assessment": {"case": 1},
    "declined": {"case": 1},
    "referred": {"referred": 1},
    "assistance": {"accepted": 1},
    "return": {"followed": 1},
    "reintegration": {"followed": 1},
    "follow_up": {"followed": 1},
    "closed": {"case": 20, "referred": 5, "accepted": 30, "followed": 45},
}
"""How far the screening of a case in this stage led: a closed one had come as far as it had."""
OTHERS_FOR_EACH_CASE = 2
NO_CASE = 1 / 6
"""The share of flags that no case follows from."""
_BEFORE: Mapping[str, tuple[str, ...]] = {
    "declined": ("assessment", "declined"),
    "referred": ("assessment", "referred"),
    "assistance": ("assessment", "referred", "assistance"),
    "return": ("referred", "assistance"),
    "reintegration": ("referred", "assistance"),
    "follow_up": ("referred", "assistance"),
    "closed": ("assessment", "referred", "assistance", "closed"),
}
"""At which stage a case may be when its quarter is published, by where it is a year later."""
_STEPS = CLASSES["reach"]
_LEARNT_LATER = {"exploitation": 0.15, "age_band": 0.1, "nationality_group": 0.05}
"""How often a class is not known yet when the quarter is published."""


@dataclass(frozen=True)
class Span:
    """From the month of `first` on, so many months."""

    first: date
    months: int

    def starts(self) -> list[date]:
        """The first day of each month."""
        begin = 12 * self.first.year + self.first.month - 1
        return [date(n // 12, n % 12 + 1, 1) for n in range(begin, begin + self.months)]


def fictional_cases(span: Span, cases: int, seed: int = 7) -> Iterator[Handed]:
    """Cases alone, spread over the months, more of them towards the end."""
    source = random.Random(seed)  # noqa: S311 - fictional people, not noise
    for month in source.choices(span.starts(), growth(span), k=cases):
        yield fictional_case(source, month)


def fictional_case(source: random.Random, month: date, **fixed: str) -> Handed:
    """A case of this month; classes not given are drawn by the weights of the country."""
    names = ("region", "sex", "age_band", "nationality_group", "exploitation", "state")
    more = ("source", "status", "first_contact", "plan")
    owner = _id(source)
    said = {**_drawn(source, (*names, *more)), **_drawn(_apart(owner), _OF_THE_FILE)}
    return _handed("case", owner, month, {**said, **fixed})


def fictional_country(span: Span, cases: int, seed: int = 7) -> Iterator[Handed]:
    """Every kind of record: for each case what led to it and what came of it, and the screenings
    and visits that led nowhere."""
    source = random.Random(seed)  # noqa: S311 - fictional people, not noise
    for case in fictional_cases(span, cases, seed):
        yield case
        yield from _screened(source, case)
        yield from _helped(source, case)
    for month in source.choices(span.starts(), growth(span), k=OTHERS_FOR_EACH_CASE * cases):
        yield _not_flagged(source, month)
    for month in source.choices(span.starts(), growth(span), k=cases // 2):
        yield _handed("visit", _id(source), month, _drawn(source, ("region", "sector")))


def _screened(source: random.Random, case: Handed) -> Iterator[Handed]:
    """Four cases in five began with a screening; one flag in six led to no case."""
    if source.random() > 0.8:
        return
    band = _one(source, _BANDS_OF_FLAGGED)
    person = _of(case, "region", "sex", "age_band", "nationality_group")
    sector = _WORK.get(case.classes["exploitation"]) or _drawn(source, ("sector",))["sector"]
    said = {**person, "sector": sector, "band": band}
    screening = _drawn(source, ("body", "triage_time", "asked"))
    owner = _id(source)
    apart = _apart(owner)
    screening |= _drawn(apart, ("forms",))
    screening["reach"] = _one(apart, _REACHED_BY[case.classes["state"]])
    yield replace(_handed("screening", owner, case.month, {**said, **screening}), person_id=owner)
    outcome = source.choices(CLASSES["outcome"], _CONFIRMED[band])[0]
    flag = _handed("flag", owner, case.month, {**said, "outcome": outcome})
    yield replace(flag, person_id=case.person_id)
    if apart.random() < NO_CASE / (1 - NO_CASE):
        yield from _led_nowhere(apart, case.month)


def _led_nowhere(source: random.Random, month: date) -> Iterator[Handed]:
    """Somebody flagged of whom no case was opened."""
    person = _drawn(source, ("region", "sex", "age_band", "nationality_group", "sector"))
    said = {**person, "band": _one(source, _BANDS_OF_FLAGGED)}
    more = _drawn(source, ("body", "triage_time", "asked", "forms"))
    owner = _id(source)
    yield _handed("screening", owner, month, {**said, **more, "reach": "flagged"})
    yield _handed("flag", owner, month, {**said, "outcome": "undecided"})


def _helped(source: random.Random, case: Handed) -> Iterator[Handed]:
    region = {"region": case.classes["region"]}
    person = _of(case, "region", "sex", "age_band")
    for service in _services(source, case):
        said = {**region, "service": service, **_drawn(source, ("answer", "answer_time"))}
        yield replace(_handed("referral", _id(source), case.month, said), person_id=case.person_id)
    if source.random() < 0.3:
        stay = {**person, **_drawn(source, ("stay_length", "exit"))}
        yield replace(_handed("stay", _id(source), case.month, stay), person_id=case.person_id)
    if case.classes["nationality_group"] != "moroccan" and source.random() < 0.35:
        asked = {**_of(case, "nationality_group"), **person}
        asked |= _drawn(source, ("return_stage", "departure_time"))
        yield replace(_handed("return", _id(source), case.month, asked), person_id=case.person_id)
    if case.classes["state"] in ("reintegration", "follow_up"):
        said = {**_of(case, "region", "sex"), **_drawn(source, ("survey_score", "survey_change"))}
        yield replace(_handed("survey", _id(source), case.month, said), person_id=case.person_id)


def _services(source: random.Random, case: Handed) -> Sequence[str]:
    if case.classes["state"] in ("assessment", "declined"):
        return ()
    most = source.choices((1, 2, 3, 4, 6), (22, 30, 24, 16, 8))[0]
    return list(dict.fromkeys(source.choices(CLASSES["service"], WEIGHTS["service"], k=most)))


def _not_flagged(source: random.Random, month: date) -> Handed:
    names = ("region", "sex", "age_band", "nationality_group", "sector", "body")
    said = _drawn(source, (*names, "triage_time", "asked"))
    band = _one(source, _BANDS_OF_OTHERS)
    return _handed("screening", _id(source), month, {**said, "band": band, "reach": "screened"})


def as_its_quarter_closed(one: Handed) -> Handed:
    """The same record as it was when its quarter was published: help had come less far, and of some
    people less was known. It moves between the freezes, as every real one does."""
    source, said = random.Random(one.owner_id.int + 1), dict(one.classes)  # noqa: S311 - fictional
    for name, part in _LEARNT_LATER.items():
        if one.kind == "case" and source.random() < part:
            said[name] = UNKNOWN
    if one.kind == "case":
        said["state"] = source.choice(_BEFORE.get(said["state"], (said["state"],)))
    if one.kind == "screening":
        said["reach"] = source.choice(_STEPS[: _STEPS.index(said["reach"]) + 1])
    return replace(one, classes=said)


def growth(span: Span) -> list[float]:
    """How many of the cases each month has, in proportion."""
    return [1 + place / span.months for place in range(span.months)]


def _drawn(source: random.Random, names: Sequence[str]) -> dict[str, str]:
    return {name: source.choices(CLASSES[name], WEIGHTS[name])[0] for name in names}


def _one(source: random.Random, weights: Mapping[str, int]) -> str:
    return source.choices(list(weights), list(weights.values()))[0]


def _of(case: Handed, *names: str) -> dict[str, str]:
    return {name: case.classes[name] for name in names}


def _apart(owner: UUID) -> random.Random:
    """A source of its own for each record, so that a class that joins its kind later leaves all
    that was drawn before as it was."""
    return random.Random(owner.int)  # noqa: S311 - fictional people, not noise


def _id(source: random.Random) -> UUID:
    return UUID(int=source.getrandbits(128))


def _handed(kind: str, owner_id: UUID, month: date, classes: Mapping[str, str]) -> Handed:
    return Handed(kind, owner_id, month, classes, owner_id, LATTICE)
