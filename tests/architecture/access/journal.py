"""The trace is read by those who watch over the service and see no case."""

from tests.architecture.access import Access

EXPECTED = {
    "journal.journal": Access("GET", "/a/audit", {"administrator": 200, "dpo": 200}),
}
