"""When a question is asked: a closed set of operators."""

import pytest

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.conditions import ConditionRefused, holds, parse_condition
from casework.screening.domain.indicators import Profile

RESPONSES = {
    "locked": Response(Reply.YES),
    "papers": Response(Reply.GIVEN, options=("kept",)),
    "forms": Response(Reply.GIVEN, options=("sexual", "begging")),
    "age": Response(Reply.GIVEN, number=17),
    "debt": Response(Reply.DECLINED),
}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"eq": ["locked", "yes"]}, True),
        ({"eq": ["locked", "no"]}, False),
        ({"eq": ["papers", "kept"]}, True),
        ({"eq": ["forms", "begging"]}, True),
        ({"eq": ["debt", "declined"]}, True),
        ({"eq": ["absent", "not_asked"]}, True),
        ({"eq": ["absent", "yes"]}, False),
        ({"in": ["papers", ["me", "kept"]]}, True),
        ({"in": ["papers", ["me"]]}, False),
        ({"answered": "age"}, True),
        ({"answered": "debt"}, False),
        ({"answered": "absent"}, False),
        ({"profile": ["CL", "CS"]}, True),
        ({"profile": ["AL"]}, False),
        ({"not": {"eq": ["locked", "yes"]}}, False),
        ({"and": [{"answered": "age"}, {"answered": "debt"}]}, False),
        ({"and": [{"answered": "age"}, {"answered": "locked"}]}, True),
        ({"or": [{"answered": "absent"}, {"answered": "locked"}]}, True),
        ({"or": [{"answered": "absent"}, {"answered": "debt"}]}, False),
    ],
)
def test_a_condition_holds_exactly_when_its_operator_says(tree, expected):
    assert holds(parse_condition(tree), RESPONSES, Profile.CHILD_LABOUR) is expected


@pytest.mark.parametrize(
    "tree",
    [
        None,
        True,
        "eq",
        [],
        {},
        {"eval": "1 + 1"},
        {"__import__": "os"},
        {1: ["a", "b"]},
        {"eq": ["a", "b"], "in": ["a", ["b"]]},
        {"eq": ["a"]},
        {"eq": ["a", "b", "c"]},
        {"eq": ["a", True]},
        {"eq": "ab"},
        {"in": ["a", "b"]},
        {"in": ["a", []]},
        {"in": ["a", [1]]},
        {"answered": ["a"]},
        {"profile": []},
        {"profile": ["XX"]},
        {"profile": "AL"},
        {"and": []},
        {"and": {"answered": "a"}},
        {"or": [{"xor": []}]},
        {"not": [{"answered": "a"}]},
    ],
)
def test_anything_but_a_known_operator_with_its_operands_is_refused(tree):
    with pytest.raises(ConditionRefused):
        parse_condition(tree)
