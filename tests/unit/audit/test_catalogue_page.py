"""The page of all events comes from the code."""

import re
from pathlib import Path

from casework.audit.catalogue import CATALOGUE
from casework.audit.listing import as_markdown

PAGE = Path(__file__).parents[3] / "docs" / "audit-events.md"
NAMED = re.compile(r"^\| ([A-Z]\w+) \|", re.MULTILINE)


def test_every_event_is_listed_once() -> None:
    assert sorted(NAMED.findall(as_markdown())) == sorted(CATALOGUE)


def test_page_in_the_documents_names_no_event_that_is_gone() -> None:
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 100
    assert set(named) <= set(CATALOGUE)
