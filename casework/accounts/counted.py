"""Who works in an organisation, in numbers alone: no person helped is in them."""

from collections import Counter
from uuid import UUID

from casework.accounts.names import ROLES
from casework.accounts.queries import users_of_organisation
from casework.counters import About, Count, register_about
from casework.policy import Role
from casework.web.languages import _, _l


def register() -> None:
    """On the page of every organisation."""
    register_about(About("staff", _l("Staff with an account"), staff, place=10))


def staff(organisation_id: UUID) -> list[Count]:
    """Accounts in use, all together and by role."""
    roles = Counter(user.role for user in users_of_organisation(organisation_id))
    if not roles:
        return []
    counts = [Count(_("All together"), roles.total())]
    return counts + [Count(ROLES[Role(role)], n) for role, n in roles.most_common()]
