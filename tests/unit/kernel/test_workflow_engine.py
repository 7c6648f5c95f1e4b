"""The pure engine: one arrow, its reason, its gates."""

import pytest

from casework.kernel.refusals import GateClosed, ReasonMissing, StepNotPossible
from casework.kernel.workflow import (
    START,
    Circumstances,
    Deadline,
    Span,
    Transition,
    Verdict,
    check_table,
    mermaid,
    plan,
    possible,
)

TABLE = (
    Transition("begin", START, "a", "write"),
    Transition("go", "a", "b", "write", gates=("G-ONE", "G-TWO")),
    Transition("stop", "a", "c", "read", needs_reason=True),
)


def _with(**gates):
    return Circumstances({f"G-{name.upper()}": verdict for name, verdict in gates.items()})


def test_step_is_planned_when_every_gate_passes():
    planned = plan(TABLE, "a", "go", _with(one=Verdict.PASS, two=Verdict.PASS))
    assert (planned.transition.target, planned.overridden) == ("b", ())


def test_override_opens_a_gate_and_is_remembered():
    planned = plan(TABLE, "a", "go", _with(one=Verdict.OVERRIDE, two=Verdict.PASS))
    assert planned.overridden == ("G-ONE",)


@pytest.mark.parametrize("two", [Verdict.FAIL, None])
def test_gate_stays_closed_when_it_fails_or_is_silent(two):
    known = _with(one=Verdict.PASS) if two is None else _with(one=Verdict.PASS, two=two)
    with pytest.raises(GateClosed) as closed:
        plan(TABLE, "a", "go", known)
    assert closed.value.codes["gate"] == "G-TWO"


def test_reason_is_asked_for_where_the_table_says_so():
    with pytest.raises(ReasonMissing):
        plan(TABLE, "a", "stop", Circumstances())
    assert plan(TABLE, "a", "stop", Circumstances(reason=True)).transition.target == "c"


@pytest.mark.parametrize(("state", "action"), [("b", "go"), ("a", "fly"), ("", ""), ("c", "begin")])
def test_no_step_where_the_table_has_no_arrow(state, action):
    with pytest.raises(StepNotPossible):
        plan(TABLE, state, action, Circumstances(reason=True))


def test_buttons_are_the_arrows_of_the_permissions_held():
    assert [arrow.action for arrow in possible(TABLE, "a", {"read"})] == ["stop"]
    assert possible(TABLE, "b", {"read", "write"}) == []


def test_table_with_two_arrows_for_one_place_is_refused():
    with pytest.raises(ValueError, match="two arrows"):
        check_table((*TABLE, Transition("go", "a", "c", "write")))


def test_diagram_shows_each_arrow_with_its_gates():
    drawn = mermaid(TABLE, "Test")
    assert "[*] --> a : begin" in drawn
    assert "a --> b : go [G-ONE] [G-TWO]" in drawn


def test_deadline_is_shorter_when_the_priority_is_named():
    deadline = Deadline("answer", Span(working_days=2), (("P1", Span(hours=2)),))
    assert deadline.span_for("P1") == Span(hours=2)
    assert deadline.span_for("P3") == deadline.span_for(None) == Span(working_days=2)
