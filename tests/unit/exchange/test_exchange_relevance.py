"""Which conditions of a form a questionnaire can ask, and which are told to be left out."""

import pytest

from casework.exchange.domain.relevance import NotUnderstood, read_relevant
from casework.screening.domain.conditions import parse_condition


def named(name: str) -> str:
    if name == "nowhere":
        raise NotUnderstood()
    return name.lower()


UNDERSTOOD = {
    "${A} = 'x'": {"eq": ["a", "x"]},
    "'x' = ${A}": {"eq": ["a", "x"]},
    "${a}=1": {"eq": ["a", "1"]},
    '${a} != "x"': {"not": {"eq": ["a", "x"]}},
    "${a} != ''": {"answered": "a"},
    "${a} = ''": {"not": {"answered": "a"}},
    "string-length(${a}) > 0": {"answered": "a"},
    "selected(${a}, 'x')": {"eq": ["a", "x"]},
    "selected( ${a} ,'x') and not(${b}='y')": {
        "and": [{"eq": ["a", "x"]}, {"not": {"eq": ["b", "y"]}}]
    },
    "${a}='x' or ${b}='y' and ${c}='z'": {
        "or": [{"eq": ["a", "x"]}, {"and": [{"eq": ["b", "y"]}, {"eq": ["c", "z"]}]}]
    },
    "(${a}='x' or ${b}='y') and ${c}='z'": {
        "and": [{"or": [{"eq": ["a", "x"]}, {"eq": ["b", "y"]}]}, {"eq": ["c", "z"]}]
    },
    "${a}='و'": {"eq": ["a", "و"]},
}
NOT_UNDERSTOOD = (
    "", "${age} >= 18", "${a} = ${b}", "true()", "today() > ${d}", "regex(., 'x')", "${a}",
    "count-selected(${a}) > 1", "${nowhere} = 'x'", "${a} = 'x' extra", "(${a} = 'x'", "../a = 'x'",
    "${a} = 'x' and", "not ${a} = 'x'", "selected(${a})", "selected('x', ${a})", "${a} = 1.5",
    "'x' = 'x'", "or ${a} = 'x'", "${a} == 'x'", "if(${a}='x', 1, 2)", "${a} = 'x",
    "(" * 30 + "${a}='x'" + ")" * 30, "${a}='x' or " * 300 + "${a}='x'",
    "not(" * 5000 + "${a}='x'" + ")" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("expression", UNDERSTOOD)
def test_what_is_understood_becomes_a_condition(expression):
    tree = read_relevant(expression, named)
    assert tree == UNDERSTOOD[expression]
    parse_condition(tree)


@pytest.mark.parametrize("expression", NOT_UNDERSTOOD, ids=lambda text: text[:24])
def test_everything_else_is_refused(expression):
    with pytest.raises(NotUnderstood):
        read_relevant(expression, named)
