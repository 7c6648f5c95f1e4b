"""The pages of oversight."""

from casework.oversight.views.protection import blueprint as protection
from casework.oversight.views.requests import blueprint as requests
from casework.oversight.views.urgent import blueprint as urgent

BLUEPRINTS = (urgent, protection, requests)
