"""Which open questions would change a result most: tried by the rule, against hand-made tables."""

import datetime
import random

import pytest

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.assessment import Act
from casework.screening.domain.coding import finding_of
from casework.screening.domain.conditions import OneOf
from casework.screening.domain.instrument import (
    Instrument,
    Kind,
    Manner,
    Meaning,
    Option,
    Question,
    Review,
    Section,
    Sensitivity,
    Text,
)
from casework.screening.domain.interview import Interview
from casework.screening.domain.what_if import Reach, what_would_change
from casework.screening.loader import current_instrument, indicator_standard

ON = datetime.date(2026, 5, 4)
WORDS = Text("x", "x", "x")
YES, NO, UNKNOWN, DECLINED = (
    Response(reply) for reply in (Reply.YES, Reply.NO, Reply.UNKNOWN, Reply.DECLINED)
)


def asking(id, *codes, kind=Kind.YES_NO, **more):
    """A question whose yes (or only option) makes these indicators present."""
    told = "yes" if kind is Kind.YES_NO else "told"
    options = () if kind is Kind.YES_NO else (Option("told", WORDS),)
    feeds = {told: codes} if codes else {}
    return Question(
        id, kind, WORDS, Manner.ASK, Sensitivity.SPECIAL, options=options, feeds=feeds, **more
    )


def asked(questions, yes="", age=34, **responses):
    """An interview of these questions, the named ones answered with yes."""
    age_question = asking("age", kind=Kind.NUMBER, meaning=Meaning.AGE)
    sections = (
        Section("first", WORDS, WORDS, (age_question,)),
        Section("second", WORDS, WORDS, tuple(questions)),
    )
    instrument = Instrument(
        "made", "1", WORDS, ON, "a test", Review.WRITTEN, sections, NEVER, (), "0" * 64
    )
    said = {"age": Response(Reply.GIVEN, number=age), **dict.fromkeys(yes.split(), YES)}
    return Interview(instrument, {**said, **responses})


NEVER = OneOf("age", frozenset({"never"}))


def outlook(interview):
    finding = finding_of(interview, indicator_standard(), ON)
    found = what_would_change(interview, indicator_standard(), ON, (finding.band, finding.priority))
    changes = [
        (" ".join(one.question.id for one in change.answers), change.band, change.priority)
        for change in found.changes
    ]
    return found.reach, changes


EXPLOITED = asking("exploited", "EX02", "EX03", "EX07")  # strong and medium: D4
COERCED = asking("coerced", "CD05", "CD11", "CD12")  # three medium: D5
DECEIVED = asking("deceived", "DR01", "DR02")  # strong and medium: D1
HALF, HALF_MORE = asking("half", "CD05", "CD11"), asking("half_more", "CD12")
BROUGHT = asking("brought", acts={"yes": (Act.TRANSPORT,)})
HELP = asking("help", meaning=Meaning.SELF_REQUEST)
LOCKED = asking("locked", "CD03")
STRONG_ONE, MEDIUM_ONE = asking("strong_one", "DR01"), asking("medium_one", "DR02")

ALONE = [
    # answered, open, what each would lead to
    ("exploited coerced", [DECEIVED], [("deceived", "A", "P2")]),
    ("exploited coerced", [BROUGHT], [("brought", "B", "P2")]),
    ("exploited", [BROUGHT, COERCED], [("coerced", "C", "P3")]),
    ("exploited", [COERCED, DECEIVED], [("deceived", "B", "P2"), ("coerced", "C", "P3")]),
    ("", [MEDIUM_ONE, STRONG_ONE], [("strong_one", "E", "P3")]),
    ("", [STRONG_ONE, HELP], [("help", "C", "P3"), ("strong_one", "E", "P3")]),
    ("", [STRONG_ONE, LOCKED], [("locked", "E", "P1"), ("strong_one", "E", "P3")]),
    ("", [DECEIVED, STRONG_ONE, LOCKED, HELP],
     [("help", "C", "P3"), ("locked", "E", "P1"), ("deceived", "E", "P3")]),
]  # fmt: skip
EVERY = {
    question.id: question
    for question in (EXPLOITED, COERCED, DECEIVED, HALF, HALF_MORE, BROUGHT, HELP, LOCKED,
                     STRONG_ONE, MEDIUM_ONE)
}  # fmt: skip


@pytest.mark.parametrize(("answered", "waiting", "expected"), ALONE)
def test_one_answer_alone_leads_where_the_rule_leads(answered, waiting, expected):
    given = [EVERY[id] for id in answered.split()]
    assert outlook(asked([*given, *waiting], answered)) == (Reach.ALONE, expected)


