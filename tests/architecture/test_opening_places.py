"""Sealed values are opened in listed places only. A new place is a decision, written down here."""

from pathlib import Path

from tests.architecture.opening_places import PLACES

ROOT = Path(__file__).parents[2] / "casework"


def _openings():
    found = {}
    for file in sorted(ROOT.rglob("*.py")):
        count = file.read_text(encoding="utf-8").count(".reveal()")
        if count:
            found[str(file.relative_to(ROOT))] = count
    return found


def test_sealed_values_are_opened_in_listed_places_only():
    opened = set(_openings()) - {"encryption/sealed.py"}
    assert opened - set(PLACES) == set(), "new places that open sealed values: list them, or do not"
    assert set(PLACES) - opened == set(), "listed places that open nothing any more"


def test_templates_open_nothing_by_themselves():
    templates = (ROOT.parent / "templates").rglob("*.html")
    assert [file.name for file in templates if "reveal(" in file.read_text("utf-8")] == []
