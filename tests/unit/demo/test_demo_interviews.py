"""Fictional interviews are answered as an inspector would, and find what the pattern tells."""

import random
from collections import Counter
from datetime import date

import pytest

from casework.demo.interviews import Met, meet, pages
from casework.demo.patterns import BY_NAME, ORDINARY, PATTERNS, SUSPECT
from casework.screening.domain.answers import Reply
from casework.screening.domain.coding import finding_of
from casework.screening.domain.finding import Band, Finding, Priority
from casework.screening.domain.interview import Interview
from casework.screening.loader import current_instrument, indicator_standard

INSTRUMENT = current_instrument("labour_inspection")
FLAGS = (Band.A, Band.B, Band.C)
TODAY = date(2026, 11, 16)


def interviewed(chance: random.Random, met: Met) -> Interview:
    given = {}
    for _section, marked in pages(chance, INSTRUMENT, met):
        given |= marked
    return Interview(INSTRUMENT, given)


def found(interview: Interview) -> Finding:
    return finding_of(interview, indicator_standard(), TODAY)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_every_question_that_is_shown_is_marked_and_nothing_contradicts_itself(pattern) -> None:
    chance = random.Random(pattern.name)
    for _ in range(20):
        interview = interviewed(chance, meet(chance, pattern))
        assert interview.missing() == ()
        assert set(interview.responses) >= interview.visible
        assert not interview.contradictions()


def test_nothing_is_written_in_words() -> None:
    chance = random.Random(5)
    for pattern in PATTERNS:
        said = interviewed(chance, meet(chance, pattern)).responses.values()
        assert not any(response.text or response.note for response in said)


def test_suspect_situations_are_flagged_far_more_often_than_ordinary_ones() -> None:
    chance, flagged = random.Random(7), Counter()
    for kind, patterns in (("ordinary", ORDINARY), ("suspect", SUSPECT)):
        for _ in range(150):
            pattern = chance.choices(patterns, [one.share for one in patterns])[0]
            flagged[kind] += found(interviewed(chance, meet(chance, pattern))).band in FLAGS
    assert flagged["suspect"] > 75
    assert flagged["ordinary"] < 15


@pytest.mark.parametrize("name", ["foreign_maid", "placed_girl", "farm_bonded"])
def test_a_clear_situation_is_always_flagged(name: str) -> None:
    chance = random.Random(11)
    for _ in range(15):
        met = meet(chance, BY_NAME[name], clear=True)
        assert found(interviewed(chance, met)).band in FLAGS


def test_somebody_who_is_locked_in_cannot_wait() -> None:
    chance = random.Random(13)
    met = meet(chance, BY_NAME["foreign_maid"], clear=True, danger="locked_in")
    assert found(interviewed(chance, met)).priority is Priority.P1


def test_whoever_is_in_a_hurry_leaves_more_unasked() -> None:
    def unasked(hurried: float) -> int:
        chance = random.Random(17)
        met = meet(chance, BY_NAME["labour_breach"])
        answers = interviewed(chance, Met(**{**vars(met), "hurried": hurried})).responses
        return sum(response.reply is Reply.NOT_ASKED for response in answers.values())

    assert unasked(0.6) > unasked(0.0)