def test_an_answer_that_suffices_alone_goes_before_two_that_suffice_together():
    questions = [EXPLOITED, HALF, HALF_MORE, DECEIVED]
    reach, changes = outlook(asked(questions, "exploited"))
    assert (reach, changes[0]) == (Reach.ALONE, ("deceived", "B", "P2"))
    assert all(" " not in answers for answers, _band, _priority in changes)


def test_when_no_single_answer_suffices_the_pairs_that_do_are_shown():
    found = outlook(asked([EXPLOITED, HALF, HALF_MORE], "exploited"))
    assert found == (Reach.TOGETHER, [("half half_more", "C", "P3")])


def test_when_no_pair_suffices_the_strongest_are_named_without_a_promise():
    thirds = [asking(f"third_{n}", code) for n, code in enumerate(("CD11", "CD12", "CD09"))]
    found = outlook(asked([EXPLOITED, *thirds], "exploited"))
    assert found == (Reach.FURTHER, [("third_0", None, None), ("third_1", None, None),
                                     ("third_2", None, None)])  # fmt: skip


@pytest.mark.parametrize(
    ("response", "waits"), [(UNKNOWN, True), (NO, False), (DECLINED, False), (YES, False)]
)
def test_not_known_may_be_asked_again_and_what_was_declined_is_left_alone(response, waits):
    _reach, changes = outlook(asked([EXPLOITED, DECEIVED], "exploited", deceived=response))
    assert bool(changes) is waits


def test_nothing_would_change_the_highest_and_most_urgent_result():
    questions = [EXPLOITED, COERCED, DECEIVED, LOCKED, STRONG_ONE]
    found = outlook(asked(questions, "exploited coerced deceived locked"))
    assert found == (Reach.FURTHER, [])


def test_a_level_raised_by_hand_is_the_one_that_would_have_to_change():
    interview = asked([EXPLOITED, COERCED, DECEIVED], "exploited")
    found = what_would_change(interview, indicator_standard(), ON, ("B", "P2"))
    together = [(change.band, len(change.answers)) for change in found.changes]
    assert (found.reach, together) == (Reach.TOGETHER, [("A", 2)])


def test_a_child_needs_no_means():
    found = outlook(asked([EXPLOITED, BROUGHT], "exploited", age=16))
    assert found == (Reach.ALONE, [("brought", "B", "P1")])


def test_an_answer_that_hides_another_is_tried_with_that_one_hidden():
    hiding = asking("hiding", "DR02")
    hidden = asking(
        "coerced", "CD05", "CD11", "CD12", show_if=OneOf("hiding", frozenset({"not_asked"}))
    )
    first = Section(
        "first", WORDS, WORDS, (asking("age", kind=Kind.NUMBER, meaning=Meaning.AGE), hiding)
    )
    second = Section("second", WORDS, WORDS, (hidden, EXPLOITED))
    instrument = Instrument(
        "made", "1", WORDS, ON, "a test", Review.WRITTEN, (first, second), NEVER, (), "0" * 64
    )
    said = {"age": Response(Reply.GIVEN, number=34), "coerced": YES, "exploited": YES}
    reach, changes = outlook(Interview(instrument, said))
    assert (reach, changes) == (Reach.FURTHER, [("hiding", None, None)])


def test_whatever_is_promised_is_what_the_whole_rule_finds():
    """On the real questionnaire: give the answers, assess everything again, compare."""
    chance, instrument, wrong = random.Random(27), current_instrument(), []
    counting = [question for question in instrument.questions if question.feeds]
    for _ in range(40):
        said = {"age": Response(Reply.GIVEN, number=chance.choice((14, 17, 34)))}
        for question in chance.sample(counting, 12):
            told = chance.choice(sorted(question.feeds))
            yes_no = question.kind is Kind.YES_NO
            said[question.id] = (
                Response(Reply(told)) if yes_no else Response(Reply.GIVEN, options=(told,))
            )
        wrong += _broken_promises(Interview(instrument, said))
    assert wrong == []


def _broken_promises(interview):
    standard = indicator_standard()
    finding = finding_of(interview, standard, ON)
    for change in what_would_change(
        interview, standard, ON, (finding.band, finding.priority)
    ).changes:
        given = {
            one.question.id: Response(Reply(one.option))
            if one.question.kind is Kind.YES_NO
            else Response(Reply.GIVEN, options=(one.option,))
            for one in change.answers
        }
        turned = Interview(interview.instrument, {**interview.responses, **given})
        found = finding_of(turned, standard, ON)
        if change.band and (found.band, found.priority) != (change.band, change.priority):
            yield change
