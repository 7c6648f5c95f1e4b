"""The pages of accounts: signing in, one's own account, and administration."""

from casework.accounts.views.absences import blueprint as absences
from casework.accounts.views.access import blueprint
from casework.accounts.views.administration import blueprint as administration
from casework.accounts.views.factors import blueprint as factors
from casework.accounts.views.ministry import blueprint as ministry
from casework.accounts.views.organisations import blueprint as organisations
from casework.accounts.views.own import blueprint as own
from casework.accounts.views.powers import blueprint as powers
from casework.accounts.views.reviews import blueprint as reviews
from casework.accounts.views.roster import blueprint as roster
from casework.accounts.views.second_person import blueprint as second_person
from casework.accounts.views.users import blueprint as users

BLUEPRINTS = (
    blueprint,
    own,
    factors,
    ministry,
    administration,
    users,
    organisations,
    roster,
    reviews,
    powers,
    second_person,
    absences,
)
