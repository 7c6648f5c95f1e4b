"""Exact counters: everybody who works with records or supervises; each sees what is theirs."""

from tests.architecture.access import Access

NEITHER = {"dpo": 403, "administrator": 403}

EXPECTED = {"counters.work": Access("GET", "/m/work", NEITHER, others=200)}
