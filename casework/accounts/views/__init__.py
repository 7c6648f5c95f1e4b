"""The pages of accounts: signing in, one's own account, and administration."""

from casework.accounts.views.access import blueprint
from casework.accounts.views.administration import blueprint as administration
from casework.accounts.views.organisations import blueprint as organisations
from casework.accounts.views.own import blueprint as own
from casework.accounts.views.roster import blueprint as roster
from casework.accounts.views.users import blueprint as users

BLUEPRINTS = (blueprint, own, administration, users, organisations, roster)
