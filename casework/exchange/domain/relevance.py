"""The conditions of a form that a questionnaire can ask, read from XPath.

Understood: `${q} = 'x'`, `!=`, `selected(${q}, 'x')`, `${q} != ''`, `string-length(${q}) > 0`,
`and`, `or`, `not(…)`, parentheses. Everything else (numbers compared, dates, other functions) is
not, and whoever reads the form is told so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Tree = dict[str, object]
LONGEST, DEEPEST = 2_000, 20
_TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*[^{}\s]+\s*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>[0-9]+(?![\w.]))"
    r"|(?P<name>[A-Za-z][A-Za-z-]*)|(?P<sign>!=|>=|=|>|\(|\)|,))"
)


class NotUnderstood(ValueError):
    """The expression asks something that a questionnaire cannot."""


def read_relevant(expression: str, named: Callable[[str], str]) -> Tree:
    """The condition as a tree; `named` gives the id of a question by its name in the form.

    NotUnderstood when any part of it cannot be asked; `named` raises it for an unknown question.
    """
    if len(expression) > LONGEST:
        raise NotUnderstood()
    reader = _Reader(_tokens(expression), named)
    tree = reader.any_of(0)
    if reader.left:
        raise NotUnderstood()
    return tree


def _tokens(expression: str) -> list[tuple[str, str]]:
    found, at, text = [], 0, expression.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise NotUnderstood()
        found.append((str(token.lastgroup), token[str(token.lastgroup)]))
        at = token.end()
    return found


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]], named: Callable[[str], str]) -> None:
        self.left = tokens[::-1]
        self.named = named

    def any_of(self, depth: int) -> Tree:
        return self._joined("or", self.all_of, depth)

    def all_of(self, depth: int) -> Tree:
        return self._joined("and", self.one, depth)

    def _joined(self, word: str, part: Callable[[int], Tree], depth: int) -> Tree:
        if depth > DEEPEST:
            raise NotUnderstood()
        parts = [part(depth + 1)]
        while self._take("name", word):
            parts.append(part(depth + 1))
        return parts[0] if len(parts) == 1 else {word: parts}

    def one(self, depth: int) -> Tree:
        if self._take("sign", "("):
            tree = self.any_of(depth + 1)
            self._need("sign", ")")
            return tree
        if self._take("name", "not"):
            self._need("sign", "(")
            tree = {"not": self.any_of(depth + 1)}
            self._need("sign", ")")
            return tree
        if self._take("name", "selected"):
            return self._selected()
        if self._take("name", "string-length"):
            return self._length()
        return self._compared()

    def _selected(self) -> Tree:
        self._need("sign", "(")
        question = self._question()
        self._need("sign", ",")
        value = self._value()
        self._need("sign", ")")
        return {"eq": [question, value]}

    def _length(self) -> Tree:
        self._need("sign", "(")
        question = self._question()
        self._need("sign", ")")
        self._need("sign", ">")
        self._need("number", "0")
        return {"answered": question}

    def _compared(self) -> Tree:
        if self.left and self.left[-1][0] == "ref":
            question = self._question()
            differs = self._sign()
            value = self._value()
        else:
            value = self._value()
            differs = self._sign()
            question = self._question()
        if value == "":
            return {"answered": question} if differs else {"not": {"answered": question}}
        tree: Tree = {"eq": [question, value]}
        return {"not": tree} if differs else tree

    def _sign(self) -> bool:
        if self._take("sign", "!="):
            return True
        self._need("sign", "=")
        return False

    def _question(self) -> str:
        kind, text = self._next()
        if kind != "ref":
            raise NotUnderstood()
        return self.named(text[2:-1].strip())

    def _value(self) -> str:
        kind, text = self._next()
        if kind not in ("text", "number"):
            raise NotUnderstood()
        return text[1:-1] if kind == "text" else text

    def _next(self) -> tuple[str, str]:
        if not self.left:
            raise NotUnderstood()
        return self.left.pop()

    def _take(self, kind: str, text: str) -> bool:
        if self.left and self.left[-1] == (kind, text):
            self.left.pop()
            return True
        return False

    def _need(self, kind: str, text: str) -> None:
        if not self._take(kind, text):
            raise NotUnderstood()
