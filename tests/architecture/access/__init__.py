"""What every persona gets at every endpoint, written by hand, one file a package.

`EXPECTED = {"cases.case_file": Access("GET", "/c/{case}", {"caseworker": 200, ...}, others=403)}`
An endpoint with a second method has a second entry, `"cases.consent POST"`. A persona that is not
named gets `others` (403 unless said); somebody signed out gets 303 to the sign-in page unless said.
Placeholders such as {case} are codes from the scene of the sweep (tests/architecture/scene.py).
A POST is sent with a CSRF token and nothing else, so whoever may come in sees 422 (the form is
incomplete), 409 (no version was sent) or 303 (there is nothing to fill in).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

SIGN_IN = 303


@dataclass(frozen=True)
class Access:
    """One endpoint with one method."""

    method: str
    path: str
    statuses: Mapping[str, int] = field(default_factory=dict)
    others: int = 403
    signed_out: int = SIGN_IN

    def expected(self, persona: str) -> int:
        """The status this persona must get."""
        if persona == "signed_out":
            return self.statuses.get(persona, self.signed_out)
        return self.statuses.get(persona, self.others)


def everything() -> dict[tuple[str, str], Access]:
    """All entries of all files, by endpoint and method; two for one place are refused."""
    found: dict[tuple[str, str], Access] = {}
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        entries = import_module(f"tests.architecture.access.{file.stem}").EXPECTED
        for key, access in entries.items():
            place = (key.partition(" ")[0], access.method)
            assert place not in found, f"{place} is written twice"
            found[place] = access
    return found
