"""Pages of the case file, under /c. Every page is guarded by what it shows."""

from casework.cases.views import access, closing, consent, file, identity, lists, records, steps
from casework.cases.views.blueprint import blueprint

__all__ = [
    "access",
    "blueprint",
    "closing",
    "consent",
    "file",
    "identity",
    "lists",
    "records",
    "steps",
]
