"""Every way Python has of writing a column named `state`, found in the source.

An attribute that is stored to (alone, in a tuple, in a loop, `del`), `setattr` and its kin, a
dictionary or keyword that reaches `.values()`, `.update()` or `execute()`, directly or by a name of
the same file, and SQL that somebody wrote out. What is handed over by a name that this cannot look
into is reported as `hidden`: each such place is on a list, with the reason.
"""

import ast
import re
from collections.abc import Iterator

COLUMN = "state"
BY_NAME = {
    "setattr", "delattr", "__setattr__", "__delattr__", "set_attribute", "set_committed_value",
}  # fmt: skip
VIEWS = ("view", "guarded")
BY_COLUMNS = {
    "values", "update", "execute", "scalars", "scalar", "exec_driver_sql", "on_conflict_do_update",
    "bulk_update_mappings", "bulk_save_objects", "merge", "ordered_values", "from_select",
}  # fmt: skip
SQL = re.compile(
    r"\b(update|insert\b.*\bconflict)\b.*?\bset\b(?:(?!\bwhere\b)[^;])*?[\s,\"`.(]state[\"`]?\s*=",
    re.IGNORECASE | re.DOTALL,
)
REPLACED = re.compile(r"\breplace\s+into\b[^;]*[\s,\"`(]state\b", re.IGNORECASE | re.DOTALL)


def writers(tree: ast.Module) -> list[int]:
    """The lines on which a state is written."""
    named = _names_that_hold(tree)
    return sorted({node.lineno for node in ast.walk(tree) if _writes(node, named)})  # type: ignore[attr-defined]


def hidden(tree: ast.Module) -> list[int]:
    """The lines on which something is written whose columns cannot be read from the file."""
    known = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict | ast.DictComp)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = _called(node)
        if called in BY_NAME and _is_unknown_name(node):
            found.add(node.lineno)
        if called in ("values", "update"):
            opened = [word.value for word in node.keywords if word.arg is None]
            opened += node.args if called == "values" else []
            if any(_cannot_be_read(one, known) for one in opened):
                found.add(node.lineno)
    return sorted(found)


def _writes(node: ast.AST, named: set[str]) -> bool:
    match node:
        case ast.Attribute(attr=attr, ctx=ast.Store() | ast.Del()):
            return attr == COLUMN
        case ast.Subscript(value=whose, slice=key, ctx=ast.Store() | ast.Del()):
            return _is_column(key) and _is_inside(whose)
        case ast.Call():
            return _call_writes(node, named)
        case ast.Constant(value=str()) | ast.JoinedStr() | ast.BinOp(op=ast.Add() | ast.Mod()):
            text = _text(node)
            return bool(SQL.search(text) or REPLACED.search(text))
    return False


def _call_writes(node: ast.Call, named: set[str]) -> bool:
    called = _called(node)
    if called in BY_NAME:
        return any(map(_is_column, node.args))
    if called not in BY_COLUMNS:
        return _is_inside(getattr(node.func, "value", node)) and _holds(node, named)
    return _holds(node, named)


def _holds(call: ast.Call, named: set[str]) -> bool:
    """Whether what is handed to the call has a column of this name."""
    if any(word.arg == COLUMN for word in call.keywords):
        return True
    handed = [*call.args, *(word.value for word in call.keywords)]
    return any(_has_column(part, named) for one in handed for part in ast.walk(one))


def _has_column(node: ast.AST, named: set[str]) -> bool:
    match node:
        case ast.Dict(keys=keys):
            return any(key is not None and _is_column(key) for key in keys)
        case ast.Call(func=ast.Name(id="dict"), keywords=words):
            return any(word.arg == COLUMN for word in words)
        case ast.Tuple(elts=[first, _second]):  # ordered_values((Model.state, ...))
            return _is_column(first)
        case ast.Name(id=name, ctx=ast.Load()):
            return name in named
    return False


def _names_that_hold(tree: ast.Module) -> set[str]:
    """The names that a dictionary with this column is given in the file."""
    found = set()
    for node in ast.walk(tree):
        targets, value = _assigned(node)
        if value is not None and any(_has_column(part, set()) for part in ast.walk(value)):
            found |= {one.id for one in targets if isinstance(one, ast.Name)}
        for one in targets:
            if isinstance(one, ast.Subscript) and _is_column(one.slice):
                found |= {part.id for part in ast.walk(one.value) if isinstance(part, ast.Name)}
    return found


def _assigned(node: ast.AST) -> tuple[list[ast.expr], ast.expr | None]:
    match node:
        case ast.Assign(targets=targets, value=value):
            return targets, value
        case ast.AnnAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
            return [target], value
        case ast.AugAssign(target=target, value=value):
            return [target], value
    return [], None


def _is_column(node: ast.AST) -> bool:
    """`"state"`, `Model.state`, `table.c["state"]`, `column("state")`."""
    match node:
        case ast.Constant(value=value):
            return value == COLUMN
        case ast.Attribute(attr=attr):
            return attr == COLUMN
        case ast.Subscript(slice=ast.Constant(value=value)):
            return value == COLUMN
        case ast.Call(func=func, args=[ast.Constant(value=value)]):
            return value == COLUMN and getattr(func, "id", "") in ("column", "literal_column")
    return False


def _is_inside(node: ast.AST) -> bool:
    """`row.__dict__` or `vars(row)`."""
    match node:
        case ast.Attribute(attr="__dict__"):
            return True
        case ast.Call(func=ast.Name(id="vars")):
            return True
    return False


def _is_unknown_name(node: ast.Call) -> bool:
    place = 1 if _called(node) != "__setattr__" or len(node.args) > 2 else 0
    name = node.args[place] if len(node.args) > place else ast.Constant(value="")
    return not isinstance(name, ast.Constant | ast.JoinedStr) and not _builds_a_class(node)


def _builds_a_class(node: ast.Call) -> bool:
    """A field set on a form or a stamp set on a view, as the file is loaded: no row."""
    whose = node.args[0] if node.args else None
    return isinstance(whose, ast.Name) and (whose.id.endswith("Form") or whose.id in VIEWS)


def _cannot_be_read(node: ast.expr, known: set[str]) -> bool:
    if isinstance(node, ast.Dict | ast.Constant | ast.List):
        return False
    return not (isinstance(node, ast.Name) and node.id in known)


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _text(node: ast.AST) -> str:
    """The words of a string however it is put together; what is put in reads as a blank."""
    return " ".join(_parts(node))


def _parts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as value):
            yield value
        case ast.JoinedStr(values=values):
            yield "".join("".join(_parts(one)) or " x " for one in values)
        case ast.BinOp(left=left, right=right):
            yield from _parts(left)
            yield from _parts(right)
