"""Pages of the case file, under /c. Every page is guarded by what it shows."""

from casework.cases.views import (
    access,
    closing,
    consent,
    contacts,
    deletions,
    entries,
    file,
    identity,
    liaison,
    lists,
    notes,
    pathway,
    records,
    recovery_rules,
    restriction,
    steps,
    workload,
)
from casework.cases.views.blueprint import blueprint

__all__ = [
    "access",
    "blueprint",
    "closing",
    "consent",
    "contacts",
    "deletions",
    "entries",
    "file",
    "identity",
    "liaison",
    "lists",
    "notes",
    "pathway",
    "records",
    "recovery_rules",
    "restriction",
    "steps",
    "workload",
]
