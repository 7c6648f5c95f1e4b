"""What a role asks of an account."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from casework.accounts.domain.refusals import NotARegion, NotNational, RegionMissing
from casework.facts.domain import REGIONS
from casework.policy import Role

# Their work lies in a place: without a region they would see nothing.
OF_A_REGION = frozenset({Role.INSPECTOR, Role.FOCAL_POINT, Role.CASEWORKER})
MAY_BE_NATIONAL = frozenset({Role.FOCAL_POINT, Role.ANALYST})


SETTLED_AFTER = timedelta(days=3)
"""How long a new role, or new places, wait before emergency access and erasing: nobody
makes an account for one of them unseen (ISO/IEC 27002:2022, 5.3, segregation of duties)."""


@dataclass(frozen=True)
class Profile:
    """Who somebody is at work: the role, the organisation, the places."""

    display_name: str
    role: Role
    organisation_id: UUID
    regions: frozenset[str] = field(default_factory=frozenset)
    national: bool = False
    responsible: bool = False

    def check(self) -> None:
        """Refuse unknown regions, a national account of a local role, a local one of no region."""
        if not self.regions <= set(REGIONS):
            raise NotARegion()
        if self.national and self.role not in MAY_BE_NATIONAL:
            raise NotNational()
        if self.role in OF_A_REGION and not self.regions and not self.national:
            raise RegionMissing()
