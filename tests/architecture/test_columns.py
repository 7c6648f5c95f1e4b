"""Every column says what it holds; what is about a victim is sealed; the inventory is true."""

from pathlib import Path

from casework.db import Base
from casework.db.inventory import as_markdown, unclassed, unsealed

INVENTORY = Path(__file__).parents[2] / "docs" / "data-inventory.md"


def test_every_column_says_what_it_holds(sqlite_app):
    assert unclassed(Base.metadata) == []


def test_what_is_about_a_victim_is_sealed_bytes(sqlite_app):
    assert unsealed(Base.metadata) == []


def test_inventory_in_the_documents_is_the_one_of_the_models(sqlite_app):
    assert as_markdown(Base.metadata).strip() in INVENTORY.read_text(encoding="utf-8"), (
        "run: flask --app wsgi database inventory"
    )
