"""The catalogue of events as a page of the documents: what is written down, and in which fields."""

from dataclasses import fields
from typing import Any, Literal, get_args, get_origin

from casework.audit.catalogue import CATALOGUE
from casework.audit.fields import kinds_of

OPENING = """# What the trace writes down

Every event of the trace (`casework/audit/catalogue/`), made by `flask audit catalogue`. An event
holds ids, codes, counts and digests, never words. `?`: a field that may be left out. Each also has
its place in its stream, its moment to the second and who acted.
"""
HEAD = ("| event | fields | when |", "| --- | --- | --- |")


def as_markdown() -> str:
    """One section a file of the catalogue, one line an event."""
    sections: dict[str, list[str]] = {}
    for name, event in sorted(CATALOGUE.items()):
        sections.setdefault(event.__module__.rpartition(".")[2], []).append(_line(name, event))
    lines = [OPENING]
    for section, rows in sorted(sections.items()):
        lines += [
            f"## {section.capitalize()}",
            "",
            "| event | fields | when |",
            "| --- | --- | --- |",
        ]
        lines += [*rows, ""]
    return "\n".join(lines)


def _line(name: str, event: Any) -> str:
    said = ", ".join(
        f"`{field.name}`{_kind(kinds_of(event)[field.name])}" for field in fields(event)
    )
    own = event.__dict__.get("__doc__") or ""
    words = " ".join(own.split()) if not own.startswith(f"{name}(") else ""
    return f"| {name} | {said} | {words} |"


def _kind(hints: tuple[Any, ...]) -> str:
    codes = [code for hint in hints if get_origin(hint) is Literal for code in get_args(hint)]
    optional = "?" if type(None) in hints else ""
    return f"{optional} ({', '.join(codes)})" if codes else optional
